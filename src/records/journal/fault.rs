//! Why something did not go on record.

use std::io;

use thiserror::Error;

use crate::entry::EntryError;
use crate::note::NoteError;
use crate::seal::SealError;
use crate::segment::{FrameError, SegmentError};

/// Why something did not go on record. Nothing of the batch did.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum JournalError {
    /// The disk is full, or what this person may have of it.
    #[error("there is no room on the disk for the record")]
    Full,
    /// As much waits for delivery as may wait.
    #[error("as much of the record waits for delivery as the policy allows")]
    Limit,
    /// Another program has it open.
    #[error("another program has this journal open")]
    Held,
    /// The folder has another log's journal.
    #[error("the folder has the journal of another account, device or key")]
    Another,
    /// What was acknowledged is not there as it was written: the disk or somebody changed it.
    #[error("{file} is damaged behind byte {offset}")]
    Damaged {
        /// The file in the journal's folder.
        file: String,
        /// The end of the last batch that is as it was written.
        offset: u64,
    },
    /// An entry names a file in another way than by its hash.
    #[error("a file is named by something that is no hash")]
    File,
    /// The entry makes no sense.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// The account's or the device's name can't be one of a log.
    #[error(transparent)]
    Key(#[from] NoteError),
    /// Nothing could be sealed.
    #[error(transparent)]
    Seal(SealError),
    /// A piece is too long, or a closed segment is broken.
    #[error(transparent)]
    Segment(SegmentError),
    /// The disk failed in another way.
    #[error(transparent)]
    Io(io::Error),
}

impl From<io::Error> for JournalError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Self::Full,
            _ => Self::Io(error),
        }
    }
}

impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            _ => Self::Io(io::Error::other(error)),
        }
    }
}

impl From<SealError> for JournalError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Io(error) => error.into(),
            other => Self::Seal(other),
        }
    }
}

impl From<SegmentError> for JournalError {
    fn from(error: SegmentError) -> Self {
        match error.unreadable() {
            Ok(error) => error.into(),
            Err(other) => Self::Segment(other),
        }
    }
}

impl From<FrameError> for JournalError {
    fn from(error: FrameError) -> Self {
        SegmentError::from(error).into()
    }
}
