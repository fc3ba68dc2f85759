//! Many files, one policy.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::document::Document;
use crate::file::File;
use crate::homeserver::pattern;
use crate::{Homeserver, Policy, Problem, ProblemKind, Severity};

/// Settings that decide whom one talks to. They are one thing: all of them come from one file.
const TRUST_ROOTS: &[&str] = &["homeservers", "federation.allowed_servers"];

/// A policy file and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path, as people know it.
    pub path: String,
    /// Whether people may change what it says.
    pub level: Level,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Whether people may change what a source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A proposal.
    Recommended,
    /// The law.
    Managed,
}

/// Where a key's value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The path of the source.
    pub path: String,
    /// Its level.
    pub level: Level,
}

pub(crate) fn resolve(sources: &[Source]) -> Result<Policy, Vec<Problem>> {
    let mut files: Vec<File<'_>> = sources.iter().map(File::read).collect();
    // Stable: within a level the order given stays, and the last one counts.
    files.sort_by_key(|file| file.level);
    let roots = choose_trust_roots(&mut files);

    let mut settings: BTreeMap<&str, (&Value, &File<'_>)> = BTreeMap::new();
    for file in &files {
        settings.extend(
            file.settings
                .iter()
                .map(|(name, setting)| (name.as_str(), (&setting.value, file))),
        );
    }
    // Each setting reads well, so the whole does; if it didn't, it would approve of nobody.
    let document = Document::deserialize(merge(&settings)).unwrap_or_default();
    let provenance = settings
        .iter()
        .map(|(name, (_, file))| ((*name).to_owned(), file.provenance()))
        .collect();
    let homeservers: Vec<Homeserver> = document.homeservers.iter().filter_map(Homeserver::parse).collect();

    let mut problems: Vec<Problem> = files.iter().flat_map(|file| file.problems.iter().cloned()).collect();
    let broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    if files.iter().all(|file| file.level == Level::Recommended) {
        problems.push(missing("", ProblemKind::NoPolicy));
    } else if homeservers.is_empty() && !broken {
        let last = files.last().map(|file| file.path);
        problems.push(missing(roots.or(last).unwrap_or_default(), ProblemKind::NoHomeserver));
    }
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        return Err(problems);
    }
    let allowed = document
        .federation
        .allowed_servers
        .iter()
        .filter_map(|written| pattern(written))
        .collect();
    Ok(Policy {
        document,
        homeservers,
        allowed,
        provenance,
        problems,
    })
}

impl File<'_> {
    fn provenance(&self) -> Provenance {
        Provenance {
            path: self.path.to_owned(),
            level: self.level,
        }
    }
}

/// The last file that names a trust root names them all: those of the others are taken out, and reported.
fn choose_trust_roots<'a>(files: &mut [File<'a>]) -> Option<&'a str> {
    let names_one = |file: &File<'_>| TRUST_ROOTS.iter().any(|root| file.settings.contains_key(*root));
    let chosen = files.iter().rposition(names_one);
    let path = chosen.map(|chosen| files[chosen].path);
    for file in &mut files[..chosen.unwrap_or(0)] {
        for root in TRUST_ROOTS {
            if let (Some(lost), Some(other)) = (file.settings.remove(*root), path) {
                let kind = ProblemKind::TrustRootsElsewhere {
                    other: other.to_owned(),
                };
                file.report(Severity::Warning, lost.position, &lost.path, kind);
            }
        }
    }
    path
}

fn merge(settings: &BTreeMap<&str, (&Value, &File<'_>)>) -> Value {
    let mut whole = Map::new();
    for (name, (value, _)) in settings {
        let (group, key) = name
            .split_once('.')
            .map_or((*name, None), |(group, key)| (group, Some(key)));
        match key {
            None => {
                whole.insert(group.to_owned(), (*value).clone());
            }
            Some(key) => {
                let group = whole.entry(group).or_insert_with(|| Map::new().into());
                if let Value::Object(keys) = group {
                    keys.insert(key.to_owned(), (*value).clone());
                }
            }
        }
    }
    whole.into()
}

fn missing(file: &str, kind: ProblemKind) -> Problem {
    let (file, pointer) = (file.to_owned(), String::new());
    Problem {
        file,
        line: 0,
        column: 0,
        pointer,
        severity: Severity::Error,
        kind,
    }
}
