//! Formatted bodies.

use model::{Block, Span, Style};
use session::convert::{html, text};

const PLAIN: Style = Style {
    bold: false,
    italic: false,
    strike: false,
    underline: false,
    code: false,
};

fn span(text: &str, style: Style) -> Span {
    Span {
        text: text.to_owned(),
        style,
        ..Span::default()
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(vec![span(text, PLAIN)])
}

fn item(depth: u8, ordinal: Option<u32>, text: &str) -> Block {
    Block::Item {
        depth,
        ordinal,
        spans: vec![span(text, PLAIN)],
    }
}

fn blocks(input: &str) -> Vec<Block> {
    html::blocks(input).unwrap_or_else(|| panic!("nothing came of {input:?}"))
}

/// The words of all blocks, a line for each.
fn words(input: &str) -> String {
    text::plain(&html::blocks(input).unwrap_or_default()).to_string()
}

#[test]
fn every_inline_tag_of_the_specification_has_its_look() {
    for (tag, style) in [
        ("b", Style { bold: true, ..PLAIN }),
        ("strong", Style { bold: true, ..PLAIN }),
        ("i", Style { italic: true, ..PLAIN }),
        ("em", Style { italic: true, ..PLAIN }),
        (
            "u",
            Style {
                underline: true,
                ..PLAIN
            },
        ),
        ("s", Style { strike: true, ..PLAIN }),
        ("del", Style { strike: true, ..PLAIN }),
        ("strike", Style { strike: true, ..PLAIN }),
        ("code", Style { code: true, ..PLAIN }),
        ("span", PLAIN),
        ("font", PLAIN),
        ("sup", PLAIN),
        ("sub", PLAIN),
        ("a", PLAIN),
        ("marquee", PLAIN),
    ] {
        let expected = Block::Paragraph(vec![span("word", style)]);
        assert_eq!(blocks(&format!("<{tag}>word</{tag}>")), [expected], "{tag}");
    }
}

#[test]
fn styles_add_up_and_end_with_their_tag() {
    assert_eq!(
        blocks("a <b>b <i>c</i></b> d"),
        [Block::Paragraph(vec![
            span("a ", PLAIN),
            span("b ", Style { bold: true, ..PLAIN }),
            span(
                "c",
                Style {
                    bold: true,
                    italic: true,
                    ..PLAIN
                }
            ),
            span(" d", PLAIN),
        ])]
    );
}

#[test]
fn blocks_become_blocks() {
    assert_eq!(
        blocks("<p>one</p><p>two</p>three"),
        [paragraph("one"), paragraph("two"), paragraph("three")]
    );
    assert_eq!(blocks("<div>one</div>two"), [paragraph("one"), paragraph("two")]);
    for level in 1..=6 {
        let expected = Block::Heading(level, vec![span("title", PLAIN)]);
        assert_eq!(
            blocks(&format!("<h{level}>title</h{level}>text")),
            [expected, paragraph("text")]
        );
    }
    assert_eq!(
        blocks("a<hr>b<hr/>c"),
        [paragraph("a"), Block::Rule, paragraph("b"), Block::Rule, paragraph("c")]
    );
    assert_eq!(
        blocks("<blockquote><p>a</p><blockquote>b</blockquote></blockquote>c"),
        [
            Block::Quote(vec![paragraph("a"), Block::Quote(vec![paragraph("b")])]),
            paragraph("c")
        ]
    );
    assert_eq!(
        blocks("<details><summary>a</summary>b</details>"),
        [paragraph("a"), paragraph("b")]
    );
}

#[test]
fn lists_nest_and_count() {
    assert_eq!(
        blocks("<ul><li>a</li><li><p>b</p></li></ul>"),
        [item(0, None, "a"), item(0, None, "b")]
    );
    assert_eq!(
        blocks("<ol start=\"7\"><li>a<li>b</ol>c"),
        [item(0, Some(7), "a"), item(0, Some(8), "b"), paragraph("c")]
    );
    assert_eq!(
        blocks("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        [item(0, Some(1), "a"), item(1, None, "b"), item(0, Some(2), "c")]
    );
    // A list inside of a quote is not a part of the list around it.
    assert_eq!(
        blocks("<ul><li>a<blockquote>b<ol><li>c</li></ol></blockquote></li><li>d</li></ul>"),
        [
            item(0, None, "a"),
            Block::Quote(vec![paragraph("b"), item(0, Some(1), "c")]),
            item(0, None, "d")
        ]
    );
    assert_eq!(words("<ul><li><p>a</p><p>b</p></li></ul>"), "• a\nb");
    assert_eq!(blocks("<li>a</li>b"), [item(0, None, "a"), paragraph("b")]);
    assert_eq!(
        blocks("<ul><li>a<blockquote><li>b</blockquote></li><li>c</ul>"),
        [
            item(0, None, "a"),
            Block::Quote(vec![item(0, None, "b")]),
            item(0, None, "c")
        ]
    );
    assert_eq!(
        blocks("<ol start=4294967295><li>a<li>b</ol>").len(),
        2,
        "numbers do not overflow"
    );
}

#[test]
fn an_item_that_begins_with_code_keeps_its_number() {
    assert_eq!(
        blocks("<ol><li><pre><code>x\n</code></pre></li></ol>"),
        [
            Block::Item {
                depth: 0,
                ordinal: Some(1),
                spans: vec![]
            },
            Block::Code("x".into())
        ]
    );
}

#[test]
fn preformatted_text_is_kept_as_it_is() {
    assert_eq!(
        blocks("<pre><code class=\"language-rust\">fn a() {\n\tb  <b>&lt;c&gt;</b>\n}\n</code></pre>after"),
        [Block::Code("fn a() {\n\tb  <c>\n}".into()), paragraph("after")]
    );
}

#[test]
fn tables_are_read_as_a_line_a_row() {
    assert_eq!(
        words(
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
        ),
        "a | b\n1 | 2"
    );
}

#[test]
fn white_space_is_html_white_space() {
    assert_eq!(blocks("  a \n\t b <b> c</b>  ").first(), blocks("a b <b>c</b>").first());
    assert_eq!(words("a<br>b<br/> c"), "a\nb\nc");
    assert_eq!(words("<p><br>a<br></p>"), "a");
    assert_eq!(words("a\u{a0} b"), "a\u{a0} b");
    assert!(html::blocks("<p> </p><b></b><br>").is_none());
}

#[test]
fn entities_are_characters() {
    assert_eq!(
        words("&lt;b&gt; &amp;amp; &quot; &#39; &#x1F600; &eacute;&hellip; &nosuch; AT&T"),
        "<b> &amp; \" ' 😀 é… &nosuch; AT&T"
    );
    // Control characters cannot be smuggled in as numbers.
    assert_eq!(words("a&#0;b&#7;c&#x1b;d&#x9b;e"), "a\u{fffd}bcd\u{203a}e");
}

#[test]
fn what_is_not_text_is_dropped() {
    for input in [
        "<script>alert('a <b>')</script>b",
        "<style>p{}</style>b",
        "<textarea><b>a</b></textarea>b",
        "<title>a</title>b",
        "<iframe>a</iframe>b",
        "<noscript>a</noscript>b",
        "<mx-reply><blockquote><a href=\"https://matrix.to/#/!r/$e\">In reply to</a> a<br>x</blockquote></mx-reply>b",
        "<mx-reply>a<mx-reply>x</mx-reply>y</mx-reply>b",
        "<!-- a <b> -->b",
        "<!doctype html>b",
        "<?php a ?>b",
    ] {
        assert_eq!(blocks(input), [paragraph("b")], "{input}");
    }
    assert!(html::blocks("<script>a").is_none());
    assert!(html::blocks("<mx-reply>a").is_none());
    assert!(html::blocks("<plaintext>a").is_none());
}

#[test]
fn pictures_are_their_words_and_spoilers_are_plain() {
    assert_eq!(
        words("<img src=\"mxc://a/b\" alt=\"a &lt;cat&gt;\"> <img src=x title=t><img src=y>!"),
        "a <cat> t!"
    );
    assert_eq!(
        blocks("<span data-mx-spoiler=\"why\">it was him</span>"),
        [paragraph("it was him")]
    );
}

#[test]
fn digits_keep_their_place_above_and_below_the_line() {
    assert_eq!(
        words("10<sup>3</sup> m<sup>-2</sup>, H<sub>2</sub>O, 1<sup>st</sup>"),
        "10³ m⁻², H₂O, 1st"
    );
}

#[test]
fn unclosed_and_crossed_tags_do_no_harm() {
    assert_eq!(words("<b>a<i>b</b>c</i>d"), "abcd");
    assert_eq!(words("</b></p></ul></blockquote></h1>a"), "a");
    assert_eq!(words("<b"), "");
    assert_eq!(words("a<b attr=\""), "a");
    assert_eq!(words("1 < 2 > 1"), "1 < 2 > 1");
    // A closing tag of running text does not end the quote it stands in.
    let bold = |text| Block::Paragraph(vec![span(text, Style { bold: true, ..PLAIN })]);
    assert_eq!(
        blocks("<b>a<blockquote>b</b>c</blockquote>d"),
        [bold("a"), Block::Quote(vec![bold("bc")]), bold("d")]
    );
    assert_eq!(blocks("<blockquote>a"), [Block::Quote(vec![paragraph("a")])]);
    assert_eq!(blocks("<pre>a"), [Block::Code("a".into())]);
    assert_eq!(blocks("<h1>a<h2>b</h2>c").len(), 3);
}

/// Facts of a real abort: a tree of so many tags overflows the stack when it is freed.
#[test]
fn nesting_costs_neither_stack_nor_time() {
    for tag in [
        "b",
        "i",
        "div",
        "blockquote",
        "font",
        "ul",
        "ol",
        "li",
        "p",
        "h1",
        "pre",
        "table",
        "mx-reply",
        "a",
        "details",
    ] {
        let open = format!("<{tag}>");
        let count = (31 * 1024) / open.len();
        let input = format!("{}x", open.repeat(count));
        let small_stack = std::thread::Builder::new().stack_size(256 * 1024);
        let handle = small_stack
            .spawn(move || html::blocks(&input).unwrap_or_default())
            .unwrap();
        let blocks = handle.join().expect(tag);
        assert!(depth(&blocks) <= 9, "{tag}");
        assert_eq!(blocks.is_empty(), tag == "mx-reply", "{tag}");
    }
}

#[test]
fn twenty_one_thousand_tags_in_63_kilobytes_are_not_read_at_all() {
    let input = "<b>".repeat(21_000);
    assert_eq!(input.len(), 63_000);
    assert!(html::blocks(&input).is_none());
    assert!(html::blocks(&"a".repeat(32 * 1024)).is_some());
    assert!(html::blocks(&"a".repeat(32 * 1024 + 1)).is_none());
}

/// The tokenizer compares each attribute of a tag with all others of it.
#[test]
fn a_tag_too_long_to_be_meant_is_not_read() {
    let attributes: String = (0..6_000).map(|n| format!(" a{n}")).collect();
    assert!(html::blocks(&format!("<b{}>x", &attributes[..31_000])).is_none());
    assert!(html::blocks(&format!("<!--{}-->x", "a".repeat(31_000))).is_none());
    // What is long for a reason is read.
    let link = format!("<a href=\"https://a.example/{}\">x</a>", "a".repeat(1_500));
    assert_eq!(words(&link), "x");
    assert_eq!(words(&"word ".repeat(6_000)).len(), 6_000 * 5 - 1);
    assert_eq!(words(&format!("<script>{}</script>x", "a".repeat(30_000))), "x");
}

#[test]
fn what_lies_beyond_the_depth_keeps_its_words() {
    let deep = format!("{}deep{}after", "<b>".repeat(500), "</b>".repeat(500));
    assert_eq!(
        blocks(&deep),
        [Block::Paragraph(vec![
            span("deep", Style { bold: true, ..PLAIN }),
            span("after", PLAIN)
        ])]
    );
    assert_eq!(blocks(&format!("{}<b>x</b>", "<span>".repeat(100))), [paragraph("x")]);
    let quotes = format!("{}deep{}after", "<blockquote>".repeat(50), "</blockquote>".repeat(50));
    let read = blocks(&quotes);
    assert_eq!(depth(&read), 9);
    assert_eq!(read.last(), Some(&paragraph("after")));
}

/// One, and one for each quote around the innermost block.
pub(crate) fn depth(blocks: &[Block]) -> usize {
    let inner = blocks.iter().map(|block| {
        if let Block::Quote(inner) = block {
            depth(inner)
        } else {
            0
        }
    });
    1 + inner.max().unwrap_or_default()
}
