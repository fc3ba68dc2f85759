//! Jump anywhere: a name's first letters, and Enter.

use iced::widget::{column, row};
use iced::{Alignment, Length};
use kit::theme::space;
use kit::{Element, text};

use crate::screen::Scene;
use crate::screen::desk::dialog::{JUMP_ROWS, Message};
use crate::screen::desk::rooms;
use crate::words::fl;

/// The field and the rooms that match.
pub fn view<'a>(query: &'a str, chosen: usize, rooms: &'a rooms::State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let label = fl!(words, "jump-field");
    let field = kit::entry("dialog:first", &*label, query)
        .label_hidden()
        .placeholder(label)
        .icon(kit::Icon::Search)
        .on_input(Message::First)
        .on_submit(Message::Confirm);
    let found = rooms.matching(query);
    let total = found.len().min(JUMP_ROWS);
    let rows = found.into_iter().take(JUMP_ROWS).enumerate().map(|(index, room)| {
        let department = room.department.clone().unwrap_or_else(|| "".into());
        let mut names = column![text::body(room.name.to_string())].width(Length::Fill);
        if !department.is_empty() {
            names = names.push(kit::department_chip(department.to_string()));
        }
        let line = row![kit::avatar(&room.name, &department, 32.0), names]
            .spacing(space::M)
            .align_y(Alignment::Center);
        let label = if department.is_empty() {
            room.name.to_string()
        } else {
            format!("{}, {department}", room.name)
        };
        let row = kit::list_row(format!("jump:{}", room.id), label, line)
            .position(index + 1, total)
            .selected(index == chosen)
            .on_press(Message::Go(room.id.clone()));
        Element::from(row)
    });
    let list = kit::list("jump:list", fl!(words, "rooms-list"), rows);
    let said = if total == 0 {
        fl!(words, "search-empty-title")
    } else {
        fl!(words, "search-found", count = total)
    };
    let content = column![Element::from(field), kit::status("jump:found", said), list].spacing(space::S);
    let close = kit::button("dialog:cancel", fl!(words, "cancel")).on_press(Message::Close);
    kit::dialog(
        "dialog",
        fl!(words, "jump-title"),
        content,
        [close.into()],
        Message::Close,
    )
}
