//! The program in the window: which screen is on show, and the way of every message to the part it concerns.

mod keys;
mod pages;
mod report;
mod running;
mod view;

use std::path::PathBuf;

use iced::{Task, window};
use model::{Event, Fault, Obstacle, Organisation, Ticket};
use tokio::sync::mpsc;

use crate::Opening;
use crate::preferences::Preferences;
use crate::screen::{about, desk, ended, obstacle, settings, sign_in, sign_in_again};
use crate::wishes::Wishes;
use crate::words::Words;

/// Everything the window shows.
pub struct App {
    organisation: Organisation,
    words: Words,
    preferences: Preferences,
    config_dir: PathBuf,
    wishes: Wishes,
    screen: Screen,
    /// A page over the screen.
    page: Option<Page>,
    /// A question of the whole program.
    confirm: Option<Confirm>,
    /// Sign-in tries that were given up: one that succeeds after all is signed out.
    given_up: Vec<Ticket>,
    window: window::Id,
    /// The window is being closed, which ends the session.
    closing: bool,
    /// The emoji font is large: it is loaded when the first emoji comes.
    emoji: bool,
}

/// Where the person stands.
#[allow(clippy::large_enum_variant, reason = "there is one")]
pub enum Screen {
    /// Policy lets nobody in.
    Blocked(Vec<Fault>),
    /// What is on this computer is being opened.
    Starting,
    /// It can't be opened.
    Obstacle(obstacle::State),
    /// Nobody is signed in.
    SignIn(sign_in::State),
    /// The server asks for the password again; what was on show waits behind.
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
    /// Who manages this program; Back leads to the settings or to the screen.
    About {
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
    /// Another launch: come forward.
    Launched,
    /// The window is there.
    Opened(window::Id),
    /// The person closes the window.
    CloseRequested(window::Id),
    /// On the screen of a session that ended.
    Ended(ended::Message),
    /// The window is gone.
    Closed,
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
    /// On the screen that asks for the password again.
    SignInAgain(sign_in_again::Message),
    /// On the screen of an obstacle.
    Obstacle(obstacle::Message),
    /// On the page of looks and language.
    SettingsPage(settings::Message),
    /// On the page about who manages this program.
    AboutPage(about::Message),
    /// The question of the whole program: yes.
    Confirm,
    /// No.
    Deny,
}

impl App {
    /// The program without a window: what tests and benchmarks drive by [`App::update`] and look at by [`App::view`].
    pub fn new(
        opening: Opening,
        words: Words,
        preferences: Preferences,
        config_dir: PathBuf,
    ) -> (Self, Option<mpsc::Receiver<Vec<Event>>>) {
        let (organisation, wishes, screen, events) = match opening {
            Opening::Ready {
                organisation,
                commands,
                events,
            } => (
                organisation,
                Wishes::new(Some(commands)),
                Screen::Starting,
                Some(events),
            ),
            Opening::Blocked { organisation, faults } => (
                organisation.unwrap_or_default(),
                Wishes::new(None),
                Screen::Blocked(faults),
                None,
            ),
        };
        let app = Self {
            organisation,
            words,
            preferences,
            config_dir,
            wishes,
            screen,
            page: None,
            confirm: None,
            given_up: Vec::new(),
            window: window::Id::unique(),
            closing: false,
            emoji: false,
        };
        (app, events)
    }

    /// Routes a message. Nothing here waits, reads a file or parses.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        self.wishes.flush();
        match message {
            Message::Session(events) => self.report(events),
            Message::Nothing | Message::Opened(_) => Task::none(),
            Message::SessionEnded => {
                if !self.closing {
                    self.screen = Screen::Ended;
                }
                Task::none()
            }
            Message::Ended(ended::Message::Close) => self.update(Message::CloseRequested(self.window)),
            Message::Launched => Task::batch([window::minimize(self.window, false), window::gain_focus(self.window)]),
            Message::CloseRequested(id) => {
                self.closing = true;
                if let Screen::Desk(desk) = &mut self.screen {
                    desk.leave_room(&mut self.wishes);
                }
                self.wishes.end();
                window::close(id)
            }
            Message::Closed => iced::exit(),
            Message::Settings => {
                if !matches!(self.screen, Screen::Blocked(_)) {
                    self.page = Some(Page::Settings);
                }
                Task::none()
            }
            Message::Escape => self.escape(),
            Message::Desk(message) => self.desk(message),
            Message::SignIn(message) => self.sign_in(message),
            Message::SignInAgain(message) => {
                if let Screen::SignInAgain(state, _) = &mut self.screen
                    && state.update(message, &mut self.wishes) == sign_in_again::Action::SignOut
                {
                    self.confirm = Some(Confirm::SignOut);
                }
                Task::none()
            }
            Message::Obstacle(message) => {
                if let Screen::Obstacle(state) = &mut self.screen
                    && state.update(message, &mut self.wishes) == obstacle::Action::StartAfresh
                {
                    self.confirm = Some(Confirm::StartAfresh);
                }
                Task::none()
            }
            Message::SettingsPage(message) => self.settings(message),
            Message::AboutPage(about::Message::Back) => {
                self.page = matches!(self.page, Some(Page::About { from_settings: true })).then_some(Page::Settings);
                Task::none()
            }
            Message::Confirm => self.confirmed(),
            Message::Deny => {
                self.confirm = None;
                Task::none()
            }
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

    /// The window's id, for [`App::view`].
    pub fn window(&self) -> window::Id {
        self.window
    }

    fn desk(&mut self, message: desk::Message) -> Task<Message> {
        let Screen::Desk(desk) = &mut self.screen else {
            return Task::none();
        };
        // A key of the columns does nothing behind a page or a question.
        if matches!(message, desk::Message::Key(_)) && (self.page.is_some() || self.confirm.is_some()) {
            return Task::none();
        }
        let work = match desk.update(message, &mut self.wishes) {
            desk::Action::Task(task) => task.map(Message::Desk),
            desk::Action::Copy(words) => iced::clipboard::write(words.to_string()),
            desk::Action::OpenLink(url) => off_thread(move || {
                if platform::open_url(&url).is_err() {
                    tracing::warn!("the browser could not be started");
                }
            }),
            desk::Action::Settings => {
                self.page = Some(Page::Settings);
                Task::none()
            }
        };
        let choosing = matches!(desk.question(), Some(desk::dialog::Question::React { .. }));
        if choosing && !self.emoji {
            self.emoji = true;
            return Task::batch([work, load_emoji()]);
        }
        work
    }

    fn sign_in(&mut self, message: sign_in::Message) -> Task<Message> {
        let Screen::SignIn(state) = &mut self.screen else {
            return Task::none();
        };
        match state.update(message, &mut self.wishes) {
            sign_in::Action::Task(task) => task.map(Message::SignIn),
            sign_in::Action::About => {
                self.page = Some(Page::About { from_settings: false });
                Task::none()
            }
            sign_in::Action::Settings => {
                self.page = Some(Page::Settings);
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
fn off_thread(work: impl FnOnce() + Send + 'static) -> Task<Message> {
    let work = async { drop(tokio::task::spawn_blocking(work).await) };
    Task::perform(work, |()| Message::Nothing)
}

/// Loads the emoji font.
pub(crate) fn load_emoji() -> Task<Message> {
    iced::font::load(kit::emoji_font()).map(|_| Message::Nothing)
}
