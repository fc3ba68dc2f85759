//! Questions about how a room is run: what it is called, what it is about, and who is in it.

use std::path::Path;
use std::sync::Arc;

use model::{Role, RoomChange, RoomId, UserId};

/// What is asked of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub room: RoomId,
    /// What.
    pub what: What,
    /// As typed: a name, a topic, a reason.
    pub typed: String,
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Its name.
    Name,
    /// Its topic.
    Topic,
    /// The path of a picture of it, where the system has no window to choose it in.
    Picture,
    /// Whether to remove somebody, and why.
    Remove {
        /// Whom.
        person: UserId,
        /// What they are called.
        name: Arc<str>,
        /// For good.
        ban: bool,
    },
    /// Whether somebody shall decide as much, or as little.
    Role {
        /// Who.
        person: UserId,
        /// What they are called.
        name: Arc<str>,
        /// How much.
        role: Role,
        /// It is the person themselves.
        own: bool,
        /// Nobody would be left who decides everything.
        sole: bool,
    },
}

impl Asked {
    /// The field, where there is one.
    pub fn field(&mut self) -> Option<&mut String> {
        (!matches!(self.what, What::Role { .. })).then_some(&mut self.typed)
    }

    /// What names the control that gets the focus.
    pub fn focus(&self) -> &'static str {
        match self.what {
            What::Role { .. } => "dialog:cancel",
            _ => "dialog:first",
        }
    }

    /// Whether there is enough to go by.
    pub fn is_ready(&self) -> bool {
        match self.what {
            What::Name => !self.typed.trim().is_empty(),
            What::Picture => Path::new(self.typed.trim()).is_absolute(),
            What::Topic | What::Remove { .. } | What::Role { .. } => true,
        }
    }

    /// The change, once there is enough to go by.
    pub fn change(&self) -> Option<RoomChange> {
        let typed = self.typed.trim().to_owned();
        self.is_ready().then(|| match self.what.clone() {
            What::Name => RoomChange::Name(typed),
            What::Topic => RoomChange::Topic(typed),
            What::Picture => RoomChange::Picture(Some(typed.into())),
            What::Remove { person, ban: false, .. } => RoomChange::Remove(person, typed),
            What::Remove { person, ban: true, .. } => RoomChange::Ban(person, typed),
            What::Role { person, role, .. } => RoomChange::Role(person, role),
        })
    }
}
