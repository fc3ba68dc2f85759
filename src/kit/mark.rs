//! Small marks: pictures of people, counters, locks, department chips.

use accesskit::Role;
use iced::widget::image::{Handle, Image};
use iced::widget::{Id, Space, column, container, row, rule};
use iced::{Alignment, ContentFit, Length, border};
use unicode_segmentation::UnicodeSegmentation;

use crate::access::Semantics;
use crate::theme::{self, BOLD, EMOJI, Tint, radius, size, space};
use crate::{Element, Icon, Theme, semantic, text};

/// The size of an emoji that is compared with another.
const PICTURE: f32 = 44.0;

/// A person or room as initials on the department's colour. Says nothing to assistive technology: the name is beside it.
pub fn avatar<'a, Message: 'a>(name: &str, department: &str, diameter: f32) -> Element<'a, Message> {
    let department = department.to_owned();
    let words = iced::widget::text(initials(name))
        .size((diameter * 0.4).max(11.0))
        .font(BOLD)
        .line_height(1.0);
    container(words)
        .center(diameter)
        .style(move |theme: &Theme| {
            let (fill, ink) = theme::department(*theme, &department);
            container::Style::default()
                .background(fill)
                .color(ink)
                .border(border::rounded(radius::FULL))
        })
        .into()
}

/// A person or room as a small picture, round already. Says nothing to assistive technology: the name is beside it.
pub fn portrait<'a, Message: 'a>(picture: Handle, diameter: f32) -> Element<'a, Message> {
    Image::new(picture)
        .width(diameter)
        .height(diameter)
        .content_fit(ContentFit::Cover)
        .into()
}

/// Up to two letters for a name.
#[must_use]
pub fn initials(name: &str) -> String {
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect();
    let first = |word: &&str| {
        word.graphemes(true)
            .find(|part| part.chars().any(char::is_alphanumeric))
            .map(str::to_uppercase)
    };
    match words.as_slice() {
        [] => name.graphemes(true).next().unwrap_or("?").to_owned(),
        [one] => first(one).unwrap_or_default(),
        [one, .., last] => first(one).unwrap_or_default() + &first(last).unwrap_or_default(),
    }
}

/// A count on a row: unread messages. `mention` fills it, so that the two differ by more than a number. The row's own label
/// must say it in words.
pub fn badge<'a, Message: 'a>(count: u64, mention: bool) -> Element<'a, Message> {
    let words = if count > 99 {
        "99+".to_owned()
    } else {
        count.to_string()
    };
    let label = if mention { format!("@ {words}") } else { words };
    container(
        iced::widget::text(label)
            .size(size::CAPTION)
            .font(BOLD)
            .line_height(1.0),
    )
    .padding([4.0, 8.0])
    .style(move |theme: &Theme| {
        let tokens = theme.tokens();
        let (fill, ink) = if mention {
            (tokens.accent, tokens.on_accent)
        } else {
            (tokens.accent_soft, tokens.text)
        };
        container::Style::default()
            .background(fill)
            .color(ink)
            .border(border::rounded(radius::FULL).width(1.0).color(tokens.accent))
    })
    .into()
}

/// A mark on a row that has something to come back to, where there is no count. The row's own label must say it in words.
pub fn dot<'a, Message: 'a>() -> Element<'a, Message> {
    container(Space::new())
        .width(12)
        .height(12)
        .style(|theme: &Theme| {
            container::Style::default()
                .background(theme.tokens().accent)
                .border(border::rounded(radius::FULL))
        })
        .into()
}

/// A word or two on a tinted ground: a department, "Draft", "Edited".
pub fn chip<'a, Message: 'a>(words: impl Into<String>, tint: Tint) -> Element<'a, Message> {
    container(iced::widget::text(words.into()).size(size::CAPTION).line_height(1.2))
        .padding([2.0, space::S])
        .style(move |theme: &Theme| {
            let (ink, fill) = theme.tokens().tint(tint);
            container::Style::default()
                .background(fill)
                .color(ink)
                .border(border::rounded(radius::S))
        })
        .into()
}

/// A department's name beside a spot of its colour.
pub fn department_chip<'a, Message: 'a>(name: impl Into<String>) -> Element<'a, Message> {
    let name = name.into();
    let key = name.clone();
    let spot = container(iced::widget::Space::new())
        .width(10.0)
        .height(10.0)
        .style(move |theme: &Theme| {
            container::Style::default()
                .background(theme::department(*theme, &key).0)
                .border(border::rounded(radius::FULL))
        });
    row![spot, text::small(name)]
        .spacing(space::S)
        .align_y(Alignment::Center)
        .into()
}

/// Whether words are safe from others, with the reason in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// End-to-end encrypted.
    Closed,
    /// Encrypted, and something needs a look.
    Warned,
    /// Not encrypted.
    Open,
}

/// The lock mark. `reason` is heard, and shown beside it when `shown`.
pub fn lock<'a, Message: 'a>(
    id: impl Into<Id>,
    lock: Lock,
    reason: impl Into<String>,
    shown: bool,
) -> Element<'a, Message> {
    let reason = reason.into();
    let (icon, tint) = match lock {
        Lock::Closed => (Icon::Lock, Tint::Success),
        Lock::Warned => (Icon::ShieldAlert, Tint::Warning),
        Lock::Open => (Icon::LockOpen, Tint::Danger),
    };
    let ink = move |theme: &Theme| iced::widget::text::Style {
        color: Some(theme.tokens().tint(tint).0),
    };
    let mut line = row![icon.sized(18.0).style(ink)]
        .spacing(space::XS)
        .align_y(Alignment::Center);
    if shown {
        line = line.push(text::small(reason.clone()));
    }
    semantic(
        id,
        Semantics {
            opaque: true,
            ..Semantics::new(Role::Image, reason)
        },
        line,
    )
    .into()
}

/// A large emoji over its name, to be compared with another. `said` is heard in place of both.
pub fn emoji<'a, Message: 'a>(
    id: impl Into<Id>,
    symbol: &'static str,
    name: impl Into<String>,
    said: impl Into<String>,
) -> Element<'a, Message> {
    let symbol = iced::widget::text(symbol).font(EMOJI).size(PICTURE).line_height(1.2);
    let name = text::small(name.into()).align_x(Alignment::Center);
    compared(id, column![symbol, name], said)
}

/// A large number, to be compared with another. `said` is heard in its place.
pub fn figure<'a, Message: 'a>(
    id: impl Into<Id>,
    number: impl Into<String>,
    said: impl Into<String>,
) -> Element<'a, Message> {
    let number = iced::widget::text(number.into()).font(BOLD).size(size::DISPLAY);
    compared(id, column![number], said)
}

/// One of several things to look at, as wide as the others.
fn compared<'a, Message: 'a>(
    id: impl Into<Id>,
    content: iced::widget::Column<'a, Message, Theme>,
    said: impl Into<String>,
) -> Element<'a, Message> {
    let semantics = Semantics {
        opaque: true,
        ..Semantics::new(Role::Image, said)
    };
    let content = content.width(92).spacing(space::XS).align_x(Alignment::Center);
    semantic(id, semantics, content).into()
}

/// A line that separates.
pub fn divider<'a, Message: 'a>() -> Element<'a, Message> {
    rule::horizontal(1).into()
}

/// A line with words in it: a day, "New messages".
pub fn separator<'a, Message: 'a>(id: impl Into<Id>, words: impl Into<String>, tint: Tint) -> Element<'a, Message> {
    let words = words.into();
    let ink = move |theme: &Theme| iced::widget::text::Style {
        color: Some(theme.tokens().tint(tint).0),
    };
    let label = iced::widget::text(words.clone())
        .size(size::CAPTION)
        .font(BOLD)
        .style(ink);
    let line = || -> Element<'a, Message> {
        container(rule::horizontal(1).style(move |theme: &Theme| rule::Style {
            color: if tint == Tint::Neutral {
                theme.tokens().border
            } else {
                theme.tokens().tint(tint).0
            },
            ..rule::Catalog::style(theme, &<Theme as rule::Catalog>::default())
        }))
        .width(Length::Fill)
        .into()
    };
    let content = row![line(), label, line()]
        .spacing(space::M)
        .align_y(Alignment::Center)
        .padding([space::S, space::L]);
    semantic(
        id,
        Semantics {
            opaque: true,
            ..Semantics::new(Role::Splitter, words)
        },
        content,
    )
    .into()
}
