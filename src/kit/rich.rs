//! Words that can be selected and copied, with links.

use iced::widget::text::{Alignment, IntoFragment, Wrapping};
use iced_selection::text::Rich;
use iced_selection::{rich_text, span as plain};
use unicode_segmentation::UnicodeSegmentation;

use crate::Element;
use crate::reading::{Link, Reading};
use crate::theme::{EMOJI, size};

/// A stretch of text in one style.
pub type Span<'a> = iced_selection::text::Span<'a, String, iced::Font>;

/// Plain words; style the result with `.font(...)`, `.strikethrough(true)`, `.link(url)`.
pub fn span<'a>(words: impl IntoFragment<'a>) -> Span<'a> {
    plain(words)
}

/// Words with their emoji in colour: one span for the words, one for each run of emoji.
#[must_use]
pub fn words<'a>(words: &str) -> Vec<Span<'a>> {
    coloured(span(words.to_owned()))
}

/// Parts a span into words and emoji, each in its font, both in the span's style.
fn coloured(whole: Span<'_>) -> Vec<Span<'_>> {
    if !whole.text.graphemes(true).any(is_emoji) {
        return vec![whole];
    }
    let mut runs: Vec<(bool, String)> = Vec::new();
    for letter in whole.text.graphemes(true) {
        let emoji = is_emoji(letter);
        match runs.last_mut() {
            Some((kind, run)) if *kind == emoji => run.push_str(letter),
            _ => runs.push((emoji, letter.to_owned())),
        }
    }
    let font = whole.font;
    let style = |(emoji, run): (bool, String)| Span {
        text: run.into(),
        font: if emoji { Some(EMOJI) } else { font },
        ..whole.clone()
    };
    runs.into_iter().map(style).collect()
}

/// Words on a control, their emoji in colour. Words without any stay one plain text.
pub(crate) fn label<'a, Message: 'a>(text: &str, size: f32, font: iced::Font) -> Element<'a, Message> {
    if !text.graphemes(true).any(is_emoji) {
        return iced::widget::text(text.to_owned())
            .size(size)
            .font(font)
            .line_height(1.2)
            .into();
    }
    let spans: Vec<Span<'a>> = words(text);
    iced::widget::rich_text(spans)
        .size(size)
        .font(font)
        .line_height(1.2)
        .into()
}

/// Text that the mouse selects and Ctrl+C copies, emoji in colour. `on_link` gets the link of the span that was pressed. Assistive technology
/// reads it letter by letter; the keyboard reaches each link with Tab, inside a message from that message.
pub fn selectable<'a, Message: 'a>(
    spans: Vec<Span<'a>>,
    on_link: impl Fn(String) -> Message + Clone + 'a,
) -> Element<'a, Message> {
    reading(spans, on_link, true)
}

/// The same text where it may not be copied: it is read and its links are pressed as ever, and nothing selects it.
pub fn unselectable<'a, Message: 'a>(
    spans: Vec<Span<'a>>,
    on_link: impl Fn(String) -> Message + Clone + 'a,
) -> Element<'a, Message> {
    reading(spans, on_link, false)
}

fn reading<'a, Message: 'a>(
    spans: Vec<Span<'a>>,
    on_link: impl Fn(String) -> Message + Clone + 'a,
    selects: bool,
) -> Element<'a, Message> {
    let text: String = spans.iter().map(|span| span.text.as_ref()).collect();
    let mut links: Vec<Link> = Vec::new();
    for span in &spans {
        let Some(url) = &span.link else { continue };
        match links.last_mut() {
            // One link may be several spans: a bold word in it, an emoji.
            Some(last) if last.url == *url => last.label.push_str(&span.text),
            _ => links.push(Link {
                label: span.text.to_string(),
                url: url.clone(),
            }),
        }
    }
    let right = reads_leftwards(&text);
    let spans: Vec<Span<'a>> = spans.into_iter().flat_map(coloured).collect();
    let align = if right { Alignment::Right } else { Alignment::Default };
    let rich: Element<'a, Message> = if selects {
        let rich: Rich<'a, String, Message, crate::Theme> = rich_text(spans);
        rich.size(size::BODY)
            .line_height(size::LINE)
            .wrapping(Wrapping::WordOrGlyph)
            .align_x(align)
            .on_link_click(on_link.clone())
            .into()
    } else {
        iced::widget::rich_text(spans)
            .size(size::BODY)
            .line_height(size::LINE)
            .wrapping(Wrapping::WordOrGlyph)
            .align_x(align)
            .on_link_click(on_link.clone())
            .into()
    };
    Element::new(Reading::new(rich, text, links, Box::new(on_link)))
}

/// The first letter with a direction is Hebrew or Arabic: iced shapes such text but leaves it on the left.
fn reads_leftwards(text: &str) -> bool {
    text.chars().find(|letter| letter.is_alphabetic()).is_some_and(|letter| {
        matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}')
    })
}

/// A letter that the emoji font draws. Some letters are emoji only with a variation selector behind them.
pub(crate) fn is_emoji(letter: &str) -> bool {
    let first = letter.chars().next().unwrap_or_default();
    letter.contains('\u{fe0f}')
        || matches!(first, '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f300}'..='\u{1faff}' | '\u{1f004}' | '\u{1f0cf}')
        || matches!(
            first,
            '\u{231a}' | '\u{231b}' | '\u{23e9}'..='\u{23ec}' | '\u{23f0}' | '\u{23f3}' | '\u{25fd}' | '\u{25fe}'
        )
        || matches!(
            first,
            '\u{2614}' | '\u{2615}' | '\u{2648}'
                ..='\u{2653}' | '\u{267f}' | '\u{2693}' | '\u{26a1}' | '\u{26aa}' | '\u{26ab}'
        )
        || matches!(
            first,
            '\u{26bd}'
                | '\u{26be}'
                | '\u{26c4}'
                | '\u{26c5}'
                | '\u{26ce}'
                | '\u{26d4}'
                | '\u{26ea}'
                | '\u{26f2}'
                | '\u{26f3}'
        )
        || matches!(
            first,
            '\u{26f5}'
                | '\u{26fa}'
                | '\u{26fd}'
                | '\u{2705}'
                | '\u{270a}'
                | '\u{270b}'
                | '\u{2728}'
                | '\u{274c}'
                | '\u{274e}'
        )
        || matches!(first, '\u{2753}'..='\u{2755}' | '\u{2757}' | '\u{2795}'..='\u{2797}' | '\u{27b0}' | '\u{27bf}' | '\u{2b1b}' | '\u{2b1c}' | '\u{2b50}' | '\u{2b55}')
}
