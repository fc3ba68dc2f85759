//! Formatted text, parsed once by the session so that drawing it is assignment only.

use std::sync::Arc;

use policy::Reason;

use crate::Person;

/// A paragraph-level piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Span>),
    /// A heading, level 1 to 6.
    Heading(u8, Vec<Span>),
    /// Quoted text.
    Quote(Vec<Block>),
    /// One item of a list: nesting depth from 0, its number where the list is ordered.
    Item {
        /// Nesting depth, 0 outermost.
        depth: u8,
        /// Its number in an ordered list.
        ordinal: Option<u32>,
        /// Its text.
        spans: Vec<Span>,
    },
    /// Preformatted text.
    Code(Arc<str>),
    /// A thematic break.
    Rule,
}

/// A run of text in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text. Bidirectional control characters are balanced within one message.
    pub text: String,
    /// Its look.
    pub style: Style,
    /// Where it leads.
    pub link: Option<Link>,
    /// Whom it calls.
    pub mention: Option<Mentioned>,
    /// Only emoji: to be set in the emoji font.
    pub emoji: bool,
}

/// How a run of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Struck through.
    pub strike: bool,
    /// Underlined.
    pub underline: bool,
    /// Monospaced.
    pub code: bool,
}

/// Words in a text that call somebody, and whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// As they stand there: mostly the name after an `@`.
    pub words: String,
    /// Whom.
    pub whom: Mentioned,
}

/// Whom a text calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mentioned {
    /// Somebody.
    Person(Person),
    /// Everybody in the room.
    Everybody,
}

impl Mentioned {
    /// What stands in a text for everybody, in every language: other programs look for it.
    pub const EVERYBODY: &str = "@room";

    /// What stands in a text for them. An id has its `@`.
    pub fn words(&self) -> String {
        match self {
            Self::Person(person) if person.name.starts_with('@') => person.name.to_string(),
            Self::Person(person) => format!("@{}", person.name),
            Self::Everybody => Self::EVERYBODY.to_owned(),
        }
    }
}

/// A link in a message: https, mailto or matrix only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address to open.
    pub url: Arc<str>,
    /// The host it really leads to, in ASCII (punycode), to be shown before opening; for mailto, the address.
    pub host: Arc<str>,
    /// What policy says of opening it.
    pub verdict: LinkVerdict,
}

/// What policy says of opening a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkVerdict {
    /// It opens at once.
    Open,
    /// The person looks at the host first.
    Ask {
        /// The host in its own letters, where ASCII doesn't show them.
        letters: Option<Arc<str>>,
        /// The approved name it can be taken for, and isn't.
        lookalike_of: Option<Arc<str>>,
    },
    /// It names a room, which is joined here and never looked at in a browser.
    Here,
    /// It isn't opened.
    Refused(Reason),
}
