//! What is wrong with a policy file, and where.

use std::fmt;

/// One thing that is wrong with a policy file. Prints as `file:line:column: error: ...` for `despatch policy check`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as its source named it.
    pub file: String,
    /// Counted from 1; 0 when the file as a whole is meant.
    pub line: u32,
    /// In characters, counted from 1; 0 when the file as a whole is meant.
    pub column: u32,
    /// Where in the document (RFC 6901); empty for the whole.
    pub pointer: String,
    /// Whether the program opens closed.
    pub severity: Severity,
    /// What is wrong.
    pub kind: ProblemKind,
}

impl Problem {
    /// The stable code: `fault-<code>` is the entry in every language.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// The values its words mention, by the name of their Fluent variable.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        self.kind.arguments()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        // The file as a whole is its first place, for tools that jump there.
        let (line, column) = (self.line.max(1), self.column.max(1));
        let whole = format!("{}:{line}:{column}: {severity}: {}", self.file, self.kind);
        // Names and values may hold anything: what is printed stays on one line, and orders no terminal about.
        whole.chars().try_for_each(|character| match character.is_control() {
            true => write!(f, "{}", character.escape_debug()),
            false => write!(f, "{character}"),
        })
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Reported, and left out.
    Warning,
    /// The policy can't be used: the program opens closed.
    Error,
}

/// What is wrong. Each prints as one plain English line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// There is no managed policy at all.
    #[error("there is no managed policy on this computer")]
    NoPolicy,
    /// The file is larger than any policy.
    #[error("the file is larger than 1 MiB")]
    TooLarge,
    /// The file isn't JSON.
    #[error("not valid JSON: {detail}")]
    Syntax {
        /// The parser's words.
        detail: String,
    },
    /// The file is written for a newer program.
    #[error("format version {version} is newer than this program")]
    Version {
        /// The file's version.
        version: String,
    },
    /// A key stands twice in the same object.
    #[error("`{key}` stands here twice")]
    KeyTwice {
        /// The key.
        key: String,
    },
    /// No version of the program knows this key.
    #[error("unknown key `{key}`: it has no effect")]
    UnknownKey {
        /// The key.
        key: String,
    },
    /// A later version of the program uses this key.
    #[error("`{key}` is not used by this version: it has no effect")]
    NotUsed {
        /// The key.
        key: String,
    },
    /// It asks for a protection that only a later version of the program has.
    #[error("`{key}` asks for a protection that this version doesn't have")]
    NotSupported {
        /// The key.
        key: String,
    },
    /// A recommended file sets what only a managed one may.
    #[error("`{key}` counts only in a managed policy: it has no effect here")]
    ManagedOnly {
        /// The key.
        key: String,
    },
    /// A value has the wrong type, is none of the known ones, or something it needs is missing.
    #[error("`{key}`: {detail}")]
    Value {
        /// The key.
        key: String,
        /// The parser's words.
        detail: String,
    },
    /// No approved homeserver is named.
    #[error("no approved homeserver is named in `homeservers`")]
    NoHomeserver,
    /// Not a server name in its one spelling.
    #[error("`{value}` is not a server name")]
    ServerName {
        /// The value.
        value: String,
    },
    /// Not an https address of host and port alone.
    #[error("`{value}` is not an https address of nothing but a host and a port")]
    BaseUrl {
        /// The value.
        value: String,
    },
    /// Not an email domain.
    #[error("`{value}` is not an email domain")]
    EmailDomain {
        /// The value.
        value: String,
    },
    /// Not a server name, nor `*.` and a domain.
    #[error("`{value}` is neither a server name nor `*.` and a domain of two parts or more")]
    Pattern {
        /// The value.
        value: String,
    },
    /// Not a day.
    #[error("`{value}` is not a day such as 2027-03-31")]
    Day {
        /// The value.
        value: String,
    },
    /// Not a room id.
    #[error("`{value}` is not a room id: those begin with `!`")]
    RoomId {
        /// The value.
        value: String,
    },
    /// Two departments claim the same name, address or email domain.
    #[error("`{value}` stands here twice: it can belong to one department only")]
    Claimed {
        /// The value.
        value: String,
    },
    /// Approved servers come from one file; an earlier one's are not used.
    #[error("the approved servers are those of {other}: the ones here have no effect")]
    TrustRootsElsewhere {
        /// The file that counts.
        other: String,
    },
    /// A minimum above a maximum.
    #[error("the minimum of {min} days is above the maximum of {max}: messages are kept for the minimum")]
    MinimumAboveMaximum {
        /// Days.
        min: u32,
        /// Days.
        max: u32,
    },
}

impl ProblemKind {
    /// Every code, for the test that each has words in each language.
    pub const CODES: &[&str] = &[
        "no-policy",
        "too-large",
        "syntax",
        "version",
        "key-twice",
        "unknown-key",
        "not-used",
        "managed-only",
        "value",
        "no-homeserver",
        "server-name",
        "base-url",
        "email-domain",
        "pattern",
        "day",
        "claimed",
        "trust-roots-elsewhere",
        "not-supported",
        "room-id",
        "minimum-above-maximum",
    ];

    /// The stable code: `fault-<code>` is the entry in every language.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPolicy => "no-policy",
            Self::TooLarge => "too-large",
            Self::Syntax { .. } => "syntax",
            Self::Version { .. } => "version",
            Self::KeyTwice { .. } => "key-twice",
            Self::UnknownKey { .. } => "unknown-key",
            Self::NotUsed { .. } => "not-used",
            Self::NotSupported { .. } => "not-supported",
            Self::ManagedOnly { .. } => "managed-only",
            Self::Value { .. } => "value",
            Self::NoHomeserver => "no-homeserver",
            Self::ServerName { .. } => "server-name",
            Self::BaseUrl { .. } => "base-url",
            Self::EmailDomain { .. } => "email-domain",
            Self::Pattern { .. } => "pattern",
            Self::Day { .. } => "day",
            Self::RoomId { .. } => "room-id",
            Self::Claimed { .. } => "claimed",
            Self::TrustRootsElsewhere { .. } => "trust-roots-elsewhere",
            Self::MinimumAboveMaximum { .. } => "minimum-above-maximum",
        }
    }

    /// The values its words mention. The parser's English is not among them.
    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoPolicy | Self::TooLarge | Self::Syntax { .. } | Self::NoHomeserver => Vec::new(),
            Self::Version { version } => vec![("version", version.clone())],
            Self::KeyTwice { key }
            | Self::UnknownKey { key }
            | Self::NotUsed { key }
            | Self::NotSupported { key }
            | Self::ManagedOnly { key }
            | Self::Value { key, .. } => vec![("key", key.clone())],
            Self::ServerName { value }
            | Self::BaseUrl { value }
            | Self::EmailDomain { value }
            | Self::Pattern { value }
            | Self::Day { value }
            | Self::RoomId { value }
            | Self::Claimed { value } => vec![("value", value.clone())],
            Self::TrustRootsElsewhere { other } => vec![("other", other.clone())],
            Self::MinimumAboveMaximum { min, max } => vec![("min", min.to_string()), ("max", max.to_string())],
        }
    }
}
