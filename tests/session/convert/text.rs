//! Plain bodies.

use model::{Block, Span};
use session::convert::{html, text};

fn spans(body: &str) -> Vec<Span> {
    match text::plain_blocks(body).as_slice() {
        [Block::Paragraph(spans)] => spans.clone(),
        other => panic!("{other:?}"),
    }
}

fn read(body: &str) -> String {
    text::plain(&text::plain_blocks(body)).to_string()
}

#[test]
fn lines_are_kept() {
    assert_eq!(read("a\nb\n\n  c\td"), "a\nb\n\n  c\td");
    assert_eq!(read("a\r\nb\rc\u{2028}d\u{85}e"), "a\nb\nc\nd\ne");
    assert_eq!(read("\n\na\n\n"), "a");
    assert_eq!(read("<b>a</b> **b** &amp;"), "<b>a</b> **b** &amp;");
    for nothing in ["", " \n\t", "\u{0}\u{1b}"] {
        assert!(text::plain_blocks(nothing).is_empty(), "{nothing:?}");
    }
}

#[test]
fn control_characters_are_gone() {
    assert_eq!(read("a\u{0}b\u{1b}[31mc\u{7f}d\u{9b}e\u{feff}"), "ab[31mcde");
}

#[test]
fn emoji_stand_in_spans_of_their_own() {
    for (body, expected) in [
        ("a 😀 b", vec![("a ", false), ("😀", true), (" b", false)]),
        ("😀😀", vec![("😀😀", true)]),
        ("👩‍👩‍👧", vec![("👩‍👩‍👧", true)]),
        ("👍🏽", vec![("👍🏽", true)]),
        ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", vec![("🏴󠁧󠁢󠁷󠁬󠁳󠁿", true)]),
        ("🇬🇧", vec![("🇬🇧", true)]),
        ("1️⃣", vec![("1️⃣", true)]),
        (
            "❤️ ❤ ❤\u{fe0e} 😀\u{fe0e}",
            vec![("❤️", true), (" ❤ ❤\u{fe0e} 😀\u{fe0e}", false)],
        ),
        ("☝🏻", vec![("☝🏻", true)]),
        ("© 1 # ™ é 日本 العربية", vec![("© 1 # ™ é 日本 العربية", false)]),
    ] {
        let found = spans(body);
        let found: Vec<_> = found.iter().map(|span| (span.text.as_str(), span.emoji)).collect();
        assert_eq!(found, expected, "{body}");
    }
}

#[test]
fn emoji_keep_their_style_and_link() {
    let blocks = html::blocks("<b>a😀</b><a href=\"https://a.example\">😀b</a>").unwrap();
    let Block::Paragraph(spans) = &blocks[0] else { panic!() };
    let found: Vec<_> = spans
        .iter()
        .map(|span| (span.text.as_str(), span.emoji, span.style.bold, span.link.is_some()))
        .collect();
    assert_eq!(
        found,
        [
            ("a", false, true, false),
            ("😀", true, true, false),
            ("😀", true, false, true),
            ("b", false, false, true)
        ]
    );
}

/// Trojan Source (CVE-2021-42574) and what a line must not do to its neighbours.
#[test]
fn bidirectional_controls_end_with_their_line() {
    for (body, expected) in [
        ("\u{202e}abc", "\u{202e}abc\u{202c}"),
        ("\u{202e}abc\ndef", "\u{202e}abc\u{202c}\ndef"),
        ("\u{2067}\u{202b}a", "\u{2067}\u{202b}a\u{202c}\u{2069}"),
        ("\u{2066}a\u{2069}b", "\u{2066}a\u{2069}b"),
        // Closers of something outside.
        ("\u{2069}\u{202c}a", "a"),
        ("\u{2067}a\u{202c}b", "\u{2067}ab\u{2069}"),
        // An isolate's end ends what was begun inside.
        ("\u{2067}\u{202e}a\u{2069}b\u{202c}", "\u{2067}\u{202e}a\u{2069}b"),
        // Marks reach no further than their neighbours, and are needed.
        ("a\u{200f}!", "a\u{200f}!"),
    ] {
        assert_eq!(read(body), expected, "{body:?}");
    }
    let deep = "\u{202e}".repeat(1_000);
    assert_eq!(read(&format!("{deep}a")).chars().count(), 125 + 1 + 125);
}

#[test]
fn an_override_does_not_reach_into_a_link() {
    let blocks = html::blocks("\u{202e}a<a href=\"https://a.example\">b\u{202e}c</a>d").unwrap();
    let Block::Paragraph(spans) = &blocks[0] else { panic!() };
    let texts: Vec<_> = spans.iter().map(|span| span.text.as_str()).collect();
    assert_eq!(texts, ["\u{202e}a\u{202c}", "b\u{202e}c\u{202c}", "d"]);
}

#[test]
fn code_is_balanced_too() {
    let blocks = html::blocks("<pre>a\u{202e}b\nc</pre>").unwrap();
    assert_eq!(blocks, [Block::Code("a\u{202e}b\u{202c}\nc".into())]);
}

#[test]
fn long_messages_are_kept_whole() {
    let body = "word ".repeat(12_000);
    assert_eq!(read(&body).len(), body.trim_end().len());
}

#[test]
fn blocks_read_as_lines() {
    let html = "<h2>T</h2><p>a</p><blockquote>b<blockquote>c</blockquote></blockquote><ul><li>d<ol><li>e</li></ol></li></ul><pre>f\ng</pre><hr>h";
    let blocks = html::blocks(html).unwrap();
    assert_eq!(&*text::plain(&blocks), "T\na\n> b\n> > c\n• d\n  1. e\nf\ng\n———\nh");
}
