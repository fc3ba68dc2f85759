//! `despatch policy check FILE...`

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use policy::{Level, Policy, Source};

use crate::{CLEAN, PROBLEMS, UNREADABLE};

/// More than any policy may hold: enough for the judgement that it is too much.
const ENOUGH: u64 = 2 << 20;

pub(crate) fn check(files: &[PathBuf], out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let mut sources = Vec::new();
    let mut unreadable = false;
    for file in files {
        let path = file.display().to_string();
        match read(file) {
            Ok(bytes) => sources.push(Source {
                path,
                level: Level::Managed,
                bytes,
            }),
            Err(error) => {
                writeln!(err, "{path}: error: can't be read: {error}")?;
                unreadable = true;
            }
        }
    }
    // A policy judged without one of its files would be another policy.
    if unreadable {
        return Ok(UNREADABLE);
    }
    let problems = Policy::resolve(&sources).map_or_else(|problems| problems, |policy| policy.problems().to_vec());
    for problem in &problems {
        writeln!(out, "{problem}")?;
    }
    Ok(if problems.is_empty() { CLEAN } else { PROBLEMS })
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(ENOUGH).read_to_end(&mut bytes)?;
    Ok(bytes)
}
