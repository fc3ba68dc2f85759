//! Looks where something changed.

use std::collections::BTreeSet;
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
                        && let Err(error) = self.look_at_opened(&room_id, &events).await
                    {
                        self.owe(&room_id, events, &error);
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
                // What came a moment ago may not have been looked at.
                self.look_everywhere().await;
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
        // It stays owed until it is on record: whoever signs out meanwhile has to wait.
        let owed = self.recorder.owed().clone();
        for (id, opened) in owed {
            let looked = match self.look_at_opened(&id, &opened).await {
                Ok(()) => self.look_into_now(&id).await,
                Err(error) => Err(error),
            };
            match looked {
                Ok(()) => {
                    let mut owed = self.recorder.owed();
                    if owed.get(&id) == Some(&opened) {
                        owed.remove(&id);
                    }
                }
                Err(error) => tracing::error!(%error, "still not on record"),
            }
        }
    }

    async fn look_everywhere(&self) {
        for room in self.client.rooms() {
            self.look_into(room.room_id()).await;
        }
    }

    async fn look_into(&self, id: &RoomId) {
        if let Err(error) = self.look_into_now(id).await {
            self.owe(id, [], &error);
        }
    }

    async fn look_into_now(&self, id: &RoomId) -> Result<(), RecordError> {
        let Some(room) = self.client.get_room(id) else {
            return Ok(());
        };
        match room.state() {
            RoomState::Invited | RoomState::Knocked => Ok(()),
            _ if !self.is_on_record(&room) => Ok(()),
            _ => self.put_on_record(&room).await,
        }
    }

    /// Remembers that a room has something which could not go on record, and what of it had become readable.
    fn owe(&self, room: &RoomId, opened: impl IntoIterator<Item = OwnedEventId>, error: &RecordError) {
        tracing::error!(%error, "not on record");
        let mut owed = self.recorder.owed();
        owed.entry(room.to_owned()).or_default().extend(opened);
    }

    /// Looks at events that could be read late, wherever they are.
    async fn look_at_opened(&self, id: &RoomId, events: &BTreeSet<OwnedEventId>) -> Result<(), RecordError> {
        let record = self.recorder.record()?;
        let Some(room) = self.client.get_room(id).filter(|room| self.is_on_record(room)) else {
            return Ok(());
        };
        let (cache, _drop) = room.event_cache().await.map_err(|_| RecordError::Cache)?;
        let mut found = Vec::new();
        for event in events {
            found.extend(cache.find_event(event).await.map_err(|_| RecordError::Cache)?);
        }
        let batch = self.batch(id, record, &found).await;
        self.take(record, batch).await
    }
}
