//! What a screen keeps to: controls from kit, colours from its themes, words from i18n.

use despatch_house::{Source, Token, files, tokens};

use crate::{assert_none, found, place, reads};

/// Widgets of iced that a person acts on, or that say nothing to a screen reader. kit has one for each.
const NOT_ON_SCREENS: &[&str] = &[
    "button",
    "checkbox",
    "combo_box",
    "markdown",
    "mouse_area",
    "pick_list",
    "radio",
    "rich_text",
    "slider",
    "svg",
    "text_editor",
    "text_input",
    "toggler",
    "tooltip",
    "vertical_slider",
];

/// How a colour is made. Only a theme may: contrast is computed there, for every pair that may meet.
const COLOURS: &[&str] = &[
    "Color::from_rgb",
    "Color::from_rgb8",
    "Color::from_rgba",
    "Color::from_rgba8",
    "Color::from_packed_rgba8",
    "Color::BLACK",
    "Color::WHITE",
    "Color {",
    "color!(",
];

/// Where sentences are not for people: the build script's, the test's eye, and typefaces by their names.
const NOT_SPOKEN: &[&str] = &["src/kit/font.rs", "src/kit/oracle.rs", "src/ui/words/parity.rs"];

fn sources(folder: &str) -> Vec<Source> {
    let mut found = files(folder, &[".rs"]);
    found.retain(|source| !source.path.contains("/examples/") && !source.path.ends_with("build.rs"));
    assert!(found.len() > 10, "the sources were read");
    found
}

/// Names taken from `iced::widget`, by `use` or by path.
fn stock_controls(source: &Source) -> Vec<String> {
    let code = tokens(&source.text);
    let mut offences = Vec::new();
    for at in 0..code.len() {
        if !reads(&code, at, &["widget", "::"]) {
            continue;
        }
        // A braced list ends with its statement; a path with the next sign that is neither a name nor `::`.
        let listed = code.get(at + 2).is_some_and(|token| token.text == "{");
        let end = |token: &&Token| {
            if listed {
                token.text != ";"
            } else {
                token.text == "::" || token.text.chars().all(|c| c.is_alphanumeric() || c == '_')
            }
        };
        let names = code[at + 2..].iter().take_while(end);
        let stock = names.filter(|token| NOT_ON_SCREENS.contains(&token.text.as_str()));
        offences.extend(stock.map(|token| format!("{}: kit has one that everybody can use", place(source, token))));
    }
    offences
}

/// Strings that read like a sentence, outside errors and the log.
fn sentences(source: &Source) -> Vec<String> {
    let code = tokens(&source.text);
    let mut offences = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let aside =
            reads(&code, at, &["#", "["]) || reads(&code, at, &["tracing", "::"]) || reads(&code, at, &["assert"]);
        if aside {
            at = after_brackets(&code, at);
            continue;
        }
        if is_sentence(&code[at].text) {
            offences.push(format!("{}: words are in i18n/", place(source, &code[at])));
        }
        at += 1;
    }
    offences
}

/// Behind the bracket that closes the first one opened from here.
fn after_brackets(code: &[Token], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while at < code.len() {
        match code[at].text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    at
}

fn is_sentence(text: &str) -> bool {
    let word = |word: &&str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    text.starts_with('"') && text.trim_matches('"').split(' ').filter(word).count() > 1
}

#[test]
fn controls_come_from_kit() {
    assert_none(&sources("src/ui").iter().flat_map(stock_controls).collect::<Vec<_>>());
}

#[test]
fn colours_come_from_themes() {
    let mut sources: Vec<_> = sources("src/ui").into_iter().chain(sources("src/kit")).collect();
    sources.retain(|source| !source.path.starts_with("src/kit/theme"));
    assert_none(&found(&sources, COLOURS));
}

#[test]
fn words_come_from_i18n() {
    let mut sources: Vec<_> = sources("src/ui").into_iter().chain(sources("src/kit")).collect();
    sources.retain(|source| !NOT_SPOKEN.contains(&source.path.as_str()));
    assert_none(&sources.iter().flat_map(sentences).collect::<Vec<_>>());
}

#[test]
fn an_offence_is_seen() {
    let control = |text: &str| stock_controls(&Source::made_up("src/ui/screen/x.rs", text)).len();
    assert_eq!(control("use iced::widget::{column, button, row};"), 1);
    assert_eq!(control("use iced::widget::text_input;"), 1);
    assert_eq!(control("iced::widget::button(\"x\")"), 1);
    assert_eq!(control("use iced::widget::{Space, column}; kit::button(x)"), 0);

    let words = |text: &str| sentences(&Source::made_up("src/ui/screen/x.rs", text)).len();
    assert_eq!(words("text(\"Sign in\")"), 1);
    assert_eq!(
        words("#[error(\"no window could be opened: {0}\")] Window; text(\"Try again now\")"),
        1
    );
    assert_eq!(
        words("tracing::warn!(code, \"no room list\"); words.say(\"sign-in-title\"); // Sign in"),
        0
    );

    let colour = |text: &str| found(&[Source::made_up("src/ui/screen/x.rs", text)], COLOURS).len();
    assert_eq!(colour("let red = Color::from_rgb(1.0, 0.0, 0.0);"), 1);
    assert_eq!(colour("let red = Color::BLACK;"), 1);
}
