//! What a person marks rooms with, for nobody but themselves: kept by their server, in clear, for all of their devices.

use matrix_sdk::Room;
use model::{Importance, RoomId, Why};

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
