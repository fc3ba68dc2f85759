//! The session's key, kept in the keyring.

use platform::{Keyring, KeyringError};
use session::{Key, Keys, KeysError};
use zeroize::Zeroizing;

use crate::vigil::Vigil;

/// The keyring entries of one home.
pub struct KeyringEntry {
    name: String,
    vigil: Vigil,
}

impl KeyringEntry {
    /// The entries of the home with this name. No key is given or kept under a policy older than one taken before.
    pub fn new(profile: &str, vigil: Vigil) -> Self {
        Self {
            name: Keyring::store_key(profile),
            vigil,
        }
    }

    /// The keyring, once it bears the policy out. It is opened for each call: one that was absent or locked may have come
    /// back.
    fn open(&self) -> Result<Keyring, KeysError> {
        let keyring = Keyring::open().map_err(translated)?;
        match self.vigil.recall(&keyring) {
            Ok(true) => Ok(keyring),
            Ok(false) => Err(KeysError::Failed),
            Err(error) => Err(translated(error)),
        }
    }
}

impl Keys for KeyringEntry {
    fn read(&self) -> Result<Option<Key>, KeysError> {
        let Some(bytes) = self.open()?.read(&self.name).map_err(translated)? else {
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
        self.open()?.write(&self.name, key.as_slice()).map_err(translated)
    }

    fn delete(&self) -> Result<(), KeysError> {
        // Also under a policy that is refused: what is to be forgotten is.
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
