//! What an account's part of the window knows of the person's other accounts: that there are some, and what was copied where.

use std::cell::RefCell;
use std::collections::hash_map::RandomState;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::hash::BuildHasher;
use std::rc::Rc;

use iced::{Task, clipboard};
use kit::Fence as _;
use model::{AccountNumber, AccountRules, Capability, ServerName};

use super::{App, Message, Screen};

/// So many pieces of text are known again. Whoever keeps a history of the clipboard brings back old ones.
const MOST: usize = 4_096;

/// The other accounts, as one of them sees them.
#[derive(Debug)]
pub struct Beside {
    /// Which one this is.
    pub number: AccountNumber,
    /// How many are open, this one counted.
    pub open: usize,
    /// Announcements are told apart by account.
    pub prefixed: bool,
    /// What was copied where.
    pub board: Board,
    /// What this account's part asks of the whole window.
    pub asks: Option<Ask>,
}

/// What an account's part of the window asks of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Another account.
    Another,
    /// The person has signed out of this one.
    Leave,
    /// What was to be pasted comes from another account.
    Refused,
}

impl Default for Beside {
    /// Alone.
    fn default() -> Self {
        Self {
            number: AccountNumber::FIRST,
            open: 1,
            prefixed: false,
            board: Board::default(),
            asks: None,
        }
    }
}

/// What was copied in which account, so that it is known again when it is pasted. The words themselves aren't kept.
#[derive(Clone, Debug, Default)]
pub struct Board(Rc<RefCell<Known>>);

#[derive(Debug, Default)]
struct Known {
    /// Another one at each start: what is kept says nothing of the words.
    hasher: RandomState,
    copied: HashMap<u64, BTreeSet<(AccountNumber, ServerName)>>,
    /// In their order, the oldest first.
    order: VecDeque<u64>,
}

impl Board {
    fn note(&self, from: (AccountNumber, ServerName), words: &str) {
        let mut known = self.0.borrow_mut();
        let Some(print) = known.print(words) else { return };
        if !known.copied.contains_key(&print) {
            known.order.push_back(print);
        }
        known.copied.entry(print).or_default().insert(from);
        if known.order.len() > MOST
            && let Some(oldest) = known.order.pop_front()
        {
            known.copied.remove(&oldest);
        }
    }

    /// The accounts these words were copied in.
    fn origins(&self, words: &str) -> Vec<(AccountNumber, ServerName)> {
        let known = self.0.borrow();
        let found = known.print(words).and_then(|print| known.copied.get(&print));
        found.into_iter().flatten().cloned().collect()
    }
}

impl Known {
    /// How words are known again: not by their spaces, since lines end otherwise on other systems. None where there are none.
    fn print(&self, words: &str) -> Option<u64> {
        let words: Vec<&str> = words.split_whitespace().collect();
        (!words.is_empty()).then(|| self.hasher.hash_one(words.join(" ")))
    }
}

/// One account's side of the wall between the clipboard and its fields.
#[derive(Clone, Debug)]
pub struct Gate {
    board: Board,
    number: AccountNumber,
    server: Option<ServerName>,
    rules: AccountRules,
}

impl kit::Fence for Gate {
    fn copied(&self, words: &str) {
        // Before anybody has signed in there is nothing of an account to copy.
        if let Some(server) = &self.server {
            self.board.note((self.number, server.clone()), words);
        }
    }

    fn admits(&self, words: &str) -> bool {
        let origins = self.board.origins(words);
        let opens = |(number, server): &(AccountNumber, ServerName)| {
            *number == self.number || self.rules.exchange(server, self.server.as_ref()).is_allowed()
        };
        origins.is_empty() || origins.iter().any(opens)
    }
}

impl App {
    /// Its place beside the person's other accounts.
    pub fn beside(&self) -> &Beside {
        &self.beside
    }

    /// The same, to be changed.
    pub(crate) fn beside_mut(&mut self) -> &mut Beside {
        &mut self.beside
    }

    /// This account's side of the wall.
    pub(crate) fn gate(&self) -> Gate {
        Gate {
            board: self.beside.board.clone(),
            number: self.beside.number,
            server: self.address().map(|id| ServerName::from(id.server())),
            rules: self.rules.window.accounts.clone(),
        }
    }

    /// Who is signed in, once that is known.
    pub fn address(&self) -> Option<&model::UserId> {
        match &self.screen {
            Screen::Desk(desk) => Some(&desk.me().id),
            Screen::SignInAgain(state, _) => Some(&state.me().id),
            _ => None,
        }
    }

    /// How much is unread: messages, where nobody has muted their room, and rooms that want an answer.
    pub fn unread(&self) -> u32 {
        match &self.screen {
            Screen::Desk(desk) => desk.rooms().unread(),
            Screen::SignInAgain(_, Some(desk)) => desk.rooms().unread(),
            _ => 0,
        }
    }

    /// Whether another account may be opened beside those that are.
    pub(crate) fn may_add(&self) -> Capability {
        self.rules.window.accounts.another(self.beside.open)
    }

    /// Puts words of this account on the clipboard.
    pub(super) fn copy(&self, words: String) -> Task<Message> {
        self.gate().copied(&words);
        clipboard::write(words)
    }

    /// Pastes words into the message, where they may come in.
    pub(super) fn paste(&mut self, words: String) -> Task<Message> {
        use super::desk;
        use desk::conversation::{Message as Talk, composer};
        if !self.gate().admits(&words) {
            self.beside.asks = Some(Ask::Refused);
            return Task::none();
        }
        let insert = composer::Message::Field(kit::composer::Event::Insert(words));
        self.desk(desk::Message::Conversation(Talk::Composer(insert)))
    }

    /// Somebody looks at another account now: what is on show here isn't seen, and nothing of it stays outside the window.
    pub(crate) fn go_behind(&mut self) -> Task<Message> {
        drop(self.desk(desk_focused(false)));
        self.clear_copied()
    }

    /// Somebody looks at this account again.
    pub(crate) fn come_in_front(&mut self, focused: bool) -> Task<Message> {
        let seen = self.desk(desk_focused(focused));
        Task::batch([seen, self.first_focus()])
    }

    /// Where one begins to type.
    fn first_focus(&self) -> Task<Message> {
        use crate::screen::idle;
        use iced::widget::operation::focus;
        if self.is_locked() {
            return focus(idle::first_focus(self.proven_by()));
        }
        match &self.screen {
            Screen::SignIn(state) => focus(state.first_field(&self.rules.window)),
            Screen::SignInAgain(state, _) => focus(state.first_focus(&self.rules.window)),
            _ => self.resumed(),
        }
    }
}

fn desk_focused(focused: bool) -> super::desk::Message {
    super::desk::Message::Focused(focused)
}
