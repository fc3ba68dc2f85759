//! Pinned messages: who may pin, and what those say that are not loaded.
//!
//! The SDK has a timeline of pinned messages. It isn't used: it keeps what it fetched in memory and in the stores, where what is over
//! would stand on for as long as somebody looks.

use std::sync::Arc;

use futures_util::{StreamExt, stream};
use matrix_sdk::Room;
use matrix_sdk::ruma::events::StateEventType;
use matrix_sdk::ruma::{EventId, OwnedEventId, UserId};
use model::{Capability, Failure, Message, Why};

use super::account::Account;
use super::conversation::Conversation;
use super::rooms::{Depth, Facts, failed};

/// Pinned messages that are looked up: the newest. Anybody with the right may pin more than anybody reads.
const MOST: usize = 50;
/// How many are asked for at a time.
const AT_ONCE: usize = 4;

impl Account {
    /// Whether the person may pin messages here, and take pins away.
    pub(super) async fn may_pin(&self, room: &Room, facts: &Facts) -> Capability {
        let levels = room.power_levels_or_default().await;
        if !levels.user_can_send_state(room.own_user_id(), StateEventType::RoomPinnedEvents) {
            return Capability::Absent;
        }
        // Which messages matter is told to everybody here, and to all their servers.
        match self.policy.clear(&facts.borrow(), ()) {
            Ok(_) => Capability::Allowed,
            Err(reason) => Capability::Refused(reason),
        }
    }
}

impl Conversation {
    /// Pins a message, or takes its pin away.
    pub(crate) async fn set_pinned(&self, event: &model::EventId, pinned: bool) -> Result<(), Why> {
        let event = EventId::parse(event.as_str()).map_err(|_| Why::Failed(Failure::Malformed))?;
        let facts = self.facts(Depth::All).await;
        match self.account.may_pin(&self.room, &facts).await {
            Capability::Allowed => {}
            Capability::Absent => return Err(Why::Failed(Failure::Forbidden)),
            Capability::Refused(reason) => return Err(Why::Policy(reason)),
        }
        let set = if pinned {
            self.room.pin_event(&event).await
        } else {
            self.room.unpin_event(&event).await
        };
        set.map(drop).map_err(failed)
    }

    /// The pinned messages that are not loaded, as far as they can be had.
    pub(crate) async fn pins(&self) -> Arc<[Message]> {
        let pinned = self.room.pinned_event_ids().unwrap_or_default();
        let unloaded: Vec<OwnedEventId> = pinned
            .into_iter()
            .rev()
            .take(MOST)
            .filter(|event| self.loaded(event).is_none())
            .collect();
        let found = stream::iter(unloaded).map(|event| async move {
            let versions = self.versions(&event).await.ok()?;
            let mut latest = versions.last()?.clone();
            let sender = UserId::parse(latest.sender.id.as_str()).ok()?;
            if self.account.ignored.holds(&sender) {
                return None;
            }
            latest.event = Some(event.as_str().into());
            Some(latest)
        });
        let found: Vec<Option<Message>> = found.buffered(AT_ONCE).collect().await;
        found.into_iter().flatten().collect()
    }
}
