//! What goes on record: entries, in their one canonical form (RFC 8785).

mod event;
mod kind;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use thiserror::Error;

pub use event::{Cause, Device, Event, KeptFile, LateDecryption, Redaction, Relation, Trust};
pub use kind::{Change, Decision, FileNote, Gap, Kind, OwnSend, Subject};

use crate::key::Log;
use crate::tree::Hash;

/// The number of this format.
pub const FORMAT: u32 = 1;

/// The largest whole number that is exact in canonical JSON (RFC 7493, 2.2).
const EXACT: u64 = (1 << 53) - 1;

/// One thing that happened, as it was when it did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// When this device had it: milliseconds since 1970 began, UTC.
    pub received_ms: u64,
    /// What this device's clock was worth then.
    pub clock: Clock,
    /// What happened.
    #[serde(flatten)]
    pub kind: Kind,
}

/// What a clock is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// It agrees with the server and with itself.
    Trusted,
    /// It disagrees with the server, or went back.
    Untrusted,
    /// Nothing was there to compare it with.
    Unknown,
}

/// An entry in its place in a log: what is sealed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// The number of the format.
    pub format: u32,
    /// The log's origin.
    pub log: String,
    /// Its place, counted from 0.
    pub index: u64,
    /// 16 random bytes in base64: without them a short message could be guessed from its hash.
    pub salt: String,
    /// The entry.
    #[serde(flatten)]
    pub entry: Entry,
}

impl Placed {
    /// An entry at its place. Numbers that canonical JSON can't hold exactly become text.
    pub fn new(log: &Log, index: u64, mut entry: Entry) -> Result<Self, EntryError> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| EntryError::Random)?;
        entry.kind.contents().for_each(exact);
        for time in entry.kind.times().chain([&mut entry.received_ms]) {
            *time = EXACT.min(*time);
        }
        Ok(Self {
            format: FORMAT,
            log: log.origin().to_owned(),
            index,
            salt: STANDARD.encode(salt),
            entry,
        })
    }

    /// The one form in which it is sealed and hashed.
    pub fn canonical(&self) -> Result<Vec<u8>, EntryError> {
        serde_jcs::to_vec(self).map_err(|_| EntryError::Json)
    }

    /// What canonical bytes say.
    pub fn read(canonical: &[u8]) -> Result<Self, EntryError> {
        serde_json::from_slice(canonical).map_err(|_| EntryError::Json)
    }
}

/// The hash that the leaf has of an entry's canonical form. Whoever is shown those bytes can check them without a key.
pub fn opened_hash(canonical: &[u8]) -> Hash {
    Sha256::digest(canonical).into()
}

/// Makes every number one that canonical JSON holds exactly, or text.
fn exact(value: &mut Value) {
    match value {
        Value::Number(number) => {
            let whole = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
            if whole.is_some_and(|whole| whole > EXACT) {
                *value = Value::String(number.to_string());
            }
        }
        Value::Array(values) => values.iter_mut().for_each(exact),
        Value::Object(values) => values.values_mut().for_each(exact),
        _ => {}
    }
}

/// Why something is no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EntryError {
    /// It is no JSON, or not that of an entry of this format.
    #[error("this is not an entry of this format")]
    Json,
    /// The system gave no random bytes.
    #[error("the system gives no random bytes")]
    Random,
}
