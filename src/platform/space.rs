//! Space on disk: what is taken, and what is left.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How many bytes the files below a folder have, links not followed; none below a folder that is not there.
pub fn used_bytes(folder: &Path) -> io::Result<u64> {
    let mut waiting: Vec<PathBuf> = vec![folder.to_owned()];
    let mut used = 0_u64;
    while let Some(folder) = waiting.pop() {
        let listing = match fs::read_dir(&folder) {
            Ok(listing) => listing,
            // A running program makes and removes files meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in listing {
            let entry = entry?;
            match entry.metadata() {
                Ok(facts) if facts.is_dir() => waiting.push(entry.path()),
                Ok(facts) if facts.is_file() => used = used.saturating_add(facts.len()),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(used)
}

/// How many bytes this person may still write on the file system where a folder is, or will be once it is made.
///
/// # Errors
///
/// When the system doesn't say; on Windows it isn't asked (`Unsupported`).
pub fn free_bytes(folder: &Path) -> io::Result<u64> {
    let there = folder.ancestors().find(|above| above.is_dir());
    free(there.ok_or(io::ErrorKind::NotFound)?)
}

#[cfg(unix)]
fn free(folder: &Path) -> io::Result<u64> {
    let system = rustix::fs::statvfs(folder)?;
    Ok(system.f_bavail.saturating_mul(system.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> io::Result<u64> {
    Err(io::ErrorKind::Unsupported.into())
}
