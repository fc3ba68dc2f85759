//! Which servers' people and rooms may be reached.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which servers' people and rooms may be reached.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Federation {
    /// Servers besides the homeservers above: an exact name, or `*.` and a domain for every name below it.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "fewer", "x-root" = true))]
    pub allowed_servers: Vec<String>,
    /// What happens to people and rooms of any other server.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "first"))]
    pub on_foreign: OnForeign,
    /// Whether a person who is asked in may read what was written before.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "false"))]
    pub history_sharing_on_invite: bool,
}

/// What happens to people and rooms of a server that isn't approved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnForeign {
    /// Refused.
    #[default]
    Block,
    /// The room stays in the list; its messages are hidden and nothing can be sent.
    Quarantine,
    /// Allowed, under a warning.
    Warn,
}
