//! How messages and rooms are marked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How messages and rooms are marked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Classification {
    /// The markings there are, the lowest first.
    #[schemars(extend(
        "x-class" = "skip",
        "x-used" = "later",
        "examples" = [[
            {"id": "official", "text": "Official"},
            {"id": "sensitive", "text": "Official, sensitive", "colour": "#b04020"}
        ]]
    ))]
    pub labels: Vec<Label>,
    /// The id of the label that counts when nobody chose one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-class" = "skip", "x-used" = "later", "examples" = ["official"]))]
    pub default: Option<String>,
    /// The highest marking that a kind of room may carry.
    #[schemars(extend(
        "x-class" = "closed",
        "x-used" = "later",
        "examples" = [{"direct": "official", "room": "sensitive"}]
    ))]
    pub ceiling: Ceiling,
    /// What happens to a message marked above its room's ceiling.
    #[schemars(extend("x-class" = "closed", "x-used" = "later", "x-strict" = "first"))]
    pub on_exceed: OnExceed,
}

/// A marking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Label {
    /// What other keys call it.
    pub id: String,
    /// What people read.
    pub text: String,
    /// Its colour, as `#rrggbb`. The words always stand beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
}

/// The highest marking that a kind of room may carry, by the id of its label. No limit where it is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Ceiling {
    /// In a conversation with one other person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct: Option<String>,
    /// In any other room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
}

/// What happens to a message marked above its room's ceiling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnExceed {
    /// It isn't sent.
    #[default]
    Block,
    /// A warning first.
    Warn,
}
