//! What a message of a thread says, in a line: where the message itself is on no timeline.

use std::sync::Arc;

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::events::relation::RelationType;
use matrix_sdk_base::serde_helpers::extract_relation;
use model::Excerpt;

use crate::convert;
use crate::convert::version::{self, Found};
use crate::guard::account::Account;
use crate::guard::rows::{Sight, Terms};

impl Account {
    /// What an event says in a line, as it was changed last, judged as where it stands. None where it isn't shown there, and before it
    /// is on record.
    pub(super) async fn excerpt(&self, room: &Room, terms: &Terms, event: TimelineEvent) -> Option<Excerpt> {
        let (first, latest) = self.as_changed(room, event).await?;
        let sender = first.sender()?;
        if self.ignored.holds(&sender) {
            return None;
        }
        let both = [first.clone(), latest.clone()];
        if let Err(error) = self.put_events_on_record(room, &both).await {
            tracing::error!(%error, "not shown: it can't go on record");
            return None;
        }
        let member = room.get_member_no_sync(&sender).await.ok().flatten();
        let name = member.as_ref().and_then(|member| member.display_name());
        let name = name.map(Arc::<str>::from);
        let found = Found {
            event: &latest,
            encrypted: room.encryption_state().is_encrypted(),
            repeated: self.repeats(room, &latest).await,
            context: room.crypto_context_info().await,
        };
        let since = self.here_since().await;
        let at = i64::from(first.timestamp()?.0);
        let sight = Sight {
            name: &|user| if *user == *sender { name.clone() } else { None },
            loaded: &|_| None,
            votes: &|_| None,
            thread: &|_| None,
            in_thread: true,
            online: true,
            since,
        };
        self.with_lens(room, terms, &sight, |lens| {
            let said = version::version(&found, lens).filter(|_| !(lens.over)(at))?;
            let shown = said.shield.closed().is_none();
            Some(Excerpt {
                line: if shown { convert::line(&said.body) } else { "".into() },
                closed: said.shield.closed(),
                who: said.sender,
                own: said.own,
                at,
            })
        })
    }

    /// A message, and the last change of it that counts: itself where there is none.
    async fn as_changed(&self, room: &Room, event: TimelineEvent) -> Option<(TimelineEvent, TimelineEvent)> {
        let (cache, _kept) = room.event_cache().await.ok()?;
        let first = match extract_relation(event.raw()) {
            Some((RelationType::Replacement, of)) => cache.find_event(&of).await.ok()??,
            _ => event,
        };
        let changes = cache.find_event_relations(first.event_id()?, Some(vec![RelationType::Replacement]));
        let changes = changes.await.unwrap_or_default();
        let counts = changes.into_iter().filter(|change| version::counts(&first, change));
        let latest = counts.max_by_key(|change| change.timestamp());
        let latest = latest.unwrap_or_else(|| first.clone());
        Some((first, latest))
    }
}
