//! A person who writes with another program than ours: matrix-js-sdk under Node, which is what Element Web runs.
//!
//! Sync, rooms, verification's flows, secret storage and backup are JavaScript of its own. Not so the ciphers and the
//! protocol's messages below them: its WebAssembly is matrix-sdk-crypto, as ours is.

mod keys;
mod message;
mod process;
mod program;
mod trust;
mod verification;

use std::{
    cell::RefCell,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{Account, World};
use process::Process;

pub use keys::{Backup, Keys, Restored};
pub use message::{Message, Shade, Shield};
pub use program::install;
pub use trust::{DeviceTrust, UserTrust};
pub use verification::{Emoji, Phase, Progress, Verification};

/// How long a step may take, on a busy machine and across two servers.
const WITHIN: Duration = Duration::from_secs(60);

/// One device of a person. It keeps its keys in memory, and ends when this is dropped: another [`Peer`] of the same
/// account is another device.
///
/// Each method waits for what it is named for, for a minute at most; the error then repeats what the peer said last.
/// One thread at a time uses it.
pub struct Peer {
    process: RefCell<Process>,
    device: Own,
}

/// A device of the peer's own account, as the server lists it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Device {
    /// The device's id.
    pub device_id: String,
    /// What the device calls itself.
    pub display_name: Option<String>,
}

#[derive(Deserialize)]
struct Own {
    user_id: String,
    device_id: String,
    fingerprint: String,
}

impl Peer {
    /// Signs in as a person on a new device and waits for the first sync. It has no identity yet: see
    /// [`Peer::set_up_encryption`] and [`Peer::recover`].
    ///
    /// It calls the server where the harness does, so no stranger is counted.
    pub fn start(world: &World, account: &Account, device_name: &str) -> Result<Peer> {
        let mut process = Process::start(world.authority().file())?;
        let login = json!({
            "base_url": account.base,
            "user": account.localpart,
            "password": account.password,
            "device_name": device_name,
        });
        let device = serde_json::from_value(process.ask("login", &login, Instant::now() + WITHIN)?)?;
        let peer = Peer {
            process: RefCell::new(process),
            device,
        };
        peer.until_true("the first sync", "synced", &json!({}))?;
        Ok(peer)
    }

    /// The person's whole user id.
    pub fn user_id(&self) -> &str {
        &self.device.user_id
    }

    /// This device's id.
    pub fn device_id(&self) -> &str {
        &self.device.device_id
    }

    /// This device's Ed25519 key, in base64.
    pub fn fingerprint(&self) -> &str {
        &self.device.fingerprint
    }

    /// The account's devices, as the server lists them.
    pub fn devices(&self) -> Result<Vec<Device>> {
        self.ask("devices", &json!({}))
    }

    /// Signs this device out.
    pub fn logout(self) -> Result<()> {
        self.ask("logout", &json!({}))
    }

    /// Creates an encrypted room with one other person, invites them, and gives the room's id.
    pub fn create_dm(&self, user: &str) -> Result<String> {
        let room: String = self.ask("create_dm", &json!({ "user": user }))?;
        self.until_true("a room that encrypts", "encrypts", &json!({ "room": room }))?;
        Ok(room)
    }

    /// Invites a person.
    pub fn invite(&self, room: &str, user: &str) -> Result<()> {
        self.ask("invite", &json!({ "room": room, "user": user }))
    }

    /// Waits for the invitation to a room, and joins.
    pub fn join(&self, room: &str) -> Result<()> {
        self.wait_for_member(room, self.user_id(), "invite")?;
        self.ask::<()>("join", &json!({ "room": room }))?;
        self.wait_for_member(room, self.user_id(), "join")
    }

    /// Leaves a room, or declines an invitation.
    pub fn leave(&self, room: &str) -> Result<()> {
        self.ask("leave", &json!({ "room": room }))
    }

    /// Waits until a person's membership is what is said: `join`, `invite`, `leave`, ...
    pub fn wait_for_member(&self, room: &str, user: &str, membership: &str) -> Result<()> {
        let whose = json!({ "room": room, "user": user });
        self.until(&format!("{membership} of {user} in {room}"), || {
            let now: Option<String> = self.ask("membership", &whose)?;
            Ok((now.as_deref() == Some(membership)).then_some(()))
        })
    }

    /// Sends a text, encrypted, and gives the event's id. Waits until the peer knows that the room encrypts.
    pub fn say(&self, room: &str, text: &str) -> Result<String> {
        self.until_true("a room that encrypts", "encrypts", &json!({ "room": room }))?;
        self.ask("say", &json!({ "room": room, "text": text }))
    }

    /// Sends any event, encrypted, and gives its id. Waits until the peer knows that the room encrypts.
    pub fn send(&self, room: &str, kind: &str, content: Value) -> Result<String> {
        self.until_true("a room that encrypts", "encrypts", &json!({ "room": room }))?;
        self.ask("send", &json!({ "room": room, "kind": kind, "content": content }))
    }

    /// Sends a file of this media type, encrypted, with what else a message says of it, and gives the message's id.
    pub fn attach(&self, room: &str, content: Value, bytes: &[u8], media_type: &str) -> Result<String> {
        self.until_true("a room that encrypts", "encrypts", &json!({ "room": room }))?;
        let bytes = STANDARD.encode(bytes);
        let file = json!({ "room": room, "content": content, "bytes": bytes, "type": media_type });
        self.ask("attach", &file)
    }

    /// The file of a message, by its content, opened.
    pub fn file(&self, content: &Value) -> Result<Vec<u8>> {
        let bytes: String = self.ask("file", &json!({ "file": content["file"] }))?;
        STANDARD.decode(bytes).context("what the peer gave is no base64")
    }

    /// Changes a text, encrypted, and gives the id of the change. Waits until the peer knows that the room encrypts.
    pub fn change(&self, room: &str, event: &str, text: &str) -> Result<String> {
        self.until_true("a room that encrypts", "encrypts", &json!({ "room": room }))?;
        self.ask("change", &json!({ "room": room, "event": event, "text": text }))
    }

    /// Sends a state event and gives its id.
    pub fn send_state(&self, room: &str, kind: &str, content: Value) -> Result<String> {
        self.ask("send_state", &json!({ "room": room, "kind": kind, "content": content }))
    }

    /// Deletes an event.
    pub fn redact(&self, room: &str, event: &str) -> Result<String> {
        self.ask("redact", &json!({ "room": room, "event": event }))
    }

    /// What a state event of a room with an empty key says, as far as the peer has synced it.
    pub fn state(&self, room: &str, kind: &str) -> Result<Option<Value>> {
        self.ask("state", &json!({ "room": room, "kind": kind }))
    }

    /// Every message of every room, as far as the peer has synced it.
    pub fn messages(&self) -> Result<Vec<Message>> {
        self.ask("messages", &json!({}))
    }

    /// Waits for a message that can be read and is this text.
    pub fn wait_for_text(&self, text: &str) -> Result<Message> {
        self.wait_for_message(&format!("the text {text:?}"), |message| {
            message.text.as_deref() == Some(text)
        })
    }

    /// Waits for an event that the peer has tried to decrypt and could not. A key that comes later makes it readable:
    /// [`Peer::wait_for_text`].
    pub fn wait_for_undecryptable(&self, event: &str) -> Result<Message> {
        self.wait_for_message(&format!("{event}, which can't be decrypted"), |message| {
            message.event_id == event && message.failure.is_some()
        })
    }

    /// The messages that can't be decrypted now.
    pub fn undecryptable(&self) -> Result<Vec<Message>> {
        let mut messages = self.messages()?;
        messages.retain(|message| message.failure.is_some());
        Ok(messages)
    }

    /// Waits for any message.
    pub fn wait_for_message(&self, what: &str, wanted: impl Fn(&Message) -> bool) -> Result<Message> {
        self.until(what, || Ok(self.messages()?.into_iter().find(&wanted)))
    }

    /// Looks until there is something, again whenever something has changed for the peer.
    pub fn until<T>(&self, what: &str, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
        let deadline = Instant::now() + WITHIN;
        loop {
            self.process.borrow_mut().settle();
            if let Some(found) = look().with_context(|| format!("looking for {what}"))? {
                return Ok(found);
            }
            self.process.borrow_mut().wait(what, deadline)?;
        }
    }

    fn until_true(&self, what: &str, name: &str, parameters: &Value) -> Result<()> {
        self.until(what, || Ok(self.ask::<bool>(name, parameters)?.then_some(())))
    }

    fn ask<T: DeserializeOwned>(&self, name: &str, parameters: &Value) -> Result<T> {
        let answer = self
            .process
            .borrow_mut()
            .ask(name, parameters, Instant::now() + WITHIN)?;
        serde_json::from_value(answer).with_context(|| format!("an answer to {name} that nobody understands"))
    }
}
