//! Questions put to a room, and how they were answered.

use std::sync::Arc;

/// A question put to a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    /// What is asked.
    pub question: Arc<str>,
    /// What may be answered, in the order of whoever asks.
    pub answers: Vec<Answer>,
    /// How many answers one person may choose.
    pub most: u32,
    /// Votes are shown before it has ended.
    pub open: bool,
    /// How many people have voted.
    pub voters: u32,
    /// It has ended: no vote counts any more.
    pub ended: bool,
    /// Question and answers in words, to read out, copy and search.
    pub plain: Arc<str>,
}

/// One answer of a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Names it in votes.
    pub id: Arc<str>,
    /// What it says.
    pub text: Arc<str>,
    /// How many chose it; none while that is not shown.
    pub votes: Option<u32>,
    /// The person signed in chose it.
    pub mine: bool,
    /// The poll has ended, and nothing has more votes.
    pub wins: bool,
}

/// A question to put to a room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPoll {
    /// What is asked.
    pub question: String,
    /// What may be answered.
    pub answers: Vec<String>,
    /// One person may choose several.
    pub several: bool,
    /// Votes are shown before it has ended.
    pub open: bool,
}

impl NewPoll {
    /// The fewest answers and the most (MSC3381).
    pub const ANSWERS: std::ops::RangeInclusive<usize> = 2..=20;
}
