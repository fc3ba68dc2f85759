//! Rows of a timeline.

use std::fmt;
use std::sync::Arc;

use crate::{Block, Capability, EventId, Failure, Person, Plays, Poll, RowKey, Thread, Undecryptable};

/// One row of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Stays the same while the row lives; widgets are keyed by it.
    pub key: RowKey,
    /// What it is.
    pub kind: RowKind,
}

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A new day begins: milliseconds since the Unix epoch of its first message.
    Day(i64),
    /// What follows has not been read.
    Unread,
    /// Nothing is older.
    Start,
    /// A message whose time is over, or that somebody wrote whom the person ignores: nothing of it is shown.
    Removed,
    /// Something somebody wrote.
    Message(Box<Message>),
    /// Something that happened to the room or its people.
    Change {
        /// Who did it.
        who: Person,
        /// What.
        what: Change,
        /// When, in milliseconds since the Unix epoch.
        at: i64,
        /// Others who have read up to here, and no further.
        read_by: Vec<Reader>,
    },
}

/// Something somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its id once the server has it.
    pub event: Option<EventId>,
    /// Who wrote it.
    pub sender: Person,
    /// Written by the person signed in.
    pub own: bool,
    /// When, in milliseconds since the Unix epoch, by the sender's server.
    pub at: i64,
    /// What.
    pub body: Body,
    /// Was changed after it was sent.
    pub edited: bool,
    /// Is among the room's pinned messages.
    pub pinned: bool,
    /// Names the person signed in.
    pub mentions_me: bool,
    /// What it answers.
    pub reply: Option<Quote>,
    /// What was answered apart from the conversation.
    pub thread: Option<Thread>,
    /// Reactions, in the order of their first use.
    pub reactions: Vec<Reaction>,
    /// Others who have read up to here, and no further.
    pub read_by: Vec<Reader>,
    /// On its way, there, or stuck.
    pub state: SendState,
    /// What to warn of.
    pub shield: Shield,
    /// Who handed over its key and those of other messages from before one came (MSC4268); none where its sender did.
    pub key_from: Option<Person>,
    /// It asks for what those ask for who pose as somebody else.
    pub lure: bool,
    /// What the person may do with it.
    pub allows: MessageAllows,
}

/// Somebody who has read a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Who.
    pub person: Person,
    /// When they were there at the latest, in milliseconds since the Unix epoch; none where their server doesn't say.
    pub at: Option<i64>,
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Text: as blocks to draw and as plain words to read out, copy and search.
    Text {
        /// To draw.
        blocks: Arc<[Block]>,
        /// To read out and copy.
        plain: Arc<str>,
        /// An emote (`/me`).
        emote: bool,
    },
    /// A file.
    File(FileFacts),
    /// A question put to the room.
    Poll(Poll),
    /// Deleted by its sender or a moderator.
    Redacted,
    /// Could not be decrypted.
    Undecryptable(Undecryptable),
    /// Readable, and not shown until the person asks for what it holds.
    Closed(Closed, Box<Body>),
    /// A kind of message this version does not show.
    Unsupported,
}

impl Body {
    /// What it says in words, to draw.
    pub fn blocks(&self) -> Option<&Arc<[Block]>> {
        match self {
            Self::Text { blocks, .. } => Some(blocks),
            Self::File(file) => file.caption.as_ref().map(|caption| &caption.blocks),
            _ => None,
        }
    }

    /// The same, to change.
    pub fn blocks_mut(&mut self) -> Option<&mut Arc<[Block]>> {
        match self {
            Self::Text { blocks, .. } => Some(blocks),
            Self::File(file) => file.caption.as_mut().map(|caption| &mut caption.blocks),
            _ => None,
        }
    }

    /// What it says in words, to change.
    pub fn plain_mut(&mut self) -> Option<&mut Arc<str>> {
        match self {
            Self::Text { plain, .. } => Some(plain),
            Self::File(file) => file.caption.as_mut().map(|caption| &mut caption.plain),
            _ => None,
        }
    }

    /// What it says in words, to read out, copy and search.
    pub fn plain(&self) -> Option<&Arc<str>> {
        match self {
            Self::Text { plain, .. } => Some(plain),
            Self::File(file) => file.caption.as_ref().map(|caption| &caption.plain),
            Self::Poll(poll) => Some(&poll.plain),
            _ => None,
        }
    }
}

/// Why a message that can be read is not shown before the person asks. Whatever says its words asks first whether there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Nobody can tell who wrote it.
    Unvouched,
    /// It says what an earlier one said, and nothing shows that its sender wrote it twice.
    Repeated,
}

/// A file in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// A safe name: no path, no control characters.
    pub name: Arc<str>,
    /// Bytes, where the sender says.
    pub size: Option<u64>,
    /// The type the sender claims.
    pub mimetype: Arc<str>,
    /// What the sender says of it.
    pub caption: Option<Caption>,
    /// Where it is a picture, or a film: how large the sender says it is, in pixels across and down.
    pub picture: Option<(u32, u32)>,
    /// Whether it moves or sounds.
    pub plays: Plays,
}

/// What is said of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// To draw.
    pub blocks: Arc<[Block]>,
    /// To read out and copy.
    pub plain: Arc<str>,
}

/// A picture to draw.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Red, green, blue and alpha of each, a byte each, line by line.
    pub rgba: Arc<[u8]>,
}

impl fmt::Debug for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pixels({} x {})", self.width, self.height)
    }
}

/// What to warn of at a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shield {
    /// Nothing.
    None,
    /// Sent in clear in an encrypted room.
    NotEncrypted,
    /// Sent from a device its owner has not confirmed.
    Unconfirmed,
    /// From before this device was there, under a key that didn't come from its sender: the sender cannot be guaranteed.
    Unauthenticated,
    /// The same of a message from since then, whose key its sender should have sent: a server can plant such a message.
    Unvouched,
    /// It repeats an earlier one, and nothing shows that its sender did: a server can show a message twice.
    Repeated,
}

impl Shield {
    /// Why a message with this warning is not shown before the person asks; none where it is.
    pub fn closed(self) -> Option<Closed> {
        match self {
            Shield::Unvouched => Some(Closed::Unvouched),
            Shield::Repeated => Some(Closed::Repeated),
            Shield::None | Shield::NotEncrypted | Shield::Unconfirmed | Shield::Unauthenticated => None,
        }
    }
}

/// The message another one answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its id.
    pub event: EventId,
    /// Who wrote it, and its first line; none while it is not loaded.
    pub content: Option<(Person, Arc<str>)>,
    /// Why its line is empty, where it is not shown either.
    pub closed: Option<Closed>,
}

/// A reaction and who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// The emoji or text.
    pub key: Arc<str>,
    /// Names of those who gave it.
    pub people: Vec<Arc<str>>,
    /// The person signed in is among them.
    pub mine: bool,
}

/// How far a message of one's own has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendState {
    /// Somebody else's, or on the server.
    Sent,
    /// On its way; of a file, how much of it has gone, once that is known.
    Sending(Option<Gone>),
    /// Kept until there is a connection again.
    Waiting,
    /// Stuck until the person retries or cancels it.
    Failed(Failure),
}

/// How much of a file has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Bytes on the server, as it was encrypted.
    pub sent: u64,
    /// All there are.
    pub total: u64,
}

/// What the person may do with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageAllows {
    /// Answer it.
    pub reply: Capability,
    /// Answer it in a thread of its own.
    pub thread: Capability,
    /// React to it.
    pub react: Capability,
    /// Change it.
    pub edit: Capability,
    /// Delete it for everybody.
    pub redact: Capability,
    /// Pin it, or take its pin away.
    pub pin: Capability,
    /// Mark it as a decision, where it is on record.
    pub decide: Capability,
    /// Vote in it, or vote anew.
    pub vote: Capability,
    /// End it.
    pub end: Capability,
}

impl MessageAllows {
    /// Nothing but reading it.
    pub fn none() -> Self {
        Self {
            reply: Capability::Absent,
            thread: Capability::Absent,
            react: Capability::Absent,
            edit: Capability::Absent,
            redact: Capability::Absent,
            pin: Capability::Absent,
            decide: Capability::Absent,
            vote: Capability::Absent,
            end: Capability::Absent,
        }
    }
}

/// Something that happened to a room or its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Came in.
    Joined,
    /// Left.
    Left,
    /// Asked somebody in.
    Invited(Person),
    /// Declined the invitation.
    Declined,
    /// Removed somebody.
    Removed(Person),
    /// Barred somebody.
    Banned(Person),
    /// Asks to be let in.
    Knocked,
    /// Asked the other side to be verified, by comparing emoji.
    AskedToVerify,
    /// Changed their own name.
    Renamed {
        /// Before.
        from: Arc<str>,
        /// After.
        to: Arc<str>,
    },
    /// Made the room.
    Created,
    /// Named the room.
    RoomNamed(Arc<str>),
    /// Changed the topic.
    Topic(Arc<str>),
    /// Turned encryption on.
    Encrypted,
    /// Changed which messages are pinned.
    Pins,
    /// Changed a setting of the room that has no words of its own.
    Settings,
}
