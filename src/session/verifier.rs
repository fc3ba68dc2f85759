//! Whether a password is the one that somebody signed in with: asked where the window was locked, with or without a
//! network. It is kept in the sealed session, so that a thief with the disk has nothing to guess against.

use argon2::{Algorithm, Argon2, Params, Version};
use model::Secret;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// RFC 9106, section 4, second recommended option: 64 MiB, three passes, four lanes.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 4;

const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;

/// What tells the right password from others, and tells nothing else of it.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Verifier {
    salt: [u8; SALT_BYTES],
    hash: [u8; HASH_BYTES],
}

impl Verifier {
    /// For the password that the server has just taken; none where the system gives no random bytes or no memory, and
    /// then a locked window is opened by signing in again. Takes tenths of a second.
    pub(crate) fn new(password: &Secret) -> Option<Self> {
        let mut salt = [0; SALT_BYTES];
        getrandom::fill(&mut salt).ok()?;
        let hash = *derive(password, &salt)?;
        Some(Self { salt, hash })
    }

    /// Whether this is the password. Takes tenths of a second, which is what guessing costs.
    pub(crate) fn fits(&self, password: &Secret) -> bool {
        derive(password, &self.salt).is_some_and(|hash| {
            // Every byte is looked at, whatever the first ones were.
            let difference = hash
                .iter()
                .zip(&self.hash)
                .fold(0, |sum, (one, other)| sum | (one ^ other));
            difference == 0
        })
    }
}

fn derive(password: &Secret, salt: &[u8]) -> Option<Zeroizing<[u8; HASH_BYTES]>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(HASH_BYTES)).ok()?;
    let mut hash = Zeroizing::new([0; HASH_BYTES]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.reveal().as_bytes(), salt, hash.as_mut())
        .ok()?;
    Some(hash)
}
