//! Linux: the Desktop Notifications Specification, version 1.2, over the session bus.

use std::collections::HashMap;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use zbus::blocking::{Connection, Proxy};
use zbus::fdo;
use zbus::zvariant::Value;

use super::{Announcement, NotificationError, NotificationService};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// The longest title and body, in characters.
const TITLE: usize = 200;
const BODY: usize = 400;

/// What a click on the announcement itself is called.
const CLICK: &str = "default";

pub(super) fn ask() -> Result<NotificationService, NotificationError> {
    let bus = Connection::session().map_err(|_| NotificationError::Absent)?;
    let service = Proxy::new(&bus, NAME, PATH, NAME).map_err(|_| NotificationError::Absent)?;
    // Its name, its maker, its version, and the version of the specification.
    let (name, ..): (String, String, String, String) = service
        .call("GetServerInformation", &())
        .map_err(|error| judged(&error))?;
    let able: Vec<String> = service.call("GetCapabilities", &()).map_err(|error| judged(&error))?;
    Ok(NotificationService {
        name: name
            .chars()
            .filter(|character| !character.is_control())
            .take(60)
            .collect(),
        actions: able.iter().any(|what| what == "actions"),
    })
}

pub(super) fn announce(orders: &Receiver<Announcement>, clicked: impl Fn(String) + Send + Sync + 'static) {
    let clicked = Arc::new(clicked);
    let mut desk = None;
    for order in orders {
        if desk.is_none() && matches!(order, Announcement::Show { .. }) {
            desk = Desk::open(clicked.clone()).inspect_err(log).ok();
        }
        let Some(desk) = &desk else { continue };
        let done = match order {
            Announcement::Show {
                key,
                title,
                body,
                sound,
            } => desk.show(key, &title, &body, sound),
            Announcement::Withdraw(key) => desk.withdraw(&key),
            Announcement::WithdrawThose(begin) => desk.withdraw_those(&begin),
            Announcement::WithdrawAll => desk.withdraw_all(),
        };
        done.inspect_err(log).ok();
    }
    if let Some(desk) = desk {
        desk.withdraw_all().inspect_err(log).ok();
    }
}

/// The way to the service, and what stands there.
struct Desk {
    service: Proxy<'static>,
    able: Vec<String>,
    standing: Arc<Standing>,
}

/// The service's numbers for what it shows, by our keys.
#[derive(Default)]
struct Standing(Mutex<HashMap<String, u32>>);

impl Desk {
    fn open(clicked: Arc<impl Fn(String) + Send + Sync + 'static>) -> zbus::Result<Self> {
        let service = Proxy::new(&Connection::session()?, NAME, PATH, NAME)?;
        // Asked first: the bus starts a service that is called, and not one that is listened to.
        let able = service.call("GetCapabilities", &())?;
        let standing = Arc::<Standing>::default();
        // Ends with the bus, or with the program.
        let (signals, heard) = (service.receive_all_signals()?, standing.clone());
        let listening = thread::Builder::new().name("clicks".to_owned()).spawn(move || {
            for signal in signals {
                let (header, body) = (signal.header(), signal.body());
                match header.member().map(|member| member.as_str()) {
                    Some("ActionInvoked") => {
                        if let Ok((id, CLICK)) = body.deserialize::<(u32, &str)>()
                            && let Some(key) = heard.key_of(id)
                        {
                            clicked(key);
                        }
                    }
                    Some("NotificationClosed") => {
                        if let Ok((id, _why)) = body.deserialize::<(u32, u32)>() {
                            heard.lock().retain(|_, standing| *standing != id);
                        }
                    }
                    _ => {}
                }
            }
        });
        listening.map_err(|error| zbus::Error::InputOutput(Arc::new(error)))?;
        Ok(Self {
            service,
            able,
            standing,
        })
    }

    fn show(&self, key: String, title: &str, body: &str, sound: bool) -> zbus::Result<()> {
        let is_able = |what: &str| self.able.iter().any(|able| able == what);
        let (title, mut body) = (plain(title, TITLE), plain(body, BODY));
        if is_able("body-markup") {
            body = escaped(&body);
        }
        let actions: &[&str] = if is_able("actions") { &[CLICK, ""] } else { &[] };
        let sounds = match sound {
            true => ("sound-name", Value::from("message-new-instant")),
            // Some services have a sound for whatever they show.
            false => ("suppress-sound", Value::from(true)),
        };
        let hints = HashMap::from([("category", Value::from("im.received")), sounds]);
        // Held, so that a click is looked up once the number is known.
        let mut standing = self.standing.lock();
        let replaced = standing.get(&key).copied().unwrap_or_default();
        let shown = ("Despatch", replaced, "", title, body, actions, hints, -1);
        standing.insert(key, self.service.call("Notify", &shown)?);
        Ok(())
    }

    fn withdraw(&self, key: &str) -> zbus::Result<()> {
        let standing = self.standing.lock().remove(key);
        standing.map_or(Ok(()), |id| self.close(id))
    }

    fn withdraw_those(&self, begin: &str) -> zbus::Result<()> {
        let mut gone = Vec::new();
        self.standing.lock().retain(|key, id| {
            let stays = !key.starts_with(begin);
            gone.extend((!stays).then_some(*id));
            stays
        });
        gone.into_iter().try_for_each(|id| self.close(id))
    }

    fn withdraw_all(&self) -> zbus::Result<()> {
        let standing = std::mem::take(&mut *self.standing.lock());
        standing.into_values().try_for_each(|id| self.close(id))
    }

    fn close(&self, id: u32) -> zbus::Result<()> {
        match self.service.call("CloseNotification", &(id,)) {
            // It is gone already.
            Err(zbus::Error::MethodError(..)) => Ok(()),
            closed => closed,
        }
    }
}

impl Standing {
    fn key_of(&self, id: u32) -> Option<String> {
        let standing = self.lock();
        standing
            .iter()
            .find(|(_, standing)| **standing == id)
            .map(|(key, _)| key.clone())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Without what a terminal or a typesetter would take for an order.
fn plain(text: &str, most: usize) -> String {
    let shown = |character: &char| !character.is_control() || *character == '\n';
    text.chars().filter(shown).take(most).collect()
}

/// As text, for a service that reads markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Not what was to be shown: an error of the bus may repeat it.
fn log(error: &zbus::Error) {
    tracing::debug!(error = ?judged(error), "not announced");
}

fn judged(error: &zbus::Error) -> NotificationError {
    // The bus's own words for a name that nobody has, and that it can start nobody for.
    let absent = match error {
        zbus::Error::MethodError(name, ..) => {
            name.as_str() == "org.freedesktop.DBus.Error.ServiceUnknown"
                || name.as_str().starts_with("org.freedesktop.DBus.Error.Spawn")
        }
        zbus::Error::FDO(error) => matches!(**error, fdo::Error::ServiceUnknown(_)),
        _ => false,
    };
    if absent {
        NotificationError::Absent
    } else {
        NotificationError::Silent
    }
}
