//! The bundled typefaces. Named explicitly, so a locked-down image without fonts still shows every word.

use iced::Font;
use iced::font::{Family, Style, Weight};

/// Words: Source Sans 3, a humanist sans under the OFL.
pub const BODY: Font = Font::with_name("Source Sans 3");
/// Emphasis.
pub const ITALIC: Font = Font {
    style: Style::Italic,
    ..BODY
};
/// Headings, names, buttons.
pub const BOLD: Font = Font {
    weight: Weight::Semibold,
    ..BODY
};
/// Strong emphasis.
pub const BOLD_ITALIC: Font = Font {
    style: Style::Italic,
    ..BOLD
};
/// Code, keys, identifiers.
pub const MONO: Font = Font::with_name("Noto Sans Mono");
/// Emoji. Put only emoji in such a span, no spaces: the font has digits of its own.
pub const EMOJI: Font = Font::with_name("Noto Color Emoji");
/// The glyphs of [`crate::Icon`].
pub(crate) const ICONS: Font = Font {
    family: Family::Name("Despatch Icons"),
    ..Font::DEFAULT
};

/// Every face that the first frame needs; hand each to the program's settings.
///
/// Emoji are apart ([`emoji_font`]): iced copies a font into memory, and that one is ten megabytes.
#[must_use]
pub fn fonts() -> [&'static [u8]; 6] {
    [
        include_bytes!("../../assets/fonts/SourceSans3-Regular.ttf"),
        include_bytes!("../../assets/fonts/SourceSans3-It.ttf"),
        include_bytes!("../../assets/fonts/SourceSans3-Semibold.ttf"),
        include_bytes!("../../assets/fonts/SourceSans3-SemiboldIt.ttf"),
        include_bytes!("../../assets/fonts/NotoSansMono-Regular.ttf"),
        include_bytes!("../../assets/fonts/DespatchIcons.ttf"),
    ]
}

/// Noto Color Emoji (CBDT: the renderer draws COLRv1 blank). Load it with `iced::font::load` after the first frame.
#[must_use]
pub fn emoji_font() -> &'static [u8] {
    include_bytes!("../../assets/fonts/NotoColorEmoji.ttf")
}
