//! The page of files of keys: written under a passphrase, and read. Policy opens it, and the session asks again.

mod view;

use std::path::PathBuf;

use iced::Task;
use iced::widget::operation;
use model::{Command, Failure, KeyFile, Secret, Ticket, Why};

use crate::screen::asking::Asking;
use crate::wishes::Wishes;

pub use view::{Strength, strength, title, view};

/// The field for the file's place, for focus.
pub const PATH: &str = "keyfile:path";
/// The field for the passphrase, for focus.
pub const PASSPHRASE: &str = "keyfile:passphrase";
/// The field for the passphrase once more, for focus.
pub const AGAIN: &str = "keyfile:again";

/// What was typed, and what became of it.
#[derive(Debug, Default)]
pub struct State {
    way: Way,
    path: String,
    passphrase: Secret,
    again: Secret,
    shown: bool,
    /// The two passphrases were not the same at the last try.
    differ: bool,
    asking: Asking,
    done: Option<KeyFile>,
}

/// What the page is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// Write the keys into a file.
    #[default]
    Write,
    /// Take the keys out of a file.
    Read,
}

/// What happens on this page.
#[derive(Clone, Debug)]
pub enum Message {
    /// Back to where one was.
    Back,
    /// The file's place changed.
    Path(String),
    /// The passphrase changed.
    Passphrase(Secret),
    /// The passphrase typed once more changed.
    Again(Secret),
    /// Show or hide what was typed.
    Show,
    /// Do it.
    Submit,
}

/// What this page asks of the program.
#[derive(Debug)]
pub enum Action {
    /// Nothing more than this work.
    Task(Task<Message>),
    /// Leave it.
    Back,
}

impl State {
    /// Begins, unless something is under way.
    pub fn open(&mut self, way: Way) -> Task<Message> {
        if !self.asking.is_pending() {
            let folder = platform::downloads();
            let path = folder.map(|folder| folder.join("despatch-keys.txt").display().to_string());
            *self = Self {
                way,
                path: path.unwrap_or_default(),
                ..Self::default()
            };
        }
        operation::focus(PATH)
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::Back => {
                // A passphrase is not kept for a page that nobody looks at.
                if !self.asking.is_pending() {
                    *self = Self::default();
                }
                return Action::Back;
            }
            Message::Path(path) => {
                self.path = path;
                self.changed();
            }
            Message::Passphrase(passphrase) => {
                self.passphrase = passphrase;
                self.changed();
            }
            Message::Again(again) => {
                self.again = again;
                self.changed();
            }
            Message::Show => self.shown = !self.shown,
            Message::Submit => return Action::Task(self.submit(wishes)),
        }
        Action::Task(Task::none())
    }

    /// Takes over what became of the file.
    pub fn set_done(&mut self, done: KeyFile) {
        self.done = Some(done);
    }

    /// A wish was fulfilled: the passphrase is forgotten. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket) -> bool {
        let mine = self.asking.done(ticket);
        if mine {
            (self.passphrase, self.again) = (Secret::default(), Secret::default());
        }
        mine
    }

    /// A wish was refused. None where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> Option<Task<Message>> {
        let place = matches!(
            why,
            Why::Failed(Failure::Disk | Failure::FileExists | Failure::FileTooLarge | Failure::NotKeyFile)
        );
        let field = if place { PATH } else { PASSPHRASE };
        let focus = || Task::batch([operation::focus(field), operation::select_all(field)]);
        self.asking.refused(ticket, why).then(focus)
    }

    /// What the page is for.
    pub fn way(&self) -> Way {
        self.way
    }

    /// The session began anew: what it had under way is not coming.
    pub fn resume(&mut self) {
        *self = Self {
            way: self.way,
            path: std::mem::take(&mut self.path),
            ..Self::default()
        };
    }

    fn is_ready(&self) -> bool {
        let typed = !self.path.trim().is_empty() && !self.passphrase.is_empty();
        typed && (self.way == Way::Read || !self.again.is_empty()) && !self.asking.is_pending()
    }

    fn submit(&mut self, wishes: &mut Wishes) -> Task<Message> {
        if !self.is_ready() {
            return Task::none();
        }
        let (path, passphrase) = (PathBuf::from(self.path.trim()), self.passphrase.clone());
        match self.way {
            Way::Write if self.passphrase != self.again => {
                self.differ = true;
                return Task::batch([operation::focus(AGAIN), operation::select_all(AGAIN)]);
            }
            Way::Write => self.asking.ask(wishes, |ticket| Command::WriteKeyFile {
                ticket,
                path,
                passphrase,
            }),
            Way::Read => self.asking.ask(wishes, |ticket| Command::ReadKeyFile {
                ticket,
                path,
                passphrase,
            }),
        }
        Task::none()
    }

    fn changed(&mut self) {
        self.differ = false;
        self.done = None;
        self.asking.forget();
    }
}
