//! Frames: a byte that says what it is, four that say how long, and the bytes.

use std::io::{self, Read};

use thiserror::Error;

/// The longest frame, in bytes. An event of Matrix has at most 64 KiB, and its entry several times that at most.
pub const MAX_FRAME: usize = 4 << 20;

/// A frame of a segment.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) kind: Kind,
    pub(crate) body: &'a [u8],
}

impl<'a> Frame<'a> {
    /// The next frame; none where the input ends between two.
    pub(crate) fn read(input: &mut impl Read, buffer: &'a mut Vec<u8>) -> Result<Option<Self>, FrameError> {
        let mut head = [0; 5];
        if input.read(&mut head[..1])? == 0 {
            return Ok(None);
        }
        input.read_exact(&mut head[1..])?;
        let kind = Kind::of(head[0]).ok_or(FrameError::Kind)?;
        let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]) as usize;
        if length > MAX_FRAME {
            return Err(FrameError::Length);
        }
        buffer.resize(length, 0);
        input.read_exact(buffer)?;
        Ok(Some(Self { kind, body: buffer }))
    }
}

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    /// Which entries the segment has.
    Span = b'S',
    /// An entry.
    Entry = b'E',
    /// A signed head.
    Head = b'H',
    /// What this device notes for itself, in its spool only.
    Own = b'O',
}

impl Kind {
    fn of(byte: u8) -> Option<Self> {
        [Self::Span, Self::Entry, Self::Head, Self::Own]
            .into_iter()
            .find(|kind| *kind as u8 == byte)
    }
}

/// Adds a frame.
pub(crate) fn put(kind: Kind, body: &[u8], to: &mut Vec<u8>) -> Result<(), FrameError> {
    let length = u32::try_from(body.len()).ok().filter(|_| body.len() <= MAX_FRAME);
    let length = length.ok_or(FrameError::Length)?;
    to.push(kind as u8);
    to.extend_from_slice(&length.to_be_bytes());
    to.extend_from_slice(body);
    Ok(())
}

/// Why there is no frame.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FrameError {
    /// The file ends within it.
    #[error("the file ends too early")]
    Torn,
    /// It is of no kind.
    #[error("a piece is of no kind that this format has")]
    Kind,
    /// It is too long.
    #[error("a piece is too long")]
    Length,
    /// The file can't be read.
    #[error(transparent)]
    Io(io::Error),
}

impl From<io::Error> for FrameError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Torn,
            _ => Self::Io(error),
        }
    }
}
