//! The kinds of entries.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// An event of a room came: a message, an edit, a reaction, somebody who joined.
    Event(Event),
    /// The key to an earlier event came.
    LateDecryption(LateDecryption),
    /// An event was taken back. What it said stays in its own entry.
    Redaction(Redaction),
    /// Somebody marked a message or a thread as a decision.
    Decision(Decision),
    /// What recording stands on changed.
    Change(Change),
    /// A message of this account, before it left this device.
    OwnSend(OwnSend),
    /// A file of an earlier event was fetched, or could not be.
    File(FileNote),
    /// Events that are known to be missing between two that are there.
    Gap(Gap),
}

impl Kind {
    /// The name of the kind, as it is written.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Event(_) => "event",
            Self::LateDecryption(_) => "late_decryption",
            Self::Redaction(_) => "redaction",
            Self::Decision(_) => "decision",
            Self::Change(_) => "change",
            Self::OwnSend(_) => "own_send",
            Self::File(_) => "file",
            Self::Gap(_) => "gap",
        }
    }

    /// The room it is about; none where it is about all of them.
    pub fn room(&self) -> Option<&str> {
        match self {
            Self::Event(event) => Some(&event.room),
            Self::LateDecryption(late) => Some(&late.room),
            Self::Redaction(redaction) => Some(&redaction.room),
            Self::Decision(decision) => Some(&decision.room),
            Self::Change(_) => None,
            Self::OwnSend(send) => Some(&send.room),
            Self::File(note) => Some(&note.room),
            Self::Gap(gap) => Some(&gap.room),
        }
    }

    /// The event it is, or is about.
    pub fn event_id(&self) -> Option<&str> {
        match self {
            Self::Event(event) => Some(&event.event_id),
            Self::LateDecryption(late) => Some(&late.event_id),
            Self::Redaction(redaction) => Some(&redaction.event_id),
            Self::Decision(decision) => Some(&decision.event_id),
            Self::File(note) => Some(&note.event_id),
            Self::Change(_) | Self::OwnSend(_) | Self::Gap(_) => None,
        }
    }

    /// Whoever did it, where somebody did.
    pub fn person(&self) -> Option<&str> {
        match self {
            Self::Event(event) => Some(&event.sender),
            Self::Redaction(redaction) => Some(&redaction.sender),
            Self::Decision(decision) => Some(&decision.by),
            Self::OwnSend(send) => Some(&send.sender),
            Self::LateDecryption(_) | Self::Change(_) | Self::File(_) | Self::Gap(_) => None,
        }
    }

    /// The files that it brings.
    pub fn files(&self) -> &[KeptFile] {
        match self {
            Self::Event(event) => &event.files,
            Self::OwnSend(send) => &send.files,
            Self::File(note) => note.kept.as_slice(),
            _ => &[],
        }
    }

    /// The times that others say.
    pub(super) fn times(&mut self) -> impl Iterator<Item = &mut u64> {
        match self {
            Self::Event(event) => Some(&mut event.origin_ms),
            Self::Redaction(redaction) => Some(&mut redaction.origin_ms),
            _ => None,
        }
        .into_iter()
    }

    /// What others wrote, which may be any JSON.
    pub(super) fn contents(&mut self) -> impl Iterator<Item = &mut Value> {
        match self {
            Self::Event(event) => event.content.as_mut(),
            Self::LateDecryption(late) => Some(&mut late.content),
            Self::OwnSend(send) => Some(&mut send.content),
            _ => None,
        }
        .into_iter()
    }
}

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
    /// The event as the server gave it, every byte.
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

/// A message or a thread that records a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The room's id.
    pub room: String,
    /// The message, or the first one of the thread.
    pub event_id: String,
    /// Whether the whole thread is meant.
    pub thread: bool,
    /// The user id of whoever marked it.
    pub by: String,
    /// What was decided.
    pub what: String,
    /// Why.
    pub reason: String,
}

/// A change of what recording stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What changed.
    pub subject: Subject,
    /// What it was; none at the first start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it is.
    pub after: String,
}

/// What may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Subject {
    /// The policy in force, named by its version.
    Policy,
    /// The program, named by its version.
    Program,
    /// The clock: it was set, or no longer agrees with the server's.
    Clock,
    /// To whom the record is sealed.
    Recipients,
}

impl Subject {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Program => "program",
            Self::Clock => "clock",
            Self::Recipients => "recipients",
        }
    }
}

/// A message of this account, before it left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnSend {
    /// The room's id.
    pub room: String,
    /// The transaction's id, which the event that comes back has too.
    pub transaction: String,
    /// The user id of this account.
    pub sender: String,
    /// The event's type.
    pub event_type: String,
    /// What it says.
    pub content: Value,
    /// What it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// Its files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<KeptFile>,
}

/// A file of an earlier event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileNote {
    /// The room's id.
    pub room: String,
    /// The event it belongs to.
    pub event_id: String,
    /// The file, when it was fetched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<KeptFile>,
    /// Why it was not, when it wasn't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_fetched: Option<String>,
}

/// Events that are known to be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The room's id.
    pub room: String,
    /// The last event before it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The first event behind it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Why.
    pub cause: String,
}
