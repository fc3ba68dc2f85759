//! The session's key, kept in the keyring.

use platform::{Keyring, KeyringError};
use session::{Key, Keys, KeysError};
use zeroize::Zeroizing;

/// The keyring entry of one home.
pub struct KeyringEntry {
    name: String,
}

impl KeyringEntry {
    /// The entry of the home with this name.
    pub fn new(profile: &str) -> Self {
        Self {
            name: format!("store key {profile}"),
        }
    }
}

/// The keyring is opened for each call: one that was absent or locked may have come back.
impl Keys for KeyringEntry {
    fn read(&self) -> Result<Option<Key>, KeysError> {
        let Some(bytes) = Keyring::open()
            .and_then(|keyring| keyring.read(&self.name))
            .map_err(translated)?
        else {
            return Ok(None);
        };
        let mut key = Zeroizing::new([0; 32]);
        if bytes.len() != key.len() {
            tracing::error!("the keyring's entry is not a key");
            return Err(KeysError::Failed);
        }
        key.copy_from_slice(&bytes);
        Ok(Some(key))
    }

    fn write(&self, key: &Key) -> Result<(), KeysError> {
        Keyring::open()
            .and_then(|keyring| keyring.write(&self.name, key.as_slice()))
            .map_err(translated)
    }

    fn delete(&self) -> Result<(), KeysError> {
        Keyring::open()
            .and_then(|keyring| keyring.delete(&self.name))
            .map_err(translated)
    }
}

fn translated(error: KeyringError) -> KeysError {
    tracing::warn!(%error, "no key");
    match error {
        KeyringError::Locked => KeysError::Locked,
        KeyringError::Absent => KeysError::Absent,
        _ => KeysError::Failed,
    }
}
