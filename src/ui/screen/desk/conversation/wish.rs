//! Wishes whose refusal is shown as a banner.

/// A wish that a banner may have to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wish {
    /// To react.
    React,
    /// To delete a message.
    Delete,
    /// To save a file.
    Save,
    /// To speak a message.
    Speak,
    /// To see a picture move.
    Play,
    /// To open a film.
    OpenFilm,
    /// To take over a picture that was pasted.
    Paste,
    /// To send a file, after its question was closed.
    SendFile,
    /// To give a message up.
    CancelSend,
    /// To look for the key of a message.
    LookAgain,
    /// To accept an invitation.
    Accept,
    /// To pin a message, or take its pin away.
    Pin,
    /// To show a message that isn't loaded.
    Show,
    /// To copy a link to a message.
    CopyLink,
    /// To vote.
    Vote,
    /// To end a poll.
    EndPoll,
    /// To leave or decline.
    Leave,
    /// To mark all threads of a room as read.
    MarkThreadsRead,
    /// To mark a room as unread.
    MarkUnread,
    /// To put a room elsewhere in the list.
    SetImportance,
    /// To hear of other messages.
    SetAttention,
    /// To join a room that a space holds.
    Join,
    /// To put a room into a space, or take it out.
    Arrange,
    /// To change a room, or who is in it.
    Change,
    /// To ignore somebody, or no longer.
    Ignore,
    /// To take somebody's new digital identity for theirs.
    AcceptIdentity,
    /// To compare with somebody.
    Verify,
    /// To hold somebody for verified no longer.
    Withdraw,
    /// To send a message in a room since left.
    SendElsewhere,
}
