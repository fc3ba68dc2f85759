//! Who has read a message, and when they were there.

use iced::widget::{column, container, row};
use iced::{Alignment, Length};
use kit::theme::space;
use kit::{Element, text};
use model::Reader;

use crate::screen::Scene;
use crate::screen::desk::dialog::Message;
use crate::words::fl;

/// The list, or that there is nobody.
pub fn view<'a>(readers: &'a [Reader], scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let total = readers.len();
    let content: Element<'a, Message> = if total == 0 {
        text::body(fl!(words, "readers-none")).into()
    } else {
        let rows = readers
            .iter()
            .enumerate()
            .map(|(index, it)| reader(it, index, total, scene));
        column![
            kit::list("readers", fl!(words, "read-who"), rows),
            text::small(fl!(words, "readers-hint"))
        ]
        .spacing(space::M)
        .into()
    };
    let close = kit::button("dialog:cancel", fl!(words, "close"))
        .primary()
        .on_press(Message::Close);
    kit::dialog(
        "dialog",
        fl!(words, "read-who"),
        content,
        [close.into()],
        Message::Close,
    )
}

fn reader<'a>(reader: &'a Reader, index: usize, total: usize, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let person = &reader.person;
    let from = match &person.department {
        Some(department) => department.to_string(),
        None => fl!(words, "from-outside", server = person.id.server()),
    };
    let at = reader.at.map(|at| words.moment(at));
    let parts = [person.name.to_string(), from.clone()].into_iter().chain(at.clone());
    let label = parts.collect::<Vec<String>>().join(", ");
    let name = column![text::strong(&*person.name), text::caption(from)].width(Length::Fill);
    let line = row![
        scene.face(person, 36.0),
        container(name).width(Length::Fill),
        text::caption(at.unwrap_or_default()),
    ]
    .spacing(space::M)
    .align_y(Alignment::Center);
    kit::list_row(format!("reader:{}", person.id), label, line)
        .position(index + 1, total)
        .into()
}
