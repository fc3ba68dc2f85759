//! Looking for rooms that approved servers list.

use std::sync::Arc;

use model::{Browse, Command, Explore, ListedRoom, Listing, RoomId, Ticket};

use crate::wishes::Wishes;

/// What is looked for, and what was found.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// What is looked for.
    pub wanted: Browse,
    /// What was found, of that or of what was looked for before.
    pub listing: Option<Arc<Listing>>,
    /// The room that the person asks to be let into, and what they say.
    pub knock: Option<(RoomId, String)>,
}

/// What happens while one looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// On this server, of those on offer.
    Server(usize),
    /// More of them.
    More,
    /// Come into this room.
    Join(RoomId),
    /// Ask to be let into this room.
    Ask(RoomId),
    /// Don't ask after all.
    DontAsk,
    /// Show this room, which one is in.
    Open(RoomId),
}

impl State {
    /// Begins, with all that one's own server lists.
    pub fn begin(wishes: &mut Wishes) -> Self {
        let state = Self::default();
        state.look(wishes);
        state
    }

    /// Other words are typed: for rooms, or with what is asked.
    pub fn typed(&mut self, text: String, wishes: &mut Wishes) {
        match &mut self.knock {
            Some((_, said)) => *said = text,
            None => {
                self.wanted.words = text;
                self.look(wishes);
            }
        }
    }

    /// Carries out a wish of the person. The ticket of what has to be answered.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Option<Ticket> {
        match message {
            Message::Server(index) => {
                let directories = self.listing.as_ref().map(|listing| listing.directories.clone());
                self.wanted.server =
                    directories.and_then(|all| all.get(index).map(|directory| directory.server.clone()));
                self.look(wishes);
            }
            Message::More => wishes.send(Command::Explore(Explore::BrowseFurther)),
            Message::Join(room) => {
                let address = self.room(&room)?.address.to_string();
                return Some(wishes.ask(|ticket| Command::Join { ticket, address }));
            }
            Message::Ask(room) => self.knock = Some((room, String::new())),
            Message::DontAsk => self.knock = None,
            Message::Open(_) => {}
        }
        None
    }

    /// Sends what is asked; none where nothing is.
    pub fn confirm(&self, wishes: &mut Wishes) -> Option<Ticket> {
        let (room, message) = self.knock.as_ref()?;
        Some(knock(&self.room(room)?.address, message, wishes))
    }

    /// Takes over what was found; what was found of something else counts no more.
    pub fn set(&mut self, listing: Arc<Listing>) {
        if listing.asked == self.wanted {
            self.listing = Some(listing);
        }
    }

    /// A room that was found.
    pub fn room(&self, id: &RoomId) -> Option<&ListedRoom> {
        self.listing.as_ref()?.rooms.iter().find(|room| room.id == *id)
    }

    fn look(&self, wishes: &mut Wishes) {
        wishes.send(Command::Explore(Explore::Browse(Some(Arc::new(self.wanted.clone())))));
    }
}

/// Asks to be let into the room at this address.
pub fn knock(address: &str, message: &str, wishes: &mut Wishes) -> Ticket {
    let (address, message) = (address.to_owned(), message.trim().to_owned());
    let knock = |ticket| Explore::Knock {
        ticket,
        address,
        message,
    };
    wishes.ask(|ticket| Command::Explore(knock(ticket)))
}
