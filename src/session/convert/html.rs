//! Formatted bodies: the HTML that the Matrix specification lets messages carry (client-server API,
//! "m.room.message msgtypes"), read into blocks.
//!
//! The input is written by strangers. A tree of it is never built: html5ever's and ruma-html's trees are freed and
//! walked recursively, and 21,000 open tags in one message overflow a stack of 1 MiB, which no program survives.
//! Here the tokenizer feeds a machine whose every depth has a limit, and whose work is linear.

mod builder;
mod outline;
mod run;

use std::cell::{Cell, RefCell};

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use model::Block;

use builder::Builder;

/// Longer ones are not read; the plain body is shown instead.
const LONGEST: usize = 32 * 1024;
/// Bytes handed to the tokenizer at a time.
const PIECE: usize = 512;
/// Pieces that may pass without a token. The tokenizer compares each attribute of a tag with all before it: one tag
/// with 6,000 of them takes a second. A tag or comment of 2 KiB is nothing a person wrote.
const SILENCE: u32 = 4;

/// The blocks of a formatted body; none where it is too long, too tangled or has no words, and the plain body is to be
/// shown.
pub fn blocks(html: &str) -> Option<Vec<Block>> {
    if html.len() > LONGEST {
        return None;
    }
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = html;
    let mut silence = 0;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        input.push_back(StrTendril::from(piece));
        // It pauses for scripts and encodings, of which this sink reports none.
        let TokenizerResult::Done = tokenizer.feed(&input) else {
            return None;
        };
        silence = if tokenizer.sink.heard.take() { 0 } else { silence + 1 };
        if silence > SILENCE {
            return None;
        }
        rest = after;
    }
    tokenizer.end();
    let blocks = tokenizer.sink.builder.into_inner().finish();
    (!blocks.is_empty()).then_some(blocks)
}

/// Hands the tokens on, less what must not be read at all.
#[derive(Default)]
struct Sink {
    builder: RefCell<Builder>,
    /// A token came since this was last asked.
    heard: Cell<bool>,
    /// Inside an element whose content is not text.
    raw: Cell<bool>,
    /// How deep inside the old reply fallback (MSC2781 removed it; old programs still send it).
    fallback: Cell<u32>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        self.heard.set(true);
        match token {
            Token::TagToken(tag) => return self.tag(&tag),
            Token::CharacterTokens(text) if !self.raw.get() && self.fallback.get() == 0 => {
                self.builder.borrow_mut().text(&text);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Sink {
    fn tag(&self, tag: &Tag) -> TokenSinkResult<()> {
        let opening = tag.kind == TagKind::StartTag;
        let raw = raw_kind(&tag.name);
        if raw.is_some() || &*tag.name == "plaintext" {
            self.raw.set(opening);
            return match raw {
                Some(kind) if opening => TokenSinkResult::RawData(kind),
                None if opening => TokenSinkResult::Plaintext,
                _ => TokenSinkResult::Continue,
            };
        }
        if &*tag.name == "mx-reply" {
            let depth = self.fallback.get();
            self.fallback.set(if opening {
                depth.saturating_add(1)
            } else {
                depth.saturating_sub(1)
            });
        } else if self.fallback.get() == 0 {
            let mut builder = self.builder.borrow_mut();
            if opening {
                builder.open(tag)
            } else {
                builder.close(&tag.name)
            }
        }
        TokenSinkResult::Continue
    }
}

/// Elements whose content is not markup (HTML standard, "Parsing HTML fragments"), and nothing to read either.
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => Some(RawKind::Rawtext),
        "textarea" | "title" => Some(RawKind::Rcdata),
        _ => None,
    }
}
