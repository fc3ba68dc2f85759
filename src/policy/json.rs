//! Where things stand in a JSON text. serde_json judges the text; this only remembers places, and keys that come twice.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::Value;

/// A JSON text that has been read.
pub(crate) struct Text<'a> {
    bytes: &'a [u8],
    /// What it says.
    pub value: Value,
    /// Where it says it.
    pub root: Place,
}

/// Where a value stands, and what stands in it.
#[derive(Default)]
pub(crate) struct Place {
    /// Offset of its key, or of itself where it has none.
    at: usize,
    /// Members by key, elements by index.
    pub children: BTreeMap<String, Self>,
    /// Keys that came again.
    twice: Vec<(String, usize)>,
}

/// Line and column, counted from 1, the column in characters.
pub(crate) type Position = (u32, u32);

impl<'a> Text<'a> {
    /// Reads a text; a byte order mark is passed over. serde_json refuses more than 128 levels, so nothing below can
    /// run out of stack.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, (Position, String)> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        match serde_json::from_slice(bytes) {
            Ok(value) => {
                let root = Scan { bytes, at: 0 }.value().unwrap_or_default();
                Ok(Self { bytes, value, root })
            }
            Err(error) => {
                let before = bytes
                    .split_inclusive(|byte| *byte == b'\n')
                    .take(error.line().saturating_sub(1));
                let at = before.map(<[u8]>::len).sum::<usize>() + error.column().saturating_sub(1);
                let words = error.to_string();
                let detail = words.split(" at line ").next().unwrap_or_default();
                Err((position(bytes, at), detail.to_owned()))
            }
        }
    }

    /// Where a path leads; as far as it leads anywhere.
    pub fn position(&self, path: &[String]) -> Position {
        let mut place = &self.root;
        for step in path {
            match place.children.get(step) {
                Some(child) => place = child,
                None => break,
            }
        }
        position(self.bytes, place.at)
    }

    /// Every key that stands twice in its object, with its path.
    pub fn twice(&self) -> Vec<(Vec<String>, Position)> {
        let mut found = Vec::new();
        self.root.visit(&mut Vec::new(), &mut |path, place| {
            for (key, at) in &place.twice {
                found.push(([path, std::slice::from_ref(key)].concat(), position(self.bytes, *at)));
            }
        });
        found
    }
}

impl Place {
    /// Shows every place to `see`, with its path.
    pub fn visit(&self, path: &mut Vec<String>, see: &mut impl FnMut(&[String], &Self)) {
        see(path, self);
        for (step, child) in &self.children {
            path.push(step.clone());
            child.visit(path, see);
            path.pop();
        }
    }
}

/// RFC 6901.
pub(crate) fn pointer(path: &[String]) -> String {
    path.iter()
        .map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1")))
        .collect()
}

fn position(bytes: &[u8], at: usize) -> Position {
    let before = bytes.get(..at).unwrap_or(bytes);
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1);
    // Bytes that continue a character are not columns.
    let column = before[start..].iter().filter(|byte| **byte & 0xC0 != 0x80).count() + 1;
    (
        u32::try_from(line).unwrap_or(u32::MAX),
        u32::try_from(column).unwrap_or(u32::MAX),
    )
}

/// Walks a text that serde_json found to be well-formed. Where the two disagree it stops, and places are less exact.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn value(&mut self) -> Option<Place> {
        let mut place = Place {
            at: self.next_token()?,
            ..Place::default()
        };
        match self.bytes[self.at] {
            b'{' => self.members(&mut place, |scan, _| {
                let key = scan.string()?;
                scan.next_token()?;
                scan.at += 1; // the colon
                Some(key)
            })?,
            b'[' => self.members(&mut place, |_, index| Some(index.to_string()))?,
            b'"' => {
                self.string()?;
            }
            _ => {
                let rest = &self.bytes[self.at..];
                let ends = |byte: &u8| b",]} \t\r\n".contains(byte);
                self.at += rest.iter().position(ends).unwrap_or(rest.len());
            }
        }
        Some(place)
    }

    fn members(&mut self, place: &mut Place, key: impl Fn(&mut Self, usize) -> Option<String>) -> Option<()> {
        self.at += 1;
        for index in 0.. {
            let mut at = self.next_token()?;
            if self.bytes[at] == b',' {
                self.at += 1;
                at = self.next_token()?;
            }
            if matches!(self.bytes[at], b'}' | b']') {
                self.at += 1;
                break;
            }
            let key = key(self, index)?;
            let child = Place { at, ..self.value()? };
            match place.children.entry(key) {
                Entry::Vacant(free) => {
                    free.insert(child);
                }
                Entry::Occupied(taken) => place.twice.push((taken.key().clone(), at)),
            }
        }
        Some(())
    }

    fn string(&mut self) -> Option<String> {
        let start = self.at;
        let mut escaped = false;
        let inside = self.bytes.get(start + 1..)?.iter().position(|byte| {
            let ends = *byte == b'"' && !escaped;
            escaped = *byte == b'\\' && !escaped;
            ends
        })?;
        self.at = start + inside + 2;
        serde_json::from_slice(self.bytes.get(start..self.at)?).ok()
    }

    fn next_token(&mut self) -> Option<usize> {
        let space = self
            .bytes
            .get(self.at..)?
            .iter()
            .position(|byte| !b" \t\r\n".contains(byte))?;
        self.at += space;
        Some(self.at)
    }
}
