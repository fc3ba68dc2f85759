//! Whom to believe when a person's identity changes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whom to believe when a person's identity changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Trust {
    /// What happens when a person whom one knows comes with a new identity.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "first"))]
    pub on_identity_change: OnIdentityChange,
    /// Classifications, by the id of their label, of which one may only write to people whom one has verified.
    #[schemars(extend("x-class" = "closed", "x-used" = "later", "examples" = [["sensitive"]], "x-strict" = "more"))]
    pub require_verified_contact_for: Vec<String>,
}

/// What happens when a person whom one knows comes with a new identity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnIdentityChange {
    /// Nothing is sent to them until one has looked into it.
    #[default]
    BlockUntilHandled,
    /// A warning, and things go on.
    Warn,
}
