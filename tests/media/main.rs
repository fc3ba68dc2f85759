//! Pictures, films and sounds at the room's door.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod films;
mod hostile;
mod pictures;
mod sounds;
mod videos;
