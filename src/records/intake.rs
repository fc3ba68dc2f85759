//! Intake: what comes goes on record once, however often it comes and in whatever order.
//!
//! A journal can't be read by the device that writes it. What tells a message that is on record from one that is not is a
//! mark of each, kept beside the journal: a hash under a key of the device's own, which says nothing to anybody else.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hkdf::Hkdf;
use rusqlite::{Connection, ErrorCode, OptionalExtension, params};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::entry::Entry;
use crate::journal::{Journal, JournalError, Limits};
use crate::key::{LogKey, hex};
use crate::seal::Recipients;

/// The file of the marks, in the journal's folder.
const FILE: &str = "marks.sqlite";
/// The note under which the marks of the last batches stand in the journal itself.
const LAST: &str = "marks";
const MARK_BYTES: usize = 16;

type Mark = [u8; MARK_BYTES];

/// A journal, and what is on record in it.
pub struct Intake {
    journal: Arc<Journal>,
    key: Zeroizing<[u8; 32]>,
    marks: Mutex<Marks>,
}

struct Marks {
    kept: Connection,
    /// On record, and not kept yet.
    unsaved: BTreeSet<Mark>,
}

/// Something that may go on record, under the name that tells whether it is there already.
pub type Named = (String, Entry);

impl Intake {
    /// Opens the journal in a folder, or begins one; see [`Journal::open`].
    pub fn open(folder: &Path, key: LogKey, recipients: Recipients, limits: Limits) -> Result<Self, JournalError> {
        let marks = key.marks();
        Self::beside(Journal::open(folder, key, recipients, limits)?, marks, folder)
    }

    /// Opens one whose journal is damaged; see [`Journal::mend`].
    pub fn mend(folder: &Path, key: LogKey, recipients: Recipients, limits: Limits) -> Result<Self, JournalError> {
        let marks = key.marks();
        Self::beside(Journal::mend(folder, key, recipients, limits)?, marks, folder)
    }

    fn beside(journal: Journal, key: Zeroizing<[u8; 32]>, folder: &Path) -> Result<Self, JournalError> {
        let path = folder.join(FILE);
        let kept = open(&path).or_else(|error| match error.sqlite_error_code() {
            // Without marks everything that comes again is on record twice, which loses nothing.
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                std::fs::remove_file(&path).ok();
                open(&path)
            }
            _ => Err(error),
        })?;
        let last = journal.noted(LAST).unwrap_or_default();
        let intake = Self {
            journal: Arc::new(journal),
            key,
            marks: Mutex::new(Marks {
                kept,
                unsaved: read(&last),
            }),
        };
        // The program may have ended between the two.
        intake.marks().save()?;
        Ok(intake)
    }

    /// The journal.
    pub fn journal(&self) -> &Arc<Journal> {
        &self.journal
    }

    /// The journal alone, once nobody else has it.
    pub fn into_journal(self) -> Option<Journal> {
        Arc::into_inner(self.journal)
    }

    /// Whether something went on record under this name.
    pub fn has(&self, name: &str) -> Result<bool, JournalError> {
        self.marks().has(&self.mark(name))
    }

    /// Puts on record what is not there yet, in this order, all of it or nothing. Gives how many that were. Notes are noted
    /// with it: see [`Journal::append`].
    pub fn take(&self, batch: Vec<Named>, notes: &[(&str, &str)]) -> Result<usize, JournalError> {
        let mut marks = self.marks();
        let mut fresh = BTreeSet::new();
        let mut entries = Vec::with_capacity(batch.len());
        for (name, entry) in batch {
            let mark = self.mark(&name);
            if !marks.has(&mark)? && fresh.insert(mark) {
                entries.push(entry);
            }
        }
        if entries.is_empty() && notes.is_empty() {
            return Ok(0);
        }
        let last: String = fresh.union(&marks.unsaved).map(|mark| hex(mark)).collect();
        let mut noted = notes.to_vec();
        if !entries.is_empty() {
            noted.push((LAST, &last));
        }
        let taken = entries.len();
        self.journal.append(entries, &noted)?;
        marks.unsaved.append(&mut fresh);
        // They are in the journal's note, so that another time will do.
        let _ = marks.save();
        Ok(taken)
    }

    fn mark(&self, name: &str) -> Mark {
        let mut mark = Mark::default();
        // Fails for lengths beyond 255 hashes alone (RFC 5869, 2.3).
        let _ = Hkdf::<Sha256>::new(None, &*self.key).expand(name.as_bytes(), &mut mark);
        mark
    }

    fn marks(&self) -> MutexGuard<'_, Marks> {
        // What is unsaved is kept whole, and SQLite looks after the rest.
        self.marks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Marks {
    fn has(&self, mark: &Mark) -> Result<bool, JournalError> {
        if self.unsaved.contains(mark) {
            return Ok(true);
        }
        let mut asked = self.kept.prepare_cached("SELECT 1 FROM marks WHERE mark = ?1")?;
        Ok(asked.query_row([&mark[..]], |_| Ok(())).optional()?.is_some())
    }

    fn save(&mut self) -> Result<(), JournalError> {
        let saving = self.kept.transaction()?;
        for mark in &self.unsaved {
            saving
                .prepare_cached("INSERT OR IGNORE INTO marks VALUES (?1)")?
                .execute(params![&mark[..]])?;
        }
        saving.commit()?;
        self.unsaved.clear();
        Ok(())
    }
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let kept = Connection::open(path)?;
    kept.pragma_update(None, "journal_mode", "WAL")?;
    // The journal notes the last batches alone: what was kept before has to be on the disk.
    kept.pragma_update(None, "synchronous", "FULL")?;
    kept.execute_batch("CREATE TABLE IF NOT EXISTS marks (mark BLOB PRIMARY KEY) WITHOUT ROWID")?;
    Ok(kept)
}

fn read(noted: &str) -> BTreeSet<Mark> {
    let marks = noted.as_bytes().chunks_exact(2 * MARK_BYTES);
    marks
        .filter_map(|digits| {
            let mut mark = Mark::default();
            for (byte, pair) in mark.iter_mut().zip(digits.chunks_exact(2)) {
                *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
            }
            Some(mark)
        })
        .collect()
}
