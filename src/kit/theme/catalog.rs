//! How iced's own widgets look: each asks the theme through these.

use iced::border::Border;
use iced::widget::{container, qr_code, rule, scrollable, text, text_editor, text_input};
use iced::{Background, Color, border};

use super::{Theme, radius};

type Class<'a, S> = Box<dyn Fn(&Theme) -> S + 'a>;

impl text::Catalog for Theme {
    type Class<'a> = Class<'a, text::Style>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|_| text::Style::default())
    }

    fn style(&self, class: &Self::Class<'_>) -> text::Style {
        class(self)
    }
}

impl iced_selection::text::Catalog for Theme {
    type Class<'a> = Class<'a, iced_selection::text::Style>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme| iced_selection::text::Style {
            color: None,
            selection: theme.tokens().selection,
        })
    }

    fn style(&self, class: &Self::Class<'_>) -> iced_selection::text::Style {
        class(self)
    }
}

impl container::Catalog for Theme {
    type Class<'a> = Class<'a, container::Style>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|_| container::Style::default())
    }

    fn style(&self, class: &Self::Class<'_>) -> container::Style {
        class(self)
    }
}

impl qr_code::Catalog for Theme {
    type Class<'a> = Class<'a, qr_code::Style>;

    /// Black on white whatever the theme is: a camera may not know a code by other colours.
    fn default<'a>() -> Self::Class<'a> {
        Box::new(|_| qr_code::Style {
            cell: Color::BLACK,
            background: Color::WHITE,
        })
    }

    fn style(&self, class: &Self::Class<'_>) -> qr_code::Style {
        class(self)
    }
}

impl rule::Catalog for Theme {
    type Class<'a> = Class<'a, rule::Style>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme| rule::Style {
            color: theme.tokens().border,
            radius: 0.0.into(),
            fill_mode: rule::FillMode::Full,
            snap: true,
        })
    }

    fn style(&self, class: &Self::Class<'_>) -> rule::Style {
        class(self)
    }
}

impl scrollable::Catalog for Theme {
    type Class<'a> = ();

    fn default<'a>() -> Self::Class<'a> {}

    fn style(&self, (): &Self::Class<'_>, status: scrollable::Status) -> scrollable::Style {
        let tokens = self.tokens();
        let strong = !matches!(status, scrollable::Status::Active { .. });
        let rail = scrollable::Rail {
            background: None,
            border: Border::default(),
            scroller: scrollable::Scroller {
                background: Background::Color(if strong { tokens.muted } else { tokens.outline }),
                border: border::rounded(radius::FULL),
            },
        };
        scrollable::Style {
            container: container::Style::default(),
            vertical_rail: rail,
            horizontal_rail: rail,
            gap: None,
            auto_scroll: scrollable::AutoScroll {
                background: Background::Color(tokens.raised),
                border: border::rounded(radius::FULL).width(1.0).color(tokens.outline),
                shadow: iced::Shadow::default(),
                icon: tokens.text,
            },
        }
    }
}

impl text_input::Catalog for Theme {
    type Class<'a> = ();

    fn default<'a>() -> Self::Class<'a> {}

    // The frame (outline, focus ring, error) is drawn by the entry around it.
    fn style(&self, (): &Self::Class<'_>, status: text_input::Status) -> text_input::Style {
        let tokens = self.tokens();
        text_input::Style {
            background: Background::Color(Color::TRANSPARENT),
            border: Border::default(),
            icon: tokens.muted,
            placeholder: tokens.muted,
            value: if status == text_input::Status::Disabled {
                tokens.muted
            } else {
                tokens.text
            },
            selection: tokens.selection,
        }
    }
}

impl text_editor::Catalog for Theme {
    type Class<'a> = ();

    fn default<'a>() -> Self::Class<'a> {}

    fn style(&self, (): &Self::Class<'_>, status: text_editor::Status) -> text_editor::Style {
        let tokens = self.tokens();
        text_editor::Style {
            background: Background::Color(Color::TRANSPARENT),
            border: Border::default(),
            placeholder: tokens.muted,
            value: if status == text_editor::Status::Disabled {
                tokens.muted
            } else {
                tokens.text
            },
            selection: tokens.selection,
        }
    }
}

/// Second-rank words.
pub fn muted(theme: &Theme) -> text::Style {
    text::Style {
        color: Some(theme.tokens().muted),
    }
}

/// Words of a refusal.
pub fn danger(theme: &Theme) -> text::Style {
    text::Style {
        color: Some(theme.tokens().danger),
    }
}

/// Words in the accent colour.
pub fn accent(theme: &Theme) -> text::Style {
    text::Style {
        color: Some(theme.tokens().accent),
    }
}

/// The page behind a conversation.
pub fn canvas(theme: &Theme) -> container::Style {
    container::Style::default().background(theme.tokens().canvas)
}

/// The room list and bars.
pub fn sunken(theme: &Theme) -> container::Style {
    container::Style::default().background(theme.tokens().sunken)
}

/// A card, dialog or menu: a fill and an outline instead of a shadow.
pub fn raised(theme: &Theme) -> container::Style {
    let tokens = theme.tokens();
    container::Style::default()
        .background(tokens.raised)
        .border(border::rounded(radius::L).width(1.0).color(tokens.border))
}

/// What a code stands on: as white as the code's own ground, whatever the theme is.
pub fn paper(_: &Theme) -> container::Style {
    container::Style::default().background(Color::WHITE)
}

/// The bubble of one's own message.
pub fn mine(theme: &Theme) -> container::Style {
    bubble(theme, theme.tokens().mine)
}

/// The bubble of somebody else's message.
pub fn theirs(theme: &Theme) -> container::Style {
    bubble(theme, theme.tokens().theirs)
}

/// The same bubble where its message is the one that was looked for.
pub fn sought(bubble: container::Style, theme: &Theme) -> container::Style {
    let radius = border::rounded(radius::L);
    bubble.border(radius.width(2.0).color(theme.tokens().accent))
}

fn bubble(theme: &Theme, fill: Color) -> container::Style {
    let outline = theme.tokens().bubble_outline;
    let width = if outline.a > 0.0 { 1.0 } else { 0.0 };
    container::Style::default()
        .background(fill)
        .border(border::rounded(radius::L).width(width).color(outline))
}
