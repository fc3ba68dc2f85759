//! Trust, in the words of MSC4161: how this device and the person's keys stand, and what there is to do about it.

pub mod bars;
pub mod confirmation;
pub mod setup;

use iced::Task;
use model::{Event, Secret, Ticket, Trust, TrustStep, Why};

use crate::wishes::Wishes;
use setup::Way;

/// All that is known of trust while somebody is signed in.
#[derive(Debug, Default)]
pub struct State {
    trust: Option<Trust>,
    setup: setup::State,
    confirmation: confirmation::State,
    /// The page has opened by itself once.
    offered: bool,
}

/// What happens about trust.
#[derive(Clone, Debug)]
pub enum Message {
    /// On the page that leads through it.
    Setup(setup::Message),
    /// In a comparison, or of a request for one.
    Confirmation(confirmation::Message),
    /// Show that page, at this point.
    Open(Way),
}

/// What this asks of the program.
#[derive(Debug)]
pub enum Action {
    /// Nothing more than this work.
    Task(Task<Message>),
    /// Show the page that leads through it.
    Open,
    /// Leave the page.
    Back,
    /// Put this on the clipboard.
    Copy(Secret),
}

impl State {
    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::Setup(message) => match self.setup.update(message, wishes) {
                setup::Action::Task(task) => Action::Task(task.map(Message::Setup)),
                setup::Action::Back => Action::Back,
                setup::Action::Copy(key) => Action::Copy(key),
            },
            Message::Confirmation(message) => {
                let task = self.confirmation.update(message, wishes);
                Action::Task(task.map(Message::Confirmation))
            }
            Message::Open(way) => {
                self.setup.open(way);
                Action::Open
            }
        }
    }

    /// Takes over a report; hands back what is not about trust.
    pub fn apply(&mut self, event: Event, wishes: &mut Wishes) -> Result<Action, Event> {
        match event {
            Event::Trust(trust) => {
                if self.next() != trust.next() {
                    self.setup.moved();
                }
                self.trust = Some(trust);
            }
            // It is shown once: the page must be there for it.
            Event::RecoveryKey(key) => {
                self.setup.made(key);
                return Ok(Action::Open);
            }
            Event::Loss(loss) => self.setup.set_loss(loss),
            Event::Confirmation(confirmation) => {
                let task = self.confirmation.apply(confirmation, wishes);
                return Ok(Action::Task(task.map(Message::Confirmation)));
            }
            event => return Err(event),
        }
        Ok(Action::Task(Task::none()))
    }

    /// A wish was fulfilled. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket) -> bool {
        self.setup.done(ticket) || self.confirmation.done(ticket)
    }

    /// A wish was refused. None where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> Option<Task<Message>> {
        if self.confirmation.refused(ticket, why) {
            return Some(Task::none());
        }
        let task = self.setup.refused(ticket, why)?;
        Some(task.map(Message::Setup))
    }

    /// How things stand, once known.
    pub fn trust(&self) -> Option<Trust> {
        self.trust
    }

    /// The session began anew.
    pub fn resume(&mut self) {
        self.confirmation.resume();
    }

    /// The comparison on show, and who else asks for one.
    pub fn confirmation(&self) -> &confirmation::State {
        &self.confirmation
    }

    /// What the person has to do next.
    pub fn next(&self) -> Option<TrustStep> {
        self.trust.and_then(Trust::next)
    }

    /// The page that leads through it.
    pub fn setup(&self) -> &setup::State {
        &self.setup
    }

    /// Whether the page should open by itself: once, where this device has to be confirmed or a key to be made.
    pub fn offer(&mut self) -> bool {
        let due = matches!(self.next(), Some(TrustStep::Confirm { .. } | TrustStep::MakeKey));
        due && !std::mem::replace(&mut self.offered, true)
    }
}
