//! A message as it was said and as it was changed, by its events: for what is on no timeline.

use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::config::RequestConfig;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::room::{IncludeRelations, RelationsOptions};
use matrix_sdk::ruma::api::Direction;
use matrix_sdk::ruma::events::relation::RelationType;
use matrix_sdk::ruma::{EventId, uint};
use model::{Body, Failure, Message, Why};
use policy::Entry;
use tokio::time::timeout;

use super::conversation::Conversation;
use super::rooms::failed;
use crate::convert::version::{self, Found};

/// Changes of one message that are looked at. Nobody reads more, and a server could make up any number.
const MOST: usize = 300;
/// How long the server may take for one message and its changes.
const PATIENCE: Duration = Duration::from_secs(20);

impl Conversation {
    /// What somebody sees who asks how a message was changed.
    pub(crate) async fn history(&self, event: &model::EventId) -> Result<Arc<[Message]>, Why> {
        let event = EventId::parse(event.as_str()).map_err(|_| Why::Failed(Failure::Malformed))?;
        self.versions(&event).await.map(Into::into)
    }

    /// A message as it was first, and after each change that counts, the oldest first. Each is judged for itself.
    pub(super) async fn versions(&self, event: &EventId) -> Result<Vec<Message>, Why> {
        let terms = self.terms().await;
        // Who has come in since the room was opened?
        let open = Entry::Open(&terms.facts.borrow());
        let _admitted = self.account.policy.admit(open).map_err(Why::Policy)?;
        let asked = timeout(PATIENCE, self.events_of(event)).await;
        let (first, changes) = asked.map_err(|_| Why::Failed(Failure::Unreachable))??;
        let context = self.room.crypto_context_info().await;
        let mut all = Vec::with_capacity(changes.len() + 1);
        let changes = changes.into_iter().filter(|change| version::counts(&first, change));
        for event in std::iter::once(first.clone()).chain(changes) {
            let repeated = self.account.repeats(&self.room, &event).await;
            all.push((event, repeated));
        }
        let encrypted = self.room.encryption_state().is_encrypted();
        Ok(self.with_lens(&terms, true, |lens| {
            let found = all.iter().map(|(event, repeated)| Found {
                event,
                encrypted,
                repeated: *repeated,
                context,
            });
            let mut found = found.map(|found| version::version(&found, lens));
            // What is over, or deleted, is not brought back by what changed it.
            let Some(Some(mut first)) = found.next() else {
                return Vec::new();
            };
            // The person has deleted it, and the server doesn't know yet.
            let deleted = self
                .loaded(event)
                .is_some_and(|item| item.as_event().is_some_and(|item| item.content().is_redacted()));
            if deleted {
                first.body = Body::Redacted;
            }
            let mut versions = vec![first];
            if versions.iter().all(|first| first.body != Body::Redacted) {
                versions.extend(found.flatten());
            }
            versions
        }))
    }

    /// A message and all that says that it changes it.
    async fn events_of(&self, event: &EventId) -> Result<(TimelineEvent, Vec<TimelineEvent>), Why> {
        let config = RequestConfig::new().disable_retry().timeout(PATIENCE);
        let first = self.room.load_or_fetch_event(event, Some(config)).await;
        let first = first.map_err(failed)?;
        let mut options = RelationsOptions {
            dir: Direction::Forward,
            limit: Some(uint!(100)),
            include_relations: IncludeRelations::RelationsOfType(RelationType::Replacement),
            ..RelationsOptions::default()
        };
        let mut changes = Vec::new();
        loop {
            let page = self.room.relations(event.to_owned(), options.clone()).await;
            let page = page.map_err(failed)?;
            changes.extend(page.chunk);
            options.from = page.next_batch_token;
            if options.from.is_none() || changes.len() >= MOST {
                return Ok((first, changes));
            }
        }
    }
}
