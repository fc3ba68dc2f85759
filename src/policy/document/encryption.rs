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
    /// Whether people may begin a new digital identity when they have neither another device nor their recovery key. They lose
    /// what they can't read by then, and everybody who verified them is asked about them anew.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "false"))]
    pub allow_identity_reset: bool,
    /// Whether people may write the keys to their messages into a file, under a passphrase. Whoever has both reads all
    /// those messages, for good, and no record says so.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "false"))]
    pub export_keys: bool,
    /// Whether people may take keys out of such a file. Nobody can tell who wrote the messages that these open.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "false"))]
    pub import_keys: bool,
    /// The fewest characters that the passphrase of a file of keys may have.
    #[schemars(
        range(min = 12, max = 128),
        extend("x-class" = "closed", "x-used" = "now", "x-strict" = "higher")
    )]
    pub key_passphrase_length: u32,
}

impl Default for Encryption {
    fn default() -> Self {
        Self {
            require_encrypted_rooms: true,
            send_to: SendTo::CrossSigned,
            accept_from: AcceptFrom::Legacy,
            require_recovery: true,
            // Without it somebody who lost everything has no way on but through a helpdesk.
            allow_identity_reset: true,
            // Key storage does the same without a file that somebody can carry away.
            export_keys: false,
            import_keys: false,
            // Four words: with 500,000 rounds of PBKDF2 in front of it, no list is tried through.
            key_passphrase_length: 20,
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
