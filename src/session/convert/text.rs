//! Bodies as text: plain ones to blocks, blocks to plain words, and what both kinds of body have in common.

use std::fmt::Write as _;
use std::sync::Arc;

use model::{Block, Mentioned, Person, Span};

use super::bidi::Balance;
use super::emoji;
use super::link::{self, Target};
use super::{Lens, mention};

/// A plain body as blocks: one paragraph that keeps its line breaks; nothing where there are no words.
pub fn plain_blocks(body: &str) -> Vec<Block> {
    let mut text = String::new();
    clean(body, &mut text);
    let text = text.trim_matches('\n').trim_end();
    if text.trim().is_empty() {
        return Vec::new();
    }
    vec![Block::Paragraph(dress(vec![Span {
        text: text.to_owned(),
        ..Span::default()
    }]))]
}

/// What is read out, copied and searched: the words of all blocks.
pub fn plain(blocks: &[Block]) -> Arc<str> {
    let mut out = String::new();
    write_blocks(blocks, &mut out);
    out.into()
}

/// Has every link judged, and everybody called by the name they have in this room. `all` where the text calls everybody.
/// True where it calls anybody: its words are others now.
pub(super) fn judge(blocks: &mut [Block], all: bool, lens: &Lens<'_>) -> bool {
    let mut called = false;
    for block in blocks {
        match block {
            Block::Paragraph(spans) | Block::Heading(_, spans) | Block::Item { spans, .. } => {
                for link in spans.iter_mut().filter_map(|span| span.link.as_mut()) {
                    link.verdict = (lens.link)(&link.url);
                }
                called |= mention::name(spans, all, lens);
            }
            Block::Quote(inner) => called |= judge(inner, all, lens),
            Block::Code(_) | Block::Rule => {}
        }
    }
    called
}

/// Somebody of whom only the id is known so far.
pub(super) fn unnamed(id: model::UserId) -> Mentioned {
    Mentioned::Person(Person {
        name: id.as_str().into(),
        id,
        department: None,
    })
}

/// Copies a text without control characters other than line breaks and tabs; all ways to break a line become one.
pub(super) fn clean(text: &str, out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            // A byte order mark inside of a text shows nothing and breaks searching.
            '\u{feff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

/// Preformatted text: as [`dress`], without links and emoji.
pub(super) fn dress_code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut balance = Balance::default();
    balance.copy(text, &mut out);
    balance.close(&mut out);
    out
}

/// The last step for the spans of a block: addresses become links, bidirectional controls are balanced, emoji are
/// put in spans of their own.
pub(super) fn dress(spans: Vec<Span>) -> Vec<Span> {
    let mut linked = Vec::with_capacity(spans.len());
    for span in spans {
        if span.link.is_some() || span.style.code || span.mention.is_some() {
            linked.push(span);
        } else {
            linkify(span, &mut linked);
        }
    }
    let mut dressed = Vec::with_capacity(linked.len());
    for span in balance(linked) {
        emoji::split(span, &mut dressed);
    }
    dressed
}

/// Balances over the spans of a block; a link or a name is an island, so that nothing outside can reorder how it reads.
fn balance(spans: Vec<Span>) -> Vec<Span> {
    let mut balance = Balance::default();
    let mut done: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        if let Some(last) = done.last_mut()
            && (last.link != span.link || last.mention != span.mention)
        {
            balance.close(&mut last.text);
        }
        let mut text = String::with_capacity(span.text.len());
        balance.copy(&span.text, &mut text);
        if !text.is_empty() {
            done.push(Span { text, ..span });
        }
    }
    if let Some(last) = done.last_mut() {
        balance.close(&mut last.text);
    }
    done
}

/// Finds `https://` and `mailto:` addresses. Nothing else is guessed: a wrong guess sends people to strangers.
fn linkify(span: Span, out: &mut Vec<Span>) {
    let text = span.text.as_str();
    let mut written = 0;
    let mut from = 0;
    while let Some((at, after_scheme)) = next_address(text, from) {
        let candidate = address_at(text, at);
        let end = at + candidate.len();
        from = end.max(after_scheme);
        let Some(target) = link::target(candidate) else {
            continue;
        };
        if written < at {
            out.push(Span {
                text: text[written..at].to_owned(),
                ..span.clone()
            });
        }
        let (link, mention) = match target {
            Target::Place(link) => (Some(link), None),
            Target::Person(id) => (None, Some(unnamed(id))),
        };
        out.push(Span {
            text: candidate.to_owned(),
            style: span.style,
            link,
            mention,
            emoji: false,
        });
        written = end;
    }
    if written == 0 {
        out.push(span);
    } else if written < text.len() {
        out.push(Span {
            text: text[written..].to_owned(),
            ..span.clone()
        });
    }
}

/// Where the next address may begin, and where its scheme ends: at a scheme that does not continue a word.
fn next_address(text: &str, mut from: usize) -> Option<(usize, usize)> {
    loop {
        let rest = &text[from..];
        let colon = rest.find(':')?;
        let after = from + colon + 1;
        let scheme = ["https", "mailto"].into_iter().find(|scheme| {
            let start = (from + colon).checked_sub(scheme.len());
            let parts = start.and_then(|start| text[..from + colon].split_at_checked(start));
            parts.is_some_and(|(before, here)| {
                here.eq_ignore_ascii_case(scheme) && !before.ends_with(|c: char| c.is_alphanumeric())
            })
        });
        if let Some(scheme) = scheme
            && (scheme == "mailto" || text[after..].starts_with("//"))
        {
            return Some((from + colon - scheme.len(), after));
        }
        from = after;
    }
}

/// The address that begins here, without the punctuation of the sentence around it.
fn address_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let stop = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '`' | '|' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut address = &rest[..rest.find(stop).unwrap_or(rest.len())];
    // Counted once: thousands of brackets must not cost their square.
    let count = |bracket: char| address.matches(bracket).count();
    let mut spare =
        [(')', '('), (']', '['), ('}', '{')].map(|(close, open)| (close, count(close).saturating_sub(count(open))));
    while let Some(last) = address.chars().next_back() {
        let punctuation = matches!(
            last,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '…' | '’' | '”' | '»'
        );
        let unopened = spare.iter_mut().find(|(close, left)| *close == last && *left > 0);
        match unopened {
            Some((_, left)) => *left -= 1,
            None if punctuation => {}
            None => break,
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address
}

/// Quotes nest at most as deep as `html::QUOTES`, so this recursion is bounded.
fn write_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Paragraph(spans) | Block::Heading(_, spans) => write_spans(spans, out),
            Block::Quote(inner) => {
                let mut text = String::new();
                write_blocks(inner, &mut text);
                let lines: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
                out.push_str(&lines.join("\n"));
            }
            Block::Item { depth, ordinal, spans } => {
                out.push_str(&"  ".repeat(usize::from(*depth)));
                match ordinal {
                    // Writing to a String cannot fail.
                    Some(number) => drop(write!(out, "{number}. ")),
                    None => out.push_str("• "),
                }
                write_spans(spans, out);
            }
            Block::Code(code) => out.push_str(code),
            Block::Rule => out.push_str("———"),
        }
    }
}

fn write_spans(spans: &[Span], out: &mut String) {
    spans.iter().for_each(|span| out.push_str(&span.text));
}
