//! A conversation that is a thread of a room: the same in all but its place.

use model::{EventId, RoomId};

use super::{State, composer};

/// The field of the thread where one writes.
pub const COMPOSER: &str = "thread:composer";

/// A room, or a thread of one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// Which room.
    pub room: RoomId,
    /// The message that the thread begins with.
    pub thread: Option<EventId>,
}

impl State {
    /// A thread of which nothing is known yet.
    pub fn of_thread(room: RoomId, root: EventId) -> Self {
        let mut state = Self::new(room.clone());
        state.composer = composer::State::new(room, COMPOSER);
        state.thread = Some(root);
        state
    }

    /// The message that the thread begins with; none in the room itself.
    pub fn thread(&self) -> Option<&EventId> {
        self.thread.as_ref()
    }

    /// Where it is.
    pub fn spot(&self) -> Spot {
        Spot {
            room: self.room.clone(),
            thread: self.thread.clone(),
        }
    }

    /// What a control is called: a thread stands beside its room, which has the same.
    pub(super) fn named(&self, name: &str) -> String {
        match self.thread {
            Some(_) => format!("thread:{name}"),
            None => name.to_owned(),
        }
    }
}
