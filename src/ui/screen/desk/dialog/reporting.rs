//! A report to whoever looks after the person's homeserver.

use model::Reported;

/// What is reported, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What.
    pub what: Reported,
    /// As typed.
    pub reason: String,
}

impl Report {
    /// A report with nothing typed yet.
    pub fn of(what: Reported) -> Self {
        Self {
            what,
            reason: String::new(),
        }
    }

    /// Whoever reads it has to know why: without that they can't do anything.
    pub fn is_ready(&self) -> bool {
        !self.reason.trim().is_empty()
    }
}
