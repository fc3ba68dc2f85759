//! The only place with colours and sizes.
//!
//! [`Theme`] is a small copyable value. Every colour is read from its [`Tokens`] when something is drawn, so a view
//! never needs to know which theme is on.

mod catalog;
mod palette;
mod tokens;

use iced::Color;

pub use crate::font::{BODY, BOLD, BOLD_ITALIC, EMOJI, ITALIC, MONO};
pub use catalog::*;
pub use palette::{account, contrast, department};
pub use tokens::{Tint, Tokens};

/// Light, dark or high contrast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Dark words on white.
    #[default]
    Light,
    /// Light words on near black.
    Dark,
    /// White on black, every border drawn, at least 7:1 for words.
    Contrast,
}

impl Theme {
    /// Every theme, in the order a person chooses from.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Contrast];

    /// The colours of this theme.
    #[must_use]
    pub fn tokens(self) -> &'static Tokens {
        match self {
            Self::Light => &tokens::LIGHT,
            Self::Dark => &tokens::DARK,
            Self::Contrast => &tokens::CONTRAST,
        }
    }
}

impl iced::theme::Base for Theme {
    fn default(preference: iced::theme::Mode) -> Self {
        match preference {
            iced::theme::Mode::Dark => Self::Dark,
            _ => Self::Light,
        }
    }

    fn mode(&self) -> iced::theme::Mode {
        match self {
            Self::Light => iced::theme::Mode::Light,
            Self::Dark | Self::Contrast => iced::theme::Mode::Dark,
        }
    }

    fn base(&self) -> iced::theme::Style {
        let tokens = self.tokens();
        iced::theme::Style {
            background_color: tokens.canvas,
            text_color: tokens.text,
        }
    }

    fn palette(&self) -> Option<iced::theme::Palette> {
        let tokens = self.tokens();
        Some(iced::theme::Palette {
            background: tokens.canvas,
            text: tokens.text,
            primary: tokens.accent,
            success: tokens.success,
            warning: tokens.warning,
            danger: tokens.danger,
        })
    }

    fn name(&self) -> &str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }
}

/// Gaps and padding, in logical pixels.
pub mod space {
    /// Between an icon and its word.
    pub const XS: f32 = 4.0;
    /// Between lines that belong together.
    pub const S: f32 = 8.0;
    /// Between controls.
    pub const M: f32 = 12.0;
    /// The padding of a panel.
    pub const L: f32 = 16.0;
    /// Between groups.
    pub const XL: f32 = 24.0;
    /// Around a page.
    pub const XXL: f32 = 40.0;
}

/// Letter sizes. Nothing is smaller than 14 px.
pub mod size {
    /// Times, counters, captions.
    pub const CAPTION: f32 = 14.0;
    /// Second lines, hints.
    pub const SMALL: f32 = 15.0;
    /// Messages, fields, buttons. Source Sans is small for its size: 17 px reads as 16.
    pub const BODY: f32 = 17.0;
    /// A group's heading.
    pub const HEADING: f32 = 20.0;
    /// A page's heading.
    pub const TITLE: f32 = 26.0;
    /// The first page's heading.
    pub const DISPLAY: f32 = 34.0;
    /// An icon beside words.
    pub const ICON: f32 = 20.0;
    /// The height of a line, as a factor.
    pub const LINE: f32 = 1.35;
    /// The least height and width of any target (WCAG 2.5.8).
    pub const TARGET: f32 = 24.0;
    /// The height of controls people reach for most.
    pub const CONTROL: f32 = 44.0;
    /// The height of quiet controls in a bar.
    pub const COMPACT: f32 = 36.0;
    /// The widest a form or a line of prose should be.
    pub const MEASURE: f32 = 560.0;
    /// The widest a dialog should be.
    pub const DIALOG: f32 = 460.0;
}

/// Corner radii.
pub mod radius {
    /// Chips, fields.
    pub const S: f32 = 6.0;
    /// Buttons, rows.
    pub const M: f32 = 10.0;
    /// Panels, bubbles.
    pub const L: f32 = 14.0;
    /// Round.
    pub const FULL: f32 = 999.0;
}

/// The focus ring.
pub mod ring {
    /// Its width: seen from arm's length on every theme.
    pub const WIDTH: f32 = 3.0;
    /// The gap between it and the control, so that a ring around a filled button stands on the page's colour.
    pub const GAP: f32 = 2.0;
}

pub(crate) const fn rgb(hex: u32) -> Color {
    Color {
        r: ((hex >> 16) & 0xff) as f32 / 255.0,
        g: ((hex >> 8) & 0xff) as f32 / 255.0,
        b: (hex & 0xff) as f32 / 255.0,
        a: 1.0,
    }
}
