//! People whose digital identity changes.

use crate::Policy;
use crate::document::OnIdentityChange;

impl Policy {
    /// Whether nothing may be sent to somebody who came with a new identity until the person has looked into it. Whoever was
    /// verified is never written to as if nothing had happened.
    pub fn stops_at_new_identity(&self, was_verified: bool) -> bool {
        was_verified || self.document.trust.on_identity_change == OnIdentityChange::BlockUntilHandled
    }
}
