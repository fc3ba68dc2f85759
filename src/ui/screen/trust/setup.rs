//! The page that brings trust in order: this device is confirmed, and there is a recovery key that the person has. Every step
//! can be left and taken up again.

pub mod made;
mod view;

use std::sync::Arc;

use iced::Task;
use iced::widget::operation;
use model::{Command, Loss, Means, Purpose, Secret, Ticket, Whom, Why};

use crate::screen::asking::Asking;
use crate::screen::password::{self, Entry};
use crate::wishes::Wishes;
use made::Made;

pub use view::{title, view};

/// The field for the recovery key, for focus.
pub const KEY: &str = "setup:key";
/// The field for the password, for focus.
pub const PASSWORD: &str = "setup:password";

/// Where the person is on the page, and what was typed.
#[derive(Debug, Default)]
pub struct State {
    /// Where the page was opened: Back leads there first.
    from: Way,
    way: Way,
    entry: Entry,
    loss: Option<Loss>,
    /// A recovery key that was made and not checked yet.
    made: Option<Made>,
    /// A key is to be made another time.
    put_off: bool,
    asking: Asking,
}

/// A part of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// What has to be done next.
    #[default]
    Next,
    /// Enter the recovery key.
    Key,
    /// There is neither another device nor a recovery key.
    Neither,
    /// Make another recovery key.
    Change,
}

/// What happens on this page.
#[derive(Clone, Debug)]
pub enum Message {
    /// Back to where one was.
    Back,
    /// Go this way.
    Go(Way),
    /// Confirm this device with another one, by these means.
    OtherDevice(Means),
    /// In the field for the recovery key, or for the password.
    Entry(password::Message),
    /// Make a recovery key.
    Make,
    /// Another time.
    Later,
    /// About the key that was made.
    Made(made::Message),
    /// The page of rules, at this one.
    Rule(&'static str),
}

/// What this page asks of the program.
#[derive(Debug)]
pub enum Action {
    /// Nothing more than this work.
    Task(Task<Message>),
    /// Leave it.
    Back,
    /// Put the key on the clipboard.
    Copy(Secret),
    /// Show this rule.
    Rule(&'static str),
}

impl State {
    /// Begins here, unless something is under way.
    pub fn open(&mut self, way: Way) {
        if !self.asking.is_pending() && !self.entry.is_pending() {
            self.from = way;
            self.go(way);
        }
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::Back => return self.back(),
            Message::Rule(key) => return Action::Rule(key),
            Message::Go(way) => {
                self.go(way);
                if way == Way::Neither {
                    wishes.send(Command::AskLoss);
                }
                if way == Way::Key {
                    return Action::Task(operation::focus(KEY));
                }
            }
            Message::OtherDevice(by) => {
                let whom = Whom::OwnDevices;
                self.asking.ask(wishes, |ticket| Command::Confirm { ticket, whom, by });
            }
            Message::Later => {
                self.put_off = true;
                return self.back();
            }
            Message::Make => self.asking.ask(wishes, |ticket| Command::MakeRecoveryKey { ticket }),
            // Enter in the field says the same as the button, which waits for what would be lost.
            Message::Entry(password::Message::Submit | password::Message::Prove)
                if self.way == Way::Neither && self.loss.is_none() => {}
            Message::Entry(message) => {
                let resets = self.way == Way::Neither;
                let wish = |ticket, typed| {
                    if resets {
                        Command::ResetIdentity {
                            ticket,
                            password: typed,
                        }
                    } else {
                        Command::UseRecoveryKey { ticket, key: typed }
                    }
                };
                let purpose = || Purpose::ResetIdentity;
                if let password::Action::Task(task) = self.entry.update(message, wishes, purpose, wish) {
                    return Action::Task(task.map(Message::Entry));
                }
            }
            Message::Made(message) => {
                let Some(made) = &mut self.made else {
                    return Action::Task(Task::none());
                };
                match made.update(message) {
                    made::Action::Task(task) => return Action::Task(task.map(Message::Made)),
                    made::Action::Copy(key) => return Action::Copy(key),
                    made::Action::Checked => {
                        self.made = None;
                        self.from = Way::Next;
                        self.go(Way::Next);
                    }
                }
            }
        }
        Action::Task(Task::none())
    }

    /// Something else has to be done now than before.
    pub fn moved(&mut self) {
        // A wish under way still has to be answered here.
        self.open(Way::Next);
    }

    /// A recovery key was made.
    pub fn made(&mut self, key: Secret) {
        self.made = Some(Made::new(key));
    }

    /// It is no longer on the clipboard.
    pub fn cleared(&mut self) {
        if let Some(made) = &mut self.made {
            made.cleared();
        }
    }

    /// Takes over what a new identity would lose.
    pub fn set_loss(&mut self, loss: Loss) {
        self.loss = Some(loss);
    }

    /// A wish was fulfilled. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket) -> bool {
        if self.entry.done(ticket) {
            self.open(Way::Next);
            return true;
        }
        self.asking.done(ticket)
    }

    /// A wish was refused. None where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> Option<Task<Message>> {
        let field = if self.way == Way::Neither { PASSWORD } else { KEY };
        if let Some(task) = self.entry.refused(ticket, why, field) {
            return Some(task.map(Message::Entry));
        }
        self.asking.refused(ticket, why).then(Task::none)
    }

    /// The page to open is known. None where the ticket is another's.
    pub fn open_page(&mut self, ticket: Ticket, url: &Arc<str>) -> Option<Task<Message>> {
        Some(self.entry.open(ticket, url)?.map(Message::Entry))
    }

    /// Whether the person makes a recovery key another time: not before the next start.
    pub fn is_put_off(&self) -> bool {
        self.put_off
    }

    /// The session began anew, and has forgotten what it was asked for.
    pub fn resume(&mut self, wishes: &mut Wishes) {
        if self.way == Way::Neither && self.loss.is_none() {
            wishes.send(Command::AskLoss);
        }
    }

    /// Which part of the page is on show.
    pub fn way(&self) -> Way {
        self.way
    }

    /// The key that was made and not checked yet.
    pub fn unchecked(&self) -> Option<&Made> {
        self.made.as_ref()
    }

    /// What was wrong with the last try to enter something.
    pub fn entry_why(&self) -> Option<&Why> {
        self.entry.why()
    }

    fn go(&mut self, way: Way) {
        self.way = way;
        self.entry = Entry::default();
        self.loss = None;
        self.asking.forget();
    }

    fn back(&mut self) -> Action {
        if self.made.as_mut().is_some_and(Made::show_again) {
            return Action::Task(Task::none());
        }
        if self.made.is_some() || self.entry.is_pending() {
            return Action::Back;
        }
        let leaves = self.way == self.from;
        // What was typed is not kept for a page that nobody looks at.
        self.go(self.from);
        if leaves {
            Action::Back
        } else {
            Action::Task(Task::none())
        }
    }
}
