//! What may be changed about a room and the people in it, and by whom.

use std::path::PathBuf;

use crate::{Capability, UserId};

/// How much somebody may decide in a room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// What everybody here may.
    #[default]
    Member,
    /// They look after what is said and who is here.
    Moderator,
    /// They decide everything, and who else may.
    Administrator,
}

impl Role {
    /// Each, the most first.
    pub const ALL: [Self; 3] = [Self::Administrator, Self::Moderator, Self::Member];
}

/// What the person may do with somebody else in a room, or with themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberAllows {
    /// Give them another role.
    pub role: Capability,
    /// Which: the most first, without the one they have.
    pub roles: Vec<Role>,
    /// Remove them, or decline what they ask.
    pub remove: Capability,
    /// Remove them and keep them out.
    pub ban: Capability,
    /// Keep them out no longer.
    pub unban: Capability,
    /// Let them in who ask for it.
    pub admit: Capability,
}

/// How a room is set up, and what of it the person may change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoomSettings {
    /// Who may come in by themselves.
    pub access: Access,
    /// From when on one may read.
    pub history: History,
    /// Give it another name.
    pub rename: Capability,
    /// Give it another topic.
    pub retopic: Capability,
    /// It has a picture.
    pub has_picture: bool,
    /// Give it another picture.
    pub picture: Capability,
    /// Its server lists it; none where that is not known.
    pub listed: Option<bool>,
    /// Have it listed, or no longer.
    pub list: Capability,
    /// Open or close it so; without what it is now.
    pub accesses: Vec<(Access, Capability)>,
    /// Let newcomers read so much; without what they may now.
    pub histories: Vec<(History, Capability)>,
    /// The person is the only administrator, and others are here: without them nobody could decide anything.
    pub sole_administrator: bool,
}

/// Who may come into a room by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Nobody: one is asked in.
    #[default]
    Invited,
    /// Nobody, but one may ask to be let in.
    Knock,
    /// Whoever is in a space that it belongs to.
    Space,
    /// Everybody from the approved servers.
    Anybody,
    /// What another program said, for which there are no words here.
    Other,
}

/// From when on somebody who comes into a room may read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum History {
    /// From when they came in.
    Joined,
    /// From when they were asked in.
    #[default]
    Invited,
    /// From the beginning.
    Beginning,
    /// From the beginning, and whoever doesn't come in too.
    World,
}

/// A change of a room, or of who is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomChange {
    /// Another name.
    Name(String),
    /// Another topic; may be empty.
    Topic(String),
    /// Another picture: a file on this computer, or none.
    Picture(Option<PathBuf>),
    /// Others may come in by themselves.
    Access(Access),
    /// Newcomers may read more, or less.
    History(History),
    /// It is listed, or no longer.
    Listed(bool),
    /// Somebody, perhaps oneself, may decide more or less.
    Role(UserId, Role),
    /// Somebody is removed, or not let in. Why: they, everybody here and the servers can read it; may be empty.
    Remove(UserId, String),
    /// Somebody is removed and kept out. Why: as above.
    Ban(UserId, String),
    /// Somebody is kept out no longer.
    Unban(UserId),
    /// Somebody who asks for it is let in.
    Admit(UserId),
}
