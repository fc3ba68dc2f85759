//! Words on a page. Each returns iced's own text widget, so a call site can still set width, wrapping or alignment.

mod line;

use std::ops::Range;

use accesskit::Role;
use iced::widget::{Text, text::IntoFragment};

use crate::access::Semantics;
use crate::theme::{BOLD, MONO, muted, size};
use crate::{Element, Theme, rich, semantic};

pub use line::{Line, line};

/// Words in the size of a message.
pub fn body<'a>(words: impl IntoFragment<'a>) -> Text<'a, Theme> {
    iced::widget::text(words).size(size::BODY).line_height(size::LINE)
}

/// Words in the size of a message, in semibold: names, labels.
pub fn strong<'a>(words: impl IntoFragment<'a>) -> Text<'a, Theme> {
    body(words).font(BOLD)
}

/// Second-rank words, a little smaller and quieter: hints, second lines.
pub fn small<'a>(words: impl IntoFragment<'a>) -> Text<'a, Theme> {
    iced::widget::text(words)
        .size(size::SMALL)
        .line_height(size::LINE)
        .style(muted)
}

/// The smallest words there are: times, counters.
pub fn caption<'a>(words: impl IntoFragment<'a>) -> Text<'a, Theme> {
    iced::widget::text(words)
        .size(size::CAPTION)
        .line_height(size::LINE)
        .style(muted)
}

/// Keys, identifiers, code.
pub fn mono<'a>(words: impl IntoFragment<'a>) -> Text<'a, Theme> {
    iced::widget::text(words)
        .size(size::SMALL)
        .line_height(size::LINE)
        .font(MONO)
}

/// Second-rank words of which some stand out, by their places in bytes.
pub fn marked<'a, Message: 'a>(words: &str, marks: &[Range<usize>]) -> Element<'a, Message> {
    let mut spans = Vec::new();
    let mut done = 0;
    for mark in marks {
        let (before, marked) = (words.get(done..mark.start), words.get(mark.clone()));
        let (Some(before), Some(marked)) = (before, marked) else {
            continue;
        };
        spans.extend(rich::words(before));
        spans.push(rich::span(marked.to_owned()).font(BOLD).underline(true));
        done = mark.end;
    }
    spans.extend(rich::words(words.get(done..).unwrap_or_default()));
    iced::widget::rich_text(spans)
        .size(size::SMALL)
        .line_height(size::LINE)
        .into()
}

/// A heading of level 1 to 4. Screen readers jump from one to the next; don't skip levels.
pub fn heading<'a, Message: 'a>(level: usize, words: impl Into<String>) -> Element<'a, Message> {
    let words = words.into();
    let size = match level {
        0 | 1 => size::TITLE,
        2 => size::HEADING,
        _ => size::BODY,
    };
    let id = format!("heading:{words}");
    let semantics = Semantics {
        level: Some(level.clamp(1, 6)),
        opaque: true,
        ..Semantics::new(Role::Heading, words.clone())
    };
    semantic(
        id,
        semantics,
        iced::widget::text(words).size(size).line_height(1.25).font(BOLD),
    )
    .into()
}
