//! A message that can't be read: why, who can change that, and the one thing to do about it.

use std::sync::Arc;

use kit::menu::{Item, item};
use kit::{Element, Icon};
use model::{Body, KeyStorage, Message as Said, RowKey, Trust, Undecryptable};

use super::Message;
use crate::screen::Scene;
use crate::screen::trust::Place;
use crate::words::{Words, fl};

/// What helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Help {
    /// Its key may be here by now, or in key storage.
    LookAgain,
    /// This device has to be confirmed.
    Confirm,
    /// There is no key storage, or it doesn't work.
    Storage,
    /// Only who wrote it can.
    Ask,
    /// Its sender's identity has to be looked at.
    Person,
    /// It came from a device of one's own, which has to be confirmed.
    Devices,
}

/// Why it can't be read, and who can change that.
pub fn sentence(cause: Undecryptable, words: &Words) -> String {
    match cause {
        Undecryptable::Waiting => fl!(words, "undecryptable-waiting"),
        Undecryptable::BeforeJoin => fl!(words, "undecryptable-before-join"),
        Undecryptable::IdentityChanged => fl!(words, "undecryptable-identity-changed"),
        Undecryptable::UnconfirmedDevice => fl!(words, "undecryptable-unconfirmed-device"),
        Undecryptable::UnknownDevice => fl!(words, "undecryptable-unknown-device"),
        Undecryptable::NotStored => fl!(words, "undecryptable-not-stored"),
        Undecryptable::Locked => fl!(words, "undecryptable-locked"),
        Undecryptable::WithheldUnconfirmed => fl!(words, "undecryptable-withheld-unconfirmed"),
        Undecryptable::Withheld => fl!(words, "undecryptable-withheld"),
    }
}

/// The button of a message that can't be read.
pub fn button<'a>(key: &'a RowKey, said: &'a Said, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let help = help(said, scene.trust)?;
    let (label, icon, message) = way(help, key, said, scene.words);
    let button = kit::button(format!("help:{key}"), label).compact().icon(icon);
    Some(button.on_press(message).into())
}

/// What may be done with a message that can't be read, the button's way first. Asking again is always one more.
pub fn items(key: &RowKey, said: &Said, scene: Scene<'_>) -> Vec<Item<Message>> {
    let Some(first) = help(said, scene.trust) else {
        return Vec::new();
    };
    let ask = (first != Help::Ask && may_ask(said)).then_some(Help::Ask);
    let ways = [first].into_iter().chain(ask);
    ways.map(|help| {
        let (label, icon, message) = way(help, key, said, scene.words);
        item(label, Some(message)).icon(icon)
    })
    .collect()
}

/// What helps with this message as things stand now: what was wrong when it came may be mended since.
fn help(said: &Said, trust: Option<Trust>) -> Option<Help> {
    let Body::Undecryptable(cause) = said.body else {
        return None;
    };
    let confirmed = trust.is_some_and(|trust| trust.confirmed == Some(true));
    let stored = trust.is_some_and(|trust| trust.storage == KeyStorage::On);
    Some(match cause {
        Undecryptable::NotStored if !stored => Help::Storage,
        Undecryptable::Locked | Undecryptable::WithheldUnconfirmed if !confirmed => Help::Confirm,
        Undecryptable::Waiting | Undecryptable::NotStored | Undecryptable::Locked => Help::LookAgain,
        // Nobody asks themselves.
        Undecryptable::UnconfirmedDevice | Undecryptable::UnknownDevice | Undecryptable::IdentityChanged
            if said.own =>
        {
            Help::Devices
        }
        _ if !may_ask(said) => Help::LookAgain,
        Undecryptable::IdentityChanged => Help::Person,
        Undecryptable::BeforeJoin
        | Undecryptable::UnconfirmedDevice
        | Undecryptable::UnknownDevice
        | Undecryptable::WithheldUnconfirmed
        | Undecryptable::Withheld => Help::Ask,
    })
}

fn may_ask(said: &Said) -> bool {
    !said.own && said.allows.reply.is_allowed()
}

fn way(help: Help, key: &RowKey, said: &Said, words: &Words) -> (String, Icon, Message) {
    match help {
        Help::LookAgain => (fl!(words, "look-again"), Icon::Retry, Message::LookAgain(key.clone())),
        Help::Confirm => (
            fl!(words, "confirm-device"),
            Icon::ShieldAlert,
            Message::Trust(Place::Setup),
        ),
        Help::Storage => (fl!(words, "key-storage-show"), Icon::Key, Message::Trust(Place::Setup)),
        Help::Devices => (
            fl!(words, "devices-show"),
            Icon::Monitor,
            Message::Trust(Place::Devices),
        ),
        Help::Ask => {
            let text = Arc::from(fl!(words, "ask-again-text"));
            (
                fl!(words, "ask-again"),
                Icon::Reply,
                Message::AskAgain(key.clone(), text),
            )
        }
        Help::Person => {
            let person = said.sender.clone();
            let label = fl!(words, "person-look", name = &*person.name);
            (label, Icon::ShieldAlert, Message::Person(person))
        }
    }
}
