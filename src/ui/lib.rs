//! Despatch in a window: screens, words, and the one way in, [`run`].
//!
//! The window shows what the session reports and sends wishes. It decides nothing: what a person may do comes as a
//! [`model::Capability`], and what was refused comes with its reason. Every control on every screen comes from `kit`.

mod accounts;
mod app;
mod preferences;
pub mod screen;
mod wishes;
mod words;

use std::cell::Cell;
use std::path::PathBuf;
use std::sync::mpsc::Sender;

use model::{AccountNumber, Command, Event, Fault, Organisation, Reason, Rules};
use platform::{Announcement, TrayNews, TrayOrder};
use tokio::sync::mpsc;

pub use accounts::{Accounts, Message as AccountsMessage, Notice as AccountsNotice, Parcel, Reports};
pub use app::{App, Message, Page, Screen};
pub use preferences::{Choice, Looks, Preferences};
pub use wishes::Wishes;
pub use words::{Language, Refusal, ValueLine, Words};

/// What the window needs to know at the start.
#[derive(Debug)]
pub struct Start {
    /// Whether policy lets anybody in.
    pub opening: Opening,
    /// Where preferences are kept.
    pub config_dir: PathBuf,
    /// What happens outside while the window is up.
    pub news: mpsc::Receiver<News>,
    /// Where announcements go.
    pub announcements: Sender<Announcement>,
    /// Where the tray's orders go.
    pub tray: Sender<TrayOrder>,
}

/// What happens outside while the window is up.
#[derive(Clone, Debug)]
pub enum News {
    /// Another launch of the program: come forward.
    Launched,
    /// In the tray.
    Tray(TrayNews),
    /// The announcement of this key was clicked: come forward with what it was about.
    Clicked(String),
    /// Other rules hold from now on.
    Rules(Rules),
    /// Policy lets nobody in any more. The window drops its way to the session, which ends it, and shows nothing of it.
    Blocked {
        /// Who manages this program, where that much is known.
        organisation: Option<Organisation>,
        /// What is wrong, and where.
        faults: Vec<Fault>,
        /// What is known of the rules all the same.
        rules: Rules,
    },
}

/// Whether policy lets anybody in.
#[derive(Debug)]
pub enum Opening {
    /// It does; a session runs for each account.
    Ready {
        /// Who manages this program.
        organisation: Organisation,
        /// What it decided.
        rules: Rules,
        /// The accounts that are open, at least one.
        accounts: Vec<Handle>,
        /// The way to further ones.
        more: More,
    },
    /// It doesn't: the screen says what is wrong and whom to call.
    Blocked {
        /// Who manages this program, where that much is known.
        organisation: Option<Organisation>,
        /// What is wrong, and where.
        faults: Vec<Fault>,
        /// What is known of the rules all the same.
        rules: Rules,
    },
}

/// One account: the way to its session, and back.
#[derive(Debug)]
pub struct Handle {
    /// Which one.
    pub account: AccountNumber,
    /// The way to the session. Dropped when the window closes or the account is left, which ends the session.
    pub commands: mpsc::Sender<Command>,
    /// What the session reports.
    pub events: mpsc::Receiver<Vec<Event>>,
}

impl Handle {
    fn split(self) -> (mpsc::Sender<Command>, mpsc::Receiver<Vec<Event>>) {
        (self.commands, self.events)
    }
}

/// The way to further accounts, and what comes of it.
#[derive(Debug)]
pub struct More {
    /// What the window wants.
    pub orders: Sender<Order>,
    /// Accounts that were opened, or not.
    pub arrivals: mpsc::Receiver<Arrival>,
}

impl Default for More {
    /// There are no further ones.
    fn default() -> Self {
        Self {
            orders: std::sync::mpsc::channel().0,
            arrivals: mpsc::channel(1).1,
        }
    }
}

/// What the window wants of accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Open another one, to be signed in to.
    Open,
    /// This one is left: nobody is signed in to it, and its handle is dropped.
    Close(AccountNumber),
}

/// What came of opening another account.
#[derive(Debug)]
pub enum Arrival {
    /// It is here.
    Opened(Handle),
    /// Policy lets no further one be opened.
    Refused(Reason),
    /// Its folders or its session could not be had.
    Failed,
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The system gave no window or nothing to draw on.
    #[error("no window could be opened: {0}")]
    Window(#[from] iced::Error),
}

/// Shows the window until it is closed.
pub fn run(start: Start) -> Result<(), Error> {
    // iced asks for a function it may call again; it calls it once.
    let start = Cell::new(Some(start));
    kit::load_fonts();
    let program = iced::daemon(move || Accounts::boot(start.take()), Accounts::update, Accounts::view)
        .title(Accounts::title)
        .theme(Accounts::theme)
        .scale_factor(Accounts::scale_factor)
        .subscription(Accounts::subscription)
        .default_font(kit::theme::BODY)
        .antialiasing(true);
    Ok(program.run()?)
}
