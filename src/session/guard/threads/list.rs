//! The threads of a room, as the server lists them. Those with something unread are among them, whatever it lists.
//!
//! The SDK has such a list. It isn't used: what it makes of an event has lost how that came, and it keeps no list between starts either.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::Room;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::event_cache::RoomEventCacheGenericUpdate;
use matrix_sdk::room::ListThreadsOptions;
use matrix_sdk::ruma::events::relation::RelationType;
use matrix_sdk::ruma::{EventId, OwnedEventId, uint};
use model::{Failure, RoomId, ThreadLine, Why};
use policy::Entry;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::convert::failure;
use crate::guard::account::Account;
use crate::guard::rooms::Depth;
use crate::guard::rows::Terms;
use crate::guard::threads::Changed;

/// How long the server may take for the first message of a thread.
const PATIENCE: Duration = Duration::from_secs(20);
/// After a change, others that come within this are looked at with it.
const BREATH: Duration = Duration::from_millis(500);

/// A room whose threads are listed.
pub(crate) struct ThreadsOf {
    account: Arc<Account>,
    room: Room,
    /// What the server has listed, those in which something was said last first.
    roots: Vec<TimelineEvent>,
    further: Option<String>,
    begun: bool,
    counts: Receiver<Changed>,
    came: Receiver<RoomEventCacheGenericUpdate>,
}

impl ThreadsOf {
    /// Judged as the room is before it is opened.
    pub(crate) async fn open(account: Arc<Account>, id: &RoomId) -> Result<Self, Why> {
        let room = account.room(id.as_str()).map_err(Why::Failed)?;
        let facts = account.facts_of(&room, Depth::Known).await;
        let open = Entry::Open(&facts.borrow());
        let _admitted = account.policy.admit(open).map_err(Why::Policy)?;
        Ok(Self {
            counts: account.threads.changes(),
            came: account.client.event_cache().subscribe_to_room_generic_updates(),
            account,
            room,
            roots: Vec::new(),
            further: None,
            begun: false,
        })
    }

    /// Asks the server for more; whether there may be still more.
    pub(crate) async fn more(&mut self) -> Result<bool, Failure> {
        if self.begun && self.further.is_none() {
            return Ok(false);
        }
        let page = self.page(self.further.clone()).await?;
        self.further = page.1;
        self.begun = true;
        self.merge(page.0, false);
        Ok(self.further.is_some())
    }

    /// Asks once more for those in which something was said last.
    pub(crate) async fn again(&mut self) -> Result<(), Failure> {
        if !self.begun {
            return self.more().await.map(drop);
        }
        let page = self.page(None).await?;
        self.merge(page.0, true);
        Ok(())
    }

    /// Whether the server may have further ones.
    pub(crate) fn has_more(&self) -> bool {
        !self.begun || self.further.is_some()
    }

    async fn page(&self, from: Option<String>) -> Result<(Vec<TimelineEvent>, Option<String>), Failure> {
        let options = ListThreadsOptions {
            from,
            limit: Some(uint!(25)),
            ..ListThreadsOptions::default()
        };
        let page = self.room.list_threads(options).await;
        let page = page.map_err(|error| failure::failure(&error))?;
        Ok((page.chunk, page.prev_batch_token))
    }

    /// Takes over what came, each thread once: what was said of it before is older.
    fn merge(&mut self, page: Vec<TimelineEvent>, first: bool) {
        let came: BTreeSet<OwnedEventId> = page
            .iter()
            .filter_map(|event| event.event_id().map(ToOwned::to_owned))
            .collect();
        self.roots
            .retain(|root| root.event_id().is_none_or(|id| !came.contains(id)));
        let at = if first { 0 } else { self.roots.len() };
        self.roots.splice(at..at, page);
    }

    /// The lines; none where policy has shut the room in the meantime.
    pub(crate) async fn lines(&self) -> Arc<[ThreadLine]> {
        let terms = self.account.terms(&self.room).await;
        if self.account.policy.admit(Entry::Open(&terms.facts.borrow())).is_err() {
            return Arc::default();
        }
        let mut lines = Vec::with_capacity(self.roots.len());
        let mut listed = BTreeSet::new();
        for event in &self.roots {
            if let Some(root) = event.event_id()
                && listed.insert(root.to_owned())
            {
                lines.push(self.line(root, Some(event.clone()), &terms).await);
            }
        }
        for root in self.account.threads.with_unread(self.room.room_id()) {
            if !listed.contains(&root) {
                let event = self.root(&root).await;
                lines.push(self.line(&root, event, &terms).await);
            }
        }
        lines.sort_by_key(|line| {
            let latest = line.thread.latest.as_ref().or(line.first.as_ref());
            std::cmp::Reverse(latest.map_or(i64::MIN, |latest| latest.at))
        });
        lines.into()
    }

    async fn line(&self, root: &EventId, event: Option<TimelineEvent>, terms: &Terms) -> ThreadLine {
        let (account, room) = (&self.account, &self.room);
        let answers = event.as_ref().and_then(|event| event.thread_summary.summary());
        let answers = answers.map_or(0, |summary| summary.num_replies);
        let bundled = event.as_ref().and_then(TimelineEvent::bundled_latest_thread_event);
        let (stored, known) = self.stored(root).await;
        // What came since the server was asked is later than what it said.
        let latest = [bundled, stored].into_iter().flatten();
        let latest = latest.max_by_key(|event| event.timestamp());
        let latest = match latest {
            Some(latest) => account.excerpt(room, terms, latest).await,
            None => None,
        };
        let first = match event {
            Some(event) => account.excerpt(room, terms, event).await,
            None => None,
        };
        let unread = account.threads.unread(room.room_id(), root);
        let unread_messages = u32::try_from(unread.messages).unwrap_or(u32::MAX);
        let draft = room.load_composer_draft(Some(root)).await.ok().flatten();
        ThreadLine {
            root: root.as_str().into(),
            first,
            thread: model::Thread {
                answers: account.threads.answers(room.room_id(), root, known, answers),
                latest,
                unread: unread_messages,
                mentions: u32::try_from(unread.mentions).unwrap_or(u32::MAX),
            },
            draft: draft.is_some_and(|draft| !draft.plain_text.is_empty()),
        }
    }

    /// The last answer that is stored here, and how many are.
    async fn stored(&self, root: &EventId) -> (Option<TimelineEvent>, u32) {
        let Ok((cache, _kept)) = self.room.event_cache().await else {
            return (None, 0);
        };
        let answers = cache.find_event_relations(root, Some(vec![RelationType::Thread]));
        let answers = answers.await.unwrap_or_default();
        let count = u32::try_from(answers.len()).unwrap_or(u32::MAX);
        (answers.into_iter().max_by_key(|event| event.timestamp()), count)
    }

    /// The first message of a thread, wherever it is.
    async fn root(&self, root: &EventId) -> Option<TimelineEvent> {
        let config = RequestConfig::new().disable_retry().timeout(PATIENCE);
        self.room.load_or_fetch_event(root, Some(config)).await.ok()
    }

    /// Waits until something changed in the room that may have to do with its threads.
    pub(crate) async fn changed(&mut self) {
        loop {
            let here = tokio::select! {
                changed = self.counts.recv() => is(changed, |(room, _)| *room == *self.room.room_id()),
                update = self.came.recv() => is(update, |update| update.room_id == *self.room.room_id()),
            };
            if here {
                break;
            }
        }
        tokio::time::sleep(BREATH).await;
        while self.counts.try_recv().is_ok() {}
        while self.came.try_recv().is_ok() {}
    }
}

/// Whether it is about what is asked for, or may be.
fn is<T>(received: Result<T, RecvError>, about: impl FnOnce(&T) -> bool) -> bool {
    received.map_or(true, |received| about(&received))
}
