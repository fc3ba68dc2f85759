//! How the room is set up, and what of it one may change.

use iced::widget::{column, row};
use kit::theme::space;
use kit::{Element, Icon, text};
use model::{Access, Capability, History, RoomChange, RoomHeader, RoomKind};

use super::super::Message;
use super::locked_or;
use crate::screen::desk::dialog::governing::What;
use crate::screen::{Scene, rule};
use crate::words::{Words, fl};

/// The ways to another name and another topic.
pub fn ways<'a>(header: &'a RoomHeader, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let settings = &header.settings;
    let rename = locked_or(
        &settings.rename,
        "details:rename",
        fl!(words, "rename"),
        Icon::Edit,
        Message::Ask(What::Name),
        scene,
    );
    let retopic = locked_or(
        &settings.retopic,
        "details:topic",
        fl!(words, "topic-change"),
        Icon::Edit,
        Message::Ask(What::Topic),
        scene,
    );
    let picture = locked_or(
        &settings.picture,
        "details:picture",
        fl!(words, "room-picture"),
        Icon::Image,
        Message::Picture,
        scene,
    );
    let mut ways = row![rename, retopic, picture].spacing(space::S);
    if settings.has_picture && settings.picture.is_allowed() {
        let remove = kit::button("details:picture-remove", fl!(words, "profile-picture-remove"))
            .on_press(Message::Change(RoomChange::Picture(None)));
        ways = ways.push(Element::from(remove));
    }
    ways.wrap().into()
}

/// Who may come in, and who may read what was written before.
pub fn view<'a>(header: &'a RoomHeader, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let words = scene.words;
    let settings = &header.settings;
    matches!(header.kind, RoomKind::Room).then_some(())?;
    let access = set(
        "details:access",
        fl!(words, "access"),
        &settings.access,
        &settings.accesses,
        |access| self::access(access, words),
        |access| Message::Change(RoomChange::Access(access)),
        scene,
    );
    let history = set(
        "details:history",
        fl!(words, "history"),
        &settings.history,
        &settings.histories,
        |history| self::history(history, words),
        |history| Message::Change(RoomChange::History(history)),
        scene,
    );
    let content = column![kit::heading(3, fl!(words, "room-settings")), access]
        .push(listed(header, scene))
        .push(history);
    Some(content.spacing(space::L).into())
}

/// Whether the room is in the list that people find rooms in.
fn listed<'a>(header: &'a RoomHeader, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let words = scene.words;
    let listed = header.settings.listed?;
    let label = fl!(words, "listed");
    match &header.settings.list {
        Capability::Absent => None,
        Capability::Allowed => {
            let change = Message::Change(RoomChange::Listed(!listed));
            let hint = text::small(fl!(words, "listed-hint"));
            let tick = kit::checkbox("details:listed", label, listed, Some(change));
            Some(column![tick, hint].spacing(space::XS).into())
        }
        Capability::Refused(reason) => {
            let tick = kit::checkbox("details:listed", label, listed, None);
            let why = words.reason(reason);
            let way = rule::button("details:listed", Message::Rule(reason.key()), scene);
            Some(kit::fixed(tick, why, Some(way)))
        }
    }
}

/// What is, and what else may be chosen. What a rule has locked stands below, with its reason.
fn set<'a, T: Copy + PartialEq + 'a>(
    id: &'static str,
    label: String,
    now: &T,
    others: &[(T, Capability)],
    name: impl Fn(T) -> String,
    message: impl Fn(T) -> Message + 'a,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let free = |capability: &Capability| capability.is_allowed();
    let open: Vec<T> = [*now]
        .into_iter()
        .chain(others.iter().filter(|(_, it)| free(it)).map(|(it, _)| *it))
        .collect();
    let control: Element<'a, Message> = if open.len() == 1 {
        column![text::strong(label), text::body(name(*now))]
            .spacing(space::XS)
            .into()
    } else {
        let labels: Vec<String> = open.iter().map(|it| name(*it)).collect();
        kit::choices(id, label, labels, Some(0), move |index| {
            message(open.get(index).copied().unwrap_or(open[0]))
        })
    };
    let mut content = column![control].spacing(space::S);
    let mut told: Vec<&'static str> = Vec::new();
    for (other, capability) in others {
        let Some(reason) = capability.reason().filter(|reason| !told.contains(&reason.key())) else {
            continue;
        };
        told.push(reason.key());
        let why = fl!(
            scene.words,
            "setting-locked",
            what = name(*other),
            why = scene.words.reason(reason)
        );
        let way = rule::button(id, Message::Rule(reason.key()), scene);
        content = content.push(kit::fixed(column![], why, Some(way)));
    }
    content.into()
}

fn access(access: Access, words: &Words) -> String {
    match access {
        Access::Invited => fl!(words, "access-invited"),
        Access::Knock => fl!(words, "access-knock"),
        Access::Space => fl!(words, "access-space"),
        Access::Anybody => fl!(words, "access-anybody"),
        Access::Other => fl!(words, "access-other"),
    }
}

fn history(history: History, words: &Words) -> String {
    match history {
        History::Joined => fl!(words, "history-joined"),
        History::Invited => fl!(words, "history-invited"),
        History::Beginning => fl!(words, "history-beginning"),
        History::World => fl!(words, "history-world"),
    }
}
