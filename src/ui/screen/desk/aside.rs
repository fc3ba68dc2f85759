//! What stands beside the conversation: the details of its room, or a search.

use std::path::PathBuf;

use iced::Task;
use iced::widget::operation;
use model::{Command, EventId, Reported, RoomChange, RoomId, RoomKind};
use platform::NoChooser;

use super::conversation::Wish;
use super::dialog::Question;
use super::dialog::governing::{Asked, What};
use super::dialog::reporting::Report;
use super::{Action, Message, State, conversation, details, search};
use crate::wishes::Wishes;

impl State {
    pub(super) fn details(&mut self, message: details::Message, wishes: &mut Wishes) -> Action {
        let (Some(details), Some(open)) = (&mut self.details, &self.open) else {
            return Action::Task(Task::none());
        };
        let room = open.room().clone();
        Action::Task(match details.update(message) {
            details::Action::Invite => self.ask(Question::Invite {
                room,
                person: String::new(),
            }),
            details::Action::Leave => self.ask_leave(room),
            details::Action::Show(event) => {
                // They make way: where there is little room, they hide it.
                self.details = None;
                return self.conversation(conversation::Message::Show(event), wishes);
            }
            details::Action::Unpin(event) => {
                let ticket = open.pin(event, false, wishes);
                self.wished.insert(ticket, (Wish::Pin, room));
                Task::none()
            }
            details::Action::MarkUnread => {
                let marked = room.clone();
                let ticket = wishes.ask(|ticket| Command::MarkUnread { ticket, room });
                self.wished.insert(ticket, (Wish::MarkUnread, marked));
                Task::none()
            }
            details::Action::SetAttention(attention) => {
                let of = room.clone();
                let ticket = wishes.ask(|ticket| Command::SetAttention {
                    ticket,
                    room,
                    attention,
                });
                self.wished.insert(ticket, (Wish::SetAttention, of));
                Task::none()
            }
            details::Action::SetImportance(importance) => {
                let placed = room.clone();
                let ticket = wishes.ask(|ticket| Command::SetImportance {
                    ticket,
                    room,
                    importance,
                });
                self.wished.insert(ticket, (Wish::SetImportance, placed));
                Task::none()
            }
            details::Action::Change(change) => {
                let changed = room.clone();
                let ticket = wishes.ask(|ticket| Command::Change { ticket, room, change });
                self.wished.insert(ticket, (Wish::Change, changed));
                Task::none()
            }
            details::Action::Ask(what) => {
                let typed = match (&what, open.header()) {
                    (What::Name, Some(header)) => header.name.to_string(),
                    (What::Topic, Some(header)) => header.topic.to_string(),
                    _ => String::new(),
                };
                self.ask(Question::Govern(Asked { room, what, typed }))
            }
            details::Action::Ignore(person, ignored) => {
                let ticket = wishes.ask(|ticket| Command::Ignore {
                    ticket,
                    person,
                    ignored,
                });
                self.wished.insert(ticket, (Wish::Ignore, room));
                Task::none()
            }
            details::Action::Picture => {
                if self.choosing.is_some() || self.dialog.is_some() {
                    return Action::Task(Task::none());
                }
                self.picturing = Some(room);
                return Action::Choose;
            }
            details::Action::Report => self.ask(Question::Report(Report::of(Reported::Room(room)))),
            details::Action::Write(person) => self.write_to(&person, wishes),
            details::Action::Close => {
                self.details = None;
                Task::none()
            }
            details::Action::Person(person) => return Action::Person(person),
            details::Action::Rule(key) => return Action::Rule(key),
        })
    }

    pub(super) fn toggle_details(&mut self, wishes: &mut Wishes) {
        if let Some(search) = &mut self.search {
            search.away = true;
        }
        // What stood over them makes way.
        let covered = self.thread.is_some() || self.threads.is_some();
        self.close_thread(wishes);
        self.close_threads(wishes);
        if covered && self.details.is_some() {
            return;
        }
        self.details = match (&self.details, &self.open) {
            (None, Some(open)) => {
                let mut details = details::State::default();
                details.open(open.room(), open.pins(), wishes);
                Some(details)
            }
            _ => None,
        };
    }

    /// Looks for messages, in the open room or in all.
    pub(super) fn find(&mut self, only_here: bool, words: Option<String>, wishes: &mut Wishes) -> Task<Message> {
        let here = self.open.as_ref().map(|open| open.room().clone());
        self.details = None;
        let search = self.search.get_or_insert_default();
        search.begin(here, only_here, words, wishes);
        operation::focus(search::FIELD)
    }

    pub(super) fn searched(&mut self, message: search::Message, wishes: &mut Wishes) -> Task<Message> {
        let Some(search) = &mut self.search else {
            return Task::none();
        };
        match search.update(message, wishes) {
            search::Action::None => Task::none(),
            search::Action::Show(room, event) => {
                let opened = self.open(room, wishes);
                self.seek(event, wishes);
                opened
            }
            search::Action::Close => {
                self.end_search(wishes);
                Task::none()
            }
        }
    }

    pub(super) fn end_search(&mut self, wishes: &mut Wishes) {
        self.search = None;
        wishes.send(Command::EndSearch);
    }

    /// Scrolls to a message of the open room, once it is loaded.
    fn seek(&mut self, event: EventId, wishes: &mut Wishes) {
        if let Some(open) = &mut self.open
            && let Some(ticket) = open.seek(event, wishes)
        {
            self.wished.insert(ticket, (Wish::Show, open.room().clone()));
        }
    }

    /// A picture of a room was chosen.
    pub(super) fn pictured(
        &mut self,
        room: RoomId,
        chosen: Result<Vec<PathBuf>, NoChooser>,
        wishes: &mut Wishes,
    ) -> Task<Message> {
        match chosen {
            Ok(paths) => {
                if let Some(path) = paths.into_iter().next() {
                    let (changed, change) = (room.clone(), RoomChange::Picture(Some(path)));
                    let ticket = wishes.ask(|ticket| Command::Change { ticket, room, change });
                    self.wished.insert(ticket, (Wish::Change, changed));
                }
                Task::none()
            }
            Err(NoChooser) => {
                let (what, typed) = (What::Picture, String::new());
                self.ask(Question::Govern(Asked { room, what, typed }))
            }
        }
    }

    pub(super) fn ask_leave(&mut self, room: RoomId) -> Task<Message> {
        let Some(summary) = self.rooms.room(&room) else {
            return Task::none();
        };
        let (name, invitation) = (summary.name.clone(), matches!(summary.kind, RoomKind::Invitation(_)));
        let header = self.open.as_ref().filter(|open| *open.room() == room);
        let header = header.and_then(|open| open.header());
        let sole = header.is_some_and(|header| header.settings.sole_administrator);
        let asked = summary.kind == RoomKind::Knock;
        self.ask(Question::Leave {
            room,
            name,
            invitation,
            sole,
            asked,
        })
    }
}
