//! Commands, emoji and forwarding: what the habits of writing ask of the screen.

use iced::Task;
use iced::widget::operation;
use model::{EventId, RoomId, RowKey};

use super::conversation::{self, Spot, composer::slash::Slash};
use super::dialog::governing::{Asked, What};
use super::dialog::{self, Question, emoji, forward::Forward};
use super::{Message, State};
use crate::wishes::Wishes;

impl State {
    /// Asks what a command leaves open.
    pub(super) fn command(&mut self, room: RoomId, slash: Slash, rest: String) -> Task<Message> {
        match slash {
            Slash::Date => self.ask(Question::Date { room, typed: rest }),
            Slash::Invite => self.ask(Question::Invite { room, person: rest }),
            Slash::Topic => {
                let topic = self.open.as_ref().and_then(|open| open.header());
                let topic = match rest.is_empty() {
                    true => topic.map_or_else(String::new, |header| header.topic.to_string()),
                    false => rest,
                };
                self.ask(Question::Govern(Asked {
                    room,
                    what: What::Topic,
                    typed: topic,
                }))
            }
            Slash::Leave => self.ask_leave(room),
            // These are messages.
            Slash::Me | Slash::Plain => Task::none(),
        }
    }

    /// Asks where to say a message again.
    pub(super) fn ask_forward(&mut self, from: Spot, row: RowKey, origin: &str, excerpt: String) -> Task<Message> {
        let said = self.holder(&row).and_then(|open| open.said(&row));
        let event = said.and_then(|said| said.event.clone());
        self.ask_in(
            from.thread,
            Question::Forward(Forward {
                from: from.room,
                row,
                event,
                origin: origin.to_owned(),
                excerpt,
                query: String::new(),
                chosen: 0,
                to: None,
            }),
        )
    }

    /// Takes the room chosen for a message; true where that was what was asked.
    pub(super) fn choose_target(&mut self) -> bool {
        let Some(Question::Forward(forward)) = self.dialog.as_mut().map(|dialog| &mut dialog.question) else {
            return false;
        };
        let chosen = forward
            .matching(&self.rooms)
            .get(forward.chosen)
            .map(|room| room.id.clone());
        forward.to = forward.to.take().or(chosen);
        true
    }

    /// Puts an emoji into the message that is being written.
    pub(super) fn insert(
        &mut self,
        thread: Option<&EventId>,
        emoji: &'static str,
        wishes: &mut Wishes,
    ) -> Task<Message> {
        self.use_emoji(emoji);
        let Some(open) = self.in_thread(thread) else {
            return Task::none();
        };
        let inserted = wishes.within(thread, |wishes| open.composer.insert(emoji, wishes));
        let wrap: fn(conversation::Message) -> Message = match thread {
            Some(_) => Message::Thread,
            None => Message::Conversation,
        };
        let inserted = inserted.map(conversation::Message::Composer).map(wrap);
        Task::batch([operation::focus(open.composer.id()), inserted])
    }

    /// Remembers an emoji that was used.
    pub(super) fn use_emoji(&mut self, emoji: &'static str) {
        emoji::remember(&mut self.recent, emoji);
        self.used = true;
    }

    /// Whether emoji are on show, whose typeface is loaded when it is needed.
    pub fn shows_emoji(&self) -> bool {
        let asks = matches!(self.question(), Some(Question::React { .. } | Question::Emoji));
        let mut shown = self.open.iter().chain(&self.thread);
        asks || shown.any(|open| open.composer.offers_emoji())
    }

    /// The emoji used last, as they were kept.
    pub fn set_recent(&mut self, kept: &[String]) {
        self.recent = dialog::emoji::known(kept);
    }

    /// The emoji used last, where another was used since this was asked.
    pub fn take_recent(&mut self) -> Option<Vec<String>> {
        let used = std::mem::take(&mut self.used);
        used.then(|| self.recent.iter().map(|emoji| (*emoji).to_owned()).collect())
    }
}
