//! The server ended the session and asks for the password again; nothing on this computer is lost.

use iced::Task;
use iced::widget::{column, operation, row};
use model::{Command, Me, Secret, Ticket, Why};

use super::Scene;
use super::page;
use crate::wishes::Wishes;
use crate::words::fl;

/// Who must sign in again, and what was typed.
pub struct State {
    me: Me,
    password: String,
    shown: bool,
    pending: Option<Ticket>,
    why: Option<Why>,
}

/// What happens on this screen.
#[derive(Clone, Debug)]
pub enum Message {
    /// The password changed.
    Password(String),
    /// Show or hide the password.
    Show,
    /// Sign in.
    Submit,
    /// Sign out instead, once that is confirmed.
    SignOut,
}

/// What this screen asks of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Ask before signing out.
    SignOut,
}

impl State {
    /// For this person.
    pub fn new(me: Me) -> Self {
        Self {
            me,
            password: String::new(),
            shown: false,
            pending: None,
            why: None,
        }
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::Password(text) => {
                self.password = text;
                self.why = None;
            }
            Message::Show => self.shown = !self.shown,
            Message::Submit if self.pending.is_none() && !self.password.is_empty() => {
                let password = Secret::new(self.password.clone());
                self.why = None;
                self.pending = Some(wishes.ask(|ticket| Command::SignInAgain { ticket, password }));
            }
            Message::Submit => {}
            Message::SignOut => return Action::SignOut,
        }
        Action::None
    }

    /// Whether this ticket's answer belongs here.
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.pending == Some(ticket)
    }

    /// The try was refused.
    pub fn refused(&mut self, ticket: Ticket, why: Why) -> Task<Message> {
        if self.pending.take_if(|mine| *mine == ticket).is_none() {
            return Task::none();
        }
        self.why = Some(why);
        operation::focus("sign-in:password")
    }
}

impl Drop for State {
    fn drop(&mut self) {
        drop(Secret::new(std::mem::take(&mut self.password)));
    }
}

/// The screen.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let pending = state.pending.is_some();
    let toggle = if state.shown {
        fl!(words, "password-hide")
    } else {
        fl!(words, "password-show")
    };
    let field = kit::password(
        "sign-in:password",
        fl!(words, "sign-in-password"),
        &*state.password,
        state.shown,
        Some((toggle, Message::Show)),
    )
    .error(state.why.as_ref().map(|why| words.why(why)))
    .on_input(Message::Password)
    .on_submit(Message::Submit);
    let label = if pending {
        fl!(words, "sign-in-pending")
    } else {
        fl!(words, "sign-in")
    };
    let submit = kit::button("sign-in:submit", label)
        .primary()
        .busy(pending)
        .on_press_maybe((!pending && !state.password.is_empty()).then_some(Message::Submit));
    let out = kit::button("sign-in:sign-out", fl!(words, "sign-out"))
        .quiet()
        .on_press(Message::SignOut);
    let content = column![
        kit::heading(1, fl!(words, "sign-in-again-title")),
        kit::text::body(fl!(
            words,
            "sign-in-again-text",
            name = &*state.me.person.name,
            id = state.me.person.id.as_str()
        )),
        field,
        row![kit::Element::from(submit), kit::Element::from(out)]
            .spacing(kit::theme::space::M)
            .wrap(),
    ]
    .spacing(kit::theme::space::XL);
    page::card(fl!(words, "sign-in-again-title"), content)
}
