//! Heads that were kept apart from their journal: what the journal said once, to somebody else.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::key::Log;
use crate::note::Head;
use crate::tree::{Frontier, Hash};
use crate::verify::finding::{Place, Reason, VerifyError, bad, unreadable};

/// Heads by their size, each with the file it is kept in.
pub struct Heads {
    kept: BTreeMap<u64, Vec<(Hash, String)>>,
    agreed: u64,
}

impl Heads {
    /// Those of a log, out of files, and out of folders with files that end in `.head`. A file by itself may be another
    /// log's, and is passed over then.
    pub fn read(log: &Log, paths: &[PathBuf]) -> Result<Self, VerifyError> {
        let mut heads = Self {
            kept: BTreeMap::new(),
            agreed: 0,
        };
        for path in paths {
            if !path.is_dir() {
                let note = read(path)?;
                if note_of(&note).split('\n').next() == Some(log.origin()) {
                    heads.keep(log, path, &note)?;
                }
                continue;
            }
            for entry in fs::read_dir(path).map_err(|error| unreadable(path, error))? {
                let path = entry.map_err(|error| unreadable(path, error))?.path();
                if path.extension().is_some_and(|ending| ending == "head") {
                    heads.keep(log, &path, &read(&path)?)?;
                }
            }
        }
        Ok(heads)
    }

    fn keep(&mut self, log: &Log, path: &Path, written: &str) -> Result<(), VerifyError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let head = log.head(note_of(written)).ok();
        // One that was delivered is named by its size, so that an old one can't stand for a newer.
        let named = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .filter(|stem| stem.len() == 20);
        let named = named.and_then(|stem| stem.parse::<u64>().ok());
        match head {
            Some(Head { size, root }) if named.is_none_or(|named| named == size) => {
                self.kept.entry(size).or_default().push((root, name));
                Ok(())
            }
            _ => Err(bad(Place::Kept(name), Reason::Changed)),
        }
    }

    /// The largest size that one of them signs for.
    pub(super) fn last(&self) -> u64 {
        self.kept.keys().next_back().copied().unwrap_or_default()
    }

    /// How many of them agreed with the journal.
    pub(super) fn agreed(&self) -> u64 {
        self.agreed
    }

    /// Where one is kept that signs for another tree of this size.
    pub(super) fn contradicted(&mut self, tree: &Frontier) -> Option<String> {
        let kept = self.kept.get(&tree.size())?;
        let root = tree.root();
        self.agreed += kept.iter().filter(|(signed, _)| *signed == root).count() as u64;
        let other = kept.iter().find(|(signed, _)| *signed != root);
        other.map(|(_, name)| name.clone())
    }
}

/// The note of a file that may have a proof before it (C2SP tlog-witness).
fn note_of(written: &str) -> &str {
    match written.starts_with("old ") {
        true => written.split_once("\n\n").map_or(written, |(_, note)| note),
        false => written,
    }
}

fn read(path: &Path) -> Result<String, VerifyError> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
