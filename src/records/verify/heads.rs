//! Heads that were kept apart from their journal: what the journal said once, to somebody else.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::key::Log;
use crate::note::Head;
use crate::tree::{Frontier, Hash, consistent};
use crate::verify::finding::{Place, Reason, VerifyError, bad, unreadable};

/// Heads by their size.
pub(super) struct Heads {
    kept: BTreeMap<u64, Vec<Kept>>,
    /// The roots at the sizes that proofs begin with, as the journal has them.
    begun: BTreeMap<u64, Hash>,
    agreed: u64,
}

/// A head that was kept.
struct Kept {
    root: Hash,
    /// The file.
    name: String,
    /// The size before, and the proof that the log has only grown since; none where the head stands by itself.
    grown: Option<(u64, Vec<Hash>)>,
}

impl Heads {
    /// Those of a log, out of files, and out of folders with files that end in `.head`. A file by itself may be another
    /// log's, and is passed over then.
    pub(super) fn read(log: &Log, paths: &[PathBuf]) -> Result<Self, VerifyError> {
        let mut heads = Self {
            kept: BTreeMap::new(),
            begun: BTreeMap::new(),
            agreed: 0,
        };
        for path in paths {
            if !path.is_dir() {
                let note = read(path)?;
                let (_, head) = parts(&note);
                if head.split('\n').next() == Some(log.origin()) {
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
        let (proof, note) = parts(written);
        let head = log.head(note).ok();
        let grown = proof.map(grown);
        // One that was delivered is named by its size, so that an old one can't stand for a newer.
        let named = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .filter(|stem| stem.len() == 20);
        let named = named.and_then(|stem| stem.parse::<u64>().ok());
        match (head, grown) {
            (_, Some(None)) | (None, _) => Err(bad(Place::Kept(name), Reason::Changed)),
            (Some(head), _) if named.is_some_and(|named| named != head.size) => {
                Err(bad(Place::Kept(name), Reason::Changed))
            }
            (Some(Head { size, root }), grown) => {
                let grown = grown.flatten();
                self.begun.extend(grown.iter().map(|(old, _)| (*old, Hash::default())));
                self.kept.entry(size).or_default().push(Kept { root, name, grown });
                Ok(())
            }
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

    /// Where one is kept that signs for another tree of this size, or whose proof proves nothing.
    pub(super) fn contradicted(&mut self, tree: &Frontier) -> Option<String> {
        if let Some(begun) = self.begun.get_mut(&tree.size()) {
            *begun = tree.root();
        }
        let kept = self.kept.get(&tree.size())?;
        let root = tree.root();
        let agrees = |kept: &&Kept| {
            let proved = kept.grown.as_ref().is_none_or(|(old, proof)| {
                let begun = self.begun.get(old).copied().unwrap_or_default();
                consistent((*old, &begun), (tree.size(), &root), proof).is_ok()
            });
            proved && kept.root == root
        };
        self.agreed += kept.iter().filter(agrees).count() as u64;
        kept.iter().find(|kept| !agrees(kept)).map(|kept| kept.name.clone())
    }
}

/// The proof that may stand before a note (C2SP tlog-witness), and the note.
fn parts(written: &str) -> (Option<&str>, &str) {
    match written.split_once("\n\n") {
        Some((proof, note)) if proof.starts_with("old ") => (Some(proof), note),
        _ => (None, written),
    }
}

/// What a proof says, when it is in the one form that it has.
fn grown(proof: &str) -> Option<(u64, Vec<Hash>)> {
    let mut lines = proof.split('\n');
    let written = lines.next()?.strip_prefix("old ")?;
    let old = written.parse::<u64>().ok().filter(|old| old.to_string() == written)?;
    let hash = |line| STANDARD.decode(line).ok()?.try_into().ok();
    Some((old, lines.map(hash).collect::<Option<_>>()?))
}

fn read(path: &Path) -> Result<String, VerifyError> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
