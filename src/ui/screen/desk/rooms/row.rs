//! One line of the room list, drawn and in words.

use iced::widget::{Space, column, container, row};
use iced::{Alignment, Length};
use kit::theme::{self, space};
use kit::{Element, Icon, Tint, text};
use model::{Importance, RoomKind, RoomSummary};

use super::Message;
use crate::screen::Scene;
use crate::screen::desk::conversation::closed;
use crate::words::fl;

/// The line.
pub fn view<'a>(
    room: &'a RoomSummary,
    index: usize,
    total: usize,
    open: bool,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let department = room.department.as_deref().unwrap_or_default();
    let bold = room.is_unread() || matches!(room.kind, RoomKind::Invitation(_));
    let name = text::line(&*room.name).width(Length::Fill);
    let name = if bold { name.strong() } else { name };
    let time = if room.active_at == 0 {
        String::new()
    } else {
        words.short(room.active_at)
    };
    let mark = match room.importance {
        Importance::Favourite => Some(Icon::Star),
        Importance::Low => Some(Icon::ArrowDown),
        Importance::Usual => None,
    };
    let mark = mark.map(|icon| Element::from(icon.sized(16.0).style(theme::muted)));
    let muted = room
        .muted
        .then(|| Element::from(Icon::BellOff.sized(16.0).style(theme::muted)));
    let first = row![Element::from(name)]
        .push(mark)
        .push(muted)
        .push(text::caption(time))
        .spacing(space::S)
        .align_y(Alignment::Center);
    let mut lines = column![first].width(Length::Fill);
    match &room.kind {
        RoomKind::Invitation(from) => {
            let from_whom = text::line(fl!(words, "invited-by", name = &*from.name))
                .small()
                .style(theme::accent);
            lines = lines.push(Element::from(from_whom.width(Length::Fill)));
            lines = lines.push(match &from.department {
                Some(department) => kit::department_chip(department.to_string()),
                None => kit::chip(fl!(words, "from-outside", server = from.id.server()), Tint::Warning),
            });
        }
        RoomKind::Knock => {
            let waits = text::line(fl!(words, "knock-waits")).small().style(theme::muted);
            lines = lines.push(Element::from(waits.width(Length::Fill)));
        }
        _ => {
            if !department.is_empty() {
                lines = lines.push(kit::department_chip(department.to_owned()));
            }
            lines = lines.push(preview(room, scene));
        }
    }
    let content = row![scene.room_face(room, 44.0), lines]
        .spacing(space::M)
        .align_y(Alignment::Center);
    kit::list_row(format!("room:{}", room.id), label(room, scene), content)
        .position(index + 1, total)
        .selected(open)
        .on_press(Message::Open(room.id.clone()))
        .into()
}

fn preview<'a>(room: &'a RoomSummary, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let line: Element<'a, Message> = if let Some(reason) = &room.quarantine {
        let why = words.reason(reason);
        row![
            Icon::Lock.sized(16.0).style(theme::danger),
            Element::from(text::line(why).small().style(theme::danger).width(Length::Fill))
        ]
        .spacing(space::XS)
        .align_y(Alignment::Center)
        .into()
    } else {
        text::line(preview_words(room, scene))
            .small()
            .width(Length::Fill)
            .into()
    };
    let mut line = row![container(line).width(Length::Fill)]
        .spacing(space::S)
        .align_y(Alignment::Center);
    if room.knocks > 0 {
        let asking = fl!(words, "knocks-mark", count = room.knocks);
        line = line.push(kit::chip(asking, Tint::Warning));
    }
    if room.draft {
        line = line.push(kit::chip(fl!(words, "draft"), Tint::Info));
    }
    if room.kept {
        line = line.push(Icon::Archive.sized(16.0).style(theme::muted));
    }
    if !room.encrypted {
        line = line.push(Icon::LockOpen.sized(16.0).style(theme::danger));
    }
    line = line.push(if room.mentions > 0 {
        kit::badge(u64::from(room.mentions), true)
    } else if room.unread > 0 {
        kit::badge(u64::from(room.unread), false)
    } else if room.marked_unread {
        kit::dot()
    } else {
        Space::new().into()
    });
    line.into()
}

fn preview_words(room: &RoomSummary, scene: Scene<'_>) -> String {
    let Some(preview) = &room.preview else {
        return String::new();
    };
    let text = match (preview.closed, &*preview.text) {
        (Some(why), _) => closed::quote(why, scene.words),
        (None, "") => return String::new(),
        (None, text) => text.to_owned(),
    };
    match (&preview.sender, &room.kind) {
        (None, _) => fl!(scene.words, "preview-own", text = text),
        (Some(_), RoomKind::Direct(_)) => text,
        (Some(sender), _) => fl!(scene.words, "preview", sender = &**sender, text = text),
    }
}

/// The whole line in words.
fn label(room: &RoomSummary, scene: Scene<'_>) -> String {
    let words = scene.words;
    let mut parts = vec![room.name.to_string()];
    if let RoomKind::Invitation(from) = &room.kind {
        parts.push(fl!(words, "invited-by", name = &*from.name));
        parts.push(match &from.department {
            Some(department) => department.to_string(),
            None => fl!(words, "from-outside", server = from.id.server()),
        });
    }
    if room.kind == RoomKind::Knock {
        parts.push(fl!(words, "knock-waits"));
    }
    if room.knocks > 0 {
        parts.push(fl!(words, "knocks-mark", count = room.knocks));
    }
    parts.extend(room.department.as_ref().map(ToString::to_string));
    if let Some(reason) = &room.quarantine {
        parts.push(fl!(words, "locked"));
        parts.push(words.reason(reason));
    }
    if room.unread > 0 {
        parts.push(fl!(words, "unread-count", count = room.unread));
    }
    if room.in_threads > 0 {
        parts.push(fl!(words, "unread-in-threads", count = room.in_threads));
    }
    if room.mentions > 0 {
        parts.push(fl!(words, "mention-count", count = room.mentions));
    }
    if room.marked_unread {
        parts.push(fl!(words, "marked-unread"));
    }
    match room.importance {
        Importance::Favourite => parts.push(fl!(words, "importance-favourite")),
        Importance::Low => parts.push(fl!(words, "importance-low")),
        Importance::Usual => {}
    }
    if room.muted {
        parts.push(fl!(words, "muted"));
    }
    if room.draft {
        parts.push(fl!(words, "draft"));
    }
    if !room.encrypted {
        parts.push(fl!(words, "not-encrypted"));
    }
    if room.kept {
        parts.push(fl!(words, "room-kept"));
    }
    let preview = if room.quarantine.is_none() {
        preview_words(room, scene)
    } else {
        String::new()
    };
    if !preview.is_empty() {
        parts.push(preview);
    }
    if room.active_at != 0 {
        parts.push(words.moment(room.active_at));
    }
    parts.join(", ")
}
