//! Whether a folder is somebody's own, looked at without changing it.

use std::fs;
use std::io;
use std::path::Path;

/// What a folder that should be a person's own is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderState {
    /// Theirs, and closed to others.
    Own,
    /// Not there.
    Missing,
    /// Something else has its name.
    NotAFolder,
    /// It belongs to another account.
    Foreign,
    /// Theirs, and others may look into it.
    Open,
    /// It cannot be looked at.
    Unreadable,
}

/// Looks at a folder. Where there are no modes, owner and access are not judged.
pub fn folder_state(folder: &Path) -> FolderState {
    match fs::metadata(folder) {
        Ok(facts) if facts.is_dir() => judged(&facts),
        Ok(_) => FolderState::NotAFolder,
        Err(error) if error.kind() == io::ErrorKind::NotFound => FolderState::Missing,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => FolderState::NotAFolder,
        Err(_) => FolderState::Unreadable,
    }
}

#[cfg(unix)]
fn judged(facts: &fs::Metadata) -> FolderState {
    use std::os::unix::fs::MetadataExt;
    if facts.uid() != rustix::process::geteuid().as_raw() {
        FolderState::Foreign
    } else if facts.mode() & 0o077 == 0 {
        FolderState::Own
    } else {
        FolderState::Open
    }
}

#[cfg(not(unix))]
fn judged(_: &fs::Metadata) -> FolderState {
    FolderState::Own
}
