//! The Windows registry. How administrators write a policy there:
//!
//! * below `SOFTWARE\Policies\Despatch` one subkey for each group, and in it one value for each key; capitals don't matter;
//! * yes and no, and whole numbers, are `REG_DWORD` (or `REG_QWORD`): 0 is no, 1 is yes;
//! * text is `REG_SZ`. `REG_EXPAND_SZ` counts as it stands: what it would expand to is in the person's own hands;
//! * a list is a subkey with entries named 1, 2, 3 and so on, as the list elements of ADMX write them: in the order of the
//!   numbers, of which some may be missing. A list of text may also be one `REG_MULTI_SZ`;
//! * whatever has more to it (homeservers, rules for rooms, holds) is JSON in a `REG_SZ` or `REG_MULTI_SZ`, whose lines
//!   are joined.

use serde_json::Value;
use serde_json::value::RawValue;

use super::Documents;
use super::node::{DEEPEST, Node};
use super::shape::{Kind, Shape};

const RECOMMENDED: &str = "Recommended";

// winnt.h
const SZ: u32 = 1;
const EXPAND_SZ: u32 = 2;
const DWORD: u32 = 4;
const MULTI_SZ: u32 = 7;
const QWORD: u32 = 11;

/// A key of the registry, with what is below it, as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegistryKey {
    /// Its values, by name. The unnamed one (the "default") has the empty name.
    pub values: Vec<(String, RegistryValue)>,
    /// Its subkeys, by name.
    pub keys: Vec<(String, RegistryKey)>,
}

/// A value of the registry, unread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistryValue {
    /// The number of its type: 1 is `REG_SZ`, 4 is `REG_DWORD`.
    pub kind: u32,
    /// What it holds; numbers little-endian, text in UTF-16LE, as Windows keeps it.
    pub bytes: Vec<u8>,
}

/// What a registry key says, read under the JSON Schema of a policy file. Its subkey `Recommended` is the other half.
pub fn from_registry(key: &RegistryKey, schema: &Value) -> Documents {
    let shape = Shape::whole(schema);
    let is_other_half = |name: &str| name.eq_ignore_ascii_case(RECOMMENDED);
    let (halves, groups): (Vec<_>, Vec<_>) = key.keys.iter().partition(|(name, _)| is_other_half(name));
    let recommended = halves
        .into_iter()
        .flat_map(|(_, half)| members(half, &half.keys, shape, 0));
    Documents {
        managed: Node::document(members(key, groups, shape, 0)),
        recommended: Node::document(recommended.collect()),
    }
}

fn members<'k>(
    key: &RegistryKey,
    keys: impl IntoIterator<Item = &'k (String, RegistryKey)>,
    shape: Shape<'_>,
    depth: u8,
) -> Vec<(String, Node)> {
    let values = key.values.iter().map(|(name, found)| {
        let (name, shape) = shape.member(name, false);
        (name.to_owned(), value(found, shape))
    });
    let keys = keys.into_iter().map(|(name, below)| {
        let (name, shape) = shape.member(name, false);
        (name.to_owned(), subkey(below, shape, depth + 1))
    });
    values.chain(keys).collect()
}

fn subkey(key: &RegistryKey, shape: Shape<'_>, depth: u8) -> Node {
    if depth == DEEPEST {
        return Node::unfit(shape, "a registry key below too many others".to_owned());
    }
    let list = (shape.allows(Kind::List) && !shape.allows(Kind::Object)).then(|| elements(key, shape, depth));
    // An entry without a number makes an object of the list, and policy refuses it: it must not be passed over.
    match list.flatten() {
        Some(elements) => Node::List(elements),
        None => Node::Object(members(key, &key.keys, shape, depth)),
    }
}

/// The entries in the order of their numbers; none when one of them has no number for a name.
fn elements(key: &RegistryKey, shape: Shape<'_>, depth: u8) -> Option<Vec<Node>> {
    let shape = shape.element();
    let values = key
        .values
        .iter()
        .map(|(name, found)| Some((number(name)?, value(found, shape))));
    let keys = key
        .keys
        .iter()
        .map(|(name, below)| Some((number(name)?, subkey(below, shape, depth + 1))));
    let mut entries = values.chain(keys).collect::<Option<Vec<_>>>()?;
    entries.sort_by_key(|(number, _)| *number);
    Some(entries.into_iter().map(|(_, entry)| entry).collect())
}

fn number(name: &str) -> Option<u32> {
    // `parse` alone would take a plus sign.
    name.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| name.parse().ok())?
}

fn value(found: &RegistryValue, shape: Shape<'_>) -> Node {
    let RegistryValue { kind, bytes } = found;
    let read = match *kind {
        DWORD => <[u8; 4]>::try_from(bytes.as_slice())
            .ok()
            .map(|bytes| whole(u32::from_le_bytes(bytes).into(), shape)),
        QWORD => <[u8; 8]>::try_from(bytes.as_slice())
            .ok()
            .map(|bytes| whole(u64::from_le_bytes(bytes), shape)),
        SZ | EXPAND_SZ => utf16(bytes).map(|text| written(text, shape)),
        MULTI_SZ => utf16(bytes).map(|text| lines(&text, shape)),
        _ => None,
    };
    read.unwrap_or_else(|| {
        let why = format!("not usable: a registry value of type {kind} and {} bytes", bytes.len());
        Node::unfit(shape, why)
    })
}

fn whole(number: u64, shape: Shape<'_>) -> Node {
    let yes_or_no = shape.allows(Kind::Boolean) && !shape.allows(Kind::Number);
    match number {
        0 | 1 if yes_or_no => Node::Boolean(number == 1),
        _ => Node::Whole(number),
    }
}

fn written(text: String, shape: Shape<'_>) -> Node {
    let more = shape.allows(Kind::List) || shape.allows(Kind::Object);
    if more && !shape.allows(Kind::Text) {
        json(text, shape)
    } else {
        Node::Text(text)
    }
}

fn lines(text: &str, shape: Shape<'_>) -> Node {
    let lines = text.split_terminator('\0');
    if shape.allows(Kind::Text) {
        Node::Text(lines.collect::<Vec<_>>().join("\n"))
    } else if (shape.allows(Kind::List) && !shape.element().allows(Kind::Text)) || shape.allows(Kind::Object) {
        json(lines.collect::<Vec<_>>().join("\n"), shape)
    } else {
        Node::List(lines.map(|line| Node::Text(line.to_owned())).collect())
    }
}

fn json(text: String, shape: Shape<'_>) -> Node {
    match RawValue::from_string(text) {
        Ok(json) => Node::Json(json),
        Err(error) => Node::unfit(shape, format!("not JSON: {error}")),
    }
}

/// Text without the zeros that end it; none where it is not UTF-16.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (units, odd) = bytes.as_chunks::<2>();
    if !odd.is_empty() {
        return None;
    }
    let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    let length = units.iter().rposition(|unit| *unit != 0).map_or(0, |last| last + 1);
    String::from_utf16(&units[..length]).ok()
}
