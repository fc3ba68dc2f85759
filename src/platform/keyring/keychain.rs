//! macOS: the login keychain, which is not synchronised through iCloud.

use std::collections::HashMap;

use super::KeyringError;

pub(super) use apple_native_keyring_store::keychain::Store;

pub(super) fn modifiers() -> Option<HashMap<&'static str, &'static str>> {
    None
}

/// The system asks by itself.
pub(super) fn unlock() -> Result<(), KeyringError> {
    Ok(())
}

pub(super) fn translated(source: Box<dyn std::error::Error + Send + Sync>) -> KeyringError {
    KeyringError::Failed(source.to_string())
}
