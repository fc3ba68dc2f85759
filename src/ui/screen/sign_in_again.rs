//! The server ended the session and asks for the password again; nothing on this computer is lost.

use iced::Task;
use iced::widget::column;
use kit::theme::space;
use model::{Command, Me, Person, Ticket, Why};

use super::password::{self, Entry, Form};
use super::{Scene, page};
use crate::wishes::Wishes;
use crate::words::fl;

pub use super::password::{Action, Message};

/// Who must sign in again, and what was typed.
pub struct State {
    me: Me,
    entry: Entry,
}

/// The field's name, for focus.
pub const FIELD: &str = "sign-in:password";

impl State {
    /// For this person.
    pub fn new(me: Me) -> Self {
        let entry = Entry::default();
        Self { me, entry }
    }

    /// Who must.
    pub fn me(&self) -> &Person {
        &self.me.person
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        let wish = |ticket, password| Command::SignInAgain { ticket, password };
        self.entry.update(message, wishes, wish)
    }

    /// The try was refused. None where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> Option<Task<Message>> {
        self.entry.refused(ticket, why, FIELD)
    }
}

/// The screen.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let (title, person) = (fl!(words, "sign-in-again-title"), &state.me.person);
    let text = fl!(
        words,
        "sign-in-again-text",
        name = &*person.name,
        id = person.id.as_str()
    );
    let form = Form {
        ids: [FIELD, "sign-in:submit", "sign-in:sign-out"],
        submit: fl!(words, "sign-in"),
        pending: fl!(words, "sign-in-pending"),
        error: state.entry.why().map(|why| words.why(why)),
    };
    let content = column![
        kit::heading(1, title.clone()),
        kit::text::body(text),
        password::form(&state.entry, form, scene),
    ]
    .spacing(space::XL);
    page::card(title, content)
}
