//! What lies on the clipboard that is no text: the window's own toolkit hands over text alone.

#[cfg_attr(target_os = "linux", path = "pasteboard/x11.rs")]
#[cfg_attr(not(target_os = "linux"), path = "pasteboard/native.rs")]
mod service;

use std::fmt;
use std::path::PathBuf;

/// The largest picture that is taken over, in bytes of its file.
const PICTURE_BYTES: usize = 64 * 1024 * 1024;

/// Something to paste.
#[derive(Clone, PartialEq, Eq)]
pub enum Pasted {
    /// Files of this computer.
    Files(Vec<PathBuf>),
    /// A picture, as the file that another program made of it. Nobody has looked into it yet.
    Picture(Vec<u8>),
}

impl fmt::Debug for Pasted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Files(files) => write!(f, "Files({})", files.len()),
            Self::Picture(bytes) => write!(f, "Picture({} bytes)", bytes.len()),
        }
    }
}

/// What to paste; none where it is text, or nothing. Blocks for as long as the program takes that it comes from: some seconds at
/// most.
pub fn pasted() -> Option<Pasted> {
    service::pasted()
}
