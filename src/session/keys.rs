//! The key of the stores, and where it is kept.

use zeroize::Zeroizing;

/// 32 random bytes that open the stores.
pub type Key = Zeroizing<[u8; 32]>;

/// Keeps the key outside the stores' folder: in the keyring of the operating system.
/// Calls may block on a question to the person; they are made on threads of their own.
pub trait Keys: Send + Sync {
    /// The key; none when there never was one, or it was removed.
    ///
    /// # Errors
    ///
    /// When the keyring cannot say.
    fn read(&self) -> Result<Option<Key>, KeysError>;

    /// Keeps a key in place of any other.
    ///
    /// # Errors
    ///
    /// When the keyring does not take it.
    fn write(&self, key: &Key) -> Result<(), KeysError>;

    /// Removes the key; no key is no error.
    ///
    /// # Errors
    ///
    /// When the keyring does not answer.
    fn delete(&self) -> Result<(), KeysError>;
}

/// Why the keyring did not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeysError {
    /// It is locked, or its question was dismissed.
    #[error("the keyring is locked")]
    Locked,
    /// There is none.
    #[error("there is no keyring")]
    Absent,
    /// It failed.
    #[error("the keyring failed")]
    Failed,
}
