//! Several devices' journals side by side: what one of them has and another withholds.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::entry::{Kind, Placed, opened_hash};
use crate::export::ExportError;
use crate::seal::Identities;
use crate::segment::SealedEntry;
use crate::tree::Hash;
use crate::verify::{Against, Place, Reason, Tampered, VerifyError, Watcher, verify};

/// The most journals that are compared at once.
pub const MOST: usize = 64;

/// What differs between journals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The journals' origins, in the order given.
    pub journals: Vec<String>,
    /// How many events are in at least one of them, in rooms that at least two have.
    pub events: u64,
    /// Events that are not in all of those that have anything of their room.
    pub missing: Vec<Missing>,
    /// Events that do not say the same everywhere.
    pub different: Vec<Missing>,
}

/// An event that one journal has and another does not, or has otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// The room's id.
    pub room: String,
    /// The event's id.
    pub event_id: String,
    /// Which journals have it, by their place in the list.
    pub present: Vec<usize>,
    /// Which have others of its room and not this one; for one that differs, all that have it.
    pub absent: Vec<usize>,
}

/// Compares journals. For each event it needs about a hundred bytes of memory.
pub fn compare(
    journals: &[(PathBuf, Against)],
    identities: &Identities,
    progress: &mut dyn FnMut(u64),
) -> Result<Comparison, ExportError> {
    let (mut seen, mut rooms) = (BTreeMap::new(), BTreeMap::<String, u64>::new());
    let mut comparison = Comparison::default();
    for (number, (folder, against)) in journals.iter().enumerate().take(MOST) {
        let mut reading = Reading {
            identities,
            bit: 1 << number,
            seen: &mut seen,
            rooms: &mut rooms,
            progress,
            failed: None,
        };
        let verified = verify(folder, against, &mut reading);
        reading.failed.take().map_or(Ok(()), Err)?;
        comparison.journals.push(verified?.log.origin().to_owned());
    }
    let places = |bits: u64| (0..MOST).filter(|place| bits >> place & 1 == 1).collect::<Vec<_>>();
    for ((room, event_id), found) in seen {
        let expected = rooms.get(&room).copied().unwrap_or_default();
        if expected.count_ones() < 2 {
            continue;
        }
        comparison.events += 1;
        let missing = |absent: u64| Missing {
            room: room.clone(),
            event_id: event_id.clone(),
            present: places(found.present),
            absent: places(absent),
        };
        if found.present != expected {
            comparison.missing.push(missing(expected & !found.present));
        }
        if found.said.len() > 1 {
            comparison.different.push(missing(found.present));
        }
    }
    Ok(comparison)
}

#[derive(Default)]
struct Seen {
    /// A bit for each journal that has it.
    present: u64,
    /// The hashes of what it says, where it could be decrypted.
    said: BTreeSet<Hash>,
}

struct Reading<'a> {
    identities: &'a Identities,
    bit: u64,
    seen: &'a mut BTreeMap<(String, String), Seen>,
    rooms: &'a mut BTreeMap<String, u64>,
    progress: &'a mut dyn FnMut(u64),
    failed: Option<ExportError>,
}

impl Reading<'_> {
    fn read(&mut self, sealed: &SealedEntry<'_>) -> Result<(), ExportError> {
        let canonical = self.identities.open(sealed.sealed)?;
        if opened_hash(&canonical) != sealed.opened {
            return Err(VerifyError::Tampered(Tampered {
                place: Place::Entry(sealed.index),
                reason: Reason::Changed,
            })
            .into());
        }
        // A kind that a later version knows.
        let Ok(placed) = Placed::read(&canonical) else {
            return Ok(());
        };
        let (room, event_id, said) = match placed.entry.kind {
            Kind::Event(event) => (event.room, event.event_id, event.content),
            Kind::LateDecryption(late) => (late.room, late.event_id, Some(late.content)),
            Kind::Redaction(redaction) => (redaction.room, redaction.event_id, None),
            // What one device alone knows.
            _ => return Ok(()),
        };
        *self.rooms.entry(room.clone()).or_default() |= self.bit;
        let seen = self.seen.entry((room, event_id)).or_default();
        seen.present |= self.bit;
        if let Some(said) = said.and_then(|said| serde_jcs::to_vec(&said).ok()) {
            seen.said.insert(Sha256::digest(said).into());
        }
        Ok(())
    }
}

impl Watcher for Reading<'_> {
    fn entry(&mut self, entry: &SealedEntry<'_>, bytes: u64) {
        (self.progress)(bytes);
        if self.failed.is_none() {
            self.failed = self.read(entry).err();
        }
    }
}
