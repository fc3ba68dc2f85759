//! What this computer's clock is worth. Whoever sets it would otherwise decide when messages are deleted.
//!
//! Four witnesses: the clock on the wall, one that nobody sets and that stands still while the computer sleeps, what the
//! homeserver says, and the latest time that was believed before. The server alone moves nothing, and neither does whoever
//! sits at the computer: both would have to lie, by the same time.

use std::time::Duration;

use policy::Clock;

/// How far clocks may be apart that still agree, in milliseconds.
const TOLERANCE: i64 = 10 * 60 * 1000;

/// What this computer's clocks say at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The clock on the wall, in milliseconds since the Unix epoch.
    pub wall: i64,
    /// How long the program has run, by the clock that nobody sets.
    pub running: Duration,
}

/// What is known of the time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timekeeper {
    /// The latest time believed, in this run or an earlier one.
    seen: Option<i64>,
    /// What the server said last, and what this computer's clocks said then.
    heard: Option<(i64, Reading)>,
}

impl Timekeeper {
    /// With the latest time that an earlier run believed.
    pub fn new(seen: Option<i64>) -> Self {
        Self { seen, heard: None }
    }

    /// The server says what time it is, in milliseconds since the Unix epoch.
    pub fn hear(&mut self, server: i64, at: Reading) {
        self.heard = Some((server, at));
    }

    /// What the clock on the wall is worth now.
    pub fn judge(&self, now: Reading) -> Clock {
        if self.seen.is_some_and(|seen| apart(now.wall, seen) < -TOLERANCE) {
            return Clock::Untrusted;
        }
        let Some((server, then)) = self.heard else {
            return Clock::Unknown;
        };
        if apart(then.wall, server).abs() > TOLERANCE {
            return Clock::Untrusted;
        }
        let ran = now.running.saturating_sub(then.running);
        let ran = i64::try_from(ran.as_millis()).unwrap_or(i64::MAX);
        if apart(apart(now.wall, then.wall), ran).abs() > TOLERANCE {
            // Set since then, or the computer slept: what the server said is of no use any more.
            return Clock::Unknown;
        }
        Clock::Trusted
    }

    /// Believes the time, where it may be; gives the latest time believed.
    pub fn believe(&mut self, now: Reading) -> Option<i64> {
        if self.judge(now) == Clock::Trusted {
            self.seen = self.seen.max(Some(now.wall));
        }
        self.seen
    }
}

/// How far one time is after another; no clock, however wrong, makes it overflow.
fn apart(one: i64, other: i64) -> i64 {
    one.saturating_sub(other).max(-i64::MAX)
}
