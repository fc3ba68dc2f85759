//! What is to leave into a room, and how it is judged.

use std::path::PathBuf;
use std::sync::Arc;

use model::{Draft, Failure, NewPoll, RoomId, RowKey, Spoken, Why};
use policy::Cleared;

use super::account::Account;
use super::forwarding::Forwarded;
use super::rooms::Depth;
use crate::convert::lure;

/// What may leave, once policy has cleared it.
pub(crate) enum Outgoing {
    /// A text, an answer or a change.
    Text(Draft),
    /// A reaction to a message, or its withdrawal.
    Reaction(RowKey, String),
    /// A file, and what is said of it.
    File(PathBuf, String),
    /// What was said elsewhere.
    Forwarded(Box<Forwarded>),
    /// What was spoken, and what that is called.
    Spoken(Spoken, String),
    /// A question.
    Poll(NewPoll),
    /// A vote: the ids of answers.
    Vote(RowKey, Vec<Arc<str>>),
    /// The end of a poll, in words.
    EndPoll(RowKey, String),
}

impl Outgoing {
    /// What the person wrote, and whether they mean it whatever speaks against it.
    fn words(&self) -> (String, bool) {
        match self {
            Self::Text(draft) => (draft.text.clone(), draft.anyway),
            Self::File(_, caption) => (caption.clone(), false),
            // It was a message already, and is seen to be one.
            Self::Forwarded(forwarded) => (forwarded.said.clone(), false),
            Self::Poll(poll) => (format!("{}\n{}", poll.question, poll.answers.join("\n")), false),
            // Words of ours, and of whoever asked.
            Self::Reaction(..) | Self::Spoken(..) | Self::Vote(..) | Self::EndPoll(..) => (String::new(), false),
        }
    }
}

impl Account {
    /// Judges what is to leave into a room, with all who would read it.
    pub(crate) async fn clear(&self, id: &RoomId, outgoing: Outgoing) -> Result<Cleared<Outgoing>, Why> {
        let facts = self.facts(id, Depth::All).await.map_err(Why::Failed)?;
        let (text, anyway) = outgoing.words();
        if lure::holds_recovery_key(&text) {
            return Err(Why::Failed(Failure::HoldsKey));
        }
        if !anyway && lure::holds_code(&text) {
            return Err(Why::Failed(Failure::HoldsCode));
        }
        let cleared = self.policy.clear(&facts.borrow(), outgoing).map_err(Why::Policy)?;
        // What was meant for one identity does not go to another before the person has said so.
        if !self
            .identities_stand(&self.room(id.as_str()).map_err(Why::Failed)?)
            .await
        {
            return Err(Why::Failed(Failure::IdentityChanged));
        }
        Ok(cleared)
    }
}
