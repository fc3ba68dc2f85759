//! The list of rooms that an approved homeserver shows to people who aren't in them.

use std::sync::Arc;

use crate::{Capability, RoomId, ServerName, Why};

/// What rooms are looked for by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browse {
    /// On which server; none for the person's own.
    pub server: Option<ServerName>,
    /// By which words; all there are where there are none.
    pub words: String,
}

/// A server whose rooms may be looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// Its name.
    pub server: ServerName,
    /// The department's name.
    pub name: Arc<str>,
}

/// What there is, until now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What was looked for.
    pub asked: Browse,
    /// Where one may look: the person's own server first.
    pub directories: Arc<[Directory]>,
    /// What was found.
    pub rooms: Arc<[ListedRoom]>,
    /// The server has more of them.
    pub more: bool,
    /// Some are being asked for.
    pub loading: bool,
    /// Why there are no more, where that failed.
    pub failed: Option<Why>,
}

/// A room that a server lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedRoom {
    /// Which.
    pub id: RoomId,
    /// What leads to it, with servers to ask: what [`crate::Command::Join`] takes.
    pub address: Arc<str>,
    /// Its name; its address where it has none.
    pub name: Arc<str>,
    /// Its topic; empty when none.
    pub topic: Arc<str>,
    /// People in it.
    pub people: u64,
    /// It holds other rooms.
    pub space: bool,
    /// How the person stands to it.
    pub standing: Entered,
    /// Come in.
    pub join: Capability,
    /// Ask to be let in.
    pub knock: Capability,
}

/// How the person stands to a room that is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Entered {
    /// Not in it.
    #[default]
    Not,
    /// In it.
    Joined,
    /// Asked in.
    Invited,
    /// They asked to be let in.
    Knocking,
}
