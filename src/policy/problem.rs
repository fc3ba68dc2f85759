//! What is wrong with a policy file, and where.

use std::fmt;

use crate::Provenance;

/// One thing that is wrong with a policy. Prints as `file:line:column: error: ...` for `despatch policy check`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whose it is; none when it is that something isn't there at all.
    pub source: Option<Provenance>,
    /// Counted from 1; 0 when the source as a whole is meant, or has no lines.
    pub line: u32,
    /// In characters, counted from 1; 0 when the source as a whole is meant, or has no lines.
    pub column: u32,
    /// Where in the document (RFC 6901); empty for the whole.
    pub pointer: String,
    /// Whether the program opens closed.
    pub severity: Severity,
    /// What is wrong.
    pub kind: ProblemKind,
}

impl Problem {
    /// Where it is, as people know it: a file, a key of the registry; empty when it is nowhere.
    pub fn place(&self) -> String {
        let source = self.source.as_ref();
        source.map_or_else(String::new, |source| source.place.to_string())
    }

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
        let whole = match &self.source {
            None => format!("{severity}: {}", self.kind),
            Some(source) if source.place.has_lines() => {
                // The file as a whole is its first place, for tools that jump there.
                let (line, column) = (self.line.max(1), self.column.max(1));
                format!("{}:{line}:{column}: {severity}: {}", source.place, self.kind)
            }
            Some(source) if self.pointer.is_empty() => format!("{}: {severity}: {}", source.place, self.kind),
            Some(source) => format!("{} at {}: {severity}: {}", source.place, self.pointer, self.kind),
        };
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
    #[error("format {format} is not the one of this program, which is 1")]
    Format {
        /// The file's format.
        format: String,
    },
    /// There are more mistakes than anybody would read.
    #[error("there are too many mistakes here to name them all")]
    TooMany,
    /// The policy is older than one that this computer has taken.
    #[error("`version` is {found}, but this computer has taken version {seen}: an older policy is refused")]
    Rollback {
        /// The largest version that was taken.
        seen: u64,
        /// The version here.
        found: u64,
    },
    /// The policy's last day is over; the days of grace are not.
    #[error("the policy counted until {day}: in {days_left} days people will only be able to read")]
    Grace {
        /// The last day.
        day: String,
        /// Days left, today among them.
        days_left: u32,
    },
    /// The policy is out of date.
    #[error("the policy counted until {day}: people can only read")]
    Expired {
        /// The last day.
        day: String,
    },
    /// A key stands twice in the same object.
    #[error("`{key}` stands here twice")]
    KeyTwice {
        /// The key.
        key: String,
    },
    /// No version of the program knows this key.
    #[error("unknown key `{key}`: it has no effect{}", did_you_mean(.near.as_deref()))]
    UnknownKey {
        /// The key.
        key: String,
        /// The known key that it is most like.
        near: Option<String>,
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
    /// The key counts only in a policy that is built into the program.
    #[error("`{key}` counts only in a policy built into the program: it has no effect here")]
    BaselineOnly {
        /// The key.
        key: String,
    },
    /// A person chose what isn't theirs to choose, or no value of it.
    #[error("`{key}` is not for people to choose, or not in this way: it has no effect")]
    NotChoosable {
        /// The key.
        key: String,
    },
    /// A value has the wrong type, or is none of the known ones.
    #[error("`{key}` {detail}")]
    Value {
        /// The key.
        key: String,
        /// What it has to be, and what it is.
        detail: String,
    },
    /// A key that has to be there isn't.
    #[error("`{key}` is missing")]
    Missing {
        /// The key.
        key: String,
    },
    /// A key of the last-good class can't be used as it stands.
    #[error("`{key}` keeps the last value that could be used")]
    LastGood {
        /// The key.
        key: String,
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
    /// Not the address of a proxy.
    #[error("`{value}` is not the address of a proxy: `http://` or `https://`, a host and a port, and nothing else")]
    ProxyUrl {
        /// The value.
        value: String,
    },
    /// Not a media type.
    #[error("`{value}` is not a media type such as `application/pdf` or `image/*`")]
    MediaType {
        /// The value.
        value: String,
    },
    /// Not a place to deliver a record to.
    #[error("`{value}` is not a place for the record: it has to begin with `file:`, `s3:`, `az:`, `gs:` or `https:`")]
    Sink {
        /// The value.
        value: String,
    },
    /// Not something that a place for the record asks for. Which one is said by where it stands: it may be a secret.
    #[error("not a name, `=` and a value")]
    SinkOption,
    /// Not a key that the record can be sealed to.
    #[error("`{value}` is not a public key of age, which begins with `age1`")]
    Recipient {
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
        "format",
        "too-many",
        "rollback",
        "grace",
        "expired",
        "key-twice",
        "unknown-key",
        "not-used",
        "managed-only",
        "baseline-only",
        "not-choosable",
        "value",
        "missing",
        "last-good",
        "no-homeserver",
        "server-name",
        "base-url",
        "email-domain",
        "pattern",
        "proxy-url",
        "media-type",
        "sink",
        "sink-option",
        "recipient",
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
            Self::Format { .. } => "format",
            Self::TooMany => "too-many",
            Self::Rollback { .. } => "rollback",
            Self::Grace { .. } => "grace",
            Self::Expired { .. } => "expired",
            Self::KeyTwice { .. } => "key-twice",
            Self::UnknownKey { .. } => "unknown-key",
            Self::NotUsed { .. } => "not-used",
            Self::NotSupported { .. } => "not-supported",
            Self::ManagedOnly { .. } => "managed-only",
            Self::BaselineOnly { .. } => "baseline-only",
            Self::NotChoosable { .. } => "not-choosable",
            Self::Value { .. } => "value",
            Self::Missing { .. } => "missing",
            Self::LastGood { .. } => "last-good",
            Self::NoHomeserver => "no-homeserver",
            Self::ServerName { .. } => "server-name",
            Self::BaseUrl { .. } => "base-url",
            Self::EmailDomain { .. } => "email-domain",
            Self::Pattern { .. } => "pattern",
            Self::ProxyUrl { .. } => "proxy-url",
            Self::MediaType { .. } => "media-type",
            Self::Sink { .. } => "sink",
            Self::SinkOption => "sink-option",
            Self::Recipient { .. } => "recipient",
            Self::Day { .. } => "day",
            Self::RoomId { .. } => "room-id",
            Self::Claimed { .. } => "claimed",
            Self::TrustRootsElsewhere { .. } => "trust-roots-elsewhere",
            Self::MinimumAboveMaximum { .. } => "minimum-above-maximum",
        }
    }

    /// The values its words mention. English details are not among them.
    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoPolicy
            | Self::TooLarge
            | Self::TooMany
            | Self::Syntax { .. }
            | Self::NoHomeserver
            | Self::SinkOption => Vec::new(),
            Self::Format { format } => vec![("format", format.clone())],
            Self::Rollback { seen, found } => vec![("seen", seen.to_string()), ("found", found.to_string())],
            Self::Grace { day, days_left } => vec![("day", day.clone()), ("days", days_left.to_string())],
            Self::Expired { day } => vec![("day", day.clone())],
            Self::KeyTwice { key }
            | Self::UnknownKey { key, .. }
            | Self::BaselineOnly { key }
            | Self::NotChoosable { key }
            | Self::Missing { key }
            | Self::LastGood { key }
            | Self::NotUsed { key }
            | Self::NotSupported { key }
            | Self::ManagedOnly { key }
            | Self::Value { key, .. } => vec![("key", key.clone())],
            Self::ServerName { value }
            | Self::BaseUrl { value }
            | Self::EmailDomain { value }
            | Self::Pattern { value }
            | Self::ProxyUrl { value }
            | Self::MediaType { value }
            | Self::Sink { value }
            | Self::Recipient { value }
            | Self::Day { value }
            | Self::RoomId { value }
            | Self::Claimed { value } => vec![("value", value.clone())],
            Self::TrustRootsElsewhere { other } => vec![("other", other.clone())],
            Self::MinimumAboveMaximum { min, max } => vec![("min", min.to_string()), ("max", max.to_string())],
        }
    }
}

fn did_you_mean(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!(". Did you mean `{near}`?"))
}
