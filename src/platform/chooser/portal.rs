//! Linux: org.freedesktop.portal.FileChooser of the XDG desktop portal, over the session bus. It works inside a sandbox too, and
//! needs no toolkit.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;

use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, MessageIterator, Proxy, connection};
use zbus::message::Message;
use zbus::names::{OwnedUniqueName, UniqueName};
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

use super::NoChooser;
use crate::file_uri;

const NAME: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const CHOOSER: &str = "org.freedesktop.portal.FileChooser";
const REQUEST: &str = "org.freedesktop.portal.Request";

/// How long the portal may take to say that it has opened its window.
const PATIENCE: Duration = Duration::from_secs(15);

/// What the portal says when somebody has chosen, and when they have not.
const CHOSEN: u32 = 0;
const CANCELLED: u32 = 1;

pub(super) fn choose(title: &str) -> Result<Vec<PathBuf>, NoChooser> {
    ask(title).inspect_err(log).ok().flatten().ok_or(NoChooser)
}

/// None where the portal broke off.
fn ask(title: &str) -> zbus::Result<Option<Vec<PathBuf>>> {
    let bus = connection::Builder::session()?.method_timeout(PATIENCE).build()?;
    // Listened to before it is asked: the answer may come before the call returns.
    let rules = [
        format!("type='signal',sender='{NAME}',interface='{REQUEST}',member='Response'"),
        format!("type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{NAME}'"),
    ];
    let bureau = DBusProxy::new(&bus)?;
    for rule in &rules {
        bureau.add_match_rule(rule.as_str().try_into()?)?;
    }
    let heard = MessageIterator::from(&bus);
    // Whoever answers has to be whoever is asked: anybody on the bus may send a signal of this name.
    let portal = owner(&bureau)?;
    let request = open(&bus, title)?;
    for message in heard {
        let message = message?;
        let header = message.header();
        match header.member().map(|member| member.as_str()) {
            Some("Response")
                if header.path().is_some_and(|path| *path == *request) && header.sender() == Some(&*portal) =>
            {
                return answer(&message);
            }
            Some("NameOwnerChanged") if has_gone(&message, &portal) => return Ok(None),
            _ => {}
        }
    }
    Ok(None)
}

/// Who the portal is. The bus starts one where none runs yet.
fn owner(bureau: &DBusProxy<'_>) -> zbus::Result<OwnedUniqueName> {
    match bureau.get_name_owner(NAME.try_into()?) {
        Ok(portal) => Ok(portal),
        Err(_) => {
            bureau.start_service_by_name(NAME.try_into()?, 0)?;
            Ok(bureau.get_name_owner(NAME.try_into()?)?)
        }
    }
}

/// Asks for the window, and gives what its answer will come from.
fn open(bus: &Connection, title: &str) -> zbus::Result<OwnedObjectPath> {
    let mut token = [0; 8];
    getrandom::fill(&mut token).map_err(|error| zbus::Error::Failure(error.to_string()))?;
    let token = format!("despatch{:016x}", u64::from_ne_bytes(token));
    let options = HashMap::from([("handle_token", Value::from(token)), ("multiple", Value::from(true))]);
    Proxy::new(bus, NAME, PATH, CHOOSER)?.call("OpenFile", &("", title, options))
}

fn answer(message: &Message) -> zbus::Result<Option<Vec<PathBuf>>> {
    let body = message.body();
    let (answer, mut results): (u32, HashMap<String, OwnedValue>) = body.deserialize()?;
    match answer {
        CHOSEN => {
            let uris = results.remove("uris").map(Vec::<String>::try_from).transpose()?;
            let uris = uris.unwrap_or_default();
            Ok(Some(uris.iter().filter_map(|uri| file_uri::path(uri)).collect()))
        }
        CANCELLED => Ok(Some(Vec::new())),
        _ => Ok(None),
    }
}

/// Whether the portal has left the bus, and its window with it.
fn has_gone(message: &Message, portal: &UniqueName<'_>) -> bool {
    let body = message.body();
    let told: zbus::Result<(String, String, String)> = body.deserialize();
    told.is_ok_and(|(name, before, _)| name == NAME && before == portal.as_str())
}

/// Not what was chosen: an error of the bus may repeat it.
fn log(error: &zbus::Error) {
    let kind = match error {
        zbus::Error::MethodError(name, ..) => name.to_string(),
        _ => String::new(),
    };
    tracing::debug!(kind, "no files chosen through the portal");
}
