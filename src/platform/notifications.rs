//! Whether the system announces what a program tells it. Nothing is announced here.

#[cfg_attr(target_os = "linux", path = "notifications/freedesktop.rs")]
#[cfg_attr(not(target_os = "linux"), path = "notifications/unasked.rs")]
mod service;

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

/// Asks the notification service what it is. Blocks, 15 seconds at most.
pub fn notifications() -> Result<NotificationService, NotificationError> {
    patiently(service::ask).unwrap_or(Err(NotificationError::Silent))
}
