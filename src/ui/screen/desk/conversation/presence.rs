//! The line above the composer: who will read what one writes, and how many of them were never compared with.

use iced::Alignment;
use iced::widget::row;
use kit::theme::{self, space};
use kit::{Element, Icon, text};

use super::{Message, State};
use crate::screen::Scene;
use crate::words::fl;

/// The line; people from outside come last and are named as such.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let Some(header) = &state.header else {
        return row![].into();
    };
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
    line.wrap().into()
}
