//! The line above the composer: who will read what one writes, and how many of them were never compared with.

use iced::Alignment;
use iced::widget::{column, row};
use kit::theme::{self, space};
use kit::{Element, Icon, text};
use model::{Capability, Reason, RoomHeader};

use super::{Message, State};
use crate::screen::Scene;
use crate::words::fl;

/// How many newcomers are named.
const NAMED: usize = 3;

/// The line; people from outside come last and are named as such.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let Some(header) = &state.header else {
        return row![].into();
    };
    // Whoever writes is not told of readers that nobody can be sure of.
    if header.allows.send == Capability::Refused(Reason::MembersUnknown) {
        return kit::status(state.named("conversation:readers"), fl!(words, "readers-unknown"));
    }
    if header.presence.is_empty() {
        return row![].into();
    }
    let mut line = row![text::small(fl!(words, "readers"))]
        .spacing(space::M)
        .align_y(Alignment::Center);
    for part in &header.presence {
        if part.outside {
            let words = fl!(words, "presence-outside", name = &*part.name, count = part.count);
            let mark = row![
                Icon::Warning.sized(16.0).style(theme::danger),
                text::small(words).style(theme::danger)
            ];
            line = line.push(mark.spacing(space::XS).align_y(Alignment::Center));
        } else {
            let count = text::small(fl!(words, "presence-count", count = part.count));
            let mark = row![kit::department_chip(part.name.to_string()), count];
            line = line.push(mark.spacing(space::XS).align_y(Alignment::Center));
        }
    }
    if header.unverified > 0 {
        line = line.push(text::small(fl!(
            words,
            "presence-unverified",
            count = header.unverified
        )));
    }
    let readers = line.wrap();
    match newcomers(state, header, scene) {
        Some(new) => column![readers, new].spacing(space::XS).into(),
        None => readers.into(),
    }
}

/// Who came in since the person last wrote: the first few by name.
fn newcomers<'a>(state: &State, header: &RoomHeader, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let words = scene.words;
    let (named, others) = header.newcomers.split_at(NAMED.min(header.newcomers.len()));
    let named: Vec<String> = named
        .iter()
        .map(|person| match &person.department {
            Some(department) => format!("{} ({department})", person.name),
            None => format!("{} ({})", person.name, person.id),
        })
        .collect();
    if named.is_empty() {
        return None;
    }
    let names = named.join(", ");
    let said = match others.len() {
        0 => fl!(words, "newcomers", names = names),
        count => fl!(words, "newcomers-more", names = names, count = count),
    };
    let line = row![
        Icon::AddPerson.sized(16.0).style(theme::accent),
        kit::status(state.named("conversation:newcomers"), said)
    ];
    Some(line.spacing(space::XS).align_y(Alignment::Center).into())
}
