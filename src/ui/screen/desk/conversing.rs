//! What conversations ask of the screen around them: the room's own, and its thread's.

use iced::Task;
use iced::widget::operation;
use model::{NewPoll, Reported};

use super::conversation::Spot;
use super::dialog::Question;
use super::dialog::reporting::Report;
use super::{Action, Message, State, conversation, downloads, viewer};
use crate::wishes::Wishes;

impl State {
    /// Carries out a wish of the person in the open room.
    pub(super) fn conversation(&mut self, message: conversation::Message, wishes: &mut Wishes) -> Action {
        self.converse(false, message, wishes)
    }

    /// The same in the room, or in its thread.
    pub(super) fn converse(&mut self, in_thread: bool, message: conversation::Message, wishes: &mut Wishes) -> Action {
        use conversation::Action as Asked;
        let (open, wrap): (_, fn(conversation::Message) -> Message) = match in_thread {
            true => (&mut self.thread, Message::Thread),
            false => (&mut self.open, Message::Conversation),
        };
        let Some(open) = open else {
            return Action::Task(Task::none());
        };
        let (spot, composer) = (open.spot(), open.composer.id());
        let Spot { room, thread } = spot.clone();
        let asked = wishes.within(thread.as_ref(), |wishes| open.update(message, wishes));
        Action::Task(match asked {
            Asked::Task(task) => task.map(wrap),
            Asked::Paste => {
                self.pasting = Some(spot);
                return Action::Paste;
            }
            Asked::Attach => return self.attach(&spot),
            Asked::Focus => operation::focus(composer),
            Asked::Called(task) => Task::batch([operation::focus(composer), task.map(wrap)]),
            Asked::Wished(ticket, wish) => {
                self.wished.insert(ticket, (wish, room));
                Task::none()
            }
            Asked::ConfirmDelete(row) => self.ask_in(thread, Question::Delete { room, row }),
            Asked::ConfirmEnd(row, words) => self.ask_in(thread, Question::EndPoll { room, row, words }),
            Asked::NewPoll => {
                let poll = NewPoll {
                    answers: vec![String::new(); *NewPoll::ANSWERS.start()],
                    open: true,
                    ..NewPoll::default()
                };
                self.ask_in(thread, Question::NewPoll { room, poll })
            }
            Asked::Decide(row, whole) => self.ask_in(
                thread,
                Question::Decide {
                    room,
                    row,
                    thread: whole,
                    what: String::new(),
                    reason: String::new(),
                },
            ),
            Asked::Forward(row, origin, excerpt) => self.ask_forward(spot, row, &origin, excerpt),
            Asked::ChooseEmoji => self.ask_in(thread, Question::Emoji),
            Asked::Command(slash, rest) => self.command(room, slash, rest),
            Asked::Versions(event) => self.ask(Question::Versions { event, found: None }),
            Asked::Report(event) => self.ask(Question::Report(Report::of(Reported::Message(room, event)))),
            Asked::Readers(readers) => self.ask(Question::Readers { readers }),
            Asked::ChooseReaction(row) => self.ask_in(thread, Question::React { room, row }),
            Asked::Focused(target) => operation::focus(target),
            Asked::Speak(allowed) => self.speak(&allowed, wishes),
            Asked::View(row) => {
                open.pictures.stop();
                let viewer = wishes.within(thread.as_ref(), |wishes| viewer::State::new(room, row, wishes));
                self.viewer = Some(viewer);
                Task::none()
            }
            Asked::ChooseFolder(row, name) => {
                let folder = downloads();
                self.ask_in(
                    thread,
                    Question::Save {
                        room,
                        row,
                        name,
                        folder,
                    },
                )
            }
            Asked::Link(link) => return self.follow(link),
            Asked::Person(person) => return Action::Person(person),
            Asked::Trust(place) => return Action::Trust(place),
            Asked::Rule(key) => return Action::Rule(key),
            Asked::ConfirmLeave => self.ask_leave(room),
            Asked::Copy(words) => return Action::Copy(words),
            Asked::Grounds if self.details.is_some() => Task::none(),
            Asked::Find => self.find(true, None, wishes),
            Asked::OpenThread(root, writes) => self.open_thread(root, writes, wishes),
            Asked::Threads => {
                self.toggle_threads(wishes);
                Task::none()
            }
            Asked::Back | Asked::Escape if in_thread => {
                self.close_thread(wishes);
                Task::none()
            }
            Asked::Details | Asked::Grounds => {
                self.toggle_details(wishes);
                Task::none()
            }
            Asked::Back => {
                self.close_room(wishes);
                Task::none()
            }
            Asked::Escape => {
                self.notice = None;
                Task::none()
            }
        })
    }
}
