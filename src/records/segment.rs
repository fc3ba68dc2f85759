//! Segments: files of sealed entries in their order, each ended by the head that signs for it and all before it.

mod frame;

use std::io::{self, Read};

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::key::Log;
use crate::tree::{Hash, leaf};

pub(crate) use frame::{Frame, Kind, put};
pub use frame::{FrameError, MAX_FRAME};

/// What every segment begins with: the name of the format, and its number.
pub(crate) const MAGIC: &[u8; 8] = b"DESPREC\x01";

/// Which entries a segment has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) log: Hash,
    pub(crate) first: u64,
    /// The entry behind the last.
    pub(crate) end: u64,
}

impl Span {
    pub(crate) fn write(&self) -> Vec<u8> {
        let (first, end) = (self.first.to_be_bytes(), self.end.to_be_bytes());
        [&self.log[..], &first, &end].concat()
    }

    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        let (log, rest) = body.split_first_chunk::<32>()?;
        let (first, rest) = rest.split_first_chunk::<8>()?;
        Some(Self {
            log: *log,
            first: u64::from_be_bytes(*first),
            end: u64::from_be_bytes(*rest.first_chunk()?),
        })
        .filter(|_| rest.len() == 8)
    }
}

/// A sealed entry in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedEntry<'a> {
    /// Its place, counted from 0.
    pub index: u64,
    /// The hash of its canonical form.
    pub opened: Hash,
    /// The hash of its leaf, as it is written beside it.
    pub leaf: Hash,
    /// The hashes of the sealed files that it brings, 32 bytes each, one behind another.
    pub files: &'a [u8],
    /// The sealed entry (age).
    pub sealed: &'a [u8],
}

impl<'a> SealedEntry<'a> {
    pub(crate) fn write(&self) -> Vec<u8> {
        let count = (self.files.len() / 32) as u16;
        [
            &self.index.to_be_bytes()[..],
            &self.opened,
            &self.leaf,
            &count.to_be_bytes(),
            self.files,
            self.sealed,
        ]
        .concat()
    }

    pub(crate) fn read(body: &'a [u8]) -> Option<Self> {
        let (index, rest) = body.split_first_chunk::<8>()?;
        let (opened, rest) = rest.split_first_chunk::<32>()?;
        let (leaf, rest) = rest.split_first_chunk::<32>()?;
        let (count, rest) = rest.split_first_chunk::<2>()?;
        let (files, sealed) = rest.split_at_checked(usize::from(u16::from_be_bytes(*count)) * 32)?;
        Some(Self {
            index: u64::from_be_bytes(*index),
            opened: *opened,
            leaf: *leaf,
            files,
            sealed,
        })
    }

    /// The hash its leaf has in this log. It stands for the log, the place, the sealed bytes, the files, and what all that
    /// is when it is opened.
    pub fn leaf_in(&self, log: &Log) -> Hash {
        let mut bytes = Vec::with_capacity(106 + self.files.len());
        bytes.extend_from_slice(log.id());
        bytes.extend_from_slice(&self.index.to_be_bytes());
        bytes.extend_from_slice(&self.opened);
        bytes.extend_from_slice(&Sha256::digest(self.sealed));
        bytes.extend_from_slice(&((self.files.len() / 32) as u16).to_be_bytes());
        bytes.extend_from_slice(self.files);
        leaf(&bytes)
    }

    /// The names of the sealed files that it brings.
    pub fn file_hashes(&self) -> impl Iterator<Item = Hash> + use<'a> {
        self.files.chunks_exact(32).filter_map(|hash| hash.try_into().ok())
    }
}

/// What stands in a delivered segment, piece by piece.
#[derive(Debug)]
pub enum Piece<'a> {
    /// An entry.
    Entry(SealedEntry<'a>),
    /// The signed head that ends it.
    Head(&'a str),
}

/// Reads a segment piece by piece, with one piece at a time in memory.
pub struct Reader<R> {
    input: R,
    buffer: Vec<u8>,
    span: Span,
}

impl<R: Read> Reader<R> {
    /// Reads how it begins.
    pub fn open(mut input: R) -> Result<Self, SegmentError> {
        let mut magic = [0; 8];
        input.read_exact(&mut magic).map_err(FrameError::from)?;
        if magic != *MAGIC {
            return Err(SegmentError::Magic);
        }
        let mut buffer = Vec::new();
        let frame = Frame::read(&mut input, &mut buffer)?.ok_or(SegmentError::Span)?;
        let span = (frame.kind == Kind::Span).then(|| Span::read(frame.body)).flatten();
        let span = span.ok_or(SegmentError::Span)?;
        Ok(Self { input, buffer, span })
    }

    /// The log, its first entry, and the entry behind its last.
    pub fn span(&self) -> (Hash, u64, u64) {
        (self.span.log, self.span.first, self.span.end)
    }

    /// The next piece; none at the end.
    pub fn piece(&mut self) -> Result<Option<Piece<'_>>, SegmentError> {
        let Some(frame) = Frame::read(&mut self.input, &mut self.buffer)? else {
            return Ok(None);
        };
        match frame.kind {
            Kind::Entry => SealedEntry::read(frame.body).map(Piece::Entry),
            Kind::Head => std::str::from_utf8(frame.body).ok().map(Piece::Head),
            Kind::Span | Kind::Own => None,
        }
        .map(Some)
        .ok_or(SegmentError::Piece)
    }
}

/// Why a segment can't be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SegmentError {
    /// It is no segment of this format.
    #[error("this is not a segment of this format")]
    Magic,
    /// It does not say what it has.
    #[error("the segment does not say which entries it has")]
    Span,
    /// A piece of it is of no kind that may stand there.
    #[error("a piece of the segment makes no sense")]
    Piece,
    /// A frame is broken.
    #[error(transparent)]
    Frame(#[from] FrameError),
}

impl SegmentError {
    /// Whether the file itself could not be read, which says nothing of what is in it.
    pub fn unreadable(self) -> Result<io::Error, Self> {
        match self {
            Self::Frame(FrameError::Io(error)) => Ok(error),
            other => Err(other),
        }
    }
}
