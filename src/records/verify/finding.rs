//! What verifying finds: where a journal begins to be bad, and what is wrong there; or why nothing can be said.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// What is wrong with a journal, and where it begins to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tampered {
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub reason: Reason,
}

impl fmt::Display for Tampered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

/// A place in a journal, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// The file with its key.
    Key,
    /// The entry at this place, counted from 0.
    Entry(u64),
    /// One of these entries: the first that may be meant, and the one behind the last.
    Between(u64, u64),
    /// The head that signs for this many entries.
    Head(u64),
    /// A file with a head that was kept apart.
    Kept(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key => f.write_str("the key of the journal"),
            Self::Entry(index) => write!(f, "entry {index}"),
            Self::Between(first, end) => write!(f, "one of the entries {first} to {}", end.saturating_sub(1)),
            Self::Head(size) => write!(f, "the head at {size}"),
            Self::Kept(name) => write!(f, "the head kept in {name}"),
        }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Reason {
    /// It is not there, though what comes later is, or a later head speaks of it.
    #[error("it is missing")]
    Missing,
    /// It is not what was written.
    #[error("it was changed")]
    Changed,
    /// Another one is in its place.
    #[error("number {0} is in its place")]
    Another(u64),
    /// It is of another log.
    #[error("it is of another journal")]
    Foreign,
    /// A file that it brings is not there.
    #[error("its file {0} is missing")]
    FileMissing(String),
    /// A file that it brings is not what was sealed.
    #[error("its file {0} was changed")]
    FileChanged(String),
    /// It is not the head of what is before it.
    #[error("it does not sign for what is before it")]
    Unsigned,
    /// Something that does not belong there.
    #[error("something is behind it that does not belong there")]
    Beyond,
    /// The key is not the one that was given.
    #[error("it is not the key that was given")]
    OtherKey,
}

/// Why nothing can be said.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// It was tampered with, or something is missing.
    #[error("{0}")]
    Tampered(Tampered),
    /// This is no journal.
    #[error("{0} is not a journal")]
    NotOne(PathBuf),
    /// It can't be read.
    #[error("{path} can't be read: {error}")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

pub(super) fn bad(place: Place, reason: Reason) -> VerifyError {
    VerifyError::Tampered(Tampered { place, reason })
}

pub(super) fn unreadable(path: &Path, error: io::Error) -> VerifyError {
    VerifyError::Unreadable {
        path: path.to_owned(),
        error,
    }
}
