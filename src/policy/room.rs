//! Which rooms may be opened, joined, made or widened. The proof is [`Admitted`].

use std::collections::BTreeSet;

use crate::document::{OnForeign, RoomKind};
use crate::homeserver::server_of;
use crate::{Address, Addressee, Lifetime, Policy, Reason};

/// What is known of a room. The server may lie about all of it; what it leaves out is never taken for good.
#[derive(Clone, Copy, Debug)]
pub struct RoomFacts<'a> {
    /// The room's id.
    pub room_id: &'a str,
    /// Its name, where it has one.
    pub name: Option<&'a str>,
    /// Direct message or room.
    pub kind: RoomKind,
    /// Whether it is encrypted; none when the server doesn't say.
    pub encrypted: Option<bool>,
    /// Whether `servers` is complete.
    pub members_known: bool,
    /// The servers of everybody who is in, asked in, or knocking; each once.
    pub servers: &'a [String],
    /// How long its messages live, as it says itself.
    pub lifetime: Lifetime,
}

/// A proof that policy lets the person into a room, or lets a room be made or widened.
///
/// Only policy makes one:
/// ```
/// fn open(policy: &policy::Policy, room: &policy::RoomFacts<'_>) -> Option<policy::Admitted> {
///     policy.admit(policy::Entry::Open(room)).ok()
/// }
/// ```
/// ```compile_fail,E0451
/// fn open(policy: &policy::Policy, room: &policy::RoomFacts<'_>) -> Option<policy::Admitted> {
///     Some(policy::Admitted { room: Some(room.room_id.to_owned()) })
/// }
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Admitted {
    room: Option<String>,
}

impl Admitted {
    /// Which room, by id or alias; none for a room still to be made.
    pub fn room(&self) -> Option<&str> {
        self.room.as_deref()
    }
}

/// What somebody wants of a room.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'a> {
    /// Read a room one is in.
    Open(&'a RoomFacts<'a>),
    /// Accept an invitation.
    Accept {
        /// The room, as far as the invitation describes it.
        room: &'a RoomFacts<'a>,
        /// The user id of who asks.
        inviter: &'a str,
    },
    /// Join by address.
    Join(&'a Address),
    /// Make a room and ask these people in.
    Create {
        /// Whom.
        invite: &'a [Addressee],
    },
    /// Ask a person into a room.
    Invite {
        /// Which room.
        room: &'a RoomFacts<'a>,
        /// Whom.
        whom: &'a Addressee,
    },
}

/// How policy sees a room one is already in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody from outside, as far as is known.
    Clear,
    /// Allowed, under a warning.
    Warn(Reason),
    /// Listed; its messages are hidden and nothing may be sent.
    Quarantine(Reason),
    /// Refused altogether.
    Blocked(Reason),
}

impl Policy {
    /// Whether a wish to enter, make or widen a room is granted.
    pub fn admit(&self, entry: Entry<'_>) -> Result<Admitted, Reason> {
        // Reading stays possible under a policy that is out of date; nothing else does.
        if !matches!(entry, Entry::Open(_)) {
            self.not_expired()?;
        }
        let room = match entry {
            Entry::Open(room) => {
                self.not_shut(room)?;
                Some(room.room_id)
            }
            Entry::Accept { room, inviter } => {
                self.foreign(server_of(inviter), |server| Reason::InvitedFromOutside { server })?;
                self.not_shut(room)?;
                Some(room.room_id)
            }
            Entry::Join(address) => {
                self.judge_address(address)?;
                Some(address.room.as_str())
            }
            Entry::Create { invite } => {
                invite.iter().try_for_each(|whom| self.judge_person(&whom.user_id))?;
                None
            }
            Entry::Invite { room, whom } => {
                self.judge_person(&whom.user_id)?;
                self.not_shut(room)?;
                Some(room.room_id)
            }
        };
        Ok(Admitted {
            room: room.map(str::to_owned),
        })
    }

    /// How a room one is in stands. Says nothing of sending: that is [`Policy::clear`]'s to judge.
    pub fn standing(&self, room: &RoomFacts<'_>) -> Standing {
        let Some(reason) = self.outsiders(room) else {
            return Standing::Clear;
        };
        match self.document.federation.on_foreign {
            OnForeign::Block => Standing::Blocked(reason),
            OnForeign::Quarantine => Standing::Quarantine(reason),
            OnForeign::Warn => Standing::Warn(reason),
        }
    }

    /// Refuses a room that is quarantined or blocked.
    pub(crate) fn not_shut(&self, room: &RoomFacts<'_>) -> Result<(), Reason> {
        match self.standing(room) {
            Standing::Clear | Standing::Warn(_) => Ok(()),
            Standing::Quarantine(reason) | Standing::Blocked(reason) => Err(reason),
        }
    }

    /// Refuses a server that isn't approved, unless policy only warns of such.
    pub(crate) fn foreign(&self, server: &str, reason: impl FnOnce(String) -> Reason) -> Result<(), Reason> {
        if self.approves(server) || self.document.federation.on_foreign == OnForeign::Warn {
            Ok(())
        } else {
            Err(reason(server.to_owned()))
        }
    }

    fn outsiders(&self, room: &RoomFacts<'_>) -> Option<Reason> {
        let servers: BTreeSet<&String> = room.servers.iter().filter(|server| !self.approves(server)).collect();
        if !servers.is_empty() {
            return Some(Reason::PeopleFromOutside {
                servers: servers.into_iter().cloned().collect(),
            });
        }
        // Room ids since version 12 name no server; then only its members can tell.
        let (_, server) = room.room_id.split_once(':')?;
        (!self.approves(server)).then(|| Reason::RoomFromOutside {
            server: server.to_owned(),
        })
    }
}
