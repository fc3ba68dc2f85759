//! Trust, in the words of MSC4161: how this device and the person's keys stand, and what there is to do about it.

pub mod bars;
pub mod confirmation;
pub mod devices;
pub mod key_file;
pub mod person;
pub mod setup;

use std::sync::Arc;

use iced::Task;
use model::{ConfirmStep, Event, Person, Secret, Ticket, Trust, TrustStep, UserId, Why};

use crate::wishes::Wishes;
use setup::Way;

/// All that is known of trust while somebody is signed in.
#[derive(Debug, Default)]
pub struct State {
    trust: Option<Trust>,
    setup: setup::State,
    confirmation: confirmation::State,
    devices: devices::State,
    person: person::State,
    key_file: key_file::State,
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
    /// Of the person's devices.
    Devices(devices::Message),
    /// On somebody's page.
    Person(person::Message),
    /// On the page of files of keys.
    KeyFile(key_file::Message),
    /// Show the page that leads through it, at this point.
    Open(Way),
    /// Show the page of files of keys.
    OpenKeyFile(key_file::Way),
    /// Show the person's devices.
    OpenDevices,
}

impl Message {
    /// Escape, on this page.
    pub fn back(place: Place) -> Self {
        match place {
            Place::Setup => Self::Setup(setup::Message::Back),
            Place::Devices => Self::Devices(devices::Message::Back),
            Place::Person => Self::Person(person::Message::Back),
            Place::KeyFile => Self::KeyFile(key_file::Message::Back),
        }
    }
}

/// A page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where one is led through what there is to do.
    Setup,
    /// The person's devices.
    Devices,
    /// Somebody.
    Person,
    /// Files of keys.
    KeyFile,
}

/// What this asks of the program.
#[derive(Debug)]
pub enum Action {
    /// Nothing more than this work.
    Task(Task<Message>),
    /// Show this page, and do this work.
    Open(Place, Task<Message>),
    /// Leave the page.
    Back,
    /// Put this on the clipboard.
    Copy(Secret),
    /// Open the conversation with this person.
    Write(UserId),
    /// Show this rule.
    Rule(&'static str),
}

impl State {
    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::Setup(message) => match self.setup.update(message, wishes) {
                setup::Action::Task(task) => Action::Task(task.map(Message::Setup)),
                setup::Action::Back => Action::Back,
                setup::Action::Copy(key) => Action::Copy(key),
                setup::Action::Rule(key) => Action::Rule(key),
            },
            Message::Confirmation(message) => {
                let task = self.confirmation.update(message, wishes);
                Action::Task(task.map(Message::Confirmation))
            }
            Message::Devices(message) => match self.devices.update(message, wishes) {
                devices::Action::Task(task) => Action::Task(task.map(Message::Devices)),
                devices::Action::Open(task) => Action::Open(Place::Devices, task.map(Message::Devices)),
                devices::Action::Back => Action::Back,
            },
            Message::Person(message) => match self.person.update(message, wishes) {
                person::Action::Task(task) => Action::Task(task.map(Message::Person)),
                person::Action::Back => Action::Back,
                person::Action::Write(person) => Action::Write(person),
            },
            Message::KeyFile(message) => match self.key_file.update(message, wishes) {
                key_file::Action::Task(task) => Action::Task(task.map(Message::KeyFile)),
                key_file::Action::Back => Action::Back,
            },
            Message::OpenKeyFile(way) => Action::Open(Place::KeyFile, self.key_file.open(way).map(Message::KeyFile)),
            Message::OpenDevices => {
                self.devices.open(wishes);
                Action::Open(Place::Devices, Task::none())
            }
            Message::Open(way) => {
                self.setup.open(way);
                Action::Open(Place::Setup, Task::none())
            }
        }
    }

    /// Takes over a report; hands back what is not about trust.
    pub fn apply(&mut self, event: Event, wishes: &mut Wishes) -> Result<Action, Box<Event>> {
        match event {
            Event::Trust(trust) => {
                // Where only the ways differ, whoever is on one of them stays there.
                let kind = |step: Option<TrustStep>| step.map(|step| std::mem::discriminant(&step));
                if kind(self.next()) != kind(trust.next()) {
                    self.setup.moved();
                }
                self.trust = Some(trust);
            }
            // It is shown once: the page must be there for it.
            Event::RecoveryKey(key) => {
                self.setup.made(key);
                return Ok(Action::Open(Place::Setup, Task::none()));
            }
            Event::KeyFile(done) => self.key_file.set_done(done),
            Event::Loss(loss) => self.setup.set_loss(loss),
            Event::Confirmation(confirmation) => {
                // Whoever compares with a device has said whose it is. Somebody else's may have any id it likes.
                if let (ConfirmStep::Done, true, Some((device, _))) =
                    (&confirmation.step, confirmation.own, &confirmation.device)
                {
                    self.devices.met(device);
                }
                let task = self.confirmation.apply(confirmation, wishes);
                return Ok(Action::Task(task.map(Message::Confirmation)));
            }
            Event::Devices(devices) => self.devices.set_devices(devices),
            Event::NewDevice(device) => self.devices.came(device),
            Event::Profile(profile) => self.person.set_profile(profile),
            Event::NoProfile { person, why } => self.person.set_missing(&person, why),
            event => return Err(Box::new(event)),
        }
        Ok(Action::Task(Task::none()))
    }

    /// A wish was fulfilled. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket) -> bool {
        self.setup.done(ticket)
            || self.confirmation.done(ticket)
            || self.devices.done(ticket)
            || self.person.done(ticket)
            || self.key_file.done(ticket)
    }

    /// A wish was refused. None where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> Option<Task<Message>> {
        if self.confirmation.refused(ticket, why) || self.person.refused(ticket, why) {
            return Some(Task::none());
        }
        if let Some(task) = self.devices.refused(ticket, why) {
            return Some(task.map(Message::Devices));
        }
        if let Some(task) = self.key_file.refused(ticket, why) {
            return Some(task.map(Message::KeyFile));
        }
        let task = self.setup.refused(ticket, why)?;
        Some(task.map(Message::Setup))
    }

    /// A page to open in the browser is known. None where the ticket is another's.
    pub fn open_page(&mut self, ticket: Ticket, url: &Arc<str>) -> Option<Task<Message>> {
        if let Some(task) = self.devices.open_page(ticket, url) {
            return Some(task.map(Message::Devices));
        }
        Some(self.setup.open_page(ticket, url)?.map(Message::Setup))
    }

    /// How things stand, once known.
    pub fn trust(&self) -> Option<Trust> {
        self.trust
    }

    /// Shows somebody's page.
    pub fn open_person(&mut self, person: Person, wishes: &mut Wishes) -> Action {
        self.person.open(person, wishes);
        Action::Open(Place::Person, Task::none())
    }

    /// The person's devices.
    pub fn devices(&self) -> &devices::State {
        &self.devices
    }

    /// The page of files of keys.
    pub fn key_file(&self) -> &key_file::State {
        &self.key_file
    }

    /// Somebody's page.
    pub fn person(&self) -> &person::State {
        &self.person
    }

    /// The recovery key is no longer on the clipboard.
    pub fn cleared(&mut self) {
        self.setup.cleared();
    }

    /// The session began anew.
    pub fn resume(&mut self, wishes: &mut Wishes) {
        self.confirmation.resume();
        self.setup.resume(wishes);
        self.key_file.resume();
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
