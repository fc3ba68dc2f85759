//! What may leave this computer for a room. The proof is [`Cleared`].

use crate::{Policy, Reason, RoomFacts};

/// Content that policy lets into one room.
///
/// Only policy makes one, and nobody can put other content into it:
/// ```
/// fn send(policy: &policy::Policy, room: &policy::RoomFacts<'_>) -> Option<policy::Cleared<&'static str>> {
///     policy.clear(room, "hello").ok()
/// }
/// ```
/// ```compile_fail,E0451
/// fn send(room: &policy::RoomFacts<'_>) -> policy::Cleared<&'static str> {
///     policy::Cleared { room: room.room_id.to_owned(), content: "hello" }
/// }
/// ```
/// ```compile_fail,E0616
/// fn swap(cleared: &mut policy::Cleared<&'static str>) {
///     cleared.content = "something else";
/// }
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Cleared<T> {
    room: String,
    content: T,
}

impl<T> Cleared<T> {
    /// The only room it may go to.
    pub fn room(&self) -> &str {
        &self.room
    }

    /// The content.
    pub fn content(&self) -> &T {
        &self.content
    }

    /// The content, for sending.
    pub fn into_content(self) -> T {
        self.content
    }
}

impl Policy {
    /// Whether content may leave for a room: nobody from outside reads it, everybody who reads it is known,
    /// and it is encrypted where policy says so, whatever the server claims of the room. Nothing leaves under a policy that is out of
    /// date.
    pub fn clear<T>(&self, room: &RoomFacts<'_>, content: T) -> Result<Cleared<T>, Reason> {
        self.not_expired()?;
        self.not_shut(room)?;
        if !room.members_known {
            return Err(Reason::MembersUnknown);
        }
        if self.document.encryption.require_encrypted_rooms && room.encrypted != Some(true) {
            return Err(Reason::NotEncrypted);
        }
        Ok(Cleared {
            room: room.room_id.to_owned(),
            content,
        })
    }

    /// Whether a file may be sent at all, whatever the room. `kinds` is every media type that it may be: the one its name
    /// tells and the one its first bytes do. Each has to be allowed, since the reader's computer may believe either.
    pub fn judge_file(&self, bytes: u64, kinds: &[&str]) -> Result<(), Reason> {
        let content = self.content();
        let most = u64::from(content.max_upload_mb) * 1024 * 1024;
        if bytes > most || most == 0 {
            return Err(Reason::FileTooLarge {
                megabytes: content.max_upload_mb,
            });
        }
        let listed = |list: &[String], kind: &str| list.iter().any(|pattern| is_of_kind(pattern, kind));
        let refused = kinds.iter().find(|kind| {
            listed(&content.deny_types, kind) || content.allow_types.as_ref().is_some_and(|list| !listed(list, kind))
        });
        match refused {
            Some(kind) => Err(Reason::FileKind {
                kind: crate::homeserver::shorten(kind),
            }),
            None => Ok(()),
        }
    }
}

/// Whether a pattern such as `image/*` stands for a media type. Capitals and parameters don't matter (RFC 2045,
/// section 5.1).
fn is_of_kind(pattern: &str, kind: &str) -> bool {
    let bare = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (pattern, kind) = (bare(pattern), bare(kind));
    match pattern.strip_suffix('*') {
        Some(family) => kind.starts_with(family),
        None => kind == pattern,
    }
}
