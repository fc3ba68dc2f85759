//! What is known of threads beside what the SDK keeps of them: how much is unread in each, which were opened here, and what was deleted.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use matrix_sdk::Client;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, RoomId};
use matrix_sdk_base::event_cache::thread::ThreadInfo;
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

/// Where they are kept for the next start.
const KEY: &[u8] = b"despatch.threads";
/// Reports of changed rooms that may wait.
const REPORTS: usize = 256;

/// What is unread in the threads of each room.
pub(in crate::guard) struct Threads {
    rooms: Mutex<HashMap<OwnedRoomId, BTreeMap<OwnedEventId, Known>>>,
    /// Threads that were opened on this device: more of them may be stored than of their room.
    opened: Mutex<HashMap<OwnedRoomId, BTreeSet<OwnedEventId>>>,
    /// Threads of which all is stored.
    whole: Mutex<HashMap<OwnedRoomId, BTreeSet<OwnedEventId>>>,
    /// Answers that were deleted: what is left of one doesn't say that it stood in a thread, and would show in the room.
    deleted: Mutex<HashMap<OwnedRoomId, BTreeSet<OwnedEventId>>>,
    /// Counts the counts.
    steps: Mutex<u64>,
    changes: broadcast::Sender<Changed>,
}

/// A room, and the thread of it of which something is otherwise than before.
pub(in crate::guard) type Changed = (OwnedRoomId, OwnedEventId);

/// How much is unread in one, or in all of a room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::guard) struct Unread {
    pub(in crate::guard) messages: u64,
    pub(in crate::guard) notifications: u64,
    pub(in crate::guard) mentions: u64,
}

#[derive(Clone, Copy, Default)]
struct Known {
    unread: Unread,
    /// At which step it was counted last.
    counted: u64,
}

/// As it is kept.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    unread: HashMap<OwnedRoomId, BTreeMap<OwnedEventId, Unread>>,
    opened: HashMap<OwnedRoomId, BTreeSet<OwnedEventId>>,
    #[serde(default)]
    deleted: HashMap<OwnedRoomId, BTreeSet<OwnedEventId>>,
}

impl Unread {
    fn of(info: &ThreadInfo) -> Self {
        let receipts = &info.read_receipts;
        Self {
            messages: receipts.num_unread,
            // The SDK counts on in these what was deleted since.
            notifications: receipts.num_notifications.min(receipts.num_unread),
            mentions: receipts.num_mentions.min(receipts.num_unread),
        }
    }
}

impl Default for Threads {
    fn default() -> Self {
        Self {
            rooms: Mutex::default(),
            opened: Mutex::default(),
            whole: Mutex::default(),
            deleted: Mutex::default(),
            steps: Mutex::default(),
            changes: broadcast::channel(REPORTS).0,
        }
    }
}

impl Threads {
    /// Takes over what earlier runs counted.
    pub(in crate::guard) async fn load(&self, client: &Client) {
        let kept = client.state_store().get_custom_value(KEY).await.ok().flatten();
        let kept: Kept = kept
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let mut rooms = lock(&self.rooms);
        for (room, threads) in kept.unread {
            let known = rooms.entry(room).or_default();
            for (root, unread) in threads {
                // What was counted since the start is newer.
                known.entry(root).or_insert(Known { unread, counted: 0 });
            }
        }
        *lock(&self.opened) = kept.opened;
        *lock(&self.deleted) = kept.deleted;
    }

    /// What was counted in a thread is stored.
    pub(in crate::guard) fn note(&self, room: &RoomId, root: &EventId, info: &ThreadInfo) {
        let counted = {
            let mut steps = lock(&self.steps);
            *steps += 1;
            *steps
        };
        let unread = Unread::of(info);
        let mut rooms = lock(&self.rooms);
        let threads = rooms.entry(room.to_owned()).or_default();
        threads.insert(root.to_owned(), Known { unread, counted });
        drop(rooms);
        self.tell(room, root);
    }

    /// What was stored of a thread is loaded: of a run that ended before it could be kept here, it may be more.
    pub(in crate::guard) fn note_loaded(&self, room: &RoomId, root: &EventId, info: &ThreadInfo) {
        let unread = Unread::of(info);
        let mut rooms = lock(&self.rooms);
        let threads = rooms.entry(room.to_owned()).or_default();
        let known = threads.entry(root.to_owned()).or_default();
        let news = std::mem::replace(&mut known.unread, unread) != unread;
        drop(rooms);
        if news {
            self.tell(room, root);
        }
    }

    fn tell(&self, room: &RoomId, root: &EventId) {
        // Nobody listens before somebody does.
        self.changes.send((room.to_owned(), root.to_owned())).ok();
    }

    /// More of a thread is stored than before; or all of it.
    pub(in crate::guard) fn loaded(&self, room: &RoomId, root: &EventId, all: bool) {
        if all {
            let mut whole = lock(&self.whole);
            whole.entry(room.to_owned()).or_default().insert(root.to_owned());
        }
        self.tell(room, root);
    }

    /// How many answers there are, of which so many are stored, by what others say: what is stored counts once that is all.
    pub(in crate::guard) fn answers(&self, room: &RoomId, root: &EventId, stored: u32, said: u32) -> u32 {
        let whole = lock(&self.whole);
        match whole.get(room).is_some_and(|whole| whole.contains(root)) {
            true => stored,
            false => stored.max(said),
        }
    }

    /// An answer was deleted that stood in this thread.
    pub(in crate::guard) fn answer_deleted(&self, room: &RoomId, root: &EventId, event: &EventId) {
        let news = lock(&self.deleted)
            .entry(room.to_owned())
            .or_default()
            .insert(event.to_owned());
        if news {
            self.tell(room, root);
        }
    }

    /// Whether it is what is left of an answer that was deleted.
    pub(in crate::guard) fn is_deleted_answer(&self, room: &RoomId, event: &EventId) -> bool {
        let deleted = lock(&self.deleted);
        deleted.get(room).is_some_and(|deleted| deleted.contains(event))
    }

    /// Somebody looks at this thread.
    pub(super) fn open(&self, room: &RoomId, root: &EventId) {
        let news = lock(&self.opened)
            .entry(room.to_owned())
            .or_default()
            .insert(root.to_owned());
        if news {
            self.tell(room, root);
        }
    }

    /// The threads of a room that were opened on this device.
    pub(in crate::guard) fn opened(&self, room: &RoomId) -> Vec<OwnedEventId> {
        let opened = lock(&self.opened);
        opened.get(room).into_iter().flatten().cloned().collect()
    }

    /// How much is unread in a thread.
    pub(in crate::guard) fn unread(&self, room: &RoomId, root: &EventId) -> Unread {
        let rooms = lock(&self.rooms);
        let known = rooms.get(room).and_then(|threads| threads.get(root));
        known.map(|known| known.unread).unwrap_or_default()
    }

    /// How much is unread in all threads of a room.
    pub(in crate::guard) fn unread_in(&self, room: &RoomId) -> Unread {
        let rooms = lock(&self.rooms);
        let threads = rooms.get(room).into_iter().flat_map(BTreeMap::values);
        threads.fold(Unread::default(), |all, known| Unread {
            messages: all.messages.saturating_add(known.unread.messages),
            notifications: all.notifications.saturating_add(known.unread.notifications),
            mentions: all.mentions.saturating_add(known.unread.mentions),
        })
    }

    /// The threads of a room in which something is unread.
    pub(in crate::guard) fn with_unread(&self, room: &RoomId) -> Vec<OwnedEventId> {
        let rooms = lock(&self.rooms);
        let threads = rooms.get(room).into_iter().flatten();
        let unread = threads.filter(|(_, known)| known.unread.messages > 0);
        unread.map(|(root, _)| root.clone()).collect()
    }

    /// The step there is now.
    pub(in crate::guard) fn step(&self) -> u64 {
        *lock(&self.steps)
    }

    /// Whether a thread was counted after this step.
    pub(in crate::guard) fn counted_since(&self, room: &RoomId, root: &EventId, step: u64) -> bool {
        let rooms = lock(&self.rooms);
        let known = rooms.get(room).and_then(|threads| threads.get(root));
        known.is_some_and(|known| known.counted > step)
    }

    /// Threads of which something is otherwise than before.
    pub(in crate::guard) fn changes(&self) -> broadcast::Receiver<Changed> {
        self.changes.subscribe()
    }

    pub(super) async fn keep(&self, client: &Client) {
        let unread = {
            let rooms = lock(&self.rooms);
            let with_unread = rooms.iter().map(|(room, threads)| {
                let unread = threads.iter().filter(|(_, known)| known.unread != Unread::default());
                let unread: BTreeMap<_, _> = unread.map(|(root, known)| (root.clone(), known.unread)).collect();
                (room.clone(), unread)
            });
            with_unread.filter(|(_, threads)| !threads.is_empty()).collect()
        };
        let opened = lock(&self.opened).clone();
        let deleted = lock(&self.deleted).clone();
        let kept = Kept {
            unread,
            opened,
            deleted,
        };
        if let Ok(kept) = serde_json::to_vec(&kept) {
            client.state_store().set_custom_value_no_read(KEY, kept).await.ok();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere leaves whole counts behind, never half ones.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
