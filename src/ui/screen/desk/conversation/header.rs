//! What stands above the conversation: its name, who is here, and how safe and lasting it is.

use std::time::Duration;

use iced::widget::text::Wrapping;
use iced::widget::{Space, column, container, row};
use iced::{Alignment, Length};
use kit::theme::{self, space};
use kit::{Element, Icon, Lock, text};
use model::{Retention, RoomHeader, RoomKind, RoomSummary};

use super::{Message, State};
use crate::screen::Scene;
use crate::words::{Words, fl};

/// The header.
pub fn view<'a>(
    state: &'a State,
    summary: Option<&'a RoomSummary>,
    folded: bool,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let header = state.header.as_deref();
    let name = header
        .map(|header| &header.name)
        .or(summary.map(|summary| &summary.name))
        .map_or("", |name| &**name);
    let encrypted = header
        .map(|header| header.encrypted)
        .or(summary.map(|summary| summary.encrypted));
    let back: Element<'a, Message> = if folded {
        kit::icon_button("conversation:back", Icon::ArrowLeft, fl!(words, "back-to-rooms"))
            .on_press(Message::Back)
            .into()
    } else {
        Space::new().into()
    };
    let lock: Element<'a, Message> = match encrypted {
        Some(true) => kit::lock("conversation:lock", Lock::Closed, fl!(words, "encrypted"), false),
        Some(false) => kit::lock("conversation:lock", Lock::Open, fl!(words, "not-encrypted"), true),
        None => Space::new().into(),
    };
    // In front: where there is little room, the name is cut off, and not what says who can read along.
    let title = row![lock, kit::heading(2, name)]
        .spacing(space::S)
        .align_y(Alignment::Center);
    let mut lines = column![container(title).clip(true)].width(Length::Fill);
    if let Some(header) = header {
        // Where there is little room, the line above the composer says who is here.
        let people = if folded { None } else { people(header, words) };
        let line = [people, retention(&header.retention, words)];
        let line: Vec<String> = line.into_iter().flatten().collect();
        if !line.is_empty() {
            let mut line = row![text::small(line.join(" · ")).wrapping(Wrapping::Word)];
            if !matches!(header.retention, Retention::None | Retention::Expire(_)) && !folded {
                let why = fl!(words, "retention-why");
                line = line.push(kit::link("conversation:why", why, "", Message::Details));
            }
            lines = lines.push(line.spacing(space::S).align_y(Alignment::Center).wrap());
        }
        if !header.topic.is_empty() {
            lines = lines.push(Element::from(text::line(&*header.topic).small().width(Length::Fill)));
        }
    }
    if state.unreadable > 0 {
        let count = fl!(words, "unreadable-count", count = state.unreadable);
        let mark = row![Icon::Key.sized(16.0).style(theme::muted), text::small(count)];
        lines = lines.push(mark.spacing(space::XS).align_y(Alignment::Center));
    }
    let invitation = matches!(
        header
            .map(|header| &header.kind)
            .or(summary.map(|summary| &summary.kind)),
        Some(RoomKind::Invitation(_) | RoomKind::Knock)
    );
    let details: Element<'a, Message> = if invitation {
        Space::new().into()
    } else {
        kit::icon_button("conversation:details", Icon::Details, fl!(words, "details"))
            .on_press(Message::Details)
            .into()
    };
    let find: Element<'a, Message> = if invitation || folded {
        Space::new().into()
    } else {
        kit::icon_button("conversation:find", Icon::Search, fl!(words, "find-title"))
            .on_press(Message::Find)
            .into()
    };
    let date: Element<'a, Message> = if invitation || folded {
        Space::new().into()
    } else {
        kit::icon_button("conversation:date", Icon::Calendar, fl!(words, "date-go"))
            .on_press(Message::Date)
            .into()
    };
    let threads: Element<'a, Message> = if invitation {
        Space::new().into()
    } else {
        threads(summary, scene)
    };
    let face = match summary {
        Some(summary) => scene.room_face(summary, 40.0),
        None => kit::avatar(name, "", 40.0),
    };
    let line = row![back, face, lines, date, find, threads, details]
        .spacing(space::M)
        .align_y(Alignment::Center)
        .padding([space::S, space::L]);
    container(line).width(Length::Fill).style(theme::canvas).into()
}

/// What stands above a thread: whose it is, what may be done with all of it, and the way back.
pub fn thread<'a>(state: &'a State, alone: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let room = state.header.as_ref().map_or("", |header| &*header.name);
    let title = column![
        kit::heading(2, fl!(words, "thread")),
        Element::from(
            text::line(fl!(words, "find-in", room = room))
                .small()
                .width(Length::Fill)
        )
    ];
    let icon = if alone { Icon::ArrowLeft } else { Icon::Close };
    let close =
        Element::from(kit::icon_button("thread:close", icon, fl!(words, "thread-close")).on_press(Message::Back));
    let title = container(title).width(Length::Fill).clip(true);
    let line = match alone {
        true => row![close, title],
        false => row![title, close],
    };
    let line = line
        .spacing(space::M)
        .align_y(Alignment::Center)
        .padding([space::S, space::L]);
    container(line).width(Length::Fill).style(theme::canvas).into()
}

/// The way to the list of threads, with what is unread in them.
fn threads<'a>(summary: Option<&RoomSummary>, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let unread = summary.map_or(0, |summary| summary.in_threads);
    let label = match unread {
        0 => fl!(words, "threads"),
        count => fl!(words, "threads-unread", count = count),
    };
    let button = kit::icon_button("conversation:threads", Icon::MessageSquare, label).on_press(Message::Threads);
    let badge: Element<'a, Message> = match unread {
        0 => Space::new().into(),
        count => kit::badge(u64::from(count), false),
    };
    row![Element::from(button), badge].align_y(Alignment::Center).into()
}

/// How many people will read, by department; those asked in count, since they will.
fn people(header: &RoomHeader, words: &Words) -> Option<String> {
    if header.presence.is_empty() || matches!(header.kind, RoomKind::Invitation(_)) {
        return None;
    }
    let parts: Vec<String> = header
        .presence
        .iter()
        .map(|part| match part.outside {
            true => fl!(words, "presence-outside", name = &*part.name, count = part.count),
            false => fl!(words, "presence-part", name = &*part.name, count = part.count),
        })
        .collect();
    let count: u32 = header.presence.iter().map(|part| part.count).sum();
    Some(fl!(words, "presence-people", count = count, parts = parts.join(", ")))
}

/// How long messages are kept, in words.
pub fn retention(retention: &Retention, words: &Words) -> Option<String> {
    match retention {
        Retention::None => None,
        Retention::Record(None) => Some(fl!(words, "retention-record-for-good")),
        Retention::Record(Some(time)) => Some(fl!(words, "retention-record", time = duration(*time, words))),
        Retention::Keep(time) => Some(fl!(words, "retention-keep", time = duration(*time, words))),
        Retention::Expire(time) => Some(fl!(words, "retention-expire", time = duration(*time, words))),
        Retention::Hold { reference, recorded } => Some(match recorded {
            true => fl!(words, "retention-hold-record", reference = &**reference),
            false => fl!(words, "retention-hold", reference = &**reference),
        }),
    }
}

/// Days, or years where they come out even: nobody counts 2555 days. Hours or minutes of what is shorter than a day.
fn duration(time: Duration, words: &Words) -> String {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    const YEAR: u64 = 365 * DAY;
    let seconds = time.as_secs();
    if seconds >= YEAR && (seconds / DAY).is_multiple_of(365) {
        fl!(words, "duration-years", count = seconds / YEAR)
    } else if seconds >= DAY {
        fl!(words, "duration-days", count = seconds / DAY)
    } else if seconds >= HOUR {
        fl!(words, "duration-hours", count = seconds / HOUR)
    } else {
        fl!(words, "duration-minutes", count = seconds.div_ceil(MINUTE))
    }
}
