//! Whether the system announces what a program tells it, and having it do so.

#[cfg_attr(target_os = "linux", path = "notifications/freedesktop.rs")]
#[cfg_attr(not(target_os = "linux"), path = "notifications/unasked.rs")]
mod service;

use std::io;
use std::sync::mpsc::Receiver;
use std::thread::{self, JoinHandle};

use crate::patience::patiently;

/// What announces messages on this desktop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationService {
    /// What it calls itself: 60 characters at most, without control characters.
    pub name: String,
    /// Whether an announcement can be clicked.
    pub actions: bool,
}

/// Why there is none to speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotificationError {
    /// There is no session bus, or no notification service on it.
    #[error("there is no notification service")]
    Absent,
    /// It didn't answer in 15 seconds, or not as the Desktop Notifications Specification has it.
    #[error("the notification service does not answer")]
    Silent,
    /// This system isn't asked.
    #[error("notifications are not looked at on this system")]
    NotLookedAt,
}

/// What to do about announcements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// Show one, in place of the one of the same key.
    Show {
        /// Names it.
        key: String,
        /// The line above. At most 200 characters are shown, without control characters.
        title: String,
        /// The lines below: 400 likewise. Plain text, whatever it looks like.
        body: String,
        /// With a sound, where the service has one.
        sound: bool,
    },
    /// Take the one of this key back.
    Withdraw(String),
    /// Take all of them back whose keys begin so.
    WithdrawThose(String),
    /// Take all of them back.
    WithdrawAll,
}

/// Asks the notification service what it is. Blocks, 15 seconds at most.
pub fn notifications() -> Result<NotificationService, NotificationError> {
    patiently(service::ask).unwrap_or(Err(NotificationError::Silent))
}

/// Does what `orders` say, on a thread of its own, and takes everything back at their end. `clicked` gets the key of whatever
/// somebody clicks. Where nothing announces, nothing is announced.
///
/// # Errors
///
/// When the operating system gives no thread.
pub fn announce(
    orders: Receiver<Announcement>,
    clicked: impl Fn(String) + Send + Sync + 'static,
) -> io::Result<JoinHandle<()>> {
    thread::Builder::new()
        .name("announcements".to_owned())
        .spawn(move || service::announce(&orders, clicked))
}
