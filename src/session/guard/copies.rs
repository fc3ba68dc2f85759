//! Messages that a server shows twice.
//!
//! A ciphertext says which room and whose session it belongs to, and not which event it is: a server can show it again as
//! another event, and the SDK opens it again. What the SDK has opened lacks the one thing that tells the two apart, its place in
//! the session. So where two events of one session say the same, the server is asked for both as they came. It has to give a
//! place of its own for each, which only the sender can have filled. For as many as it gives, the events are shown, the earlier
//! first; the others are copies.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use matrix_sdk::config::RequestConfig;
use matrix_sdk::deserialized_responses::{TimelineEvent, TimelineEventKind};
use matrix_sdk::event_cache::RoomEventCache;
use matrix_sdk::ruma::api::client::room::get_room_event::v3::Request;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, RoomId};
use matrix_sdk::{Client, Room};
use matrix_sdk_base::RoomInfoNotableUpdateReasons;
use matrix_sdk_base::crypto::types::events::room::encrypted::{EncryptedEvent, RoomEventEncryptionScheme};
use model::Failure;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{Notify, watch};
use tokio::time::MissedTickBehavior;

use super::account::Account;
use crate::convert::failure;

/// The copies found so far, for starts without a network.
const KEY: &[u8] = b"despatch.copies";
/// The longest that the server is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// The pause before it is asked again for what it did not answer.
const PAUSE: Duration = Duration::from_secs(10);
/// How often that is done while there is a line. By then nothing has shown that the sender wrote it twice.
const TRIES: u32 = 6;

/// Which events are copies.
pub(super) struct Copies {
    found: Mutex<HashSet<OwnedEventId>>,
    changes: watch::Sender<()>,
    /// Rooms that somebody looks at.
    wanted: Mutex<BTreeSet<OwnedRoomId>>,
    /// Sessions of what is loaded of them for a thread alone.
    sessions: Mutex<HashMap<OwnedRoomId, HashSet<String>>>,
    asked: Notify,
}

impl Copies {
    /// Those of earlier runs.
    pub(super) async fn load(client: &Client) -> Self {
        let kept = client.state_store().get_custom_value(KEY).await.ok().flatten();
        let found = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self {
            found: Mutex::new(found.unwrap_or_default()),
            changes: watch::Sender::default(),
            wanted: Mutex::default(),
            sessions: Mutex::default(),
            asked: Notify::new(),
        }
    }

    /// Whether this event is a copy of another.
    pub(super) fn holds(&self, event: &EventId) -> bool {
        lock(&self.found).contains(event)
    }

    /// Told when there are others than before.
    pub(super) fn changes(&self) -> watch::Receiver<()> {
        self.changes.subscribe()
    }

    /// Has a room looked through that was opened.
    pub(super) fn look_through(&self, room: &RoomId) {
        lock(&self.wanted).insert(room.to_owned());
        self.asked.notify_one();
    }

    /// Has these events looked through, too, which are not among what is loaded of their room.
    pub(super) fn look_through_sessions(&self, room: &RoomId, events: &[TimelineEvent]) {
        let sessions = events.iter().filter_map(|event| event.kind.session_id());
        let mut known = lock(&self.sessions);
        let known = known.entry(room.to_owned()).or_default();
        let before = known.len();
        known.extend(sessions.map(ToOwned::to_owned));
        if known.len() > before {
            self.look_through(room);
        }
    }

    /// The sessions of a room that are to be looked through, whatever is loaded.
    fn sessions_in(&self, room: &RoomId) -> Vec<String> {
        let sessions = lock(&self.sessions);
        sessions.get(room).into_iter().flatten().cloned().collect()
    }

    async fn wanted(&self) -> BTreeSet<OwnedRoomId> {
        self.asked.notified().await;
        std::mem::take(&mut *lock(&self.wanted))
    }

    /// Takes over which of these events are copies; whether that is news.
    fn settle(&self, events: &[OwnedEventId], copies: &HashSet<&OwnedEventId>) -> bool {
        let mut found = lock(&self.found);
        let mut news = false;
        for event in events {
            news |= if copies.contains(event) {
                found.insert(event.clone())
            } else {
                found.remove(event)
            };
        }
        news
    }
}

impl Account {
    /// Looks for copies wherever events come, for ever.
    pub(crate) async fn find_copies(&self) {
        let mut updates = self.client.event_cache().subscribe_to_room_generic_updates();
        let mut known: HashMap<OwnedRoomId, Known> = HashMap::new();
        let mut unanswered: HashMap<OwnedRoomId, u32> = HashMap::new();
        let mut again = tokio::time::interval(PAUSE);
        // What passes while there is nothing to ask for again is no try.
        again.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let rooms: BTreeSet<OwnedRoomId> = tokio::select! {
                update = updates.recv() => match update {
                    Ok(update) => [update.room_id].into(),
                    // What was missed is looked at when more comes, or when its room is opened.
                    Err(RecvError::Lagged(_)) => continue,
                    Err(RecvError::Closed) => return,
                },
                rooms = self.copies.wanted() => rooms,
                _ = again.tick(), if !unanswered.is_empty() => {
                    if self.is_online() {
                        unanswered.values_mut().for_each(|tries| *tries += 1);
                    }
                    unanswered.keys().cloned().collect()
                }
            };
            for id in rooms {
                let Some(room) = self.client.get_room(&id) else {
                    continue;
                };
                let last = self.is_online() && unanswered.get(&id).is_some_and(|tries| *tries >= TRIES);
                let judged = self
                    .look_through(&room, known.entry(id.clone()).or_default(), last)
                    .await;
                if judged {
                    unanswered.remove(&id);
                } else {
                    unanswered.entry(id).or_default();
                }
            }
        }
    }

    /// Judges what is loaded of a room, and what the stores have of the same sessions. False where the server must be asked again.
    async fn look_through(&self, room: &Room, known: &mut Known, last: bool) -> bool {
        let Ok((cache, _handles)) = room.event_cache().await else {
            return true;
        };
        let further = self.copies.sessions_in(room.room_id());
        let further = further
            .into_iter()
            .filter(|session| known.sessions.insert(session.clone()));
        let further: Vec<String> = further.collect();
        for session in known.take_loaded(&cache).await.into_iter().chain(further) {
            for event in self.events_under(room, &session).await {
                known.take(&event);
            }
        }
        if known.doubtful.is_empty() {
            return true;
        }
        let (mut all, mut news) = (true, false);
        for said in known.doubtful.clone() {
            let mut events = known.events.get(&said).cloned().unwrap_or_default();
            for event in &events {
                // Who has not answered once is not asked on: each time may take long.
                if all && !known.places.contains_key(event) {
                    match self.place(room, event, &said).await {
                        Some(place) => drop(known.places.insert(event.clone(), place)),
                        None => all = false,
                    }
                }
            }
            let answered = events.iter().all(|event| known.places.contains_key(event));
            if !(answered || last) {
                continue;
            }
            order(&mut events, &cache).await;
            news |= self.copies.settle(&events, &copies(&events, &known.places));
            known.events.insert(said.clone(), events);
            if answered {
                known.doubtful.remove(&said);
            }
        }
        if news {
            self.keep_copies().await;
            self.copies.changes.send_replace(());
            // The list is told to look again.
            room.update_room_info(|info| (info, RoomInfoNotableUpdateReasons::NONE))
                .await;
        }
        all || last
    }

    /// Whether an event, looked up by itself, repeats one that is stored. What is stored itself was judged when it came.
    pub(super) async fn repeats(&self, room: &Room, event: &TimelineEvent) -> bool {
        let (Some(id), Some(said)) = (event.event_id(), Said::of(event)) else {
            return false;
        };
        let stored = self.events_under(room, &said.session).await;
        if stored.iter().any(|stored| stored.event_id() == Some(id)) {
            return self.copies.holds(id);
        }
        stored.iter().any(|stored| Said::of(stored).as_ref() == Some(&said))
    }

    async fn events_under(&self, room: &Room, session: &str) -> Vec<TimelineEvent> {
        let Ok(store) = self.client.event_cache_store().lock().await else {
            return Vec::new();
        };
        let Some(store) = store.as_clean() else {
            return Vec::new();
        };
        let events = store.get_room_events(room.room_id(), None, Some(session)).await;
        events.unwrap_or_default()
    }

    /// The place in its session that the server shows for an event which says this; an inner none where it shows none, and an outer
    /// one where it did not answer.
    async fn place(&self, room: &Room, event: &EventId, said: &Said) -> Option<Option<u32>> {
        if !self.is_online() {
            return None;
        }
        let request = Request::new(room.room_id().to_owned(), event.to_owned());
        let config = RequestConfig::new().disable_retry().timeout(PATIENCE);
        let raw = match self.client.send(request).with_request_config(config).await {
            Ok(answer) => answer.event,
            Err(error) => {
                let refused = matches!(
                    failure::http_failure(&error),
                    Failure::NotFound | Failure::Forbidden | Failure::Malformed
                );
                return refused.then_some(None);
            }
        };
        let opened = room.decrypt_event(raw.cast_ref_unchecked(), None).await;
        if opened.ok().and_then(|opened| Said::of(&opened)).as_ref() != Some(said) {
            return Some(None);
        }
        Some(
            match raw
                .deserialize_as_unchecked::<EncryptedEvent>()
                .map(|event| event.content.scheme)
            {
                Ok(RoomEventEncryptionScheme::MegolmV1AesSha2(sealed)) => Some(sealed.ciphertext.message_index()),
                _ => None,
            },
        )
    }

    async fn keep_copies(&self) {
        let kept = serde_json::to_vec(&*lock(&self.copies.found));
        if let Ok(kept) = kept {
            let store = self.client.state_store();
            store.set_custom_value_no_read(KEY, kept).await.ok();
        }
    }
}

/// What the events of a room say, while the program runs. It stays when one of them is deleted.
#[derive(Default)]
struct Known {
    events: HashMap<Said, Vec<OwnedEventId>>,
    taken: HashSet<OwnedEventId>,
    /// Sessions whose events were taken out of the stores.
    sessions: HashSet<String>,
    /// What more than one event says, and was not judged since the last of them came.
    doubtful: HashSet<Said>,
    places: HashMap<OwnedEventId, Option<u32>>,
}

impl Known {
    /// Takes what is loaded and not taken yet. Gives the sessions whose other events the stores may have.
    async fn take_loaded(&mut self, cache: &RoomEventCache) -> Vec<String> {
        let mut fresh = Vec::new();
        let taken = &self.taken;
        let look = |event: &TimelineEvent| {
            if event.event_id().is_some_and(|id| !taken.contains(id)) && Said::of(event).is_some() {
                fresh.push(event.clone());
            }
            None::<()>
        };
        cache.rfind_map_event_in_memory_by(look).await.ok();
        fresh.iter().rev().for_each(|event| self.take(event));
        let sessions = fresh.iter().filter_map(|event| event.kind.session_id());
        sessions
            .filter(|session| self.sessions.insert((*session).to_owned()))
            .map(ToOwned::to_owned)
            .collect()
    }

    fn take(&mut self, event: &TimelineEvent) {
        let (Some(id), Some(said)) = (event.event_id(), Said::of(event)) else {
            return;
        };
        if self.taken.insert(id.to_owned()) {
            let events = self.events.entry(said.clone()).or_default();
            events.push(id.to_owned());
            if events.len() > 1 {
                self.doubtful.insert(said);
            }
        }
    }
}

/// What an event says, and under which session: the same for it and for a copy of it.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Said {
    session: String,
    digest: [u8; 32],
}

impl Said {
    /// None for what was not encrypted, was not opened, or is deleted.
    fn of(event: &TimelineEvent) -> Option<Self> {
        let TimelineEventKind::Decrypted(opened) = &event.kind else {
            return None;
        };
        let kind = opened.event.get_field::<String>("type").ok()??;
        let mut content = opened.event.get_field::<Map<String, Value>>("content").ok()??;
        // It may have come in clear beside the ciphertext, where a server can change it.
        content.remove("m.relates_to");
        if content.is_empty() {
            return None;
        }
        Some(Self {
            session: opened.encryption_info.session_id()?.to_owned(),
            digest: Sha256::digest(serde_json::to_vec(&(kind, content)).ok()?).into(),
        })
    }
}

/// The earlier first. What is not loaded is older than what is.
async fn order(events: &mut [OwnedEventId], cache: &RoomEventCache) {
    let sought: HashSet<&EventId> = events.iter().map(|event| &**event).collect();
    let (mut ages, mut age) = (HashMap::new(), 0_usize);
    let look = |event: &TimelineEvent| {
        age += 1;
        if let Some(id) = event.event_id().filter(|id| sought.contains(*id)) {
            ages.insert(id.to_owned(), age);
        }
        None::<()>
    };
    cache.rfind_map_event_in_memory_by(look).await.ok();
    events.sort_by_key(|event| Reverse(ages.get(event).copied().unwrap_or(usize::MAX)));
}

/// Which of these events, which say the same, are copies. As many are shown as there are places, and one always: what the server
/// answers for the first does not put a later one in its stead.
fn copies<'a>(events: &'a [OwnedEventId], places: &HashMap<OwnedEventId, Option<u32>>) -> HashSet<&'a OwnedEventId> {
    let place = |event: &OwnedEventId| places.get(event).copied().flatten();
    let places: HashSet<u32> = events.iter().filter_map(place).collect();
    let all = places.len().max(1);
    let (mut taken, mut left) = (HashSet::new(), all);
    let is_copy = |event: &&OwnedEventId| {
        let is_shown = left > 0 && place(event).map_or(left == all, |place| taken.insert(place));
        left -= usize::from(is_shown);
        !is_shown
    };
    events.iter().filter(is_copy).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
