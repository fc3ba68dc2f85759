//! Small pictures of people and rooms. They are in clear on the servers, for everybody who may ask for them.

use std::path::PathBuf;

use crate::{RoomId, UserId};

/// Whose picture it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Whose {
    /// Somebody's.
    Person(UserId),
    /// A room's.
    Room(RoomId),
}

/// What somebody changes about themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnChange {
    /// What they are called.
    Name(String),
    /// Their picture: a file on this computer, or none.
    Picture(Option<PathBuf>),
}
