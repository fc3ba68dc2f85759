//! How long a policy counts without a newer one. A computer that never hears of its organisation again must not go on
//! for ever under rules that have changed since.

use jiff::ToSpan;

use crate::document::Document;
use crate::{Policy, Reason};

/// A day of the calendar. This room has no clock: which day it is, is the caller's to say.
pub use jiff::civil::Date as Day;

/// Whether a policy still counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// In full.
    Current,
    /// In full, under a warning: its last day is over.
    Grace {
        /// Days left, today among them.
        days_left: u32,
    },
    /// For reading only. Nothing is sent, joined, made, changed or deleted.
    ReadOnly,
}

impl Policy {
    /// The same policy on another day. Whoever keeps a policy asks for it when the day changes.
    #[must_use]
    pub fn at(&self, today: Day) -> Self {
        Self { today, ..self.clone() }
    }

    /// Whether the policy still counts on its day.
    pub fn validity(&self) -> Validity {
        validity(&self.document, self.today)
    }

    /// When the password is asked for again, of somebody for whom it was right at `signed_in_at`; none for never. Both in
    /// milliseconds since the Unix epoch.
    pub fn session_ends(&self, signed_in_at: i64) -> Option<i64> {
        const DAY: i64 = 24 * 60 * 60 * 1000;
        let days = self.sign_in().max_session_days?;
        Some(signed_in_at.saturating_add(i64::from(days) * DAY))
    }

    /// Refuses what an expired policy can't allow.
    pub(crate) fn not_expired(&self) -> Result<(), Reason> {
        match self.validity() {
            Validity::Current | Validity::Grace { .. } => Ok(()),
            Validity::ReadOnly => Err(Reason::PolicyExpired {
                day: self.document.valid_until.clone().unwrap_or_default(),
            }),
        }
    }
}

pub(crate) fn validity(document: &Document, today: Day) -> Validity {
    let Some(last) = document.valid_until.as_ref().and_then(|day| day.parse::<Day>().ok()) else {
        return Validity::Current;
    };
    if today <= last {
        return Validity::Current;
    }
    // Beyond the end of the calendar there is grace until then.
    let end = last.saturating_add(i64::from(document.grace_days).days());
    let left = today.until(end).map_or(-1, |left| i64::from(left.get_days()));
    match u32::try_from(left + 1) {
        Ok(days_left) if days_left > 0 => Validity::Grace { days_left },
        _ => Validity::ReadOnly,
    }
}
