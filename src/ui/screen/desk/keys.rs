//! Shortcuts of the working screen.

use iced::Task;

use super::dialog::Question;
use super::dialog::forward::Forward;
use super::{Action, Message, State, conversation, dialog};
use crate::wishes::Wishes;

/// A shortcut of this screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Jump anywhere.
    Jump,
    /// Look for messages.
    Find {
        /// In all rooms, not the open one alone.
        everywhere: bool,
    },
    /// Write to somebody.
    NewMessage,
    /// Go to a day.
    Date,
    /// The list of shortcuts.
    Shortcuts,
    /// Choose files to send.
    Attach,
    /// The next or previous room, maybe only with something unread.
    Neighbour {
        /// Down the list.
        forward: bool,
        /// Only with something unread.
        unread: bool,
    },
    /// Up or Down, nowhere else used.
    Arrow {
        /// Down.
        down: bool,
    },
    /// Page Up or Page Down.
    Page {
        /// Down.
        down: bool,
        /// Nothing in the window wanted the key.
        free: bool,
    },
    /// Leave what is open.
    Escape,
}

impl State {
    pub(super) fn key(&mut self, key: Key, wishes: &mut Wishes) -> Action {
        match key {
            Key::Attach => match self.here() {
                Some(spot) => self.attach(&spot),
                None => Action::Task(Task::none()),
            },
            key => Action::Task(self.key_here(key, wishes)),
        }
    }

    fn key_here(&mut self, key: Key, wishes: &mut Wishes) -> Task<Message> {
        match (key, &mut self.dialog) {
            (Key::Arrow { down }, Some(dialog)) => {
                let found = match &dialog.question {
                    Question::Jump { query, .. } => self.rooms.matching(query).len(),
                    Question::Forward(forward) => forward.matching(&self.rooms).len(),
                    _ => 0,
                };
                if let Question::Jump { chosen, .. } | Question::Forward(Forward { chosen, .. }) = &mut dialog.question
                {
                    let last = found.min(dialog::JUMP_ROWS).saturating_sub(1);
                    *chosen = if down {
                        (*chosen + 1).min(last)
                    } else {
                        chosen.saturating_sub(1)
                    };
                }
                Task::none()
            }
            // No dialog over a dialog.
            (_, Some(_)) | (Key::Arrow { .. } | Key::Attach, None) => Task::none(),
            (_, None) if self.viewer.is_some() => Task::none(),
            (Key::Jump, None) => self.ask(Question::Jump {
                query: String::new(),
                chosen: 0,
            }),
            (Key::Find { everywhere }, None) => self.find(!everywhere, None, wishes),
            (Key::NewMessage, None) => self.ask(Question::NewMessage { person: String::new() }),
            (Key::Date, None) => match self.open.as_ref().filter(|open| !open.is_closed()) {
                Some(open) => self.ask(Question::Date {
                    room: open.room().clone(),
                    typed: String::new(),
                }),
                None => Task::none(),
            },
            (Key::Shortcuts, None) => self.ask(Question::Shortcuts),
            (Key::Neighbour { forward, unread }, None) => {
                let here = self.open.as_ref().map(conversation::State::room);
                match self.rooms.neighbour(here, forward, unread) {
                    Some(room) => {
                        self.list.scroll_to(room.clone());
                        self.open(room, wishes)
                    }
                    None => Task::none(),
                }
            }
            (Key::Page { down, free }, None) => {
                // In an empty composer the key would do nothing.
                if let Some(open) = self.open.as_mut().filter(|open| free || open.composer.is_blank()) {
                    open.page(down);
                }
                Task::none()
            }
            (Key::Escape, None) => {
                if self.notice.take().is_some() {
                    return Task::none();
                }
                if self.search.as_ref().is_some_and(|search| !search.away) {
                    self.end_search(wishes);
                } else if self.thread.is_some() {
                    self.close_thread(wishes);
                } else if self.threads.is_some() {
                    self.close_threads(wishes);
                } else if self.details.take().is_none() && !self.rooms.query().is_empty() {
                    self.rooms.search(String::new());
                }
                Task::none()
            }
        }
    }
}
