//! The kinds of entries.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::event::{Event, KeptFile, LateDecryption, Redaction, Relation};

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
