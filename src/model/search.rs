//! Looking for what was said, in what is on this computer.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use crate::{EventId, Person, RoomId};

/// What to look for: all of it has to fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The beginnings of words, in any order; whole words in their order where they stand in quotation marks.
    pub words: String,
    /// In this room alone.
    pub room: Option<RoomId>,
    /// What the sender's name or id has in it; empty for anybody.
    pub sender: String,
    /// Not older than this.
    pub within: Option<Duration>,
    /// Of this sort alone.
    pub sort: Option<Sort>,
    /// How many of the newest to report.
    pub most: usize,
}

impl Query {
    /// There is something to look for.
    pub fn asks(&self) -> bool {
        let blank = |text: &str| !text.chars().any(char::is_alphanumeric);
        !blank(&self.words) || !blank(&self.sender) || self.sort.is_some()
    }
}

/// What a message is, to somebody who looks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A picture.
    Picture,
    /// Any other file.
    File,
    /// It has the address of a page in it.
    Link,
}

impl Sort {
    /// Each.
    pub const ALL: [Self; 3] = [Self::Picture, Self::File, Self::Link];
}

/// A message that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where.
    pub room: RoomId,
    /// What the room is called.
    pub room_name: Arc<str>,
    /// Which.
    pub event: EventId,
    /// Who wrote it.
    pub sender: Person,
    /// The person signed in wrote it.
    pub own: bool,
    /// Milliseconds since the Unix epoch.
    pub at: i64,
    /// What it says, or the part of it that fits, in one line.
    pub words: Arc<str>,
    /// Where in it, in bytes, the words stand that were looked for.
    pub marked: Vec<Range<usize>>,
    /// The file in it.
    pub file: Option<Arc<str>>,
}

/// What a search came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// The newest first.
    pub hits: Arc<[Hit]>,
    /// How many fit; more than are reported, perhaps.
    pub total: usize,
    /// What was looked through.
    pub coverage: Coverage,
}

/// What a search has looked through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Rooms of which all that is on this computer was looked through.
    pub searched: u32,
    /// Rooms there are to look through.
    pub rooms: u32,
    /// Of those searched, the rooms of which older messages are only on the server.
    pub partial: u32,
    /// Messages that can't be read on this device.
    pub unreadable: u32,
    /// Older messages are being fetched.
    pub fetching: bool,
}
