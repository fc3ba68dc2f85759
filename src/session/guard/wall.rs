//! The wall between this account and the others of the same person: files that come out of one, and go into another.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use matrix_sdk::Client;
use model::{Failure, UserId, Why};
use policy::Policy;

use super::connect::Door;
use crate::Key;
use crate::vault::Vault;
use crate::walls::{Saved, Walls};

/// This account's side of it.
pub(super) struct Wall {
    walls: Walls,
    policy: Arc<Policy>,
    user: UserId,
    /// Where this account keeps what is its own.
    folders: [PathBuf; 2],
    vault: Vault,
    key: Key,
}

impl Wall {
    pub(super) fn new(door: &Door, client: &Client, folders: [PathBuf; 2]) -> Arc<Self> {
        let user = client.user_id().map(ToString::to_string).unwrap_or_default();
        let user = UserId::from(user);
        door.walls.saved(&user, door.vault.saved(&door.key));
        Arc::new(Self {
            walls: door.walls.clone(),
            policy: door.policy.clone(),
            user,
            folders,
            vault: door.vault.clone(),
            key: door.key.clone(),
        })
    }

    /// Knows a file again that is about to be saved. Blocks.
    pub(super) fn saves(&self, bytes: &[u8]) {
        let file = Saved::of(bytes);
        self.walls.saved(&self.user, [file]);
        if let Err(error) = self.vault.add_saved(&self.key, file) {
            tracing::warn!(%error, "that a file was saved is known until the program ends");
        }
    }

    /// Judges a file by where it lies and, if it could be another account's, by what is in it. Blocks.
    pub(super) fn judge(&self, path: &Path) -> Result<(), Why> {
        self.walls.judge_place(path, &self.folders).map_err(Why::Policy)?;
        let size = std::fs::metadata(path).map_err(|_| Why::Failed(Failure::Disk))?.len();
        if !self.walls.suspects(&self.user, size) {
            return Ok(());
        }
        let bytes = std::fs::read(path).map_err(|_| Why::Failed(Failure::Disk))?;
        self.judge_bytes(&bytes)
    }

    /// The same of what was read: it may be another file by now.
    pub(super) fn judge_bytes(&self, bytes: &[u8]) -> Result<(), Why> {
        if !self.walls.suspects(&self.user, bytes.len() as u64) {
            return Ok(());
        }
        let judged = self.walls.judge_file(&self.policy, &self.user, &Saved::of(bytes));
        judged.map_err(Why::Policy)
    }
}
