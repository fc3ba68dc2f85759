//! Which rooms a space holds, of those that the person is in.

use std::collections::HashSet;

use model::{Command, Explore, RoomId, Ticket};

use crate::wishes::Wishes;

/// A space that is being filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling {
    /// Which.
    pub space: RoomId,
    /// What it holds.
    pub inside: HashSet<RoomId>,
    /// What is being put in or taken out.
    moving: Option<(RoomId, bool)>,
}

impl Filling {
    /// A space that holds these.
    pub fn new(space: RoomId, inside: impl IntoIterator<Item = RoomId>) -> Self {
        Self {
            space,
            inside: inside.into_iter().collect(),
            moving: None,
        }
    }

    /// Puts a room in, or takes it out.
    pub fn arrange(&mut self, room: RoomId, inside: bool, wishes: &mut Wishes) -> Ticket {
        self.moving = Some((room.clone(), inside));
        let space = self.space.clone();
        let arrange = |ticket| Explore::Arrange {
            ticket,
            space,
            room,
            inside,
        };
        wishes.ask(|ticket| Command::Explore(arrange(ticket)))
    }

    /// It was.
    pub fn arranged(&mut self) {
        match self.moving.take() {
            Some((room, true)) => drop(self.inside.insert(room)),
            Some((room, false)) => drop(self.inside.remove(&room)),
            None => {}
        }
    }
}

/// Makes a space, in another one where that is said.
pub fn make(name: &str, within: Option<RoomId>, wishes: &mut Wishes) -> Ticket {
    let name = name.trim().to_owned();
    let make = |ticket| Explore::MakeSpace { ticket, name, within };
    wishes.ask(|ticket| Command::Explore(make(ticket)))
}
