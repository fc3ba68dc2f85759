//! A recovery key on the clipboard: for a minute, and no longer than the page is open that shows it. Other programs read what
//! lies there, and some keep it.

use std::time::Duration;

use iced::time::{self, Instant};
use iced::{Subscription, Task, clipboard};
use model::Secret;

use super::{App, Message, Page};
use crate::screen::trust::Place;

/// How long it may lie there.
const LIMIT: Duration = Duration::from_secs(60);
/// How often the window looks at the clock while it does.
const EVERY: Duration = Duration::from_secs(5);

/// What was put there, and since when.
#[derive(Debug)]
pub struct Copied {
    key: Secret,
    since: Option<Instant>,
}

impl App {
    pub(super) fn copy_key(&mut self, key: Secret) -> Task<Message> {
        let write = self.copy(key.reveal().to_owned());
        self.copied = Some(Copied { key, since: None });
        write
    }

    /// The time, while it lies there.
    pub(crate) fn clock(&self) -> Subscription<Message> {
        match self.copied {
            Some(_) => time::every(EVERY).map(Message::Tick),
            None => Subscription::none(),
        }
    }

    /// Clears it away once it has lain there long enough. Time begins with the first look at the clock.
    pub(super) fn clear_old(&mut self, now: Instant) -> Task<Message> {
        let since = self.copied.as_mut().map(|copied| *copied.since.get_or_insert(now));
        match since {
            Some(since) if now.saturating_duration_since(since) >= LIMIT => self.clear_copied(),
            _ => Task::none(),
        }
    }

    /// Clears it away once the page that shows it is closed, or the window locks itself.
    pub(super) fn clear_left(&mut self) -> Task<Message> {
        let page = matches!(
            self.page,
            Some(Page::Trust {
                place: Place::Setup,
                ..
            })
        );
        if page && self.trust.setup().unchecked().is_some() && !self.is_locked() {
            return Task::none();
        }
        self.clear_copied()
    }

    /// Clears it away, if it is still there: what the person has copied since is theirs.
    pub(super) fn clear_copied(&mut self) -> Task<Message> {
        let Some(copied) = self.copied.take() else {
            return Task::none();
        };
        self.trust.cleared();
        clipboard::read().then(move |found| match found.map(Secret::new) {
            Some(found) if found == copied.key => clipboard::write(String::new()),
            _ => Task::none(),
        })
    }
}
