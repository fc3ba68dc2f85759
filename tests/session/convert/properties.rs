//! What holds for any input.

use model::Block;
use proptest::prelude::*;
use session::convert::{html, link, markdown, names, text};

use crate::html::depth;

/// Text that looks enough like a message to reach every corner.
fn messy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => any::<String>(),
        8 => "[ -~\n\t]{0,12}",
        4 => Just("\u{202e}".to_owned()),
        4 => Just("\u{2069}".to_owned()),
        2 => Just("\u{2067}😀\u{200d}".to_owned()),
        2 => Just("https://a.example/".to_owned()),
        2 => Just("mailto:".to_owned()),
        1 => "&#x?[0-9a-f]{1,6};",
        8 => "</?(b|i|u|a|p|div|li|ul|ol|pre|code|blockquote|h1|hr|br|table|tr|td|sup|mx-reply|script|textarea|x)( (href|start|alt)=\"?[ -~]{0,8}\"?)?>",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Without what may move: white space at the ends, and closers.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect()
}

pub(crate) fn assert_calm(blocks: &[Block]) {
    assert!(depth(blocks) <= 9);
    let plain = text::plain(blocks);
    assert!(
        !plain.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')),
        "{plain:?}"
    );
    // Every line closes what it opens, and closes nothing else.
    for line in plain.lines() {
        let mut open = Vec::new();
        for c in line.chars() {
            match c {
                '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push('\u{202c}'),
                '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
                '\u{202c}' => assert_eq!(open.pop(), Some(c), "{line:?}"),
                '\u{2069}' => {
                    let at = open
                        .iter()
                        .rposition(|closer| *closer == c)
                        .expect("closes something outside");
                    open.truncate(at);
                }
                _ => {}
            }
        }
        assert!(open.is_empty(), "{line:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_html_is_read(input in messy()) {
        assert_calm(&html::blocks(&input).unwrap_or_default());
    }

    #[test]
    fn any_body_is_read_and_reading_it_again_changes_nothing(input in messy()) {
        let blocks = text::plain_blocks(&input);
        assert_calm(&blocks);
        let plain = text::plain(&blocks);
        prop_assert_eq!(letters(&text::plain(&text::plain_blocks(&plain))), letters(&plain));
    }

    #[test]
    fn words_without_markup_are_the_same_in_both_kinds_of_body(input in "[a-z ]{0,40}") {
        let escaped = html::blocks(&input).unwrap_or_default();
        let words = input.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(&*text::plain(&escaped), words.as_str());
    }

    #[test]
    fn links_lead_to_allowed_places(input in messy()) {
        if let Some(link::Target::Place(link)) = link::target(&input) {
            let allowed = ["https:", "mailto:", "matrix:"];
            prop_assert!(allowed.iter().any(|scheme| link.url.starts_with(scheme)), "{}", link.url);
            prop_assert!(link.url.is_ascii() && !link.host.is_empty());
            prop_assert!(!link.host.contains('@') || !link.url.starts_with("https://") || link.url.starts_with("https://matrix.to/"));
        }
    }

    #[test]
    fn typed_text_is_sent_without_typed_tags(input in messy()) {
        let typed = markdown::typed(&input, &[]);
        let html = typed.formatted.unwrap_or_default();
        for tag in ["<script", "<textarea", "<mx-reply", "<x", "<u>", "<img"] {
            prop_assert!(!html.contains(tag), "{}", html);
        }
    }

    #[test]
    fn names_are_one_calm_line(input in messy()) {
        let limits = [(names::shown_name(Some(&input), "@a:b", false), 64 * 32 + 512), (names::preview(&input), 121 * 33), (names::file_name(&input), 128)];
        for (name, limit) in limits {
            prop_assert!(!name.chars().any(|c| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')), "{name:?}");
            prop_assert!(name.chars().count() <= limit);
        }
        let file = names::file_name(&input);
        prop_assert!(!file.is_empty() && file.len() <= 124 && !file.contains(['/', '\\', ':']) && !file.starts_with(['.', '-']));
        prop_assert_eq!(names::file_name(&file), file);
    }
}
