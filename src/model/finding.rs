//! What an examination of this computer found: the words of `despatch doctor` are made from it.

/// One thing looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub topic: Topic,
    /// Of which there may be several: a homeserver's name.
    pub subject: String,
    /// What was found.
    pub found: Found,
}

/// What can be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The organisation's proxy.
    Proxy,
    /// The homeserver's name resolves.
    Name,
    /// A connection to it, and who vouches for it.
    Connection,
    /// Its clock beside this computer's.
    Clock,
    /// What it speaks.
    Versions,
    /// How people may sign in there.
    SignIn,
}

/// What was found. Nothing in it is secret, and nothing of it is a server's own words.
///
/// Not `#[non_exhaustive]`: one without words in `cli` must not compile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// As it should be.
    Well,
    /// Not looked at, because what it needs doesn't work.
    Skipped,
    /// No address for the name.
    NoAddress,
    /// Nobody answers.
    Unreachable,
    /// Its certificate is not vouched for by the organisation's roots, or is for another name or time.
    Certificate,
    /// Policy names roots that are not there.
    NoRoots,
    /// It sends people elsewhere.
    Redirected {
        /// Where to.
        host: String,
    },
    /// It answers, and what it says is no homeserver's answer.
    NotMatrix {
        /// The HTTP status.
        status: u16,
    },
    /// The clocks differ.
    ClockDiffers {
        /// By so many seconds; positive where this computer is ahead.
        seconds: i64,
    },
    /// It doesn't say what time it is.
    ClockUnknown,
    /// It lacks a version or a feature that the program needs.
    Lacks {
        /// Which: a version of the specification or the name of an unstable feature.
        what: &'static str,
    },
    /// It offers none of the ways of signing in that policy allows.
    NoWayIn,
}
