//! The log of every use: a line before anything is opened, and no line is ever taken out.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::export::{Purpose, Selection};
use crate::key::hex;

/// One use of a journal.
#[derive(Clone, Debug, Serialize)]
pub struct Use<'a> {
    /// `open` or `compare`.
    pub what: &'a str,
    /// The folders.
    pub journals: Vec<String>,
    /// Where what was opened goes, if it goes anywhere.
    pub out: Option<String>,
}

impl Use<'_> {
    /// Adds it to the log in this file. Each line has the SHA-256 of the line before it, so that a line that is taken out
    /// shows.
    pub fn log(&self, file: &Path, purpose: &Purpose, selection: &Selection) -> io::Result<()> {
        let before = match fs::read_to_string(file) {
            Ok(before) => before,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        let previous = before.lines().last().map(|line| hex(&Sha256::digest(line)));
        let line = serde_json::json!({
            "use": self,
            "at_ms": purpose.at_ms,
            "operator": purpose.operator,
            "reason": purpose.reason,
            "case": purpose.case,
            "asked": {
                "room": selection.room,
                "from_ms": selection.from_ms,
                "to_ms": selection.to_ms,
                "person": selection.person,
            },
            "previous": previous,
        });
        let line = serde_jcs::to_vec(&line).map_err(io::Error::other)?;
        let mut log = OpenOptions::new().create(true).append(true).open(file)?;
        // A line that a crash left half stays one of its own.
        if !before.is_empty() && !before.ends_with('\n') {
            log.write_all(b"\n")?;
        }
        log.write_all(&line)?;
        log.write_all(b"\n")?;
        log.sync_all()
    }
}
