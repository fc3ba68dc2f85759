//! The program in the window: which screen is on show, and the way of every message to the part it concerns.

pub(crate) mod activity;
pub(crate) mod beside;
mod clipboard;
mod hearing;
mod idle;
pub(crate) mod keys;
mod news;
pub(crate) mod notices;
mod pages;
mod report;
mod running;
mod trust;
pub(crate) mod view;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::mpsc::Sender;

use iced::time::Instant;
use iced::{Task, window};
use model::{Event, EventId, Obstacle, Organisation, RecordState, RoomId, Rules, Ticket};
use platform::Announcement;
use tokio::sync::{mpsc, oneshot};

use crate::preferences::{Looks, Preferences};
use crate::screen::{
    blocked, browser, desk, ended, faces, ignored, notifications, obstacle, profile, rulebook, settings, sign_in,
    sign_in_again, trust as trust_pages,
};
use crate::wishes::Wishes;
use crate::words::{Words, fl};
use crate::{Handle, News, Opening};

/// Everything the window shows of one account.
pub struct App {
    organisation: Organisation,
    rules: Rules,
    words: Words,
    preferences: Preferences,
    config_dir: PathBuf,
    wishes: Wishes,
    /// The way to what announces outside the window.
    announcements: Option<Sender<Announcement>>,
    /// The threads that were announced last, by their rooms.
    announced: HashMap<RoomId, EventId>,
    screen: Screen,
    /// A page over the screen.
    page: Option<Page>,
    rulebook: rulebook::State,
    idle: idle::Idle,
    trust: trust_pages::State,
    hearing: notifications::State,
    record: RecordState,
    ignored: ignored::State,
    profile: profile::State,
    faces: faces::Faces,
    copied: Option<clipboard::Copied>,
    /// A question of the whole program.
    confirm: Option<Confirm>,
    /// Sign-in tries that were given up: one that succeeds after all is signed out.
    given_up: Vec<Ticket>,
    window: window::Id,
    /// The window is being closed, which ends the session.
    closing: bool,
    /// The person's other accounts, as this one sees them.
    beside: beside::Beside,
    /// The person wants to be signed out of this one.
    leaving: bool,
}

/// Where the person stands.
#[allow(clippy::large_enum_variant, reason = "there is one")]
pub enum Screen {
    /// Policy lets nobody in.
    Blocked(blocked::State),
    /// What is on this computer is being opened.
    Starting,
    /// It can't be opened.
    Obstacle(obstacle::State),
    /// Nobody is signed in.
    SignIn(sign_in::State),
    /// The person has to show again who they are; what was on show waits behind.
    SignInAgain(sign_in_again::State, Option<Box<desk::State>>),
    /// Signed in.
    Desk(desk::State),
    /// The session ended by itself.
    Ended,
}

/// A page over the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Looks, language and the way out.
    Settings,
    /// What the organisation decided; Back leads to the settings or to the screen.
    Rules {
        /// Opened from the settings.
        from_settings: bool,
    },
    /// What one hears of; Back leads to the settings or to the screen.
    Notifications {
        /// Opened from the settings.
        from_settings: bool,
    },
    /// What there is to do about trust; Back leads to the settings or to the screen.
    Trust {
        /// Which page of it.
        place: trust_pages::Place,
        /// Opened from the settings.
        from_settings: bool,
    },
}

/// A question of the whole program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirm {
    /// Sign out and remove everything from this computer.
    SignOut,
    /// Give up what is on this computer.
    StartAfresh,
}

/// What happens in the window.
#[derive(Clone, Debug)]
pub enum Message {
    /// The session reports.
    Session(Vec<Event>),
    /// The session ended.
    SessionEnded,
    /// Something happened outside.
    News(Box<News>),
    /// The person closes the window.
    CloseRequested(window::Id),
    /// The person ends the program.
    Quit,
    /// On the screen of a session that ended.
    Ended(ended::Message),
    /// Nothing to do; the redraw that follows is what was wanted.
    Nothing,
    /// A key that means something everywhere.
    Settings,
    /// Escape, that nothing in the window wanted.
    Escape,
    /// On the working screen.
    Desk(desk::Message),
    /// On the sign-in screen.
    SignIn(sign_in::Message),
    /// On the screen that asks again who one is.
    SignInAgain(sign_in_again::Message),
    /// On the screen of an obstacle.
    Obstacle(obstacle::Message),
    /// On the page of looks and language.
    SettingsPage(settings::Message),
    /// On the page of rules.
    Rulebook(rulebook::Message),
    /// On the page of what one hears of.
    Notifications(notifications::Message),
    /// About trust.
    Trust(trust_pages::Message),
    /// On the screen that says why nobody gets in.
    Blocked(blocked::Message),
    /// On the screen of a window that locked itself.
    Idle(crate::screen::idle::Message),
    /// Lock the window now.
    Lock,
    /// Begin to speak a message, or end it.
    Speak,
    /// When a key, the pointer or a touch was last seen in the window.
    Active(Instant),
    /// What time it is. Comes only where a rule asks for a lock, or a recovery key lies on the clipboard.
    Tick(Instant),
    /// The question of the whole program: yes.
    Confirm,
    /// No.
    Deny,
    /// These words lie on the clipboard, to be pasted into the message.
    Paste(String),
}

impl App {
    /// The first account without a window: what tests and benchmarks drive by [`App::update`] and look at by [`App::view`].
    pub fn new(
        opening: Opening,
        words: Words,
        preferences: Preferences,
        config_dir: PathBuf,
    ) -> (Self, Option<mpsc::Receiver<Vec<Event>>>) {
        let (organisation, rules, wishes, screen, events) = match opening {
            Opening::Ready {
                organisation,
                rules,
                accounts,
                ..
            } => {
                let (commands, events) = accounts.into_iter().next().map(Handle::split).unzip();
                (organisation, rules, Wishes::new(commands), Screen::Starting, events)
            }
            Opening::Blocked {
                organisation,
                faults,
                rules,
            } => (
                organisation.unwrap_or_default(),
                rules,
                Wishes::new(None),
                Screen::Blocked(blocked::State::at_start(faults)),
                None,
            ),
        };
        let app = Self::with(organisation, rules, wishes, screen, (words, preferences, config_dir));
        (app, events)
    }

    fn with(
        organisation: Organisation,
        rules: Rules,
        wishes: Wishes,
        screen: Screen,
        (words, preferences, config_dir): (Words, Preferences, PathBuf),
    ) -> Self {
        let mut wishes = wishes;
        wishes.set_page(browser::return_page(&words));
        Self {
            organisation,
            rules,
            words,
            preferences,
            config_dir,
            wishes,
            announcements: None,
            announced: HashMap::new(),
            screen,
            page: None,
            rulebook: rulebook::State::default(),
            record: RecordState::default(),
            ignored: ignored::State::default(),
            profile: profile::State::default(),
            faces: faces::Faces::default(),
            idle: idle::Idle::default(),
            trust: trust_pages::State::default(),
            hearing: notifications::State::default(),
            copied: None,
            confirm: None,
            given_up: Vec::new(),
            window: window::Id::unique(),
            closing: false,
            beside: beside::Beside::default(),
            leaving: false,
        }
    }

    /// Routes a message. Nothing here waits, reads a file or parses.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        self.wishes.flush();
        let task = self.carry(message);
        // Wherever the message led away from it.
        Task::batch([task, self.clear_left()])
    }

    fn carry(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Session(events) => self.report(events),
            Message::Nothing => Task::none(),
            Message::SessionEnded => {
                if !self.closing && !matches!(self.screen, Screen::Blocked(_)) {
                    self.idle.open();
                    self.trust = trust_pages::State::default();
                    self.hush();
                    self.screen = Screen::Ended;
                }
                Task::none()
            }
            Message::Ended(ended::Message::Close) | Message::Quit => self.carry(Message::CloseRequested(self.window)),
            Message::News(news) => self.news(*news),
            Message::CloseRequested(id) => self.end().chain(window::close(id)),
            Message::Lock => self.lock(),
            Message::Speak if self.is_locked() || self.page.is_some() || self.confirm.is_some() => Task::none(),
            Message::Speak => {
                let speak = desk::playing::Message::Speak(self.rules.window.speak.clone());
                self.desk(desk::Message::Play(speak))
            }
            Message::Active(at) => {
                self.idle.active(at);
                Task::none()
            }
            Message::Tick(now) => Task::batch([self.clear_old(now), self.tick(now)]),
            Message::Idle(message) => self.idle_screen(message),
            // Keys that mean something everywhere mean nothing before a locked screen.
            Message::Settings | Message::Escape if self.is_locked() => Task::none(),
            Message::Settings => {
                if !matches!(self.screen, Screen::Blocked(_)) {
                    self.page = Some(Page::Settings);
                }
                Task::none()
            }
            Message::Escape => self.escape(),
            Message::Desk(message) => self.desk(message),
            Message::SignIn(message) => self.sign_in(message),
            Message::SignInAgain(message) => self.sign_in_again(message),
            Message::Obstacle(message) => {
                let Screen::Obstacle(state) = &mut self.screen else {
                    return Task::none();
                };
                match state.update(message, &mut self.wishes) {
                    obstacle::Action::None => {}
                    obstacle::Action::StartAfresh => self.confirm = Some(Confirm::StartAfresh),
                    obstacle::Action::Rule(key) => return self.show_rules(Some(key)),
                }
                Task::none()
            }
            Message::SettingsPage(message) => self.settings(message),
            Message::Rulebook(message) => self.rulebook(message),
            Message::Notifications(message) => self.notifications(message),
            Message::Trust(message) => self.trust(message),
            Message::Blocked(blocked::Message::Rules) => self.show_rules(None),
            Message::Confirm => self.confirmed(),
            Message::Deny => {
                self.confirm = None;
                Task::none()
            }
            Message::Paste(words) => self.paste(words),
        }
    }

    /// Where the person stands.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The page over the screen.
    pub fn page(&self) -> Option<Page> {
        self.page
    }

    /// What the person chose about looks and language.
    pub fn preferences(&self) -> &Preferences {
        &self.preferences
    }

    /// What holds of that under the organisation's rules.
    pub fn looks(&self) -> Looks {
        self.preferences.looks(&self.rules.window)
    }

    /// The words on screen.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The window's id, for [`App::view`].
    pub fn window(&self) -> window::Id {
        self.window
    }

    fn desk(&mut self, message: desk::Message) -> Task<Message> {
        let locked = self.idle.is_locked();
        if let desk::Message::Focused(focused) = message {
            self.idle.focused = focused;
        }
        let compares = self.compares();
        let Screen::Desk(desk) = &mut self.screen else {
            return Task::none();
        };
        // A key of the columns does nothing behind a page or a question; before a locked screen nothing is read either.
        let covered = self.page.is_some() || self.confirm.is_some() || compares;
        match message {
            desk::Message::Key(_) if covered || locked => return Task::none(),
            desk::Message::Focused(_) | desk::Message::Dropped(_) if locked => return Task::none(),
            // A picture with somebody's code is never sent to the room that happens to be open.
            desk::Message::Dropped(picture) if compares => {
                use trust_pages::confirmation::{Message, codes};
                let dropped = Message::Codes(codes::Message::Dropped(picture));
                return self.trust(trust_pages::Message::Confirmation(dropped));
            }
            _ => {}
        }
        let work = match desk.update(message, &mut self.wishes) {
            desk::Action::Task(task) => task.map(Message::Desk),
            desk::Action::Choose => {
                let title = fl!(self.words, "attach");
                let chosen = on_its_own(move || platform::choose_files(&title));
                Task::perform(chosen, |chosen| {
                    let chosen = chosen.unwrap_or(Err(platform::NoChooser));
                    Message::Desk(desk::Message::Chosen(chosen))
                })
            }
            desk::Action::Paste => Task::perform(on_its_own(platform::pasted), |pasted| {
                Message::Desk(desk::Message::Pasted(pasted.flatten()))
            }),
            desk::Action::PasteText => iced::clipboard::read().map(|text| {
                let text = text.filter(|text| !text.is_empty());
                text.map_or(Message::Nothing, Message::Paste)
            }),
            desk::Action::Copy(words) => return self.copy(words.to_string()),
            desk::Action::OpenLink(url) => off_thread(move || {
                if platform::open_url(&url).is_err() {
                    tracing::warn!("the browser could not be started");
                }
            }),
            desk::Action::OpenFilm(place) => {
                let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let opening = on_its_own(move || platform::open_film(&place).is_ok());
                Task::perform(opening, move |opened| {
                    let opened = desk::playing::Message::Opened((opened == Some(true)).then_some(name));
                    Message::Desk(desk::Message::Play(opened))
                })
            }
            desk::Action::Settings => {
                self.page = Some(Page::Settings);
                Task::none()
            }
            desk::Action::Notifications => return self.show_notifications(),
            desk::Action::Quiet(change) => return self.notifications(notifications::Message::Quiet(change)),
            desk::Action::Person(person) => {
                let action = self.trust.open_person(person, &mut self.wishes);
                return self.carry_out(action);
            }
            desk::Action::Trust(trust_pages::Place::Devices) => return self.trust(trust_pages::Message::OpenDevices),
            desk::Action::Trust(_) => return self.trust(trust_pages::Message::Open(trust_pages::setup::Way::Next)),
            desk::Action::Rule(key) => return self.show_rules(Some(key)),
        };
        let work = match desk.take_recent() {
            Some(recent) => {
                self.preferences.recent_emoji = recent;
                Task::batch([work, self.keep_preferences()])
            }
            None => work,
        };
        let shows = matches!(&self.screen, Screen::Desk(desk) if desk.shows_emoji());
        if shows {
            kit::load_emoji();
        }
        work
    }

    fn sign_in(&mut self, message: sign_in::Message) -> Task<Message> {
        let Screen::SignIn(state) = &mut self.screen else {
            return Task::none();
        };
        match state.update(message, &self.rules.window, &mut self.wishes) {
            sign_in::Action::Task(task) => task.map(Message::SignIn),
            sign_in::Action::Rules(key) => self.show_rules(key),
            sign_in::Action::Settings => {
                self.page = Some(Page::Settings);
                Task::none()
            }
        }
    }

    fn sign_in_again(&mut self, message: sign_in_again::Message) -> Task<Message> {
        let Screen::SignInAgain(state, _) = &mut self.screen else {
            return Task::none();
        };
        match state.update(message, &mut self.wishes) {
            sign_in_again::Action::Task(task) => task.map(Message::SignInAgain),
            sign_in_again::Action::SignOut => {
                self.confirm = Some(Confirm::SignOut);
                Task::none()
            }
        }
    }

    /// What stands in the way, where something does.
    pub fn obstacle(&self) -> Option<Obstacle> {
        match &self.screen {
            Screen::Obstacle(state) => Some(state.obstacle()),
            _ => None,
        }
    }
}

/// Work that may block: not for the thread that draws.
pub(crate) fn off_thread(work: impl FnOnce() + Send + 'static) -> Task<Message> {
    let work = async { drop(tokio::task::spawn_blocking(work).await) };
    Task::perform(work, |()| Message::Nothing)
}

/// Work that waits for a person, on a thread that the program doesn't wait for when it ends. None where there is no thread.
async fn on_its_own<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, done) = oneshot::channel();
    let work = move || drop(sender.send(work()));
    std::thread::Builder::new().name("beside".to_owned()).spawn(work).ok()?;
    done.await.ok()
}
