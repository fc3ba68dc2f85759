//! The right column: who is in the room, and what one may do with it.

mod view;

use std::sync::Arc;

use model::{Attention, Command, EventId, Importance, Member, Message as Said, Person, RoomChange, RoomId, UserId};

use super::dialog::governing::What;
use crate::wishes::Wishes;

pub use view::view;

/// The details of the open room.
#[derive(Debug, Default)]
pub struct State {
    room: Option<RoomId>,
    members: Option<Arc<[Member]>>,
    /// What pinned messages say that are not loaded.
    pins: Arc<[Said]>,
    /// The pinned messages asked about last, and those that the answer was for.
    asked: Vec<EventId>,
    answered: Vec<EventId>,
}

/// What happens in the details.
#[derive(Clone, Debug)]
pub enum Message {
    /// Ask somebody in.
    Invite,
    /// Show this message in the conversation.
    Show(EventId),
    /// Take the pin of this message away.
    Unpin(EventId),
    /// Leave the room.
    Leave,
    /// Mark the room as unread.
    MarkUnread,
    /// Put the room elsewhere in the list.
    SetImportance(Importance),
    /// Hear of these messages.
    SetAttention(Attention),
    /// Change the room, or who is in it.
    Change(RoomChange),
    /// Ask about a change first.
    Ask(What),
    /// Ignore this person, or no longer.
    Ignore(UserId, bool),
    /// Report the room.
    Report,
    /// Have another picture chosen for it.
    Picture,
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
    /// Show this message in the conversation.
    Show(EventId),
    /// Take the pin of this message away.
    Unpin(EventId),
    /// Ask before leaving.
    Leave,
    /// Mark the room as unread.
    MarkUnread,
    /// Put the room elsewhere in the list.
    SetImportance(Importance),
    /// Hear of these messages.
    SetAttention(Attention),
    /// Change the room, or who is in it.
    Change(RoomChange),
    /// Ask about a change first.
    Ask(What),
    /// Ignore this person, or no longer.
    Ignore(UserId, bool),
    /// Report the room.
    Report,
    /// Have another picture chosen for it.
    Picture,
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
            Message::Show(event) => Action::Show(event),
            Message::Unpin(event) => Action::Unpin(event),
            Message::Leave => Action::Leave,
            Message::MarkUnread => Action::MarkUnread,
            Message::SetImportance(importance) => Action::SetImportance(importance),
            Message::SetAttention(attention) => Action::SetAttention(attention),
            Message::Change(change) => Action::Change(change),
            Message::Ask(what) => Action::Ask(what),
            Message::Ignore(person, ignored) => Action::Ignore(person, ignored),
            Message::Report => Action::Report,
            Message::Picture => Action::Picture,
            Message::Write(person) => Action::Write(person),
            Message::Person(person) => Action::Person(person),
            Message::Rule(key) => Action::Rule(key),
            Message::Close => Action::Close,
        }
    }

    /// Asks who is in this room, and what these pinned messages say.
    pub fn open(&mut self, room: &RoomId, pins: &[EventId], wishes: &mut Wishes) {
        if self.room.as_ref() != Some(room) {
            *self = Self::default();
            self.room = Some(room.clone());
        }
        wishes.send(Command::ListMembers(room.clone()));
        if self.answered != pins {
            self.asked = pins.to_vec();
            wishes.send(Command::ListPins(room.clone()));
        }
    }

    /// Takes over what pinned messages say.
    pub fn set_pins(&mut self, room: &RoomId, pins: Arc<[Said]>) {
        if self.room.as_ref() == Some(room) {
            self.pins = pins;
            self.answered.clone_from(&self.asked);
        }
    }

    /// Lets go of messages that were deleted.
    pub fn let_go(&mut self, events: &[EventId]) {
        let stays = |said: &&Said| said.event.as_ref().is_none_or(|event| !events.contains(event));
        self.pins = self.pins.iter().filter(stays).cloned().collect();
    }

    /// What a pinned message says that is not loaded.
    pub fn pin(&self, event: &EventId) -> Option<&Said> {
        self.pins.iter().find(|said| said.event.as_ref() == Some(event))
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
