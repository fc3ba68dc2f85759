//! Wishes about rooms that the person isn't in, and about the spaces that hold them.

use std::sync::Arc;

use crate::{Browse, RoomId, Ticket};

/// Such a wish.
#[derive(Clone, Debug)]
pub enum Explore {
    /// Look for rooms that servers list, until something else is looked for; [`crate::Event::Listing`] follows. None: no longer.
    Browse(Option<Arc<Browse>>),
    /// Fetch more of them.
    BrowseFurther,
    /// Ask to be let into a room.
    Knock {
        /// Names the answer; `Done` carries the room.
        ticket: Ticket,
        /// Its address, as [`crate::Command::Join`] takes it.
        address: String,
        /// What to say with it; may be empty.
        message: String,
    },
    /// Show what a space holds; [`crate::Event::Space`] follows, and again whenever it changes. None: no longer.
    ShowSpace(Option<RoomId>),
    /// Fetch more of it, or all of it anew.
    SpaceFurther,
    /// Make a space.
    MakeSpace {
        /// Names the answer; `Done` carries the space.
        ticket: Ticket,
        /// Its name.
        name: String,
        /// In which other.
        within: Option<RoomId>,
    },
    /// Put a room into a space, or take it out.
    Arrange {
        /// Names the answer.
        ticket: Ticket,
        /// Which space.
        space: RoomId,
        /// Which room.
        room: RoomId,
        /// In it from now on.
        inside: bool,
    },
}

impl Explore {
    /// What names the answer to it; none where none comes.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::Knock { ticket, .. } | Self::MakeSpace { ticket, .. } | Self::Arrange { ticket, .. } => Some(*ticket),
            Self::Browse(_) | Self::BrowseFurther | Self::ShowSpace(_) | Self::SpaceFurther => None,
        }
    }
}
