//! A person's own folders.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// Where a person's things lie: theirs alone (mode 0700 where there are modes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Stores, which must not be lost.
    pub data: PathBuf,
    /// What can be fetched again.
    pub cache: PathBuf,
    /// What the person chose.
    pub config: PathBuf,
}

/// Why a person's folders cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HomeError {
    /// The system names no home for this person.
    #[error("this account has no home folder")]
    Nowhere,
    /// The folder belongs to somebody else, who could read and replace what is in it.
    #[error("{0} belongs to another account")]
    Foreign(PathBuf),
    /// The folder cannot be made, opened or closed to others.
    #[error("{path} cannot be used: {source}")]
    Unusable {
        /// Which folder.
        path: PathBuf,
        /// The system's word.
        source: io::Error,
    },
}

impl Home {
    /// Finds the folders (on Linux by the XDG variables), makes those that are missing, and closes them to others.
    pub fn open() -> Result<Self, HomeError> {
        let folders = ProjectDirs::from("org", "despatch", "Despatch").ok_or(HomeError::Nowhere)?;
        // Local, not roaming, on Windows: a store that roams is a store that is copied.
        let home = Self {
            data: folders.data_local_dir().to_owned(),
            cache: folders.cache_dir().to_owned(),
            config: folders.config_local_dir().to_owned(),
        };
        for folder in [&home.data, &home.cache, &home.config] {
            prepare(folder)?;
        }
        Ok(home)
    }
}

fn prepare(folder: &Path) -> Result<(), HomeError> {
    let unusable = |source| HomeError::Unusable {
        path: folder.to_owned(),
        source,
    };
    make(folder).map_err(unusable)?;
    let opened = File::open(folder).map_err(unusable)?;
    let facts = opened.metadata().map_err(unusable)?;
    if !facts.is_dir() {
        return Err(unusable(io::ErrorKind::NotADirectory.into()));
    }
    close(folder, &opened, &facts)
}

/// Made with its final mode at once: there is no moment in which others could open it.
#[cfg(unix)]
fn make(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).create(folder)
}

/// Judged and mended by descriptor, so that no other folder can be slipped in between.
#[cfg(unix)]
fn close(folder: &Path, opened: &File, facts: &fs::Metadata) -> Result<(), HomeError> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    if facts.uid() != rustix::process::geteuid().as_raw() {
        return Err(HomeError::Foreign(folder.to_owned()));
    }
    if facts.mode() & 0o7777 != 0o700 {
        opened
            .set_permissions(fs::Permissions::from_mode(0o700))
            .map_err(|source| HomeError::Unusable {
                path: folder.to_owned(),
                source,
            })?;
    }
    Ok(())
}

/// A Windows profile folder inherits an access list that leaves other people out.
#[cfg(not(unix))]
fn close(_: &Path, _: &File, _: &fs::Metadata) -> Result<(), HomeError> {
    Ok(())
}
