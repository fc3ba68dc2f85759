//! The left column as it is drawn.

use iced::widget::{Space, column, container, row};
use iced::{Alignment, Length};
use kit::menu::item;
use kit::theme::{self, space};
use kit::{Element, Icon, text, window_list};
use model::{Person, RoomId};

use super::{Message, State, row as line};
use crate::screen::{Scene, desk, notifications, page};
use crate::words::fl;

/// The column.
pub fn view<'a>(
    state: &'a State,
    list: &'a window_list::State<RoomId>,
    open: Option<&'a RoomId>,
    me: &'a Person,
    scene: Scene<'a>,
) -> Element<'a, desk::Message> {
    let words = scene.words;
    let total = state.shown.len();
    let found = if state.query.trim().is_empty() {
        String::new()
    } else {
        fl!(words, "search-found", count = total)
    };
    let body: Element<'a, desk::Message> = if !state.loaded {
        waiting(scene)
    } else if total == 0 {
        empty(state, scene)
    } else {
        kit::window_list(
            "rooms:list",
            fl!(words, "rooms-list"),
            list,
            total,
            move |index| {
                state
                    .shown
                    .get(index)
                    .map_or_else(|| RoomId::from(""), |room| room.id.clone())
            },
            move |index| match state.shown.get(index) {
                Some(room) => line::view(room, index, total, open == Some(&room.id), scene).map(desk::Message::Rooms),
                None => Space::new().into(),
            },
        )
        .on_seen(desk::Message::RoomsSeen)
        .into()
    };
    let mut found = column![page::status("rooms:found", found)].padding([0.0, space::L]);
    if !state.query.trim().is_empty() {
        let find = kit::button("rooms:find", fl!(words, "find-in-messages"))
            .quiet()
            .compact();
        let find = find.icon(Icon::Search).on_press(Message::Find);
        found = found.push(Element::from(find).map(desk::Message::Rooms));
    }
    let content = column![
        top(me, scene),
        search(state, scene).map(desk::Message::Rooms),
        spaces(state, scene).map(desk::Message::Rooms),
        found,
        container(body)
            .height(Length::Fill)
            .width(Length::Fill)
            .padding([0.0, space::XS]),
    ]
    .spacing(space::S);
    let ground = container(content)
        .width(Length::Fill)
        .height(Length::Fill)
        .style(theme::sunken);
    kit::region("rooms", fl!(words, "region-rooms"), ground)
}

fn top<'a>(me: &'a Person, scene: Scene<'a>) -> Element<'a, desk::Message> {
    let words = scene.words;
    let new = kit::menu_button("rooms:new", Icon::NewMessage, fl!(words, "new"), move || {
        vec![
            item(fl!(words, "new-message"), Some(Message::NewMessage)).icon(Icon::NewMessage),
            item(fl!(words, "new-room"), Some(Message::NewRoom)).icon(Icon::People),
            item(fl!(words, "new-space"), Some(Message::NewSpace)).icon(Icon::Building),
            item(fl!(words, "browse"), Some(Message::Browse)).icon(Icon::Search),
            item(fl!(words, "join"), Some(Message::Join)).icon(Icon::Hash),
        ]
    })
    .map(desk::Message::Rooms);
    let bell = notifications::bell(scene.quiet, desk::Message::Quiet, desk::Message::Notifications, scene);
    let settings = kit::icon_button("rooms:settings", Icon::Settings, fl!(words, "settings-title"))
        .on_press(desk::Message::Settings);
    let department = me.department.as_deref().unwrap_or_default();
    let mut who = column![Element::from(text::line(&*me.name).strong().width(Length::Fill))];
    if !department.is_empty() {
        who = who.push(text::caption(department));
    }
    row![
        scene.face(me, 40.0),
        container(who).width(Length::Fill),
        bell,
        new,
        Element::from(settings),
    ]
    .spacing(space::S)
    .align_y(Alignment::Center)
    .padding([space::M, space::M])
    .into()
}

fn search<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let label = fl!(scene.words, "search");
    let field = kit::entry("rooms:search", &*label, &*state.query)
        .label_hidden()
        .placeholder(label)
        .icon(Icon::Search)
        .on_input(Message::Search)
        .on_submit(Message::OpenFirst);
    container(Element::from(field)).padding([0.0, space::M]).into()
}

/// Which space's rooms are on show; nothing where the person is in none.
fn spaces<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    if state.spaces().is_empty() {
        return Space::new().into();
    }
    let names = state.spaces().iter().map(|space| {
        // An inner space stands behind as many dots as it lies deep.
        let name = format!("{}{}", "· ".repeat(usize::from(space.depth)), space.name);
        match state.unread_in(space) {
            0 => name,
            unread => fl!(words, "space-unread", name = name, count = unread),
        }
    });
    let names: Vec<String> = [fl!(words, "spaces-all")].into_iter().chain(names).collect();
    let chosen = state.chosen_space();
    let position = chosen.and_then(|chosen| state.spaces().iter().position(|space| space.id == chosen.id));
    let choice = kit::select(
        "rooms:space",
        fl!(words, "spaces-show"),
        names,
        Some(position.map_or(0, |index| index + 1)),
        |index| Message::Choose(index.checked_sub(1).unwrap_or(usize::MAX)),
    );
    let mut content = column![choice].spacing(space::XS);
    if chosen.is_some() {
        let show = kit::button("rooms:space-show", fl!(words, "space-show"))
            .quiet()
            .compact();
        content = content.push(Element::from(show.icon(Icon::Building).on_press(Message::ShowSpace)));
    }
    container(content).padding([0.0, space::M]).into()
}

fn empty<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, desk::Message> {
    let words = scene.words;
    let (title, hint) = if state.query.trim().is_empty() {
        (fl!(words, "rooms-empty-title"), fl!(words, "rooms-empty-text"))
    } else {
        (fl!(words, "search-empty-title"), fl!(words, "search-empty-text"))
    };
    let start = kit::button("rooms:start", fl!(words, "new-message"))
        .icon(Icon::NewMessage)
        .on_press(desk::Message::Rooms(Message::NewMessage));
    let content = column![text::strong(title), text::small(hint), Element::from(start)].spacing(space::M);
    container(content).padding(space::L).into()
}

fn waiting<'a>(scene: Scene<'a>) -> Element<'a, desk::Message> {
    let line = |width: f32| -> Element<'a, desk::Message> {
        let words = column![kit::skeleton(width, 14.0), kit::skeleton(width * 0.6, 12.0)].spacing(space::S);
        row![kit::skeleton(40.0, 40.0), words]
            .spacing(space::M)
            .align_y(Alignment::Center)
            .into()
    };
    let lines = column([160.0, 120.0, 180.0, 110.0, 150.0].map(line)).spacing(space::XL);
    column![kit::status("rooms:loading", fl!(scene.words, "rooms-loading")), lines]
        .spacing(space::L)
        .padding(space::M)
        .into()
}
