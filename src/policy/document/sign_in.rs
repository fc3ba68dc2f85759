//! How people sign in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How people sign in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SignIn {
    /// The ways offered, where the homeserver offers them too. Of somebody whose way is no longer among them, none is taken when
    /// they have to show again who they are; until then they stay signed in.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "fewer"))]
    pub methods: Vec<SignInMethod>,
    /// Whether a signed-in device may sign in another by QR code.
    #[schemars(extend("x-class" = "closed", "x-used" = "later", "x-strict" = "false"))]
    pub qr_login: bool,
    /// Whether people stay signed in when the program ends.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "false"))]
    pub remember_session: bool,
    /// Days until people have to show again who they are: with the password, or in the browser where they signed in that
    /// way. Never when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1), extend("x-class" = "closed", "x-used" = "now", "x-strict" = "lower"))]
    pub max_session_days: Option<u32>,
    /// Minutes without a key or the pointer until the window locks. Never when left out. Who signed in in the browser opens it
    /// there, and needs a connection to do so; whether the organisation's sign-in page asks for anything then is the page's
    /// to decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1), extend("x-class" = "closed", "x-used" = "now", "x-strict" = "lower"))]
    pub lock_after_idle_minutes: Option<u32>,
    /// How many accounts one person may have open side by side: a minister's, say, and the same person's as a member of
    /// parliament. Each has stores and keys of its own, and nothing passes between them but what
    /// `device.exchange_between_accounts` lets through. Accounts that are open when the number is lowered stay open until
    /// their person signs out.
    #[schemars(range(min = 1, max = 9), extend("x-class" = "closed", "x-used" = "now", "x-strict" = "lower"))]
    pub max_accounts: u32,
}

impl Default for SignIn {
    fn default() -> Self {
        Self {
            methods: vec![SignInMethod::Password],
            qr_login: false,
            // The keyring guards the session, and whoever has to type a long password daily chooses a short one.
            remember_session: true,
            max_session_days: None,
            lock_after_idle_minutes: None,
            // Whoever has two offices and may open one of them here takes the other to a private telephone.
            max_accounts: 3,
        }
    }
}

/// A way of signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignInMethod {
    /// With name and password, at the homeserver.
    Password,
    /// In a browser, at the organisation's own sign-in page (`m.login.sso`).
    Sso,
    /// In a browser, at the homeserver's OAuth issuer. This version knows the word and offers nothing.
    Oauth,
}
