//! What somebody asked for.

use crate::entry::{Entry, Kind};

/// Which entries. Changes of policy, program and clock are always among them: the rest is read in their light.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The room's id.
    pub room: Option<String>,
    /// Sent from this moment on: milliseconds since 1970 began, UTC.
    pub from_ms: Option<u64>,
    /// Sent before this moment.
    pub to_ms: Option<u64>,
    /// The user id of whoever sent it.
    pub person: Option<String>,
}

impl Selection {
    /// Whether it takes an entry.
    pub fn takes(&self, entry: &Entry) -> bool {
        if matches!(entry.kind, Kind::Change(_)) {
            return true;
        }
        let at = moment(entry);
        let room = self.room.as_deref().is_none_or(|room| entry.kind.room() == Some(room));
        // What nobody in particular did (a gap, a file) is never left out for whom one asks after.
        let person = self
            .person
            .as_deref()
            .is_none_or(|person| entry.kind.person().is_none_or(|by| by == person));
        room && person && self.from_ms.is_none_or(|from| at >= from) && self.to_ms.is_none_or(|to| at < to)
    }
}

/// When it was sent, as the server says; where nobody says it, when it came.
pub(super) fn moment(entry: &Entry) -> u64 {
    match &entry.kind {
        Kind::Event(event) => event.origin_ms,
        Kind::Redaction(redaction) => redaction.origin_ms,
        _ => entry.received_ms,
    }
}
