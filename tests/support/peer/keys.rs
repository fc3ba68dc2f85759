//! The peer's identity (cross-signing), its recovery key (secret storage) and its backup of room keys.

use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

use super::Peer;

/// Which keys this device has.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Keys {
    /// The public master key of the account, where this device has its private half.
    pub identity: Option<String>,
    /// Whether this device has all private keys of the identity.
    pub has_identity_keys: bool,
    /// Whether the secret storage holds them.
    pub identity_keys_are_stored: bool,
    /// The version of the backup that this device writes to.
    pub backup: Option<String>,
    /// Whether this device has the private key of a backup.
    pub has_backup_key: bool,
}

/// The backup, as the server tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Backup {
    /// Its version.
    pub version: String,
    /// How many room keys it holds.
    pub count: u64,
}

/// What came out of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Restored {
    /// Room keys in the backup.
    pub total: u64,
    /// Room keys that this device took in.
    pub imported: u64,
}

impl Peer {
    /// Makes an identity, a secret storage and a backup for an account that has none, and gives the recovery key.
    pub fn set_up_encryption(&self) -> Result<String> {
        self.ask("set_up_encryption", &json!({}))
    }

    /// Takes the identity and the backup's key out of the secret storage, signs this device, and restores the backup.
    pub fn recover(&self, recovery_key: &str) -> Result<Restored> {
        self.ask("recover", &json!({ "recovery_key": recovery_key }))
    }

    /// Replaces identity, secret storage and backup, as a person does who lost the recovery key. Gives the new one.
    pub fn reset_identity(&self) -> Result<String> {
        self.ask("reset_identity", &json!({}))
    }

    /// Which keys this device has now.
    pub fn keys(&self) -> Result<Keys> {
        self.ask("keys_status", &json!({}))
    }

    /// The account's backup, if the server has one.
    pub fn backup(&self) -> Result<Option<Backup>> {
        self.ask("backup_on_server", &json!({}))
    }

    /// Waits until the backup holds so many room keys, or more.
    pub fn wait_for_backup(&self, count: u64) -> Result<Backup> {
        self.until(&format!("a backup of {count} room keys"), || {
            Ok(self.backup()?.filter(|backup| backup.count >= count))
        })
    }

    /// Deletes the account's backup from the server.
    pub fn delete_backup(&self) -> Result<()> {
        self.ask("delete_backup", &json!({}))
    }

    /// Makes a new backup, with a new key that goes into the secret storage.
    pub fn create_backup(&self) -> Result<()> {
        self.ask("create_backup", &json!({}))
    }
}
