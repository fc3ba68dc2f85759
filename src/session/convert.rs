//! From the SDK's items to what the window draws: pure functions over items and contents, never over a client, a room
//! or a timeline (wall W3).
//!
//! Everything here was written by strangers, so it is cleaned once, here, and nowhere else: HTML becomes blocks, names
//! lose what hides or reorders text, errors become codes. Each item becomes exactly one row, since the window follows
//! the SDK's list by index.

mod allows;
pub mod attachment;
mod bidi;
pub mod body;
pub mod change;
pub mod code;
mod emoji;
pub mod failure;
pub mod hearing;
pub mod html;
pub mod link;
pub mod lure;
pub mod markdown;
mod mention;
mod message;
pub mod names;
pub mod poll;
pub mod record;
mod said;
pub mod search;
pub mod text;
pub mod trust;
pub mod version;

use std::sync::Arc;

use matrix_sdk::ruma::{EventId, UserId};
use matrix_sdk_ui::eyeball_im::VectorDiff;
use matrix_sdk_ui::timeline::{Profile, TimelineDetails, TimelineItem, TimelineItemKind, VirtualTimelineItem};
use model::{Capability, LinkVerdict, Patch, Person, Row, RowKey, RowKind, Thread};
use policy::Reason;

pub use attachment::attachment;
pub(crate) use body::line;
pub use message::preview;
pub use said::said;

/// What a row depends on besides its item.
pub struct Lens<'a> {
    /// The person signed in.
    pub own: &'a UserId,
    /// The department that vouches for a server's people; none for servers outside.
    pub department: &'a dyn Fn(&str) -> Option<Arc<str>>,
    /// What a member of the room calls themselves.
    pub name: &'a dyn Fn(&UserId) -> Option<Arc<str>>,
    /// What policy says of a link.
    pub link: &'a dyn Fn(&str) -> LinkVerdict,
    /// Whether policy has people warned of a text.
    pub lure: &'a dyn Fn(&str) -> bool,
    /// Whether a message of this time is over, and not shown.
    pub over: &'a dyn Fn(i64) -> bool,
    /// Whether the person ignores somebody.
    pub ignored: &'a dyn Fn(&UserId) -> bool,
    /// There is a line to the homeserver.
    pub online: bool,
    /// Since when this device is there, in milliseconds since the Unix epoch.
    pub since: i64,
    /// A message that is loaded.
    pub loaded: &'a dyn Fn(&EventId) -> Option<Arc<TimelineItem>>,
    /// The votes in a poll.
    pub votes: &'a dyn Fn(&EventId) -> Option<Arc<poll::Votes>>,
    /// What the thread of a message comes to.
    pub thread: &'a dyn Fn(&EventId) -> Option<Thread>,
    /// These messages stand in a thread.
    pub in_thread: bool,
    /// Whether an event repeats an earlier one, and nothing shows that its sender did.
    pub repeated: &'a dyn Fn(&EventId) -> bool,
    /// Why a message of so many minutes may not be changed.
    pub may_edit: &'a dyn Fn(u64) -> Option<Reason>,
    /// What is said here goes on record.
    pub on_record: bool,
    /// Why messages may not be deleted.
    pub redact: Option<Reason>,
    /// The person has the right to delete other people's messages.
    pub redact_others: bool,
    /// Whether messages may be pinned, and pins be taken away.
    pub pin: Capability,
    /// Whether an event is pinned.
    pub pinned: &'a dyn Fn(&EventId) -> bool,
    /// Milliseconds since the Unix epoch.
    pub now: i64,
}

/// The row of an item.
pub fn row(item: &TimelineItem, lens: &Lens<'_>) -> Arc<Row> {
    let kind = match item.kind() {
        TimelineItemKind::Virtual(VirtualTimelineItem::DateDivider(at)) => RowKind::Day(i64::from(at.0)),
        TimelineItemKind::Virtual(VirtualTimelineItem::ReadMarker) => RowKind::Unread,
        TimelineItemKind::Virtual(VirtualTimelineItem::TimelineStart) => RowKind::Start,
        TimelineItemKind::Event(event) => match change::change(event, lens) {
            Some((who, what)) => RowKind::Change {
                who,
                what,
                at: i64::from(event.timestamp().0),
                read_by: message::readers(event, lens),
            },
            // The SDK makes rows of what it can't read, whatever it is told.
            None if (lens.over)(i64::from(event.timestamp().0)) || (lens.ignored)(event.sender()) => RowKind::Removed,
            None => RowKind::Message(Box::new(message::message(event, lens))),
        },
    };
    Arc::new(Row {
        key: RowKey::from(item.unique_id().0.as_str()),
        kind,
    })
}

/// The same change of a list, in the window's terms.
pub fn patch<T: Clone>(diff: VectorDiff<T>) -> Patch<T> {
    match diff {
        VectorDiff::Append { values } => Patch::Append(values.into_iter().collect()),
        VectorDiff::Clear => Patch::Clear,
        VectorDiff::PushFront { value } => Patch::PushFront(value),
        VectorDiff::PushBack { value } => Patch::PushBack(value),
        VectorDiff::PopFront => Patch::PopFront,
        VectorDiff::PopBack => Patch::PopBack,
        VectorDiff::Insert { index, value } => Patch::Insert(index, value),
        VectorDiff::Set { index, value } => Patch::Set(index, value),
        VectorDiff::Remove { index } => Patch::Remove(index),
        VectorDiff::Truncate { length } => Patch::Truncate(length),
        VectorDiff::Reset { values } => Patch::Reset(values.into_iter().collect()),
    }
}

impl Lens<'_> {
    /// Somebody, by the profile that came with what they did.
    fn sender(&self, user: &UserId, profile: &TimelineDetails<Profile>) -> Person {
        match profile {
            TimelineDetails::Ready(profile) => {
                self.person(user, profile.display_name.as_deref(), profile.display_name_ambiguous)
            }
            _ => self.someone(user),
        }
    }

    /// Somebody of whom only the id is at hand.
    fn someone(&self, user: &UserId) -> Person {
        self.person(user, (self.name)(user).as_deref(), false)
    }

    fn person(&self, user: &UserId, name: Option<&str>, ambiguous: bool) -> Person {
        let id = model::UserId::from(user.as_str());
        let department = (self.department)(id.server());
        Person {
            name: names::shown_name(name, user.as_str(), ambiguous),
            id,
            department,
        }
    }
}
