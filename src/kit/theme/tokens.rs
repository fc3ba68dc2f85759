//! The colours of each theme, by what they are for.

use iced::Color;

use super::rgb;

/// Colours by purpose. tests/kit computes the contrast of every pair that may meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tokens {
    /// Behind a conversation and a page.
    pub canvas: Color,
    /// Behind the room list and bars.
    pub sunken: Color,
    /// Behind dialogs, menus and fields.
    pub raised: Color,
    /// A row or quiet button under the pointer.
    pub hover: Color,
    /// Words.
    pub text: Color,
    /// Second-rank words: times, hints.
    pub muted: Color,
    /// Lines that only separate.
    pub border: Color,
    /// The outline of fields and boxes: must be seen.
    pub outline: Color,
    /// Primary buttons, links, marks of choice.
    pub accent: Color,
    /// The same under the pointer.
    pub accent_hover: Color,
    /// Words on accent.
    pub on_accent: Color,
    /// A chosen row, one's own bubble's neighbour.
    pub accent_soft: Color,
    /// The bubble of one's own messages.
    pub mine: Color,
    /// The bubble of others.
    pub theirs: Color,
    /// The outline of bubbles; transparent where the fill is enough.
    pub bubble_outline: Color,
    /// Refusals and destruction.
    pub danger: Color,
    /// Words on danger.
    pub on_danger: Color,
    /// Behind a refusal.
    pub danger_soft: Color,
    /// Something to look at.
    pub warning: Color,
    /// Behind a warning.
    pub warning_soft: Color,
    /// Done, safe.
    pub success: Color,
    /// Behind good news.
    pub success_soft: Color,
    /// The focus ring.
    pub focus: Color,
    /// Marked text.
    pub selection: Color,
    /// What a dialog stands on.
    pub veil: Color,
}

/// What a message, mark or banner means; never shown by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tint {
    /// Plain.
    #[default]
    Neutral,
    /// Good to know.
    Info,
    /// Done, safe.
    Success,
    /// Something to look at.
    Warning,
    /// Refused, failed.
    Danger,
}

impl Tokens {
    /// Words and background of a tint.
    #[must_use]
    pub fn tint(&self, tint: Tint) -> (Color, Color) {
        match tint {
            Tint::Neutral => (self.muted, self.sunken),
            Tint::Info => (self.accent, self.accent_soft),
            Tint::Success => (self.success, self.success_soft),
            Tint::Warning => (self.warning, self.warning_soft),
            Tint::Danger => (self.danger, self.danger_soft),
        }
    }
}

pub(super) const LIGHT: Tokens = Tokens {
    canvas: rgb(0xFFFFFF),
    sunken: rgb(0xF4F6F9),
    raised: rgb(0xFFFFFF),
    hover: rgb(0xE9EDF3),
    text: rgb(0x1A1F29),
    muted: rgb(0x545D6C),
    border: rgb(0xDEE3EA),
    outline: rgb(0x79828F),
    accent: rgb(0x2257B8),
    accent_hover: rgb(0x1A4594),
    on_accent: rgb(0xFFFFFF),
    accent_soft: rgb(0xE3ECFB),
    mine: rgb(0xDFEAFC),
    theirs: rgb(0xF1F3F7),
    bubble_outline: Color::TRANSPARENT,
    danger: rgb(0xB3261E),
    on_danger: rgb(0xFFFFFF),
    danger_soft: rgb(0xFCEBE9),
    warning: rgb(0x7A4A00),
    warning_soft: rgb(0xFFF2D9),
    success: rgb(0x16653A),
    success_soft: rgb(0xE4F4EA),
    focus: rgb(0x7A1FD6),
    selection: rgb(0xB9D2FA),
    veil: Color {
        r: 0.07,
        g: 0.09,
        b: 0.13,
        a: 0.55,
    },
};

pub(super) const DARK: Tokens = Tokens {
    canvas: rgb(0x161A20),
    sunken: rgb(0x101317),
    raised: rgb(0x20252D),
    hover: rgb(0x272D37),
    text: rgb(0xE9ECF1),
    muted: rgb(0xA9B2C0),
    border: rgb(0x2D343F),
    outline: rgb(0x828D9D),
    accent: rgb(0x8AB6FF),
    accent_hover: rgb(0xA9C9FF),
    on_accent: rgb(0x0A1A33),
    accent_soft: rgb(0x1D304F),
    mine: rgb(0x1E3A66),
    theirs: rgb(0x242A33),
    bubble_outline: Color::TRANSPARENT,
    danger: rgb(0xFFA29B),
    on_danger: rgb(0x3B0A07),
    danger_soft: rgb(0x3C1D1C),
    warning: rgb(0xF6C670),
    warning_soft: rgb(0x372B12),
    success: rgb(0x86D9A2),
    success_soft: rgb(0x153222),
    focus: rgb(0xFFCF4D),
    selection: rgb(0x2F5596),
    veil: Color {
        r: 0.0,
        g: 0.0,
        b: 0.0,
        a: 0.65,
    },
};

pub(super) const CONTRAST: Tokens = Tokens {
    canvas: rgb(0x000000),
    sunken: rgb(0x000000),
    raised: rgb(0x000000),
    hover: rgb(0x262626),
    text: rgb(0xFFFFFF),
    muted: rgb(0xE8E8E8),
    border: rgb(0x9A9A9A),
    outline: rgb(0xFFFFFF),
    accent: rgb(0x7FD6FF),
    accent_hover: rgb(0xB8E8FF),
    on_accent: rgb(0x000000),
    accent_soft: rgb(0x00334D),
    mine: rgb(0x00334D),
    theirs: rgb(0x141414),
    bubble_outline: rgb(0xFFFFFF),
    danger: rgb(0xFFB3AD),
    on_danger: rgb(0x000000),
    danger_soft: rgb(0x330300),
    warning: rgb(0xFFD76B),
    warning_soft: rgb(0x2B2000),
    success: rgb(0x8CF0B0),
    success_soft: rgb(0x002B13),
    focus: rgb(0xFFF200),
    selection: rgb(0x00598A),
    veil: Color {
        r: 0.0,
        g: 0.0,
        b: 0.0,
        a: 0.8,
    },
};
