//! Beginning a new digital identity.

use policy::Reason;
use serde_json::json;

use crate::{policy, with};

#[test]
fn a_new_identity_is_begun_unless_policy_says_no() {
    let under = |encryption| policy(&with("encryption", encryption)).judge_identity_reset();
    assert_eq!(under(json!({})), Ok(()));
    assert_eq!(under(json!({ "allow_identity_reset": true })), Ok(()));
    let closed = under(json!({ "allow_identity_reset": false })).unwrap_err();
    assert_eq!(closed, Reason::IdentityResetForbidden);
    assert_eq!(closed.key(), "encryption.allow_identity_reset");
}
