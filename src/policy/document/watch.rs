//! What the program looks out for, on this computer alone.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the program looks out for, on this computer alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Watch {
    /// What each rule does, by its id. A rule that isn't named here does what it does by itself.
    #[schemars(extend("x-class" = "skip", "x-used" = "later", "examples" = [{"new-device": "warn"}]))]
    pub rules: BTreeMap<String, Alarm>,
}

/// What a rule does when it finds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Alarm {
    /// Refuses.
    Block,
    /// Warns, and asks.
    Warn,
    /// Says so.
    Note,
    /// Nothing.
    Off,
}
