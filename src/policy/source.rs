//! Where policy comes from, and which source stands above which.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A policy file, or what a registry key or managed preferences say in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it comes from.
    pub place: Place,
    /// Whether people may change what it says.
    pub level: Level,
    /// Whom it is for.
    pub scope: Scope,
    /// What it says: JSON, as a policy file has it.
    pub bytes: Vec<u8>,
}

impl Source {
    /// A file for everybody at this computer.
    pub fn file(path: impl Into<String>, level: Level, bytes: Vec<u8>) -> Self {
        Self {
            place: Place::File(path.into()),
            level,
            scope: Scope::Machine,
            bytes,
        }
    }

    /// The policy built into the program. It stands below what the computer's administrator manages, and above
    /// everything else; its trust roots stay unless it says itself that others may take their place.
    pub fn baseline(bytes: Vec<u8>) -> Self {
        Self {
            place: Place::Baseline,
            level: Level::Managed,
            scope: Scope::Machine,
            bytes,
        }
    }

    /// The higher, the more it counts. What the machine's administrator says always stands above what is said for one
    /// person, whose part of the registry other programs of theirs may reach.
    pub(crate) fn rank(&self) -> u8 {
        match (&self.place, self.level, self.scope) {
            (Place::Baseline, ..) => 2,
            (_, Level::Managed, Scope::Machine) => 4,
            (_, Level::Managed, Scope::User) => 3,
            (_, Level::Recommended, Scope::Machine) => 1,
            (_, Level::Recommended, Scope::User) | (_, Level::Own, _) => 0,
        }
    }

    pub(crate) fn provenance(&self) -> Provenance {
        Provenance {
            place: self.place.clone(),
            level: self.level,
            scope: self.scope,
        }
    }
}

/// Where a source comes from. Prints as people know it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Place {
    /// A file, by its path.
    File(String),
    /// A key of the Windows registry, such as `HKLM\SOFTWARE\Policies\Despatch`.
    Registry(String),
    /// Managed preferences of macOS, by the path of their list.
    Preferences(String),
    /// The policy built into the program.
    Baseline,
    /// The person's own settings.
    Own,
}

impl Place {
    /// Whether it is text that somebody wrote, so that a line and a column in it mean something.
    pub(crate) fn has_lines(&self) -> bool {
        matches!(self, Self::File(_) | Self::Baseline)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(place) | Self::Registry(place) | Self::Preferences(place) => f.write_str(place),
            Self::Baseline => f.write_str("built-in policy"),
            Self::Own => f.write_str("own settings"),
        }
    }
}

/// Whether people may change what a source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A person's own choice.
    Own,
    /// A proposal.
    Recommended,
    /// The law.
    Managed,
}

/// Whom a source is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One person at this computer.
    User,
    /// Everybody at this computer.
    Machine,
}

/// Where a key's value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The place of the source.
    pub place: Place,
    /// Its level.
    pub level: Level,
    /// Whom it is for.
    pub scope: Scope,
}
