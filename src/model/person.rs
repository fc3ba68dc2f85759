//! People, and the departments that vouch for them.

use std::sync::Arc;

use crate::{MemberAllows, ProvenBy, Role, ServerName, UserId};

/// A department a person can sign in to: one approved homeserver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    /// The homeserver's name.
    pub server: ServerName,
    /// What people call it.
    pub name: Arc<str>,
    /// Work email domains that lead to it, lower case.
    pub email_domains: Vec<String>,
}

/// Somebody, as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who it really is.
    pub id: UserId,
    /// What they call themselves, with control characters removed; the id where they say nothing.
    pub name: Arc<str>,
    /// The department that vouches for them; none when their server is not an approved one.
    pub department: Option<Arc<str>>,
}

/// The person signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// Name, id and department.
    pub person: Person,
    /// This device's id, as other people's programs list it.
    pub device: Arc<str>,
    /// How they signed in, and so how they show again who they are.
    pub proven_by: ProvenBy,
}

/// Somebody in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: Person,
    /// In the room, or not yet.
    pub membership: Membership,
    /// How much they may decide here.
    pub role: Role,
    /// Their digital identity was compared, and is the same still.
    pub verified: bool,
    /// What was said when they were kept out, or what they said when they asked to be let in.
    pub reason: Option<Arc<str>>,
    /// What the person may do with them.
    pub allows: MemberAllows,
}

/// How somebody stands to a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Membership {
    /// In it.
    Joined,
    /// Asked in, no answer yet.
    Invited,
    /// Asks to be let in.
    Knocking,
    /// Kept out.
    Banned,
}
