//! What whoever has a right in a room may do with it: settings, roles, and who is in it. The proof is [`Governed`].
//!
//! Whether somebody has the right is the room's to say. What is said here holds for everybody.

use crate::document::OnForeign;
use crate::homeserver::shorten;
use crate::name::split_port;
use crate::{Policy, Reason, RoomFacts};

/// A proof that policy lets a room be governed in one way.
///
/// Only policy makes one:
/// ```
/// fn rename(policy: &policy::Policy, room: &policy::RoomFacts<'_>) -> Option<policy::Governed> {
///     policy.govern(room, policy::Governance::Describe).ok()
/// }
/// ```
/// ```compile_fail,E0451
/// fn rename(room: &policy::RoomFacts<'_>) -> policy::Governed {
///     policy::Governed { room: room.room_id.to_owned() }
/// }
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Governed {
    room: String,
}

impl Governed {
    /// The only room it holds for.
    pub fn room(&self) -> &str {
        &self.room
    }
}

/// A proof that the rooms which a server lists may be looked through.
///
/// Only policy makes one:
/// ```
/// fn look(policy: &policy::Policy) -> Option<policy::Browsable> {
///     policy.browse("works.gov.example").ok()
/// }
/// ```
/// ```compile_fail,E0451
/// fn look() -> policy::Browsable {
///     policy::Browsable { server: "works.gov.example".to_owned() }
/// }
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Browsable {
    server: String,
}

impl Browsable {
    /// The server.
    pub fn server(&self) -> &str {
        &self.server
    }
}

/// A way to govern a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Governance<'a> {
    /// To give it another name, topic or picture: servers read them.
    Describe,
    /// To have it listed, for people who aren't in it: its name, topic, picture and how many people are in it.
    List,
    /// To put rooms into a space, or take them out: whoever is in it reads what they are called.
    Arrange,
    /// To say who may come in by themselves.
    Open(Doors),
    /// To say from when on somebody who comes in may read.
    History {
        /// What was written before they were asked in, too.
        before: bool,
    },
    /// To let this person decide more or less.
    Role {
        /// Their user id.
        whom: &'a str,
        /// More than before.
        raise: bool,
    },
    /// To remove or bar somebody, or to bar them no longer.
    Remove,
}

/// Who may come into a room by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doors {
    /// Nobody: one is asked in.
    Closed,
    /// Nobody, but they may ask.
    Knock,
    /// Whoever is in a space that the room belongs to.
    Space,
    /// Everybody whose server the room lets in.
    Open,
}

impl Policy {
    /// Whether a room may be governed in this way.
    pub fn govern(&self, room: &RoomFacts<'_>, governance: Governance<'_>) -> Result<Governed, Reason> {
        self.not_expired()?;
        match governance {
            Governance::Describe | Governance::List => {
                self.clear(room, ())?;
            }
            Governance::Open(Doors::Closed) => {}
            Governance::Open(_) | Governance::Arrange => self.not_shut(room)?,
            Governance::History { before } => {
                self.not_shut(room)?;
                if before && !self.federation().history_sharing_on_invite {
                    return Err(Reason::HistoryNotShared);
                }
            }
            Governance::Role { whom, raise: true } => self.judge_person(whom)?,
            // This is how a room with people from outside is put right again.
            Governance::Role { raise: false, .. } | Governance::Remove => {}
        }
        Ok(Governed {
            room: room.room_id.to_owned(),
        })
    }

    /// Whether the rooms that a server lists may be looked through.
    pub fn browse(&self, server: &str) -> Result<Browsable, Reason> {
        self.not_expired()?;
        match self.approves(server) {
            true => Ok(Browsable {
                server: server.to_owned(),
            }),
            false => Err(Reason::ServerNotApproved {
                server: shorten(server),
            }),
        }
    }

    /// The servers of which that may be asked by name: each once.
    pub fn browsable(&self) -> Vec<String> {
        let named = self.allowed.iter().filter(|name| !name.starts_with('*'));
        let own = self.homeservers().iter().map(|known| &known.server_name);
        let mut servers: Vec<String> = Vec::new();
        for server in own.chain(named) {
            if !servers.contains(server) {
                servers.push(server.clone());
            }
        }
        servers
    }

    /// Whether the person may have themselves called otherwise, or shown by another picture.
    pub fn may_describe_oneself(&self) -> Result<(), Reason> {
        self.not_expired()
    }

    /// Whether something may be reported to whoever looks after the person's own homeserver.
    pub fn may_report(&self) -> Result<(), Reason> {
        self.not_expired()
    }

    /// The only servers whose people may come into a room that is open to everybody, as a room says it (`m.room.server_acl`: names
    /// without ports, a star for any run of characters). None where policy only warns of others.
    pub fn fence(&self) -> Option<Vec<String>> {
        if self.federation().on_foreign == OnForeign::Warn {
            return None;
        }
        let own = self.homeservers().iter().map(|known| known.server_name.as_str());
        let named = own.chain(self.allowed.iter().map(String::as_str));
        let mut fence: Vec<String> = named
            .filter_map(|name| split_port(name))
            .map(|(host, _)| host.to_owned())
            .collect();
        fence.sort();
        fence.dedup();
        Some(fence)
    }
}
