//! Rooms that the person was put out of.
//!
//! The sync takes a room for one they are in unless something beside its timeline says otherwise; and a server whose last member
//! was banned has nothing else to send. So what the timeline says of the person is asked of the server.

use matrix_sdk::ruma::api::client::membership::joined_rooms;
use matrix_sdk::ruma::events::room::member::{MembershipState, SyncRoomMemberEvent};
use matrix_sdk::{Client, Room, RoomState};
use matrix_sdk_base::BaseClient;

/// Takes a room out of the list where the server says that the person is not in it any more.
pub(super) fn heed(client: &Client, base: &BaseClient) {
    let base = base.clone();
    client.add_event_handler(move |event: SyncRoomMemberEvent, room: Room, client: Client| {
        let base = base.clone();
        async move {
            let out = matches!(event.membership(), MembershipState::Leave | MembershipState::Ban);
            if !out || event.state_key() != room.own_user_id() || room.state() != RoomState::Joined {
                return;
            }
            // They may have come back since.
            let Ok(joined) = client.send(joined_rooms::v3::Request::new()).await else {
                return;
            };
            if !joined.joined_rooms.iter().any(|id| id == room.room_id())
                && base.room_left(room.room_id()).await.is_err()
            {
                tracing::warn!("a room that the person is not in any more stays in the list");
            }
        }
    });
}
