//! The event store's door: what is over goes in as a stub, whoever brings it. The SDK fetches from the server what it misses,
//! decrypts late what could not be read, and would store either.

use std::fmt;
use std::sync::Arc;

use matrix_sdk::SqliteEventCacheStore;
use matrix_sdk::async_trait;
use matrix_sdk::cross_process_lock::CrossProcessLockGeneration;
use matrix_sdk::linked_chunk::{
    ChunkContent, ChunkIdentifier, ChunkIdentifierGenerator, ChunkMetadata, LinkedChunkId, Position, RawChunk, Update,
};
use matrix_sdk::ruma::events::relation::RelationType;
use matrix_sdk::ruma::{EventId, OwnedEventId, RoomId};
use matrix_sdk_base::event_cache::store::EventCacheStore;
use matrix_sdk_base::event_cache::thread::ThreadInfo;
use matrix_sdk_base::event_cache::{Event, Gap};
use matrix_sdk_base::serde_helpers::extract_thread_root;

use super::{Expiry, changed_by, is_stub, stub, time_of};
use crate::guard::search::Shelves;
use crate::guard::threads::Threads;

/// The SDK's store of events, which takes in nothing that is over.
pub(in crate::guard) struct ForgetfulStore {
    store: SqliteEventCacheStore,
    expiry: Arc<Expiry>,
    shelves: Arc<Shelves>,
    threads: Arc<Threads>,
}

type Error = <SqliteEventCacheStore as EventCacheStore>::Error;

impl ForgetfulStore {
    pub(in crate::guard) fn new(
        store: SqliteEventCacheStore,
        expiry: Arc<Expiry>,
        shelves: Arc<Shelves>,
        threads: Arc<Threads>,
    ) -> Self {
        Self {
            store,
            expiry,
            shelves,
            threads,
        }
    }

    /// The event as it may be stored.
    async fn judged(&self, room: &RoomId, event: Event) -> Result<Event, Error> {
        self.look_for_deleted(room, &event).await?;
        if !self.expiry.expires(room) {
            return Ok(event);
        }
        let Some(at) = time_of(&event) else {
            return Ok(event);
        };
        let over = self.expiry.may_go(room, &event, at) || self.changes_a_stub(room, &event).await?;
        if let Some(stub) = stub(&event).filter(|_| over) {
            return Ok(stub);
        }
        self.expiry.stored(room, at);
        Ok(event)
    }

    /// Whoever deletes an answer takes from it that it stood in a thread.
    async fn look_for_deleted(&self, room: &RoomId, event: &Event) -> Result<(), Error> {
        let Some(id) = event.event_id().filter(|_| is_deleted(event)) else {
            return Ok(());
        };
        let before = self.store.find_event(room, id).await?;
        if let Some(root) = before.and_then(|before| extract_thread_root(before.raw())) {
            self.threads.answer_deleted(room, &root, id);
        }
        Ok(())
    }

    /// A gap before the room's beginning. Where what came first after it came again with a gap of its own, the SDK leaves it
    /// behind. It would ask for what is here already and, where one person wrote all of it, put that at the beginning.
    async fn is_idle(&self, chunk: LinkedChunkId<'_>, found: &RawChunk<Event, Gap>) -> Result<bool, Error> {
        let (LinkedChunkId::Room(room), ChunkContent::Gap(_), None) = (chunk, &found.content, found.previous) else {
            return Ok(false);
        };
        let begun = self.store.get_room_events(room, Some("m.room.create"), None).await?;
        let begun = begun.iter().filter_map(|event| event.event_id().map(ToOwned::to_owned));
        let placed = self.store.filter_duplicated_events(chunk, begun.collect()).await?;
        Ok(!placed.is_empty())
    }

    /// A change of a message holds its words, and lives no longer than it.
    async fn changes_a_stub(&self, room: &RoomId, event: &Event) -> Result<bool, Error> {
        let Some(message) = changed_by(event) else {
            return Ok(false);
        };
        let message = self.store.find_event(room, &message).await?;
        Ok(message.is_some_and(|message| is_stub(&message)))
    }
}

/// Whether somebody has deleted it. Asked of every event that is stored, so that it is taken apart only where it may be one.
fn is_deleted(event: &Event) -> bool {
    #[derive(serde::Deserialize)]
    struct Unsigned {
        redacted_because: Option<serde::de::IgnoredAny>,
    }
    event.raw().json().get().contains("redacted_because")
        && matches!(
            event.raw().get_field::<Unsigned>("unsigned"),
            Ok(Some(Unsigned {
                redacted_because: Some(_)
            }))
        )
}

impl fmt::Debug for ForgetfulStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ForgetfulStore").finish_non_exhaustive()
    }
}

#[async_trait]
impl EventCacheStore for ForgetfulStore {
    type Error = Error;

    async fn handle_linked_chunk_updates(
        &self,
        chunk: LinkedChunkId<'_>,
        updates: Vec<Update<Event, Gap>>,
    ) -> Result<(), Error> {
        let room = chunk.room_id();
        let mut judged = Vec::with_capacity(updates.len());
        let mut stored = Vec::new();
        let searched = self.shelves.has(room);
        for update in updates {
            judged.push(match update {
                Update::PushItems { at, items } => {
                    let mut kept = Vec::with_capacity(items.len());
                    for item in items {
                        kept.push(self.judged(room, item).await?);
                    }
                    if searched {
                        stored.extend(kept.iter().cloned());
                    }
                    Update::PushItems { at, items: kept }
                }
                Update::ReplaceItem { at, item } => {
                    let item = self.judged(room, item).await?;
                    if searched {
                        stored.push(item.clone());
                    }
                    Update::ReplaceItem { at, item }
                }
                other => other,
            });
        }
        self.store.handle_linked_chunk_updates(chunk, judged).await?;
        self.shelves.note(room, &stored);
        Ok(())
    }

    async fn save_event(&self, room: &RoomId, event: Event) -> Result<(), Error> {
        let event = self.judged(room, event).await?;
        self.store.save_event(room, event.clone()).await?;
        self.shelves.note(room, &[event]);
        Ok(())
    }

    async fn try_take_leased_lock(
        &self,
        lease_duration_ms: u32,
        key: &str,
        holder: &str,
    ) -> Result<Option<CrossProcessLockGeneration>, Error> {
        self.store.try_take_leased_lock(lease_duration_ms, key, holder).await
    }

    async fn load_all_chunks(&self, chunk: LinkedChunkId<'_>) -> Result<Vec<RawChunk<Event, Gap>>, Error> {
        self.store.load_all_chunks(chunk).await
    }

    async fn load_all_chunks_metadata(&self, chunk: LinkedChunkId<'_>) -> Result<Vec<ChunkMetadata>, Error> {
        self.store.load_all_chunks_metadata(chunk).await
    }

    async fn load_last_chunk(
        &self,
        chunk: LinkedChunkId<'_>,
    ) -> Result<(Option<RawChunk<Event, Gap>>, ChunkIdentifierGenerator), Error> {
        self.store.load_last_chunk(chunk).await
    }

    async fn load_previous_chunk(
        &self,
        chunk: LinkedChunkId<'_>,
        before: ChunkIdentifier,
    ) -> Result<Option<RawChunk<Event, Gap>>, Error> {
        let found = self.store.load_previous_chunk(chunk, before).await?;
        match found {
            Some(gap) if self.is_idle(chunk, &gap).await? => Ok(None),
            found => Ok(found),
        }
    }

    async fn load_thread_info(&self, room: &RoomId, thread: &EventId) -> Result<ThreadInfo, Error> {
        let info = self.store.load_thread_info(room, thread).await?;
        self.threads.note_loaded(room, thread, &info);
        Ok(info)
    }

    async fn update_thread_info(&self, room: &RoomId, thread: &EventId, info: &ThreadInfo) -> Result<(), Error> {
        self.store.update_thread_info(room, thread, info).await?;
        self.threads.note(room, thread, info);
        Ok(())
    }

    async fn clear_all_events(&self, room: Option<&RoomId>) -> Result<(), Error> {
        self.store.clear_all_events(room).await?;
        self.shelves.forget(room);
        Ok(())
    }

    async fn filter_duplicated_events(
        &self,
        chunk: LinkedChunkId<'_>,
        events: Vec<OwnedEventId>,
    ) -> Result<Vec<(OwnedEventId, Position)>, Error> {
        self.store.filter_duplicated_events(chunk, events).await
    }

    async fn find_event(&self, room: &RoomId, event: &EventId) -> Result<Option<Event>, Error> {
        self.store.find_event(room, event).await
    }

    async fn find_event_relations(
        &self,
        room: &RoomId,
        event: &EventId,
        filter: Option<&[RelationType]>,
    ) -> Result<Vec<(Event, Option<Position>)>, Error> {
        self.store.find_event_relations(room, event, filter).await
    }

    async fn get_room_events(
        &self,
        room: &RoomId,
        kind: Option<&str>,
        session: Option<&str>,
    ) -> Result<Vec<Event>, Error> {
        self.store.get_room_events(room, kind, session).await
    }

    async fn close(&self) -> Result<(), Error> {
        EventCacheStore::close(&self.store).await
    }

    async fn reopen(&self) -> Result<(), Error> {
        EventCacheStore::reopen(&self.store).await
    }

    async fn optimize(&self) -> Result<(), Error> {
        EventCacheStore::optimize(&self.store).await
    }

    async fn get_size(&self) -> Result<Option<usize>, Error> {
        EventCacheStore::get_size(&self.store).await
    }
}
