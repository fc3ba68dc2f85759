//! Windows: the Credential Manager, open whenever the person is signed in to Windows.

use std::collections::HashMap;

use keyring_core::{Entry, Error};

use super::KeyringError;

pub(super) use windows_native_keyring_store::Store;

/// This computer only. The default, Enterprise, lets the key roam to other computers with the profile, and a roaming
/// key opens a copied disk.
pub(super) fn modifiers() -> Option<HashMap<&'static str, &'static str>> {
    Some(HashMap::from([("persistence", "Local")]))
}

pub(super) fn unlock() -> Result<(), KeyringError> {
    Ok(())
}

pub(super) fn holds(entry: &Entry) -> Result<bool, KeyringError> {
    match entry.get_credential() {
        Ok(_) => Ok(true),
        Err(Error::NoEntry) => Ok(false),
        Err(error) => Err(super::translated(error)),
    }
}

pub(super) fn translated(source: Box<dyn std::error::Error + Send + Sync>) -> KeyringError {
    KeyringError::Failed(source.to_string())
}
