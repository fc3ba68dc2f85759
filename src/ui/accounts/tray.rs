//! How much is unread, said where the desktop shows it: in the window's title, on the program's icon and in the tray, where the
//! window waits when it is closed, if the person wants that. All accounts count together.

use std::sync::mpsc::Sender;

use iced::{Task, window};
use platform::{TrayNews, TrayOrder, TrayWords};

use super::{Accounts, Message, band};
use crate::app::{self, Screen, off_thread};
use crate::screen::desk;
use crate::words::fl;

/// The mark in the tray, and what it was told.
#[derive(Debug, Default)]
pub(super) struct Tray {
    orders: Option<Sender<TrayOrder>>,
    /// The words that it has; none where it was told to leave, or nothing yet.
    words: Option<TrayWords>,
    count: u32,
    /// It can be seen.
    stands: bool,
    /// The window is put away.
    away: bool,
}

impl Accounts {
    /// Has the tray's orders go there.
    pub fn stand_in(&mut self, orders: Sender<TrayOrder>) {
        self.tray.orders = Some(orders);
        self.stand();
    }

    /// How much is unread: what the marks in the lists come to, of rooms that the person wants to hear of.
    pub fn unread(&self) -> u32 {
        // Where nothing is to be seen by those who stand by, no number is either.
        if !self.front().rules().window.announce {
            return 0;
        }
        let each = self.open.iter().map(|app| band::shown_unread(self, app));
        each.fold(0, u32::saturating_add)
    }

    /// Whether the window is put away, and the program runs on.
    pub fn is_away(&self) -> bool {
        self.tray.away
    }

    /// Says how much is unread, where that has changed.
    pub(super) fn tell_count(&mut self) {
        let count = self.unread();
        if std::mem::replace(&mut self.tray.count, count) != count {
            self.order(TrayOrder::Count(count));
        }
    }

    /// Stands in the tray or leaves it, as the person or a rule has it now, in the words of the language now.
    pub(super) fn stand(&mut self) {
        let front = self.front();
        let words = front.words();
        let words = self.wants_tray().then(|| TrayWords {
            title: fl!(words, "program"),
            open: fl!(words, "tray-open"),
            quit: fl!(words, "tray-quit"),
        });
        if self.tray.words != words {
            let order = words.clone().map_or(TrayOrder::Leave, TrayOrder::Stand);
            self.tray.words = words;
            self.order(order);
        }
    }

    /// Starts with the person's session or not, as they or a rule have it. What nobody chose stays as it is.
    pub(super) fn settle_autostart(&self) -> Task<Message> {
        let front = self.front();
        let Some(on) = front.preferences().autostart(&front.rules().window) else {
            return Task::none();
        };
        off_thread(move || {
            if let Err(error) = platform::autostart(on) {
                tracing::warn!(kind = ?error.kind(), "whether the program starts by itself could not be set");
            }
        })
        .map(|_| Message::Nothing)
    }

    pub(super) fn tray_news(&mut self, news: TrayNews) -> Task<Message> {
        match news {
            TrayNews::Stands(stands) => {
                self.tray.stands = stands;
                // Nobody could have it back.
                if !stands && self.tray.away {
                    return self.come_forward();
                }
                Task::none()
            }
            TrayNews::Open => self.come_forward(),
            TrayNews::Quit => self.quit(),
        }
    }

    /// The person closes the window: it is put away where they want that and can have it back, and the program ends elsewhere.
    pub(super) fn close(&mut self) -> Task<Message> {
        let wants = self.wants_tray() && self.tray.stands;
        if !wants || matches!(self.front().screen(), Screen::Blocked(_) | Screen::Ended) {
            return self.quit();
        }
        self.tray.away = true;
        // What comes from now on is not read.
        let unfocused = self.update(Message::Front(app::Message::Desk(desk::Message::Focused(false))));
        let hidden = match platform::hides_windows() {
            true => window::set_mode(self.window, window::Mode::Hidden),
            false => window::minimize(self.window, true),
        };
        Task::batch([unfocused, hidden])
    }

    pub(super) fn quit(&mut self) -> Task<Message> {
        self.orders = None;
        self.announcements = None;
        self.tray.orders = None;
        let ended = self.open.iter_mut().map(app::App::end);
        let ended = Task::batch(ended.collect::<Vec<_>>());
        ended.map(|_| Message::Nothing).chain(window::close(self.window))
    }

    pub(super) fn come_forward(&mut self) -> Task<Message> {
        let shown = match std::mem::take(&mut self.tray.away) {
            true if platform::hides_windows() => window::set_mode(self.window, window::Mode::Windowed),
            _ => Task::none(),
        };
        let front = Task::batch([window::minimize(self.window, false), window::gain_focus(self.window)]);
        shown.chain(front)
    }

    fn wants_tray(&self) -> bool {
        let front = self.front();
        front.preferences().tray(&front.rules().window)
    }

    fn order(&self, order: TrayOrder) {
        if let Some(orders) = &self.tray.orders {
            // Nobody listens where there is no tray.
            orders.send(order).ok();
        }
    }
}
