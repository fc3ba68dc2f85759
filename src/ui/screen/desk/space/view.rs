//! A space as it is drawn.

use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Length};
use kit::theme::{self, space as gap};
use kit::{Element, Icon, Tint, text};
use model::{Capability, Entered, SpacePage, SpaceRoom};

use super::{Message, State};
use crate::screen::desk::rooms;
use crate::screen::{Scene, page, rule};
use crate::words::fl;

/// The page.
pub fn view<'a>(state: &'a State, rooms: &'a rooms::State, folded: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let known = rooms.spaces().iter().find(|space| space.id == *state.id());
    let name = state.page().map(|page| &*page.name).or(known.map(|space| &*space.name));
    let name = name.unwrap_or_default();
    let back = match folded {
        true => kit::icon_button("space:back", Icon::ArrowLeft, fl!(words, "back-to-rooms")),
        false => kit::icon_button("space:back", Icon::Close, fl!(words, "close")),
    };
    let back = Element::from(back.on_press(Message::Back));
    let mut lines = column![kit::heading(2, name.to_owned())].width(Length::Fill);
    if let Some(page) = state.page() {
        let people = fl!(words, "people-count", count = page.people);
        lines = lines.push(text::small(format!("{} · {people}", fl!(words, "space"))));
    }
    let face = kit::avatar(name, "", 40.0);
    let top = match folded {
        true => row![back, face, lines],
        false => row![face, lines, back],
    };
    let top = top.spacing(gap::M).align_y(Alignment::Center).padding([gap::S, gap::L]);
    let mut content = column![].spacing(gap::L).max_width(theme::size::MEASURE + 120.0);
    match state.page() {
        Some(page) => {
            if !page.topic.is_empty() {
                content = content.push(text::body(&*page.topic));
            }
            content = content.push(ways(page, scene)).push(held(page, rooms, scene));
        }
        None => {
            content = content
                .push(kit::status("space:loading", fl!(words, "space-loading")))
                .push(kit::skeleton(260.0, 16.0))
                .push(kit::skeleton(200.0, 16.0));
        }
    }
    let content = container(content).padding(gap::L).width(Length::Fill);
    let whole = column![top, kit::divider(), scrollable(content).height(Length::Fill)];
    let ground = container(whole)
        .width(Length::Fill)
        .height(Length::Fill)
        .style(theme::canvas);
    kit::region("space", name.to_owned(), ground)
}

/// What one may do with the space itself.
fn ways<'a>(page: &'a SpacePage, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let button = |id: &'static str, label: String, icon, message| {
        Element::from(kit::button(id, label).icon(icon).compact().on_press(message))
    };
    let mut ways = row![].spacing(gap::S);
    if page.arrange.is_allowed() {
        ways = ways
            .push(button("space:fill", fl!(words, "space-fill"), Icon::Add, Message::Fill))
            .push(button(
                "space:new-space",
                fl!(words, "space-inner"),
                Icon::Building,
                Message::NewSpace,
            ));
    }
    if page.invite.is_allowed() {
        ways = ways.push(button(
            "space:invite",
            fl!(words, "invite"),
            Icon::AddPerson,
            Message::Invite,
        ));
    }
    if page.leave.is_allowed() {
        ways = ways.push(button(
            "space:leave",
            fl!(words, "space-leave"),
            Icon::Leave,
            Message::Leave,
        ));
    }
    let mut content = column![ways.wrap()].spacing(gap::S);
    let locked = [
        ("space:fill", fl!(words, "space-fill"), &page.arrange),
        ("space:invite", fl!(words, "invite"), &page.invite),
        ("space:leave", fl!(words, "space-leave"), &page.leave),
    ];
    for (id, label, capability) in locked {
        if let Capability::Refused(reason) = capability {
            let why = words.reason(reason);
            content = content.push(rule::locked(id, label, why, Message::Rule(reason.key()), scene));
        }
    }
    content.into()
}

/// What it holds.
fn held<'a>(page: &'a SpacePage, rooms: &'a rooms::State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let total = page.rooms.len();
    let rows = page
        .rooms
        .iter()
        .enumerate()
        .map(|(index, inside)| line(inside, page, rooms, (index, total), scene));
    let list = kit::list("space:rooms", fl!(words, "space-rooms"), rows);
    let said = match () {
        () if page.loading => fl!(words, "space-loading"),
        () if total == 0 && page.failed.is_none() => fl!(words, "space-empty"),
        () => fl!(words, "browse-count", count = total),
    };
    let mut content = column![page::status("space:status", said), list].spacing(gap::M);
    if let Some(why) = &page.failed {
        let refusal = words.refusal(fl!(words, "space-failed"), why, scene.organisation);
        let rest = refusal.rest();
        let again = kit::button("space:again", fl!(words, "try-again")).compact();
        let again = Element::from(again.on_press(Message::More));
        content = content.push(kit::alert("space:failed", Tint::Warning, refusal.title, rest, [again]));
    } else if page.more {
        let more = kit::button("space:more", fl!(words, "browse-more")).on_press(Message::More);
        content = content.push(Element::from(more));
    }
    content.into()
}

fn line<'a>(
    inside: &'a SpaceRoom,
    page: &'a SpacePage,
    rooms: &'a rooms::State,
    (index, total): (usize, usize),
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let listed = &inside.room;
    let id = &listed.id;
    let people = fl!(words, "people-count", count = listed.people);
    let mut label = vec![listed.name.to_string()];
    let mut marks = row![text::strong(&*listed.name)]
        .spacing(gap::S)
        .align_y(Alignment::Center);
    let mut mark = |words: String, tint| {
        label.push(words.clone());
        kit::chip(words, tint)
    };
    if listed.space {
        marks = marks.push(mark(fl!(words, "space"), Tint::Info));
    }
    if inside.suggested {
        marks = marks.push(mark(fl!(words, "space-suggested"), Tint::Success));
    }
    let unread = unread(inside, rooms);
    if unread > 0 {
        label.push(fl!(words, "unread-count", count = unread));
        marks = marks.push(kit::badge(u64::from(unread), false));
    }
    label.push(people.clone());
    let mut lines = column![marks.wrap()].spacing(gap::XS).width(Length::Fill);
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
        let button = kit::button(format!("space:{id}:{key}"), words).compact();
        Element::from(button.on_press(message))
    };
    let mut ways = row![].spacing(gap::S);
    if listed.space {
        ways = ways.push(button("show", fl!(words, "browse-open"), Message::Space(id.clone())));
    } else if listed.standing != Entered::Not {
        ways = ways.push(button("open", fl!(words, "browse-open"), Message::Open(id.clone())));
    }
    if listed.join.is_allowed() {
        ways = ways.push(button("join", fl!(words, "join-confirm"), Message::Join(id.clone())));
    }
    if listed.knock.is_allowed() {
        ways = ways.push(button("knock", fl!(words, "knock"), Message::Knock(id.clone())));
    }
    if page.arrange.is_allowed() {
        ways = ways.push(button(
            "out",
            fl!(words, "space-take-out"),
            Message::TakeOut(id.clone()),
        ));
    }
    lines = lines.push(ways.wrap());
    if let Some(reason) = listed.join.reason().or(listed.knock.reason()) {
        let why = words.reason(reason);
        label.push(why.clone());
        let way = rule::button(&format!("space:{id}"), Message::Rule(reason.key()), scene);
        lines = lines.push(kit::fixed(column![], why, Some(way)));
    } else if listed.standing == Entered::Not && !listed.join.is_allowed() && !listed.knock.is_allowed() {
        let closed = fl!(words, "browse-closed");
        label.push(closed.clone());
        lines = lines.push(text::small(closed).style(theme::muted));
    }
    let line = row![kit::avatar(&listed.name, "", 36.0), lines]
        .spacing(gap::M)
        .align_y(Alignment::Start);
    kit::list_row(format!("space:{id}"), label.join(", "), line)
        .position(index + 1, total)
        .into()
}

/// Unread messages in a room, or in the rooms of a space.
fn unread(inside: &SpaceRoom, rooms: &rooms::State) -> u32 {
    let id = &inside.room.id;
    match rooms.spaces().iter().find(|space| space.id == *id) {
        Some(space) => rooms.unread_in(space),
        None => rooms.room(id).map_or(0, |room| room.unread),
    }
}
