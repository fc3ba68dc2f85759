//! What the program tells: status lines and banners.

use accesskit::{Live, Role};
use iced::widget::{column, container, row};
use iced::{Alignment, Length, border, widget::Id};

use crate::access::Semantics;
use crate::theme::{Tint, radius, space};
use crate::{Element, Icon, Theme, semantic, text};

/// A line whose changes are spoken politely: "Sending…", "3 results". Keep it in the view while it is empty, or the first
/// words are not heard.
pub fn status<'a, Message: 'a>(id: impl Into<Id>, words: impl Into<String>) -> Element<'a, Message> {
    let words = words.into();
    semantic(id, spoken(words.clone()), text::small(words)).into()
}

/// The same where it is all there is to read: "Nobody answered. Try again."
pub fn statement<'a, Message: 'a>(id: impl Into<Id>, words: impl Into<String>) -> Element<'a, Message> {
    let words = words.into();
    semantic(id, spoken(words.clone()), text::body(words)).into()
}

/// The same, heard and not seen: for what the eye sees elsewhere ("New message from Alice").
pub fn announce<'a, Message: 'a>(id: impl Into<Id>, words: impl Into<String>) -> Element<'a, Message> {
    semantic(id, spoken(words.into()), iced::widget::Space::new()).into()
}

/// A banner: what happened, why, who decided, what to do next. Warnings and refusals are spoken at once.
pub fn alert<'a, Message: 'a>(
    id: impl Into<Id>,
    tint: Tint,
    title: impl Into<String>,
    words: impl Into<String>,
    actions: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    let (title, words) = (title.into(), words.into());
    let (icon, role, live) = match tint {
        Tint::Danger => (Icon::Alert, Role::Alert, Live::Assertive),
        Tint::Warning => (Icon::Warning, Role::Alert, Live::Assertive),
        Tint::Success => (Icon::Done, Role::Status, Live::Polite),
        Tint::Info | Tint::Neutral => (Icon::Info, Role::Status, Live::Polite),
    };
    let label = [title.as_str(), words.as_str()]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(". ");
    let mark = icon.view().style(move |theme: &Theme| iced::widget::text::Style {
        color: Some(theme.tokens().tint(tint).0),
    });
    let mut body = column![].spacing(space::XS).width(Length::Fill);
    if !title.is_empty() {
        body = body.push(text::strong(title));
    }
    if !words.is_empty() {
        body = body.push(text::body(words));
    }
    let mut actions = actions.into_iter().peekable();
    if actions.peek().is_some() {
        body = body.push(row(actions).spacing(space::S).wrap());
    }
    let content = row![mark, body].spacing(space::M).align_y(Alignment::Start);
    let panel = container(content)
        .padding([space::M, space::L])
        .width(Length::Fill)
        .style(move |theme: &Theme| {
            let (ink, fill) = theme.tokens().tint(tint);
            container::Style::default()
                .background(fill)
                .border(border::rounded(radius::M).width(1.0).color(ink))
        });
    semantic(
        id,
        Semantics {
            live: Some(live),
            ..Semantics::new(role, label)
        },
        panel,
    )
    .into()
}

/// Words whose changes are spoken politely.
fn spoken(words: String) -> Semantics {
    Semantics {
        live: Some(Live::Polite),
        opaque: true,
        ..Semantics::new(Role::Status, words)
    }
}
