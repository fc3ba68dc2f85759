//! Something that happened to the room or its people: a small line.

use std::sync::Arc;

use iced::Length;
use iced::widget::{container, text::Alignment};
use imbl::Vector;
use kit::Element;
use kit::theme::space;
use model::{Change, Person, Row, RowKey, RowKind};

use super::Message;
use crate::screen::Scene;
use crate::words::{Words, fl};

/// The line.
pub fn view<'a>(key: &RowKey, who: &Person, what: &Change, at: i64, scene: Scene<'a>) -> Element<'a, Message> {
    let words = sentence(who, what, scene.words);
    let label = format!("{words}, {}", scene.words.time(at));
    let line = container(kit::text::small(words).align_x(Alignment::Center)).center_x(Length::Fill);
    kit::message(format!("row:{key}"), label, line)
        .padding([space::XS, space::L])
        .into()
}

/// Whether a change of settings belongs to the making of the room, or stands right behind another of the same person:
/// a server reports each on its own, and nobody wants to read six.
pub fn is_set_up(rows: &Vector<Arc<Row>>, index: usize) -> bool {
    const MAKING: i64 = 60_000;
    let change = |index: usize| match rows.get(index).map(|row| &row.kind) {
        Some(RowKind::Change { who, what, at, .. }) => Some((who, what, *at)),
        _ => None,
    };
    let Some((who, Change::Settings, at)) = change(index) else {
        return false;
    };
    let mut before = (0..index)
        .rev()
        .map_while(change)
        .take_while(|(.., earlier)| at - earlier <= MAKING);
    before.any(|(by, what, _)| by.id == who.id && matches!(what, Change::Created | Change::Settings))
}

/// Whether the line right behind says the same of the same person: one of them is enough, and the last says since when. It must be
/// shown itself: of settings the first is.
pub fn is_said_again(rows: &Vector<Arc<Row>>, index: usize) -> bool {
    let change = |index: usize| match rows.get(index).map(|row| &row.kind) {
        Some(RowKind::Change { who, what, .. }) => Some((&who.id, what)),
        _ => None,
    };
    change(index).is_some_and(|said| change(index + 1) == Some(said)) && !is_set_up(rows, index + 1)
}

/// What happened, in words.
pub fn sentence(who: &Person, what: &Change, words: &Words) -> String {
    let who = &*who.name;
    match what {
        Change::Joined => fl!(words, "change-joined", who = who),
        Change::Left => fl!(words, "change-left", who = who),
        Change::Invited(whom) => fl!(words, "change-invited", who = who, whom = &*whom.name),
        Change::Declined => fl!(words, "change-declined", who = who),
        Change::Removed(whom) => fl!(words, "change-removed", who = who, whom = &*whom.name),
        Change::Banned(whom) => fl!(words, "change-banned", who = who, whom = &*whom.name),
        Change::Knocked => fl!(words, "change-knocked", who = who),
        Change::AskedToVerify => fl!(words, "change-asked-to-verify", who = who),
        Change::Renamed { from, to } => fl!(words, "change-renamed", from = &**from, to = &**to),
        Change::Created => fl!(words, "change-created", who = who),
        Change::RoomNamed(name) => fl!(words, "change-room-named", who = who, name = &**name),
        Change::Topic(topic) if topic.is_empty() => fl!(words, "change-topic-removed", who = who),
        Change::Topic(topic) => fl!(words, "change-topic", who = who, topic = &**topic),
        Change::Encrypted => fl!(words, "change-encrypted", who = who),
        Change::Pins => fl!(words, "change-pins", who = who),
        Change::Settings => fl!(words, "change-settings", who = who),
    }
}
