//! The Windows registry: keys and values of any names, types and bytes, and names that policy knows among them. Whatever
//! they say becomes JSON that policy judges.
#![no_main]

use std::sync::LazyLock;

use despatch_fuzz::{
    judge,
    platform::documents::{RegistryKey, RegistryValue, from_registry},
};
use libfuzzer_sys::{
    arbitrary::{Result, Unstructured},
    fuzz_target,
};
use serde_json::Value;

static SCHEMA: LazyLock<Value> = LazyLock::new(policy::schema);

/// Every part of every key's name, and what a registry has besides.
static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let parts = |key: &'static policy::Key| key.parts().iter().map(|part| part.name.as_str());
    let keys = policy::keys()
        .iter()
        .flat_map(|key| parts(key).chain([key.name.as_str()]));
    let mut names: Vec<_> = keys
        .flat_map(|name| name.split('.'))
        .chain(["", "1", "2", "007", "Recommended"])
        .collect();
    names.sort_unstable();
    names.dedup();
    names
});

fuzz_target!(|bytes: &[u8]| {
    if let Ok(key) = key(&mut Unstructured::new(bytes), 0) {
        judge(from_registry(&key, &SCHEMA));
    }
});

fn key(from: &mut Unstructured<'_>, depth: usize) -> Result<RegistryKey> {
    let mut key = RegistryKey::default();
    for _ in 0..from.int_in_range(0..=4)? {
        let value = RegistryValue {
            kind: from.int_in_range(0..=12)?,
            bytes: bytes(from)?,
        };
        key.values.push((name(from)?, value));
    }
    // The registry itself holds 512 levels; what reads it stops long before.
    if depth < 40 {
        for _ in 0..from.int_in_range(0..=4)? {
            key.keys.push((name(from)?, self::key(from, depth + 1)?));
        }
    }
    Ok(key)
}

fn name(from: &mut Unstructured<'_>) -> Result<String> {
    if from.ratio(7, 8)? {
        Ok((*from.choose(&NAMES)?).to_owned())
    } else {
        from.arbitrary()
    }
}

/// Text as Windows keeps it, or bytes as they come.
fn bytes(from: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    if from.ratio(3, 4)? {
        let text: &str = from.arbitrary()?;
        Ok(text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect())
    } else {
        from.arbitrary()
    }
}
