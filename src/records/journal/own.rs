//! What the device notes for itself between the entries: how far it has read each room, and where the tree stood when
//! the segment began. Shut with a key of its own, since the ids of rooms and events are nobody else's business.

use std::collections::BTreeMap;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};

use crate::entry::EntryError;
use crate::key::{hex, unhex};
use crate::tree::Frontier;

/// Notes by name.
pub(super) type Noted = BTreeMap<String, String>;

/// Shuts and opens notes.
pub(super) struct Own(XChaCha20Poly1305);

/// What stands at the beginning of an open segment.
#[derive(Serialize, Deserialize)]
struct Beginning {
    peaks: Vec<String>,
    noted: Noted,
}

impl Own {
    pub(super) fn new(key: &[u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(key.into()))
    }

    pub(super) fn shut_beginning(&self, tree: &Frontier, noted: &Noted) -> Result<Vec<u8>, EntryError> {
        let peaks = tree.peaks().iter().map(|peak| hex(peak)).collect();
        let noted = noted.clone();
        self.shut(b'b', tree.size(), &Beginning { peaks, noted })
    }

    /// The tree of this size and the notes.
    pub(super) fn beginning(&self, size: u64, shut: &[u8]) -> Option<(Frontier, Noted)> {
        let Beginning { peaks, noted } = self.open(b'b', size, shut)?;
        let peaks: Option<Vec<_>> = peaks.iter().map(|peak| unhex(peak)).collect();
        Some((Frontier::of(size, peaks?)?, noted))
    }

    pub(super) fn shut_notes(&self, size: u64, notes: &[(&str, &str)]) -> Result<Vec<u8>, EntryError> {
        self.shut(b'n', size, &notes)
    }

    pub(super) fn notes(&self, size: u64, shut: &[u8]) -> Option<Vec<(String, String)>> {
        self.open(b'n', size, shut)
    }

    fn shut(&self, kind: u8, size: u64, value: &impl Serialize) -> Result<Vec<u8>, EntryError> {
        let mut nonce = [0; 24];
        getrandom::fill(&mut nonce).map_err(|_| EntryError::Random)?;
        let plain = serde_json::to_vec(value).map_err(|_| EntryError::Json)?;
        let aad = bound(kind, size);
        let payload = Payload { msg: &plain, aad: &aad };
        let shut = self
            .0
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| EntryError::Json)?;
        Ok([&nonce[..], &shut].concat())
    }

    fn open<T: for<'a> Deserialize<'a>>(&self, kind: u8, size: u64, shut: &[u8]) -> Option<T> {
        let (nonce, shut) = shut.split_first_chunk::<24>()?;
        let aad = bound(kind, size);
        let payload = Payload { msg: shut, aad: &aad };
        let plain = self.0.decrypt(&XNonce::from(*nonce), payload).ok()?;
        serde_json::from_slice(&plain).ok()
    }
}

/// Where it stands in the log, so that an old one can't be put in its place.
fn bound(kind: u8, size: u64) -> Vec<u8> {
    [&[kind][..], &size.to_be_bytes()].concat()
}

/// Takes notes over into those that there are.
pub(super) fn note<N: AsRef<str>>(noted: &mut Noted, notes: &[(N, N)]) {
    for (name, text) in notes {
        match text.as_ref() {
            "" => noted.remove(name.as_ref()),
            text => noted.insert(name.as_ref().to_owned(), text.to_owned()),
        };
    }
}
