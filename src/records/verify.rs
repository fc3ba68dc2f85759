//! Verifying a delivered journal, without any key that opens it: nothing was changed, taken out, put in or moved.
//!
//! It is read from the first entry to the last with one entry in memory at a time. What was cut off at the end, behind a
//! head that is still there, shows against a later head alone: one that was delivered apart, or that somebody kept.

mod finding;
mod heads;

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::journal::segment_name;
use crate::key::{Log, hex};
use crate::note::Head;
use crate::segment::{Piece, Reader, SealedEntry, SegmentError};
use crate::tree::{Frontier, Hash};

pub use finding::{Place, Reason, Tampered, VerifyError};
use finding::{bad, unreadable};
use heads::Heads;

/// What a journal is verified against, beside itself.
#[derive(Clone, Debug, Default)]
pub struct Against {
    /// The log's key, where it is known from elsewhere: who could write to all of the sink could put another log there,
    /// with a key of their own.
    pub log: Option<Log>,
    /// Files with heads that somebody kept, or folders of such files.
    pub heads: Vec<PathBuf>,
}

/// What was found out of a journal that is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// Which log it is.
    pub log: Log,
    /// How many entries it has.
    pub size: u64,
    /// How many files it has beside them.
    pub files: u64,
    /// Its last head, signed; none when it has no entry.
    pub head: Option<String>,
    /// How many heads that were kept apart agree with it.
    pub heads: u64,
}

/// Who is told how far it got, and may look at what goes by.
pub trait Watcher {
    /// An entry was verified (or not yet signed for: wait for the end). `bytes` were read since the last time.
    fn entry(&mut self, entry: &SealedEntry<'_>, bytes: u64);
}

impl Watcher for () {
    fn entry(&mut self, _: &SealedEntry<'_>, _: u64) {}
}

/// Verifies the journal in a folder.
pub fn verify(folder: &Path, against: &Against, watcher: &mut dyn Watcher) -> Result<Whole, VerifyError> {
    let log = log_of(folder)?;
    if against.log.as_ref().is_some_and(|wanted| *wanted != log) {
        return Err(bad(Place::Key, Reason::OtherKey));
    }
    let mut heads = Heads::read(&log, &against.heads)?;
    let last = last_segment(folder)?;
    let mut walk = Walk {
        folder,
        log: &log,
        tree: Frontier::default(),
        heads: &mut heads,
        files: 0,
        head: None,
        watcher,
    };
    loop {
        let first = walk.tree.size();
        match File::open(folder.join("segments").join(segment_name(first))) {
            Ok(file) => walk.segment(file)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => break,
            Err(error) => return Err(unreadable(folder, error)),
        }
    }
    let Walk { tree, files, head, .. } = walk;
    // Segments that nothing leads to: what should lead there is missing.
    if last.is_some_and(|last| last >= tree.size()) || heads.last() > tree.size() {
        return Err(bad(Place::Entry(tree.size()), Reason::Missing));
    }
    Ok(Whole {
        log,
        size: tree.size(),
        files,
        head,
        heads: heads.agreed(),
    })
}

/// The journals that a folder has: itself, or the folders in it.
pub fn journals(folder: &Path) -> Result<Vec<PathBuf>, VerifyError> {
    let is_one = |path: &Path| path.join("segments").is_dir() || path.join("key").is_file();
    if is_one(folder) {
        return Ok(vec![folder.to_owned()]);
    }
    let unread = |error| unreadable(folder, error);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        if is_one(&path) {
            found.push(path);
        }
    }
    found.sort();
    match found.is_empty() {
        true => Err(VerifyError::NotOne(folder.to_owned())),
        false => Ok(found),
    }
}

/// The log whose journal it is, by the key beside it.
pub fn log_of(folder: &Path) -> Result<Log, VerifyError> {
    let path = folder.join("key");
    let written = match fs::read(&path) {
        Ok(written) => written,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(match folder.join("segments").is_dir() {
                true => bad(Place::Key, Reason::Missing),
                false => VerifyError::NotOne(folder.to_owned()),
            });
        }
        Err(error) => return Err(unreadable(&path, error)),
    };
    let line = std::str::from_utf8(&written)
        .ok()
        .and_then(|text| text.strip_suffix('\n'));
    let log = line.and_then(|line| line.parse().ok());
    log.ok_or_else(|| bad(Place::Key, Reason::Changed))
}

/// A walk from the first entry to the last.
struct Walk<'a> {
    folder: &'a Path,
    log: &'a Log,
    tree: Frontier,
    heads: &'a mut Heads,
    files: u64,
    head: Option<String>,
    watcher: &'a mut dyn Watcher,
}

impl Walk<'_> {
    /// The segment that comes next.
    fn segment(&mut self, file: File) -> Result<(), VerifyError> {
        let first = self.tree.size();
        let path = self.folder.join("segments").join(segment_name(first));
        let here = |error: SegmentError, place| match error.unreadable() {
            Ok(error) => unreadable(&path, error),
            Err(_) => bad(place, Reason::Changed),
        };
        let opened = Reader::open(BufReader::with_capacity(1 << 16, file));
        let mut reader = opened.map_err(|error| here(error, Place::Entry(first)))?;
        let (log, begins, end) = reader.span();
        if log != *self.log.id() {
            return Err(bad(Place::Entry(first), Reason::Foreign));
        }
        if begins != first {
            return Err(bad(Place::Entry(first), Reason::Another(begins)));
        }
        if end <= first {
            return Err(bad(Place::Entry(first), Reason::Changed));
        }
        let head = loop {
            let index = self.tree.size();
            let place = match index < end {
                true => Place::Entry(index),
                false => Place::Head(end),
            };
            match reader.piece().map_err(|error| here(error, place.clone()))? {
                Some(Piece::Entry(entry)) => {
                    self.entry(&entry, place)?;
                    // At the end, the segment's own head is asked first: it says more exactly what is wrong.
                    if index + 1 < end {
                        self.kept()?;
                    }
                }
                Some(Piece::Head(note)) => match self.log.head(note) {
                    Ok(head) if head.size == index => break self.close(first, end, &head).map(|()| note.to_owned())?,
                    _ if index < end => return Err(bad(place, Reason::Missing)),
                    _ => return Err(bad(place, Reason::Unsigned)),
                },
                None => return Err(bad(place, Reason::Missing)),
            }
        };
        match reader.piece() {
            Ok(None) => {}
            _ => return Err(bad(Place::Head(end), Reason::Beyond)),
        }
        self.head = Some(head);
        self.kept()
    }

    fn entry(&mut self, entry: &SealedEntry<'_>, place: Place) -> Result<(), VerifyError> {
        let index = self.tree.size();
        let here = |reason| bad(place, reason);
        if entry.leaf != entry.leaf_in(self.log) {
            return Err(here(Reason::Changed));
        }
        if entry.index != index {
            return Err(here(Reason::Another(entry.index)));
        }
        let mut bytes = entry.sealed.len() as u64;
        for hash in entry.file_hashes() {
            bytes += self.file(index, &hash)?;
            self.files += 1;
        }
        self.tree.push(entry.leaf);
        self.watcher.entry(entry, bytes);
        Ok(())
    }

    /// Whether the heads that were kept apart say the same of all up to here.
    fn kept(&mut self) -> Result<(), VerifyError> {
        match self.heads.contradicted(&self.tree) {
            Some(name) => Err(bad(Place::Kept(name), Reason::Unsigned)),
            None => Ok(()),
        }
    }

    /// A sealed file that an entry brings. Gives its length.
    fn file(&self, index: u64, wanted: &Hash) -> Result<u64, VerifyError> {
        let name = hex(wanted);
        let path = self.folder.join("files").join(&name);
        let mut file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(bad(Place::Entry(index), Reason::FileMissing(name)));
            }
            Err(error) => return Err(unreadable(&path, error)),
        };
        let (mut hash, mut length, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
        loop {
            match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => {
                    hash.update(&buffer[..read]);
                    length += read as u64;
                }
                Err(error) => return Err(unreadable(&path, error)),
            }
        }
        match Hash::from(hash.finalize()) == *wanted {
            true => Ok(length),
            false => Err(bad(Place::Entry(index), Reason::FileChanged(name))),
        }
    }

    /// The head that ends a segment, against what was in it.
    fn close(&self, first: u64, end: u64, head: &Head) -> Result<(), VerifyError> {
        // The segment's beginning says another end than the head that was signed for it.
        if head.size != end {
            return Err(bad(Place::Entry(first), Reason::Changed));
        }
        match head.root == self.tree.root() {
            true => Ok(()),
            // Each entry is whole by itself, so whoever changed one did it with care.
            false => Err(bad(Place::Between(first, end), Reason::Changed)),
        }
    }
}

/// The first entry of the last segment that there is a file of.
fn last_segment(folder: &Path) -> Result<Option<u64>, VerifyError> {
    let segments = folder.join("segments");
    let unread = |error| unreadable(&segments, error);
    let mut last = None;
    let listed = match fs::read_dir(&segments) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        listed => listed.map_err(unread)?,
    };
    for entry in listed {
        let name = entry.map_err(unread)?.file_name();
        let first = name.to_str().and_then(|name| name.strip_suffix(".seg")?.parse().ok());
        last = last.max(first);
    }
    Ok(last)
}
