//! Somebody's page: who they are, and whether their digital identity was compared.

mod view;

use iced::Task;
use model::{Command, Means, Person, Profile, Reported, Ticket, UserId, Whom, Why};

use crate::screen::asking::Asking;
use crate::wishes::Wishes;

pub use view::view;

/// The field where one says why somebody is reported.
const REASON: &str = "person:reason";

/// Whose page it is, and what was asked about them.
#[derive(Debug, Default)]
pub struct State {
    person: Option<Person>,
    profile: Option<Profile>,
    /// Why the profile could not be had, where it was asked for in vain.
    missing: Option<Why>,
    asking: Asking,
    /// Why they are reported, while that is being typed.
    report: Option<String>,
    /// The report that is on its way.
    reporting: Option<Ticket>,
    /// It was sent.
    reported: bool,
}

/// What happens on this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Back to where one was.
    Back,
    /// Ask once more what is known of them.
    Again,
    /// Compare with them, by these means.
    Verify(Means),
    /// Their new digital identity is theirs.
    Accept,
    /// No longer hold them for verified.
    Withdraw,
    /// Write to them.
    Write,
    /// Ignore them, or no longer.
    Ignore(bool),
    /// Begin a report, or give it up.
    Report(bool),
    /// Why they are reported, as typed.
    Reason(String),
    /// Send the report.
    SendReport,
}

/// What this page asks of the program.
#[derive(Debug)]
pub enum Action {
    /// Nothing more than this work.
    Task(Task<Message>),
    /// Leave it.
    Back,
    /// Open the conversation with them.
    Write(UserId),
}

impl State {
    /// Shows this person: what is known of them stands there at once.
    pub fn open(&mut self, person: Person, wishes: &mut Wishes) {
        wishes.send(Command::ShowPerson(person.id.clone()));
        *self = Self {
            person: Some(person),
            ..Self::default()
        };
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        let Some(person) = self.person.as_ref().map(|person| person.id.clone()) else {
            return Action::Back;
        };
        match message {
            Message::Back => return Action::Back,
            Message::Write => return Action::Write(person),
            Message::Again => {
                self.missing = None;
                wishes.send(Command::ShowPerson(person));
            }
            Message::Verify(by) => {
                let whom = Whom::Person(person);
                self.asking.ask(wishes, |ticket| Command::Confirm { ticket, whom, by });
            }
            Message::Accept => self
                .asking
                .ask(wishes, |ticket| Command::AcceptIdentity { ticket, person }),
            Message::Ignore(ignored) => self.asking.ask(wishes, |ticket| Command::Ignore {
                ticket,
                person,
                ignored,
            }),
            Message::Report(begun) => {
                self.asking.forget();
                self.reported = false;
                self.report = begun.then(String::new);
                if begun {
                    return Action::Task(iced::widget::operation::focus(REASON));
                }
            }
            Message::Reason(typed) => {
                self.asking.forget();
                self.report = Some(typed);
            }
            Message::SendReport => self.send_report(person, wishes),
            Message::Withdraw => self
                .asking
                .ask(wishes, |ticket| Command::WithdrawVerification { ticket, person }),
        }
        Action::Task(Task::none())
    }

    /// Takes over what is known of somebody.
    pub fn set_profile(&mut self, profile: Profile) {
        if self
            .person
            .as_ref()
            .is_some_and(|person| person.id == profile.person.id)
        {
            self.profile = Some(profile);
            self.missing = None;
        }
    }

    /// What is known of somebody could not be had.
    pub fn set_missing(&mut self, person: &UserId, why: Why) {
        if self.person.as_ref().is_some_and(|shown| shown.id == *person) {
            self.missing = Some(why);
        }
    }

    fn send_report(&mut self, person: UserId, wishes: &mut Wishes) {
        let reason = self.report.as_deref().unwrap_or_default().trim().to_owned();
        if reason.is_empty() || self.asking.is_pending() {
            return;
        }
        let what = Reported::Person(person);
        let reporting = &mut self.reporting;
        self.asking.ask(wishes, |ticket| {
            *reporting = Some(ticket);
            Command::Report { ticket, what, reason }
        });
    }

    /// A wish was fulfilled. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket) -> bool {
        if self.reporting.take_if(|mine| *mine == ticket).is_some() {
            self.reported = true;
            self.report = None;
        }
        self.asking.done(ticket)
    }

    /// A wish was refused. False where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> bool {
        self.asking.refused(ticket, why)
    }

    /// Whose page it is.
    pub fn person(&self) -> Option<&Person> {
        self.profile
            .as_ref()
            .map(|profile| &profile.person)
            .or(self.person.as_ref())
    }
}
