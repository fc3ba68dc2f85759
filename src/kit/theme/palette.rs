//! Colours that are computed: contrast, and the colour of a department.

use iced::Color;

use super::{Theme, rgb};

/// Background and words of a department's mark. The name is always beside it: colour is never the only sign.
#[must_use]
pub fn department(theme: Theme, name: &str) -> (Color, Color) {
    // FNV-1a: the colour must be the same on every machine and in every version.
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    of_hue(theme, HUES[(hash % HUES.len() as u64) as usize])
}

fn of_hue(theme: Theme, (deep, pale): (u32, u32)) -> (Color, Color) {
    match theme {
        Theme::Light => (rgb(deep), Color::WHITE),
        Theme::Dark | Theme::Contrast => (rgb(pale), rgb(0x0E1116)),
    }
}

/// Background and words of the mark of the account with this number: one after another, so that two accounts of a person never
/// have the same, as two departments may. The number and the address are always beside it.
#[must_use]
pub fn account(theme: Theme, number: u32) -> (Color, Color) {
    // From the first on, each as far from the one before as there is.
    const ORDER: [usize; 9] = [0, 3, 2, 4, 9, 1, 6, 5, 7];
    let place = (number as usize).saturating_sub(1) % ORDER.len();
    of_hue(theme, HUES[ORDER[place]])
}

/// The WCAG 2 contrast ratio of two opaque colours.
#[must_use]
pub fn contrast(a: Color, b: Color) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Deep (under white words) and pale (under near-black words) of each hue, apart from each other in common colour blindness
/// by lightness as well as hue.
const HUES: [(u32, u32); 10] = [
    (0x1F5FA8, 0x9CC7F5),
    (0x8A2F6B, 0xF0A8D3),
    (0x1B6E5A, 0x86D8C0),
    (0x9A3B12, 0xFFB38F),
    (0x5A3FA8, 0xC3B2FA),
    (0x5E6410, 0xD3DA7C),
    (0x0F6A80, 0x8AD6EA),
    (0x9C2940, 0xFFA9B5),
    (0x4A5568, 0xBDC7D8),
    (0x7A4B00, 0xF2C67A),
];

fn luminance(color: Color) -> f32 {
    let linear = |part: f32| {
        if part <= 0.03928 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
}
