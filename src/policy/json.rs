//! Where things stand in a JSON text. serde_json judges the text; this only remembers places, and keys that come twice.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::Value;

/// A JSON text that has been read.
pub(crate) struct Text {
    /// What it says.
    pub value: Value,
    /// Where it says it.
    root: Place,
}

/// Where a value stands, and what stands in it.
#[derive(Default)]
struct Place {
    /// Offset of its key, or of itself where it has none.
    at: usize,
    /// Members by key, elements by index.
    children: BTreeMap<String, Self>,
    /// Keys that came again.
    twice: Vec<(String, usize)>,
}

/// Line and column, counted from 1, the column in characters.
pub(crate) type Position = (u32, u32);

impl Text {
    /// Reads a text; a byte order mark is passed over. serde_json refuses more than 128 levels, so nothing below can
    /// run out of stack.
    pub fn parse(bytes: &[u8]) -> Result<Self, (usize, String)> {
        let bytes = without_mark(bytes);
        match serde_json::from_slice(bytes) {
            Ok(value) => {
                let root = Scan { bytes, at: 0 }.value().unwrap_or_default();
                Ok(Self { value, root })
            }
            Err(error) => {
                let before = bytes
                    .split_inclusive(|byte| *byte == b'\n')
                    .take(error.line().saturating_sub(1));
                let at = before.map(<[u8]>::len).sum::<usize>() + error.column().saturating_sub(1);
                let words = error.to_string();
                let detail = words.split(" at line ").next().unwrap_or_default();
                Err((at, detail.to_owned()))
            }
        }
    }

    /// The offset of what a path leads to; as far as it leads anywhere.
    pub fn offset(&self, path: &[String]) -> usize {
        let mut place = &self.root;
        for step in path {
            match place.children.get(step) {
                Some(child) => place = child,
                None => break,
            }
        }
        place.at
    }

    /// Every key that stands twice in its object, with its path.
    pub fn twice(&self) -> Vec<(Vec<String>, usize)> {
        let mut found = Vec::new();
        self.root.twice(&mut Vec::new(), &mut found);
        found
    }
}

impl Place {
    fn twice(&self, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, usize)>) {
        for (key, at) in &self.twice {
            found.push(([path, std::slice::from_ref(key)].concat(), *at));
        }
        for (step, child) in &self.children {
            path.push(step.clone());
            child.twice(path, found);
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

/// Lines and columns of offsets, which are to rise: one walk for all of them, however long a line is.
pub(crate) fn positions(bytes: &[u8], offsets: impl Iterator<Item = usize>) -> Vec<Position> {
    let bytes = without_mark(bytes);
    let (mut at, mut line, mut column) = (0, 1, 1);
    let mut found = Vec::new();
    for offset in offsets {
        while let Some(byte) = bytes.get(at).filter(|_| at < offset) {
            match byte {
                b'\n' => (line, column) = (line + 1, 1),
                // Bytes that continue a character are not columns.
                0x80..=0xBF => {}
                _ => column += 1,
            }
            at += 1;
        }
        found.push((line, column));
    }
    found
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
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
