//! What is shown of a room and is not among what the SDK has loaded of it: answers that were loaded for their thread alone, and what the
//! list of threads says of them. It goes on record before a word of it is shown, like all else.

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::RoomId;

use super::super::account::Account;
use super::{AGAIN, RecordError, Recorder};

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
        let is_new = |event: &&TimelineEvent| {
            !self.recorder.was_looked_at(room.room_id(), event) && !self.recorder.came_apart(room.room_id(), event)
        };
        let new: Vec<TimelineEvent> = events.iter().filter(is_new).cloned().collect();
        if new.is_empty() {
            return Ok(());
        }
        let batch = self.batch(room.room_id(), record, &new).await;
        self.take(record, batch).await?;
        self.recorder.comes_apart(room.room_id(), &new);
        Ok(())
    }
}

impl Recorder {
    /// Whether this event went on record by itself. That it is there says nothing of those before it.
    pub(super) fn came_apart(&self, room: &RoomId, event: &TimelineEvent) -> bool {
        let apart = super::lock(&self.apart);
        apart.get(room).is_some_and(|apart| apart.contains(&self.look(event)))
    }

    fn comes_apart(&self, room: &RoomId, events: &[TimelineEvent]) {
        let mut apart = super::lock(&self.apart);
        let apart = apart.entry(room.to_owned()).or_default();
        apart.extend(events.iter().map(|event| self.look(event)));
    }
}
