//! Nobody is signed in: name the organisation, ask who one is.

mod view;

use std::sync::Arc;

use iced::Task;
use iced::widget::operation;
use model::{Command, Department, Failure, Secret, ServerName, SignInTo, Ticket, Why};

use crate::wishes::Wishes;

pub use view::view;

/// What was typed, and how the last try went.
pub struct State {
    departments: Arc<[Department]>,
    /// The server ended the session that was here.
    ended: bool,
    way: Way,
    email: String,
    department: Option<usize>,
    server: String,
    user: String,
    password: String,
    shown: bool,
    pending: Option<Ticket>,
    /// Tries given up: should one succeed after all, it is signed out again.
    given_up: Vec<Ticket>,
    why: Option<Why>,
}

/// How one says who one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By work email address: the domain tells the department.
    Email,
    /// By department and user name.
    Department,
    /// By a server's name, typed.
    Server,
}

/// What happens on this screen.
#[derive(Clone, Debug)]
pub enum Message {
    /// Another way to say who one is.
    Way(Way),
    /// The email address changed.
    Email(String),
    /// A department was picked.
    Department(usize),
    /// The server name changed.
    Server(String),
    /// The user name changed.
    User(String),
    /// The password changed.
    Password(String),
    /// Show or hide the password.
    Show,
    /// Sign in.
    Submit,
    /// Give up waiting.
    Cancel,
    /// The page of rules, at one of them if there is a question about it.
    Rules(Option<&'static str>),
    /// The page of looks and language.
    Settings,
}

/// What this screen asks of the program.
#[derive(Debug)]
pub enum Action {
    /// Nothing more than this work.
    Task(Task<Message>),
    /// Show the page of rules, at one of them if there is a question about it.
    Rules(Option<&'static str>),
    /// Show the page of looks and language.
    Settings,
}

/// The field a refusal belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The address, department or server.
    Who,
    /// The password.
    Password,
    /// None of them.
    Form,
}

impl State {
    /// The way in to these departments.
    pub fn new(departments: Arc<[Department]>, ended: bool) -> Self {
        let by_email = departments
            .iter()
            .any(|department| !department.email_domains.is_empty());
        Self {
            way: if by_email { Way::Email } else { Way::Department },
            department: (departments.len() == 1).then_some(0),
            departments,
            ended,
            email: String::new(),
            server: String::new(),
            user: String::new(),
            password: String::new(),
            shown: false,
            pending: None,
            given_up: Vec::new(),
            why: None,
        }
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::Way(way) => self.way = way,
            Message::Email(text) => self.email = text,
            Message::Department(index) => self.department = Some(index),
            Message::Server(text) => self.server = text,
            Message::User(text) => self.user = text,
            Message::Password(text) => self.password = text,
            Message::Show => {
                self.shown = !self.shown;
                return Action::Task(Task::none());
            }
            Message::Submit => {
                self.submit(wishes);
                return Action::Task(Task::none());
            }
            Message::Cancel => {
                self.given_up.extend(self.pending.take());
                return Action::Task(operation::focus("sign-in:password"));
            }
            Message::Rules(key) => return Action::Rules(key),
            Message::Settings => return Action::Settings,
        }
        self.why = None;
        Action::Task(Task::none())
    }

    /// A try was refused: what was typed stays, except that the password is marked to be typed over.
    pub fn refused(&mut self, ticket: Ticket, why: Why) -> Task<Message> {
        if self.pending.take_if(|mine| *mine == ticket).is_none() {
            return Task::none();
        }
        self.why = Some(why);
        match self.place() {
            Place::Password => {
                let field = "sign-in:password";
                Task::batch([operation::focus(field), operation::select_all(field)])
            }
            Place::Who => operation::focus(self.first_field()),
            Place::Form => Task::none(),
        }
    }

    /// Whether an answer is awaited.
    pub fn is_pending(&self) -> bool {
        self.pending.is_some()
    }

    /// Tries given up, which the program must undo should they succeed after the screen is gone.
    pub fn given_up(&self) -> &[Ticket] {
        &self.given_up
    }

    /// Why the last try was refused.
    pub fn why(&self) -> Option<&Why> {
        self.why.as_ref()
    }

    /// Where the refusal belongs.
    pub fn place(&self) -> Place {
        match &self.why {
            Some(Why::Policy(_)) => Place::Who,
            Some(Why::Failed(Failure::WrongPassword)) => Place::Password,
            _ => Place::Form,
        }
    }

    /// Whether there is enough to try with.
    pub fn is_complete(&self) -> bool {
        let who = match self.way {
            Way::Email => self.email.contains('@'),
            Way::Department => self.department.is_some() && !self.user.trim().is_empty(),
            Way::Server => !self.server.trim().is_empty() && !self.user.trim().is_empty(),
        };
        who && !self.password.is_empty()
    }

    /// Where typing begins.
    pub fn first_field(&self) -> &'static str {
        match self.way {
            Way::Email => "sign-in:email",
            Way::Department => "sign-in:user",
            Way::Server => "sign-in:server",
        }
    }

    fn submit(&mut self, wishes: &mut Wishes) {
        if self.pending.is_some() || !self.is_complete() {
            return;
        }
        let email = self.email.trim();
        let (to, user) = match (self.way, self.department.and_then(|index| self.departments.get(index))) {
            (Way::Email, _) => {
                let user = email.rsplit_once('@').map_or(email, |(user, _)| user);
                (SignInTo::Email(email.to_owned()), user.to_owned())
            }
            (Way::Department, Some(department)) => {
                (SignInTo::Server(department.server.clone()), self.user.trim().to_owned())
            }
            (Way::Department, None) => return,
            (Way::Server, _) => (
                SignInTo::Server(ServerName::from(self.server.trim())),
                self.user.trim().to_owned(),
            ),
        };
        let password = Secret::new(self.password.clone());
        self.why = None;
        self.pending = Some(wishes.ask(|ticket| Command::SignIn {
            ticket,
            to,
            user,
            password,
        }));
    }
}

impl Drop for State {
    fn drop(&mut self) {
        // The widget and the allocator keep copies of their own; this is the one we can wipe.
        drop(Secret::new(std::mem::take(&mut self.password)));
    }
}
