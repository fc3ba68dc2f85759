//! Holds the walls of the house. Each rule is a function over data, and each is shown an offence as well as the house.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod binary;
mod calls;
mod files;
mod guard;
mod lexing;
mod papers;
mod rooms;
mod screens;
mod words;

use despatch_house::{Source, Token, tokens};

/// Nothing to complain of, or all of it at once.
fn assert_none(offences: &[String]) {
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

/// Where a token stands, for a complaint.
fn place(source: &Source, token: &Token) -> String {
    format!("{}:{}: `{}`", source.path, token.line, token.text)
}

/// Whether the tokens at this place are these words, `::` and `.` included.
fn reads(code: &[Token], at: usize, words: &[&str]) -> bool {
    code.len() >= at + words.len() && code[at..].iter().zip(words).all(|(token, word)| token.text == *word)
}

/// Every place in the sources that reads like one of the phrases.
fn found(sources: &[Source], phrases: &[&str]) -> Vec<String> {
    let phrases: Vec<Vec<String>> = phrases
        .iter()
        .map(|phrase| tokens(phrase).into_iter().map(|token| token.text).collect())
        .collect();
    let mut offences = Vec::new();
    for source in sources {
        let code = tokens(&source.text);
        for at in 0..code.len() {
            for phrase in &phrases {
                let words: Vec<&str> = phrase.iter().map(String::as_str).collect();
                if reads(&code, at, &words) {
                    offences.push(format!("{} ({})", place(source, &code[at]), phrase.concat()));
                }
            }
        }
    }
    offences
}
