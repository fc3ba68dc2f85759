//! Rooms that servers list, as they are drawn.

use iced::widget::{column, row};
use iced::{Alignment, Length};
use kit::theme::{self, space};
use kit::{Element, Icon, Tint, text};
use model::{Capability, Entered, ListedRoom, Listing, Reason};

use super::super::browse;
use super::super::{Message, State};
use super::{answers, cancel};
use crate::screen::{Scene, page, rule};
use crate::words::fl;

/// The question.
pub fn view<'a>(state: &'a State, browsing: &'a browse::State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    if let Some((room, said)) = &browsing.knock {
        return ask(state, browsing.room(room), said, scene);
    }
    let mut content = column![].spacing(space::L);
    let listing = browsing.listing.as_deref();
    if let Some(listing) = listing.filter(|listing| listing.directories.len() > 1) {
        let chosen = match &browsing.wanted.server {
            None => Some(0),
            Some(server) => listing.directories.iter().position(|it| it.server == *server),
        };
        let names = listing.directories.iter().map(|it| it.name.to_string());
        content = content.push(kit::select(
            "browse:server",
            fl!(words, "browse-where"),
            names,
            chosen,
            |index| Message::Browse(browse::Message::Server(index)),
        ));
    }
    let field = kit::entry("dialog:first", fl!(words, "browse-words"), &*browsing.wanted.words)
        .icon(Icon::Search)
        .on_input(Message::First);
    content = content.push(Element::from(field));
    content = content.push(refused(state, scene));
    content = content.push(found(state, listing, scene));
    kit::dialog("dialog", fl!(words, "browse"), content, [cancel(scene)], Message::Close)
}

fn refused<'a>(state: &'a State, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let words = scene.words;
    let refusal = words.refusal(fl!(words, "browse-refused"), state.why()?, scene.organisation);
    let rest = refusal.rest();
    let way = refusal
        .rule
        .map(|key| rule::button("dialog", Message::Rule(key), scene));
    Some(kit::alert("dialog:refused", Tint::Danger, refusal.title, rest, way))
}

fn found<'a>(state: &'a State, listing: Option<&'a Listing>, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let Some(listing) = listing else {
        return column![
            page::status("browse:status", fl!(words, "browse-looking")),
            kit::skeleton(260.0, 16.0),
            kit::skeleton(200.0, 16.0)
        ]
        .spacing(space::M)
        .into();
    };
    let total = listing.rooms.len();
    let rows = listing
        .rooms
        .iter()
        .enumerate()
        .map(|(index, listed)| line(listed, (index, total), state.is_pending(), scene));
    let list = kit::list("browse:rooms", fl!(words, "browse"), rows);
    let said = match () {
        () if listing.loading || state.is_pending() => fl!(words, "browse-looking"),
        () if total == 0 && listing.failed.is_none() => fl!(words, "browse-none"),
        () => fl!(words, "browse-count", count = total),
    };
    let mut content = column![page::status("browse:status", said), list].spacing(space::M);
    if let Some(why) = &listing.failed {
        let refusal = words.refusal(fl!(words, "browse-failed"), why, scene.organisation);
        let rest = refusal.rest();
        let way = refusal
            .rule
            .map(|key| rule::button("browse", Message::Rule(key), scene));
        content = content.push(kit::alert("browse:failed", Tint::Warning, refusal.title, rest, way));
    }
    if listing.more && !listing.loading {
        let label = match listing.failed {
            Some(_) => fl!(words, "try-again"),
            None => fl!(words, "browse-more"),
        };
        let more = kit::button("browse:more", label).on_press(Message::Browse(browse::Message::More));
        content = content.push(Element::from(more));
    }
    content.into()
}

fn line<'a>(
    listed: &'a ListedRoom,
    (index, total): (usize, usize),
    busy: bool,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let id = &listed.id;
    let people = fl!(words, "people-count", count = listed.people);
    let mut label = vec![listed.name.to_string(), people.clone()];
    let mut lines = column![text::strong(&*listed.name)]
        .spacing(space::XS)
        .width(Length::Fill);
    if listed.space {
        let kind = fl!(words, "space");
        label.push(kind.clone());
        lines = lines.push(kit::chip(kind, Tint::Info));
    }
    if !listed.topic.is_empty() {
        label.push(listed.topic.to_string());
        lines = lines.push(text::small(&*listed.topic));
    }
    lines = lines.push(text::caption(people));
    if let Some(standing) = words.standing(listed.standing) {
        label.push(standing.clone());
        lines = lines.push(text::caption(standing));
    }
    let button = |key: &str, words: String, message| {
        let press = (!busy).then_some(Message::Browse(message));
        kit::button(format!("browse:{id}:{key}"), words)
            .compact()
            .on_press_maybe(press)
    };
    let mut ways = row![].spacing(space::S);
    if listed.standing != Entered::Not {
        let open = button("open", fl!(words, "browse-open"), browse::Message::Open(id.clone()));
        ways = ways.push(Element::from(open));
    }
    if listed.join.is_allowed() {
        let join = button("join", fl!(words, "join-confirm"), browse::Message::Join(id.clone()));
        ways = ways.push(Element::from(join));
    }
    if listed.knock.is_allowed() {
        let ask = button("knock", fl!(words, "knock"), browse::Message::Ask(id.clone()));
        ways = ways.push(Element::from(ask));
    }
    lines = lines.push(ways.wrap());
    if let Some(reason) = locked(listed) {
        let why = words.reason(reason);
        label.push(why.clone());
        let way = rule::button(&format!("browse:{id}"), Message::Rule(reason.key()), scene);
        lines = lines.push(kit::fixed(column![], why, Some(way)));
    } else if listed.standing == Entered::Not && !listed.join.is_allowed() && !listed.knock.is_allowed() {
        let closed = fl!(words, "browse-closed");
        label.push(closed.clone());
        lines = lines.push(text::small(closed).style(theme::muted));
    }
    let line = row![kit::avatar(&listed.name, "", 36.0), lines]
        .spacing(space::M)
        .align_y(Alignment::Start);
    kit::list_row(format!("browse:{id}"), label.join(", "), line)
        .position(index + 1, total)
        .into()
}

/// Why neither way in is open.
fn locked(listed: &ListedRoom) -> Option<&Reason> {
    let shut = |capability: &'_ Capability| !capability.is_allowed();
    (shut(&listed.join) && shut(&listed.knock)).then_some(())?;
    listed.join.reason().or(listed.knock.reason())
}

/// What to say with it.
fn ask<'a>(state: &'a State, room: Option<&'a ListedRoom>, said: &'a str, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let name = room.map(|room| &*room.name).unwrap_or_default();
    let field = kit::entry("dialog:first", fl!(words, "knock-message"), said)
        .hint(fl!(words, "knock-message-hint"))
        .on_input(Message::First)
        .on_submit(Message::Confirm);
    let status = match state.is_pending() {
        true => fl!(words, "working"),
        false => String::new(),
    };
    let content = column![
        text::body(fl!(words, "knock-text")),
        Element::from(field),
        page::status("dialog:status", status)
    ]
    .spacing(space::L)
    .push(refused(state, scene));
    let [yes, _] = answers(state, fl!(words, "knock"), true, scene);
    let back = kit::button("dialog:back", fl!(words, "back")).on_press(Message::Browse(browse::Message::DontAsk));
    kit::dialog(
        "dialog",
        fl!(words, "knock-title", name = name),
        content,
        [yes, back.into(), cancel(scene)],
        Message::Close,
    )
}
