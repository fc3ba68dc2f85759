//! The window has locked itself: nothing of rooms and messages is on screen until the person has shown who they are.

use std::sync::Arc;

use iced::Task;
use iced::widget::column;
use kit::theme::space;
use model::{Command, ProvenBy, Purpose, Ticket, Why};

use super::password::{self, Entry, Form, Ways};
use super::{Scene, page};
use crate::wishes::Wishes;
use crate::words::fl;

pub use super::password::{Action, Message};

/// What was typed.
#[derive(Debug, Default)]
pub struct State(Entry);

/// The field's name, for focus.
pub const FIELD: &str = "idle:password";

impl State {
    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        let wish = |ticket, password| Command::Unlock { ticket, password };
        self.0.update(message, wishes, || Purpose::Unlock, wish)
    }

    /// The page to open is known. None where the ticket is another's.
    pub fn open(&mut self, ticket: Ticket, url: &Arc<str>) -> Option<Task<Message>> {
        self.0.open(ticket, url)
    }

    /// Whether this ticket's answer belongs here.
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.0.awaits(ticket)
    }

    /// The password wasn't right. None where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> Option<Task<Message>> {
        self.0.refused(ticket, why, FIELD)
    }
}

/// Where to begin.
pub fn first_focus(proven_by: ProvenBy) -> String {
    match proven_by {
        ProvenBy::Password => FIELD.to_owned(),
        ProvenBy::Browser => password::browser_button(FIELD),
    }
}

/// The screen.
pub fn view<'a>(State(entry): &'a State, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let title = fl!(words, "locked-screen-title");
    let browser = scene.proven_by == ProvenBy::Browser;
    let text = match browser {
        true => fl!(words, "browser-locked-text"),
        false => fl!(words, "locked-screen-text"),
    };
    let form = Form {
        ids: [FIELD, "idle:unlock", "idle:sign-out"],
        submit: fl!(words, "unlock"),
        pending: fl!(words, "unlocking"),
        browser: fl!(words, "browser-unlock"),
        ways: Ways {
            password: !browser,
            browser,
        },
        error: entry.wrong(words),
    };
    let content = column![
        kit::heading(1, title.clone()),
        kit::text::body(text),
        password::form(entry, form, scene),
        kit::divider(),
        page::helpdesk(scene),
    ]
    .spacing(space::XL);
    page::card(title, content)
}
