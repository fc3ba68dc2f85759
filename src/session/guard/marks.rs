//! What a person marks rooms with, for nobody but themselves: kept by their server, in clear, for all of their devices.

use std::collections::HashMap;

use futures_util::StreamExt;
use matrix_sdk::Room;
use matrix_sdk::notification_settings::RoomNotificationMode;
use matrix_sdk::ruma::OwnedRoomId;
use matrix_sdk::ruma::events::push_rules::PushRulesEvent;
use matrix_sdk_base::RoomInfoNotableUpdateReasons;
use model::{Attention, Failure, Importance, RoomId, Why};

use super::account::Account;
use super::rooms::failed;

impl Account {
    /// Marks a room as unread. Reading it takes the mark away.
    pub(crate) async fn mark_unread(&self, id: &RoomId) -> Result<(), Why> {
        let room = self.room(id.as_str()).map_err(Why::Failed)?;
        room.set_unread_flag(true).await.map_err(failed)
    }

    /// Puts a room elsewhere in the list.
    pub(crate) async fn set_importance(&self, id: &RoomId, wanted: Importance) -> Result<(), Why> {
        let room = self.room(id.as_str()).map_err(Why::Failed)?;
        // Each of the first two takes away the mark of the other.
        let set = match wanted {
            Importance::Favourite => room.set_is_favourite(true, None).await,
            Importance::Low => room.set_is_low_priority(true, None).await,
            Importance::Usual => match importance(&room) {
                Importance::Favourite => room.set_is_favourite(false, None).await,
                Importance::Low => room.set_is_low_priority(false, None).await,
                Importance::Usual => Ok(()),
            },
        };
        set.map_err(failed)
    }

    /// Has the person hear of these messages of a room, by a push rule of theirs.
    pub(crate) async fn set_attention(&self, id: &RoomId, wanted: Attention) -> Result<(), Why> {
        let room = self.room(id.as_str()).map_err(Why::Failed)?;
        let mode = match wanted {
            Attention::All => RoomNotificationMode::AllMessages,
            Attention::Mentions => RoomNotificationMode::MentionsAndKeywordsOnly,
            Attention::Nothing => RoomNotificationMode::Mute,
        };
        let settings = self.client.notification_settings().await;
        let set = settings.set_room_notification_mode(room.room_id(), mode).await;
        set.map_err(|error| {
            tracing::warn!(%error, "a push rule was not set");
            Why::Failed(Failure::ServerFailed)
        })
    }

    /// Has the list look again at rooms that were muted, or no longer are, here or elsewhere. For ever.
    pub(crate) async fn follow_attention(&self) {
        let rules = self.client.observe_events::<PushRulesEvent, ()>();
        let mut changes = rules.subscribe();
        let mut known: HashMap<OwnedRoomId, bool> = HashMap::new();
        // By then the SDK has taken the rules over, and told nobody of the rooms.
        while changes.next().await.is_some() {
            for room in self.client.joined_rooms() {
                let muted = is_muted(&room);
                if known.insert(room.room_id().to_owned(), muted) != Some(muted) {
                    room.update_room_info(|info| (info, RoomInfoNotableUpdateReasons::NONE))
                        .await;
                }
            }
        }
    }
}

/// Of which messages of a room the person hears.
pub(super) async fn attention(room: &Room) -> Attention {
    // What was set just now is not in the account's data before the next sync.
    let mode = match room.cached_user_defined_notification_mode() {
        Some(mode) => Some(mode),
        None => room.notification_mode().await,
    };
    match mode {
        Some(RoomNotificationMode::Mute) => Attention::Nothing,
        Some(RoomNotificationMode::MentionsAndKeywordsOnly) => Attention::Mentions,
        Some(RoomNotificationMode::AllMessages) | None => Attention::All,
    }
}

/// Whether the person wants to hear nothing of a room.
pub(super) fn is_muted(room: &Room) -> bool {
    room.cached_user_defined_notification_mode() == Some(RoomNotificationMode::Mute)
}

/// Where the person wants a room. What another program marked as both stands where it is seen.
pub(super) fn importance(room: &Room) -> Importance {
    if room.is_favourite() {
        Importance::Favourite
    } else if room.is_low_priority() {
        Importance::Low
    } else {
        Importance::Usual
    }
}
