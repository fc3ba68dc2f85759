//! Names that call somebody: in what came, and in what is typed.

use matrix_sdk::ruma::UserId;
use model::{Mention, Mentioned, Span};

use super::{Lens, emoji};

/// Puts the name that somebody has in this room in the place of the words that call them: those are the writer's, and may
/// say that somebody else is called. True where anybody is called.
pub(super) fn name(spans: &mut Vec<Span>, all: bool, lens: &Lens<'_>) -> bool {
    let mut named: Vec<Span> = Vec::with_capacity(spans.len());
    let mut called = false;
    // Whom the words before called: a name in several looks is one name.
    let mut before = None;
    for mut span in std::mem::take(spans) {
        let Some(Mentioned::Person(person)) = &span.mention else {
            before = None;
            match all && span.link.is_none() && !span.style.code {
                true => called |= everybody(span, &mut named),
                false => named.push(span),
            }
            continue;
        };
        called = true;
        let id = person.id.clone();
        if before.replace(id.clone()).as_ref() == Some(&id) {
            continue;
        }
        let Ok(user) = UserId::parse(id.as_str()) else {
            continue;
        };
        let whom = Mentioned::Person(lens.someone(&user));
        span.text = whom.words();
        span.mention = Some(whom);
        span.emoji = false;
        emoji::split(span, &mut named);
    }
    *spans = named;
    called
}

/// Cuts out the words for everybody.
fn everybody(span: Span, out: &mut Vec<Span>) -> bool {
    let words = Mentioned::EVERYBODY;
    let Some(at) = find(&span.text, words, 0) else {
        out.push(span);
        return false;
    };
    let (before, rest) = span.text.split_at(at);
    let after = &rest[words.len()..];
    let part = |text: &str, mention| Span {
        text: text.to_owned(),
        mention,
        ..span.clone()
    };
    let parts = [(before, None), (words, Some(Mentioned::Everybody)), (after, None)];
    let parts = parts.into_iter().filter(|(text, _)| !text.is_empty());
    out.extend(parts.map(|(text, mention)| part(text, mention)));
    true
}

/// A typed text in which each call is a mark, and whom the marks stand for.
pub(super) struct Marked<'a> {
    pub(super) text: String,
    pub(super) calls: Vec<&'a Mention>,
}

/// What stands around the number of a call. No keyboard types them, and no text may hold them (Unicode, "Noncharacters").
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// Marks where a typed text calls somebody. Markdown then can't take a name apart.
pub(super) fn mark<'a>(typed: &str, mentions: &'a [Mention]) -> Marked<'a> {
    let typed = typed.replace([OPEN, CLOSE], "");
    let mut longest: Vec<&Mention> = mentions.iter().filter(|call| !call.words.is_empty()).collect();
    longest.sort_by_key(|call| std::cmp::Reverse(call.words.len()));
    let (mut text, mut calls, mut from) = (String::with_capacity(typed.len()), Vec::new(), 0);
    loop {
        let found = longest
            .iter()
            .filter_map(|call| Some((find(&typed, &call.words, from)?, *call)))
            // Of those that begin at the same place, the longest.
            .min_by_key(|(at, _)| *at);
        let Some((at, call)) = found else { break };
        text.push_str(&typed[from..at]);
        text.push_str(&format!("{OPEN}{}{CLOSE}", calls.len()));
        calls.push(call);
        from = at + call.words.len();
    }
    text.push_str(&typed[from..]);
    Marked { text, calls }
}

/// A piece of a marked text.
pub(super) enum Piece<'t, 'a> {
    Words(&'t str),
    Call(&'a Mention),
}

impl<'a> Marked<'a> {
    /// A part of the text in pieces.
    pub(super) fn pieces<'t>(&self, mut text: &'t str) -> Vec<Piece<'t, 'a>> {
        let mut pieces = Vec::new();
        while let Some((before, rest)) = text.split_once(OPEN) {
            let Some((number, after)) = rest.split_once(CLOSE) else {
                break;
            };
            if !before.is_empty() {
                pieces.push(Piece::Words(before));
            }
            let call = number.parse().ok().and_then(|number: usize| self.calls.get(number));
            pieces.extend(call.copied().map(Piece::Call));
            text = after;
        }
        if !text.is_empty() {
            pieces.push(Piece::Words(text));
        }
        pieces
    }

    /// A part of the text as it was typed.
    pub(super) fn typed(&self, text: &str) -> String {
        self.said(text, |call| &call.words)
    }

    /// A part of the text as it is sent: with the names alone.
    pub(super) fn named(&self, text: &str) -> String {
        self.said(text, sent)
    }

    fn said(&self, text: &str, call: impl Fn(&'a Mention) -> &'a str) -> String {
        let mut said = String::with_capacity(text.len());
        for piece in self.pieces(text) {
            said.push_str(match piece {
                Piece::Words(words) => words,
                Piece::Call(mention) => call(mention),
            });
        }
        said
    }
}

/// What stands in a message for somebody: their name (client-server API, "User and room mentions").
pub(super) fn sent(call: &Mention) -> &str {
    match &call.whom {
        Mentioned::Person(person) if call.words != person.id.as_str() => {
            call.words.strip_prefix('@').unwrap_or(&call.words)
        }
        Mentioned::Person(_) | Mentioned::Everybody => &call.words,
    }
}

/// Where these words stand by themselves, from here on.
fn find(text: &str, words: &str, from: usize) -> Option<usize> {
    let alone = |at: &usize| {
        let part_of_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !part_of_word(text[..*at].chars().next_back()) && !part_of_word(text[at + words.len()..].chars().next())
    };
    let mut found = text[from..].match_indices(words).map(|(at, _)| from + at);
    found.find(alone)
}
