//! What is kept, for how long, and what nobody may delete.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is kept, for how long, and what nobody may delete.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Retention {
    /// For every room that no rule below names.
    #[schemars(extend("x-class" = "closed", "x-used" = "now"))]
    pub default: Rule,
    /// Rules for some rooms. A rule for a room id replaces the default; a rule for a type or a name only adds to it,
    /// because a room's members choose both.
    #[schemars(extend("x-class" = "closed", "x-used" = "now"))]
    pub rooms: Vec<RoomRule>,
    /// Holds: while one stands, nothing it covers is deleted.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "more"))]
    pub hold: Vec<Hold>,
    /// Whether nobody may delete messages.
    #[schemars(extend("x-class" = "last_good", "x-used" = "now", "x-strict" = "true"))]
    pub forbid_redaction: bool,
    /// Minutes after sending in which a message may be changed. No limit when left out; 0 forbids every change.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-class" = "last_good", "x-used" = "now", "x-strict" = "lower"))]
    pub forbid_edit_after_minutes: Option<u32>,
    /// Whether a room under a hold can't be left.
    #[schemars(extend("x-class" = "last_good", "x-used" = "now", "x-strict" = "true"))]
    pub forbid_leave_on_hold: bool,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            default: Rule::default(),
            rooms: Vec::new(),
            hold: Vec::new(),
            // To take back what went to the wrong room protects people; whoever has to keep it says so.
            forbid_redaction: false,
            forbid_edit_after_minutes: None,
            forbid_leave_on_hold: true,
        }
    }
}

impl Retention {
    /// Whether any room goes on record.
    pub fn keeps_records(&self) -> bool {
        let rules = self.rooms.iter().map(|rule| rule.record);
        rules.chain([self.default.record]).any(|record| record == Some(true))
    }
}

/// What is kept, and for how long.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Rule {
    /// Whether messages go on record.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-strict" = "true"))]
    pub record: Option<bool>,
    /// Days for which messages are kept at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-strict" = "higher"))]
    pub min_days: Option<u32>,
    /// Days after which messages are deleted from the device. A minimum above it wins.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-strict" = "lower"))]
    pub max_days: Option<u32>,
}

/// A rule for some rooms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RoomRule {
    /// Which rooms.
    #[serde(rename = "match")]
    pub rooms: Match,
    /// Whether messages go on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<bool>,
    /// Days for which messages are kept at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_days: Option<u32>,
    /// Days after which messages are deleted from the device. A minimum above it wins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_days: Option<u32>,
}

impl RoomRule {
    /// What it says of them.
    pub(crate) fn rule(&self) -> Rule {
        Rule {
            record: self.record,
            min_days: self.min_days,
            max_days: self.max_days,
        }
    }
}

/// Which rooms a rule is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// The room with this id.
    Room(String),
    /// Every room of this kind.
    Type(RoomKind),
    /// Every room whose name fits: `*` stands for any run of characters. Capitals don't matter.
    Name(String),
}

/// Direct message or room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    /// A conversation with one other person.
    Direct,
    /// Any other room.
    Room,
}

/// A hold: nothing it covers is deleted, whatever any other rule says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Hold {
    /// What it covers.
    pub scope: HoldScope,
    /// The reference people are told, such as a case number.
    pub reference: String,
    /// The last day of the hold, as YYYY-MM-DD. Until it is taken out of the policy, when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// What a hold covers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HoldScope {
    /// Every room.
    All,
    /// The room with this id.
    Room(String),
}
