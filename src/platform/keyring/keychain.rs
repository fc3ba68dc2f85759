//! macOS: the login keychain, which is not synchronised through iCloud.

use std::collections::HashMap;

use keyring_core::{Entry, Error};

use super::KeyringError;

pub(super) use apple_native_keyring_store::keychain::Store;

pub(super) fn modifiers() -> Option<HashMap<&'static str, &'static str>> {
    None
}

/// The system asks by itself.
pub(super) fn unlock() -> Result<(), KeyringError> {
    Ok(())
}

/// A keychain that is locked asks its person whatever one wants of it; then there is no answer in time.
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
