//! The folder of a journal: the open segment, and beside it what waits for delivery, as it will be delivered.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use crate::journal::JournalError;
use crate::key::{Log, hex};
use crate::segment::{Piece, Reader};
use crate::tree::Hash;

/// The end of a name that is not final yet.
const UNDONE: &str = "tmp";
/// The mark of a journal whose account is gone.
const LEFT: &str = "left";

pub(crate) struct Folder {
    at: PathBuf,
}

impl Folder {
    pub(super) fn open(at: &Path) -> Result<Self, JournalError> {
        for part in ["segments", "heads", "files"] {
            fs::create_dir_all(at.join(part))?;
            for name in names(&at.join(part))?.filter(|name| name.ends_with(UNDONE)) {
                fs::remove_file(at.join(part).join(name))?;
            }
        }
        Ok(Self { at: at.to_owned() })
    }

    /// The folder that an account left behind, with its log and held against other programs; none where none did.
    pub(crate) fn left(at: &Path) -> Result<Option<(Self, Log, File)>, JournalError> {
        if !at.join(LEFT).exists() {
            return Ok(None);
        }
        let folder = Self::open(at)?;
        let lock = folder.lock()?;
        let key = fs::read_to_string(folder.key())?;
        let log = key.trim_end().parse()?;
        Ok(Some((folder, log, lock)))
    }

    /// Notes that nothing more will come.
    pub(super) fn leave(&self) -> Result<(), JournalError> {
        self.place(&self.at.join(LEFT), b"").map(drop)
    }

    /// Keeps other programs out.
    pub(super) fn lock(&self) -> Result<File, JournalError> {
        let lock = File::create(self.at.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(lock),
            Err(TryLockError::WouldBlock) => Err(JournalError::Held),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Makes sure that the folder is this log's.
    pub(super) fn claim(&self, log: &Log) -> Result<(), JournalError> {
        let key = self.at.join("key");
        let wanted = format!("{}\n", log.key());
        match fs::read(&key) {
            Ok(found) if found == wanted.as_bytes() => Ok(()),
            Ok(_) => Err(JournalError::Another),
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.place(&key, wanted.as_bytes()).map(|_| ()),
            Err(error) => Err(error.into()),
        }
    }

    /// The first entries of the open segments: one, or two when the program ended between making the new one and removing
    /// the old.
    pub(super) fn open_segments(&self) -> Result<Vec<u64>, JournalError> {
        numbers(&self.at, ".open")
    }

    pub(super) fn open_segment(&self, first: u64) -> PathBuf {
        self.at.join(format!("{first:020}.open"))
    }

    /// The first entries of the closed segments, in order.
    pub(crate) fn segments(&self) -> Result<Vec<u64>, JournalError> {
        numbers(&self.at.join("segments"), ".seg")
    }

    pub(crate) fn segment(&self, first: u64) -> PathBuf {
        self.at.join("segments").join(segment_name(first))
    }

    pub(crate) fn head(&self, size: u64) -> PathBuf {
        self.at.join("heads").join(head_name(size))
    }

    pub(crate) fn file(&self, sealed: &Hash) -> PathBuf {
        self.at.join("files").join(hex(sealed))
    }

    pub(crate) fn key(&self) -> PathBuf {
        self.at.join("key")
    }

    /// A file that is not there before all of it is. Gives its length.
    pub(super) fn place(&self, path: &Path, bytes: &[u8]) -> Result<u64, JournalError> {
        let temporary = path.with_added_extension(UNDONE);
        let written = (|| {
            let mut file = File::create(&temporary)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&temporary, path)
        })();
        if written.is_err() {
            self.discard(&temporary);
        }
        written?;
        sync_names(path);
        Ok(bytes.len() as u64)
    }

    /// A new file for something sealed.
    pub(super) fn new_file(&self) -> Result<(PathBuf, File), JournalError> {
        let mut name = [0; 32];
        getrandom::fill(&mut name).map_err(|_| crate::entry::EntryError::Random)?;
        let path = self.file(&name).with_added_extension(UNDONE);
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok((path, file))
    }

    pub(super) fn keep_file(&self, temporary: &Path, sealed: &Hash) -> Result<(), JournalError> {
        let path = self.file(sealed);
        fs::rename(temporary, &path)?;
        sync_names(&path);
        Ok(())
    }

    /// Keeps a copy of a file beside it, and every earlier one.
    pub(super) fn set_aside(&self, path: &Path) -> Result<(), JournalError> {
        let mut aside = path.with_added_extension("damaged");
        while aside.exists() {
            aside.add_extension("damaged");
        }
        self.place(&aside, &fs::read(path)?).map(|_| ())
    }

    /// Removes what is not finished; what can't be removed now is when the journal is next opened.
    pub(super) fn discard(&self, temporary: &Path) {
        let _ = fs::remove_file(temporary);
    }

    /// Removes sealed files that no entry speaks of: the program ended between keeping one and saying so.
    pub(super) fn forget_files_but(&self, known: &BTreeSet<Hash>) -> Result<(), JournalError> {
        let known: BTreeSet<_> = known.iter().map(|hash| hex(hash)).collect();
        for name in names(&self.at.join("files"))?.filter(|name| !known.contains(name)) {
            fs::remove_file(self.at.join("files").join(name))?;
        }
        Ok(())
    }

    /// Removes a delivered segment and its files. Gives the bytes that are free now.
    pub(crate) fn remove_segment(&self, first: u64) -> Result<u64, JournalError> {
        let mut freed = 0;
        let (end, files) = contents(&self.segment(first))?;
        let parts = files
            .iter()
            .map(|hash| self.file(hash))
            .chain([self.head(end), self.segment(first)]);
        // The segment last: as long as it is there, it is delivered again, and the rest with it.
        for path in parts {
            freed += fs::metadata(&path).map_or(0, |found| found.len());
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        Ok(freed)
    }

    /// Bytes in all that waits for delivery, the open segment not counted.
    pub(super) fn waiting(&self) -> Result<u64, JournalError> {
        let mut bytes = 0;
        for part in ["segments", "heads", "files"] {
            for entry in fs::read_dir(self.at.join(part))? {
                bytes += entry?.metadata()?.len();
            }
        }
        Ok(bytes)
    }
}

/// The name of the segment that begins with this entry.
pub fn segment_name(first: u64) -> String {
    format!("{first:020}.seg")
}

/// The name of the file with the head of this size.
pub fn head_name(size: u64) -> String {
    format!("{size:020}.head")
}

/// The entry behind a closed segment's last, and the sealed files that it names.
pub(crate) fn contents(segment: &Path) -> Result<(u64, BTreeSet<Hash>), JournalError> {
    let mut reader = Reader::open(BufReader::new(File::open(segment)?))?;
    let (_, _, end) = reader.span();
    let mut files = BTreeSet::new();
    while let Some(piece) = reader.piece()? {
        if let Piece::Entry(entry) = piece {
            files.extend(entry.file_hashes());
        }
    }
    Ok((end, files))
}

fn names(folder: &Path) -> io::Result<impl Iterator<Item = String> + use<>> {
    let names: io::Result<Vec<_>> = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect();
    Ok(names?.into_iter().filter_map(|name| name.into_string().ok()))
}

fn numbers(folder: &Path, ending: &str) -> Result<Vec<u64>, JournalError> {
    let mut numbers: Vec<u64> = names(folder)?
        .filter_map(|name| name.strip_suffix(ending)?.parse().ok())
        .collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// Has a new name on the disk. Where a folder can't be opened for it (Windows), the file system keeps names itself.
fn sync_names(path: &Path) {
    if let Some(Ok(folder)) = path.parent().map(File::open) {
        let _ = folder.sync_all();
    }
}
