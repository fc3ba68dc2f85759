//! Files of keys (client-server API, "Key exports"), where policy lets there be any.
//!
//! Whoever has such a file and its passphrase reads everything that was said, and what an imported key opens may be anybody's: the
//! SDK judges its sender as one that nobody vouches for, and the rows say so.

use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use matrix_sdk::encryption::RoomKeyImportError;
use matrix_sdk_base::crypto::KeyExportError;
use matrix_sdk_base::crypto::vodozemac::base64_decode;
use model::{Failure, KeyFile, Secret, Why};
use tempfile::{Builder, NamedTempFile};

use super::account::Account;
use crate::convert::failure;

/// The largest file that is read. It is opened in memory; fifty thousand keys have 40 MiB.
const BYTES: u64 = 64 * 1024 * 1024;
/// The most rounds of PBKDF2 that a file may ask for: with four billion, the number that it could name, nobody gets their answer.
const ROUNDS: u32 = 10_000_000;
/// What the SDK takes for the first line.
const BEGIN: &str = "-----BEGIN MEGOLM SESSION DATA-----";
/// What stands before the ciphertext, in base64 and in bytes: version, salt, initial vector, and the rounds.
const HEAD: (usize, usize) = (52, 39);
const ROUNDS_AT: usize = 33;

impl Account {
    /// Writes all keys to messages into a new file, which only its owner may read.
    pub(crate) async fn export_keys(&self, path: PathBuf, passphrase: &Secret) -> Result<KeyFile, Why> {
        self.policy.judge_key_export().map_err(Why::Policy)?;
        let characters = passphrase.reveal().chars().count();
        self.policy.judge_key_passphrase(characters).map_err(Why::Policy)?;
        let (draft, path) = blocking(move || Ok((begin(&path)?, path))).await?;
        let mut keys = 0;
        let encryption = self.client.encryption();
        let exported = encryption.export_room_keys(draft.path().to_owned(), passphrase.reveal(), |_| {
            keys += 1;
            true
        });
        exported.await.map_err(|error| Why::Failed(failure::failure(&error)))?;
        blocking(move || finish(draft, &path)).await?;
        Ok(KeyFile::Written { keys })
    }

    /// Takes the keys out of a file. What they open is not vouched for by anybody.
    pub(crate) async fn import_keys(&self, path: PathBuf, passphrase: &Secret) -> Result<KeyFile, Why> {
        self.policy.judge_key_import().map_err(Why::Policy)?;
        let path = blocking(move || examine(&path).map(|()| path)).await?;
        let imported = self
            .client
            .encryption()
            .import_room_keys(path, passphrase.reveal())
            .await;
        let imported = imported.map_err(|error| Why::Failed(import_failure(&error)))?;
        let count = |keys: usize| u32::try_from(keys).unwrap_or(u32::MAX);
        Ok(KeyFile::Read {
            new: count(imported.imported_count),
            keys: count(imported.total_count),
        })
    }
}

/// A file beside the one that is to be, for its owner alone, which goes away by itself unless it is kept.
fn begin(path: &Path) -> Result<NamedTempFile, Failure> {
    // By a relative one nobody knows where it would be.
    let folder = path.parent().filter(|_| path.is_absolute()).ok_or(Failure::Disk)?;
    if path.symlink_metadata().is_ok() {
        return Err(Failure::FileExists);
    }
    let draft = Builder::new().prefix(".despatch-keys").tempfile_in(folder);
    draft.map_err(|_| Failure::Disk)
}

/// Gives it its name, unless something has that name by now.
fn finish(draft: NamedTempFile, path: &Path) -> Result<(), Failure> {
    draft.as_file().sync_all().map_err(|_| Failure::Disk)?;
    let kept = draft.persist_noclobber(path).map_err(|failed| failed.error.kind());
    kept.map(drop).map_err(|kind| match kind {
        ErrorKind::AlreadyExists => Failure::FileExists,
        _ => Failure::Disk,
    })
}

/// Whether it can be such a file: before all of it is read, and before its passphrase is tried as often as it asks for.
fn examine(path: &Path) -> Result<(), Failure> {
    let facts = path.metadata().map_err(|_| Failure::Disk)?;
    // Whatever else has a name might never end.
    if !facts.is_file() || !path.is_absolute() {
        return Err(Failure::Disk);
    }
    if facts.len() > BYTES {
        return Err(Failure::FileTooLarge);
    }
    let file = File::open(path).map_err(|_| Failure::Disk)?;
    let mut lines = BufReader::new(file.take(BYTES)).lines().map_while(Result::ok);
    let first = lines.find(|line| !line.trim().is_empty()).unwrap_or_default();
    if !first.trim_start().starts_with(BEGIN) {
        return Err(Failure::NotKeyFile);
    }
    let mut head = String::new();
    for line in lines {
        head.push_str(&line);
        if head.len() >= HEAD.0 {
            break;
        }
    }
    let head = head.get(..HEAD.0).and_then(|head| base64_decode(head).ok());
    let rounds = head.and_then(|head| <[u8; 4]>::try_from(head.get(ROUNDS_AT..ROUNDS_AT + 4)?).ok());
    match rounds.map(u32::from_be_bytes) {
        Some(1..=ROUNDS) => Ok(()),
        _ => Err(Failure::NotKeyFile),
    }
}

/// What was wrong. A passphrase that is wrong and a file that was changed look the same (MAC).
fn import_failure(error: &RoomKeyImportError) -> Failure {
    match error {
        RoomKeyImportError::Export(KeyExportError::InvalidMac) => Failure::WrongPassphrase,
        RoomKeyImportError::Export(_) | RoomKeyImportError::SerdeJson(_) => Failure::NotKeyFile,
        RoomKeyImportError::Io(_) | RoomKeyImportError::CryptoStore(_) => Failure::Disk,
        RoomKeyImportError::StoreClosed => Failure::Internal,
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Why> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or(Err(Failure::Internal)).map_err(Why::Failed)
}
