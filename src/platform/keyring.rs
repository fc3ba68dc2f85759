//! The person's keyring: where the key to the stores lies.

use std::sync::Arc;

use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

use crate::patience::patiently;

#[cfg_attr(target_os = "linux", path = "keyring/secret_service.rs")]
#[cfg_attr(target_os = "windows", path = "keyring/credential_manager.rs")]
#[cfg_attr(target_os = "macos", path = "keyring/keychain.rs")]
mod store;

/// Under which name our entries appear in the person's keyring program.
const SERVICE: &str = "org.despatch.Despatch";

/// The keyring of the person's session. Opened anew for each attempt: one that failed to open does not fail for ever.
#[derive(Clone, Debug)]
pub struct Keyring {
    store: Arc<store::Store>,
}

/// Why the keyring did not answer. "No such entry" is not among them: that is an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyringError {
    /// It is locked, and the question to unlock it was dismissed or is still open.
    #[error("the keyring is locked")]
    Locked,
    /// There is no keyring service.
    #[error("there is no keyring service")]
    Absent,
    /// It is there, and did not answer in 15 seconds: one that asks its person something waits without end.
    #[error("the keyring does not answer")]
    Silent,
    /// It answered with a failure, or with something that is not ours.
    #[error("the keyring failed: {0}")]
    Failed(String),
}

impl Keyring {
    /// Connects to the keyring. Blocks, 15 seconds at most, as all calls here do.
    pub fn open() -> Result<Self, KeyringError> {
        let opened = patiently(store::Store::new).ok_or(KeyringError::Absent)?;
        let store = opened.map_err(|error| {
            tracing::debug!(%error, "no keyring");
            KeyringError::Absent
        })?;
        Ok(Self { store })
    }

    /// The secret of that name, if there is one.
    pub fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyringError> {
        self.with(name, |entry| {
            let hex = match entry.get_secret() {
                Ok(hex) => Zeroizing::new(hex),
                Err(Error::NoEntry) => return Ok(None),
                Err(error) => return Err(translated(error)),
            };
            from_hex(&hex)
                .map(Some)
                .ok_or_else(|| KeyringError::Failed("the entry is not ours".to_owned()))
        })
    }

    /// Whether there is a secret of that name. Does not read it, and asks the person nothing: a locked keyring stays so.
    pub fn holds(&self, name: &str) -> Result<bool, KeyringError> {
        let (store, name) = (Arc::clone(&self.store), name.to_owned());
        patiently(move || store::holds(&entry(&store, &name)?)).unwrap_or(Err(KeyringError::Silent))
    }

    /// The name of the secret that opens the stores of the home with this profile.
    pub fn store_key(profile: &str) -> String {
        format!("store key {profile}")
    }

    /// Keeps a secret under that name, in place of an earlier one.
    pub fn write(&self, name: &str, secret: &[u8]) -> Result<(), KeyringError> {
        let hex = to_hex(secret);
        self.with(name, move |entry| entry.set_secret(hex.as_bytes()).map_err(translated))
    }

    /// Removes the secret of that name; none is as good.
    pub fn delete(&self, name: &str) -> Result<(), KeyringError> {
        self.with(name, |entry| match entry.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(translated(error)),
        })
    }

    fn with<T: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce(&Entry) -> Result<T, KeyringError> + Send + 'static,
    ) -> Result<T, KeyringError> {
        let (store, name) = (Arc::clone(&self.store), name.to_owned());
        patiently(move || {
            store::unlock()?;
            work(&entry(&store, &name)?)
        })
        .unwrap_or(Err(KeyringError::Locked))
    }
}

fn entry(store: &store::Store, name: &str) -> Result<Entry, KeyringError> {
    store
        .build(SERVICE, name, store::modifiers().as_ref())
        .map_err(translated)
}

/// The store's own text names services and paths, never a secret; `Error` holds the secret in two of its variants,
/// so it is not printed as a whole.
fn translated(error: Error) -> KeyringError {
    match error {
        Error::NoStorageAccess(_) => KeyringError::Locked,
        Error::NoDefaultStore => KeyringError::Absent,
        Error::PlatformFailure(source) => store::translated(source),
        Error::BadEncoding(bytes) | Error::BadDataFormat(bytes, _) => {
            drop(Zeroizing::new(bytes));
            KeyringError::Failed("the entry cannot be read".to_owned())
        }
        Error::Ambiguous(_) => KeyringError::Failed("there are two entries of that name".to_owned()),
        other => KeyringError::Failed(other.to_string()),
    }
}

/// Hexadecimal, because KDE's wallet keeps nothing but text.
fn to_hex(secret: &[u8]) -> Zeroizing<String> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    // Its full size at once: a buffer that grows leaves copies behind.
    let mut hex = Zeroizing::new(String::with_capacity(secret.len() * 2));
    for byte in secret {
        hex.push(char::from(DIGITS[usize::from(byte >> 4)]));
        hex.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    hex
}

fn from_hex(hex: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (pairs, []) = hex.as_chunks::<2>() else { return None };
    let mut secret = Zeroizing::new(Vec::with_capacity(pairs.len()));
    for [high, low] in pairs {
        let (high, low) = (char::from(*high).to_digit(16)?, char::from(*low).to_digit(16)?);
        secret.push(u8::try_from(high * 16 + low).ok()?);
    }
    Some(secret)
}
