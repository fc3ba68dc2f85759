//! The journal of one account on one device: entries are sealed, signed for and on the disk before they count.
//!
//! A batch costs one fsync and ends with a signed head. Whatever stands behind the last whole batch when the program is
//! killed was never acknowledged, and is cut off at the next start. What this device notes for itself (how far it has
//! read each room) is in the same batch, so that nothing is written twice and nothing is left out.

mod closing;
mod fault;
pub(crate) mod folder;
mod hashing;
mod own;
mod recovery;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::entry::{Entry, KeptFile, Placed, opened_hash};
use crate::key::{Log, LogKey, hex};
use crate::note::Head;
use crate::seal::Recipients;
use crate::segment::{Kind, SealedEntry, put};
use crate::tree::{Frontier, Hash};

pub use fault::JournalError;
pub(crate) use folder::Folder;
pub use folder::{head_name, segment_name};
use hashing::Hashing;
use own::{Noted, Own};
use recovery::Damage;

/// The journal. Any thread may write to it.
pub struct Journal {
    key: LogKey,
    recipients: Recipients,
    limits: Limits,
    folder: Folder,
    own: Own,
    state: Mutex<State>,
    /// One delivery at a time: each removes what it delivered.
    delivering: Mutex<()>,
    /// Held as long as the journal is open.
    _lock: File,
}

/// How much it may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that may wait for delivery, sealed files and all.
    pub waiting: u64,
    /// Bytes after which a segment is closed and another begun.
    pub segment: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            waiting: 1 << 30,
            segment: 4 << 20,
        }
    }
}

/// The open segment, and what is known of the log.
struct State {
    file: File,
    /// The first entry of the open segment.
    first: u64,
    /// The tree at that entry.
    before: Frontier,
    /// Behind the last whole batch.
    end: u64,
    tree: Frontier,
    noted: Noted,
    /// Bytes that wait for delivery in closed segments and sealed files.
    closed: u64,
    /// A batch failed, and the disk could not be put right.
    failed: bool,
}

impl Journal {
    /// Opens the journal that is kept in a folder, or begins one. What a torn write left is cut off.
    pub fn open(folder: &Path, key: LogKey, recipients: Recipients, limits: Limits) -> Result<Self, JournalError> {
        Self::taken_up(folder, key, recipients, limits, Damage::IsAnError)
    }

    /// Opens a journal that is damaged: what is whole goes on, and the damaged file stays beside it for somebody to look
    /// into. Whoever does this puts a gap on record. Nothing of what is lost was delivered.
    pub fn mend(folder: &Path, key: LogKey, recipients: Recipients, limits: Limits) -> Result<Self, JournalError> {
        Self::taken_up(folder, key, recipients, limits, Damage::IsSetAside)
    }

    fn taken_up(
        folder: &Path,
        key: LogKey,
        recipients: Recipients,
        limits: Limits,
        damage: Damage,
    ) -> Result<Self, JournalError> {
        let folder = Folder::open(folder)?;
        let lock = folder.lock()?;
        folder.claim(key.log())?;
        let own = Own::new(&key.own());
        let state = recovery::recover(&folder, &key, &own, damage)?;
        Ok(Self {
            key,
            recipients,
            limits,
            folder,
            own,
            state: Mutex::new(state),
            delivering: Mutex::new(()),
            _lock: lock,
        })
    }

    /// Which log it is.
    pub fn log(&self) -> &Log {
        self.key.log()
    }

    /// How many entries it has had since it began.
    pub fn size(&self) -> u64 {
        self.state().tree.size()
    }

    /// The signed head of all there is.
    pub fn head(&self) -> String {
        let tree = self.state().tree.clone();
        self.key.sign(&head_of(&tree))
    }

    /// What was noted under this name with the last batch that noted something under it.
    pub fn noted(&self, name: &str) -> Option<String> {
        self.state().noted.get(name).cloned()
    }

    /// All that is noted under names that begin like this, with those names.
    pub fn notes(&self, beginning: &str) -> Vec<(String, String)> {
        let state = self.state();
        let noted = state.noted.iter();
        noted
            .filter(|(name, _)| name.starts_with(beginning))
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect()
    }

    /// Bytes that wait for delivery.
    pub fn waiting(&self) -> u64 {
        let state = self.state();
        state.closed + state.end
    }

    /// Everything before this entry was delivered: equal to its size when all was.
    pub fn undelivered_from(&self) -> Result<u64, JournalError> {
        let state = self.state();
        Ok(self.folder.segments()?.first().copied().unwrap_or(state.first))
    }

    /// Puts a batch on record. When this returns it is on the disk and signed for. What is noted is noted with it or not at
    /// all; an empty text takes a note away.
    pub fn append(&self, entries: Vec<Entry>, notes: &[(&str, &str)]) -> Result<Range<u64>, JournalError> {
        let mut state = self.state();
        if state.failed {
            *state = recovery::recover(&self.folder, &self.key, &self.own, Damage::IsAnError)?;
        }
        let mut tree = state.tree.clone();
        let mut batch = Vec::new();
        for entry in entries {
            self.seal(entry, &mut tree, &mut batch)?;
        }
        if !notes.is_empty() {
            put(Kind::Own, &self.own.shut_notes(tree.size(), notes)?, &mut batch)?;
        }
        put(Kind::Head, self.key.sign(&head_of(&tree)).as_bytes(), &mut batch)?;
        let needed = state.closed + state.end + batch.len() as u64;
        if needed > self.limits.waiting {
            return Err(JournalError::Limit);
        }
        if let Err(error) = state.write(&batch) {
            // What was written of the batch would be in the way of the next one.
            state.failed = state.file.set_len(state.end).is_err();
            return Err(error.into());
        }
        let added = state.tree.size()..tree.size();
        state.end += batch.len() as u64;
        state.tree = tree;
        own::note(&mut state.noted, notes);
        if state.end > self.limits.segment {
            // The batch is safe already; a segment that can't be closed now (no room) is closed another time.
            let _ = self.close(&mut state);
        }
        Ok(added)
    }

    /// Keeps a file: seals it, and gives what an entry says of it.
    pub fn keep_file(&self, name: &str, media_type: &str, file: &mut dyn Read) -> Result<KeptFile, JournalError> {
        let room = self.limits.waiting.saturating_sub(self.waiting());
        let (temporary, below) = self.folder.new_file()?;
        let kept = self
            .seal_file(file, below, room)
            .and_then(|(sha256, size, sealed, length)| {
                self.folder.keep_file(&temporary, &sealed)?;
                self.state().closed += length;
                Ok(KeptFile {
                    sha256: hex(&sha256),
                    sealed: hex(&sealed),
                    size,
                    name: name.to_owned(),
                    media_type: media_type.to_owned(),
                })
            });
        if kept.is_err() {
            self.folder.discard(&temporary);
        }
        kept
    }

    /// Closes the open segment, so that it can be delivered. Gives the first entries of all that wait, in order.
    pub fn close_segment(&self) -> Result<Vec<u64>, JournalError> {
        let mut state = self.state();
        if state.failed {
            *state = recovery::recover(&self.folder, &self.key, &self.own, Damage::IsAnError)?;
        }
        self.close(&mut state)?;
        self.folder.segments()
    }

    /// Closes the journal for good: its account goes from this device. What waits is delivered without its key from now on,
    /// see [`crate::delivery::deliver_left`].
    pub fn leave(self) -> Result<(), JournalError> {
        self.close_segment()?;
        self.folder.leave()
    }

    /// Keeps other deliveries waiting.
    pub(crate) fn delivering(&self) -> MutexGuard<'_, ()> {
        self.delivering.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a closed segment delivers.
    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// A segment and its files were delivered, and are not needed here any more.
    pub(crate) fn delivered(&self, first: u64) -> Result<(), JournalError> {
        let mut state = self.state();
        let freed = self.folder.remove_segment(first)?;
        state.closed = state.closed.saturating_sub(freed);
        Ok(())
    }

    fn close(&self, state: &mut State) -> Result<(), JournalError> {
        if state.first == state.tree.size() {
            return Ok(());
        }
        let closed = closing::close(&self.folder, &self.key, state.first, &state.before)?;
        *state = State {
            closed: state.closed + closed,
            ..recovery::begin(&self.folder, &self.key, &self.own, &state.tree, &state.noted)?
        };
        Ok(())
    }

    fn seal(&self, entry: Entry, tree: &mut Frontier, batch: &mut Vec<u8>) -> Result<(), JournalError> {
        let log = self.key.log();
        let placed = Placed::new(log, tree.size(), entry)?;
        let canonical = placed.canonical()?;
        let files: BTreeSet<_> = placed.entry.kind.files().iter().map(|file| &file.sealed).collect();
        let files: Option<Vec<Hash>> = files.into_iter().map(|hash| crate::key::unhex(hash)).collect();
        let files = files.ok_or(JournalError::File)?;
        let sealed = self.recipients.seal(&canonical)?;
        let mut entry = SealedEntry {
            index: tree.size(),
            opened: opened_hash(&canonical),
            leaf: Hash::default(),
            files: files.as_flattened(),
            sealed: &sealed,
        };
        entry.leaf = entry.leaf_in(log);
        tree.push(entry.leaf);
        Ok(put(Kind::Entry, &entry.write(), batch)?)
    }

    /// The hash of a file and its length, and those of what it is sealed into.
    fn seal_file(&self, file: &mut dyn Read, below: File, room: u64) -> Result<(Hash, u64, Hash, u64), JournalError> {
        let mut sealed = Hashing::new(below);
        let mut sealing = self.recipients.sealing(&mut sealed)?;
        let mut plain = Hashing::new(&mut sealing);
        if io::copy(&mut file.take(room.saturating_add(1)), &mut plain)? > room {
            return Err(JournalError::Limit);
        }
        let (sha256, size) = plain.done();
        sealing.finish()?;
        sealed.below.sync_all()?;
        let (hash, length) = sealed.done();
        Ok((sha256, size, hash, length))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing below leaves the state half changed: it is assigned after the disk agreed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn write(&mut self, batch: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(batch)?;
        self.file.sync_data()
    }
}

fn head_of(tree: &Frontier) -> Head {
    Head {
        size: tree.size(),
        root: tree.root(),
    }
}
