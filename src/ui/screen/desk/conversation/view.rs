//! The middle column as it is drawn.

use std::sync::Arc;

use iced::widget::{Space, column, container, responsive, row, stack};
use iced::{Alignment, Length, alignment};
use kit::theme::{self, space};
use kit::{Element, Icon, Tint, text};
use model::{Paging, Reason, RoomKind, RoomSummary, Row, RowKey, RowKind};

use super::{Message, State, change, composer, header, identity, message, play, presence, voice};
use crate::screen::{Scene, page, rule};
use crate::words::fl;

/// Messages of one person closer together than this stand under one name.
const TOGETHER: i64 = 5 * 60 * 1000;
/// The key of the line above the oldest message.
const HEAD: &str = "timeline:head";
/// From this height there is room for two buttons over the messages, and for a message between them.
const FLOATS: f32 = 160.0;

/// How little room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// There is no room list beside.
    pub alone: bool,
    /// There is no room for words beside the field where one writes.
    pub narrow: bool,
}

/// The column. `summary` is the room's line in the list.
pub fn view<'a>(
    state: &'a State,
    summary: Option<&'a RoomSummary>,
    fold: Fold,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let shut = summary.and_then(|summary| summary.quarantine.as_ref());
    let top = header::view(state, summary, fold.alone, scene);
    let kind = state.header.as_ref().map(|header| &header.kind);
    let kind = kind.or(summary.map(|summary| &summary.kind));
    let body: Element<'a, Message> = if kind == Some(&RoomKind::Knock) {
        super::invitation::asked(scene)
    } else if matches!(kind, Some(RoomKind::Invitation(_))) {
        super::invitation::view(state, summary, shut, scene)
    } else if let Some(reason) = shut {
        locked(reason, scene)
    } else {
        talk(state, fold.narrow, scene)
    };
    let spoken = kit::announce("conversation:heard", heard(state, scene));
    let whole = column![top, kit::divider(), container(body).height(Length::Fill), spoken];
    let ground = container(whole)
        .width(Length::Fill)
        .height(Length::Fill)
        .style(theme::canvas);
    kit::region("conversation", fl!(words, "region-conversation"), ground)
}

/// A thread, as it stands beside its room or in its place.
pub fn thread<'a>(state: &'a State, alone: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let shut = state
        .header
        .as_ref()
        .is_some_and(|header| matches!(header.kind, RoomKind::Invitation(_)));
    let top = header::thread(state, alone, scene);
    let body: Element<'a, Message> = match shut {
        true => Space::new().into(),
        false => talk(state, true, scene),
    };
    let spoken = kit::announce("thread:heard", heard(state, scene));
    let whole = column![top, kit::divider(), container(body).height(Length::Fill), spoken];
    let ground = container(whole)
        .width(Length::Fill)
        .height(Length::Fill)
        .style(theme::canvas);
    kit::region("thread", fl!(words, "region-thread"), ground)
}

/// What was said, who will read, and where one writes.
fn talk<'a>(state: &'a State, narrow: bool, scene: Scene<'a>) -> Element<'a, Message> {
    // Its place is kept while it is empty, or the composer would forget its caret.
    let identity = column(identity::view(state, scene));
    // Nobody speaks in two places at once.
    let spoken = state
        .thread
        .is_none()
        .then(|| voice::view(&state.voice, scene).map(speak));
    let lower = column![
        typing(state, scene),
        presence::view(state, scene),
        identity,
        column(spoken),
        composer::view(state, narrow, scene)
    ]
    .spacing(space::XS)
    .padding(iced::Padding::from([0.0, space::L]).bottom(space::L));
    column![container(timeline(state, scene)).height(Length::Fill), lower].into()
}

/// Why nothing may be read or written here.
fn locked<'a>(reason: &Reason, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let why = words.reason(reason);
    let details = words.locked(&why, scene.organisation);
    let leave = kit::button("locked:leave", fl!(words, "leave")).on_press(Message::Leave);
    let content = column![
        Icon::Lock.sized(40.0).style(theme::danger),
        kit::alert(
            "locked",
            Tint::Danger,
            fl!(words, "locked-title"),
            details,
            [
                Element::from(leave),
                rule::button("locked", Message::Rule(reason.key()), scene)
            ]
        ),
    ]
    .spacing(space::L)
    .align_x(Alignment::Center)
    .max_width(theme::size::MEASURE);
    page::middle(content)
}

fn timeline<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    if !state.loaded {
        let line = |width: f32| -> Element<'a, Message> { kit::skeleton(width, 40.0) };
        let lines = column([320.0, 220.0, 380.0, 260.0].map(line)).spacing(space::L);
        let content = column![
            kit::status(state.named("timeline:loading"), fl!(words, "timeline-loading")),
            lines
        ]
        .spacing(space::L);
        return container(content)
            .padding(space::XL)
            .align_y(alignment::Vertical::Bottom)
            .height(Length::Fill)
            .into();
    }
    let rows = &state.rows;
    let label = match state.thread {
        Some(_) => fl!(words, "thread-timeline"),
        None => fl!(words, "timeline"),
    };
    let list = kit::window_list(
        state.named(&format!("timeline:{}", state.room)),
        label,
        &state.list,
        rows.len() + 1,
        |index| match index.checked_sub(1).and_then(|index| rows.get(index)) {
            Some(row) => row.key.clone(),
            None => RowKey::from(HEAD),
        },
        move |index| match index.checked_sub(1) {
            None => head(state, scene),
            Some(index) => line(state, index, scene),
        },
    )
    .from_end()
    .on_seen(Message::Seen);
    let floats = responsive(move |size| floats(state, size.height >= FLOATS, scene));
    stack![Element::from(list), floats].into()
}

/// The ways to the first unread message and to the last one, over the messages. There may be no room for them.
fn floats<'a>(state: &'a State, fit: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let unread = (fit && state.unread_above).then(|| {
        kit::button(state.named("timeline:unread"), fl!(words, "jump-to-unread"))
            .icon(Icon::ArrowUp)
            .on_press(Message::FirstUnread)
    });
    let latest = (fit && !state.list.at_end()).then(|| {
        kit::button(state.named("timeline:latest"), fl!(words, "jump-to-latest"))
            .icon(Icon::ArrowDown)
            .on_press(Message::Latest)
    });
    // It takes all the height: what lies over it gets no more.
    let top = container(float(unread))
        .align_right(Length::Fill)
        .align_top(Length::Fill)
        .padding([space::S, space::L]);
    let bottom = container(float(latest))
        .align_right(Length::Fill)
        .align_bottom(Length::Fill)
        .padding([space::S, space::L]);
    stack![top, bottom].into()
}

fn float<'a>(button: Option<kit::Button<Message>>) -> Element<'a, Message> {
    match button {
        Some(button) => container(Element::from(button.compact())).style(theme::raised).into(),
        None => Space::new().into(),
    }
}

/// The line above the oldest message: what is older, and how to get it.
fn head<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let content: Element<'a, Message> = match state.paging {
        Paging::Loading => kit::status(state.named("timeline:paging"), fl!(words, "older-loading")),
        Paging::Complete => Space::new().into(),
        Paging::Removed => kit::status(state.named("timeline:paging"), fl!(words, "older-removed")),
        Paging::Idle => kit::button(state.named("timeline:older"), fl!(words, "older-load"))
            .quiet()
            .compact()
            .on_press(Message::LoadOlder)
            .into(),
        Paging::Failed => {
            let again = kit::button(state.named("timeline:older"), fl!(words, "try-again"))
                .compact()
                .on_press(Message::LoadOlder);
            row![
                kit::status(state.named("timeline:paging"), fl!(words, "older-failed")),
                Element::from(again)
            ]
            .spacing(space::M)
            .align_y(Alignment::Center)
            .into()
        }
    };
    container(content).center_x(Length::Fill).padding(space::XS).into()
}

fn line<'a>(state: &'a State, index: usize, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let Some(row) = state.rows.get(index) else {
        return Space::new().into();
    };
    match &row.kind {
        RowKind::Day(at) => kit::separator(format!("day:{}", row.key), words.day(*at), Tint::Neutral),
        RowKind::Unread => kit::separator(format!("unread:{}", row.key), fl!(words, "unread-line"), Tint::Danger),
        RowKind::Start => {
            let start = column![
                text::strong(fl!(words, "timeline-start")),
                text::small(fl!(words, "timeline-start-text"))
            ]
            .spacing(space::XS)
            .align_x(Alignment::Center);
            container(start).center_x(Length::Fill).padding(space::L).into()
        }
        RowKind::Removed => Space::new().into(),
        RowKind::Change { .. }
            if change::is_set_up(&state.rows, index) || change::is_said_again(&state.rows, index) =>
        {
            Space::new().into()
        }
        RowKind::Change { who, what, at, .. } => change::view(&row.key, who, what, *at, scene),
        RowKind::Message(said) => {
            let together = index
                .checked_sub(1)
                .and_then(|index| state.rows.get(index))
                .is_some_and(|before| follows(before, row));
            let sought = said.event.is_some() && state.sought.as_ref().map(|(event, _)| event) == said.event.as_ref();
            message::view(&row.key, said, together, sought, state, scene)
        }
    }
}

fn speak(message: voice::Message) -> Message {
    Message::Play(play::Message::Voice(message))
}

/// Whether a message stands under the name of the one before.
fn follows(before: &Arc<Row>, row: &Arc<Row>) -> bool {
    match (&before.kind, &row.kind) {
        (RowKind::Message(before), RowKind::Message(said)) => {
            before.sender.id == said.sender.id && (0..TOGETHER).contains(&(said.at - before.at)) && said.reply.is_none()
        }
        _ => false,
    }
}

fn typing<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let names: Vec<&str> = state.typing.iter().map(|person| &*person.name).collect();
    let line = match names.as_slice() {
        [] => String::new(),
        [one] => fl!(words, "typing-one", name = *one),
        [_, _] | [_, _, _] => fl!(words, "typing-some", names = words.list(&names)),
        _ => fl!(words, "typing-many"),
    };
    container(kit::status(state.named("conversation:typing"), line))
        .height(22)
        .into()
}

/// The last message that came, for a screen reader.
fn heard(state: &State, scene: Scene<'_>) -> String {
    match state.heard.as_ref().map(|row| &row.kind) {
        Some(RowKind::Message(said)) => {
            let what = message::beginning(&said.body, scene.words);
            fl!(scene.words, "heard", sender = &*said.sender.name, text = what)
        }
        _ => String::new(),
    }
}
