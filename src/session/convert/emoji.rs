//! Which graphemes are emoji, so that they are set in the emoji font.

use icu_properties::props::{BinaryProperty, Emoji, EmojiModifier, EmojiPresentation, RegionalIndicator};
use model::Span;
use unicode_segmentation::UnicodeSegmentation;

const TEXT_STYLE: char = '\u{fe0e}';
const EMOJI_STYLE: char = '\u{fe0f}';

/// Cuts a span where emoji begin and end.
pub(super) fn split(span: Span, out: &mut Vec<Span>) {
    // No emoji is spelt with ASCII alone.
    if span.text.is_ascii() {
        out.push(span);
        return;
    }
    let mut run = String::new();
    let mut run_is_emoji = false;
    for grapheme in span.text.graphemes(true) {
        let emoji = is_emoji(grapheme);
        if emoji != run_is_emoji && !run.is_empty() {
            out.push(Span {
                text: std::mem::take(&mut run),
                emoji: run_is_emoji,
                ..span.clone()
            });
        }
        run_is_emoji = emoji;
        run.push_str(grapheme);
    }
    if !run.is_empty() {
        out.push(Span {
            text: run,
            emoji: run_is_emoji,
            ..span
        });
    }
}

/// Whether a grapheme is shown as emoji by default or by request (UTS #51, section 4).
fn is_emoji(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    let Some(first) = chars.next() else { return false };
    if grapheme.contains(TEXT_STYLE) || !Emoji::for_char(first) {
        return false;
    }
    if RegionalIndicator::for_char(first) {
        return chars.next().is_some_and(RegionalIndicator::for_char);
    }
    EmojiPresentation::for_char(first) || chars.any(|c| c == EMOJI_STYLE || EmojiModifier::for_char(c))
}
