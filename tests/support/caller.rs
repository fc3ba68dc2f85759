//! A person's raw client: the client-server API without any encryption, to arrange scenes and to look behind them.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::{http::Agent, unique};

/// Signed in on one server, speaking plain HTTP API. It owns no keys: what it sends is not encrypted, what it reads is
/// what the server sees.
#[derive(Clone)]
pub struct Caller {
    /// Whole user id.
    pub user_id: String,
    /// The token of this device.
    pub access_token: String,
    /// This device.
    pub device_id: String,
    pub(crate) agent: Agent,
    pub(crate) base: String,
}

impl Caller {
    /// Any request below the server's root; fails when the answer is not a success.
    pub fn request(&self, method: &str, path: &str, body: Option<Value>) -> Result<Value> {
        self.agent.call(
            method,
            &format!("{}{path}", self.base),
            Some(&self.access_token),
            body.as_ref(),
        )
    }

    /// Any request below the server's root; the answer whatever its status.
    pub fn raw(&self, method: &str, path: &str, body: Option<Value>) -> Result<(u16, Value)> {
        self.agent.json(
            method,
            &format!("{}{path}", self.base),
            Some(&self.access_token),
            body.as_ref(),
        )
    }

    /// Creates a room from a `createRoom` body and gives its id.
    pub fn create_room(&self, body: Value) -> Result<String> {
        let answer = self.request("POST", "/_matrix/client/v3/createRoom", Some(body))?;
        text(&answer, "room_id")
    }

    /// Invites a person.
    pub fn invite(&self, room: &str, user_id: &str) -> Result<()> {
        self.in_room("POST", room, "invite", Some(json!({ "user_id": user_id })))
            .map(drop)
    }

    /// Joins a room by id or alias, by way of these servers.
    pub fn join(&self, room: &str, via: &[&str]) -> Result<String> {
        let via: String = via
            .iter()
            .map(|server| format!("&via={}&server_name={}", encode(server), encode(server)))
            .collect();
        let path = format!("/_matrix/client/v3/join/{}?_=0{via}", encode(room));
        text(&self.request("POST", &path, Some(json!({})))?, "room_id")
    }

    /// Leaves a room, or declines an invitation.
    pub fn leave(&self, room: &str) -> Result<()> {
        self.in_room("POST", room, "leave", Some(json!({}))).map(drop)
    }

    /// Removes a person.
    pub fn kick(&self, room: &str, user_id: &str) -> Result<()> {
        self.in_room("POST", room, "kick", Some(json!({ "user_id": user_id })))
            .map(drop)
    }

    /// Sends an event of any type, not encrypted; gives its id.
    pub fn send(&self, room: &str, kind: &str, content: Value) -> Result<String> {
        let answer = self.in_room(
            "PUT",
            room,
            &format!("send/{}/{}", encode(kind), unique("t")),
            Some(content),
        )?;
        text(&answer, "event_id")
    }

    /// Sends a plain text message, not encrypted; gives its id.
    pub fn say(&self, room: &str, body: &str) -> Result<String> {
        self.send(room, "m.room.message", json!({ "msgtype": "m.text", "body": body }))
    }

    /// Sends a state event; gives its id.
    pub fn set_state(&self, room: &str, kind: &str, key: &str, content: Value) -> Result<String> {
        let answer = self.in_room(
            "PUT",
            room,
            &format!("state/{}/{}", encode(kind), encode(key)),
            Some(content),
        )?;
        text(&answer, "event_id")
    }

    /// Redacts an event; gives the redaction's id.
    pub fn redact(&self, room: &str, event: &str) -> Result<String> {
        let path = format!("redact/{}/{}", encode(event), unique("t"));
        text(&self.in_room("PUT", room, &path, Some(json!({})))?, "event_id")
    }

    /// The whole current state of a room.
    pub fn state(&self, room: &str) -> Result<Vec<Value>> {
        let answer = self.in_room("GET", room, "state", None)?;
        Ok(answer.as_array().cloned().unwrap_or_default())
    }

    /// One event as the server has it.
    pub fn event(&self, room: &str, event: &str) -> Result<Value> {
        self.in_room("GET", room, &format!("event/{}", encode(event)), None)
    }

    /// All events of a room that this person may see, newest first.
    pub fn messages(&self, room: &str) -> Result<Vec<Value>> {
        let mut events = Vec::new();
        let mut from = String::new();
        loop {
            let page = self.in_room("GET", room, &format!("messages?dir=b&limit=500{from}"), None)?;
            let chunk = page["chunk"].as_array().cloned().unwrap_or_default();
            let more = page["end"].as_str().map(|end| format!("&from={}", encode(end)));
            let empty = chunk.is_empty();
            events.extend(chunk);
            match more {
                Some(next) if !empty => from = next,
                _ => return Ok(events),
            }
        }
    }

    /// Ids of the rooms this person has joined.
    pub fn joined_rooms(&self) -> Result<Vec<String>> {
        let answer = self.request("GET", "/_matrix/client/v3/joined_rooms", None)?;
        let rooms = answer["joined_rooms"].as_array().into_iter().flatten();
        Ok(rooms.filter_map(|room| room.as_str().map(str::to_owned)).collect())
    }

    /// The membership of a person in a room (`join`, `invite`, `leave`, ...), if the server knows any.
    pub fn membership(&self, room: &str, user_id: &str) -> Result<Option<String>> {
        let path = format!(
            "/_matrix/client/v3/rooms/{}/state/m.room.member/{}",
            encode(room),
            encode(user_id)
        );
        let (_, member) = self.raw("GET", &path, None)?;
        Ok(member["membership"].as_str().map(str::to_owned))
    }

    /// The signed-in devices of this person.
    pub fn devices(&self) -> Result<Vec<Value>> {
        let answer = self.request("GET", "/_matrix/client/v3/devices", None)?;
        Ok(answer["devices"].as_array().cloned().unwrap_or_default())
    }

    /// Marks a room as a direct one with these people, in this person's account data.
    pub fn mark_direct(&self, room: &str, user_id: &str) -> Result<()> {
        let path = format!(
            "/_matrix/client/v3/user/{}/account_data/m.direct",
            encode(&self.user_id)
        );
        let (status, mut direct) = self.raw("GET", &path, None)?;
        if status != 200 {
            direct = json!({});
        }
        match direct[user_id].as_array_mut() {
            Some(rooms) => rooms.push(json!(room)),
            None => direct[user_id] = json!([room]),
        }
        self.request("PUT", &path, Some(direct)).map(drop)
    }

    fn in_room(&self, method: &str, room: &str, rest: &str, body: Option<Value>) -> Result<Value> {
        self.request(
            method,
            &format!("/_matrix/client/v3/rooms/{}/{rest}", encode(room)),
            body,
        )
    }
}

/// Percent-encodes one segment of a path or one value of a query.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => encoded.push(char::from(byte)),
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}

pub(crate) fn text(answer: &Value, field: &str) -> Result<String> {
    answer[field]
        .as_str()
        .map(str::to_owned)
        .with_context(|| format!("no {field} in {answer}"))
}
