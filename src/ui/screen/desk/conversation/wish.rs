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
    /// To send a file.
    SendFile,
    /// To give a message up.
    CancelSend,
    /// To accept an invitation.
    Accept,
    /// To leave or decline.
    Leave,
    /// To remove somebody.
    Remove,
    /// To send a message in a room since left.
    SendElsewhere,
}
