//! What is awaited from the browser, where the person shows at their organisation's page who they are.

use std::sync::Arc;

use iced::Task;
use iced::widget::{column, operation, row};
use kit::theme::space;
use kit::{Element, Tint, text};
use model::{Command, ReturnPage, Ticket};

use super::{Scene, page};
use crate::wishes::Wishes;
use crate::words::{Words, fl};

/// The button that gives it up, for focus.
const CANCEL: &str = "browser:cancel";

/// A wish that the browser has to vouch for, if there is one.
#[derive(Debug, Default)]
pub struct Waiting {
    ticket: Option<Ticket>,
    /// The page, once it is known.
    url: Option<Arc<str>>,
    /// No browser opened.
    failed: bool,
    copied: bool,
}

/// What happens meanwhile.
#[derive(Clone, Debug)]
pub enum Message {
    /// Open the page again.
    Again,
    /// Whether a program took the address.
    Opened(bool),
    /// Put the address on the clipboard, for a browser that doesn't open by itself.
    Copy,
    /// Not this way after all.
    Cancel,
}

impl Waiting {
    /// For the answer to this wish. Where the keyboard was is gone; it goes to the way back.
    pub fn begin<M: 'static>(&mut self, ticket: Ticket) -> Task<M> {
        *self = Self {
            ticket: Some(ticket),
            ..Self::default()
        };
        operation::focus(CANCEL)
    }

    /// Whether something is awaited.
    pub fn is_on(&self) -> bool {
        self.ticket.is_some()
    }

    /// Whether this wish is.
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.ticket == Some(ticket)
    }

    /// The answer came. False where the ticket is another's.
    pub fn end(&mut self, ticket: Ticket) -> bool {
        let mine = self.awaits(ticket);
        if mine {
            *self = Self::default();
        }
        mine
    }

    /// The page to open is known. None where the ticket is another's.
    pub fn open(&mut self, ticket: Ticket, url: &Arc<str>) -> Option<Task<Message>> {
        self.awaits(ticket).then(|| {
            self.url = Some(url.clone());
            self.show()
        })
    }

    /// Carries out a wish of the person. The wish that they gave up comes with it.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> (Task<Message>, Option<Ticket>) {
        match message {
            Message::Again => return (self.show(), None),
            Message::Opened(opened) => self.failed = !opened,
            Message::Copy => {
                let Some(url) = &self.url else {
                    return (Task::none(), None);
                };
                self.copied = true;
                return (iced::clipboard::write(url.to_string()), None);
            }
            Message::Cancel => {
                let ticket = std::mem::take(self).ticket;
                if let Some(ticket) = ticket {
                    wishes.send(Command::LeaveBrowser(ticket));
                }
                return (Task::none(), ticket);
            }
        }
        (Task::none(), None)
    }

    fn show(&mut self) -> Task<Message> {
        self.copied = false;
        let Some(url) = self.url.clone() else {
            return Task::none();
        };
        let opening = async move {
            let opening = tokio::task::spawn_blocking(move || platform::open_url(&url).is_ok());
            opening.await.unwrap_or_default()
        };
        Task::perform(opening, Message::Opened)
    }
}

/// What the browser says in the end.
pub fn return_page(words: &Words) -> ReturnPage {
    ReturnPage {
        language: words.language().tag().to_owned(),
        title: fl!(words, "browser-back-title"),
        text: fl!(words, "browser-back-text"),
    }
}

/// What is awaited, and each way on.
pub fn view<'a>(waiting: &'a Waiting, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let known = waiting.url.is_some();
    let (title, what) = if known {
        (fl!(words, "browser-waiting"), fl!(words, "browser-waiting-text"))
    } else {
        (fl!(words, "browser-asking"), String::new())
    };
    let mut ways = row![].spacing(space::M);
    if known {
        let again = kit::button("browser:again", fl!(words, "browser-again")).on_press(Message::Again);
        let copy = kit::button("browser:copy", fl!(words, "browser-copy"))
            .icon(kit::Icon::Copy)
            .on_press(Message::Copy);
        ways = ways.push(Element::from(again)).push(Element::from(copy));
    }
    let cancel = kit::button(CANCEL, fl!(words, "cancel")).on_press(Message::Cancel);
    let ways = ways.push(Element::from(cancel));
    let mut content = column![kit::status("browser:status", title)].spacing(space::L);
    if !what.is_empty() {
        content = content.push(text::body(what));
    }
    if waiting.failed {
        let (title, text) = (fl!(words, "browser-failed"), fl!(words, "browser-failed-text"));
        content = content.push(kit::alert("browser:failed", Tint::Warning, title, text, []));
    }
    let copied = match waiting.copied {
        true => fl!(words, "browser-copied"),
        false => String::new(),
    };
    content
        .push(ways.wrap())
        .push(page::status("browser:copied", copied))
        .into()
}
