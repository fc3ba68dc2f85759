//! What each question begins with, and what reports change of it.

use std::path::Path;
use std::sync::Arc;

use model::{EventId, Listing, Message as Said, Sendable, Why};

use super::Question;
use super::forward::Forward;

impl Question {
    /// What names the field that gets the focus; the confirming button where there is none.
    pub fn focus(&self) -> &'static str {
        match self {
            Self::NewMessage { .. } | Self::NewRoom { .. } | Self::Join { .. } | Self::Invite { .. } => "dialog:first",
            Self::Save { .. } | Self::Jump { .. } | Self::Decide { .. } | Self::SendFiles(_) | Self::Attach { .. } => {
                "dialog:first"
            }
            Self::NewPoll { .. } | Self::Report(_) | Self::Browse(_) => "dialog:first",
            Self::NewSpace { .. } | Self::Knock { .. } => "dialog:first",
            Self::Date { .. } | Self::Forward(Forward { to: None, .. }) => "dialog:first",
            Self::Forward(_) => "dialog:confirm",
            Self::Emoji => "emoji:search",
            Self::React { .. } => "emoji:0",
            Self::Govern(asked) => asked.focus(),
            _ => "dialog:cancel",
        }
    }

    /// Takes over what is known of a file.
    pub fn set_file(&mut self, path: &Path, file: Sendable) {
        if let Self::SendFiles(files) = self {
            files.set(path, file);
        }
    }

    /// Takes over which rooms a server lists.
    pub fn set_listing(&mut self, listing: Arc<Listing>) {
        if let Self::Browse(browsing) = self {
            browsing.set(listing);
        }
    }

    /// Takes over what a message said before.
    pub fn set_versions(&mut self, of: &EventId, versions: Result<Arc<[Said]>, Why>) {
        if let Self::Versions { event, found } = self
            && event == of
        {
            *found = Some(versions);
        }
    }

    /// Whether it shows one of these messages.
    pub fn is_about(&self, events: &[EventId]) -> bool {
        match self {
            Self::Versions { event, .. } => events.contains(event),
            Self::Forward(forward) => forward.is_of(events),
            _ => false,
        }
    }

    /// Whether it shows what somebody said.
    pub fn shows_words(&self) -> bool {
        matches!(self, Self::Versions { .. } | Self::Forward(_))
    }

    pub(super) fn first(&mut self) -> Option<&mut String> {
        match self {
            Self::NewMessage { person } | Self::Invite { person, .. } => Some(person),
            Self::NewRoom { name, .. } | Self::NewSpace { name, .. } => Some(name),
            Self::Knock { message, .. } => Some(message),
            Self::Join { address } => Some(address),
            Self::Save { folder, .. } => Some(folder),
            Self::Attach { path } => Some(path),
            Self::Decide { what, .. } => Some(what),
            Self::SendFiles(files) => Some(&mut files.caption),
            Self::NewPoll { poll, .. } => Some(&mut poll.question),
            Self::Jump { query, .. } | Self::Forward(Forward { query, .. }) => Some(query),
            Self::Govern(asked) => asked.field(),
            Self::Report(report) => Some(&mut report.reason),
            Self::Date { typed, .. } => Some(typed),
            _ => None,
        }
    }
}
