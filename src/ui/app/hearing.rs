//! What the person hears of, and what came while they heard of nothing.

use iced::Task;
use model::{Away, Event};
use platform::Announcement;

use super::notices::named;
use super::{App, Message, Page};
use crate::screen::notifications;
use crate::words::fl;

/// The key of the announcement of what came meanwhile.
pub(super) const AWAY: &str = "away";

impl App {
    pub(super) fn notifications(&mut self, message: notifications::Message) -> Task<Message> {
        match self.hearing.update(message, &mut self.wishes) {
            notifications::Action::None => Task::none(),
            notifications::Action::Rule(key) => self.show_rules(Some(key)),
            notifications::Action::Back => self.escape(),
        }
    }

    /// Shows the page.
    pub(super) fn show_notifications(&mut self) -> Task<Message> {
        let from_settings = self.page == Some(Page::Settings);
        self.hearing.open();
        self.page = Some(Page::Notifications { from_settings });
        Task::none()
    }

    /// Takes over a report; hands back what is not about this.
    pub(super) fn heed(&mut self, event: Event) -> Option<Event> {
        match event {
            Event::Hearing(hearing) => self.hearing.set_hearing(hearing),
            Event::Quiet(quiet) => self.hearing.set_quiet(quiet),
            Event::Away(away) => self.away(&away),
            Event::NoAway => self.announce(Announcement::Withdraw(AWAY.to_owned())),
            Event::Done { ticket, .. } if self.hearing.done(ticket) => {}
            Event::Refused { ticket, ref why } if self.hearing.refused(ticket, why) => {}
            other => return Some(other),
        }
        None
    }

    fn away(&self, away: &Away) {
        let words = &self.words;
        let mut lines = vec![fl!(words, "away-text", messages = away.messages, rooms = away.rooms)];
        for call in &away.calls {
            let room = &*call.name;
            lines.push(match &call.sender {
                Some(sender) => fl!(words, "away-call", name = named(sender, words), room = room),
                None => fl!(words, "away-call-unknown", room = room),
            });
        }
        self.announce(Announcement::Show {
            key: AWAY.to_owned(),
            title: self.titled(fl!(words, "away-title")),
            body: lines.join("\n"),
            sound: false,
        });
    }
}
