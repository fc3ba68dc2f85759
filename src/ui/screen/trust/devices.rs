//! The page of the person's own devices, and devices that signed in while the program ran.

mod view;

use std::sync::Arc;

use iced::Task;
use iced::widget::operation;
use model::{Command, Device, DeviceId, Means, Purpose, Ticket, Whom, Why};

use crate::screen::asking::Asking;
use crate::screen::password::{self, Entry};
use crate::wishes::Wishes;

pub use view::{named, stranger, view};

/// The field for the password, for focus.
pub const PASSWORD: &str = "devices:password";
/// The field for a name, for focus.
pub const NAME: &str = "devices:name";

/// The devices, and what is being done to them.
#[derive(Debug, Default)]
pub struct State {
    devices: Option<Arc<[Device]>>,
    /// Devices that signed in, of which the person has not said whether it was them.
    strangers: Vec<Device>,
    /// Devices that the person compared with: they are theirs, also where the report of the sign-in comes later than that.
    met: Vec<DeviceId>,
    renaming: Option<Renaming>,
    leaving: Option<Leaving>,
    entry: Entry,
    /// A confirmation asked for.
    asking: Asking,
    /// Somebody else's device was signed out: what to do next is said.
    advises: bool,
}

/// A device that is being given a name.
#[derive(Debug)]
struct Renaming {
    device: DeviceId,
    name: String,
    asking: Asking,
}

/// Devices whose session is to be ended, once the password was typed.
#[derive(Debug)]
struct Leaving {
    devices: Vec<Device>,
    /// It was somebody else.
    stranger: bool,
}

/// What happens to devices.
#[derive(Clone, Debug)]
pub enum Message {
    /// Back to where one was.
    Back,
    /// Give this device a name.
    Rename(DeviceId),
    /// The name changed.
    Name(String),
    /// That is its name.
    SaveName,
    /// Confirm this device, by these means.
    Confirm(DeviceId, Means),
    /// End the session of this device.
    SignOut(DeviceId),
    /// End the sessions of all devices but this one.
    SignOutOthers,
    /// In the field for the password.
    Entry(password::Message),
    /// No name, or no end of a session, after all.
    Cancel,
    /// The new sign-in was the person.
    Known(DeviceId),
    /// It was somebody else.
    Stranger(DeviceId),
}

/// What this asks of the program.
#[derive(Debug)]
pub enum Action {
    /// Nothing more than this work.
    Task(Task<Message>),
    /// Show the page, and do this work.
    Open(Task<Message>),
    /// Leave it.
    Back,
}

impl State {
    /// Asks for the devices, before the page is shown.
    pub fn open(&mut self, wishes: &mut Wishes) {
        self.stay();
        self.renaming = None;
        self.asking.forget();
        self.advises = false;
        wishes.send(Command::ListDevices);
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::Back if self.leaving.is_some() => self.stay(),
            Message::Back => return Action::Back,
            Message::Rename(device) => {
                let name = self.device(&device).map(|device| device.name.to_string());
                self.renaming = Some(Renaming {
                    device,
                    name: name.unwrap_or_default(),
                    asking: Asking::default(),
                });
                return Action::Task(Task::batch([operation::focus(NAME), operation::select_all(NAME)]));
            }
            Message::Name(name) => {
                if let Some(renaming) = &mut self.renaming {
                    renaming.name = name;
                    renaming.asking.forget();
                }
            }
            Message::SaveName => {
                if let Some(renaming) = self.renaming.as_mut().filter(|renaming| renaming.is_ready()) {
                    let (device, name) = (renaming.device.clone(), renaming.name.trim().to_owned());
                    renaming
                        .asking
                        .ask(wishes, |ticket| Command::RenameDevice { ticket, device, name });
                }
            }
            Message::Confirm(device, by) => {
                let new = self.strangers.iter().any(|stranger| stranger.id == device);
                self.known(&device);
                let whom = Whom::Device(device);
                self.asking.ask(wishes, |ticket| Command::Confirm { ticket, whom, by });
                if new {
                    wishes.send(Command::ListDevices);
                    return Action::Open(Task::none());
                }
            }
            Message::SignOut(device) => {
                let devices = self.device(&device).cloned().into_iter().collect();
                return Action::Task(self.leave(devices, false));
            }
            Message::SignOutOthers => {
                let all = self.devices.iter().flat_map(|devices| devices.iter());
                let others = all.filter(|device| !device.this).cloned().collect();
                return Action::Task(self.leave(others, false));
            }
            Message::Entry(message) => {
                let leaving = self.leaving.iter().flat_map(|leaving| &leaving.devices);
                let devices: Vec<DeviceId> = leaving.map(|device| device.id.clone()).collect();
                let purpose = || Purpose::SignOutDevices(devices.clone());
                let wish = |ticket, password| Command::SignOutDevices {
                    ticket,
                    devices: devices.clone(),
                    password,
                };
                if let password::Action::Task(task) = self.entry.update(message, wishes, purpose, wish) {
                    return Action::Task(task.map(Message::Entry));
                }
            }
            Message::Cancel => {
                self.renaming = None;
                self.stay();
            }
            Message::Known(device) => self.known(&device),
            Message::Stranger(device) => {
                if let Some(at) = self.strangers.iter().position(|stranger| stranger.id == device) {
                    let stranger = self.strangers.remove(at);
                    wishes.send(Command::ListDevices);
                    return Action::Open(self.leave(vec![stranger], true));
                }
            }
        }
        Action::Task(Task::none())
    }

    /// Takes over which devices there are.
    pub fn set_devices(&mut self, devices: Arc<[Device]>) {
        // What is known of each now: it may have been confirmed with the recovery key.
        let now = |stranger: &Device| devices.iter().find(|device| device.id == stranger.id).cloned();
        self.strangers = self.strangers.iter().filter_map(now).collect();
        self.devices = Some(devices);
    }

    /// A device signed in.
    pub fn came(&mut self, device: Device) {
        self.known(&device.id);
        if !self.met.contains(&device.id) {
            self.strangers.push(device);
        }
    }

    /// The person compared with that device: it is theirs beyond doubt.
    pub fn met(&mut self, device: &DeviceId) {
        self.known(device);
        self.met.push(device.clone());
    }

    /// A wish was fulfilled. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket) -> bool {
        if self.entry.done(ticket) {
            self.advises = self.leaving.take().is_some_and(|leaving| leaving.stranger);
            return true;
        }
        if self.renaming.take_if(|it| it.asking.awaits(ticket)).is_some() {
            return true;
        }
        self.asking.done(ticket)
    }

    /// A wish was refused. None where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> Option<Task<Message>> {
        if let Some(task) = self.entry.refused(ticket, why, PASSWORD) {
            return Some(task.map(Message::Entry));
        }
        if let Some(renaming) = &mut self.renaming
            && renaming.asking.refused(ticket, why)
        {
            return Some(operation::focus(NAME));
        }
        self.asking.refused(ticket, why).then(Task::none)
    }

    /// The page to open is known. None where the ticket is another's.
    pub fn open_page(&mut self, ticket: Ticket, url: &Arc<str>) -> Option<Task<Message>> {
        Some(self.entry.open(ticket, url)?.map(Message::Entry))
    }

    /// The devices, once known.
    pub fn devices(&self) -> Option<&Arc<[Device]>> {
        self.devices.as_ref()
    }

    /// The first new sign-in of which nothing was said yet.
    pub fn first_stranger(&self) -> Option<&Device> {
        self.strangers.first()
    }

    fn known(&mut self, device: &DeviceId) {
        self.strangers.retain(|stranger| stranger.id != *device);
    }

    fn device(&self, id: &DeviceId) -> Option<&Device> {
        self.devices
            .iter()
            .flat_map(|devices| devices.iter())
            .find(|device| device.id == *id)
    }

    fn leave(&mut self, devices: Vec<Device>, stranger: bool) -> Task<Message> {
        if devices.is_empty() || self.entry.is_pending() {
            return Task::none();
        }
        self.entry = Entry::default();
        self.advises = false;
        self.leaving = Some(Leaving { devices, stranger });
        operation::focus(PASSWORD)
    }

    fn stay(&mut self) {
        if !self.entry.is_pending() {
            self.leaving = None;
            self.entry = Entry::default();
        }
    }
}

impl Renaming {
    fn is_ready(&self) -> bool {
        !self.asking.is_pending() && !self.name.trim().is_empty()
    }
}
