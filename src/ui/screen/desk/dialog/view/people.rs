//! Who fits what is typed of them.

use iced::widget::{column, row};
use iced::{Alignment, Length};
use kit::theme::space;
use kit::{Element, text};

use super::super::{Message, State};
use crate::screen::Scene;
use crate::words::fl;

/// The list; none where nobody fits.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let people = state.people();
    let total = people.len();
    let rows = people.iter().enumerate().map(|(index, person)| {
        let department = person.department.as_deref().unwrap_or_default();
        // Two may have the same name; no two have the same address.
        let names = column![
            text::strong(&*person.name),
            kit::department_chip(department),
            text::caption(person.id.as_str())
        ]
        .width(Length::Fill);
        let line = row![scene.face(person, 32.0), names]
            .spacing(space::M)
            .align_y(Alignment::Center);
        kit::list_row(
            format!("person:{}", person.id),
            format!("{}, {department}, {}", person.name, person.id),
            line,
        )
        .position(index + 1, total)
        .on_press(Message::Pick(person.id.clone()))
        .into()
    });
    let list = kit::list("dialog:people", fl!(scene.words, "people-found"), rows);
    let said = kit::announce("dialog:found", fl!(scene.words, "people-found-count", count = total));
    (total > 0).then(|| column![said, list].into())
}
