//! A space in the middle column: what it holds, and the ways in.

mod view;

use std::sync::Arc;

use iced::Task;
use model::{Command, Explore, RoomId, SpacePage};

use super::conversation::Wish;
use super::dialog::Question;
use super::dialog::spaces::Filling;
use super::{Message as DeskMessage, State as DeskState};
use crate::wishes::Wishes;

pub use view::view;

/// The space on show.
#[derive(Clone, Debug)]
pub struct State {
    id: RoomId,
    page: Option<Arc<SpacePage>>,
}

/// What happens on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Open this room.
    Open(RoomId),
    /// Show this space.
    Space(RoomId),
    /// Join this room.
    Join(RoomId),
    /// Ask what to say when one asks to be let into this room.
    Knock(RoomId),
    /// More of what it holds.
    More,
    /// Ask which rooms to put into it.
    Fill,
    /// Take this room out of it.
    TakeOut(RoomId),
    /// Ask for the name of a new space in it.
    NewSpace,
    /// Ask whom to invite.
    Invite,
    /// Ask before leaving it.
    Leave,
    /// The page of rules, at this one.
    Rule(&'static str),
    /// Leave its page.
    Back,
}

impl State {
    /// The page of this space, with nothing on it yet.
    pub fn new(id: RoomId) -> Self {
        Self { id, page: None }
    }

    /// Asks what it holds.
    pub fn ask(&self, wishes: &mut Wishes) {
        wishes.send(Command::Explore(Explore::ShowSpace(Some(self.id.clone()))));
    }

    /// Takes over what it holds.
    pub fn set(&mut self, page: Arc<SpacePage>) {
        if page.id == self.id {
            self.page = Some(page);
        }
    }

    /// Which it is.
    pub fn id(&self) -> &RoomId {
        &self.id
    }

    /// What it holds, once known.
    pub fn page(&self) -> Option<&SpacePage> {
        self.page.as_deref()
    }
}

impl DeskState {
    /// Shows a space in place of a conversation.
    pub(super) fn show_space(&mut self, space: RoomId, wishes: &mut Wishes) -> Task<DeskMessage> {
        if self.open.is_some() {
            self.close_room(wishes);
        }
        let state = State::new(space);
        state.ask(wishes);
        self.space = Some(state);
        iced::widget::operation::focus("space:back")
    }

    pub(super) fn leave_space(&mut self, wishes: &mut Wishes) {
        if self.space.take().is_some() {
            wishes.send(Command::Explore(Explore::ShowSpace(None)));
        }
    }

    pub(super) fn on_space(&mut self, message: Message, wishes: &mut Wishes) -> Task<DeskMessage> {
        let Some(space) = &self.space else {
            return Task::none();
        };
        let id = space.id().clone();
        let room = |wanted: &RoomId| {
            let rooms = &space.page()?.rooms;
            rooms.iter().map(|it| &it.room).find(|room| room.id == *wanted)
        };
        match message {
            Message::Open(room) => return self.open(room, wishes),
            Message::Space(inner) => return self.show_space(inner, wishes),
            Message::Join(wanted) => {
                if let Some(address) = room(&wanted).map(|room| room.address.to_string()) {
                    let ticket = wishes.ask(|ticket| Command::Join { ticket, address });
                    self.wished.insert(ticket, (Wish::Join, wanted));
                }
            }
            Message::Knock(wanted) => {
                if let Some(room) = room(&wanted) {
                    let (address, name) = (room.address.clone(), room.name.clone());
                    let message = String::new();
                    return self.ask(Question::Knock { address, name, message });
                }
            }
            Message::More => wishes.send(Command::Explore(Explore::SpaceFurther)),
            Message::Fill => {
                let inside = space.page().into_iter().flat_map(|page| page.rooms.iter());
                let filling = Filling::new(id, inside.map(|it| it.room.id.clone()));
                return self.ask(Question::Fill(filling));
            }
            Message::TakeOut(room) => {
                let from = id.clone();
                let arrange = |ticket| Explore::Arrange {
                    ticket,
                    space: from,
                    room,
                    inside: false,
                };
                let ticket = wishes.ask(|ticket| Command::Explore(arrange(ticket)));
                self.wished.insert(ticket, (Wish::Arrange, id));
            }
            Message::NewSpace => {
                let (name, within) = (String::new(), Some(id));
                return self.ask(Question::NewSpace { name, within });
            }
            Message::Invite => {
                let person = String::new();
                return self.ask(Question::Invite { room: id, person });
            }
            Message::Leave => {
                let name = space.page().map(|page| page.name.clone()).unwrap_or_default();
                return self.ask(Question::Leave {
                    room: id,
                    name,
                    invitation: false,
                    sole: false,
                    asked: false,
                });
            }
            // The program shows rules.
            Message::Rule(_) => {}
            Message::Back => self.leave_space(wishes),
        }
        Task::none()
    }
}
