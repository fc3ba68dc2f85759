//! The right column: who is in the room, and what one may do with it.

mod view;

use std::sync::Arc;

use model::{Command, Member, Person, RoomId, UserId};

use crate::wishes::Wishes;

pub use view::view;

/// The details of the open room.
#[derive(Debug, Default)]
pub struct State {
    room: Option<RoomId>,
    members: Option<Arc<[Member]>>,
}

/// What happens in the details.
#[derive(Clone, Debug)]
pub enum Message {
    /// Ask somebody in.
    Invite,
    /// Leave the room.
    Leave,
    /// Remove this person.
    Remove(UserId, Arc<str>),
    /// Write to this person.
    Write(UserId),
    /// Show this person's page.
    Person(Person),
    /// The page of rules, at this one.
    Rule(&'static str),
    /// Hide the details.
    Close,
}

/// What the details ask of the screen around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Ask whom to invite.
    Invite,
    /// Ask before leaving.
    Leave,
    /// Ask before removing this person.
    Remove(UserId, Arc<str>),
    /// Open the conversation with this person.
    Write(UserId),
    /// Show this person's page.
    Person(Person),
    /// Show this rule.
    Rule(&'static str),
    /// Hide the details.
    Close,
}

impl State {
    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Invite => Action::Invite,
            Message::Leave => Action::Leave,
            Message::Remove(person, name) => Action::Remove(person, name),
            Message::Write(person) => Action::Write(person),
            Message::Person(person) => Action::Person(person),
            Message::Rule(key) => Action::Rule(key),
            Message::Close => Action::Close,
        }
    }

    /// Asks who is in this room.
    pub fn open(&mut self, room: &RoomId, wishes: &mut Wishes) {
        if self.room.as_ref() != Some(room) {
            self.room = Some(room.clone());
            self.members = None;
        }
        wishes.send(Command::ListMembers(room.clone()));
    }

    /// Takes over who is in the room.
    pub fn set_members(&mut self, room: &RoomId, members: Arc<[Member]>) {
        if self.room.as_ref() == Some(room) {
            self.members = Some(members);
        }
    }

    /// Who is in the room, once known.
    pub fn members(&self) -> Option<&Arc<[Member]>> {
        self.members.as_ref()
    }
}
