//! The person whom the program knows shows again who they are: with a password, or in the browser.

use std::sync::Arc;

use iced::Task;
use iced::widget::{column, operation, row};
use kit::theme::space;
use model::{Command, Failure, Purpose, Secret, Ticket, Why};

use super::asking::Asking;
use super::browser::{self, Waiting};
use super::{Scene, page};
use crate::wishes::Wishes;
use crate::words::{Words, fl};

/// What was typed, and what became of it.
#[derive(Debug, Default)]
pub struct Entry {
    password: Secret,
    shown: bool,
    asking: Asking,
    browser: Waiting,
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
    /// In the browser.
    Prove,
    /// While the browser is awaited.
    Browser(browser::Message),
    /// Sign out instead, once that is confirmed.
    SignOut,
}

/// What the form asks of the program.
#[derive(Debug)]
pub enum Action {
    /// Nothing more than this work.
    Task(Task<Message>),
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
    /// In the browser.
    pub browser: String,
    /// Which of the two ways there are.
    pub ways: Ways,
    /// What was wrong with the last try.
    pub error: Option<String>,
}

/// The ways in which the person may show who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ways {
    /// With a password.
    pub password: bool,
    /// In the browser.
    pub browser: bool,
}

impl Entry {
    /// Carries out a wish of the person; `wish` is what submitting means, and `purpose` what the browser is to vouch for.
    pub fn update(
        &mut self,
        message: Message,
        wishes: &mut Wishes,
        purpose: impl FnOnce() -> Purpose,
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
            Message::Prove if self.asking.is_pending() => {}
            Message::Prove => {
                let ticket = wishes.prove(purpose());
                self.asking.await_answer(ticket);
                return Action::Task(self.browser.begin(ticket));
            }
            Message::Browser(message) => {
                let (task, given_up) = self.browser.update(message, wishes);
                if let Some(ticket) = given_up {
                    self.asking.done(ticket);
                }
                return Action::Task(task.map(Message::Browser));
            }
            Message::SignOut => return Action::SignOut,
        }
        Action::Task(Task::none())
    }

    /// The page to open is known. None where the ticket is another's.
    pub fn open(&mut self, ticket: Ticket, url: &Arc<str>) -> Option<Task<Message>> {
        Some(self.browser.open(ticket, url)?.map(Message::Browser))
    }

    /// What is awaited from the browser, if something is.
    pub fn browser(&self) -> Option<&Waiting> {
        self.browser.is_on().then_some(&self.browser)
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

    /// The password wasn't taken: it is marked to be typed over. Where the browser came to nothing, it is its button again. None where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why, field: &'static str) -> Option<Task<Message>> {
        let by_browser = self.browser.end(ticket);
        self.asking.refused(ticket, why).then(|| {
            if by_browser {
                operation::focus(browser_button(field))
            } else {
                Task::batch([operation::focus(field), operation::select_all(field)])
            }
        })
    }
}

/// The button that has the browser vouch for the person, in the place of this field.
pub fn browser_button(field: &str) -> String {
    format!("{field}:browser")
}

/// Field and buttons.
pub fn form<'a>(entry: &'a Entry, form: Form, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let pending = entry.is_pending();
    let [id, submit, out] = form.ids;
    let out = kit::button(out, fl!(words, "sign-out"))
        .quiet()
        .on_press(Message::SignOut);
    if let Some(waiting) = entry.browser() {
        let waiting = browser::view(waiting, scene).map(Message::Browser);
        return column![waiting, kit::Element::from(out)].spacing(space::XL).into();
    }
    let mut content = column![].spacing(space::XL);
    let mut buttons = row![].spacing(space::M);
    // Beside the field it belongs to, or by itself where there is none.
    let beside = match (form.ways.password, form.error) {
        (true, error) => error,
        (false, error) => {
            content = content.push(page::wrong(id, error));
            None
        }
    };
    if form.ways.password {
        content = content.push(kit::Element::from(field(entry, id, Asks::Password, beside, scene)));
        let submit = kit::button(submit, if pending { form.pending } else { form.submit })
            .primary()
            .busy(pending)
            .on_press_maybe(entry.is_ready().then_some(Message::Submit));
        buttons = buttons.push(kit::Element::from(submit));
    }
    if form.ways.browser {
        let browser = kit::button(browser_button(id), form.browser);
        let browser = if form.ways.password { browser } else { browser.primary() };
        let browser = browser.on_press_maybe((!pending).then_some(Message::Prove));
        buttons = buttons.push(kit::Element::from(browser));
    }
    let buttons = buttons.push(kit::Element::from(out));
    content.push(buttons.wrap()).into()
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
