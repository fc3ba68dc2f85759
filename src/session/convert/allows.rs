//! What the person may do with a message. The session asks again when it is done: this only draws the controls.

use matrix_sdk_ui::timeline::EventTimelineItem;
use model::{Body, Capability, MessageAllows};

use super::Lens;

/// The controls of a message.
pub(super) fn allows(event: &EventTimelineItem, body: &Body, lens: &Lens<'_>) -> MessageAllows {
    let there = event.event_id().is_some();
    let readable = matches!(body, Body::Text { .. } | Body::File(_) | Body::Poll(_));
    let runs = matches!(body, Body::Poll(poll) if !poll.ended);
    let words = matches!(body, Body::Text { .. });
    // Whoever can't read a message may still ask for it. Nobody changes or reacts to what nobody may have written.
    let answerable = readable || matches!(body, Body::Undecryptable(_) | Body::Closed(..) | Body::Unsupported);
    MessageAllows {
        reply: offer(event.can_be_replied_to() && answerable, None),
        // No thread begins in another, nor with what the server doesn't have.
        thread: offer(
            !lens.in_thread && there && event.can_be_replied_to() && answerable,
            None,
        ),
        react: offer(there && readable, None),
        edit: offer(
            event.is_editable() && words,
            (lens.may_edit)(minutes(lens.now, i64::from(event.timestamp().0))),
        ),
        // What is not on the server yet is cancelled instead.
        redact: offer(
            there && *body != Body::Redacted && (event.is_own() || lens.redact_others),
            lens.redact.clone(),
        ),
        pin: if there && *body != Body::Redacted {
            lens.pin.clone()
        } else {
            Capability::Absent
        },
        decide: offer(there && readable && lens.on_record, None),
        vote: offer(there && runs, None),
        end: offer(there && runs && event.is_own(), None),
    }
}

fn offer(sensible: bool, reason: Option<policy::Reason>) -> Capability {
    match reason {
        _ if !sensible => Capability::Absent,
        Some(reason) => Capability::Refused(reason),
        None => Capability::Allowed,
    }
}

/// A message from the future is new.
fn minutes(now: i64, at: i64) -> u64 {
    u64::try_from(now.saturating_sub(at) / 60_000).unwrap_or(0)
}
