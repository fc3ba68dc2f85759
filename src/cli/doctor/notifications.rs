//! Whether the desktop announces messages.

use platform::NotificationError;

use super::Line;
use crate::Computer;

const AREA: &str = "Notifications";

pub(super) fn lines(computer: &dyn Computer) -> Vec<Line> {
    vec![match computer.notifications() {
        Ok(service) if service.actions => Line::ok(AREA, "", "announces", "This desktop announces messages."),
        Ok(_) => Line::ok(
            AREA,
            "",
            "announces-only",
            "This desktop announces messages, and what it announces cannot be clicked.",
        ),
        Err(NotificationError::Absent) => Line::warn(
            AREA,
            "",
            "notifications-absent",
            "Nothing announces messages on this desktop.",
            "Install or start a notification service, and run this in a desktop session.",
        ),
        Err(NotificationError::NotLookedAt) => Line::warn(
            AREA,
            "",
            "notifications-not-looked-at",
            "Not looked at on this system.",
            "Look in the settings of the system whether Despatch may notify.",
        ),
        Err(_) => Line::warn(
            AREA,
            "",
            "notifications-silent",
            "The notification service does not answer as it should.",
            "Sign out of the desktop and in again.",
        ),
    }]
}
