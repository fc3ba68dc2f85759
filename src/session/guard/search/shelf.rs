//! The words of rooms' messages, in memory while somebody searches.
//!
//! What they are taken from is on disk, sealed, and all that is ever written to it comes through one door
//! ([`crate::guard::expiry::ForgetfulStore`]), which tells the shelves. So they hold what the store does: what opens late is found,
//! what was changed is found as it is now, and what was deleted, or is over, is gone from them in the same step.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, OwnedUserId, RoomId};
use matrix_sdk_base::event_cache::Event;
use model::Sort;
use tokio::sync::Notify;

use crate::convert::search::{self, Entry, Needles};
use crate::guard::expiry::is_stub;

/// One for each room that was looked through.
#[derive(Default)]
pub(in crate::guard) struct Shelves {
    rooms: Mutex<HashMap<OwnedRoomId, Shelf>>,
    changed: Notify,
}

/// The messages of a room.
#[derive(Default)]
struct Shelf {
    said: HashMap<OwnedEventId, Entry>,
    /// Changes of messages, by message and by their own ids.
    changes: HashMap<OwnedEventId, Vec<(OwnedEventId, Entry)>>,
    /// Which message a change is of.
    changed: HashMap<OwnedEventId, OwnedEventId>,
    unreadable: HashSet<OwnedEventId>,
    /// Messages were deleted here since their time was over, and with them all before.
    expired: bool,
    /// All that is stored of the room was looked through.
    whole: bool,
    /// Older messages are only on the server.
    partial: bool,
}

/// A message that fits.
pub(super) struct Fit {
    pub(super) event: OwnedEventId,
    /// The change that counts, where there is one.
    pub(super) change: Option<OwnedEventId>,
    pub(super) at: i64,
}

/// What to look for in a room.
pub(super) struct Wanted<'a> {
    pub(super) needles: &'a Needles,
    pub(super) sort: Option<Sort>,
    pub(super) since: i64,
    /// How many of the newest to give.
    pub(super) most: usize,
    /// Whether what these people said counts.
    pub(super) from: &'a dyn Fn(&OwnedUserId) -> bool,
    /// Whether a message of this time is over, and not shown.
    pub(super) over: &'a dyn Fn(i64) -> bool,
}

impl Shelves {
    /// Whether somebody searches a room.
    pub(in crate::guard) fn has(&self, room: &RoomId) -> bool {
        self.lock().contains_key(room)
    }

    /// These events are stored, in place of whatever had their ids.
    pub(in crate::guard) fn note(&self, room: &RoomId, events: &[Event]) {
        if let Some(shelf) = self.lock().get_mut(room) {
            for event in events {
                shelf.put(event, true);
            }
            self.changed.notify_one();
        }
    }

    /// All of a room is forgotten that is stored, or of all of them.
    pub(in crate::guard) fn forget(&self, room: Option<&RoomId>) {
        let mut rooms = self.lock();
        match room {
            Some(room) => drop(rooms.remove(room)),
            None => rooms.clear(),
        }
        self.changed.notify_one();
    }

    /// Waits until something is found that was not, or no longer is.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Whether a room was looked through; from now on it is told of what is stored.
    pub(super) fn begin(&self, room: &RoomId) -> bool {
        self.lock().entry(room.to_owned()).or_default().whole
    }

    /// Takes in what is stored. What came through the door since [`Self::begin`] is newer. False where the room was forgotten.
    pub(super) fn fill(&self, room: &RoomId, events: &[Event]) -> bool {
        let mut rooms = self.lock();
        let Some(shelf) = rooms.get_mut(room) else { return false };
        for event in events {
            shelf.put(event, false);
        }
        true
    }

    /// All that is stored of a room is in.
    pub(super) fn filled(&self, room: &RoomId, partial: bool) {
        if let Some(shelf) = self.lock().get_mut(room) {
            (shelf.whole, shelf.partial) = (true, partial);
        }
    }

    /// How many messages fit, and the newest of them, in no order.
    pub(super) fn look(&self, room: &RoomId, wanted: &Wanted<'_>) -> (usize, Vec<Fit>) {
        let rooms = self.lock();
        rooms.get(room).map(|shelf| shelf.look(wanted)).unwrap_or_default()
    }

    /// Who has written in a room.
    pub(super) fn senders(&self, room: &RoomId) -> HashSet<OwnedUserId> {
        let rooms = self.lock();
        let said = rooms.get(room).into_iter().flat_map(|shelf| shelf.said.values());
        said.map(|entry| entry.sender.clone()).collect()
    }

    /// How many messages of a room are known.
    pub(super) fn count(&self, room: &RoomId) -> usize {
        let rooms = self.lock();
        rooms
            .get(room)
            .map_or(0, |shelf| shelf.said.len() + shelf.unreadable.len())
    }

    /// Whether a room was looked through, with how many messages that can't be read, and whether there are older ones.
    pub(super) fn covers(&self, room: &RoomId) -> Option<(u32, bool)> {
        let rooms = self.lock();
        let shelf = rooms.get(room).filter(|shelf| shelf.whole)?;
        let unreadable = u32::try_from(shelf.unreadable.len()).unwrap_or(u32::MAX);
        Some((unreadable, shelf.partial && !shelf.expired))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<OwnedRoomId, Shelf>> {
        // A panic elsewhere leaves whole entries behind, never half ones.
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf {
    fn put(&mut self, event: &Event, newer: bool) {
        let Some(id) = event.event_id() else { return };
        if newer {
            self.take(id);
        } else if self.has(id) {
            return;
        }
        self.expired |= is_stub(event);
        if event.kind.is_utd() {
            self.unreadable.insert(id.to_owned());
        } else if let Some(entry) = search::entry(event) {
            match entry.changes.clone() {
                Some(message) => {
                    self.changed.insert(id.to_owned(), message.clone());
                    self.changes.entry(message).or_default().push((id.to_owned(), entry));
                }
                None => drop(self.said.insert(id.to_owned(), entry)),
            }
        }
    }

    fn take(&mut self, id: &EventId) {
        self.said.remove(id);
        self.unreadable.remove(id);
        let changes = self
            .changed
            .remove(id)
            .and_then(|message| self.changes.get_mut(&message));
        if let Some(changes) = changes {
            changes.retain(|(change, _)| change != id);
        }
    }

    fn has(&self, id: &EventId) -> bool {
        self.said.contains_key(id) || self.unreadable.contains(id) || self.changed.contains_key(id)
    }

    fn look(&self, wanted: &Wanted<'_>) -> (usize, Vec<Fit>) {
        let fits = self.said.iter().filter_map(|(id, said)| {
            let change = self.change_of(id, said);
            let now = change.map_or(said, |(_, change)| change);
            let fits = said.at >= wanted.since
                && wanted.sort.is_none_or(|sort| now.sorts.contains(&sort))
                && wanted.needles.are_in(&now.words)
                && (wanted.from)(&said.sender)
                && !(wanted.over)(said.at);
            fits.then_some((said.at, id, change))
        });
        let mut fits: Vec<_> = fits.collect();
        let count = fits.len();
        if count > wanted.most {
            fits.select_nth_unstable_by_key(wanted.most, |(at, ..)| Reverse(*at));
            fits.truncate(wanted.most);
        }
        let newest = fits.into_iter().map(|(at, id, change)| Fit {
            event: id.clone(),
            change: change.map(|(id, _)| id.clone()),
            at,
        });
        (count, newest.collect())
    }

    /// The last change that counts: by the same person, and not in clear where the message wasn't.
    fn change_of(&self, id: &EventId, said: &Entry) -> Option<&(OwnedEventId, Entry)> {
        let counts =
            |change: &&(OwnedEventId, Entry)| change.1.sender == said.sender && (said.clear || !change.1.clear);
        self.changes
            .get(id)?
            .iter()
            .filter(counts)
            .max_by_key(|(_, change)| change.at)
    }
}
