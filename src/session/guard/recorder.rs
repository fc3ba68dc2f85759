//! Puts on record what comes into rooms that policy keeps a record of, and what leaves for them.
//!
//! Nothing is told to the recorder, which could be forgotten: it looks at what the SDK's event cache holds of a room and
//! takes what is not on record yet. So it does not matter how an event came, in what order, or how often. It looks when
//! the cache says that a room changed, before rows of a room are shown, and after an end that was not a proper one.
//! What waits to be sent is on record before the queue is let go.

mod apart;
mod batch;
mod files;
mod gaps;
mod watch;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::event_cache::RoomEventCache;
use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId, RoomId};
use matrix_sdk::send_queue::{LocalEchoContent, RoomSendQueueUpdate, SendQueueUpdate};
use matrix_sdk::{Client, Room};
use model::{Failure, Why};
use records::JournalError;
use records::entry::{Clock, Decision, Kind};
use tokio::sync::Notify;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;

use super::account::Account;
use super::connect::Door;
use crate::convert::record;
use crate::record::{Record, entry};
use apart::Apart;
use batch::Batch;
pub(super) use batch::{gap_note, names_of};

/// How long to wait before what could not go on record is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// What is known of the record while the program runs.
pub(super) struct Recorder {
    /// None where policy keeps none.
    record: Result<Option<Record>, Failure>,
    sent: Mutex<Sent>,
    /// What was looked at, so that it is not asked about again: whether an event could be read counts with it.
    looked: Mutex<HashMap<OwnedRoomId, HashSet<u64>>>,
    /// What went on record by itself, and not with what came before it.
    apart: Arc<Apart>,
    hashes: RandomState,
    /// Rooms that have something which could not go on record.
    owed: Mutex<BTreeMap<OwnedRoomId, BTreeSet<OwnedEventId>>>,
    /// Called when there is a file to fetch.
    files: Notify,
    /// Called when there is a gap to fill.
    gaps: Notify,
    /// Held while something is put into a room's queue, or the queue is let go: nothing leaves between the two that is not
    /// on record.
    pub(super) leaving: tokio::sync::Mutex<()>,
}

/// Why something is not on record.
#[derive(Debug, thiserror::Error)]
pub(super) enum RecordError {
    #[error("there is no record to be had")]
    None(Failure),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error("the event cache does not answer")]
    Cache,
}

impl RecordError {
    /// As people are told.
    pub(super) fn failure(&self) -> Failure {
        match self {
            Self::None(failure) => *failure,
            Self::Journal(JournalError::Full) => Failure::Disk,
            Self::Journal(JournalError::Limit) => Failure::RecordFull,
            Self::Journal(_) => Failure::RecordBroken,
            Self::Cache => Failure::Internal,
        }
    }
}

impl Recorder {
    /// Opens the record of the account that is signed in.
    pub(super) async fn open(door: &Door, client: &Client) -> Self {
        let user = client.user_id().map(ToString::to_string).unwrap_or_default();
        let device = client.device_id().map(ToString::to_string).unwrap_or_default();
        Self {
            record: Record::open(door.clone(), user, device).await,
            sent: Mutex::new(Sent {
                updates: client.send_queue().subscribe(),
                transactions: HashMap::new(),
            }),
            looked: Mutex::default(),
            apart: Arc::default(),
            hashes: RandomState::new(),
            owed: Mutex::default(),
            files: Notify::new(),
            gaps: Notify::new(),
            leaving: tokio::sync::Mutex::default(),
        }
    }

    pub(super) fn record(&self) -> Result<&Record, RecordError> {
        match &self.record {
            Ok(Some(record)) => Ok(record),
            Ok(None) => Err(RecordError::None(Failure::RecordBroken)),
            Err(failure) => Err(RecordError::None(*failure)),
        }
    }

    /// There are gaps that were noted elsewhere.
    pub(super) fn fill_gaps(&self) {
        self.gaps.notify_one();
    }

    /// Those that were not looked at in this run, oldest first.
    async fn new_in(&self, cache: &RoomEventCache) -> Result<Found, RecordError> {
        let room = cache.room_id().to_owned();
        let mut found = Found::default();
        let visit = |event: &TimelineEvent| {
            if found.newest.is_none() {
                found.newest = event.event_id().map(ToString::to_string);
            }
            found.oldest_is_new = !self.was_looked_at(&room, event);
            found
                .ids
                .extend(event.event_id().map(|id| self.hashes.hash_one(id.as_str())));
            if found.oldest_is_new {
                found.events.push(event.clone());
            }
            None::<()>
        };
        let visited = cache.rfind_map_event_in_memory_by(visit).await;
        visited.map_err(|_| RecordError::Cache)?;
        found.events.reverse();
        Ok(found)
    }

    /// Rooms that have something which could not go on record, and what of it had become readable: that may not be in memory
    /// any more when it can.
    fn owed(&self) -> MutexGuard<'_, BTreeMap<OwnedRoomId, BTreeSet<OwnedEventId>>> {
        self.owed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The transaction that became this event, where this device sent it.
    fn transaction_of(&self, event_id: &str) -> Option<String> {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.listen();
        sent.transactions.remove(event_id)
    }

    fn was_looked_at(&self, room: &RoomId, event: &TimelineEvent) -> bool {
        let looked = lock(&self.looked);
        looked
            .get(room)
            .is_some_and(|looked| looked.contains(&self.look(event)))
    }

    fn looked_at(&self, room: &RoomId, events: &[TimelineEvent]) {
        let mut looked = lock(&self.looked);
        let looked = looked.entry(room.to_owned()).or_default();
        looked.extend(events.iter().map(|event| self.look(event)));
    }

    fn look(&self, event: &TimelineEvent) -> u64 {
        self.hashes.hash_one((event.event_id(), event.kind.is_utd()))
    }
}

/// Which transactions became which events. The SDK puts what it sent into the cache before the server gives it back, and
/// says just before that which transaction it was.
struct Sent {
    updates: Receiver<SendQueueUpdate>,
    transactions: HashMap<String, String>,
}

impl Sent {
    fn listen(&mut self) {
        loop {
            match self.updates.try_recv() {
                Ok(SendQueueUpdate {
                    update:
                        RoomSendQueueUpdate::SentEvent {
                            transaction_id,
                            event_id,
                        },
                    ..
                }) => drop(
                    self.transactions
                        .insert(event_id.to_string(), transaction_id.to_string()),
                ),
                Ok(_) | Err(TryRecvError::Lagged(_)) => {}
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            }
        }
    }
}

/// What the cache holds of a room.
#[derive(Default)]
struct Found {
    /// Not looked at before.
    events: Vec<TimelineEvent>,
    /// The id of the newest event.
    newest: Option<String>,
    /// The oldest event was not looked at before.
    oldest_is_new: bool,
    /// Hashes of all ids.
    ids: HashSet<u64>,
}

impl Account {
    /// Whether what is said in a room goes on record.
    pub(super) fn is_on_record(&self, room: &Room) -> bool {
        self.verdict(room).record
    }

    /// What this device's clock is worth, as the record says it.
    fn record_clock(&self) -> Clock {
        match self.expiry.clock() {
            policy::Clock::Trusted => Clock::Trusted,
            policy::Clock::Untrusted => Clock::Untrusted,
            policy::Clock::Unknown => Clock::Unknown,
        }
    }

    /// Whether what is said in a room goes on record, or is under a hold.
    pub(super) fn is_kept(&self, room: &Room) -> bool {
        let verdict = self.verdict(room);
        verdict.record || verdict.hold.is_some()
    }

    /// Returns when all that is here of a room is on record, at once where none is kept of it. What can't go on record is
    /// tried again and again: it is not shown before.
    pub(super) async fn settle_record(&self, room: &Room) {
        if !self.is_on_record(room) {
            return;
        }
        while let Err(error) = self.put_on_record(room).await {
            tracing::error!(%error, "not shown: it can't go on record");
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// Puts on record what is here of a room and is not on record yet.
    async fn put_on_record(&self, room: &Room) -> Result<(), RecordError> {
        let record = self.recorder.record()?;
        let (cache, _drop) = room.event_cache().await.map_err(|_| RecordError::Cache)?;
        let found = self.recorder.new_in(&cache).await?;
        if found.events.is_empty() {
            return Ok(());
        }
        let anchor = record
            .intake()
            .journal()
            .noted(&batch::anchor_note(room.room_id().as_str()));
        let anchor = anchor.unwrap_or_default();
        let anchor_is_here = found.ids.contains(&self.recorder.hashes.hash_one(&*anchor));
        let batch = Batch {
            // Whoever scrolls back comes from what is on record; what comes over the end of a gap does not.
            behind_gap: (found.oldest_is_new && !anchor_is_here).then_some(anchor),
            newest: found.newest,
            ..self.batch(room.room_id(), record, &found.events).await
        };
        self.take(record, batch).await?;
        self.recorder.looked_at(room.room_id(), &found.events);
        Ok(())
    }

    /// Puts on record what waits to be sent into a room.
    pub(super) async fn put_sends_on_record(&self, room: &Room) -> Result<(), Why> {
        if !self.is_on_record(room) {
            return Ok(());
        }
        let told = |error: RecordError| {
            tracing::error!(%error, "nothing is sent: it can't go on record");
            Why::Failed(error.failure())
        };
        let record = self.recorder.record().map_err(told)?;
        let (waiting, _) = room
            .send_queue()
            .subscribe()
            .await
            .map_err(|_| Why::Failed(Failure::Internal))?;
        let mut batch = Vec::with_capacity(waiting.len());
        for echo in waiting {
            let LocalEchoContent::Event { serialized_event, .. } = echo.content else {
                continue;
            };
            let (content, event_type) = serialized_event.raw();
            let kind = record::own_send(
                room.room_id().as_str(),
                room.own_user_id().as_str(),
                echo.transaction_id.as_str(),
                event_type,
                content.json().get(),
            );
            batch.push((
                format!("send:{}", echo.transaction_id),
                entry(kind, self.record_clock()),
            ));
        }
        let taken = record.put(move |intake| intake.take(batch, &[])).await;
        taken.map(drop).map_err(|error| told(error.into()))
    }

    /// Puts on record that somebody here holds an event for a decision.
    pub(super) async fn mark_decision(&self, room: &Room, decision: Decision) -> Result<(), Failure> {
        if !self.is_on_record(room) {
            return Err(Failure::NotFound);
        }
        let record = self.recorder.record().map_err(|error| error.failure())?;
        let entry = entry(Kind::Decision(decision), self.record_clock());
        let marked = record.put(move |intake| intake.journal().append(vec![entry], &[]));
        marked
            .await
            .map(drop)
            .map_err(|error| RecordError::from(error).failure())
    }

    /// Whether a room may send, as far as its record goes.
    pub(super) fn record_may_grow(&self, room: &Room) -> Result<(), Failure> {
        if !self.is_on_record(room) {
            return Ok(());
        }
        let record = self.recorder.record().map_err(|error| error.failure())?;
        record.may_send()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere leaves whole entries behind, never half ones.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
