//! Going to a message.

use model::{Command, EventId, RowKey, RowKind, Ticket};

use super::State;
use crate::wishes::Wishes;

impl State {
    /// Scrolls to this message, where need be once the session has loaded it.
    pub fn seek(&mut self, event: EventId, wishes: &mut Wishes) -> Option<Ticket> {
        self.sought = Some((event.clone(), true));
        if self.scroll_to_sought() {
            return None;
        }
        let room = self.room.clone();
        Some(wishes.ask(|ticket| Command::Reveal { ticket, room, event }))
    }

    /// This message stands elsewhere.
    pub fn no_longer_sought(&mut self, event: &EventId) {
        self.sought.take_if(|(sought, _)| sought == event);
    }

    /// Whether there is nothing to scroll to any more.
    pub(super) fn scroll_to_sought(&mut self) -> bool {
        let Some((event, true)) = self.sought.clone() else {
            return true;
        };
        let row = self.row_of(&event);
        if let Some(row) = row.clone() {
            self.sought = Some((event, false));
            self.list.scroll_to(row);
        }
        row.is_some()
    }

    /// The row of this event, to lead from a quote to its message.
    pub(super) fn row_of(&self, event: &EventId) -> Option<RowKey> {
        let row = self
            .rows
            .iter()
            .rev()
            .find(|row| matches!(&row.kind, RowKind::Message(said) if said.event.as_ref() == Some(event)))?;
        Some(row.key.clone())
    }
}
