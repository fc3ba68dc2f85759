//! A person's own folders.

mod accounts;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

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
    /// Where the folders are (on Linux by the XDG variables), be they there or not. Touches nothing.
    pub fn find() -> Result<Self, HomeError> {
        let folders = ProjectDirs::from("org", "despatch", "Despatch").ok_or(HomeError::Nowhere)?;
        // Local, not roaming, on Windows: a store that roams is a store that is copied.
        Ok(Self {
            data: folders.data_local_dir().to_owned(),
            cache: folders.cache_dir().to_owned(),
            config: folders.config_local_dir().to_owned(),
        })
    }

    /// Finds the folders, makes those that are missing, and closes them to others.
    pub fn open() -> Result<Self, HomeError> {
        let home = Self::find()?;
        for folder in [&home.data, &home.cache, &home.config] {
            prepare(folder)?;
        }
        Ok(home)
    }

    /// A name for this home that no other home has: it goes into the keyring entry's, so that two homes of one person
    /// don't share a key. Random and kept, and not made of the path: a home that is moved stays the same one.
    pub fn profile(&self) -> Result<String, HomeError> {
        if let Some(name) = self.known_profile()? {
            return Ok(name);
        }
        let path = self.data.join("profile");
        let unusable = |source| HomeError::Unusable {
            path: path.clone(),
            source,
        };
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|error| unusable(io::Error::other(error)))?;
        let name: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        // Whole or not at all: a name half written would be another name, and its key would count as lost.
        let unfinished = self.data.join("profile.new");
        let mut file = File::create(&unfinished).map_err(unusable)?;
        file.write_all(name.as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(unusable)?;
        fs::rename(&unfinished, &path).map_err(unusable)?;
        Ok(name)
    }

    /// The same name, if this home has one by now. Makes none.
    pub fn known_profile(&self) -> Result<Option<String>, HomeError> {
        let path = self.data.join("profile");
        let unusable = |source| HomeError::Unusable {
            path: path.clone(),
            source,
        };
        match fs::read(&path) {
            Ok(bytes) if bytes.len() == 32 && bytes.iter().all(u8::is_ascii_hexdigit) => {
                Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
            }
            Ok(_) => Err(unusable(io::ErrorKind::InvalidData.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unusable(error)),
        }
    }
}

/// Where the person's files usually go; none where the system doesn't say.
pub fn downloads() -> Option<PathBuf> {
    let person = UserDirs::new()?;
    // Without a desktop nobody has named the folder; it is there all the same.
    Some(
        person
            .download_dir()
            .map_or_else(|| person.home_dir().join("Downloads"), Path::to_owned),
    )
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
