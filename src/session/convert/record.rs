//! From events to entries of the record. Whatever cannot be understood stays as it came, in `raw`.

use matrix_sdk::deserialized_responses::{
    EncryptionInfo, TimelineEvent, TimelineEventKind, UnableToDecryptReason, VerificationLevel, VerificationState,
};
use records::entry::{Cause, Device, Event, Kind, LateDecryption, OwnSend, Redaction, Relation, Trust};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// The type of what stays in place of a message that was deleted from this device.
pub const EXPIRED: &str = "org.despatch.expired";

/// An event, as it goes on record.
pub struct Recorded {
    /// Its id.
    pub event_id: String,
    /// Whether it could be read.
    pub readable: bool,
    /// The entry.
    pub kind: Kind,
}

/// What is looked at in an event's JSON.
#[derive(Deserialize)]
struct Parts<'a> {
    event_id: String,
    sender: String,
    #[serde(rename = "type")]
    event_type: String,
    #[serde(default)]
    origin_server_ts: Value,
    state_key: Option<String>,
    #[serde(borrow)]
    content: Option<&'a RawValue>,
    unsigned: Option<Unsigned>,
    redacts: Option<String>,
}

#[derive(Deserialize)]
struct Unsigned {
    transaction_id: Option<String>,
}

/// The entry for an event that came; `since` is when this device was signed in, in milliseconds since 1970 began.
/// None where the server sent something without an id or a sender, of which nothing can be shown either.
pub fn recorded(room: &str, event: &TimelineEvent, since: i64) -> Option<Recorded> {
    let raw = event.raw().json().get();
    let parts: Parts<'_> = serde_json::from_str(raw).ok()?;
    let origin_ms = parts.origin_server_ts.as_u64().unwrap_or_default();
    // Nested deeper than anybody reads: it is on record by its bytes.
    let content: Option<Value> = parts
        .content
        .and_then(|content| serde_json::from_str(content.get()).ok());
    let text = |name: &str| Some(content.as_ref()?.get(name)?.as_str()?.to_owned());
    let undecryptable = match &event.kind {
        TimelineEventKind::UnableToDecrypt { utd_info, .. } => {
            let early = i64::try_from(origin_ms).is_ok_and(|sent| sent < since);
            Some(cause(&utd_info.reason, early))
        }
        _ => None,
    };
    // What stays in place of a message whose time was over: that went on record when it came.
    let empty = content
        .as_ref()
        .and_then(Value::as_object)
        .is_some_and(|said| said.is_empty());
    if parts.event_type == EXPIRED && empty {
        return None;
    }
    let redacts = parts.redacts.or_else(|| text("redacts"));
    let kind = match (parts.event_type.as_str(), redacts) {
        ("m.room.redaction", Some(redacts)) => Kind::Redaction(Redaction {
            room: room.to_owned(),
            event_id: parts.event_id.clone(),
            redacts,
            sender: parts.sender,
            origin_ms,
            reason: text("reason"),
            raw: raw.to_owned(),
        }),
        _ => Kind::Event(Event {
            room: room.to_owned(),
            event_id: parts.event_id.clone(),
            sender: parts.sender,
            device: event.encryption_info().map(|info| device(info)),
            origin_ms,
            event_type: parts.event_type,
            state_key: parts.state_key,
            relation: content.as_ref().and_then(relation),
            content: content.filter(|_| undecryptable.is_none()),
            undecryptable,
            transaction: parts.unsigned.and_then(|unsigned| unsigned.transaction_id),
            files: Vec::new(),
            raw: raw.to_owned(),
        }),
    };
    Some(Recorded {
        event_id: parts.event_id,
        readable: undecryptable.is_none(),
        kind,
    })
}

/// The entry for an event that was on record as one nobody here could read, and can be read now.
pub fn late(event: Event) -> Kind {
    Kind::LateDecryption(LateDecryption {
        room: event.room,
        event_id: event.event_id,
        device: event.device.unwrap_or(Device {
            id: None,
            trust: Trust::Unknown,
        }),
        event_type: event.event_type,
        content: event.content.unwrap_or_default(),
        relation: event.relation,
    })
}

/// The entry for what waits to be sent.
pub fn own_send(room: &str, sender: &str, transaction: &str, event_type: &str, content: &str) -> Kind {
    let content: Value = serde_json::from_str(content).unwrap_or_default();
    Kind::OwnSend(OwnSend {
        room: room.to_owned(),
        transaction: transaction.to_owned(),
        sender: sender.to_owned(),
        event_type: event_type.to_owned(),
        relation: relation(&content),
        content,
        files: Vec::new(),
    })
}

fn device(info: &EncryptionInfo) -> Device {
    Device {
        id: info.sender_device.as_ref().map(ToString::to_string),
        trust: match &info.verification_state {
            VerificationState::Verified => Trust::Verified,
            VerificationState::Unverified(level) => match level {
                VerificationLevel::UnverifiedIdentity => Trust::Confirmed,
                VerificationLevel::UnsignedDevice => Trust::Unconfirmed,
                VerificationLevel::VerificationViolation => Trust::Changed,
                VerificationLevel::None(_) | VerificationLevel::MismatchedSender => Trust::Unknown,
            },
        },
    }
}

fn cause(reason: &UnableToDecryptReason, early: bool) -> Cause {
    match reason {
        UnableToDecryptReason::MissingMegolmSession {
            withheld_code: Some(_), ..
        } => Cause::Withheld,
        UnableToDecryptReason::MissingMegolmSession { withheld_code: None }
        | UnableToDecryptReason::UnknownMegolmMessageIndex => match early {
            true => Cause::BeforeThisDevice,
            false => Cause::NoKey,
        },
        UnableToDecryptReason::SenderIdentityNotTrusted(_) => Cause::SenderNotTrusted,
        _ => Cause::Unreadable,
    }
}

/// What it belongs to. An answer in a thread belongs to the thread.
fn relation(content: &Value) -> Option<Relation> {
    let relation = content.get("m.relates_to")?;
    let text = |value: Option<&Value>| Some(value?.as_str()?.to_owned());
    let typed = text(relation.get("rel_type")).zip(text(relation.get("event_id")));
    let (rel_type, event_id) = typed.or_else(|| {
        let answered = text(relation.get("m.in_reply_to").and_then(|to| to.get("event_id")))?;
        Some(("m.in_reply_to".to_owned(), answered))
    })?;
    Some(Relation { rel_type, event_id })
}
