//! What the person hears of, and when they hear of nothing.

mod view;

use model::{Command, Hearing, HearingChange, Quiet, QuietChange, QuietHours, Ticket, Why};

use super::asking::Asking;
use crate::wishes::Wishes;

pub use view::{bell, view};

/// The rules as the server has them, the hours as this computer has them, and what is being typed.
#[derive(Debug, Default)]
pub struct State {
    hearing: Option<Hearing>,
    quiet: Quiet,
    asking: Asking,
    /// As typed.
    keyword: String,
    /// The word that was sent and not taken over yet.
    sent: bool,
    hours: Option<Hours>,
}

/// Hours as they are being chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// As typed.
    pub from: String,
    /// As typed.
    pub to: String,
    /// They count.
    pub on: bool,
    /// Monday first.
    pub days: [bool; 7],
}

/// What happens on this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Hear of other messages.
    Change(HearingChange),
    /// The word changed.
    Keyword(String),
    /// Hear of messages with it.
    AddKeyword,
    /// Announce nothing, at other times than until now.
    Quiet(QuietChange),
    /// The hours count, or don't.
    HoursOn(bool),
    /// When they begin, as typed.
    From(String),
    /// When they end, as typed.
    To(String),
    /// This day, Monday being the first, is one on which they begin, or not.
    Day(usize),
    /// Keep the hours.
    KeepHours,
    /// The page of rules, at this one.
    Rule(&'static str),
    /// Back to where one was.
    Back,
}

/// What this page asks of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Show this rule.
    Rule(&'static str),
    /// Leave the page.
    Back,
}

impl State {
    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::Change(change) => self.ask(change, wishes),
            Message::Keyword(word) => {
                self.asking.forget();
                self.keyword = word;
            }
            Message::AddKeyword => {
                let word = self.keyword.trim().to_owned();
                if !word.is_empty() && !self.asking.is_pending() {
                    self.sent = true;
                    self.ask(HearingChange::Keyword(word), wishes);
                }
            }
            Message::Quiet(change) => self.asking.ask(wishes, |ticket| Command::SetQuiet { ticket, change }),
            Message::HoursOn(on) => self.hours().on = on,
            Message::From(from) => self.hours().from = from,
            Message::To(to) => self.hours().to = to,
            Message::Day(index) => {
                if let Some(day) = self.hours().days.get_mut(index) {
                    *day = !*day;
                }
            }
            Message::KeepHours => {
                if let Some(hours) = self.chosen_hours().filter(|hours| *hours != self.quiet.hours) {
                    let change = QuietChange::Hours(hours);
                    self.asking.ask(wishes, |ticket| Command::SetQuiet { ticket, change });
                }
            }
            Message::Rule(key) => return Action::Rule(key),
            Message::Back => return Action::Back,
        }
        Action::None
    }

    fn ask(&mut self, change: HearingChange, wishes: &mut Wishes) {
        self.asking.ask(wishes, |ticket| Command::SetHearing { ticket, change });
    }

    /// The page is opened: what was begun before is forgotten.
    pub fn open(&mut self) {
        self.asking.forget();
        self.keyword.clear();
        self.hours = None;
    }

    /// Takes over what the rules say.
    pub fn set_hearing(&mut self, hearing: Hearing) {
        self.hearing = Some(hearing);
    }

    /// Takes over when nothing is announced.
    pub fn set_quiet(&mut self, quiet: Quiet) {
        if self.quiet.hours != quiet.hours {
            self.hours = None;
        }
        self.quiet = quiet;
    }

    /// When nothing is announced.
    pub fn quiet(&self) -> &Quiet {
        &self.quiet
    }

    /// A wish was fulfilled. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket) -> bool {
        let mine = self.asking.done(ticket);
        if mine && std::mem::take(&mut self.sent) {
            self.keyword.clear();
        }
        mine
    }

    /// A wish was refused. False where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> bool {
        let mine = self.asking.refused(ticket, why);
        self.sent &= !mine;
        mine
    }

    /// The hours on show, to be changed.
    fn hours(&mut self) -> &mut Hours {
        let kept = &self.quiet.hours;
        self.hours.get_or_insert_with(|| Hours::of(kept))
    }

    /// The hours on show; none where a time is none.
    fn chosen_hours(&self) -> Option<QuietHours> {
        let Some(hours) = &self.hours else {
            return Some(self.quiet.hours);
        };
        Some(QuietHours {
            on: hours.on,
            from: minutes(&hours.from)?,
            to: minutes(&hours.to)?,
            days: hours.days,
        })
    }
}

impl Hours {
    fn of(kept: &QuietHours) -> Self {
        Self {
            from: time(kept.from),
            to: time(kept.to),
            on: kept.on,
            days: kept.days,
        }
    }
}

/// A time of day as one writes it.
fn time(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Minutes of the day, of a time as people write it: 19:00, 19.00, 1900 or 19.
pub fn minutes(typed: &str) -> Option<u16> {
    let typed = typed.trim();
    let (hours, minutes) = match typed.split_once([':', '.']) {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None if typed.len() > 2 => typed.split_at_checked(typed.len() - 2)?,
        None => (typed, "0"),
    };
    let number = |digits: &str| -> Option<u16> {
        let fits = (1..=2).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
        fits.then(|| digits.parse().ok())?
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}
