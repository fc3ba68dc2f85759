//! What is asked when one chooses an emoji, a day, or where to say a message again.

use model::{Command, RoomId};

use super::forward::Forward;
use super::{Action, Message, Question, State};
use crate::wishes::Wishes;

impl State {
    pub(super) fn habit(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::SeekEmoji(words) => self.picking.words = words,
            Message::EmojiGroup(group) => self.picking.group = group,
            Message::FirstEmoji => {
                if let Some(first) = self.picking.shown().first() {
                    return self.update(Message::Emoji(first.as_str()), wishes);
                }
            }
            Message::Day(at) if self.pending.is_none() => {
                if let Question::Date { room, .. } = &self.question {
                    let room = room.clone();
                    self.refused = None;
                    self.pending = Some(wishes.ask(|ticket| Command::FindDate { ticket, room, at }));
                }
            }
            Message::Other if self.pending.is_none() => {
                if let Question::Forward(forward) = &mut self.question {
                    self.refused = None;
                    forward.to = None;
                }
            }
            _ => {}
        }
        Action::None
    }

    /// Takes the room that a message is to be said again in; false where something else is asked.
    pub(super) fn goes_to(&mut self, room: &RoomId) -> bool {
        let Question::Forward(forward) = &mut self.question else {
            return false;
        };
        self.refused = None;
        forward.to = Some(room.clone());
        true
    }

    pub(super) fn forward(&mut self, forward: Forward, wishes: &mut Wishes) {
        let Forward {
            from, row, origin, to, ..
        } = forward;
        if let Some(to) = to {
            self.refused = None;
            self.pending = Some(wishes.ask(|ticket| Command::Forward {
                ticket,
                room: from,
                row,
                origin,
                to,
            }));
        }
    }
}
