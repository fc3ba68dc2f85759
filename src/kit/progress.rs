//! Long work and what has not come yet.

use accesskit::Role;
use iced::widget::{Space, column, container, row};
use iced::{Length, border, widget::Id};

use crate::access::Semantics;
use crate::theme::{radius, space};
use crate::{Element, Theme, semantic, text};

/// Work under way. `part` is what is done, from 0 to 1, or none when nobody can say; `figure` is the same in words
/// ("40 %", "3 of 12").
pub fn progress<'a, Message: 'a>(
    id: impl Into<Id>,
    label: impl Into<String>,
    part: Option<f32>,
    figure: impl Into<String>,
) -> Element<'a, Message> {
    const STEPS: f32 = 1000.0;
    let (label, figure) = (label.into(), figure.into());
    let done = part.unwrap_or(0.3).clamp(0.0, 1.0);
    let filled = ((done * STEPS) as u16).max(1);
    let bar = row![
        container(Space::new().height(8.0))
            .width(Length::FillPortion(filled))
            .style(|theme: &Theme| {
                container::Style::default()
                    .background(theme.tokens().accent)
                    .border(border::rounded(radius::FULL))
            }),
        Space::new().width(Length::FillPortion((STEPS as u16 - filled).max(1))),
    ];
    let track = container(bar).width(Length::Fill).style(|theme: &Theme| {
        let tokens = theme.tokens();
        container::Style::default()
            .background(tokens.hover)
            .border(border::rounded(radius::FULL).width(1.0).color(tokens.outline))
    });
    let words = row![
        text::body(label.clone()),
        Space::new().width(Length::Fill),
        text::small(figure.clone())
    ];
    let semantics = Semantics {
        fraction: part,
        value: Some(figure).filter(|figure| !figure.is_empty()),
        busy: true,
        opaque: true,
        ..Semantics::new(Role::ProgressIndicator, label)
    };
    semantic(id, semantics, column![words, track].spacing(space::S)).into()
}

/// The place of something that is being fetched: still, so that nothing moves for those whom motion disturbs.
pub fn skeleton<'a, Message: 'a>(width: impl Into<Length>, height: f32) -> Element<'a, Message> {
    container(Space::new())
        .width(width)
        .height(height)
        .style(|theme: &Theme| {
            container::Style::default()
                .background(theme.tokens().hover)
                .border(border::rounded(radius::S))
        })
        .into()
}
