//! Which log this is: one an account and device, named, with a key of its own.

use std::fmt::Write;
use std::str::FromStr;

use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::note::{Head, NoteError, Verifier};
use crate::tree::Hash;

/// A log as everybody may know it: whose it is, and how its heads are checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    verifier: Verifier,
    id: Hash,
}

impl Log {
    fn of(verifier: Verifier) -> Self {
        let id = Sha256::new()
            .chain_update("despatch-records log 1\n")
            .chain_update(verifier.to_string())
            .finalize()
            .into();
        Self { verifier, id }
    }

    /// Every entry and every part of the log is bound to this: the hash of its name and its key.
    pub fn id(&self) -> &Hash {
        &self.id
    }

    /// Whose it is: `despatch/<user id>/<device id>`.
    pub fn origin(&self) -> &str {
        self.verifier.name()
    }

    /// The key, as its file says it.
    pub fn key(&self) -> String {
        self.verifier.to_string()
    }

    /// The folder that a delivered log has at its sink.
    pub fn folder(&self) -> String {
        hex(&self.id[..16])
    }

    /// The head that a note is, if this log's key signed it.
    pub fn head(&self, note: &str) -> Result<Head, NoteError> {
        self.verifier.head(note)
    }
}

impl FromStr for Log {
    type Err = NoteError;

    fn from_str(key: &str) -> Result<Self, NoteError> {
        Ok(Self::of(key.parse()?))
    }
}

/// The secret half, which the keyring keeps: it signs heads and shuts what the device alone may read again.
#[derive(Clone)]
pub struct LogKey {
    signing: SigningKey,
    log: Log,
}

impl LogKey {
    /// The key of an account's log on a device, from 32 secret bytes that never change.
    pub fn new(user: &str, device: &str, secret: &Zeroizing<[u8; 32]>) -> Result<Self, NoteError> {
        let signing = SigningKey::from_bytes(secret);
        let origin = format!("despatch/{}/{}", plain(user), plain(device));
        let log = Log::of(Verifier::new(origin, signing.verifying_key())?);
        Ok(Self { signing, log })
    }

    /// What everybody may know of it.
    pub fn log(&self) -> &Log {
        &self.log
    }

    pub(crate) fn sign(&self, head: &Head) -> String {
        head.sign(&self.log.verifier, &self.signing)
    }

    /// A key for what only this device reads again.
    pub(crate) fn own(&self) -> Zeroizing<[u8; 32]> {
        self.derived(b"despatch-records cursor 1")
    }

    /// A key for the marks of what is on record.
    pub(crate) fn marks(&self) -> Zeroizing<[u8; 32]> {
        self.derived(b"despatch-records marks 1")
    }

    fn derived(&self, purpose: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        let hkdf = Hkdf::<Sha256>::new(Some(self.log.id()), self.signing.as_bytes());
        // Fails for lengths beyond 255 hashes alone (RFC 5869, 2.3).
        let _ = hkdf.expand(purpose, &mut *key);
        key
    }
}

/// Bytes in hexadecimal, small letters.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Bytes out of hexadecimal in small letters; none for anything else.
pub fn unhex(text: &str) -> Option<Hash> {
    let mut bytes = [0; 32];
    let digits = text.as_bytes();
    let small = |digit: &u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
    (digits.len() == 64 && digits.iter().all(small)).then_some(())?;
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

/// As it is, but for what the name of a note may not have (signed-note: no spaces, no plus) or what a path would take for
/// its own.
fn plain(written: &str) -> String {
    let mut plain = String::new();
    for byte in written.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'@' | b':' | b'.' | b'_' | b'=' | b'-' => {
                plain.push(byte as char)
            }
            _ => {
                let _ = write!(plain, "%{byte:02X}");
            }
        }
    }
    plain
}
