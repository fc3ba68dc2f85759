//! Threads: answers to one message that stand apart from the conversation it is in.

use std::sync::Arc;

use crate::{Closed, Command, EventId, Paging, Person, RoomId, Ticket};

/// What the thread of a message comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// How many answers there are.
    pub answers: u32,
    /// The last of them; none where it can't be shown.
    pub latest: Option<Excerpt>,
    /// Answers that were not read.
    pub unread: u32,
    /// Those of them that name the person.
    pub mentions: u32,
}

/// A message in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Who wrote it.
    pub who: Person,
    /// The person signed in wrote it.
    pub own: bool,
    /// When, in milliseconds since the Unix epoch.
    pub at: i64,
    /// Its first line, or empty where it has no words.
    pub line: Arc<str>,
    /// Why its line is empty, where it is not shown either.
    pub closed: Option<Closed>,
}

/// One line of the list of a room's threads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadLine {
    /// The message that it begins with.
    pub root: EventId,
    /// What that says; none where it can't be shown.
    pub first: Option<Excerpt>,
    /// What it comes to.
    pub thread: Thread,
    /// A text was begun in it and not sent.
    pub draft: bool,
}

/// The threads of a room, those in which something was said last first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadList {
    /// Which room.
    pub room: RoomId,
    /// Those that are loaded.
    pub lines: Arc<[ThreadLine]>,
    /// How loading of further ones stands.
    pub paging: Paging,
}

/// A wish about threads.
#[derive(Clone, Debug)]
pub enum ThreadWish {
    /// Show this thread: its rows follow in [`crate::Event::InThread`] until another is opened.
    Open {
        /// Where.
        room: RoomId,
        /// The message that it begins with.
        root: EventId,
    },
    /// Show no thread.
    Close,
    /// List the threads of a room until others are listed; [`crate::Event::Threads`] follows, and again whenever they change.
    List(RoomId),
    /// Load further threads of the room whose threads are listed.
    ListFurther,
    /// List no threads.
    Unlist,
    /// All that was said in threads of a room has been seen.
    MarkRead {
        /// Names the answer.
        ticket: Ticket,
        /// Which room.
        room: RoomId,
    },
    /// The same wish as of a conversation, of this thread of its room.
    Within {
        /// The message that the thread begins with.
        root: EventId,
        /// What.
        wish: Box<Command>,
    },
}

impl ThreadWish {
    /// What names the answer to it; none where none comes.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::MarkRead { ticket, .. } => Some(*ticket),
            Self::Within { wish, .. } => wish.ticket(),
            Self::Open { .. } | Self::Close | Self::List(_) | Self::ListFurther | Self::Unlist => None,
        }
    }
}
