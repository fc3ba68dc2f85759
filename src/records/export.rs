//! Opening a journal for somebody who asked: what was selected, as a bag (BagIt, RFC 8493) that shows what it leaves out.

mod bag;
mod metadata;
mod reading;
mod selection;
mod statement;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::entry::{EntryError, KeptFile, Placed, opened_hash};
use crate::key::{hex, unhex};
use crate::seal::{Identities, SealError};
use crate::segment::SealedEntry;
use crate::verify::{Against, Place, Reason, Tampered, VerifyError, Watcher, Whole, log_of, verify};

pub(crate) use bag::hash_file;
use reading::Reading;
pub use selection::Selection;
pub use statement::Statement;
use statement::time;

/// Who opens a journal, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// Who.
    pub operator: String,
    /// Why.
    pub reason: String,
    /// The case it is for.
    pub case: Option<String>,
    /// When: milliseconds since 1970 began, UTC.
    pub at_ms: u64,
}

/// Opens journals into a folder that is not there yet, and gives what it can say of what is in it. The folder appears when
/// it is complete; nothing of a journal that was tampered with is left behind.
pub fn open(
    journals: &[(PathBuf, Against)],
    identities: &Identities,
    selection: &Selection,
    purpose: &Purpose,
    out: &Path,
    progress: &mut dyn FnMut(u64),
) -> Result<Statement, ExportError> {
    if out.exists() {
        return Err(ExportError::There(out.to_owned()));
    }
    let undone = out.with_added_extension("part");
    if undone.exists() {
        fs::remove_dir_all(&undone)?;
    }
    let made = write(journals, identities, selection, purpose, &undone, progress);
    let finished = made.and_then(|statement| {
        fs::rename(&undone, out)?;
        Ok(statement)
    });
    if finished.is_err() {
        // What was opened must not lie about; that the folder was never made is no harm.
        let _ = fs::remove_dir_all(&undone);
    }
    finished
}

fn write(
    journals: &[(PathBuf, Against)],
    identities: &Identities,
    selection: &Selection,
    purpose: &Purpose,
    to: &Path,
    progress: &mut dyn FnMut(u64),
) -> Result<Statement, ExportError> {
    let data = to.join("data");
    fs::create_dir_all(data.join("files"))?;
    let mut export = Export {
        identities,
        selection,
        lines: BufWriter::new(File::create(data.join("records.jsonl"))?),
        reading: Reading::begin(to)?,
        metadata: metadata::Table::default(),
        statement: Statement::new(selection, purpose),
        data: data.clone(),
    };
    for (folder, against) in journals {
        let log = log_of(folder)?;
        let own = data.join("journals").join(log.folder());
        fs::create_dir_all(&own)?;
        fs::write(own.join("key"), format!("{}\n", log.key()))?;
        let mut opening = Opening {
            export: &mut export,
            folder,
            journal: log.folder(),
            leaves: BufWriter::new(File::create(own.join("leaves"))?),
            progress,
            failed: None,
        };
        let verified = verify(folder, against, &mut opening);
        let Opening { mut leaves, failed, .. } = opening;
        // What stopped the opening comes before what verifying says of the rest.
        failed.map_or(Ok(()), Err)?;
        let whole = verified?;
        leaves.flush()?;
        fs::write(own.join("head"), whole.head.as_deref().unwrap_or_default())?;
        export.statement.journal(&whole);
    }
    export.finish(to, purpose)
}

/// What is being written.
struct Export<'a> {
    identities: &'a Identities,
    selection: &'a Selection,
    lines: BufWriter<File>,
    reading: Reading,
    metadata: metadata::Table,
    statement: Statement,
    data: PathBuf,
}

impl Export<'_> {
    /// Writes the line of an entry, every member of it, also such as this version does not know.
    fn line(&mut self, journal: &str, sealed: &SealedEntry<'_>, entry: &Value) -> Result<(), ExportError> {
        let line = json!({
            "journal": journal,
            "sealed_sha256": hex(&Sha256::digest(sealed.sealed)),
            "files": sealed.file_hashes().map(|hash| hex(&hash)).collect::<Vec<_>>(),
            "entry": entry,
        });
        let line = serde_jcs::to_vec(&line).map_err(|_| EntryError::Json)?;
        self.lines.write_all(&line)?;
        Ok(self.lines.write_all(b"\n")?)
    }

    /// Writes what there is to read and to count of an entry.
    fn take(&mut self, folder: &Path, placed: &Placed) -> Result<(), ExportError> {
        let mut names = Vec::new();
        for file in placed.entry.kind.files() {
            names.push(self.file(folder, file, placed)?);
        }
        self.reading.entry(&self.data, placed, &names)?;
        self.statement.entry(placed);
        Ok(())
    }

    /// Opens a file that an entry brings. Gives its name among the files.
    fn file(&mut self, folder: &Path, file: &KeptFile, placed: &Placed) -> Result<String, ExportError> {
        // Both become part of a path, and whoever sealed the entry may have written anything.
        let (sealed, _) = unhex(&file.sealed).zip(unhex(&file.sha256)).ok_or(ExportError::File)?;
        let name = metadata::file_name(&file.sha256, &file.name);
        let path = self.data.join("files").join(&name);
        if !path.exists() {
            let sealed = File::open(folder.join("files").join(hex(&sealed)))?;
            let mut opened = self.identities.opening(io::BufReader::new(sealed))?;
            io::copy(&mut opened, &mut File::create(&path)?)?;
            // A device that sealed something else than it said.
            if hash_file(&path)?.0 != file.sha256 {
                return Err(ExportError::File);
            }
            self.metadata.add(&name, file, placed);
        }
        Ok(name)
    }

    fn finish(mut self, to: &Path, purpose: &Purpose) -> Result<Statement, ExportError> {
        self.lines.flush()?;
        self.statement.settle();
        self.reading.finish(&self.data, &self.statement)?;
        fs::write(self.data.join("completeness.json"), self.statement.json())?;
        fs::write(self.data.join("metadata.csv"), self.metadata.csv())?;
        bag::finish(to, purpose)?;
        Ok(self.statement)
    }
}

/// Opens what verifying goes by.
struct Opening<'a, 'b> {
    export: &'a mut Export<'b>,
    folder: &'a Path,
    journal: String,
    leaves: BufWriter<File>,
    progress: &'a mut dyn FnMut(u64),
    failed: Option<ExportError>,
}

impl Opening<'_, '_> {
    fn open(&mut self, sealed: &SealedEntry<'_>) -> Result<(), ExportError> {
        self.leaves.write_all(&sealed.leaf)?;
        let canonical = match self.export.identities.open(sealed.sealed) {
            Ok(canonical) => canonical,
            Err(SealError::NotForUs) => {
                self.export.statement.sealed_to_others();
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        };
        let entry: Option<Value> = serde_json::from_slice(&canonical).ok();
        let whole = |entry: &Value| opened_hash(&canonical) == sealed.opened && entry["index"] == sealed.index;
        let Some(entry) = entry.filter(whole) else {
            return Err(VerifyError::Tampered(Tampered {
                place: Place::Entry(sealed.index),
                reason: Reason::Changed,
            })
            .into());
        };
        let export = &mut *self.export;
        let Ok(placed) = Placed::read(&canonical) else {
            // Of a later version: nobody can say that it was not asked for.
            export.statement.not_understood();
            return export.line(&self.journal, sealed, &entry);
        };
        export.statement.seen(&placed);
        if export.selection.takes(&placed.entry) {
            export.line(&self.journal, sealed, &entry)?;
            export.take(self.folder, &placed)?;
        }
        Ok(())
    }
}

impl Watcher for Opening<'_, '_> {
    fn entry(&mut self, entry: &SealedEntry<'_>, bytes: u64) {
        (self.progress)(bytes);
        if self.failed.is_none() {
            self.failed = self.open(entry).err();
        }
    }
}

/// Why nothing was opened.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ExportError {
    /// Something is where it was to go.
    #[error("{0} is there already")]
    There(PathBuf),
    /// The journal is not whole.
    #[error(transparent)]
    Verify(#[from] VerifyError),
    /// Something can't be opened.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// An entry makes no sense.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// A sealed file is not what its entry says.
    #[error("a sealed file is not what its entry says it is")]
    File,
    /// It can't be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Statement {
    fn journal(&mut self, whole: &Whole) {
        let last = whole.head.as_deref().unwrap_or_default();
        self.add_journal(whole.log.origin(), &whole.log.key(), whole.size, last);
    }
}
