//! The session ended or ran out, and the person has to show again who they are; nothing on this computer is lost.

use std::sync::Arc;

use iced::Task;
use iced::widget::column;
use kit::theme::space;
use model::{Command, Me, Person, ProvenBy, Purpose, Ticket, Why, WindowRules};

use super::password::{self, Entry, Form, Ways};
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

    /// How they signed in.
    pub fn proven_by(&self) -> ProvenBy {
        self.me.proven_by
    }

    /// The page to open is known. None where the ticket is another's.
    pub fn open(&mut self, ticket: Ticket, url: &Arc<str>) -> Option<Task<Message>> {
        self.entry.open(ticket, url)
    }

    /// Who must.
    pub fn me(&self) -> &Person {
        &self.me.person
    }

    /// Where to begin.
    pub fn first_focus(&self, rules: &WindowRules) -> String {
        match self.ways(rules).password {
            true => FIELD.to_owned(),
            false => password::browser_button(FIELD),
        }
    }

    /// As the rules have it; where they leave both, the way that the person came.
    fn ways(&self, rules: &WindowRules) -> Ways {
        let (password, browser) = (rules.password.is_allowed(), rules.browser.is_allowed());
        Ways {
            password: password && !(browser && self.me.proven_by == ProvenBy::Browser),
            browser,
        }
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        let wish = |ticket, password| Command::SignInAgain { ticket, password };
        self.entry.update(message, wishes, || Purpose::SignInAgain, wish)
    }

    /// The try was refused. None where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> Option<Task<Message>> {
        self.entry.refused(ticket, why, FIELD)
    }
}

/// The screen.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let ways = state.ways(&scene.rules.window);
    let person = &state.me.person;
    let (name, id) = (&*person.name, person.id.as_str());
    let (title, text) = if ways.password {
        let text = fl!(words, "sign-in-again-text", name = name, id = id);
        (fl!(words, "sign-in-again-title"), text)
    } else {
        let text = fl!(words, "browser-sign-in-again-text", name = name, id = id);
        (fl!(words, "browser-sign-in-again-title"), text)
    };
    let form = Form {
        ids: [FIELD, "sign-in:submit", "sign-in:sign-out"],
        submit: fl!(words, "sign-in"),
        pending: fl!(words, "sign-in-pending"),
        browser: fl!(words, "browser-sign-in"),
        ways,
        error: state.entry.why().map(|why| words.why(why)),
    };
    let mut content = column![kit::heading(1, title.clone()), kit::text::body(text)].spacing(space::XL);
    if !ways.password && !ways.browser {
        // No rule lets anybody in: who helps is all there is to say.
        content = content.push(page::helpdesk(scene));
    }
    page::card(title, content.push(password::form(&state.entry, form, scene)))
}
