//! Threads: one that is open, and what is done in it.
//!
//! The SDK counts what is unread in a thread apart from its room, and says so only to whoever asks for that thread, which loads it. So
//! the counts are noted where they are stored ([`super::expiry::ForgetfulStore`]), and kept by room: the list, the marks at the messages
//! and what is announced all go by them.

mod counts;
mod excerpt;
pub(super) mod list;
mod summary;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

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
use matrix_sdk::ruma::{EventId, OwnedEventId, RoomId};
use matrix_sdk_base::RoomInfoNotableUpdateReasons;
use matrix_sdk_base::deserialized_responses::TimelineEvent;
use matrix_sdk_base::serde_helpers::extract_thread_root;
use model::Why;
use tokio::sync::broadcast::error::RecvError;

use super::account::Account;
use super::conversation::Conversation;
use super::rooms::failed;

pub(super) use counts::{Changed, Threads, Unread};
pub(super) use summary::{Summary, summed};

/// How long the server may take for a message that is looked up.
const PATIENCE: Duration = Duration::from_secs(10);

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
                Ok((room, _)) => room,
                Err(RecvError::Lagged(_)) => continue,
                Err(RecvError::Closed) => return,
            };
            let mut rooms = BTreeSet::from([changed]);
            while let Ok((room, _)) = changes.try_recv() {
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
