//! Pictures, films and sounds at the room's door.

mod films;
mod hostile;
mod pictures;
mod sounds;
mod videos;
