//! Threads: what is unread in each.
//!
//! The SDK counts what is unread in a thread apart from its room, and says so only to whoever asks for that thread, which loads it. So
//! the counts are noted where they are stored ([`super::expiry::ForgetfulStore`]), and kept by room: the list, the marks at the messages
//! and what is announced all go by them.

mod excerpt;
pub(super) mod list;
mod summary;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use matrix_sdk::Client;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::event_cache::{EventCacheDropHandles, ThreadEventCache};
use matrix_sdk::room::reply::{EnforceThread, Reply};
use matrix_sdk::ruma::api::client::receipt::create_receipt::v3::ReceiptType;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::events::receipt::ReceiptThread;
use matrix_sdk::ruma::events::relation::Thread as InThread;
use matrix_sdk::ruma::events::room::message::{
    AddMentions, Relation, ReplyWithinThread, RoomMessageEventContentWithoutRelation,
};
use matrix_sdk::ruma::room_version_rules::RoomVersionRules;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, RoomId};
use matrix_sdk_base::RoomInfoNotableUpdateReasons;
use matrix_sdk_base::deserialized_responses::TimelineEvent;
use matrix_sdk_base::event_cache::thread::ThreadInfo;
use matrix_sdk_base::serde_helpers::extract_thread_root;
use model::Why;
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use super::account::Account;
use super::conversation::Conversation;
use super::rooms::failed;

pub(super) use summary::{Summary, summed, summed_in};

/// Where they are kept for the next start.
const KEY: &[u8] = b"despatch.threads";
/// How long the server may take for a message that is looked up.
const PATIENCE: Duration = Duration::from_secs(10);
/// Reports of changed rooms that may wait.
const REPORTS: usize = 256;

/// What is unread in the threads of each room.
pub(super) struct Threads {
    rooms: Mutex<HashMap<OwnedRoomId, BTreeMap<OwnedEventId, Known>>>,
    /// Threads that were opened on this device: more of them may be stored than of their room.
    opened: Mutex<HashMap<OwnedRoomId, BTreeSet<OwnedEventId>>>,
    /// Answers that were deleted: what is left of one doesn't say that it stood in a thread, and would show in the room.
    deleted: Mutex<HashMap<OwnedRoomId, BTreeSet<OwnedEventId>>>,
    /// Counts the counts.
    steps: Mutex<u64>,
    changes: broadcast::Sender<OwnedRoomId>,
}

/// How much is unread in one, or in all of a room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Unread {
    pub(super) messages: u64,
    pub(super) notifications: u64,
    pub(super) mentions: u64,
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

impl Default for Threads {
    fn default() -> Self {
        Self {
            rooms: Mutex::default(),
            opened: Mutex::default(),
            deleted: Mutex::default(),
            steps: Mutex::default(),
            changes: broadcast::channel(REPORTS).0,
        }
    }
}

impl Threads {
    /// Takes over what earlier runs counted.
    pub(super) async fn load(&self, client: &Client) {
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
    pub(super) fn note(&self, room: &RoomId, root: &EventId, info: &ThreadInfo) {
        let counted = {
            let mut steps = lock(&self.steps);
            *steps += 1;
            *steps
        };
        let receipts = &info.read_receipts;
        let unread = Unread {
            messages: receipts.num_unread,
            // The SDK counts on in these what was deleted since.
            notifications: receipts.num_notifications.min(receipts.num_unread),
            mentions: receipts.num_mentions.min(receipts.num_unread),
        };
        let mut rooms = lock(&self.rooms);
        let threads = rooms.entry(room.to_owned()).or_default();
        threads.insert(root.to_owned(), Known { unread, counted });
        drop(rooms);
        // Nobody listens before somebody does.
        self.changes.send(room.to_owned()).ok();
    }

    /// An answer was deleted.
    pub(super) fn answer_deleted(&self, room: &RoomId, event: &EventId) {
        let news = lock(&self.deleted)
            .entry(room.to_owned())
            .or_default()
            .insert(event.to_owned());
        if news {
            self.changes.send(room.to_owned()).ok();
        }
    }

    /// Whether it is what is left of an answer that was deleted.
    pub(super) fn is_deleted_answer(&self, room: &RoomId, event: &EventId) -> bool {
        let deleted = lock(&self.deleted);
        deleted.get(room).is_some_and(|deleted| deleted.contains(event))
    }

    /// No more than this is left of a thread: the rest of it was deleted from this device.
    pub(super) fn have_left(&self, room: &RoomId, root: &EventId, messages: u64) {
        let mut rooms = lock(&self.rooms);
        let Some(known) = rooms.get_mut(room).and_then(|threads| threads.get_mut(root)) else {
            return;
        };
        let before = known.unread;
        known.unread = Unread {
            messages: before.messages.min(messages),
            notifications: before.notifications.min(messages),
            mentions: before.mentions.min(messages),
        };
        let news = before != known.unread;
        drop(rooms);
        if news {
            self.changes.send(room.to_owned()).ok();
        }
    }

    /// Somebody looks at this thread.
    fn open(&self, room: &RoomId, root: &EventId) {
        let news = lock(&self.opened)
            .entry(room.to_owned())
            .or_default()
            .insert(root.to_owned());
        if news {
            self.changes.send(room.to_owned()).ok();
        }
    }

    /// The threads of a room that were opened on this device.
    pub(super) fn opened(&self, room: &RoomId) -> Vec<OwnedEventId> {
        let opened = lock(&self.opened);
        opened.get(room).into_iter().flatten().cloned().collect()
    }

    /// How much is unread in a thread.
    pub(super) fn unread(&self, room: &RoomId, root: &EventId) -> Unread {
        let rooms = lock(&self.rooms);
        let known = rooms.get(room).and_then(|threads| threads.get(root));
        known.map(|known| known.unread).unwrap_or_default()
    }

    /// How much is unread in all threads of a room.
    pub(super) fn unread_in(&self, room: &RoomId) -> Unread {
        let rooms = lock(&self.rooms);
        let threads = rooms.get(room).into_iter().flat_map(BTreeMap::values);
        threads.fold(Unread::default(), |all, known| Unread {
            messages: all.messages.saturating_add(known.unread.messages),
            notifications: all.notifications.saturating_add(known.unread.notifications),
            mentions: all.mentions.saturating_add(known.unread.mentions),
        })
    }

    /// The threads of a room in which something is unread.
    pub(super) fn with_unread(&self, room: &RoomId) -> Vec<OwnedEventId> {
        let rooms = lock(&self.rooms);
        let threads = rooms.get(room).into_iter().flatten();
        let unread = threads.filter(|(_, known)| known.unread.messages > 0);
        unread.map(|(root, _)| root.clone()).collect()
    }

    /// The step there is now.
    pub(super) fn step(&self) -> u64 {
        *lock(&self.steps)
    }

    /// Whether a thread was counted after this step.
    pub(super) fn counted_since(&self, room: &RoomId, root: &EventId, step: u64) -> bool {
        let rooms = lock(&self.rooms);
        let known = rooms.get(room).and_then(|threads| threads.get(root));
        known.is_some_and(|known| known.counted > step)
    }

    /// Rooms in which something was counted anew.
    pub(super) fn changes(&self) -> broadcast::Receiver<OwnedRoomId> {
        self.changes.subscribe()
    }

    async fn keep(&self, client: &Client) {
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

/// An open thread. What the SDK has of it stays in memory for as long as this is there.
pub(super) struct Thread {
    pub(super) root: OwnedEventId,
    pub(super) cache: ThreadEventCache,
    _kept: Arc<EventCacheDropHandles>,
}

impl Thread {
    /// What is loaded of it, oldest first.
    pub(super) async fn events(&self) -> Vec<TimelineEvent> {
        let subscribed = self.cache.subscribe().await;
        subscribed.map(|(events, _)| events).unwrap_or_default()
    }
}

impl Conversation {
    /// What puts a message into the thread that this is. The SDK would take a deleted answer for the beginning of a thread of its own,
    /// where that is the last.
    pub(super) fn in_thread(&self) -> Option<Relation<RoomMessageEventContentWithoutRelation>> {
        let root = self.thread.as_ref()?.root.clone();
        Some(Relation::Thread(InThread::plain(root, self.last_in_thread()?)))
    }

    /// The same of a file.
    pub(super) fn answer_in_thread(&self) -> Option<Reply> {
        Some(Reply {
            event_id: self.last_in_thread()?,
            enforce_thread: EnforceThread::Threaded(ReplyWithinThread::No),
            add_mentions: AddMentions::No,
        })
    }

    /// The message that the thread begins with in which this one stands; none where it stands in none, or can't be had.
    pub(crate) async fn root_of(&self, event: &model::EventId) -> Option<model::EventId> {
        let event = EventId::parse(event.as_str()).ok()?;
        let config = RequestConfig::new().disable_retry().timeout(PATIENCE);
        // What is on this computer is enough without a line.
        let found = self.room.load_or_fetch_event(&event, Some(config)).await.ok()?;
        let root = extract_thread_root(found.raw())?;
        (root != event).then(|| root.as_str().into())
    }

    /// The last message of the thread that stands there still: what programs without threads show an answer to.
    fn last_in_thread(&self) -> Option<OwnedEventId> {
        let root = self.thread.as_ref()?.root.clone();
        let items = self.items();
        let events = items.iter().rev().filter_map(|item| item.as_event());
        let mut standing = events.filter(|event| !event.content().is_redacted() && !event.is_local_echo());
        let last = standing.find_map(|event| event.event_id().map(ToOwned::to_owned));
        Some(last.unwrap_or(root))
    }
}

impl Account {
    /// What of a room's events is shown.
    pub(super) fn shows(&self, room: &RoomId) -> impl Fn(&AnySyncTimelineEvent, &RoomVersionRules) -> bool + use<> {
        let (shows, threads, room) = (self.expiry.shows(room), self.threads.clone(), room.to_owned());
        move |event, rules| shows(event, rules) && !threads.is_deleted_answer(&room, event.event_id())
    }

    /// Keeps the counts for the next start, and has the list look again at rooms where they changed. For ever.
    pub(crate) async fn keep_threads(&self) {
        let mut changes = self.threads.changes();
        loop {
            let changed = match changes.recv().await {
                Ok(room) => room,
                Err(RecvError::Lagged(_)) => continue,
                Err(RecvError::Closed) => return,
            };
            let mut rooms = BTreeSet::from([changed]);
            while let Ok(room) = changes.try_recv() {
                rooms.insert(room);
            }
            self.threads.keep(&self.client).await;
            for room in rooms {
                if let Some(room) = self.client.get_room(&room) {
                    room.update_room_info(|info| (info, RoomInfoNotableUpdateReasons::NONE))
                        .await;
                }
            }
        }
    }

    /// A thread of a room, to be looked at. Whether there is one is not known before it is loaded.
    pub(super) async fn thread(&self, room: &RoomId, root: &EventId) -> matrix_sdk::Result<Thread> {
        self.client.event_cache().subscribe()?;
        let (cache, kept) = self.client.event_cache().thread(room, root).await?;
        self.threads.open(room, root);
        Ok(Thread {
            root: root.to_owned(),
            cache,
            _kept: kept,
        })
    }

    /// Tells the others that all that was said in threads of a room has been seen.
    pub(crate) async fn mark_threads_read(&self, id: &model::RoomId) -> Result<(), Why> {
        let room = self.room(id.as_str()).map_err(Why::Failed)?;
        for root in self.threads.with_unread(room.room_id()) {
            let Ok((cache, _kept)) = self.client.event_cache().thread(room.room_id(), &root).await else {
                continue;
            };
            let loaded = cache.subscribe().await.map(|(events, _)| events).unwrap_or_default();
            let said = loaded
                .iter()
                .rev()
                .filter(|event| extract_thread_root(event.raw()).as_deref() == Some(&*root));
            let Some(last) = said.filter_map(|event| event.event_id()).next() else {
                continue;
            };
            let thread = ReceiptThread::Thread(root.clone());
            let sent = room.send_single_receipt(ReceiptType::Read, thread, last.to_owned());
            sent.await.map_err(failed)?;
        }
        Ok(())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere leaves whole counts behind, never half ones.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
