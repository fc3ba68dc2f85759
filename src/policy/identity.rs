//! Digital identities that change: other people's, and one's own.

use crate::document::OnIdentityChange;
use crate::{Policy, Reason};

impl Policy {
    /// Whether nothing may be sent to somebody who came with a new identity until the person has looked into it. Whoever was
    /// verified is never written to as if nothing had happened.
    pub fn stops_at_new_identity(&self, was_verified: bool) -> bool {
        was_verified || self.document.trust.on_identity_change == OnIdentityChange::BlockUntilHandled
    }

    /// Whether a new digital identity may be begun: the last way on for whoever has lost everything, and a way in for whoever
    /// has only somebody's password.
    pub fn judge_identity_reset(&self) -> Result<(), Reason> {
        self.not_expired()?;
        if self.encryption().allow_identity_reset {
            Ok(())
        } else {
            Err(Reason::IdentityResetForbidden)
        }
    }
}
