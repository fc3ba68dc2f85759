//! A message that is to be said again elsewhere.

use std::sync::Arc;

use imbl::Vector;
use model::{EventId, RoomId, RoomKind, RoomSummary, RowKey};

use crate::screen::desk::rooms;

/// Which message, and where to.
#[derive(Clone, Debug)]
pub struct Forward {
    /// Where it was said.
    pub from: RoomId,
    /// Which.
    pub row: RowKey,
    /// Its id.
    pub event: Option<EventId>,
    /// Who said it and when, in words that go with it.
    pub origin: String,
    /// Its first line.
    pub excerpt: String,
    /// As typed.
    pub query: String,
    /// The line chosen.
    pub chosen: usize,
    /// Where to, once that is chosen.
    pub to: Option<RoomId>,
}

impl Forward {
    /// Whether it is one of these messages.
    pub fn is_of(&self, events: &[EventId]) -> bool {
        self.event.as_ref().is_some_and(|event| events.contains(event))
    }

    /// The rooms that it may go to, of those whose names match: the room it is from is none, nor is one that one isn't in.
    pub fn matching(&self, rooms: &rooms::State) -> Vector<Arc<RoomSummary>> {
        let matching = rooms.matching(&self.query).into_iter();
        matching
            .filter(|room| {
                let open = !matches!(room.kind, RoomKind::Invitation(_)) && room.quarantine.is_none();
                open && room.id != self.from
            })
            .collect()
    }
}
