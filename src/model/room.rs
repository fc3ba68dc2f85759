//! Rooms, as the list and the header show them.

use std::sync::Arc;
use std::time::Duration;

use policy::Reason;

use crate::{Capability, Closed, EventId, Person, RoomId, RoomSettings, UserId};

/// One line of the room list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomSummary {
    /// Which room.
    pub id: RoomId,
    /// Its name, or the other person's.
    pub name: Arc<str>,
    /// Direct message, room or invitation.
    pub kind: RoomKind,
    /// The other person's department in a direct message; none in a room, or when they are from outside.
    pub department: Option<Arc<str>>,
    /// Unread messages.
    pub unread: u32,
    /// Unread messages that name the person.
    pub mentions: u32,
    /// Those of the unread messages that stand in threads.
    pub in_threads: u32,
    /// The person marked it as unread, to come back to it.
    pub marked_unread: bool,
    /// Where the person wants it in the list.
    pub importance: Importance,
    /// The person wants to hear nothing of it.
    pub muted: bool,
    /// A text was begun here and not sent.
    pub draft: bool,
    /// Milliseconds since the Unix epoch of the last message; 0 when none is known.
    pub active_at: i64,
    /// The last message, shortened.
    pub preview: Option<Preview>,
    /// Messages here are end-to-end encrypted.
    pub encrypted: bool,
    /// Messages here are on record, or under a hold.
    pub kept: bool,
    /// Why nothing may be read or written here; such a room shows its reason in place of messages.
    pub quarantine: Option<Reason>,
    /// An invitation from somebody whom the person ignores.
    pub ignored: bool,
    /// People who ask to be let in, where the person may let them.
    pub knocks: u32,
}

impl RoomSummary {
    /// There is something to come back to.
    pub fn is_unread(&self) -> bool {
        self.unread > 0 || self.marked_unread
    }
}

/// Where the person wants a room in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Importance {
    /// Before all others.
    Favourite,
    /// By activity.
    #[default]
    Usual,
    /// After all others.
    Low,
}

impl Importance {
    /// Each, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Favourite, Self::Usual, Self::Low];
}

/// Of which messages of a room the person wants to hear.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attention {
    /// Each.
    #[default]
    All,
    /// Those that name the person, or everybody.
    Mentions,
    /// None.
    Nothing,
}

impl Attention {
    /// Each, the most first.
    pub const ALL: [Self; 3] = [Self::All, Self::Mentions, Self::Nothing];
}

/// What a room is to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomKind {
    /// A conversation with one other person.
    Direct(UserId),
    /// A room.
    Room,
    /// An invitation not yet answered, and who sent it.
    Invitation(Person),
    /// The person asked to be let in, and nobody has answered yet.
    Knock,
}

/// The last message of a room in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Who wrote it; none for oneself.
    pub sender: Option<Arc<str>>,
    /// The first line, or empty where the message has no words.
    pub text: Arc<str>,
    /// Why its line is empty, where it is not shown in the room either.
    pub closed: Option<Closed>,
}

/// What stands above the open conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomHeader {
    /// Which room.
    pub id: RoomId,
    /// Its name.
    pub name: Arc<str>,
    /// Its topic; empty when none.
    pub topic: Arc<str>,
    /// Direct message, room or invitation.
    pub kind: RoomKind,
    /// People in it, oneself included.
    pub joined: u32,
    /// Who will read: each department present, then people from outside.
    pub presence: Vec<Presence>,
    /// People in it who are not verified, oneself left out.
    pub unverified: u32,
    /// People whose digital identity changed and was not looked at since.
    pub changed: Vec<IdentityChange>,
    /// Those who came in, or were asked in by somebody else, since the person last wrote here.
    pub newcomers: Vec<Person>,
    /// Messages here are end-to-end encrypted.
    pub encrypted: bool,
    /// What the person wants to hear of.
    pub attention: Attention,
    /// The pinned messages, those pinned last first.
    pub pins: Vec<EventId>,
    /// How long messages are kept here.
    pub retention: Retention,
    /// Why so long.
    pub grounds: Vec<Ground>,
    /// What the person may do here.
    pub allows: RoomAllows,
    /// How it is set up.
    pub settings: RoomSettings,
}

/// Somebody in a room whose digital identity is another than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityChange {
    /// Who.
    pub person: Person,
    /// They had been verified: nothing is sent until the person verifies them again or withdraws that.
    pub was_verified: bool,
}

/// How many people of one department are in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// The department's name, or the bare server name of people from outside.
    pub name: Arc<str>,
    /// People.
    pub count: u32,
    /// Not an approved department.
    pub outside: bool,
}

/// How long messages of a room are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Retention {
    /// No rule.
    None,
    /// On record for at least so long; none means for good.
    Record(Option<Duration>),
    /// Kept at least so long.
    Keep(Duration),
    /// Deleted from this device after so long.
    Expire(Duration),
    /// Under a hold.
    Hold {
        /// What it is for.
        reference: Arc<str>,
        /// Whether messages go on record too.
        recorded: bool,
    },
}

impl Retention {
    /// Whether what is said goes on record.
    pub fn is_recorded(&self) -> bool {
        matches!(self, Self::Record(_) | Self::Hold { recorded: true, .. })
    }
}

/// Why messages of a room are kept as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A rule of the organisation, by its key.
    Rule(&'static str),
    /// The room's own rule, and who set it where that is known.
    Room(Option<Person>),
    /// One rule wants messages kept for longer than another lets them stay: the longer time counts.
    Conflict,
}

/// What the person may do in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomAllows {
    /// Write.
    pub send: Capability,
    /// Call everybody here at once.
    pub call_all: Capability,
    /// Ask others in.
    pub invite: Capability,
    /// Pin messages, and take pins away.
    pub pin: Capability,
    /// Leave, or decline.
    pub leave: Capability,
    /// Accept the invitation; absent in a room one is in.
    pub accept: Capability,
}
