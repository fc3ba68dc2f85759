//! What is announced outside the window.

use std::sync::Arc;

use crate::{EventId, Person, RoomId};

/// What to announce of the new messages of a room: no more than policy lets anybody see who stands by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Which room.
    pub room: RoomId,
    /// The message that the thread begins with in which the last of them stands; none where it stands in none.
    pub thread: Option<EventId>,
    /// Its name, or the other person's.
    pub name: Arc<str>,
    /// A conversation with one other person.
    pub direct: bool,
    /// Who wrote last; none where nobody can tell.
    pub sender: Option<Person>,
    /// The first line of what they wrote, where that may be seen.
    pub text: Option<Arc<str>>,
    /// How many messages it stands for.
    pub count: u32,
    /// One of them names the person, or has a word they want to hear of.
    pub calls: bool,
    /// The person wants to hear a sound.
    pub sound: bool,
}
