//! What a room is about, in the words of whoever may say so. Servers read it: the state of a room is not encrypted.

use matrix_sdk::ruma::events::StateEventType;
use model::{Failure, RoomId, Why};

use super::account::Account;
use super::rooms::{Depth, failed};
use crate::convert::lure;

/// The longest topic, in characters.
const LONGEST: usize = 500;

impl Account {
    /// Says what a room is about.
    pub(crate) async fn set_topic(&self, id: &RoomId, topic: &str) -> Result<(), Why> {
        let topic = topic.trim();
        if topic.chars().count() > LONGEST {
            return Err(Why::Failed(Failure::Malformed));
        }
        if lure::holds_recovery_key(topic) {
            return Err(Why::Failed(Failure::HoldsKey));
        }
        let room = self.room(id.as_str()).map_err(Why::Failed)?;
        let facts = self.facts_of(&room, Depth::All).await;
        let cleared = self.policy.clear(&facts.borrow(), topic).map_err(Why::Policy)?;
        let levels = room.power_levels_or_default().await;
        if !levels.user_can_send_state(room.own_user_id(), StateEventType::RoomTopic) {
            return Err(Why::Failed(Failure::Forbidden));
        }
        room.set_room_topic(cleared.into_content())
            .await
            .map(drop)
            .map_err(failed)
    }
}
