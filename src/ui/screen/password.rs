//! One password asked for, of the person the program knows: what was typed, and the form.

use iced::Task;
use iced::widget::{column, operation, row};
use kit::theme::space;
use model::{Command, Failure, Secret, Ticket, Why};

use super::Scene;
use super::asking::Asking;
use crate::wishes::Wishes;
use crate::words::{Words, fl};

/// What was typed, and what became of it.
#[derive(Debug, Default)]
pub struct Entry {
    password: Secret,
    shown: bool,
    asking: Asking,
}

/// What happens in the form.
#[derive(Clone, Debug)]
pub enum Message {
    /// The password changed.
    Password(Secret),
    /// Show or hide the password.
    Show,
    /// That is it.
    Submit,
    /// Sign out instead, once that is confirmed.
    SignOut,
}

/// What the form asks of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Ask before signing out.
    SignOut,
}

/// What a screen calls things.
pub struct Form {
    /// Ids of the field, of the button that submits, of the one that signs out.
    pub ids: [&'static str; 3],
    /// The button's words.
    pub submit: String,
    /// The same while the answer is awaited.
    pub pending: String,
    /// What was wrong with the last try.
    pub error: Option<String>,
}

impl Entry {
    /// Carries out a wish of the person; `wish` is what submitting means.
    pub fn update(
        &mut self,
        message: Message,
        wishes: &mut Wishes,
        wish: impl FnOnce(Ticket, Secret) -> Command,
    ) -> Action {
        match message {
            Message::Password(password) => {
                self.password = password;
                self.asking.forget();
            }
            Message::Show => self.shown = !self.shown,
            Message::Submit if !self.password.is_empty() => {
                let password = self.password.clone();
                self.asking.ask(wishes, |ticket| wish(ticket, password));
            }
            Message::Submit => {}
            Message::SignOut => return Action::SignOut,
        }
        Action::None
    }

    /// Whether this ticket's answer belongs here.
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.asking.awaits(ticket)
    }

    /// The answer was yes: what was typed is forgotten. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket) -> bool {
        let mine = self.awaits(ticket);
        if mine {
            *self = Self::default();
        }
        mine
    }

    /// Whether an answer is awaited.
    pub fn is_pending(&self) -> bool {
        self.asking.is_pending()
    }

    /// Whether something was typed and nothing is awaited.
    pub fn is_ready(&self) -> bool {
        !self.is_pending() && !self.password.is_empty()
    }

    /// What was wrong with the last try.
    pub fn why(&self) -> Option<&Why> {
        self.asking.why()
    }

    /// The same in words, where it is known whose password it is.
    pub fn wrong(&self, words: &Words) -> Option<String> {
        Some(match self.why()? {
            Why::Failed(Failure::WrongPassword) => fl!(words, "unlock-wrong"),
            why => words.why(why),
        })
    }

    /// The password wasn't taken: it is marked to be typed over. None where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why, field: &'static str) -> Option<Task<Message>> {
        self.asking
            .refused(ticket, why)
            .then(|| Task::batch([operation::focus(field), operation::select_all(field)]))
    }
}

/// Field and buttons.
pub fn form<'a>(entry: &'a Entry, form: Form, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let pending = entry.is_pending();
    let [id, submit, out] = form.ids;
    let field = field(entry, id, Asks::Password, form.error, scene);
    let submit = kit::button(submit, if pending { form.pending } else { form.submit })
        .primary()
        .busy(pending)
        .on_press_maybe(entry.is_ready().then_some(Message::Submit));
    let out = kit::button(out, fl!(words, "sign-out"))
        .quiet()
        .on_press(Message::SignOut);
    let buttons = row![kit::Element::from(submit), kit::Element::from(out)].spacing(space::M);
    column![kit::Element::from(field), buttons.wrap()]
        .spacing(space::XL)
        .into()
}

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// The account's password.
    Password,
    /// The recovery key.
    Key,
}

/// The field alone.
pub fn field<'a>(
    entry: &'a Entry,
    id: &'static str,
    asks: Asks,
    error: Option<String>,
    scene: Scene<'a>,
) -> kit::Entry<'a, Message> {
    let words = scene.words;
    let (label, toggle) = match (asks, entry.shown) {
        (Asks::Password, false) => (fl!(words, "sign-in-password"), fl!(words, "password-show")),
        (Asks::Password, true) => (fl!(words, "sign-in-password"), fl!(words, "password-hide")),
        (Asks::Key, false) => (fl!(words, "recovery-key"), fl!(words, "recovery-key-show")),
        (Asks::Key, true) => (fl!(words, "recovery-key"), fl!(words, "recovery-key-hide")),
    };
    kit::password(
        id,
        label,
        entry.password.reveal(),
        entry.shown,
        Some((toggle, Message::Show)),
    )
    .error(error)
    .on_input(|text| Message::Password(Secret::new(text)))
    .on_submit(Message::Submit)
}
