//! What is typed, and what is sent for it.

use model::{Mention, Mentioned, Person};
use session::convert::markdown::{self, Typed};
use session::convert::{html, text};

fn typed(text: &str) -> Typed {
    markdown::typed(text, &[])
}

fn formatted(text: &str) -> Option<String> {
    typed(text).formatted
}

#[test]
fn words_alone_have_no_formatted_body() {
    for plain in [
        "Hello",
        "Hello,\nworld",
        "Two\n\nparagraphs",
        "  indented by two",
        "2 * 3 * 4 = 24, a_b_c, 1 < 2 > 1, AT&T, ~5, #1, -5, 1.5, C++",
        "<b>not bold</b>",
        "<div>\nblock\n</div>",
        "<script>alert(1)</script>",
        "https://a.example/b_c_d?e=f&g",
        "😀 ééé",
        "",
    ] {
        assert_eq!(formatted(plain), None, "{plain:?}");
        assert_eq!(typed(plain).body, plain);
    }
}

#[test]
fn markup_becomes_html() {
    for (text, html) in [
        (
            "**a** *b* ~~c~~ `d`",
            "<strong>a</strong> <em>b</em> <del>c</del> <code>d</code>",
        ),
        ("a\n**b**", "a<br />\n<strong>b</strong>"),
        ("[a](https://a.example)", "<a href=\"https://a.example\">a</a>"),
        (
            "<https://a.example>",
            "<a href=\"https://a.example\">https://a.example</a>",
        ),
        ("# a", "<h1>a</h1>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>"),
        ("```\na <b>\n```", "<pre><code>a &lt;b&gt;\n</code></pre>"),
        ("a\n\n**b**", "<p>a</p>\n<p><strong>b</strong></p>"),
        // A backslash spares a character, and must not be sent along.
        ("\\*a\\*", "*a*"),
    ] {
        assert_eq!(formatted(text).as_deref(), Some(html), "{text:?}");
        assert_eq!(typed(text).body, text);
    }
}

#[test]
fn html_that_was_typed_stays_what_was_typed() {
    assert_eq!(
        formatted("**a** <b>b</b>").unwrap(),
        "<strong>a</strong> &lt;b&gt;b&lt;/b&gt;"
    );
    assert_eq!(
        formatted("**a**\n\n<img src=x onerror=alert(1)>").unwrap(),
        "<p><strong>a</strong></p>\n<p>&lt;img src=x onerror=alert(1)&gt;</p>"
    );
    for text in [
        "**a** <script>x</script>",
        "# <script>x</script>",
        "- <b onclick=x>a</b>",
        "**a**\n\n<div>\n*b*\n</div>",
        "> <style>x</style>",
        "**a** <!-- b -->",
    ] {
        let sent = formatted(text).unwrap();
        let tags = ["<script", "<b ", "<div", "<style", "<!--", "<img"];
        assert!(tags.iter().all(|tag| !sent.contains(tag)), "{sent}");
    }
}

#[test]
fn pictures_are_links() {
    let sent = formatted("![cat](https://a.example/cat.png)").unwrap();
    assert_eq!(sent, "<a href=\"https://a.example/cat.png\">cat</a>");
}

#[test]
fn me_is_an_emote() {
    assert!(typed("/me waves").emote);
    assert_eq!(typed("/me waves").body, "waves");
    assert_eq!(
        typed("/me **waves**").formatted.as_deref(),
        Some("<strong>waves</strong>")
    );
    for not in ["/mewaves", "/me", " /me waves", "a /me b"] {
        assert!(!typed(not).emote, "{not:?}");
    }
}

#[test]
fn what_we_send_is_what_we_read() {
    for (sent, read) in [
        ("**a** <b>", "a <b>"),
        (
            "# T\n\na\nb\n\n- x\n- y\n\n1. z\n\n> q\n\n```\ncode\n```",
            "T\na\nb\n• x\n• y\n1. z\n> q\ncode",
        ),
        ("*a*\\\nb", "a\nb"),
    ] {
        let blocks = html::blocks(&formatted(sent).unwrap()).unwrap();
        assert_eq!(&*text::plain(&blocks), read);
    }
}

fn call(words: &str, id: &str) -> Mention {
    Mention {
        words: words.to_owned(),
        whom: Mentioned::Person(Person {
            id: id.into(),
            name: words.trim_start_matches('@').into(),
            department: None,
        }),
    }
}

#[test]
fn names_become_links_whatever_markdown_would_make_of_them() {
    let calls = [
        call("@Rhys", "@rhys:a.example"),
        call("@Rhys *Star* Morgan_Jones", "@star:a.example"),
    ];
    let typed = markdown::typed("**@Rhys**, @Rhys *Star* Morgan_Jones & @Rhysian", &calls);
    assert_eq!(
        typed.formatted.unwrap(),
        "<strong><a href=\"https://matrix.to/#/@rhys:a.example\">Rhys</a></strong>, \
         <a href=\"https://matrix.to/#/@star:a.example\">Rhys *Star* Morgan_Jones</a> &amp; @Rhysian"
    );
    assert_eq!(typed.body, "**Rhys**, Rhys *Star* Morgan_Jones & @Rhysian");
    assert_eq!(typed.people.len(), 2);
}

#[test]
fn nobody_is_called_in_code_or_in_part_of_a_word_or_by_a_forged_mark() {
    let calls = [call("@Rhys", "@rhys:a.example")];
    for text in [
        "`@Rhys`",
        "```\n@Rhys\n```",
        "me@Rhys",
        "@Rhysian",
        "\u{fdd0}0\u{fdd1}",
        "[a](https://a.example/@Rhys)",
    ] {
        let typed = markdown::typed(text, &calls);
        assert!(typed.people.is_empty(), "{text}");
        let html = typed.formatted.unwrap_or_default();
        assert!(!html.contains("matrix.to") && !html.contains('\u{fdd0}'), "{html}");
    }
    let in_link = markdown::typed("[see @Rhys](https://a.example)", &calls);
    assert_eq!(
        in_link.formatted.as_deref(),
        Some("<a href=\"https://a.example\">see Rhys</a>")
    );
}
