//! Where a message is said again, and what is to be known of that place before it is.

use iced::widget::{column, row};
use iced::{Alignment, Length};
use kit::theme::space;
use kit::{Element, Tint, text};
use model::RoomSummary;

use crate::screen::desk::dialog::forward::Forward;
use crate::screen::desk::dialog::{JUMP_ROWS, Message, State};
use crate::screen::desk::rooms;
use crate::screen::{Scene, asking, rule};
use crate::words::fl;

/// The rooms to choose from; once one is chosen, what becomes of a message there.
pub fn view<'a>(
    state: &'a State,
    forward: &'a Forward,
    rooms: &'a rooms::State,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    match forward.to.as_ref().and_then(|to| rooms.room(to)) {
        Some(room) => confirm(state, forward, room, scene),
        None => choose(forward, rooms, scene),
    }
}

fn choose<'a>(forward: &'a Forward, rooms: &'a rooms::State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let label = fl!(words, "forward-field");
    let field = kit::entry("dialog:first", &*label, &*forward.query)
        .label_hidden()
        .placeholder(label)
        .icon(kit::Icon::Search)
        .on_input(Message::First)
        .on_submit(Message::Confirm);
    let found = forward.matching(rooms);
    let total = found.len().min(JUMP_ROWS);
    let rows = found.into_iter().take(JUMP_ROWS).enumerate().map(|(index, room)| {
        let department = room.department.as_deref().unwrap_or_default().to_owned();
        let mut names = column![text::body(room.name.to_string())].width(Length::Fill);
        let mut label = room.name.to_string();
        if !department.is_empty() {
            label = format!("{label}, {department}");
            names = names.push(kit::department_chip(department.clone()));
        }
        if room.kept {
            label = format!("{label}, {}", fl!(words, "room-kept"));
            names = names.push(text::caption(fl!(words, "room-kept")));
        }
        let line = row![kit::avatar(&room.name, &department, 32.0), names]
            .spacing(space::M)
            .align_y(Alignment::Center);
        let row = kit::list_row(format!("forward:{}", room.id), label, line)
            .position(index + 1, total)
            .selected(index == forward.chosen)
            .on_press(Message::Go(room.id.clone()));
        Element::from(row)
    });
    let list = kit::list("forward:list", fl!(words, "rooms-list"), rows);
    let said = match total {
        0 => fl!(words, "search-empty-title"),
        count => fl!(words, "search-found", count = count),
    };
    let content = column![
        shown(forward),
        Element::from(field),
        kit::status("forward:found", said),
        list
    ]
    .spacing(space::S);
    let close = kit::button("dialog:cancel", fl!(words, "cancel")).on_press(Message::Close);
    kit::dialog(
        "dialog",
        fl!(words, "forward-title"),
        content,
        [close.into()],
        Message::Close,
    )
}

fn confirm<'a>(
    state: &'a State,
    forward: &'a Forward,
    room: &'a RoomSummary,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let mut content = column![shown(forward)].spacing(space::M);
    let becomes = match room.kept {
        true => fl!(words, "forward-recorded", room = &*room.name),
        false => fl!(words, "forward-unrecorded", room = &*room.name),
    };
    content = content.push(kit::statement("forward:becomes", becomes));
    if !room.encrypted {
        let (title, rest) = (fl!(words, "not-encrypted"), fl!(words, "forward-in-clear"));
        content = content.push(kit::alert("forward:clear", Tint::Warning, title, rest, []));
    }
    if let Some(why) = state.why() {
        let refusal = words.refusal(fl!(words, "refused-forward"), why, scene.organisation);
        let rest = refusal.rest();
        let rule = refusal
            .rule
            .map(|key| rule::button("forward", Message::Rule(key), scene));
        content = content.push(kit::alert("forward:refused", Tint::Danger, refusal.title, rest, rule));
    }
    content = content.push(asking::working(state.is_pending(), "dialog:status", scene));
    let yes = kit::button("dialog:confirm", fl!(words, "forward"))
        .primary()
        .icon(kit::Icon::ArrowRight)
        .busy(state.is_pending())
        .on_press_maybe((!state.is_pending()).then_some(Message::Confirm));
    let other = kit::button("forward:other", fl!(words, "forward-other"))
        .on_press_maybe((!state.is_pending()).then_some(Message::Other));
    let close = kit::button("dialog:cancel", fl!(words, "cancel")).on_press(Message::Close);
    kit::dialog(
        "dialog",
        fl!(words, "forward-to", room = &*room.name),
        content,
        [yes.into(), other.into(), close.into()],
        Message::Close,
    )
}

/// What is said again, and who is seen to have said it.
fn shown(forward: &Forward) -> Element<'_, Message> {
    let what = match forward.excerpt.is_empty() {
        true => forward.origin.clone(),
        false => format!("{}\n{}", forward.origin, forward.excerpt),
    };
    kit::status("forward:what", what)
}
