//! Linux: the Secret Service of GNOME Keyring, KWallet or KeePassXC.

use std::collections::HashMap;

use keyring_core::Entry;
use secret_service::EncryptionType;
use secret_service::blocking::{Collection, SecretService};

use super::KeyringError;

pub(super) use zbus_secret_service_keyring_store::Store;

/// The default collection: the person's login keyring.
pub(super) fn modifiers() -> Option<HashMap<&'static str, &'static str>> {
    Some(HashMap::from([("label", "Despatch")]))
}

/// Asks the person to unlock their keyring, where it is locked. Without this, "no such entry" from a locked keyring would
/// mean "not to be seen" (KWallet searches open wallets only), and taken for "lost" it would have a person give up
/// everything they have on this computer.
pub(super) fn unlock() -> Result<(), KeyringError> {
    let service = connect()?;
    match locked(&service)? {
        Some(collection) => collection.unlock().map_err(|error| judged(&error)),
        None => Ok(()),
    }
}

/// Asks the service itself: the store's own search has the person asked for whatever is locked.
pub(super) fn holds(entry: &Entry) -> Result<bool, KeyringError> {
    let service = connect()?;
    if locked(&service)?.is_some() {
        return Err(KeyringError::Locked);
    }
    let (of, name) = entry.get_specifiers().unwrap_or_default();
    let found = service
        .search_items(HashMap::from([("service", of.as_str()), ("username", name.as_str())]))
        .map_err(|error| judged(&error))?;
    match (found.unlocked.is_empty(), found.locked.is_empty()) {
        (false, _) => Ok(true),
        (true, false) => Err(KeyringError::Locked),
        (true, true) => Ok(false),
    }
}

/// No secret passes over this connection, so it needs no encryption.
fn connect() -> Result<SecretService<'static>, KeyringError> {
    SecretService::connect(EncryptionType::Plain).map_err(|error| judged(&error))
}

/// The default collection, if it is locked. One that was never made is not; writing makes it.
fn locked<'a>(service: &'a SecretService<'static>) -> Result<Option<Collection<'a>>, KeyringError> {
    match service.get_default_collection() {
        Ok(collection) => {
            let locked = collection.is_locked().map_err(|error| judged(&error))?;
            Ok(locked.then_some(collection))
        }
        Err(secret_service::Error::NoResult) => Ok(None),
        Err(error) => Err(judged(&error)),
    }
}

pub(super) fn translated(source: Box<dyn std::error::Error + Send + Sync>) -> KeyringError {
    match source.downcast_ref::<secret_service::Error>() {
        Some(error) => judged(error),
        None => KeyringError::Failed(source.to_string()),
    }
}

fn judged(error: &secret_service::Error) -> KeyringError {
    match error {
        secret_service::Error::Locked | secret_service::Error::Prompt | secret_service::Error::PromptDisconnected => {
            KeyringError::Locked
        }
        secret_service::Error::Unavailable => KeyringError::Absent,
        other => KeyringError::Failed(other.to_string()),
    }
}
