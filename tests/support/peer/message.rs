//! Messages, as the peer sees them.

use serde::Deserialize;
use serde_json::Value;

/// A message in a room.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Message {
    /// The event's id.
    pub event_id: String,
    /// The room it is in.
    pub room_id: String,
    /// Who sent it, as the server says.
    pub sender: String,
    /// Whether it travelled encrypted.
    pub encrypted: bool,
    /// What it says, as its sender wrote it, where it can be read.
    pub content: Option<Value>,
    /// The text, where it can be read.
    pub text: Option<String>,
    /// Why it could not be decrypted: matrix-js-sdk's `DecryptionFailureCode`.
    pub failure: Option<String>,
    /// What is shown beside it, of an encrypted message that was decrypted.
    pub shield: Option<Shield>,
}

/// How much an encrypted message is worth.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Shield {
    /// How loudly it warns.
    pub colour: Shade,
    /// Why: matrix-js-sdk's `EventShieldReason`, as `UNSIGNED_DEVICE`.
    pub reason: Option<String>,
}

/// The loudness of a [`Shield`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Shade {
    /// Nothing to say.
    None,
    /// Not vouched for.
    Grey,
    /// A warning.
    Red,
}
