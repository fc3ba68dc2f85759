//! What the peer thinks of other people and devices.

use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

use super::Peer;

/// What the peer thinks of a person.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct UserTrust {
    /// Whether it knows an identity of theirs.
    pub known: bool,
    /// Whether it has verified their present identity.
    pub verified: bool,
    /// Whether it had ever verified an identity of theirs.
    pub was_verified: bool,
    /// Whether their identity changed, and nobody has accepted that.
    pub needs_approval: bool,
    /// Their public master key.
    pub identity: Option<String>,
}

/// What the peer thinks of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct DeviceTrust {
    /// Whether it trusts the device.
    pub verified: bool,
    /// Whether the identity of the device's owner signed it.
    pub signed_by_owner: bool,
}

impl Peer {
    /// What the peer thinks of a person now.
    pub fn user_status(&self, user: &str) -> Result<UserTrust> {
        self.ask("user_status", &json!({ "user": user }))
    }

    /// Waits until the peer thinks so of a person.
    pub fn wait_for_user(&self, user: &str, wanted: impl Fn(&UserTrust) -> bool) -> Result<UserTrust> {
        self.until(&format!("another thought of {user}"), || {
            Ok(Some(self.user_status(user)?).filter(&wanted))
        })
    }

    /// Whether the peer has verified a person's present identity.
    pub fn is_user_verified(&self, user: &str) -> Result<bool> {
        Ok(self.user_status(user)?.verified)
    }

    /// What the peer thinks of a device now, unless it does not know it.
    pub fn device_status(&self, user: &str, device: &str) -> Result<Option<DeviceTrust>> {
        self.ask("device_status", &json!({ "user": user, "device": device }))
    }

    /// Waits until the peer thinks so of a device.
    pub fn wait_for_device(
        &self,
        user: &str,
        device: &str,
        wanted: impl Fn(&DeviceTrust) -> bool,
    ) -> Result<DeviceTrust> {
        self.until(&format!("another thought of {device} of {user}"), || {
            Ok(self.device_status(user, device)?.filter(&wanted))
        })
    }

    /// The ids of a person's devices that have keys.
    pub fn devices_of(&self, user: &str) -> Result<Vec<String>> {
        self.ask("devices_of", &json!({ "user": user }))
    }
}
