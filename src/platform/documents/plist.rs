//! A property list of macOS, binary or XML. Its kinds are JSON's but for two: a date becomes text (a day, when it names
//! no time), and data is nothing a policy can want.

use std::io::Cursor;
use std::time::SystemTime;

use jiff::Timestamp;
use plist::stream::{Event, OwnedEvent, Reader};
use serde_json::Value;

use super::Documents;
use super::node::{DEEPEST, Node};
use super::shape::Shape;

/// The most values that are read. A binary list may name one array a thousand times, and that one another as often.
const MOST: usize = 100_000;

/// Why a file says nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PlistError {
    /// It is no property list.
    #[error("not a property list: {0}")]
    Malformed(#[from] plist::Error),
    /// It is a property list that stops short, or whose keys have no values.
    #[error("not a whole property list")]
    Torn,
    /// It has something other than keys at its top.
    #[error("a property list without keys")]
    NoKeys,
    /// It is deeper or holds more than any policy.
    #[error("a property list that is too large")]
    TooLarge,
}

/// What a property list says, read under the JSON Schema of a policy file. The person cannot change the keys that
/// `is_forced` (asked for those at the top, as macOS knows no others); the rest is the other half.
pub fn from_plist(bytes: &[u8], schema: &Value, is_forced: impl Fn(&str) -> bool) -> Result<Documents, PlistError> {
    let mut events = Events {
        reader: Reader::new(Cursor::new(bytes)),
        left: MOST,
    };
    if !matches!(events.next()?, Event::StartDictionary(_)) {
        return Err(PlistError::NoKeys);
    }
    let members = events.members(Shape::whole(schema), 0)?;
    if events.reader.next().is_some() {
        return Err(PlistError::Torn);
    }
    let (forced, free): (Vec<_>, Vec<_>) = members.into_iter().partition(|(name, _)| is_forced(name));
    Ok(Documents {
        managed: Node::document(forced),
        recommended: Node::document(free),
    })
}

/// A property list as it is read, by pieces: the crate's own values are as deep and as many as the file wants, and its
/// dates panic when they are written.
struct Events<'b> {
    reader: Reader<Cursor<&'b [u8]>>,
    left: usize,
}

impl Events<'_> {
    fn next(&mut self) -> Result<OwnedEvent, PlistError> {
        self.left = self.left.checked_sub(1).ok_or(PlistError::TooLarge)?;
        Ok(self.reader.next().ok_or(PlistError::Torn)??)
    }

    fn members(&mut self, shape: Shape<'_>, depth: u8) -> Result<Vec<(String, Node)>, PlistError> {
        let mut members = Vec::new();
        loop {
            match self.next()? {
                Event::EndCollection => return Ok(members),
                Event::String(name) => {
                    let name = name.into_owned();
                    let (_, shape) = shape.member(&name, true);
                    let event = self.next()?;
                    members.push((name, self.node(event, shape, depth + 1)?));
                }
                _ => return Err(PlistError::Torn),
            }
        }
    }

    fn elements(&mut self, shape: Shape<'_>, depth: u8) -> Result<Vec<Node>, PlistError> {
        let mut elements = Vec::new();
        loop {
            match self.next()? {
                Event::EndCollection => return Ok(elements),
                event => elements.push(self.node(event, shape, depth + 1)?),
            }
        }
    }

    fn node(&mut self, event: OwnedEvent, shape: Shape<'_>, depth: u8) -> Result<Node, PlistError> {
        if depth == DEEPEST {
            return Err(PlistError::TooLarge);
        }
        Ok(match event {
            Event::StartDictionary(_) => Node::Object(self.members(shape, depth)?),
            Event::StartArray(_) => Node::List(self.elements(shape.element(), depth)?),
            Event::EndCollection => return Err(PlistError::Torn),
            Event::Boolean(value) => Node::Boolean(value),
            Event::String(text) => Node::Text(text.into_owned()),
            Event::Integer(number) => match (number.as_unsigned(), number.as_signed()) {
                (Some(number), _) => Node::Whole(number),
                (None, Some(number)) => Node::Negative(number),
                (None, None) => Node::unfit(shape, "not usable: a number that is too large".to_owned()),
            },
            // JSON has no word for the others, and null would count as nothing said.
            Event::Real(number) if number.is_finite() => Node::Real(number),
            Event::Date(date) => match Timestamp::try_from(SystemTime::from(date)) {
                Ok(time) => {
                    let text = time.to_string();
                    Node::Text(text.strip_suffix("T00:00:00Z").unwrap_or(&text).to_owned())
                }
                Err(_) => Node::unfit(shape, "not usable: a date out of all time".to_owned()),
            },
            Event::Data(data) => Node::unfit(shape, format!("not usable: {} bytes of data", data.len())),
            _ => Node::unfit(shape, "not usable: a value without a meaning here".to_owned()),
        })
    }
}
