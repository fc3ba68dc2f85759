//! Registry files as `reg export` writes them, read as Windows reads them back, to feed the conversion on a machine without
//! a registry. They were written by hand in that format: no Windows was at hand.

use platform::documents::{RegistryKey, RegistryValue};

/// The key at this path in a file of the registry, with all below it.
pub fn key(export: &[u8], path: &str) -> RegistryKey {
    let mut root = RegistryKey::default();
    let mut at: Option<Vec<&str>> = None;
    let text = text(export);
    let joined = text.replace("\\\r\n  ", "");
    let mut lines = joined.lines();
    assert_eq!(lines.next(), Some("Windows Registry Editor Version 5.00"));
    for line in lines.filter(|line| !line.is_empty()) {
        if let Some(named) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            let below = named.strip_prefix(path).map(|rest| rest.trim_start_matches('\\'));
            at = below.map(|rest| rest.split('\\').filter(|step| !step.is_empty()).collect());
            descend(&mut root, at.as_deref().unwrap_or_default());
        } else if let Some(steps) = &at {
            let (name, rest) = named(line);
            let (kind, bytes) = value(rest.strip_prefix('=').unwrap());
            descend(&mut root, steps)
                .values
                .push((name, RegistryValue { kind, bytes }));
        }
    }
    root
}

/// Text as a registry value holds it.
pub fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect()
}

fn text(export: &[u8]) -> String {
    match export.strip_prefix(b"\xff\xfe") {
        Some(units) => {
            let units = units.chunks(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
            String::from_utf16(&units.collect::<Vec<_>>()).unwrap()
        }
        None => String::from_utf8(export.to_vec()).unwrap(),
    }
}

fn descend<'k>(key: &'k mut RegistryKey, steps: &[&str]) -> &'k mut RegistryKey {
    let Some((step, rest)) = steps.split_first() else {
        return key;
    };
    let at = match key.keys.iter().position(|(name, _)| name == step) {
        Some(at) => at,
        None => {
            key.keys.push(((*step).to_owned(), RegistryKey::default()));
            key.keys.len() - 1
        }
    };
    descend(&mut key.keys[at].1, rest)
}

/// A name, and what follows it.
fn named(line: &str) -> (String, &str) {
    match line.strip_prefix('@') {
        Some(rest) => (String::new(), rest),
        None => quoted(line),
    }
}

fn quoted(line: &str) -> (String, &str) {
    let mut said = String::new();
    let mut chars = line.strip_prefix('"').unwrap().char_indices();
    loop {
        match chars.next().unwrap() {
            (at, '"') => return (said, &line[at + 2..]),
            (_, '\\') => said.push(chars.next().unwrap().1),
            (_, c) => said.push(c),
        }
    }
}

fn value(written: &str) -> (u32, Vec<u8>) {
    if written.starts_with('"') {
        return (1, utf16(&quoted(written).0));
    }
    let (kind, data) = written.split_once(':').unwrap();
    match kind {
        "dword" => (4, u32::from_str_radix(data, 16).unwrap().to_le_bytes().to_vec()),
        "hex" => (3, bytes(data)),
        _ => {
            let number = kind
                .strip_prefix("hex(")
                .and_then(|kind| kind.strip_suffix(')'))
                .unwrap();
            (u32::from_str_radix(number, 16).unwrap(), bytes(data))
        }
    }
}

fn bytes(data: &str) -> Vec<u8> {
    let pairs = data.split(',').filter(|pair| !pair.is_empty());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}
