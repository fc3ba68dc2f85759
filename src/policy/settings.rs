//! What the settings page and `despatch policy show` print: every key, its value, and where that comes from.

use serde_json::{Value, json};

use crate::key::{Use, setting_above};
use crate::{Level, Place, Policy, Problem, ProblemKind, Provenance, Scope};

/// One line of the page: a key as it is in force, or what a source said of a key to no effect.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Setting {
    /// The key's name.
    pub key: String,
    /// Its value; null where it has none, or where what was written can't be used.
    pub value: Value,
    /// Who says so; none for the default.
    pub source: Option<Provenance>,
    /// What has become of it.
    pub status: Status,
}

/// What has become of a setting.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Status {
    /// It counts.
    InForce,
    /// It counts, and this version doesn't act on it.
    NotUsed,
    /// It counts until the program starts anew; then another value does.
    NeedsRestart {
        /// The value to come.
        value: Value,
    },
    /// Another source stands above this one.
    Overridden {
        /// Where that is.
        by: Place,
    },
    /// It can't be used.
    Invalid {
        /// Why, and where.
        problem: Problem,
    },
    /// No version of the program knows this key.
    Unknown {
        /// Where it stands.
        problem: Problem,
    },
}

impl Status {
    /// The stable code of it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::NotUsed => "not-used",
            Self::NeedsRestart { .. } => "needs-restart",
            Self::Overridden { .. } => "overridden",
            Self::Invalid { .. } => "invalid",
            Self::Unknown { .. } => "unknown",
        }
    }
}

impl Setting {
    /// The line as JSON, for copying and for `despatch policy show --json`.
    pub fn to_json(&self) -> Value {
        let source = self.source.as_ref();
        let mut line = json!({
            "key": self.key,
            "value": self.value,
            "level": source.map_or("default", |source| source.level.name()),
            "scope": source.map(|source| source.scope.name()),
            "source": source.map(|source| source.place.to_string()),
            "status": self.status.code(),
        });
        match &self.status {
            Status::InForce | Status::NotUsed => {}
            Status::NeedsRestart { value } => line["after_restart"] = value.clone(),
            Status::Overridden { by } => line["by"] = by.to_string().into(),
            Status::Invalid { problem } | Status::Unknown { problem } => {
                line["pointer"] = problem.pointer.clone().into();
                line["reason"] = problem.kind.to_string().into();
            }
        }
        line
    }
}

impl Level {
    /// Its name in JSON and in print.
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Recommended => "recommended",
            Self::Managed => "managed",
        }
    }
}

impl Scope {
    /// Its name in JSON and in print.
    pub fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Machine => "machine",
        }
    }
}

impl Policy {
    /// Every key with its value in force, each followed by what sources said of it to no effect; unknown keys last.
    pub fn settings(&self) -> Vec<Setting> {
        let document = self.to_json();
        let mut found = Vec::new();
        let (mut rest, mut problems) = (Vec::new(), Vec::new());
        for problem in &self.problems {
            let path: Vec<String> = problem.pointer.split('/').skip(1).map(str::to_owned).collect();
            match setting_above(&path) {
                Some(key) => problems.push((key.name.as_str(), problem)),
                None => rest.extend(self.told(&path.join("."), problem)),
            }
        }
        for key in crate::keys() {
            let status = match self.waiting.get(&key.name) {
                Some(value) => Status::NeedsRestart {
                    value: key.shown(value.clone()),
                },
                None if key.used == Use::Now => Status::InForce,
                None => Status::NotUsed,
            };
            found.push(Setting {
                key: key.name.clone(),
                value: key.shown(value_in(&document, &key.name)),
                source: self.provenance.get(&key.name).cloned(),
                status,
            });
            let lost = self.lost.iter().filter(|lost| lost.key == key.name).cloned();
            found.extend(lost.map(|lost| Setting {
                value: key.shown(lost.value),
                ..lost
            }));
            let own = problems.iter().filter(|(name, _)| *name == key.name);
            found.extend(own.filter_map(|(name, problem)| self.told(name, problem)));
        }
        found.extend(rest);
        found
    }

    /// The managed source that fixes a key, or the key it is a part of, so that its control shows a lock.
    pub fn locked(&self, key: &str) -> Option<&Provenance> {
        let path: Vec<String> = key.split('.').map(str::to_owned).collect();
        let from = self.provenance.get(&setting_above(&path)?.name)?;
        (from.level == Level::Managed).then_some(from)
    }

    /// The value in force of a key, by its name; null when it has none.
    pub fn value(&self, key: &str) -> Value {
        value_in(&self.to_json(), key)
    }

    pub(crate) fn to_json(&self) -> Value {
        serde_json::to_value(&self.document).unwrap_or_default()
    }

    /// The recommended value that the person's choice took the place of.
    pub(crate) fn recommended(&self, key: &str) -> Option<&Value> {
        let recommended = |lost: &&Setting| {
            let level = lost.source.as_ref().map(|source| source.level);
            lost.key == key && level == Some(Level::Recommended)
        };
        self.lost.iter().rfind(recommended).map(|lost| &lost.value)
    }

    /// The line of a problem, if it is that somebody said something to no effect.
    fn told(&self, key: &str, problem: &Problem) -> Option<Setting> {
        let status = match problem.kind {
            ProblemKind::UnknownKey { .. } => Status::Unknown {
                problem: problem.clone(),
            },
            ProblemKind::NotUsed { .. }
            | ProblemKind::LastGood { .. }
            | ProblemKind::TrustRootsElsewhere { .. }
            | ProblemKind::MinimumAboveMaximum { .. }
            | ProblemKind::Grace { .. }
            | ProblemKind::Expired { .. } => return None,
            _ => Status::Invalid {
                problem: problem.clone(),
            },
        };
        Some(Setting {
            key: key.to_owned(),
            value: Value::Null,
            source: problem.source.clone(),
            status,
        })
    }
}

/// The value of a key in a document; null when it has none.
pub(crate) fn value_in(document: &Value, key: &str) -> Value {
    let found = key.split('.').try_fold(document, |value, step| value.get(step));
    found.cloned().unwrap_or_default()
}
