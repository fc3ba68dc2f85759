//! Signing in in the browser, at the organisation's own page.

use std::fmt;
use std::sync::Arc;

use crate::{DeviceId, SignInTo};

/// How a server lets people in, as far as policy allows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// With name and password.
    pub password: bool,
    /// In the browser: at which of these pages. Empty where the server chooses one itself; none where there is no such way.
    pub browser: Option<Arc<[Provider]>>,
}

/// Somebody who knows who people are: a page to sign in at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// What the server calls it.
    pub id: ProviderId,
    /// What people call it, made safe to show.
    pub name: Arc<str>,
}

/// What a server calls a page to sign in at: letters, digits and `-._~`, so that it changes nothing of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderId(Arc<str>);

impl ProviderId {
    /// None where it is anything else.
    pub fn new(text: &str) -> Option<Self> {
        const MOST: usize = 255;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        // The two that mean a place in a path.
        let moves = text == "." || text == "..";
        (!text.is_empty() && text.len() <= MOST && text.bytes().all(plain) && !moves).then(|| Self(text.into()))
    }

    /// As the server has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProviderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What for somebody shows in the browser who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To sign in.
    SignIn {
        /// To which homeserver.
        to: SignInTo,
        /// At which page; the server asks where none is named.
        provider: Option<ProviderId>,
    },
    /// To go on after the session ended or ran out, as the same person on the same device.
    SignInAgain,
    /// To open a window that locked itself.
    Unlock,
    /// To end the sessions of other devices of their own.
    SignOutDevices(Vec<DeviceId>),
    /// To begin a new digital identity.
    ResetIdentity,
}

/// The page that the browser shows in the end, in the person's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnPage {
    /// The language, as a tag.
    pub language: String,
    /// Its heading.
    pub title: String,
    /// What to do now.
    pub text: String,
}

/// How somebody shows who they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProvenBy {
    /// By a password.
    #[default]
    Password,
    /// In the browser.
    Browser,
}
