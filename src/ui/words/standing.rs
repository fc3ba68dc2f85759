//! Where a person stands in a room that is listed, in words.

use model::Entered;

use super::{Words, fl};

impl Words {
    /// Whether they are in it, invited, or waiting; none where they have nothing to do with it yet.
    pub fn standing(&self, entered: Entered) -> Option<String> {
        match entered {
            Entered::Not => None,
            Entered::Joined => Some(fl!(self, "browse-in")),
            Entered::Invited => Some(fl!(self, "browse-invited")),
            Entered::Knocking => Some(fl!(self, "knock-waits")),
        }
    }
}
