//! What a person wants to hear of, in all rooms that have no wish of their own, and when they want to hear of nothing.

use std::sync::Arc;

use crate::{Attention, Person, RoomId};

/// What the person hears of. Kept by their server, for all of their devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hearing {
    /// Nothing at all, whatever else is said here.
    pub nothing: bool,
    /// Of which messages where there are two people.
    pub direct: Attention,
    /// Of which messages where there are more.
    pub groups: Attention,
    /// Of messages that name the person.
    pub mentions: bool,
    /// Of messages that name everybody.
    pub everybody: bool,
    /// With a sound.
    pub sound: bool,
    /// Of messages with one of these words.
    pub keywords: Arc<[Arc<str>]>,
}

/// What is to be heard of otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HearingChange {
    /// Nothing at all, or what the other rules say.
    Nothing(bool),
    /// Where there are two people.
    Direct(Attention),
    /// Where there are more.
    Groups(Attention),
    /// Of messages that name the person.
    Mentions(bool),
    /// Of messages that name everybody.
    Everybody(bool),
    /// With a sound, or without.
    Sound(bool),
    /// Of messages with this word, too.
    Keyword(String),
    /// No more of this word.
    NoKeyword(Arc<str>),
}

/// When nothing is announced on this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quiet {
    /// For now.
    pub now: Option<QuietNow>,
    /// At these hours.
    pub hours: QuietHours,
    /// Whether nothing is announced at this moment.
    pub holds: bool,
}

/// For how long nothing is announced from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuietNow {
    /// Until this time, in milliseconds since the Unix epoch.
    Until(i64),
    /// Until the person says otherwise.
    Open,
}

/// Hours at which nothing is announced, by the clock on this computer's wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    /// They count.
    pub on: bool,
    /// From this minute of the day on.
    pub from: u16,
    /// Until this one; where that is not later, until the next day.
    pub to: u16,
    /// The days on which they begin, Monday first.
    pub days: [bool; 7],
}

impl QuietHours {
    /// Minutes of a day.
    pub const DAY: u16 = 24 * 60;
}

impl Default for QuietHours {
    fn default() -> Self {
        Self {
            on: false,
            from: 19 * 60,
            to: 8 * 60,
            days: [true; 7],
        }
    }
}

/// When nothing is to be announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuietChange {
    /// For an hour.
    Hour,
    /// Until eight o'clock of the next day.
    Tomorrow,
    /// Until the person says otherwise.
    Open,
    /// No longer, until the hours come that were chosen.
    Off,
    /// At these hours.
    Hours(QuietHours),
}

/// What came while nothing was announced: said at once, afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// Messages.
    pub messages: u32,
    /// Rooms that they came to.
    pub rooms: u32,
    /// Where somebody named the person, and who, where anybody can tell. The latest first.
    pub calls: Vec<Call>,
}

/// A room in which somebody named the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Which.
    pub room: RoomId,
    /// Its name, or the other person's.
    pub name: Arc<str>,
    /// Who wrote last; none where nobody can tell.
    pub sender: Option<Person>,
}
