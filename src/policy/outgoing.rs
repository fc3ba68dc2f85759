//! What may leave this computer for a room. The proof is [`Cleared`].

use crate::{Policy, Reason, RoomFacts};

/// Content that policy lets into one room.
///
/// Only policy makes one, and nobody can put other content into it:
/// ```
/// fn send(policy: &policy::Policy, room: &policy::RoomFacts<'_>) -> Option<policy::Cleared<&'static str>> {
///     policy.clear(room, "hello").ok()
/// }
/// ```
/// ```compile_fail,E0451
/// fn send(room: &policy::RoomFacts<'_>) -> policy::Cleared<&'static str> {
///     policy::Cleared { room: room.room_id.to_owned(), content: "hello" }
/// }
/// ```
/// ```compile_fail,E0616
/// fn swap(cleared: &mut policy::Cleared<&'static str>) {
///     cleared.content = "something else";
/// }
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Cleared<T> {
    room: String,
    content: T,
}

impl<T> Cleared<T> {
    /// The only room it may go to.
    pub fn room(&self) -> &str {
        &self.room
    }

    /// The content.
    pub fn content(&self) -> &T {
        &self.content
    }

    /// The content, for sending.
    pub fn into_content(self) -> T {
        self.content
    }
}

impl Policy {
    /// Whether content may leave for a room: nobody from outside reads it, everybody who reads it is known,
    /// and it is encrypted where policy says so, whatever the server claims of the room. Nothing leaves under a policy that is out of
    /// date.
    pub fn clear<T>(&self, room: &RoomFacts<'_>, content: T) -> Result<Cleared<T>, Reason> {
        self.not_expired()?;
        self.not_shut(room)?;
        if !room.members_known {
            return Err(Reason::MembersUnknown);
        }
        if self.document.encryption.require_encrypted_rooms && room.encrypted != Some(true) {
            return Err(Reason::NotEncrypted);
        }
        Ok(Cleared {
            room: room.room_id.to_owned(),
            content,
        })
    }
}
