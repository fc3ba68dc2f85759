//! Linux: the Secret Service of GNOME Keyring, KWallet or KeePassXC.

use std::collections::HashMap;

use secret_service::EncryptionType;
use secret_service::blocking::SecretService;

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
    // No secret passes over this connection, so it needs no encryption.
    let service = SecretService::connect(EncryptionType::Plain).map_err(|error| judged(&error))?;
    match service.get_default_collection() {
        Ok(collection) if collection.is_locked().map_err(|error| judged(&error))? => {
            collection.unlock().map_err(|error| judged(&error))
        }
        // A keyring that was never made is not locked; writing makes it.
        Ok(_) | Err(secret_service::Error::NoResult) => Ok(()),
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
