//! Looks where something changed.

use std::sync::Arc;

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, future, stream};
use matrix_sdk::RoomState;
use matrix_sdk::event_cache::RedecryptorReport;
use matrix_sdk::ruma::{OwnedEventId, RoomId};
use model::{Failure, RecordState};
use tokio::sync::broadcast::error::RecvError;

use super::super::account::Account;
use super::batch::{FILE, GAP};
use super::{AGAIN, RecordError};
use crate::record::Record;
use crate::worker::DELIVER;

/// Noted from the start until a proper end.
const RUNNING: &str = "running";

impl Account {
    /// Keeps the record of all rooms, for ever.
    pub(crate) async fn keep_record(self: Arc<Self>) {
        let Ok(record) = self.recorder.record() else {
            return;
        };
        // Heard from here on, so that nothing falls between the first look and the first change.
        let mut changes = self.client.event_cache().subscribe_to_room_generic_updates();
        let opened = self.client.event_cache().subscribe_to_decryption_reports();
        let mut opened = std::pin::pin!(opened);
        if record.intake().journal().noted(RUNNING).is_some() {
            // What came just before that end may be here and not on record.
            self.look_everywhere().await;
        }
        record.note(RUNNING, "1").await;
        loop {
            let owes = !self.recorder.owed().is_empty();
            tokio::select! {
                changed = changes.recv() => match changed {
                    Ok(changed) => self.look_into(&changed.room_id).await,
                    Err(RecvError::Lagged(_)) => self.look_everywhere().await,
                    Err(RecvError::Closed) => return,
                },
                Some(Ok(report)) = opened.next() => {
                    if let RedecryptorReport::ResolvedUtds { room_id, events } = report
                        && let Err(error) = self.look_at_opened(&room_id, events).await
                    {
                        self.owe(&room_id, &error);
                    }
                }
                () = tokio::time::sleep(AGAIN), if owes => self.look_where_owed().await,
            }
        }
    }

    /// How the record stands, now and whenever it stands otherwise.
    pub(crate) fn record_states(&self) -> BoxStream<'_, RecordState> {
        let always = |state| stream::once(future::ready(state)).boxed();
        match &self.recorder.record {
            Ok(Some(record)) => record.states(),
            Ok(None) => always(RecordState::None),
            Err(_) => always(RecordState::Broken),
        }
    }

    /// There is a line to the server again.
    pub(crate) fn record_back_online(&self) {
        self.recorder.files.notify_one();
        self.recorder.gaps.notify_one();
    }

    /// Before somebody signs out: has all of the record delivered.
    pub(crate) async fn hand_over_record(&self) -> Result<(), Failure> {
        match &self.recorder.record {
            Ok(None) => Ok(()),
            Ok(Some(record)) => {
                self.look_where_owed().await;
                match self.all_on_record(record) && record.deliver(DELIVER).await {
                    true => Ok(()),
                    false => Err(Failure::RecordUndelivered),
                }
            }
            Err(failure) => Err(*failure),
        }
    }

    /// Whether nothing is left to fetch.
    fn all_on_record(&self, record: &Record) -> bool {
        let journal = record.intake().journal();
        journal.notes(GAP).is_empty() && journal.notes(FILE).is_empty() && self.recorder.owed().is_empty()
    }

    /// Ends keeping the record, in order.
    pub(crate) async fn end_record(&self) {
        // Otherwise the next start looks everywhere.
        if let Ok(record) = self.recorder.record()
            && self.recorder.owed().is_empty()
        {
            record.note(RUNNING, "").await;
        }
    }

    async fn look_where_owed(&self) {
        let owed = std::mem::take(&mut *self.recorder.owed());
        for room in owed {
            self.look_into(&room).await;
        }
    }

    async fn look_everywhere(&self) {
        for room in self.client.rooms() {
            self.look_into(room.room_id()).await;
        }
    }

    async fn look_into(&self, id: &RoomId) {
        let Some(room) = self.client.get_room(id) else { return };
        let looked = match room.state() {
            RoomState::Invited | RoomState::Knocked => Ok(()),
            _ if !self.is_on_record(&room) => Ok(()),
            _ => self.put_on_record(&room).await,
        };
        if let Err(error) = looked {
            self.owe(id, &error);
        }
    }

    /// Remembers that a room has something which could not go on record.
    fn owe(&self, room: &RoomId, error: &RecordError) {
        tracing::error!(%error, "not on record");
        self.recorder.owed().insert(room.to_owned());
    }

    /// Looks at events that could be read late, wherever they are.
    async fn look_at_opened(
        &self,
        id: &RoomId,
        events: impl IntoIterator<Item = OwnedEventId>,
    ) -> Result<(), RecordError> {
        let record = self.recorder.record()?;
        let Some(room) = self.client.get_room(id).filter(|room| self.is_on_record(room)) else {
            return Ok(());
        };
        let (cache, _drop) = room.event_cache().await.map_err(|_| RecordError::Cache)?;
        let mut found = Vec::new();
        for event in events {
            found.extend(cache.find_event(&event).await.map_err(|_| RecordError::Cache)?);
        }
        let batch = self.batch(id, record, &found).await;
        self.take(record, batch).await
    }
}
