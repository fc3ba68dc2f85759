//! The hash of a file on its way.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use crate::tree::Hash;

/// Hashes what goes through.
pub(super) struct Hashing<W> {
    pub(super) below: W,
    hash: Sha256,
    length: u64,
}

impl<W> Hashing<W> {
    pub(super) fn new(below: W) -> Self {
        Self {
            below,
            hash: Sha256::new(),
            length: 0,
        }
    }

    pub(super) fn done(self) -> (Hash, u64) {
        (self.hash.finalize().into(), self.length)
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.below.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.below.flush()
    }
}
