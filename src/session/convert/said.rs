//! What an event says by itself: for whoever has no timeline that it stands in.

use matrix_sdk::ruma::events::poll::unstable_start::UnstablePollStartEventContent as Start;
use matrix_sdk::ruma::events::room::encrypted::Relation as Sealed;
use matrix_sdk::ruma::events::room::message::Relation;
use matrix_sdk::ruma::events::{AnyMessageLikeEventContent as Content, AnySyncTimelineEvent};
use matrix_sdk::ruma::serde::Raw;
use model::{Body, Undecryptable};

use super::{body, poll};

/// The message in an event; none where there is none, or none any more. What a server has put beside it, such as a change,
/// is not looked at.
pub fn said(event: &Raw<AnySyncTimelineEvent>) -> Option<Body> {
    let AnySyncTimelineEvent::MessageLike(event) = event.deserialize().ok()? else {
        return None;
    };
    match event.original_content()? {
        Content::RoomMessage(message) => {
            let changes = matches!(message.relates_to, Some(Relation::Replacement(_)));
            (!changes).then(|| body::body(&message.msgtype))
        }
        Content::RoomEncrypted(sealed) => {
            let changes = matches!(sealed.relates_to, Some(Sealed::Replacement(_)));
            (!changes).then_some(Body::Undecryptable(Undecryptable::Waiting))
        }
        Content::UnstablePollStart(Start::New(start)) => Some(poll::asked(&start.poll_start, start.text.as_deref())),
        Content::Sticker(_) | Content::PollStart(_) => Some(Body::Unsupported),
        _ => None,
    }
}
