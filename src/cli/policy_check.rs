//! `despatch policy check FILE...`

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use policy::{Day, Input, Level, Policy, Source};

use crate::{CLEAN, PROBLEMS, UNREADABLE};

/// More than any policy may hold: enough for the judgement that it is too much.
const ENOUGH: u64 = 2 << 20;

pub(crate) fn check(files: &[PathBuf], today: Day, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let mut sources = Vec::new();
    for file in files {
        sources.extend(read(file, err)?);
    }
    // A policy judged without one of its files would be another policy.
    if sources.len() < files.len() {
        return Ok(UNREADABLE);
    }
    let input = Input {
        sources: &sources,
        choices: None,
        memory: None,
        today,
    };
    let problems = Policy::resolve(&input).map_or_else(|problems| problems, |policy| policy.problems().to_vec());
    for problem in &problems {
        writeln!(out, "{problem}")?;
    }
    Ok(if problems.is_empty() { CLEAN } else { PROBLEMS })
}

/// A file as a managed one; none when it can't be read, which is said.
pub(crate) fn read(file: &Path, err: &mut dyn Write) -> io::Result<Option<Source>> {
    let path = file.display().to_string();
    match bytes(file) {
        Ok(bytes) => Ok(Some(Source::file(path, Level::Managed, bytes))),
        Err(error) => {
            writeln!(err, "{path}: error: can't be read: {error}")?;
            Ok(None)
        }
    }
}

fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(ENOUGH).read_to_end(&mut bytes)?;
    Ok(bytes)
}
