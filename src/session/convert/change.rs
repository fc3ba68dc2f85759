//! Changes of a room and its people.

use matrix_sdk::ruma::UserId;
use matrix_sdk::ruma::events::StateEventContentChange;
use matrix_sdk::ruma::events::room::message::MessageType;
use matrix_sdk_ui::timeline::{
    AnyOtherStateEventContentChange, EventTimelineItem, MemberProfileChange, MembershipChange, TimelineItemContent,
};
use model::{Change, Person};

use super::{Lens, names};

/// The change an event is, and who did it; none where it is a message.
pub(super) fn change(event: &EventTimelineItem, lens: &Lens<'_>) -> Option<(Person, Change)> {
    let sender = lens.sender(event.sender(), event.sender_profile());
    match event.content() {
        TimelineItemContent::MembershipChange(change) => {
            let whom = lens.person(change.user_id(), change.display_name().as_deref(), false);
            Some(membership(
                change.change().unwrap_or(MembershipChange::NotImplemented),
                sender,
                whom,
            ))
        }
        TimelineItemContent::ProfileChange(change) => Some((sender, profile(change))),
        TimelineItemContent::OtherState(state) => Some((sender, of_state(state.content()))),
        // A change that makes no sense is still a change, and stops nothing.
        TimelineItemContent::FailedToParseState { .. } => Some((sender, Change::Settings)),
        TimelineItemContent::MsgLike(content) => {
            let message = content.as_message()?;
            matches!(message.msgtype(), MessageType::VerificationRequest(_)).then_some((sender, Change::AskedToVerify))
        }
        TimelineItemContent::FailedToParseMessageLike { .. }
        | TimelineItemContent::CallInvite
        | TimelineItemContent::RtcNotification { .. } => None,
    }
}

/// How somebody came, went, or was made to. What people do themselves is told of them by the name in the change: they
/// may have no profile in the room yet, or no more.
pub fn membership(change: MembershipChange, sender: Person, whom: Person) -> (Person, Change) {
    match change {
        MembershipChange::Joined | MembershipChange::InvitationAccepted => (whom, Change::Joined),
        MembershipChange::Left | MembershipChange::KnockRetracted => (whom, Change::Left),
        MembershipChange::InvitationRejected => (whom, Change::Declined),
        MembershipChange::Knocked => (whom, Change::Knocked),
        MembershipChange::Invited | MembershipChange::KnockAccepted => (sender, Change::Invited(whom)),
        MembershipChange::Kicked | MembershipChange::InvitationRevoked | MembershipChange::KnockDenied => {
            (sender, Change::Removed(whom))
        }
        MembershipChange::Banned | MembershipChange::KickedAndBanned => (sender, Change::Banned(whom)),
        MembershipChange::Unbanned
        | MembershipChange::None
        | MembershipChange::Error
        | MembershipChange::NotImplemented => (sender, Change::Settings),
    }
}

/// The changes of a room that have words of their own.
pub fn of_state(content: &AnyOtherStateEventContentChange) -> Change {
    use AnyOtherStateEventContentChange as Content;
    match content {
        Content::RoomCreate(_) => Change::Created,
        Content::RoomEncryption(_) => Change::Encrypted,
        Content::RoomName(StateEventContentChange::Original { content, .. }) => {
            named(names::shown_title(&content.name), Change::RoomNamed)
        }
        Content::RoomTopic(StateEventContentChange::Original { content, .. }) => {
            named(names::shown_topic(&content.topic), Change::Topic)
        }
        Content::RoomPinnedEvents(_) => Change::Pins,
        _ => Change::Settings,
    }
}

fn profile(change: &MemberProfileChange) -> Change {
    match change.displayname_change() {
        Some(names) => renamed(names.old.as_deref(), names.new.as_deref(), change.user_id()),
        None => Change::Settings,
    }
}

fn renamed(old: Option<&str>, new: Option<&str>, user: &UserId) -> Change {
    let shown = |name| names::shown_name(name, user.as_str(), false);
    Change::Renamed {
        from: shown(old),
        to: shown(new),
    }
}

/// A name that was taken away is a setting like others.
fn named(name: std::sync::Arc<str>, change: impl FnOnce(std::sync::Arc<str>) -> Change) -> Change {
    if name.is_empty() {
        Change::Settings
    } else {
        change(name)
    }
}
