//! Links: where they lead, and what may be one.

use model::{Block, Link, Mentioned, Span};
use session::convert::link::{self, Target};
use session::convert::{html, text};

fn place(address: &str) -> Option<(String, String)> {
    match link::target(address)? {
        Target::Place(Link { url, host, .. }) => Some((url.to_string(), host.to_string())),
        Target::Person(_) => panic!("{address} is a person"),
    }
}

fn spans(blocks: &[Block]) -> Vec<Span> {
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Paragraph(spans) => spans.clone(),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn the_host_shown_is_the_host_asked() {
    for (address, url, host) in [
        ("https://www.gov.uk/a?b#c", "https://www.gov.uk/a?b#c", "www.gov.uk"),
        ("HTTPS://WWW.GOV.UK", "https://www.gov.uk/", "www.gov.uk"),
        (
            "https://example.org:8443/",
            "https://example.org:8443/",
            "example.org:8443",
        ),
        ("https://example.org:443/", "https://example.org/", "example.org"),
        (
            "https://www.gov.uk@evil.example/",
            "https://evil.example/",
            "evil.example",
        ),
        (
            "https://www.gov.uk:pw@evil.example/",
            "https://evil.example/",
            "evil.example",
        ),
        (
            "https://www.gov.uk\\@evil.example/",
            "https://www.gov.uk/@evil.example/",
            "www.gov.uk",
        ),
        ("https:evil.example", "https://evil.example/", "evil.example"),
        // Cyrillic a.
        ("https://g\u{43e}v.uk/", "https://xn--gv-fmc.uk/", "xn--gv-fmc.uk"),
        (
            "https://münchen.de/ä",
            "https://xn--mnchen-3ya.de/%C3%A4",
            "xn--mnchen-3ya.de",
        ),
        ("https://0x7f.1/", "https://127.0.0.1/", "127.0.0.1"),
        (
            "mailto:clerk@parliament.uk",
            "mailto:clerk@parliament.uk",
            "clerk@parliament.uk",
        ),
        (
            "mailto:clerk@parliament.uk?bcc=spy@evil.example&attach=/etc/passwd",
            "mailto:clerk@parliament.uk",
            "clerk@parliament.uk",
        ),
        ("matrix:r/room:gov.uk", "matrix:r/room:gov.uk", "#room:gov.uk"),
        (
            "matrix:roomid/id:gov.uk?via=gov.uk",
            "matrix:roomid/id:gov.uk?via=gov.uk",
            "!id:gov.uk",
        ),
        (
            "https://matrix.to/#/#room:gov.uk?via=gov.uk",
            "https://matrix.to/#/#room:gov.uk?via=gov.uk",
            "#room:gov.uk",
        ),
        (
            "https://matrix.to/#/%21id%3Agov.uk/$event",
            "https://matrix.to/#/%21id%3Agov.uk/$event",
            "!id:gov.uk",
        ),
        ("https://matrix.to/", "https://matrix.to/", "matrix.to"),
        (
            "https://matrix.to.evil.example/#/@a:b",
            "https://matrix.to.evil.example/#/@a:b",
            "matrix.to.evil.example",
        ),
    ] {
        assert_eq!(place(address), Some((url.to_owned(), host.to_owned())), "{address}");
    }
}

#[test]
fn other_addresses_are_not_links() {
    let long = format!("https://a.example/{}", "a".repeat(2048));
    for address in [
        "http://a.example/",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://a.example/",
        "magnet:?xt=x",
        "smb://a.example/",
        "ms-msdt:/id",
        "//a.example/",
        "/path",
        "a.example",
        "https://",
        "https://?",
        "https://a b/",
        "mailto:",
        "mailto:nobody",
        "mailto:a@b,c@d",
        "mailto:%22a%22@b",
        "matrix:",
        "matrix:u/",
        "matrix:x/a:b",
        "",
        &long,
    ] {
        assert_eq!(link::target(address), None, "{address}");
    }
}

fn mentioned(span: &Span) -> Option<&str> {
    match &span.mention {
        Some(Mentioned::Person(person)) => Some(person.id.as_str()),
        _ => None,
    }
}

#[test]
fn people_are_mentions() {
    for address in [
        "https://matrix.to/#/@clerk:parliament.uk",
        "https://matrix.to/#/%40clerk%3Aparliament.uk",
        "matrix:u/clerk:parliament.uk",
        "matrix:u/clerk:parliament.uk?action=chat",
    ] {
        let clerk = Target::Person("@clerk:parliament.uk".into());
        assert_eq!(link::target(address), Some(clerk), "{address}");
        let read = spans(&html::blocks(&format!("<a href=\"{address}\">Clerk</a> please")).unwrap());
        assert_eq!(
            (read[0].text.as_str(), mentioned(&read[0]), &read[0].link),
            ("Clerk", Some("@clerk:parliament.uk"), &None)
        );
        assert_eq!((read[1].text.as_str(), mentioned(&read[1])), (" please", None));
    }
}

#[test]
fn anchors_are_links_or_words() {
    let read = spans(
        &html::blocks("see <a href=\"https://a.example/x\"><b>this</b></a>, not <a href='javascript:x'>that</a>")
            .unwrap(),
    );
    let texts: Vec<_> = read
        .iter()
        .map(|span| (span.text.as_str(), span.link.as_ref().map(|link| &*link.host)))
        .collect();
    assert_eq!(
        texts,
        [("see ", None), ("this", Some("a.example")), (", not that", None)]
    );
    // Text that claims another address than the link's is still shown with the real host.
    let read = spans(&html::blocks("<a href=\"https://evil.example\">https://www.gov.uk</a>").unwrap());
    assert_eq!(read.len(), 1);
    assert_eq!(&*read[0].link.as_ref().unwrap().host, "evil.example");
}

#[test]
fn addresses_in_plain_text_are_found_without_the_sentence() {
    for (body, expected) in [
        ("https://a.example", "https://a.example"),
        ("See https://a.example/b.", "https://a.example/b"),
        ("(https://a.example/b)", "https://a.example/b"),
        ("https://a.example/b_(c)", "https://a.example/b_(c)"),
        ("«https://a.example/b», d", "https://a.example/b"),
        ("<https://a.example/b>", "https://a.example/b"),
        ("a\nhttps://a.example/b\nc", "https://a.example/b"),
        ("HTTPS://a.example/b!?", "HTTPS://a.example/b"),
        ("write mailto:a@b.example, please", "mailto:a@b.example"),
        ("https://a.example/\u{202e}gpj", "https://a.example/"),
        ("((https://a.example/(b)c))).", "https://a.example/(b)c"),
        ("https://a.example/[b](c)]", "https://a.example/[b](c)"),
    ] {
        let read = spans(&text::plain_blocks(body));
        let linked: Vec<_> = read
            .iter()
            .filter(|span| span.link.is_some())
            .map(|span| span.text.as_str())
            .collect();
        assert_eq!(linked, [expected], "{body}");
        assert_eq!(
            read.iter()
                .map(|span| span.text.as_str())
                .collect::<String>()
                .trim_end_matches('\u{202c}'),
            body
        );
    }
    for body in [
        "http://a.example",
        "xhttps://a.example",
        "https:",
        "https://",
        "a.example",
        "a@b.example",
        "https: //a",
        "javascript:x",
        "1:2:https:3",
    ] {
        assert!(
            spans(&text::plain_blocks(body)).iter().all(|span| span.link.is_none()),
            "{body}"
        );
    }
}

/// Ends within the time a test may take only if no work grows with the square of the input.
#[test]
fn brackets_by_the_thousand_do_no_harm() {
    let body = format!("https://a.example/{}", ")".repeat(60_000));
    let read = spans(&text::plain_blocks(&body));
    assert_eq!(read[0].text, "https://a.example/");
    assert!(
        spans(&text::plain_blocks(&"https://a(".repeat(6_000)))
            .iter()
            .all(|span| span.link.is_none())
    );
    assert!(text::plain_blocks(&"mailto:".repeat(9_000)).len() == 1);
}

#[test]
fn two_addresses_are_two_links() {
    let read = spans(&text::plain_blocks(
        "https://a.example,https://b.example https://c.example",
    ));
    let hosts: Vec<_> = read
        .iter()
        .filter_map(|span| span.link.as_ref())
        .map(|link| link.host.to_string())
        .collect();
    assert_eq!(hosts.last().map(String::as_str), Some("c.example"));
}

#[test]
fn addresses_in_formatted_text_are_found_but_not_in_code() {
    let read = spans(&html::blocks("<b>go</b> https://a.example <code>https://b.example</code>").unwrap());
    let hosts: Vec<_> = read
        .iter()
        .filter_map(|span| span.link.as_ref())
        .map(|link| link.host.to_string())
        .collect();
    assert_eq!(hosts, ["a.example"]);
}
