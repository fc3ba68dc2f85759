//! Names, made safe to show: what people, rooms and files call themselves is written by strangers.

use std::sync::Arc;

use icu_properties::props::{
    BinaryProperty, DefaultIgnorableCodePoint, EnumeratedProperty, GeneralCategory, GeneralCategoryGroup,
};
use unicode_segmentation::UnicodeSegmentation;

/// Longest name, in what people take for characters.
const NAME_GRAPHEMES: usize = 64;
/// Longest topic.
const TOPIC_GRAPHEMES: usize = 1_000;
/// Longest preview of a message.
const PREVIEW_GRAPHEMES: usize = 120;
/// Longest user id in bytes (Matrix specification, appendix "User Identifiers"); never shortened below that, since two
/// ids may share their beginning.
const ID_GRAPHEMES: usize = 255;
/// Combining marks above a letter: more than any language needs, too few to reach the line above.
const MARKS: usize = 8;
/// Characters in one grapheme: joined emoji have about ten, and nothing else limits them.
const GRAPHEME_CHARS: usize = 32;
/// Longest file name, in bytes; file systems take 255.
const FILE_BYTES: usize = 120;
/// So much of it is looked at; its ending says what it is.
const FILE_GRAPHEMES: usize = 4_096;

/// What to call somebody: their display name, and the user id with it where the name alone could be taken for somebody
/// else's; the id alone where they have no name.
///
/// A name that looks like a user id is always followed by the real one.
pub fn shown_name(display: Option<&str>, user_id: &str, ambiguous: bool) -> Arc<str> {
    let id = line(user_id, ID_GRAPHEMES);
    match display.map(|name| line(name, NAME_GRAPHEMES)) {
        None => id.into(),
        Some(name) if name.is_empty() || name == id => id.into(),
        Some(name) if ambiguous || poses_as_id(&name) => format!("{name} ({id})").into(),
        Some(name) => name.into(),
    }
}

/// A room's name, or another text as short: cleaned as [`shown_name`] cleans names.
pub fn shown_title(text: &str) -> Arc<str> {
    line(text, NAME_GRAPHEMES).into()
}

/// A room's topic: cleaned likewise, longer.
pub fn shown_topic(text: &str) -> Arc<str> {
    line(text, TOPIC_GRAPHEMES).into()
}

/// The first line of a message that has words, shortened.
pub fn preview(plain: &str) -> Arc<str> {
    plain
        .lines()
        .map(|text| line(text, PREVIEW_GRAPHEMES))
        .find(|text| !text.is_empty())
        .unwrap_or_default()
        .into()
}

/// A file name safe to show and to save under: no folder, no character that hides another or that a system reserves.
pub fn file_name(claimed: &str) -> Arc<str> {
    let base = claimed.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut clean: String = line(base, FILE_GRAPHEMES)
        .chars()
        // A colon names a drive or an alternate data stream on Windows; the others are reserved there.
        .map(|c| {
            if matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|') {
                '_'
            } else {
                c
            }
        })
        .collect();
    // Again and again: a mark on what is trimmed is left without a letter and goes too, and may uncover more of the same.
    loop {
        let trimmed = line(clean.trim_start_matches(['-', '.', ' ']), FILE_GRAPHEMES);
        if trimmed == clean {
            break;
        }
        clean = trimmed;
    }
    let short = shorten_file(clean.trim_end_matches(['.', ' ']));
    let name = short.trim_end_matches(['.', ' ']);
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    if name.is_empty() {
        "file".into()
    } else if is_device(stem) {
        format!("_{name}").into()
    } else {
        name.into()
    }
}

/// One line without characters that hide, reorder or stack, at most so many graphemes.
pub(super) fn line(text: &str, graphemes: usize) -> String {
    let mut out = String::new();
    let mut count = 0;
    let mut gap = false;
    // Bounded before it is cut into graphemes: nothing after so many bytes could still be shown.
    let spaced: String = text
        .chars()
        .take(graphemes.saturating_mul(GRAPHEME_CHARS))
        .filter_map(|c| {
            if is_blank(c) {
                Some(' ')
            } else {
                (!is_hidden(c)).then_some(c)
            }
        })
        .collect();
    for grapheme in spaced.graphemes(true) {
        if grapheme.starts_with(' ') {
            gap = !out.is_empty();
            // A mark on a space would be drawn over what stands before it.
            continue;
        }
        if !is_visible(grapheme) {
            continue;
        }
        if count == graphemes {
            out.push('…');
            return out;
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
        }
        push_thinned(grapheme, &mut out);
        count += 1;
    }
    out
}

/// Characters that show nothing, or change how others are shown. Joiners and emoji variants stay: Persian, Hindi and
/// emoji are misspelt without them.
fn is_hidden(c: char) -> bool {
    let needed = matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{e0020}'..='\u{e007f}');
    !needed
        && (DefaultIgnorableCodePoint::for_char(c)
            || matches!(c, '\u{fff9}'..='\u{fffb}')
            || matches!(
                GeneralCategory::for_char(c),
                GeneralCategory::PrivateUse | GeneralCategory::Unassigned
            ))
}

/// U+2800 is the braille cell without a dot.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == '\u{2800}'
}

fn is_visible(grapheme: &str) -> bool {
    grapheme
        .chars()
        .any(|c| !DefaultIgnorableCodePoint::for_char(c) && !is_mark(c))
}

fn is_mark(c: char) -> bool {
    GeneralCategoryGroup::Mark.contains(GeneralCategory::for_char(c))
}

fn push_thinned(grapheme: &str, out: &mut String) {
    // The flags of England, Scotland and Wales are spelt with tags; elsewhere tags are invisible text.
    let flag = grapheme.starts_with('\u{1f3f4}');
    let mut marks = 0;
    for c in grapheme.chars().take(GRAPHEME_CHARS) {
        if is_mark(c) && !matches!(c, '\u{fe0e}' | '\u{fe0f}') {
            marks += 1;
            if marks > MARKS {
                continue;
            }
        }
        if flag || !matches!(c, '\u{e0020}'..='\u{e007f}') {
            out.push(c);
        }
    }
}

fn poses_as_id(name: &str) -> bool {
    name.contains('@') && name.contains(':')
}

/// Keeps the ending when a file name is too long: it says what the file is.
fn shorten_file(name: &str) -> String {
    if name.len() <= FILE_BYTES {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 16 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let mut short = String::new();
    for grapheme in stem.graphemes(true) {
        if short.len() + grapheme.len() + ending.len() > FILE_BYTES {
            break;
        }
        short.push_str(grapheme);
    }
    format!("{short}{ending}")
}

/// Names that mean a device on Windows, whatever their ending.
fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_uppercase();
    let numbered = |prefix| {
        stem.strip_prefix(prefix)
            .is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}
