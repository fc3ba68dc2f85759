//! What has to be encrypted, to whom, and by whom.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What has to be encrypted, to whom, and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Encryption {
    /// Whether nothing may be sent in a room without end-to-end encryption.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "true"))]
    pub require_encrypted_rooms: bool,
    /// Whose devices can read what is sent.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "first"))]
    pub send_to: SendTo,
    /// Whose messages are shown.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "first"))]
    pub accept_from: AcceptFrom,
    /// Whether everybody must set up a recovery key.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "true"))]
    pub require_recovery: bool,
}

impl Default for Encryption {
    fn default() -> Self {
        Self {
            require_encrypted_rooms: true,
            send_to: SendTo::CrossSigned,
            accept_from: AcceptFrom::Legacy,
            require_recovery: true,
        }
    }
}

/// Whose devices can read what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SendTo {
    /// Only devices of people one has verified.
    VerifiedDevices,
    /// Devices that their owner has confirmed.
    CrossSigned,
    /// Every device.
    All,
}

/// Whose messages are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AcceptFrom {
    /// Only from devices that their owner has confirmed. Hides history that the recovery key brought back.
    CrossSigned,
    /// From those, and from sessions made before devices were confirmed.
    Legacy,
    /// From every device.
    All,
}
