//! Publishing to the organisation's public channels.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Publishing to the organisation's public channels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Publish {
    /// Servers that may be published to, by their exact names. None, nothing is published.
    #[schemars(extend(
        "x-class" = "closed",
        "x-used" = "later",
        "examples" = [["social.gov.example"]],
        "x-strict" = "fewer"
    ))]
    pub allowed_instances: Vec<String>,
    /// How many people besides the author have to agree.
    #[schemars(extend("x-class" = "closed", "x-used" = "later", "x-strict" = "higher"))]
    pub approvers_required: u32,
    /// Who may do what: user ids by the name of a role.
    #[schemars(extend(
        "x-class" = "closed",
        "x-used" = "later",
        "examples" = [{"author": ["@ann:works.gov.example"], "approver": ["@bob:works.gov.example"]}]
    ))]
    pub roles: BTreeMap<String, Vec<String>>,
}

impl Default for Publish {
    fn default() -> Self {
        Self {
            allowed_instances: Vec::new(),
            approvers_required: 1,
            roles: BTreeMap::new(),
        }
    }
}
