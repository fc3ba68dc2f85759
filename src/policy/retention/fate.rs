//! What becomes of one message: a hold, then the minimum, then the maximum, then the person.

use std::time::Duration;

use super::Verdict;

/// What becomes of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A hold stands over it: nobody deletes it, whatever its age.
    Held,
    /// It has to be kept for a time that is not over, or that no clock says is over.
    Kept,
    /// Whoever may delete messages may delete it.
    Free,
    /// Its time is over: this device deletes it.
    Expired,
}

/// What the clock is worth that tells a message's age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// It agrees with the server's and with itself.
    Trusted,
    /// It disagrees with the server's by more than ten minutes, or went back.
    Untrusted,
    /// There was nothing to compare it with.
    Unknown,
}

impl Verdict {
    /// What becomes of a message of this age. A clock that nobody vouches for has no minimum end and no maximum come:
    /// whoever sets it decides otherwise.
    pub fn fate(&self, age: Duration, clock: Clock) -> Fate {
        let trusted = clock == Clock::Trusted;
        if self.hold.is_some() {
            Fate::Held
        } else if self.min.is_some_and(|min| !trusted || age < min) {
            Fate::Kept
        } else if trusted && self.max.is_some_and(|max| age >= max) {
            Fate::Expired
        } else {
            Fate::Free
        }
    }

    /// When a message of this time is over, by a trusted clock, in milliseconds since the Unix epoch; never where there is no
    /// maximum, or a hold.
    pub fn over(&self, at: i64) -> Option<i64> {
        let max = self.max.filter(|_| self.hold.is_none())?;
        let max = i64::try_from(max.as_millis()).unwrap_or(i64::MAX);
        Some(at.saturating_add(max))
    }
}
