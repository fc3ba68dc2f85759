//! A message by its event alone, or by that of a change: what the SDK's timeline does for what it has loaded.

use matrix_sdk::deserialized_responses::{TimelineEvent, TimelineEventKind};
use matrix_sdk::ruma::events::relation::RelationType;
use matrix_sdk::ruma::events::room::message::Relation;
use matrix_sdk::ruma::events::{AnySyncMessageLikeEvent, AnySyncTimelineEvent, SyncMessageLikeEvent};
use matrix_sdk_base::crypto::types::events::{CryptoContextInfo, UtdCause};
use matrix_sdk_base::serde_helpers::extract_relation;
use model::{Body, EventId, Message, MessageAllows, SendState};

use super::trust::{self, Came};
use super::{Lens, body, poll};

/// An event that was looked up, and what is known of it.
pub struct Found<'a> {
    /// The event.
    pub event: &'a TimelineEvent,
    /// It is from an encrypted room.
    pub encrypted: bool,
    /// It repeats an earlier one, and nothing shows that its sender did.
    pub repeated: bool,
    /// What tells why it could not be read.
    pub context: CryptoContextInfo,
}

/// Whether a change of a message counts: it comes from the same person, and not in clear where the message didn't.
pub fn counts(first: &TimelineEvent, change: &TimelineEvent) -> bool {
    let is_clear = |event: &TimelineEvent| matches!(event.kind, TimelineEventKind::PlainText { .. });
    let is_change = matches!(extract_relation(change.raw()), Some((RelationType::Replacement, of)) if Some(&*of) == first.event_id());
    is_change && change.sender() == first.sender() && (is_clear(first) || !is_clear(change))
}

/// What it says, and what to warn of. None where it is no message, or over.
pub fn version(found: &Found<'_>, lens: &Lens<'_>) -> Option<Message> {
    let event = found.event;
    let (sender, at) = (event.sender()?, i64::from(event.timestamp()?.0));
    if (lens.over)(at) {
        return None;
    }
    let own = sender == lens.own;
    let mut body = body_of(found)?;
    body::judge(&mut body, false, lens);
    let info = event.kind.encryption_info();
    let came = Came {
        info: info.map(|info| &**info),
        clear: found.encrypted && matches!(event.kind, TimelineEventKind::PlainText { .. }),
        own,
        written: at,
        repeated: found.repeated,
    };
    let shield = trust::shield(&came, lens.since, &body);
    let lure = !own && body.plain().is_some_and(|plain| (lens.lure)(plain));
    if let Some(why) = shield.closed() {
        body = Body::Closed(why, Box::new(body));
    }
    Some(Message {
        event: event.event_id().map(|id| EventId::from(id.as_str())),
        sender: lens.someone(&sender),
        own,
        at,
        body,
        edited: false,
        pinned: false,
        mentions_me: false,
        reply: None,
        thread: None,
        reactions: Vec::new(),
        read_by: Vec::new(),
        state: SendState::Sent,
        shield,
        key_from: info.and_then(|info| Some(lens.someone(&info.forwarder.as_ref()?.user_id))),
        lure,
        allows: MessageAllows::none(),
    })
}

fn body_of(found: &Found<'_>) -> Option<Body> {
    let event = found.event;
    if let TimelineEventKind::UnableToDecrypt { utd_info, .. } = &event.kind {
        let cause = UtdCause::determine(event.raw(), found.context, utd_info);
        return Some(Body::Undecryptable(trust::undecryptable(cause)));
    }
    let Ok(AnySyncTimelineEvent::MessageLike(message)) = event.raw().deserialize() else {
        return None;
    };
    Some(match message {
        AnySyncMessageLikeEvent::RoomMessage(SyncMessageLikeEvent::Original(said)) => match said.content.relates_to {
            Some(Relation::Replacement(change)) => body::body(&change.new_content.msgtype),
            _ => body::body(&said.content.msgtype),
        },
        AnySyncMessageLikeEvent::UnstablePollStart(SyncMessageLikeEvent::Original(asked)) => {
            let asked = asked.content;
            poll::asked(asked.poll_start(), None)
        }
        message if message.original_content().is_none() => Body::Redacted,
        _ => Body::Unsupported,
    })
}
