//! What may be reported to whoever looks after the person's homeserver.

use crate::{EventId, RoomId, UserId};

/// What is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reported {
    /// A message of a room.
    Message(RoomId, EventId),
    /// A room.
    Room(RoomId),
    /// Somebody.
    Person(UserId),
}
