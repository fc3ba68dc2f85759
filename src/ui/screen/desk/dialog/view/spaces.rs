//! Which rooms a space holds, to be ticked.

use iced::widget::column;
use kit::theme::space;
use kit::{Element, Tint, text};
use model::RoomKind;

use super::super::spaces::Filling;
use super::super::{Message, State};
use crate::screen::desk::rooms;
use crate::screen::{Scene, page, rule};
use crate::words::fl;

/// The question.
pub fn view<'a>(
    state: &'a State,
    filling: &'a Filling,
    rooms: &'a rooms::State,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let free = !state.is_pending();
    let all = rooms.all().iter().filter(|room| room.kind == RoomKind::Room);
    let all = all.map(|room| (&room.id, &*room.name));
    let others = rooms.spaces().iter().filter(|other| other.id != filling.space);
    let others = others.map(|other| (&other.id, &*other.name));
    let ticks: Vec<Element<'a, Message>> = all
        .chain(others)
        .map(|(id, name)| {
            let inside = filling.inside.contains(id);
            let press = free.then(|| Message::Fill(id.clone(), !inside));
            kit::checkbox(format!("fill:{id}"), name, inside, press)
        })
        .collect();
    let mut content = column![text::body(fl!(words, "space-fill-text"))].spacing(space::M);
    if let Some(why) = state.why() {
        let refusal = words.refusal(fl!(words, "refused-arrange"), why, scene.organisation);
        let rest = refusal.rest();
        let way = refusal
            .rule
            .map(|key| rule::button("dialog", Message::Rule(key), scene));
        content = content.push(kit::alert("dialog:refused", Tint::Danger, refusal.title, rest, way));
    }
    if ticks.is_empty() {
        content = content.push(text::body(fl!(words, "space-fill-none")));
    }
    let status = match free {
        true => String::new(),
        false => fl!(words, "working"),
    };
    let content = content
        .push(column(ticks).spacing(space::XS))
        .push(page::status("dialog:status", status));
    let done = kit::button("dialog:cancel", fl!(words, "close"))
        .primary()
        .on_press(Message::Close);
    kit::dialog(
        "dialog",
        fl!(words, "space-fill"),
        content,
        [done.into()],
        Message::Close,
    )
}
