//! The window has locked itself: nothing of rooms and messages is on screen until the password is typed.

use iced::Task;
use iced::widget::{column, operation, row};
use kit::theme::space;
use model::{Command, Failure, Secret, Ticket, Why};

use super::{Scene, page};
use crate::wishes::Wishes;
use crate::words::fl;

/// What was typed.
#[derive(Debug, Default)]
pub struct State {
    password: Secret,
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
    /// Unlock.
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

/// The field's name, for focus.
pub const FIELD: &str = "idle:password";

impl State {
    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::Password(text) => {
                self.password = Secret::new(text);
                self.why = None;
            }
            Message::Show => self.shown = !self.shown,
            Message::Submit if self.pending.is_none() && !self.password.is_empty() => {
                let password = self.password.clone();
                self.why = None;
                self.pending = Some(wishes.ask(|ticket| Command::Unlock { ticket, password }));
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

    /// The password wasn't right: it is marked to be typed over.
    pub fn refused(&mut self, why: Why) -> Task<Message> {
        self.pending = None;
        self.why = Some(why);
        Task::batch([operation::focus(FIELD), operation::select_all(FIELD)])
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
        FIELD,
        fl!(words, "sign-in-password"),
        state.password.reveal(),
        state.shown,
        Some((toggle, Message::Show)),
    )
    .error(state.why.as_ref().map(|why| match why {
        Why::Failed(Failure::WrongPassword) => fl!(words, "unlock-wrong"),
        why => words.why(why),
    }))
    .on_input(Message::Password)
    .on_submit(Message::Submit);
    let label = if pending {
        fl!(words, "unlocking")
    } else {
        fl!(words, "unlock")
    };
    let submit = kit::button("idle:unlock", label)
        .primary()
        .busy(pending)
        .on_press_maybe((!pending && !state.password.is_empty()).then_some(Message::Submit));
    let out = kit::button("idle:sign-out", fl!(words, "sign-out"))
        .quiet()
        .on_press(Message::SignOut);
    let title = fl!(words, "locked-screen-title");
    let content = column![
        kit::heading(1, title.clone()),
        kit::text::body(fl!(words, "locked-screen-text")),
        kit::Element::from(field),
        row![kit::Element::from(submit), kit::Element::from(out)]
            .spacing(space::M)
            .wrap(),
        kit::divider(),
        page::helpdesk(scene),
    ]
    .spacing(space::XL);
    page::card(title, content)
}
