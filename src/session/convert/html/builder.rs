//! Tags and text of a formatted body in order. Words are [`Run`]'s concern, blocks [`Outline`]'s.

use html5ever::LocalName;
use html5ever::tokenizer::Tag;

use super::outline::Outline;
use super::run::{Look, Run, Script};
use crate::convert::link::{self, Target};
use crate::convert::text;

/// Elements that may be open at once; those opened beyond it have no effect (the depth that the specification advises).
const DEPTH: usize = 100;

/// Reads tags and text in order.
#[derive(Default)]
pub(super) struct Builder {
    open: Vec<Open>,
    /// Elements opened beyond the limit and not closed yet.
    beyond: usize,
    look: Look,
    run: Run,
    outline: Outline,
    /// Inside preformatted text, which is kept as it is.
    code: Option<String>,
}

/// An element that something depends on until it is closed.
struct Open {
    name: LocalName,
    kind: Kind,
    /// How text looked before it.
    before: Look,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Inline,
    Heading,
    List,
    Quote,
}

impl Builder {
    /// A run of characters.
    pub(super) fn text(&mut self, text: &str) {
        let mut clean = String::with_capacity(text.len());
        text::clean(text, &mut clean);
        match &mut self.code {
            Some(code) => code.push_str(&clean),
            None => self.run.push(&clean, &self.look),
        }
    }

    /// A start tag.
    pub(super) fn open(&mut self, tag: &Tag) {
        if let Some(code) = &mut self.code {
            if &*tag.name == "br" {
                code.push('\n');
            }
            return;
        }
        match &*tag.name {
            "br" => self.run.newline(&self.look),
            "img" => {
                let words = attribute(tag, "alt")
                    .or_else(|| attribute(tag, "title"))
                    .unwrap_or_default();
                self.text(words);
            }
            "hr" => {
                self.flush();
                self.outline.rule();
            }
            "pre" => {
                self.flush();
                self.code = Some(String::new());
            }
            "td" | "th" => self.run.separate(&self.look),
            "li" => self.item(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = tag.name.as_bytes()[1] - b'0';
                self.end(Kind::Heading, None);
                self.flush();
                if self.push(&tag.name, Kind::Heading) {
                    self.outline.begin_heading(level);
                }
            }
            "blockquote" => {
                self.flush();
                if self.push(&tag.name, Kind::Quote) {
                    self.outline.begin_quote();
                }
            }
            "ul" | "ol" => {
                self.flush();
                let first = attribute(tag, "start")
                    .and_then(|start| start.trim().parse().ok())
                    .unwrap_or(1);
                if self.push(&tag.name, Kind::List) {
                    self.outline.begin_list((&*tag.name == "ol").then_some(first));
                }
            }
            name if is_inline(name) => self.begin_inline(tag),
            name if is_break(name) => self.flush(),
            _ => {}
        }
    }

    /// An end tag.
    pub(super) fn close(&mut self, name: &LocalName) {
        if self.code.is_some() {
            if &**name == "pre" {
                self.end_code();
            }
            return;
        }
        match &**name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.end(Kind::Heading, Some(name)),
            "blockquote" => self.end(Kind::Quote, Some(name)),
            "ul" | "ol" => self.end(Kind::List, Some(name)),
            "li" => {
                self.flush();
                self.outline.end_item();
            }
            name_str if is_inline(name_str) => self.end(Kind::Inline, Some(name)),
            name if is_break(name) => self.flush(),
            _ => {}
        }
    }

    /// What was read.
    pub(super) fn finish(mut self) -> Vec<model::Block> {
        self.end_code();
        self.flush();
        while self.pop() {}
        self.outline.finish()
    }

    /// Notes an element as open; false where too many are.
    fn push(&mut self, name: &LocalName, kind: Kind) -> bool {
        if self.open.len() >= DEPTH {
            self.beyond += 1;
            return false;
        }
        self.open.push(Open {
            name: name.clone(),
            kind,
            before: self.look.clone(),
        });
        true
    }

    /// Closes the nearest open element of this kind and name, with all inside it. What is inline never reaches beyond
    /// its block, and no block beyond its quote.
    fn end(&mut self, kind: Kind, name: Option<&LocalName>) {
        if name.is_some() && self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let found = self
            .open
            .iter()
            .rposition(|open| open.kind == kind && name.is_none_or(|name| open.name == *name));
        let Some(at) = found else { return };
        let stopped = self.open[at + 1..].iter().any(|open| match kind {
            Kind::Inline => open.kind != Kind::Inline,
            Kind::Heading | Kind::List => open.kind == Kind::Quote,
            Kind::Quote => false,
        });
        while !stopped && self.open.len() > at && self.pop() {}
    }

    /// Closes the innermost open element.
    fn pop(&mut self) -> bool {
        let Some(open) = self.open.pop() else { return false };
        match open.kind {
            Kind::Inline => {}
            Kind::Heading => {
                self.flush();
                self.outline.end_heading();
            }
            Kind::List => {
                self.flush();
                self.outline.end_list();
            }
            Kind::Quote => {
                self.flush();
                self.outline.end_quote();
            }
        }
        self.look = open.before;
        true
    }

    /// A list item begins; it ends the one before it.
    fn item(&mut self) {
        self.flush();
        let block = self
            .open
            .iter()
            .rposition(|open| matches!(open.kind, Kind::List | Kind::Quote));
        match block {
            Some(at) if self.open[at].kind == Kind::List => while self.open.len() > at + 1 && self.pop() {},
            _ => {}
        }
        self.outline.begin_item();
    }

    fn flush(&mut self) {
        let spans = self.run.take();
        if !spans.is_empty() {
            self.outline.spans(text::dress(spans));
        }
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        // Not part of it: the line break that follows the tag (HTML standard, "The pre element"), and the last one.
        let code = code.strip_prefix('\n').unwrap_or(&code);
        let code = code.strip_suffix('\n').unwrap_or(code);
        if !code.trim().is_empty() {
            self.outline.code(&text::dress_code(code));
        }
    }

    fn begin_inline(&mut self, tag: &Tag) {
        if !self.push(&tag.name, Kind::Inline) {
            return;
        }
        let Look {
            style,
            link,
            mention,
            script,
        } = &mut self.look;
        match &*tag.name {
            "b" | "strong" => style.bold = true,
            "i" | "em" => style.italic = true,
            "u" => style.underline = true,
            "s" | "del" | "strike" => style.strike = true,
            "code" => style.code = true,
            "sup" => *script = Script::Super,
            "sub" => *script = Script::Sub,
            "a" => {
                *link = None;
                *mention = None;
                match attribute(tag, "href").and_then(link::target) {
                    Some(Target::Place(place)) => *link = Some(place),
                    Some(Target::Person(id)) => *mention = Some(text::unnamed(id)),
                    None => {}
                }
            }
            _ => {}
        }
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| &*attribute.value)
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "code" | "del" | "em" | "font" | "i" | "s" | "span" | "strike" | "strong" | "sub" | "sup" | "u"
    )
}

fn is_break(name: &str) -> bool {
    matches!(
        name,
        "caption" | "details" | "div" | "p" | "summary" | "table" | "tbody" | "tfoot" | "thead" | "tr"
    )
}
