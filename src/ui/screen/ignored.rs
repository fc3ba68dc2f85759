//! Whom the person ignores, among the settings, and the way back.

use iced::widget::{column, row};
use iced::{Alignment, Length};
use kit::theme::space;
use kit::{Element, text};
use model::{Command, Person, Ticket, UserId, Why};
use std::sync::Arc;

use super::Scene;
use super::asking::{self, Asking};
use crate::wishes::Wishes;
use crate::words::fl;

/// Those people, and what was asked about them.
#[derive(Debug, Default)]
pub struct State {
    people: Arc<[Person]>,
    asking: Asking,
}

/// What happens here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Ignore this person no longer.
    Stop(UserId),
}

impl State {
    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) {
        let Message::Stop(person) = message;
        self.asking.ask(wishes, |ticket| Command::Ignore {
            ticket,
            person,
            ignored: false,
        });
    }

    /// Takes over who is ignored.
    pub fn set(&mut self, people: Arc<[Person]>) {
        self.people = people;
    }

    /// Who is ignored.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// A wish was fulfilled. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket) -> bool {
        self.asking.done(ticket)
    }

    /// A wish was refused. False where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> bool {
        self.asking.refused(ticket, why)
    }
}

/// The list; one line where there is nobody in it.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let total = state.people.len();
    let mut content = column![kit::heading(2, fl!(words, "ignored-title"))].spacing(space::M);
    if total == 0 {
        return content.push(text::body(fl!(words, "ignored-none"))).into();
    }
    let free = !state.asking.is_pending();
    let rows = state.people.iter().enumerate().map(|(index, person)| {
        let department = person.department.as_deref().unwrap_or_default();
        let names = column![text::strong(&*person.name), text::caption(person.id.as_str())].width(Length::Fill);
        let stop = kit::button(format!("ignored:{}:stop", person.id), fl!(words, "ignore-stop")).compact();
        let stop = stop.on_press_maybe(free.then(|| Message::Stop(person.id.clone())));
        let line = row![scene.face(person, 36.0), names, Element::from(stop)]
            .spacing(space::M)
            .align_y(Alignment::Center);
        let label = format!("{}, {department}, {}", person.name, person.id);
        kit::list_row(format!("ignored:{}", person.id), label, line)
            .position(index + 1, total)
            .into()
    });
    content = content.push(text::body(fl!(words, "ignored-text"))).push(kit::list(
        "ignored:list",
        fl!(words, "ignored-title"),
        rows,
    ));
    if let Some(refusal) = asking::refusal(&state.asking, "ignored:refused", scene) {
        content = content.push(refusal);
    }
    content
        .push(asking::working(state.asking.is_pending(), "ignored:status", scene))
        .into()
}
