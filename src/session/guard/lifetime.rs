//! How long messages of a room live, as the room says itself (MSC1763).
//!
//! The SDK's sync asks for the unstable type alone (`org.matrix.msc1763.retention`). Synapse acts on `m.room.retention`, so
//! that is asked for when a room is opened, and heard of when it changes.

#![expect(unexpected_cfgs, reason = "ruma's macro asks for one of its own")]

use std::future;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, stream};
use matrix_sdk::Room;
use matrix_sdk::ruma::OwnedRoomId;
use matrix_sdk::ruma::api::client::state::get_state_event_for_key::v3 as state;
use matrix_sdk::ruma::events::macros::EventContent;
use matrix_sdk::ruma::events::{EmptyStateKey, SyncStateEvent};
use policy::Lifetime;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::mpsc;

use super::account::Account;

const TYPE: &str = "m.room.retention";

/// What the room says, in milliseconds. What is no number says nothing.
#[derive(Clone, Debug, Default, Serialize, Deserialize, EventContent)]
#[ruma_event(type = "m.room.retention", kind = State, state_key_type = EmptyStateKey)]
pub(super) struct RetentionEventContent {
    #[serde(default)]
    min_lifetime: Value,
    #[serde(default)]
    max_lifetime: Value,
}

impl Account {
    /// What a room says by both types, as far as is known.
    pub(super) fn lifetime(&self, room: &Room) -> Lifetime {
        let said = room.retention().unwrap_or_default();
        let unstable = Lifetime {
            min: said.min_lifetime(),
            max: said.max_lifetime(),
        };
        let known = self.lifetimes.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .get(room.room_id())
            .map_or(unstable, |stable| unstable.and(*stable))
    }

    /// An item each time more is known of what a room says, from now on. Asks the server once.
    pub(super) fn lifetime_changes(self: &Arc<Self>, room: &Room) -> BoxStream<'static, ()> {
        let (sender, heard) = mpsc::unbounded_channel();
        let (account, id) = (self.clone(), room.room_id().to_owned());
        let handler = room.add_event_handler(move |event: SyncStateEvent<RetentionEventContent>| {
            let content = event.as_original().map(|event| event.content.clone());
            account.know(id.clone(), content.unwrap_or_default());
            // Nobody listens any more when the room is closed.
            sender.send(()).ok();
            future::ready(())
        });
        let guard = self.client.event_handler_drop_guard(handler);
        let (account, id) = (self.clone(), room.room_id().to_owned());
        let asked = async move {
            let request = state::Request::new(id.clone(), TYPE.into(), String::new());
            if let Ok(answer) = account.client.send(request).await {
                let content = answer.into_content().deserialize_as_unchecked();
                account.know(id, content.unwrap_or_default());
            }
        };
        let heard = stream::unfold((heard, guard), |(mut heard, guard)| async move {
            heard.recv().await.map(|()| ((), (heard, guard)))
        });
        stream::once(asked).chain(heard).boxed()
    }

    fn know(&self, room: OwnedRoomId, content: RetentionEventContent) {
        let time = |millis: &Value| millis.as_u64().map(Duration::from_millis);
        let lifetime = Lifetime {
            min: time(&content.min_lifetime),
            max: time(&content.max_lifetime),
        };
        let mut known = self.lifetimes.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(room, lifetime);
    }
}
