//! What the threads come to whose first messages are loaded. The SDK says how many answers there are and which is the last, and not
//! how that came: so it is looked up, judged and put on record like any message before a word of it is shown.

use std::sync::{Arc, PoisonError};

use matrix_sdk::ruma::{EventId, OwnedEventId};
use matrix_sdk_ui::eyeball_im::VectorDiff;
use matrix_sdk_ui::timeline::{TimelineDetails, TimelineEventItemId, TimelineItem};
use model::Excerpt;

use crate::guard::conversation::Conversation;
use crate::guard::rows::Terms;

/// What the SDK says of a thread.
pub(in crate::guard) struct Summed {
    root: OwnedEventId,
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
            let summary = Summary {
                answers: summed.answers,
                latest,
            };
            let mut summaries = self.summaries.lock().unwrap_or_else(PoisonError::into_inner);
            summaries.insert(summed.root, summary);
        }
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
        Some(model::Thread {
            answers: summary.answers.max(unread_messages),
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
            answers: summary.num_replies,
            latest,
        })
    });
    found.filter(|summed| summed.answers > 0).collect()
}

/// The threads that changes of the list bring, or bring news of.
pub(in crate::guard) fn summed_in(changes: &[VectorDiff<Arc<TimelineItem>>]) -> Vec<Summed> {
    let found = changes.iter().flat_map(|change| match change {
        VectorDiff::Append { values } | VectorDiff::Reset { values } => summed(values),
        VectorDiff::PushFront { value }
        | VectorDiff::PushBack { value }
        | VectorDiff::Insert { value, .. }
        | VectorDiff::Set { value, .. } => summed([value]),
        VectorDiff::Clear
        | VectorDiff::PopFront
        | VectorDiff::PopBack
        | VectorDiff::Remove { .. }
        | VectorDiff::Truncate { .. } => Vec::new(),
    });
    found.collect()
}
