//! What is on this computer: the stores' folders and the sealed session beside them.
//!
//! The access token is worth as much as the messages, and a keyring entry is too small for it on Windows (2,560 bytes).
//! So it lies in a file sealed under the stores' key, XChaCha20-Poly1305 with a subkey of its own (HKDF-SHA-256).

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use model::ProviderId;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::Key;
use crate::verifier::Verifier;
use crate::walls::Saved;

/// Binds the seal to its purpose, so that the key of the stores is never used twice for different things.
const PURPOSE: &[u8] = b"despatch sealed session v1";
/// The same, for what is known again of files that were saved.
const SAVED: &[u8] = b"despatch saved files v1";
/// So many saved files are known again; the oldest are forgotten first.
const MOST_SAVED: usize = 10_000;
const NONCE_BYTES: usize = 24;
/// Where files that were saved are known again.
const SAVED_FILE: &str = "saved.sealed";

/// The folders of one account.
#[derive(Clone, Debug)]
pub(crate) struct Vault {
    data: PathBuf,
    cache: PathBuf,
    records: PathBuf,
}

/// The name of one set of stores. Each sign-in has its own: SQLite removes its write-ahead log by name when the last
/// connection closes, so a connection that closes late must not find another database under that name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Stores(String);

/// What must be known to take a session up again.
#[derive(Serialize, Deserialize)]
pub(crate) struct Record<T> {
    /// What does not change for as long as the person stays signed in.
    #[serde(flatten)]
    pub(crate) kept: Kept,
    /// User, device and tokens.
    pub(crate) session: T,
}

/// What is kept of a sign-in.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// The homeserver's name at the time; policy judges it again.
    pub(crate) server_name: String,
    /// Its address at the time; policy judges it again.
    pub(crate) base_url: String,
    /// Which stores are its.
    pub(crate) stores: Stores,
    /// When the person last showed who they are, in milliseconds since the Unix epoch.
    #[serde(default)]
    pub(crate) signed_in_at: i64,
    /// Tells the right password from others, where a window is locked.
    #[serde(default)]
    pub(crate) verifier: Option<Verifier>,
    /// How they showed it.
    #[serde(default)]
    pub(crate) shown: Shown,
}

/// How somebody showed who they are.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) enum Shown {
    /// By a password.
    #[default]
    Password,
    /// In the browser.
    Browser {
        /// At which page, where one was chosen.
        provider: Option<String>,
    },
}

/// Why a sealed session was not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VaultError {
    /// The file system refused.
    #[error("the session file cannot be read or written")]
    Disk(#[from] io::Error),
    /// The key does not open it, or it was changed.
    #[error("the session file does not open")]
    Damaged,
}

impl Shown {
    /// Where they showed it, in the browser.
    pub(crate) fn provider(&self) -> Option<ProviderId> {
        match self {
            Self::Browser { provider } => ProviderId::new(provider.as_deref()?),
            Self::Password => None,
        }
    }
}

impl Vault {
    pub(crate) fn new(data: &Path, cache: &Path) -> Self {
        Self {
            data: data.join("account"),
            cache: cache.join("account"),
            records: data.join("record"),
        }
    }

    /// Where the stores that must not be lost are, and where those that can be fetched again.
    pub(crate) fn folders(&self, stores: &Stores) -> (PathBuf, PathBuf) {
        // The name comes out of a sealed file of ours, and is one path component of hexadecimal digits.
        (self.data.join(&stores.0), self.cache.join(&stores.0))
    }

    /// Where it is counted what could not be read; goes with the account.
    pub(crate) fn figures(&self) -> PathBuf {
        self.data.join(model::Figures::FILE)
    }

    /// The folders of the records of this computer's accounts, each by the name of its log. They stay when an account
    /// goes: what is on record leaves this computer by being delivered.
    pub(crate) fn records(&self) -> &Path {
        &self.records
    }

    /// Whether a session was kept here. Stores without one are the rest of a sign-in that was cut short.
    pub(crate) fn is_occupied(&self) -> bool {
        self.sealed().exists()
    }

    /// Makes folders for new stores, after removing what an earlier account left.
    pub(crate) fn prepare(&self) -> io::Result<Stores> {
        self.clear()?;
        let mut name = [0; 8];
        getrandom::fill(&mut name).map_err(|_| io::Error::other("no random bytes"))?;
        let stores = Stores(format!("{:016x}", u64::from_le_bytes(name)));
        let (data, cache) = self.folders(&stores);
        fs::create_dir_all(data)?;
        fs::create_dir_all(cache)?;
        Ok(stores)
    }

    /// Removes everything of the account from this computer.
    pub(crate) fn clear(&self) -> io::Result<()> {
        // The sealed session goes first: stores without it are never opened again.
        for result in [
            fs::remove_file(self.sealed()),
            fs::remove_dir_all(&self.data),
            fs::remove_dir_all(&self.cache),
        ] {
            match result {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// Keeps a session, in place of any before it, so that a crash leaves the old one or the new one.
    pub(crate) fn seal<T: Serialize>(&self, key: &Key, record: &Record<T>) -> Result<(), VaultError> {
        let plain = Zeroizing::new(serde_json::to_vec(record).map_err(io::Error::other)?);
        self.write(key, &self.sealed(), PURPOSE, &plain)
    }

    /// Reads the session kept here.
    pub(crate) fn open<T: for<'de> Deserialize<'de>>(&self, key: &Key) -> Result<Record<T>, VaultError> {
        let plain = read(key, &self.sealed(), PURPOSE)?;
        serde_json::from_slice(&plain).map_err(|_| VaultError::Damaged)
    }

    /// The files that were saved out of this account, as they are known again. None where nobody can say.
    pub(crate) fn saved(&self, key: &Key) -> Vec<Saved> {
        let path = self.data.join(SAVED_FILE);
        match read(key, &path, SAVED) {
            Ok(plain) => serde_json::from_slice(&plain).unwrap_or_default(),
            Err(VaultError::Disk(error)) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => {
                tracing::warn!(%error, "it is not known which files were saved");
                Vec::new()
            }
        }
    }

    /// Adds a file to them.
    pub(crate) fn add_saved(&self, key: &Key, file: Saved) -> Result<(), VaultError> {
        let mut files = self.saved(key);
        files.retain(|known| *known != file);
        files.push(file);
        let old = files.len().saturating_sub(MOST_SAVED);
        let plain = serde_json::to_vec(&files[old..]).map_err(io::Error::other)?;
        self.write(key, &self.data.join(SAVED_FILE), SAVED, &plain)
    }

    fn write(&self, key: &Key, target: &Path, purpose: &[u8], plain: &[u8]) -> Result<(), VaultError> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce).map_err(|_| io::Error::other("no random bytes"))?;
        let sealed = cipher(key, purpose)?
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: plain,
                    aad: purpose,
                },
            )
            .map_err(|_| VaultError::Damaged)?;
        let draft = target.with_extension("new");
        let mut file = fs::File::create(&draft)?;
        file.write_all(&nonce)?;
        file.write_all(&sealed)?;
        file.sync_all()?;
        fs::rename(&draft, target)?;
        // The rename is on disk only when the folder is.
        if let Ok(folder) = fs::File::open(&self.data) {
            folder.sync_all().ok();
        }
        Ok(())
    }

    fn sealed(&self) -> PathBuf {
        self.data.join("session.sealed")
    }
}

fn read(key: &Key, path: &Path, purpose: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let bytes = fs::read(path)?;
    let Some((nonce, sealed)) = bytes.split_first_chunk::<NONCE_BYTES>() else {
        return Err(VaultError::Damaged);
    };
    let payload = Payload {
        msg: sealed,
        aad: purpose,
    };
    let opened = cipher(key, purpose)?.decrypt(&XNonce::from(*nonce), payload);
    opened.map(Zeroizing::new).map_err(|_| VaultError::Damaged)
}

fn cipher(key: &Key, purpose: &[u8]) -> Result<XChaCha20Poly1305, VaultError> {
    let mut subkey = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, key.as_slice())
        .expand(purpose, subkey.as_mut())
        .map_err(|_| VaultError::Damaged)?;
    XChaCha20Poly1305::new_from_slice(subkey.as_slice()).map_err(|_| VaultError::Damaged)
}
