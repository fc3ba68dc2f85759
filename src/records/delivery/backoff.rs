//! How long to wait after a delivery that failed.

use std::time::Duration;

/// Waits longer after each failure, and never as long as the others do: a sink that comes back is not stormed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// The longest wait.
    pub const LONGEST: Duration = Duration::from_secs(900);

    /// The wait after one more failure: twice as long each time, and of that between a half and all of it, as `chance` (0
    /// to 255) falls.
    pub fn failed(&mut self, chance: u8) -> Duration {
        let whole = Duration::from_secs(1 << self.failures.min(10)).min(Self::LONGEST);
        self.failures = self.failures.saturating_add(1);
        whole / 2 + whole * u32::from(chance) / 510
    }

    /// It went well.
    pub fn succeeded(&mut self) {
        self.failures = 0;
    }
}
