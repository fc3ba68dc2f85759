//! `despatch records open DIR --identity KEYFILE --out FOLDER`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use records::export::{self, Purpose, Selection};
use records::usage::Use;

use super::progress::Progress;
use super::{Kept, identities, say_bad, say_unopened};
use crate::{CLEAN, UNREADABLE};

/// The log of every use, beside what is made.
const LOG: &str = "records-use.log";

/// What somebody asked for.
pub(crate) struct Asked<'a> {
    pub dirs: &'a [PathBuf],
    pub identity: &'a Path,
    pub to: &'a Path,
    pub selection: Selection,
    pub purpose: Purpose,
}

pub(crate) fn open(asked: &Asked<'_>, kept: &Kept, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let Some(identities) = identities(asked.identity, err)? else {
        return Ok(UNREADABLE);
    };
    let journals = match kept.journals(asked.dirs) {
        Ok(journals) => journals,
        Err(error) => return say_bad(&error, err),
    };
    let used = Use {
        what: "open",
        journals: journals
            .iter()
            .map(|(folder, _)| folder.display().to_string())
            .collect(),
        out: Some(asked.to.display().to_string()),
    };
    // Written before anything is opened: no log, no opening.
    let log = asked.to.parent().unwrap_or(Path::new("")).join(LOG);
    if let Err(error) = used.log(&log, &asked.purpose, &asked.selection) {
        writeln!(err, "not opened: {} can't be written: {error}", log.display())?;
        return Ok(UNREADABLE);
    }
    let progress = Progress::over(&journals);
    let (selection, purpose) = (&asked.selection, &asked.purpose);
    let opened = export::open(&journals, &identities, selection, purpose, asked.to, &mut |bytes| {
        progress.add(bytes)
    });
    progress.done();
    match opened {
        Ok(statement) => {
            writeln!(out, "{}: {} entries", asked.to.display(), statement.selected())?;
            if statement.not_opened() > 0 {
                writeln!(out, "{} entries are sealed to other keys", statement.not_opened())?;
            }
            Ok(CLEAN)
        }
        Err(error) => say_unopened(&error, err),
    }
}
