//! What is shown of a room and is not among what the SDK has loaded of it: answers that were loaded for their thread alone, and what the
//! list of threads says of them. It goes on record before a word of it is shown, like all else.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;

use super::super::account::Account;
use super::{AGAIN, RecordError};

/// What went on record by itself. That it is there says nothing of what came before it.
#[derive(Default)]
pub(super) struct Apart(Mutex<HashMap<String, Went>>);

/// How far it got.
#[derive(Clone, Copy, Default)]
struct Went {
    read: bool,
    shut: bool,
}

impl Apart {
    /// Whether this event may be on record for that alone.
    pub(super) fn holds(&self, event_id: &str) -> bool {
        self.lock().contains_key(event_id)
    }

    /// Whether it is on record, as far as it can be read.
    fn has(&self, event: &TimelineEvent) -> bool {
        let Some(id) = event.event_id() else { return false };
        let went = self.lock().get(id.as_str()).copied().unwrap_or_default();
        went.read || (went.shut && event.kind.is_utd())
    }

    /// These are about to go. Said before, so that nobody finds one on record and takes it for a sign.
    fn go(&self, events: &[TimelineEvent]) {
        let mut all = self.lock();
        for id in events.iter().filter_map(|event| event.event_id()) {
            all.entry(id.to_string()).or_default();
        }
    }

    fn went(&self, events: &[TimelineEvent]) {
        let mut all = self.lock();
        for event in events {
            if let Some(went) = event.event_id().and_then(|id| all.get_mut(id.as_str())) {
                match event.kind.is_utd() {
                    true => went.shut = true,
                    false => went.read = true,
                }
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Went>> {
        // A panic elsewhere leaves whole entries behind, never half ones.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    /// Returns when these events of a room are on record, at once where none is kept of it. What can't go on record is tried again
    /// and again.
    pub(in crate::guard) async fn settle_events(&self, room: &Room, events: &[TimelineEvent]) {
        while let Err(error) = self.put_events_on_record(room, events).await {
            tracing::error!(%error, "not shown: it can't go on record");
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// Puts these events of a room on record, as far as they aren't.
    pub(in crate::guard) async fn put_events_on_record(
        &self,
        room: &Room,
        events: &[TimelineEvent],
    ) -> Result<(), RecordError> {
        if !self.is_on_record(room) {
            return Ok(());
        }
        let record = self.recorder.record()?;
        let apart = &self.recorder.apart;
        let is_new = |event: &&TimelineEvent| !self.recorder.was_looked_at(room.room_id(), event) && !apart.has(event);
        let new: Vec<TimelineEvent> = events.iter().filter(is_new).cloned().collect();
        if new.is_empty() {
            return Ok(());
        }
        apart.go(&new);
        let batch = self.batch(room.room_id(), record, &new).await;
        self.take(record, batch).await?;
        apart.went(&new);
        Ok(())
    }
}
