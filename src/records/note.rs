//! Heads of the log: checkpoints (C2SP tlog-checkpoint) as signed notes (C2SP signed-note), with Ed25519.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::tree::Hash;

/// The kind of signature, as signed-note numbers it.
const ED25519: u8 = 1;

/// Whom a note is by: a name, and the key that its signatures are checked with. Written `<name>+<key id>+<key>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key: VerifyingKey,
}

impl Verifier {
    pub(crate) fn new(name: String, key: VerifyingKey) -> Result<Self, NoteError> {
        let fits = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+');
        fits.then_some(Self { name, key }).ok_or(NoteError::Key)
    }

    /// The name: of the log, for a head.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The head that a note is, if it is one and this key signed it. The note is taken in one form only, so that no byte
    /// of it can change unseen.
    pub fn head(&self, note: &str) -> Result<Head, NoteError> {
        let (text, signatures) = note.split_once("\n\n").ok_or(NoteError::Form)?;
        let signature = signatures
            .strip_prefix("\u{2014} ")
            .and_then(|line| line.strip_suffix('\n'))
            .and_then(|line| line.strip_prefix(&self.name))
            .and_then(|line| line.strip_prefix(' '))
            .ok_or(NoteError::Form)?;
        let bytes = STANDARD.decode(signature).map_err(|_| NoteError::Form)?;
        let (id, signature) = bytes.split_first_chunk::<4>().ok_or(NoteError::Form)?;
        let signature = Signature::from_slice(signature).map_err(|_| NoteError::Form)?;
        let text = format!("{text}\n");
        if *id != self.id() || self.key.verify_strict(text.as_bytes(), &signature).is_err() {
            return Err(NoteError::Signature);
        }
        let head = Head::read(&text, &self.name).ok_or(NoteError::Form)?;
        (head.text(&self.name) == text).then_some(head).ok_or(NoteError::Form)
    }

    fn id(&self) -> [u8; 4] {
        let hash = Sha256::new()
            .chain_update(self.name.as_bytes())
            .chain_update([b'\n', ED25519])
            .chain_update(self.key.as_bytes())
            .finalize();
        [hash[0], hash[1], hash[2], hash[3]]
    }
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = u32::from_be_bytes(self.id());
        let key = STANDARD.encode([&[ED25519][..], self.key.as_bytes()].concat());
        write!(f, "{}+{id:08x}+{key}", self.name)
    }
}

impl FromStr for Verifier {
    type Err = NoteError;

    fn from_str(written: &str) -> Result<Self, NoteError> {
        let mut parts = written.splitn(3, '+');
        let (Some(name), Some(_), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteError::Key);
        };
        let key = STANDARD.decode(key).map_err(|_| NoteError::Key)?;
        let key = match key.split_first() {
            Some((&ED25519, key)) => <[u8; 32]>::try_from(key).map_err(|_| NoteError::Key)?,
            _ => return Err(NoteError::Key),
        };
        let key = VerifyingKey::from_bytes(&key).map_err(|_| NoteError::Key)?;
        let read = Self::new(name.to_owned(), key)?;
        // The id in the middle has to be that of the key.
        (read.to_string() == written).then_some(read).ok_or(NoteError::Key)
    }
}

/// How far a log reaches, and the one hash that stands for all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many entries.
    pub size: u64,
    /// The root of the tree of that size.
    pub root: Hash,
}

impl Head {
    /// The note: this head, signed.
    pub(crate) fn sign(&self, by: &Verifier, key: &SigningKey) -> String {
        let text = self.text(&by.name);
        let signature = key.sign(text.as_bytes()).to_bytes();
        let signature = STANDARD.encode([&by.id()[..], &signature].concat());
        format!("{text}\n\u{2014} {} {signature}\n", by.name)
    }

    fn text(&self, origin: &str) -> String {
        format!("{origin}\n{}\n{}\n", self.size, STANDARD.encode(self.root))
    }

    fn read(text: &str, origin: &str) -> Option<Self> {
        let mut lines = text.strip_prefix(origin)?.strip_prefix('\n')?.lines();
        let size = lines.next()?.parse().ok()?;
        let root = STANDARD.decode(lines.next()?).ok()?.try_into().ok()?;
        lines.next().is_none().then_some(Self { size, root })
    }
}

/// Why a note or a key can't be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NoteError {
    /// It is no key of a log.
    #[error("this is not a log's key")]
    Key,
    /// It is no head of this log, or not in the form that this format has.
    #[error("this is not a head of this log")]
    Form,
    /// The signature is not one of this key over this text.
    #[error("the signature does not fit")]
    Signature,
}
