//! The program as iced runs it: its start, its window, and what comes in from outside.

use std::path::PathBuf;
use std::time::Duration;

use iced::{Subscription, Task, window};
use model::{Rules, WindowRules};
use tokio::sync::mpsc;

use super::{App, Message, Screen, activity, keys, view};
use crate::preferences::{Choice, Preferences};
use crate::screen::desk::{self, playing::Beat};
use crate::words::Words;
use crate::{Opening, Start};

/// How often a film is looked at: no frame stands for less than a fiftieth of a second.
const FRAME: Duration = Duration::from_millis(20);
/// How often it is looked at how far a sound has come.
const SECONDS: Duration = Duration::from_millis(150);

impl App {
    /// The program at its start, with its window on the way.
    pub(crate) fn boot(start: Option<Start>) -> (Self, Task<Message>) {
        let Some(start) = start else {
            return (Self::blocked(), iced::exit());
        };
        let preferences = Preferences::load(&start.config_dir);
        let rules = match &start.opening {
            Opening::Ready { rules, .. } | Opening::Blocked { rules, .. } => rules,
        };
        let words = Words::new(preferences.looks(&rules.window).language);
        let (id, open) = kit::access::open(window::Settings {
            size: iced::Size::new(1180.0, 780.0),
            min_size: Some(iced::Size::new(360.0, 480.0)),
            exit_on_close_request: false,
            ..window::Settings::default()
        });
        let (mut app, events) = Self::new(start.opening, words, preferences, start.config_dir);
        app.window = id;
        app.announce_to(start.announcements);
        let mut tasks = vec![
            open.map(Message::Opened),
            listen(start.news, |news| Message::News(Box::new(news))),
        ];
        if let Some(events) = events {
            let ended = Task::done(Message::SessionEnded);
            tasks.push(listen(events, Message::Session).chain(ended));
        }
        (app, Task::batch(tasks))
    }

    /// What the window listens to besides its own controls.
    pub fn subscription(&self) -> Subscription<Message> {
        Subscription::batch([
            kit::access::subscription().map(|_| Message::Nothing),
            window::close_requests().map(Message::CloseRequested),
            window::close_events().map(|_| Message::Closed),
            iced::event::listen_with(keys::listen),
            self.clock(),
            self.beats(),
            if self.watches() {
                activity::subscription()
            } else {
                Subscription::none()
            },
        ])
    }

    /// What moves or sounds is looked at while it does, and only then.
    fn beats(&self) -> Subscription<Message> {
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

    pub(crate) fn title(&self, _window: window::Id) -> String {
        view::title(self)
    }

    /// None is the system's own choice of light or dark.
    pub(crate) fn theme(&self, _window: window::Id) -> Option<kit::Theme> {
        match self.looks().theme {
            Choice::System => None,
            choice => Some(choice.theme(iced::theme::Mode::Light)),
        }
    }

    pub(crate) fn scale_factor(&self, _window: window::Id) -> f32 {
        f32::from(self.looks().scale) / 100.0
    }

    fn blocked() -> Self {
        let opening = Opening::Blocked {
            organisation: None,
            faults: Vec::new(),
            rules: Rules::default(),
        };
        let preferences = Preferences::default();
        let words = Words::new(preferences.looks(&WindowRules::default()).language);
        Self::new(opening, words, preferences, PathBuf::new()).0
    }
}

/// Turns a channel into messages.
fn listen<T: Send + 'static>(
    channel: mpsc::Receiver<T>,
    message: impl Fn(T) -> Message + Send + 'static,
) -> Task<Message> {
    let stream = iced::futures::stream::unfold(channel, async |mut channel| {
        let item = channel.recv().await?;
        Some((item, channel))
    });
    Task::run(stream, message)
}
