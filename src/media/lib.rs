//! Pictures, films and sounds: what comes is bytes of strangers and is drawn or played within limits; what leaves says nothing
//! but what it shows.
//!
//! Pure: bytes in, pixels and samples out. Whoever calls decides on which thread, and how far.

mod apng;
pub mod film;
pub mod ogg;
pub mod picture;
pub mod sound;
mod stretch;
pub mod video;
pub mod voice;
mod webp;

/// Why what a file says beside what it shows can't be taken out of it: it is of a kind that is not known here, too large, or
/// broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unclean;
