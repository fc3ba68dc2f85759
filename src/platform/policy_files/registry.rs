//! Windows: `SOFTWARE\Policies\Despatch`, in the machine's hive and in the person's. Below `SOFTWARE\Policies` Windows lets
//! administrators alone write, in both. Nothing has compiled or run it yet.

use std::fmt::Display;

use serde_json::Value;
use windows_registry::{CURRENT_USER, Key, LOCAL_MACHINE};

use super::{Level, PolicyFile, PolicyFiles, PolicyStore, Scope};
use crate::documents::{RegistryKey, RegistryValue, from_registry};
use crate::fault::{PolicyFault, PolicyFaultKind};

const PATH: &str = r"SOFTWARE\Policies\Despatch";

/// ERROR_FILE_NOT_FOUND and ERROR_PATH_NOT_FOUND, as the HRESULTs that the crate makes of them.
const NOT_THERE: [u32; 2] = [0x8007_0002, 0x8007_0003];

/// The deepest that Windows itself nests keys.
const DEEPEST: u16 = 512;

/// How often a key is read that changes while it is read.
const TRIES: usize = 10;

/// The registry of this computer.
pub(crate) struct Registry;

impl Registry {
    pub fn of_this_computer() -> Self {
        Self
    }
}

impl PolicyStore for Registry {
    fn read(&self, schema: &Value, found: &mut PolicyFiles) {
        for (hive, name, scope) in [
            (LOCAL_MACHINE, "HKLM", Scope::Machine),
            (CURRENT_USER, "HKCU", Scope::User),
        ] {
            let path = format!(r"{name}\{PATH}");
            let key = match settled(hive) {
                Ok(Some(key)) => key,
                Ok(None) => continue,
                Err(detail) => {
                    found.faults.push(PolicyFault {
                        path,
                        kind: PolicyFaultKind::Unreadable,
                        detail,
                    });
                    continue;
                }
            };
            let documents = from_registry(&key, schema);
            for (path, level, document) in [
                (path.clone(), Level::Managed, documents.managed),
                (
                    format!(r"{path}\Recommended"),
                    Level::Recommended,
                    documents.recommended,
                ),
            ] {
                found.files.extend(document.map(|bytes| PolicyFile {
                    path,
                    level,
                    scope,
                    bytes,
                }));
            }
        }
    }
}

/// The key as two readings in a row agree on it. The crate's iterators end without a word when a value grows or goes
/// while they run, and what they passed over would count as not set.
fn settled(hive: &Key) -> Result<Option<RegistryKey>, String> {
    let mut before = opened(hive)?;
    for _ in 0..TRIES {
        let now = opened(hive)?;
        if now == before {
            return Ok(now);
        }
        before = now;
    }
    Err("it changes while it is read".to_owned())
}

fn opened(hive: &Key) -> Result<Option<RegistryKey>, String> {
    match hive.open(PATH) {
        Ok(key) => read(&key, 0).map(Some),
        Err(error) if NOT_THERE.contains(&error.code().0.cast_unsigned()) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

fn read(key: &Key, depth: u16) -> Result<RegistryKey, String> {
    if depth == DEEPEST {
        return Err("nested too deep".to_owned());
    }
    let values = key.values().map_err(said)?;
    let values = values.map(|(name, value)| {
        let value = RegistryValue {
            kind: value.ty().into(),
            bytes: value.to_vec(),
        };
        (name, value)
    });
    let mut found = RegistryKey {
        values: values.collect(),
        keys: Vec::new(),
    };
    for name in key.keys().map_err(said)? {
        let below = key.open(&name).map_err(said)?;
        found.keys.push((name, read(&below, depth + 1)?));
    }
    Ok(found)
}

fn said(error: impl Display) -> String {
    error.to_string()
}
