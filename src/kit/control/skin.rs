//! How a control looks in each state.

use iced::advanced::{Renderer as _, renderer::Quad};
use iced::{Background, Color, Rectangle, border};

use crate::theme::{Tokens, radius, ring as ring_size};

/// The kinds of controls there are to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Look {
    /// Filled with the accent: one on a screen.
    Primary,
    /// Outlined.
    #[default]
    Secondary,
    /// No outline until the pointer is on it.
    Quiet,
    /// Filled with danger: what can't be undone.
    Danger,
    /// A row in a list: ring inside, selection filled.
    Row,
    /// An action in a menu.
    Item,
    /// A message: as a row, but the pointer changes nothing.
    Message,
    /// Words in the accent colour.
    Link,
    /// A box to tick and its words.
    Plain,
    /// A field that opens a list.
    Field,
}

/// What is going on with a control now.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Status {
    pub hovered: bool,
    pub pressed: bool,
    pub disabled: bool,
    pub selected: bool,
    pub ring: bool,
}

/// Colours of one control in one state.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Skin {
    pub fill: Color,
    pub text: Color,
    pub outline: Color,
    pub width: f32,
    pub radius: f32,
}

impl Look {
    pub fn skin(self, tokens: &Tokens, status: Status) -> Skin {
        let active = status.hovered || status.pressed;
        let none = Color::TRANSPARENT;
        let plain = Skin {
            fill: none,
            text: tokens.text,
            outline: none,
            width: 0.0,
            radius: radius::M,
        };
        let skin = match self {
            Self::Primary => Skin {
                fill: if active { tokens.accent_hover } else { tokens.accent },
                text: tokens.on_accent,
                ..plain
            },
            Self::Danger => Skin {
                fill: tokens.danger,
                text: tokens.on_danger,
                ..plain
            },
            Self::Secondary => Skin {
                fill: if active { tokens.hover } else { none },
                outline: tokens.outline,
                width: 1.0,
                ..plain
            },
            Self::Field => Skin {
                fill: tokens.raised,
                outline: tokens.outline,
                width: 1.0,
                radius: radius::M,
                ..plain
            },
            Self::Quiet => Skin {
                fill: if active { tokens.hover } else { none },
                ..plain
            },
            Self::Row | Self::Item => Skin {
                fill: if active { tokens.hover } else { none },
                ..plain
            },
            Self::Message => Skin {
                radius: radius::L,
                ..plain
            },
            Self::Link => Skin {
                text: if active { tokens.accent_hover } else { tokens.accent },
                radius: radius::S,
                ..plain
            },
            Self::Plain => plain,
        };
        if status.disabled && !matches!(self, Self::Row | Self::Message) {
            return match self {
                // Disabled controls are told apart by more than paleness: no fill, a plain line.
                Self::Primary | Self::Danger | Self::Secondary => Skin {
                    fill: tokens.sunken,
                    text: tokens.muted,
                    outline: tokens.border,
                    width: 1.0,
                    ..skin
                },
                _ => Skin {
                    fill: none,
                    text: tokens.muted,
                    ..skin
                },
            };
        }
        if status.selected && matches!(self, Self::Row | Self::Quiet | Self::Secondary) {
            return Skin {
                fill: tokens.accent_soft,
                outline: tokens.accent,
                ..skin
            };
        }
        skin
    }
}

impl Skin {
    pub fn draw(&self, renderer: &mut iced::Renderer, bounds: Rectangle) {
        if self.fill.a > 0.0 || self.width > 0.0 {
            renderer.fill_quad(
                Quad {
                    bounds,
                    border: border::rounded(self.radius).width(self.width).color(self.outline),
                    ..Quad::default()
                },
                Background::Color(self.fill),
            );
        }
    }
}

/// Draws the focus ring: outside controls with a gap, inside rows, which touch their neighbours.
pub(crate) fn ring(renderer: &mut iced::Renderer, tokens: &Tokens, bounds: Rectangle, look: Look) {
    let inside = matches!(look, Look::Row | Look::Item | Look::Message);
    let grow = if inside { 0.0 } else { ring_size::WIDTH + ring_size::GAP };
    let corner = look.skin(tokens, Status::default()).radius;
    frame(renderer, tokens.focus, bounds.expand(grow), corner + grow);
}

/// Marks the chosen row by more than its fill.
pub(crate) fn bar(renderer: &mut iced::Renderer, tokens: &Tokens, bounds: Rectangle) {
    let height = (bounds.height - 2.0 * radius::M).max(0.0);
    let bounds = Rectangle {
        x: bounds.x,
        y: bounds.y + radius::M,
        width: 4.0,
        height,
    };
    renderer.fill_quad(
        Quad {
            bounds,
            border: border::rounded(2.0),
            ..Quad::default()
        },
        Background::Color(tokens.accent),
    );
}

/// A ring along the inside of `bounds`.
pub(crate) fn frame(renderer: &mut iced::Renderer, color: Color, bounds: Rectangle, corner: f32) {
    renderer.fill_quad(
        Quad {
            bounds,
            border: border::rounded(corner).width(ring_size::WIDTH).color(color),
            ..Quad::default()
        },
        Background::Color(Color::TRANSPARENT),
    );
}
