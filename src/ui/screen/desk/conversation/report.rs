//! What the session reports of the open room.

use std::sync::Arc;

use model::{Body, Command, EventId, Member, Paging, Patch, Person, RoomHeader, Row, RowKey, RowKind};

use super::{State, pictures};
use crate::wishes::Wishes;

impl State {
    /// Takes over what stands above.
    pub fn set_header(&mut self, header: Arc<RoomHeader>) {
        if self.is_held() && header.changed.is_empty() {
            self.composer.settled();
        }
        self.header = Some(header);
    }

    /// The session began anew: what it had under way is not coming.
    pub fn resume(&mut self) {
        self.paging = Paging::Idle;
        self.typing.clear();
    }

    /// Lets go of messages that were deleted, whatever the person was about to do with them.
    pub fn let_go(&mut self, events: &[EventId]) {
        let gone = |row: &Row| matches!(&row.kind, RowKind::Message(said) if said.event.as_ref().is_some_and(|event| events.contains(event)));
        self.composer.let_go(events);
        self.heard.take_if(|row| gone(row));
        self.opened.retain(|(event, _)| !events.contains(event));
    }

    /// Takes over how loading stands.
    pub fn set_paging(&mut self, paging: Paging, wishes: &mut Wishes) {
        let was = std::mem::replace(&mut self.paging, paging);
        // The list has said so before, and says it again only when it moves: while this was loading, or not at all where nothing
        // came that is a row.
        if (was, paging) == (Paging::Loading, Paging::Idle) && self.stands_near_start() {
            self.load_older(wishes);
        }
    }

    /// Whether the list is near its start as it was drawn last, and nothing came above since.
    fn stands_near_start(&self) -> bool {
        let Some(seen) = self.list.seen() else { return false };
        // Above the first row stands a line that is none.
        let last = seen.places.1.checked_sub(1).map(|last| self.rows.get(last));
        let drawn = match last {
            Some(row) => row.is_some_and(|row| row.key == seen.range.1),
            None => self.rows.is_empty(),
        };
        drawn && seen.near_start
    }

    /// Takes over who is in the room, the person signed in left out.
    pub fn set_members(&mut self, members: Arc<[Member]>) {
        self.composer.set_members(members);
        self.composer.offer(&self.rows, self.header.as_deref());
    }

    /// Takes over who is typing.
    pub fn set_typing(&mut self, people: Vec<Person>) {
        self.typing = people;
    }

    /// Carries out what the session reports; false where the two have lost step and the room must be opened again.
    pub fn apply(&mut self, patches: Vec<Patch<Arc<Row>>>) -> bool {
        for patch in patches {
            let anew = matches!(patch, Patch::Reset(_));
            if anew {
                self.loaded = true;
            } else if !self.loaded {
                // Left over from before this room was opened anew.
                continue;
            }
            let came = match &patch {
                Patch::PushBack(row) => Some(row.clone()),
                _ => None,
            };
            if !patch.apply(&mut self.rows) {
                self.loaded = false;
                return false;
            }
            if anew && let Some(event) = self.composer.changes() {
                self.composer.found(self.row_of(&event));
            }
            if let Some(row) = came.filter(|row| matches!(&row.kind, RowKind::Message(said) if !said.own)) {
                self.heard = Some(row);
            }
        }
        self.open_closed();
        // What was deleted, or is over, is neither seen nor heard on.
        let rows = &self.rows;
        let file = |key: &RowKey| rows.iter().any(|row| row.key == *key && pictures::file(row).is_some());
        self.sounds.keep(file);
        self.pictures.keep(file);
        self.scroll_to_sought();
        let shut = |row: &&Arc<Row>| matches!(&row.kind, RowKind::Message(said) if matches!(said.body, Body::Undecryptable(_)));
        self.unreadable = self.rows.iter().filter(shut).count();
        self.unread = self.rows.iter().position(|row| row.kind == RowKind::Unread);
        // Words deleted or changed since are not to be found by reading on.
        if let Some(heard) = self.heard.take() {
            let now = self.rows.iter().rev().find(|row| row.key == heard.key);
            let stands = |row: &&Arc<Row>| matches!(&row.kind, RowKind::Message(said) if !said.edited && said.body != Body::Redacted);
            self.heard = now.filter(stands).cloned();
        }
        true
    }

    /// Shows what the person had shown before. By its event, since another session counts its rows anew; and only while it says
    /// the same, since a change of it is not asked for.
    pub(super) fn open_closed(&mut self) {
        if self.opened.is_empty() {
            return;
        }
        for row in &mut self.rows {
            let RowKind::Message(said) = &row.kind else { continue };
            let (Some(event), Body::Closed(_, body)) = (&said.event, &said.body) else {
                continue;
            };
            if self
                .opened
                .iter()
                .any(|(opened, held)| opened == event && *held == **body)
            {
                let mut said = said.clone();
                said.body = (**body).clone();
                *row = Arc::new(Row {
                    key: row.key.clone(),
                    kind: RowKind::Message(said),
                });
            }
        }
    }

    /// Reports the room as read where its end is on show and something is new.
    pub fn mark_read(&mut self, wishes: &mut Wishes) {
        if !self.loaded || !self.list.at_end() || self.is_closed() {
            return;
        }
        let last = self
            .rows
            .iter()
            .rev()
            .find(|row| matches!(&row.kind, RowKind::Message(said) if !said.own));
        if let Some(last) = last
            && self.read_to.as_ref() != Some(&last.key)
        {
            self.read_to = Some(last.key.clone());
            wishes.send(Command::MarkRead(self.room.clone()));
        }
    }
}
