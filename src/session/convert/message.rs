//! A message row: who, what, in answer to what, and how far it has come.

use std::sync::Arc;

use matrix_sdk::ruma::{MilliSecondsSinceUnixEpoch, OwnedEventId};
use matrix_sdk_ui::timeline::{
    EmbeddedEvent, EncryptedMessage, EventSendState, EventTimelineItem, InReplyToDetails, MediaUploadProgress,
    MsgLikeContent, MsgLikeKind, ReactionsByKeyBySender, TimelineDetails, TimelineEventShieldState,
    TimelineEventShieldStateCode, TimelineItemContent,
};
use model::{Body, Closed, EventId, Failure, Gone, Message, Person, Quote, Reaction, Reader, SendState, Shield};

use super::trust::Came;
use super::{Lens, allows, body, failure, names, poll, trust};

/// The message of an event that is one.
pub(super) fn message(event: &EventTimelineItem, lens: &Lens<'_>) -> Message {
    let content = event.content();
    let mut body = body_of(content);
    if let (Body::Poll(poll), Some(id)) = (&mut body, event.event_id()) {
        let votes = (lens.votes)(id).unwrap_or_default();
        poll::count(poll, &votes, lens.own);
    }
    let calls = content.as_message().and_then(|message| message.mentions());
    body::judge(&mut body, calls.is_some_and(|calls| calls.room), lens);
    let shield = shield(event, lens, &body);
    let lure = !event.is_own() && body.plain().is_some_and(|plain| (lens.lure)(plain));
    let closed = shield.closed();
    if let Some(why) = closed {
        body = Body::Closed(why, Box::new(body));
    }
    Message {
        event: event.event_id().map(|id| EventId::from(id.as_str())),
        sender: lens.sender(event.sender(), event.sender_profile()),
        own: event.is_own(),
        at: i64::from(event.timestamp().0),
        edited: content.as_message().is_some_and(|message| message.is_edited())
            || content.as_poll().is_some_and(|poll| poll.is_edit()),
        pinned: event.event_id().is_some_and(lens.pinned),
        mentions_me: event.is_highlighted() && !event.is_own() && closed.is_none(),
        reply: content.in_reply_to().map(|details| quote(&details, lens)),
        thread: content.thread_summary().and(event.event_id()).and_then(lens.thread),
        reactions: content.reactions().map(|all| reactions(all, lens)).unwrap_or_default(),
        read_by: readers(event, lens),
        state: state(event, lens),
        shield,
        key_from: key_from(event, lens),
        lure,
        allows: allows::allows(event, &body, lens),
        body,
    }
}

/// The SDK's shield tells only what came in clear: of the rest it makes less than there is to know.
fn shield(event: &EventTimelineItem, lens: &Lens<'_>, body: &Body) -> Shield {
    let clear = TimelineEventShieldState::Red {
        code: TimelineEventShieldStateCode::SentInClear,
    };
    let came = Came {
        info: event.encryption_info(),
        clear: event.get_shield(false) == clear,
        own: event.is_own(),
        written: written(event),
        repeated: ids(event).any(|id| (lens.repeated)(&id)),
    };
    trust::shield(&came, lens.since, body)
}

/// The events that a message is shown by: its own, and the change whose words it has.
fn ids(event: &EventTimelineItem) -> impl Iterator<Item = OwnedEventId> {
    let change = event.latest_edit_json();
    let change = change.and_then(|change| change.get_field("event_id").ok().flatten());
    event.event_id().map(ToOwned::to_owned).into_iter().chain(change)
}

/// When these words were written, by what the sender's server says. The SDK judges a changed message by the key of the change, and keeps
/// the time of the message.
fn written(event: &EventTimelineItem) -> i64 {
    let first = i64::from(event.timestamp().0);
    let Some(change) = event.latest_edit_json() else {
        return first;
    };
    let changed = change.get_field::<MilliSecondsSinceUnixEpoch>("origin_server_ts");
    changed.ok().flatten().map_or(i64::MAX, |at| i64::from(at.0)).max(first)
}

/// Why a message that can be read is not shown; none where it is.
fn closed(event: &EventTimelineItem, lens: &Lens<'_>) -> Option<Closed> {
    shield(event, lens, &body_of(event.content())).closed()
}

fn key_from(event: &EventTimelineItem, lens: &Lens<'_>) -> Option<Person> {
    let forwarder = event.encryption_info()?.forwarder.as_ref()?;
    Some(lens.someone(&forwarder.user_id))
}

/// What the list shows of a message, in one line; empty where it has no words.
pub fn preview(content: &TimelineItemContent) -> Arc<str> {
    body::line(&body_of(content))
}

fn body_of(content: &TimelineItemContent) -> Body {
    let TimelineItemContent::MsgLike(MsgLikeContent { kind, .. }) = content else {
        return Body::Unsupported;
    };
    match kind {
        MsgLikeKind::Message(message) => body::body(message.msgtype()),
        MsgLikeKind::Redacted => Body::Redacted,
        MsgLikeKind::UnableToDecrypt(EncryptedMessage::MegolmV1AesSha2 { cause, .. }) => {
            Body::Undecryptable(trust::undecryptable(*cause))
        }
        MsgLikeKind::Poll(poll) => poll::of(poll),
        // An algorithm that no key will ever open.
        MsgLikeKind::UnableToDecrypt(_) => Body::Unsupported,
        MsgLikeKind::Sticker(_) | MsgLikeKind::Other(_) | MsgLikeKind::LiveLocation(_) => Body::Unsupported,
    }
}

/// One level only: what the quoted message itself answers is not followed.
fn quote(details: &InReplyToDetails, lens: &Lens<'_>) -> Quote {
    let quoted = (lens.loaded)(&details.event_id);
    let closed = quoted.as_ref().and_then(|item| closed(item.as_event()?, lens));
    let content = match &details.event {
        // It outlives what it answers, and does not bring that back.
        TimelineDetails::Ready(embedded) if (lens.over)(i64::from(embedded.timestamp.0)) => None,
        TimelineDetails::Ready(embedded) if (lens.ignored)(&embedded.sender) => None,
        // How it came can be told only of what is loaded.
        TimelineDetails::Ready(embedded) if quoted.is_some() => {
            let EmbeddedEvent {
                sender,
                sender_profile,
                content,
                ..
            } = embedded.as_ref();
            let line = if closed.is_some() { "".into() } else { preview(content) };
            Some((lens.sender(sender, sender_profile), line))
        }
        _ => None,
    };
    Quote {
        event: EventId::from(details.event_id.as_str()),
        content,
        closed,
    }
}

fn reactions(all: &ReactionsByKeyBySender, lens: &Lens<'_>) -> Vec<Reaction> {
    let shown = all.iter().map(|(key, senders)| {
        let senders = senders.keys().filter(|sender| !(lens.ignored)(sender));
        Reaction {
            key: names::shown_title(key),
            mine: senders.clone().any(|sender| sender == lens.own),
            people: senders.map(|sender| lens.someone(sender).name).collect(),
        }
    });
    shown.filter(|reaction| !reaction.people.is_empty()).collect()
}

/// Others who have read up to here, and no further.
pub(super) fn readers(event: &EventTimelineItem, lens: &Lens<'_>) -> Vec<Reader> {
    let others = event
        .read_receipts()
        .iter()
        .filter(|(user, _)| *user != lens.own && *user != event.sender());
    others
        .map(|(user, receipt)| Reader {
            person: lens.someone(user),
            at: receipt.ts.map(|at| i64::from(at.0)),
        })
        .collect()
}

/// How far one's own message, change or deletion has come.
fn state(event: &EventTimelineItem, lens: &Lens<'_>) -> SendState {
    let changes = [
        event.send_state(),
        event.edit_send_state(),
        event.redaction_send_state(),
    ];
    let states = changes
        .into_iter()
        .flatten()
        .map(|state| send_state(state, lens.online));
    states.max_by_key(urgency).unwrap_or(SendState::Sent)
}

fn send_state(state: &EventSendState, online: bool) -> SendState {
    match state {
        EventSendState::Sent { .. } => SendState::Sent,
        EventSendState::NotSentYet { progress } if online => SendState::Sending(progress.as_ref().map(gone)),
        EventSendState::NotSentYet { .. } => SendState::Waiting,
        EventSendState::SendingFailed { error, is_recoverable } => failed(failure::failure(error), *is_recoverable),
    }
}

fn gone(upload: &MediaUploadProgress) -> Gone {
    let (sent, total) = (upload.progress.current as u64, upload.progress.total as u64);
    Gone { sent, total }
}

/// The queue goes on by itself after what passes by itself.
fn failed(failure: Failure, recoverable: bool) -> SendState {
    if recoverable && failure.retry_helps() {
        SendState::Waiting
    } else {
        SendState::Failed(failure)
    }
}

fn urgency(state: &SendState) -> u8 {
    match state {
        SendState::Sent => 0,
        SendState::Sending(_) => 1,
        SendState::Waiting => 2,
        SendState::Failed(_) => 3,
    }
}
