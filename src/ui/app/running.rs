//! What the whole window asks of one account's part of it.

use std::path::PathBuf;
use std::time::Duration;

use iced::{Subscription, Task, window};
use model::{Command, Organisation, Rules};
use tokio::sync::mpsc;

use super::{App, Message, Screen};
use crate::preferences::Preferences;
use crate::screen::desk::{self, playing::Beat};
use crate::wishes::Wishes;
use crate::words::Words;

/// How often a film is looked at: no frame stands for less than a fiftieth of a second.
const FRAME: Duration = Duration::from_millis(20);
/// How often it is looked at how far a sound has come.
const SECONDS: Duration = Duration::from_millis(150);

impl App {
    /// An account whose session has just begun.
    pub(crate) fn of(
        organisation: Organisation,
        rules: Rules,
        commands: mpsc::Sender<Command>,
        words: Words,
        preferences: Preferences,
        config_dir: PathBuf,
    ) -> Self {
        let wishes = Wishes::new(Some(commands));
        Self::with(
            organisation,
            rules,
            wishes,
            Screen::Starting,
            (words, preferences, config_dir),
        )
    }

    /// What moves or sounds is looked at while it does, and only then.
    pub(crate) fn beats(&self) -> Subscription<Message> {
        let Screen::Desk(desk) = &self.screen else {
            return Subscription::none();
        };
        let every = match desk.beats() {
            Some(Beat::Frames) => FRAME,
            Some(Beat::Seconds) => SECONDS,
            None => return Subscription::none(),
        };
        iced::time::every(every).map(|now| Message::Desk(desk::Message::Play(desk::playing::Message::Beat(now))))
    }

    /// The rules in force.
    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    pub(crate) fn set_window(&mut self, window: window::Id) {
        self.window = window;
    }

    /// Looks and language are the person's, whichever account they were chosen in.
    pub(crate) fn set_preferences(&mut self, preferences: &Preferences) {
        self.preferences.clone_from(preferences);
        self.speak();
    }

    /// The window closes: what was begun is kept, and the session ends.
    pub(crate) fn end(&mut self) -> Task<Message> {
        self.closing = true;
        if let Screen::Desk(desk) = &mut self.screen {
            desk.leave_room(&mut self.wishes);
        }
        self.wishes.end();
        self.announcements = None;
        self.clear_copied()
    }

    /// This account is no longer here.
    pub(crate) fn leave(&mut self) {
        self.hush();
        if matches!(self.screen, Screen::SignIn(_)) {
            // A try that was given up may succeed yet: then it is signed out again.
            self.wishes.ask(|ticket| Command::SignOut { ticket });
        }
        self.wishes.end();
    }

    pub(crate) fn scale_factor(&self, _window: window::Id) -> f32 {
        f32::from(self.looks().scale) / 100.0
    }
}
