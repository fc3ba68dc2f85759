//! How much is unread, said where the desktop shows it: in the window's title, on the program's icon and in the tray, where the
//! window waits when it is closed, if the person wants that.

use std::sync::mpsc::Sender;

use iced::{Task, window};
use platform::{TrayNews, TrayOrder, TrayWords};

use super::{App, Message, Screen, off_thread, view};
use crate::screen::desk;
use crate::words::fl;

/// The mark in the tray, and what it was told.
#[derive(Debug, Default)]
pub struct Tray {
    orders: Option<Sender<TrayOrder>>,
    /// The words that it has; none where it was told to leave, or nothing yet.
    words: Option<TrayWords>,
    count: u32,
    /// It can be seen.
    stands: bool,
    /// The window is put away.
    away: bool,
}

impl App {
    /// Has the tray's orders go there.
    pub fn stand_in(&mut self, orders: Sender<TrayOrder>) {
        self.tray.orders = Some(orders);
        self.stand();
    }

    /// How much is unread: what the marks in the list come to, of rooms that the person wants to hear of.
    pub fn unread(&self) -> u32 {
        match &self.screen {
            // Where nothing is to be seen by those who stand by, no number is either.
            Screen::Desk(desk) if self.rules.window.announce => desk.rooms().unread(),
            _ => 0,
        }
    }

    /// The window's title: how much is unread, and where one is.
    pub fn window_title(&self) -> String {
        let title = view::title(self);
        match self.unread() {
            0 => title,
            count => fl!(self.words, "window-title-unread", count = count, title = title),
        }
    }

    /// Whether the window is put away, and the program runs on.
    pub fn is_away(&self) -> bool {
        self.tray.away
    }

    /// Says how much is unread, where that has changed.
    pub(super) fn count(&mut self) {
        let count = self.unread();
        if std::mem::replace(&mut self.tray.count, count) != count {
            self.order(TrayOrder::Count(count));
        }
    }

    /// Stands in the tray or leaves it, as the person or a rule has it now, in the words of the language now.
    pub(super) fn stand(&mut self) {
        let words = self.preferences.tray(&self.rules.window).then(|| TrayWords {
            title: fl!(self.words, "program"),
            open: fl!(self.words, "tray-open"),
            quit: fl!(self.words, "tray-quit"),
        });
        if self.tray.words != words {
            let order = words.clone().map_or(TrayOrder::Leave, TrayOrder::Stand);
            self.tray.words = words;
            self.order(order);
        }
    }

    /// Starts with the person's session or not, as they or a rule have it. What nobody chose stays as it is.
    pub(super) fn settle_autostart(&self) -> Task<Message> {
        let Some(on) = self.preferences.autostart(&self.rules.window) else {
            return Task::none();
        };
        off_thread(move || {
            if let Err(error) = platform::autostart(on) {
                tracing::warn!(kind = ?error.kind(), "whether the program starts by itself could not be set");
            }
        })
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
        let wants = self.preferences.tray(&self.rules.window) && self.tray.stands;
        if !wants || matches!(self.screen, Screen::Blocked(_) | Screen::Ended) {
            return self.quit();
        }
        self.tray.away = true;
        self.idle.focused = false;
        if let Screen::Desk(desk) = &mut self.screen {
            // What comes from now on is not read.
            drop(desk.update(desk::Message::Focused(false), &mut self.wishes));
        }
        match platform::hides_windows() {
            true => window::set_mode(self.window, window::Mode::Hidden),
            false => window::minimize(self.window, true),
        }
    }

    pub(super) fn quit(&mut self) -> Task<Message> {
        self.closing = true;
        if let Screen::Desk(desk) = &mut self.screen {
            desk.leave_room(&mut self.wishes);
        }
        self.wishes.end();
        self.announcements = None;
        self.tray.orders = None;
        self.clear_copied().chain(window::close(self.window))
    }

    pub(super) fn come_forward(&mut self) -> Task<Message> {
        let shown = match std::mem::take(&mut self.tray.away) {
            true if platform::hides_windows() => window::set_mode(self.window, window::Mode::Windowed),
            _ => Task::none(),
        };
        let front = Task::batch([window::minimize(self.window, false), window::gain_focus(self.window)]);
        shown.chain(front)
    }

    fn order(&self, order: TrayOrder) {
        if let Some(orders) = &self.tray.orders {
            // Nobody listens where there is no tray.
            orders.send(order).ok();
        }
    }
}
