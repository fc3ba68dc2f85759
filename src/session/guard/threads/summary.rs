//! What the threads come to whose first messages are loaded. The SDK says how many answers there are and which is the last, and not
//! how that came: so it is looked up, judged and put on record like any message before a word of it is shown.

use std::sync::{Arc, PoisonError};

use matrix_sdk::ruma::events::relation::RelationType;
use matrix_sdk::ruma::{EventId, OwnedEventId};
use matrix_sdk_ui::timeline::{EventTimelineItem, TimelineDetails, TimelineEventItemId, TimelineItem};
use model::{Excerpt, Patch, Row};
use serde::Deserialize;

use crate::guard::conversation::Conversation;
use crate::guard::rows::Terms;
use crate::guard::threads::Changed;

/// What the SDK says of a thread.
pub(in crate::guard) struct Summed {
    root: OwnedEventId,
    /// How many answers the SDK knows of, or the server knew of when it gave the message out.
    answers: u32,
    latest: Option<OwnedEventId>,
}

/// What is shown of it, but for what is unread.
#[derive(Clone)]
pub(in crate::guard) struct Summary {
    answers: u32,
    latest: Option<Excerpt>,
}

impl Conversation {
    /// Looks up what these threads come to.
    pub(in crate::guard) async fn sum_up(&self, found: Vec<Summed>, terms: &Terms) {
        for summed in found {
            let latest = match &summed.latest {
                Some(latest) => self.latest(latest, terms).await,
                None => None,
            };
            let stored = self.stored(&summed.root).await;
            let room = self.room.room_id();
            let threads = &self.account.threads;
            let answers = threads.answers(room, &summed.root, stored, summed.answers);
            let summary = Summary { answers, latest };
            let mut summaries = self.summaries.lock().unwrap_or_else(PoisonError::into_inner);
            summaries.insert(summed.root, summary);
        }
    }

    /// What a thread comes to is otherwise than before; none where it isn't known which.
    pub(in crate::guard) async fn thread_changed(
        &self,
        changed: Option<Changed>,
        terms: &Terms,
        online: bool,
    ) -> Vec<Patch<Arc<Row>>> {
        if changed.as_ref().is_some_and(|(room, _)| room != self.room.room_id()) {
            return Vec::new();
        }
        let begins = |item: &TimelineItem| {
            let event = item
                .as_event()
                .filter(|event| event.content().thread_summary().is_some());
            let changed = changed.as_ref().map(|(_, root)| &**root);
            event.is_some_and(|event| changed.is_none_or(|root| event.event_id() == Some(root)))
        };
        let items = self.items().clone();
        let found = summed(items.iter().filter(|item| begins(item)));
        self.sum_up(found, terms).await;
        self.again(terms, online, begins)
    }

    /// How many answers are stored.
    async fn stored(&self, root: &EventId) -> u32 {
        let Ok((cache, _kept)) = self.room.event_cache().await else {
            return 0;
        };
        let stored = cache.find_event_relations(root, Some(vec![RelationType::Thread]));
        u32::try_from(stored.await.unwrap_or_default().len()).unwrap_or(u32::MAX)
    }

    async fn latest(&self, event: &EventId, terms: &Terms) -> Option<Excerpt> {
        let (cache, _kept) = self.room.event_cache().await.ok()?;
        let event = cache.find_event(event).await.ok()??;
        self.account.excerpt(&self.room, terms, event).await
    }

    /// What the thread of a message comes to; none where it has none.
    pub(in crate::guard) fn thread_of(&self, root: &EventId) -> Option<model::Thread> {
        let summaries = self.summaries.lock().unwrap_or_else(PoisonError::into_inner);
        let summary = summaries.get(root)?;
        let unread = self.account.threads.unread(self.room.room_id(), root);
        let unread_messages = u32::try_from(unread.messages).unwrap_or(u32::MAX);
        (summary.answers > 0).then(|| model::Thread {
            answers: summary.answers,
            latest: summary.latest.clone(),
            unread: unread_messages,
            mentions: u32::try_from(unread.mentions).unwrap_or(u32::MAX),
        })
    }
}

/// The threads that begin with these items.
pub(in crate::guard) fn summed<'a>(items: impl IntoIterator<Item = &'a Arc<TimelineItem>>) -> Vec<Summed> {
    let events = items.into_iter().filter_map(|item| item.as_event());
    let found = events.filter_map(|event| {
        let summary = event.content().thread_summary()?;
        let latest = match &summary.latest_event {
            TimelineDetails::Ready(latest) => match &latest.identifier {
                TimelineEventItemId::EventId(id) => Some(id.clone()),
                TimelineEventItemId::TransactionId(_) => None,
            },
            _ => None,
        };
        Some(Summed {
            root: event.event_id()?.to_owned(),
            answers: summary.num_replies.max(bundled(event).unwrap_or_default()),
            latest,
        })
    });
    found.filter(|summed| summed.answers > 0).collect()
}

/// How many answers the server said there were, beside the message.
fn bundled(event: &EventTimelineItem) -> Option<u32> {
    #[derive(Deserialize)]
    struct Unsigned {
        #[serde(rename = "m.relations")]
        relations: Relations,
    }
    #[derive(Deserialize)]
    struct Relations {
        #[serde(rename = "m.thread")]
        thread: Bundled,
    }
    #[derive(Deserialize)]
    struct Bundled {
        count: u32,
    }
    let unsigned = event.original_json()?.get_field::<Unsigned>("unsigned");
    Some(unsigned.ok()??.relations.thread.count)
}
