//! Events of rooms: as they came, decrypted later, and taken back.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An event of a room, as it came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The room's id.
    pub room: String,
    /// The event's id.
    pub event_id: String,
    /// The user id of whoever sent it.
    pub sender: String,
    /// The device it was sent from, where it was encrypted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// When it was sent, as its sender's server says: milliseconds since 1970 began, UTC.
    pub origin_ms: u64,
    /// Its type, the decrypted one where it was encrypted.
    pub event_type: String,
    /// Which state it is, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_key: Option<String>,
    /// What it says, decrypted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Value>,
    /// Why it could not be decrypted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undecryptable: Option<Cause>,
    /// What it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// The transaction of this device that it comes from: its own send has the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction: Option<String>,
    /// Its files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<KeptFile>,
    /// The event as the server gave it, every byte; where it was encrypted and could be read, with what it says in place of
    /// what was sealed; and what this device sent, as it was sent, where that is all there was yet.
    pub raw: String,
}

/// The device that an event was sent from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Its id, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// How far it was trusted when the event came.
    pub trust: Trust,
}

/// How far a device is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Trust {
    /// Its owner confirmed it, and this person verified its owner.
    Verified,
    /// Its owner confirmed it.
    Confirmed,
    /// Nobody confirmed it.
    Unconfirmed,
    /// It is not known: the message is by this sender as far as the key's way says.
    Unknown,
    /// The owner was verified, and came with another identity.
    Changed,
}

/// Why an event could not be decrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Cause {
    /// The key has not come.
    NoKey,
    /// It was sent before this device was there.
    BeforeThisDevice,
    /// The sender withheld the key from this device.
    Withheld,
    /// Policy refuses keys of its sender's device.
    SenderNotTrusted,
    /// It is broken, or of a kind that this program can't decrypt.
    Unreadable,
}

impl Cause {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoKey => "no_key",
            Self::BeforeThisDevice => "before_this_device",
            Self::Withheld => "withheld",
            Self::SenderNotTrusted => "sender_not_trusted",
            Self::Unreadable => "unreadable",
        }
    }
}

/// What an event belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// `m.replace`, `m.annotation`, `m.thread`, or `m.in_reply_to`.
    pub rel_type: String,
    /// The event it belongs to.
    pub event_id: String,
}

/// A file that is kept beside the entries, sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// The SHA-256 of what it was sealed into, in hexadecimal: its name among the sealed files.
    pub sealed: String,
    /// Its length in bytes.
    pub size: u64,
    /// The name its sender gave it.
    pub name: String,
    /// What its sender said it is.
    pub media_type: String,
}

/// An event that could be decrypted after it went on record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LateDecryption {
    /// The room's id.
    pub room: String,
    /// The event's id.
    pub event_id: String,
    /// The device it was sent from.
    pub device: Device,
    /// The decrypted type.
    pub event_type: String,
    /// What it says.
    pub content: Value,
    /// What it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
}

/// An event that was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redaction {
    /// The room's id.
    pub room: String,
    /// The id of the event that takes back.
    pub event_id: String,
    /// The event that is taken back.
    pub redacts: String,
    /// The user id of whoever took it back.
    pub sender: String,
    /// When, as the sender's server says: milliseconds since 1970 began, UTC.
    pub origin_ms: u64,
    /// Why, where they said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The event as the server gave it.
    pub raw: String,
}
