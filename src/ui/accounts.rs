//! The window with all accounts of the person in it: one in front, the others behind, and a wall between each two.
//!
//! Each account is an [`App`] of its own that knows nothing of the others' rooms and messages. This part brings one to the front,
//! hands each what its own session reports, and holds what belongs to the window alone.

mod band;
mod keys;
mod running;
mod tray;
mod view;

use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use iced::{Task, window};
use model::{AccountNumber, Capability, Organisation, Reason, Rules};
use platform::Announcement;
use tokio::sync::mpsc;

use crate::app::beside::{Ask, Board};
use crate::app::notices::unkeyed;
use crate::app::{self, App};
use crate::preferences::Preferences;
use crate::screen::{desk, ended};
use crate::words::Words;
use crate::{Arrival, Handle, News, Opening, Order};

/// Everything the window shows.
pub struct Accounts {
    /// In the order of their numbers; never empty.
    open: Vec<App>,
    front: AccountNumber,
    organisation: Organisation,
    config_dir: PathBuf,
    window: window::Id,
    /// The window has the keyboard.
    focused: bool,
    board: Board,
    orders: Option<Sender<Order>>,
    announcements: Option<Sender<Announcement>>,
    tray: tray::Tray,
    /// Another account is on its way.
    adding: bool,
    notice: Option<Notice>,
}

/// What is said over every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Something doesn't pass from one account to another, or no further account may be opened.
    Refused(Reason),
    /// Another account could not be opened.
    Failed,
}

/// What happens in the window.
#[derive(Clone, Debug)]
pub enum Message {
    /// In one account.
    Of(AccountNumber, app::Message),
    /// In whichever is in front: keys, files that are dropped, the window's own focus.
    Front(app::Message),
    /// In all of them: the time, and the lock.
    All(app::Message),
    /// Something happened outside.
    News(Box<News>),
    /// Another account is there, or isn't to be had.
    Arrived(Parcel),
    /// Bring this account to the front.
    Show(AccountNumber),
    /// Open another account.
    Add,
    /// Give up the account in front, that nobody has signed in to.
    Leave,
    /// What was to be pasted comes from another account.
    Kept,
    /// The notice was read.
    CloseNotice,
    /// The rule behind the notice.
    Rule(&'static str),
    /// The person closes the window.
    CloseRequested(window::Id),
    /// The window is gone.
    Closed,
    /// The window is there, or there is nothing to do but to draw.
    Nothing,
}

/// An arrival on its way through messages, which are cloned. Whoever takes it has it.
#[derive(Clone, Debug)]
pub struct Parcel(Arc<Mutex<Option<Arrival>>>);

impl From<Arrival> for Parcel {
    fn from(arrival: Arrival) -> Self {
        Self(Arc::new(Mutex::new(Some(arrival))))
    }
}

impl Parcel {
    fn take(&self) -> Option<Arrival> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// What an account's session reports, and whose it is.
pub type Reports = (AccountNumber, mpsc::Receiver<Vec<model::Event>>);

impl Accounts {
    /// The program without a window, as it opens: what tests drive by [`Accounts::update`] and look at by [`Accounts::view`].
    pub fn new(
        opening: Opening,
        words: Words,
        preferences: Preferences,
        config_dir: PathBuf,
    ) -> (Self, Vec<Reports>, Option<mpsc::Receiver<Arrival>>) {
        let mut accounts = Self {
            open: Vec::new(),
            front: AccountNumber::FIRST,
            organisation: Organisation::default(),
            config_dir,
            window: window::Id::unique(),
            focused: true,
            board: Board::default(),
            orders: None,
            announcements: None,
            tray: tray::Tray::default(),
            adding: false,
            notice: None,
        };
        let mut reports = Vec::new();
        let arrivals = match opening {
            Opening::Ready {
                organisation,
                rules,
                accounts: handles,
                more,
            } => {
                accounts.organisation = organisation;
                accounts.orders = Some(more.orders);
                for handle in handles {
                    let words = words.in_language(words.language());
                    reports.push(accounts.seat(handle, rules.clone(), words, preferences.clone()));
                }
                Some(more.arrivals)
            }
            blocked @ Opening::Blocked { .. } => {
                let words = words.in_language(words.language());
                let (app, _) = App::new(blocked, words, preferences.clone(), accounts.config_dir.clone());
                accounts.open.push(app);
                None
            }
        };
        if accounts.open.is_empty() {
            // The program opens one at least.
            let blocked = Opening::Blocked {
                organisation: None,
                faults: Vec::new(),
                rules: Rules::default(),
            };
            let (app, _) = App::new(blocked, words, preferences, accounts.config_dir.clone());
            accounts.open.push(app);
        }
        accounts.front = accounts
            .open
            .first()
            .map_or(AccountNumber::FIRST, |app| app.beside().number);
        accounts.count();
        (accounts, reports, arrivals)
    }

    /// Has announcements go there.
    pub fn announce_to(&mut self, announcements: Sender<Announcement>) {
        for app in &mut self.open {
            app.announce_to(announcements.clone());
        }
        self.announcements = Some(announcements);
    }

    /// Routes a message. Nothing here waits, reads a file or parses.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        let task = match message {
            Message::Of(number, message) => self.of(number, message),
            Message::Front(message) => {
                if let app::Message::Desk(desk::Message::Focused(focused)) = message {
                    self.focused = focused;
                }
                self.of(self.front, message)
            }
            Message::All(message) => {
                let numbers: Vec<_> = self.open.iter().map(|app| app.beside().number).collect();
                Task::batch(numbers.into_iter().map(|number| self.of(number, message.clone())))
            }
            Message::News(news) => self.news(*news),
            Message::Arrived(parcel) => self.arrived(parcel),
            Message::Show(number) => self.show(number),
            Message::Add => self.add(),
            Message::Leave => self.leave(self.front),
            Message::Kept => self.tell(Notice::Refused(Reason::BetweenAccounts)),
            Message::CloseNotice => {
                self.notice = None;
                Task::none()
            }
            Message::Rule(key) => {
                self.notice = None;
                let rule = app::Message::SettingsPage(crate::screen::settings::Message::Rules(Some(key)));
                self.of(self.front, rule)
            }
            Message::CloseRequested(_) => self.close(),
            Message::Closed => iced::exit(),
            Message::Nothing => Task::none(),
        };
        self.tell_count();
        task
    }

    /// The account in front.
    pub fn front(&self) -> &App {
        let front = self.open.iter().find(|app| app.beside().number == self.front);
        // One of them always is.
        front.unwrap_or(&self.open[0])
    }

    /// Those that are open, in their order.
    pub fn open(&self) -> &[App] {
        &self.open
    }

    /// What is said over every page.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// The window's id, for [`Accounts::view`].
    pub fn window(&self) -> window::Id {
        self.window
    }

    fn app(&mut self, number: AccountNumber) -> Option<&mut App> {
        self.open.iter_mut().find(|app| app.beside().number == number)
    }

    /// Hands a message to its account, and does what that asks of the whole window.
    fn of(&mut self, number: AccountNumber, message: app::Message) -> Task<Message> {
        match message {
            app::Message::CloseRequested(_) => return self.close(),
            app::Message::Quit | app::Message::Ended(ended::Message::Close) => return self.quit(),
            _ => {}
        }
        let in_front = number == self.front;
        // What comes late for an account that is gone.
        let Some(app) = self.app(number) else {
            return Task::none();
        };
        let before = app.preferences().clone();
        let mut task = app.update(message).map(move |message| Message::Of(number, message));
        if !in_front {
            // It would move the focus, scroll or paste in what somebody sees of another account.
            task = Task::none();
        }
        let asks = app.beside_mut().asks.take();
        if *app.preferences() != before {
            let preferences = app.preferences().clone();
            self.open.iter_mut().for_each(|app| app.set_preferences(&preferences));
            self.stand();
            task = Task::batch([task, self.settle_autostart()]);
        }
        let asked = match asks {
            Some(Ask::Another) => self.add(),
            Some(Ask::Leave) if self.open.len() > 1 => self.leave(number),
            Some(Ask::Refused) => self.update(Message::Kept),
            Some(Ask::Leave) | None => Task::none(),
        };
        Task::batch([task, asked])
    }

    fn news(&mut self, news: News) -> Task<Message> {
        match news {
            News::Launched => self.come_forward(),
            News::Tray(news) => self.tray_news(news),
            News::Clicked(key) => {
                let (number, key) = unkeyed(&key).unwrap_or((self.front, key.as_str()));
                let shown = self.show(number);
                let clicked = app::Message::News(Box::new(News::Clicked(key.to_owned())));
                Task::batch([self.come_forward(), shown, self.of(number, clicked)])
            }
            news @ News::Rules(_) => {
                let told = self.update(Message::All(app::Message::News(Box::new(news))));
                self.stand();
                Task::batch([told, self.settle_autostart()])
            }
            news @ News::Blocked { .. } => {
                // Nothing of any account stays on show, and there is one screen that says why.
                let told = self.update(Message::All(app::Message::News(Box::new(news))));
                let front = self.front;
                self.open.retain(|app| app.beside().number == front);
                self.orders = None;
                self.notice = None;
                self.count();
                told
            }
        }
    }

    /// Brings an account to the front.
    fn show(&mut self, number: AccountNumber) -> Task<Message> {
        if number == self.front || self.app(number).is_none() {
            return Task::none();
        }
        let left = self.front;
        let behind = self.app(left).map_or_else(Task::none, App::go_behind);
        self.notice = None;
        self.front = number;
        Task::batch([behind.map(move |message| Message::Of(left, message)), self.come()])
    }

    /// Somebody looks at the account in front.
    fn come(&mut self) -> Task<Message> {
        let (number, focused) = (self.front, self.focused);
        let come = self
            .app(number)
            .map_or_else(Task::none, |app| app.come_in_front(focused));
        come.map(move |message| Message::Of(number, message))
    }

    fn add(&mut self) -> Task<Message> {
        if self.adding || self.front().is_locked() {
            return Task::none();
        }
        match (self.front().may_add(), &self.orders) {
            (Capability::Refused(reason), _) => return self.tell(Notice::Refused(reason)),
            (_, Some(orders)) if orders.send(Order::Open).is_ok() => self.adding = true,
            _ => return self.tell(Notice::Failed),
        }
        Task::none()
    }

    /// Says something over every page. The window's root gives it the focus, and knows where to give it back.
    fn tell(&mut self, notice: Notice) -> Task<Message> {
        self.notice = Some(notice);
        Task::none()
    }

    fn arrived(&mut self, parcel: Parcel) -> Task<Message> {
        let Some(arrival) = parcel.take() else {
            return Task::none();
        };
        self.adding = false;
        let handle = match arrival {
            Arrival::Opened(handle) => handle,
            Arrival::Refused(reason) => return self.tell(Notice::Refused(reason)),
            Arrival::Failed => return self.tell(Notice::Failed),
        };
        let front = self.front();
        let (rules, preferences) = (front.rules().clone(), front.preferences().clone());
        let words = front.words().in_language(front.words().language());
        let (number, events) = self.seat(handle, rules, words, preferences);
        self.count();
        let shown = self.show(number);
        Task::batch([running::reports((number, events)), shown])
    }

    /// Gives an account its place.
    fn seat(&mut self, handle: Handle, rules: Rules, words: Words, preferences: Preferences) -> Reports {
        let (number, (commands, events)) = (handle.account, handle.split());
        let mut app = App::of(
            self.organisation.clone(),
            rules,
            commands,
            words,
            preferences,
            self.config_dir.clone(),
        );
        app.set_window(self.window);
        let beside = app.beside_mut();
        beside.number = number;
        beside.prefixed = true;
        beside.board = self.board.clone();
        if let Some(announcements) = &self.announcements {
            app.announce_to(announcements.clone());
        }
        if !self.open.is_empty() {
            // It comes to the front like any other.
            drop(app.go_behind());
        }
        let place = self.open.partition_point(|app| app.beside().number < number);
        self.open.insert(place, app);
        (number, events)
    }

    /// Closes an account that nobody is signed in to any more. The last one stays.
    fn leave(&mut self, number: AccountNumber) -> Task<Message> {
        let Some(place) = self.open.iter().position(|app| app.beside().number == number) else {
            return Task::none();
        };
        if self.open.len() < 2 || self.open[place].address().is_some() {
            return Task::none();
        }
        let mut left = self.open.remove(place);
        left.leave();
        if let Some(orders) = &self.orders {
            // Where nobody listens, the program is about to end.
            orders.send(Order::Close(number)).ok();
        }
        self.count();
        if number != self.front {
            return Task::none();
        }
        self.notice = None;
        self.front = self.open[place.saturating_sub(1)].beside().number;
        self.come()
    }

    fn count(&mut self) {
        let open = self.open.len();
        self.open.iter_mut().for_each(|app| app.beside_mut().open = open);
    }
}
