//! The bundled typefaces. Named explicitly, so a locked-down image without fonts still shows every word.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once, PoisonError, RwLockWriteGuard};

use iced::Font;
use iced::advanced::graphics::text::cosmic_text::fontdb::Source;
use iced::advanced::graphics::text::{FontSystem, font_system};
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

/// Every face that the first frame needs.
const FIRST: [&[u8]; 5] = [
    include_bytes!("../../assets/fonts/SourceSans3-Regular.ttf"),
    include_bytes!("../../assets/fonts/SourceSans3-It.ttf"),
    include_bytes!("../../assets/fonts/SourceSans3-Semibold.ttf"),
    include_bytes!("../../assets/fonts/SourceSans3-SemiboldIt.ttf"),
    include_bytes!("../../assets/fonts/NotoSansMono-Regular.ttf"),
];
const FIRST_ICONS: &[u8] = include_bytes!("../../assets/fonts/DespatchIcons.ttf");
/// CBDT: the renderer draws COLRv1 blank.
const COLOURED: &[u8] = include_bytes!("../../assets/fonts/NotoColorEmoji.ttf");

static EMOJI_LOADED: AtomicBool = AtomicBool::new(false);

/// Loads every face that the first frame needs, before there is one. Emoji are apart ([`load_emoji`]).
pub fn load_fonts() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let mut system = system();
        FIRST
            .into_iter()
            .chain([FIRST_ICONS])
            .for_each(|font| load(&mut system, font));
    });
}

/// Loads the emoji, once there is one to draw. The second time it does nothing.
pub fn load_emoji() {
    if EMOJI_LOADED.swap(true, Ordering::Relaxed) {
        return;
    }
    let mut system = system();
    load(&mut system, COLOURED);
    // What was shaped before is shaped again only where iced counts a font more, and it counts those that it copies. This is the
    // smallest.
    system.load_font(FIRST_ICONS.into());
}

/// Whether [`load_emoji`] was called.
#[must_use]
pub fn draws_emoji() -> bool {
    EMOJI_LOADED.load(Ordering::Relaxed)
}

/// Where the renderer looks for letters.
fn system() -> RwLockWriteGuard<'static, FontSystem> {
    font_system().write().unwrap_or_else(PoisonError::into_inner)
}

/// Loads a face where it lies in the program: iced would copy it into memory, and the emoji have eleven megabytes.
fn load(system: &mut FontSystem, font: &'static [u8]) {
    system.raw().db_mut().load_font_source(Source::Binary(Arc::new(font)));
}
