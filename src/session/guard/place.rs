//! The place in what the server gives, taken up again at the next start only where all up to it is stored.
//!
//! The SDK's event cache reads along in a task of its own, while the sync keeps its place on disk and goes on. An end
//! between the two lost for good what was on the way: the server does not give it twice, and no gap shows. So:
//!
//! * The sync waits for its event handlers, and one of them waits for the cache.
//! * A message of one's own comes to the cache twice, from the queue and from the sync; the second time the SDK takes the
//!   first out and puts it in anew, in two steps on disk. An end soon after sending is therefore not trusted, ...
//! * ... nor is one that was not a proper end. The next start then asks anew, which costs the server's whole list once and
//!   shows a gap where something is missing.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use matrix_sdk::event_cache::RoomEventCache;
use matrix_sdk::ruma::OwnedRoomId;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::send_queue::{RoomSendQueueUpdate, SendQueueUpdate};
use matrix_sdk::sync::{RoomUpdates, Timeline};
use matrix_sdk::{Client, Room};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

/// There while a proper end has left the place in order, and gone while the program runs.
const KEY: &[u8] = b"despatch.place_in_order";
/// How long the sync waits for the cache. Longer means that the cache could not store it.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long after sending the cache may still be at work on it.
const SENT_LATELY: Duration = Duration::from_secs(60);

/// What is known of the place while the program runs.
pub(super) struct Place {
    sent: Mutex<Sent>,
    /// The place on disk is of this run, or of one that ended in order.
    ours: AtomicBool,
    /// Something was not stored in time.
    behind: Arc<AtomicBool>,
}

struct Sent {
    updates: Receiver<SendQueueUpdate>,
    last: Option<Instant>,
}

impl Place {
    pub(super) fn new(client: &Client) -> Self {
        let behind = Arc::default();
        store_before_moving_on(client, &behind);
        let updates = client.send_queue().subscribe();
        Self {
            sent: Mutex::new(Sent { updates, last: None }),
            ours: AtomicBool::new(false),
            behind,
        }
    }

    /// Whether the last end left it in order. From here on until [`Place::leave`] it is not.
    pub(super) async fn take_up(&self, client: &Client) -> bool {
        let store = client.state_store();
        let kept = matches!(store.remove_custom_value(KEY).await, Ok(Some(_)));
        self.ours.store(kept, Ordering::Relaxed);
        kept
    }

    /// The server has given something since the start.
    pub(super) fn moved(&self) {
        self.ours.store(true, Ordering::Relaxed);
    }

    /// Notes what went out since one last looked.
    pub(super) fn look(&self) -> Option<Instant> {
        let mut sent = self.sent.lock().ok()?;
        loop {
            match sent.updates.try_recv() {
                Ok(update) if !matches!(update.update, RoomSendQueueUpdate::SentEvent { .. }) => {}
                Ok(_) | Err(TryRecvError::Lagged(_)) => sent.last = Some(Instant::now()),
                Err(TryRecvError::Empty | TryRecvError::Closed) => return sent.last,
            }
        }
    }

    /// Leaves it for the next start, if it is in order. Nothing may follow the server any more.
    pub(super) async fn leave(&self, client: &Client) {
        let lately = self.look().is_some_and(|last| last.elapsed() < SENT_LATELY);
        if lately || self.behind.load(Ordering::Relaxed) || !self.ours.load(Ordering::Relaxed) {
            return;
        }
        let store = client.state_store();
        if store.set_custom_value_no_read(KEY, Vec::new()).await.is_err() {
            tracing::warn!("the next start asks for everything anew");
        }
    }
}

/// Lets the sync move on only past events that the event cache has stored.
fn store_before_moving_on(client: &Client, behind: &Arc<AtomicBool>) {
    // An answer is told of as a whole before the handlers run, event by event: the first of them waits for all of it.
    let told = Arc::new(Mutex::new(client.subscribe_to_all_room_updates()));
    let behind = behind.clone();
    client.add_event_handler(move |_: Raw<AnySyncTimelineEvent>, room: Room| {
        let came = told.lock().map(|mut told| came(&mut told)).unwrap_or_default();
        let behind = behind.clone();
        async move {
            let client = room.client();
            let all = async {
                for (room, timeline) in came {
                    stored(&client, room, timeline).await;
                }
            };
            if tokio::time::timeout(PATIENCE, all).await.is_err() {
                tracing::warn!("events were not stored in time");
                behind.store(true, Ordering::Relaxed);
            }
        }
    });
}

/// What was told of since one last looked.
fn came(told: &mut Receiver<RoomUpdates>) -> Vec<(OwnedRoomId, Timeline)> {
    let mut all = Vec::new();
    loop {
        match told.try_recv() {
            Ok(updates) => {
                all.extend(updates.left.into_iter().map(|(room, update)| (room, update.timeline)));
                all.extend(updates.joined.into_iter().map(|(room, update)| (room, update.timeline)));
            }
            Err(TryRecvError::Lagged(_)) => {}
            Err(TryRecvError::Empty | TryRecvError::Closed) => return all,
        }
    }
}

async fn stored(client: &Client, room: OwnedRoomId, timeline: Timeline) {
    let Some(room) = client.get_room(&room) else {
        return;
    };
    let mut updates = client.event_cache().subscribe_to_room_generic_updates();
    loop {
        let Ok((cache, _drop)) = room.event_cache().await else {
            return;
        };
        if holds(&cache, &timeline).await {
            return;
        }
        // Of whichever room: looking once too often is cheap, once too seldom would wait.
        if let Err(RecvError::Closed) = updates.recv().await {
            return;
        }
    }
}

/// Whether all of it is in the store, and the newest where the newest belong: what this device sent is in the store
/// before the sync brings it.
async fn holds(cache: &RoomEventCache, timeline: &Timeline) -> bool {
    let mut ids = timeline.events.iter().rev().filter_map(|event| event.event_id());
    let Some(newest) = ids.next() else {
        return true;
    };
    let found = cache.rfind_map_event_in_memory_by(|event| (event.event_id() == Some(newest)).then_some(()));
    if !matches!(found.await, Ok(Some(()))) {
        return false;
    }
    for id in ids {
        if !matches!(cache.find_event(id).await, Ok(Some(_))) {
            return false;
        }
    }
    true
}
