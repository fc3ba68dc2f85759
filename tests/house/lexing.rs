//! The eyes of the other tests see what they should.

use despatch_house::tokens;

fn words(source: &str) -> Vec<String> {
    tokens(source).into_iter().map(|token| token.text).collect()
}

#[test]
fn comments_are_gone_and_strings_are_whole() {
    let source = "// Client\n/* a /* Room */ b */ let x = \"Client // no \\\" Room\"; //! Timeline";
    assert_eq!(words(source), ["let", "x", "=", "\"Client // no \\\" Room\"", ";"]);
    assert_eq!(
        words(r##"r#"a "b" // c"# b"x\"" br"y\" c"z""##),
        [r##"r#"a "b" // c"#"##, r#"b"x\"""#, r#"br"y\""#, "c\"z\""]
    );
}

#[test]
fn quotes_are_characters_or_lifetimes() {
    assert_eq!(
        words("f('\"', '\\'', '/')"),
        ["f", "(", "'\"'", ",", "'\\''", ",", "'/'", ")"]
    );
    assert_eq!(words("&'a str"), ["&", "'", "a", "str"]);
    assert_eq!(
        words("r#type radio b c::d"),
        ["r", "#", "type", "radio", "b", "c", "::", "d"]
    );
}

#[test]
fn lines_are_counted_through_everything() {
    let lines: Vec<_> = tokens("a\n/*\n*/ b \"\n\n\" c")
        .into_iter()
        .map(|token| token.line)
        .collect();
    assert_eq!(lines, [1, 3, 3, 5]);
}

#[test]
fn what_does_not_end_ends_with_the_file() {
    for source in ["\"", "/*", "'", "'\\", "r#\"", "b\"", "r", "é", "'é"] {
        assert!(tokens(source).len() <= 2, "{source}");
    }
}
