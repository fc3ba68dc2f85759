//! Looking for messages, beside the conversation.

mod view;

use std::sync::Arc;
use std::time::Duration;

use model::{Command, EventId, Hit, Query, Results, RoomId, Sort};

use crate::wishes::Wishes;

pub use view::view;

/// The field for the words.
pub const FIELD: &str = "find:words";

/// How many messages are listed at a time.
const PAGE: usize = 50;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What is looked for, and what was found.
#[derive(Debug)]
pub struct State {
    words: String,
    sender: String,
    period: Period,
    sort: Option<Sort>,
    /// The room in which the search was begun.
    here: Option<RoomId>,
    /// Only in that room.
    only_here: bool,
    /// The fields that narrow a search show.
    narrowing: bool,
    most: usize,
    /// What the session looks for.
    asked: Option<Arc<Query>>,
    results: Option<Arc<Results>>,
    /// The message that was shown last.
    shown: Option<EventId>,
    /// It made way, and is there again when it is asked for.
    pub away: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            words: String::new(),
            sender: String::new(),
            period: Period::Any,
            sort: None,
            here: None,
            only_here: false,
            narrowing: false,
            most: PAGE,
            asked: None,
            results: None,
            shown: None,
            away: false,
        }
    }
}

/// How long ago at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Whenever.
    Any,
    /// Seven days.
    Week,
    /// Thirty-one days.
    Month,
    /// A year.
    Year,
}

impl Period {
    /// Each, the longest first.
    pub const ALL: [Self; 4] = [Self::Any, Self::Week, Self::Month, Self::Year];

    fn length(self) -> Option<Duration> {
        match self {
            Self::Any => None,
            Self::Week => Some(7 * DAY),
            Self::Month => Some(31 * DAY),
            Self::Year => Some(366 * DAY),
        }
    }
}

/// What happens in the search.
#[derive(Clone, Debug)]
pub enum Message {
    /// The words changed.
    Words(String),
    /// The sender changed.
    Sender(String),
    /// Only in the room in which the search was begun, or in all.
    OnlyHere(bool),
    /// As long ago as this.
    Period(Period),
    /// Of this sort alone.
    Sort(Option<Sort>),
    /// Show or hide the fields that narrow the search.
    Narrow,
    /// Show this message; whether the search stays beside it.
    Show(Hit, bool),
    /// List more of what was found.
    More,
    /// Fetch older messages.
    Further,
    /// Leave the search.
    Close,
}

/// What the search asks of the screen around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Show this message.
    Show(RoomId, EventId),
    /// Leave the search.
    Close,
}

impl State {
    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::Words(words) => self.words = words,
            Message::Sender(sender) => self.sender = sender,
            Message::OnlyHere(only) => self.only_here = only,
            Message::Period(period) => self.period = period,
            Message::Sort(sort) => self.sort = sort,
            Message::Narrow => self.narrowing = !self.narrowing,
            Message::More => {
                self.most += PAGE;
                self.ask(wishes);
                return Action::None;
            }
            Message::Further => {
                wishes.send(Command::SearchFurther);
                return Action::None;
            }
            Message::Show(hit, beside) => {
                self.shown = Some(hit.event.clone());
                self.away = !beside;
                return Action::Show(hit.room, hit.event);
            }
            Message::Close => return Action::Close,
        }
        self.most = PAGE;
        self.ask(wishes);
        Action::None
    }

    /// Searches this room, or all of them from there. What was typed stays, unless other words are given.
    pub fn begin(&mut self, here: Option<RoomId>, only_here: bool, words: Option<String>, wishes: &mut Wishes) {
        self.only_here = only_here && here.is_some();
        self.here = here;
        self.away = false;
        if let Some(words) = words {
            self.words = words;
        }
        self.ask(wishes);
    }

    /// The room it was begun in.
    pub fn here(&self) -> Option<&RoomId> {
        self.here.as_ref()
    }

    /// Asks the session, unless it looks for the same already.
    fn ask(&mut self, wishes: &mut Wishes) {
        let query = Query {
            words: self.words.clone(),
            room: self.here.clone().filter(|_| self.only_here),
            sender: self.sender.clone(),
            within: self.period.length(),
            sort: self.sort,
            most: self.most,
        };
        if self.asked.as_deref() != Some(&query) {
            self.ask_for(Arc::new(query), wishes);
        }
    }

    fn ask_for(&mut self, query: Arc<Query>, wishes: &mut Wishes) {
        self.asked = Some(query.clone());
        wishes.send(Command::Search(query));
    }

    /// The session began anew, and looks for nothing.
    pub fn resume(&mut self, wishes: &mut Wishes) {
        if let Some(query) = self.asked.clone() {
            self.ask_for(query, wishes);
        }
    }

    /// Takes over what was found; what was looked for before counts no more.
    pub fn set(&mut self, query: &Arc<Query>, results: Arc<Results>) {
        if self.asked.as_ref() == Some(query) {
            self.results = Some(results);
        }
    }

    /// What was found, once something was looked for.
    pub fn results(&self) -> Option<&Results> {
        let asks = self.asked.as_ref().is_some_and(|query| query.asks());
        self.results.as_deref().filter(|_| asks)
    }

    /// Whether anything narrows the search besides its words.
    fn narrowed(&self) -> bool {
        !self.sender.trim().is_empty() || self.period != Period::Any || self.sort.is_some()
    }
}
