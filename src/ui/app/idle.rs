//! The lock of a window that nobody has touched for a while.

use std::sync::Arc;
use std::time::Duration;

use iced::Task;
use iced::time::Instant;
use iced::widget::operation;
use model::{ProvenBy, Ticket, Why};

use super::{App, Confirm, Message, Screen};
use crate::screen::{desk, idle};

/// When somebody was last there, and the lock.
#[derive(Debug)]
pub struct Idle {
    last: Option<Instant>,
    locked: Option<idle::State>,
    /// The window has the keyboard, whatever the screen behind the lock was told.
    pub focused: bool,
}

impl Default for Idle {
    fn default() -> Self {
        Self {
            last: None,
            locked: None,
            focused: true,
        }
    }
}

impl Idle {
    /// Somebody was there.
    pub fn active(&mut self, at: Instant) {
        self.last = self.last.max(Some(at));
    }

    /// Whether the window is locked.
    pub fn is_locked(&self) -> bool {
        self.locked.is_some()
    }

    /// What the locked screen shows.
    pub fn screen(&self) -> Option<&idle::State> {
        self.locked.as_ref()
    }

    /// There is nothing behind the lock any more.
    pub fn open(&mut self) {
        self.locked = None;
        self.last = None;
    }
}

impl App {
    /// Whether the window has locked itself.
    pub fn is_locked(&self) -> bool {
        self.idle.is_locked()
    }

    /// How the person signed in, and so how they show again who they are.
    pub(super) fn proven_by(&self) -> ProvenBy {
        match &self.screen {
            Screen::Desk(desk) => desk.proven_by(),
            Screen::SignInAgain(state, _) => state.proven_by(),
            _ => ProvenBy::default(),
        }
    }

    /// Whether the window locks itself when nobody is there: a rule says so, and somebody is signed in.
    pub(crate) fn watches(&self) -> bool {
        self.rules.window.lock_after_idle_minutes.is_some()
            && !self.idle.is_locked()
            && matches!(self.screen, Screen::Desk(_) | Screen::SignInAgain(..))
    }

    pub(super) fn tick(&mut self, now: Instant) -> Task<Message> {
        let Some(minutes) = self.rules.window.lock_after_idle_minutes.filter(|_| self.watches()) else {
            return Task::none();
        };
        // Nobody has touched anything yet: the time begins with the first look at the clock.
        let last = *self.idle.last.get_or_insert(now);
        let limit = Duration::from_secs(u64::from(minutes) * 60);
        if now.saturating_duration_since(last) >= limit {
            return self.lock();
        }
        Task::none()
    }

    pub(super) fn lock(&mut self) -> Task<Message> {
        if !self.watches() {
            return Task::none();
        }
        if let Screen::Desk(desk) = &mut self.screen {
            desk.quiet();
            // What comes from now on is not read.
            drop(desk.update(desk::Message::Focused(false), &mut self.wishes));
        }
        self.confirm = None;
        // What was announced may say what was said.
        self.hush();
        self.idle.locked = Some(idle::State::default());
        operation::focus(idle::first_focus(self.proven_by()))
    }

    pub(super) fn idle_screen(&mut self, message: idle::Message) -> Task<Message> {
        let Some(state) = &mut self.idle.locked else {
            return Task::none();
        };
        match state.update(message, &mut self.wishes) {
            idle::Action::Task(task) => task.map(Message::Idle),
            idle::Action::SignOut => {
                self.confirm = Some(Confirm::SignOut);
                operation::focus("confirm:no")
            }
        }
    }

    /// A page to open for it is known. None where the ticket is another's.
    pub(super) fn open_to_unlock(&mut self, ticket: Ticket, url: &Arc<str>) -> Option<Task<Message>> {
        let task = self.idle.locked.as_mut()?.open(ticket, url)?;
        Some(task.map(Message::Idle))
    }

    /// The person is who they were. False where the ticket is another's.
    pub(super) fn unlocked(&mut self, ticket: Ticket) -> bool {
        if !self.idle.locked.as_ref().is_some_and(|state| state.awaits(ticket)) {
            return false;
        }
        self.idle.open();
        if let Screen::Desk(desk) = &mut self.screen {
            drop(desk.update(desk::Message::Focused(self.idle.focused), &mut self.wishes));
        }
        true
    }

    /// They are not, or nobody could say. None where the ticket is another's.
    pub(super) fn still_locked(&mut self, ticket: Ticket, why: &Why) -> Option<Task<Message>> {
        let task = self.idle.locked.as_mut()?.refused(ticket, why)?;
        Some(task.map(Message::Idle))
    }
}
