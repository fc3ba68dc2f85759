//! The program as iced runs it: its start, its window, and what comes in from outside.

use std::path::PathBuf;

use iced::{Subscription, Task, window};
use model::{Rules, WindowRules};
use tokio::sync::mpsc;

use super::{Accounts, Message, Parcel, Reports, keys};
use crate::app::{self, activity};
use crate::preferences::{Choice, Preferences};
use crate::words::Words;
use crate::{Opening, Start};

impl Accounts {
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
        let (mut accounts, reported, arrivals) = Self::new(start.opening, words, preferences, start.config_dir);
        accounts.window = id;
        accounts.open.iter_mut().for_each(|app| app.set_window(id));
        accounts.announce_to(start.announcements);
        accounts.stand_in(start.tray);
        let mut tasks = vec![
            open.map(|_| Message::Nothing),
            accounts.settle_autostart(),
            listen(start.news, |news| Message::News(Box::new(news))),
        ];
        tasks.extend(reported.into_iter().map(reports));
        tasks.extend(arrivals.map(|arrivals| listen(arrivals, |arrival| Message::Arrived(Parcel::from(arrival)))));
        (accounts, Task::batch(tasks))
    }

    /// What the window listens to besides its own controls.
    pub fn subscription(&self) -> Subscription<Message> {
        let watches = self.open.iter().any(app::App::watches);
        let activity = match watches {
            true => activity::subscription(),
            false => Subscription::none(),
        };
        Subscription::batch([
            kit::access::subscription().map(|_| Message::Nothing),
            window::close_requests().map(Message::CloseRequested),
            window::close_events().map(|_| Message::Closed),
            iced::event::listen_with(keys::listen),
            self.front().clock().map(Message::All),
            self.front().beats().map(Message::Front),
            activity.map(Message::All),
        ])
    }

    /// None is the system's own choice of light or dark.
    pub(crate) fn theme(&self, _window: window::Id) -> Option<kit::Theme> {
        match self.front().looks().theme {
            Choice::System => None,
            choice => Some(choice.theme(iced::theme::Mode::Light)),
        }
    }

    pub(crate) fn scale_factor(&self, _window: window::Id) -> f32 {
        f32::from(self.front().looks().scale) / 100.0
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

/// What an account's session reports, and that it ended.
pub(super) fn reports((number, events): Reports) -> Task<Message> {
    let ended = Task::done(Message::Of(number, app::Message::SessionEnded));
    listen(events, move |events| Message::Of(number, app::Message::Session(events))).chain(ended)
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
