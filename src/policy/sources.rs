//! Many files, one policy.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::document::Document;
use crate::file::File;
use crate::homeserver::pattern;
use crate::{Homeserver, Organisation, Policy, Problem, ProblemKind, Severity};

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

/// Settings in force, by name, and the file that each comes from.
type Settings<'f> = BTreeMap<&'f str, (&'f Value, &'f File<'f>)>;

pub(crate) fn resolve(sources: &[Source]) -> Result<Policy, Vec<Problem>> {
    let mut files = read(sources);
    let roots = choose_trust_roots(&mut files);
    let settings = in_force(&files);
    let document = merge(&settings);
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

/// What is said of the organisation, for the screen that says why nobody can sign in.
pub(crate) fn organisation(sources: &[Source]) -> Organisation {
    merge(&in_force(&read(sources))).organisation
}

impl File<'_> {
    fn provenance(&self) -> Provenance {
        Provenance {
            path: self.path.to_owned(),
            level: self.level,
        }
    }
}

fn read(sources: &[Source]) -> Vec<File<'_>> {
    let mut files: Vec<File<'_>> = sources.iter().map(File::read).collect();
    // Stable: within a level the order given stays, and the last one counts.
    files.sort_by_key(|file| file.level);
    files
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

fn in_force<'f>(files: &'f [File<'f>]) -> Settings<'f> {
    let each = |file: &'f File<'f>| {
        file.settings
            .iter()
            .map(move |(name, setting)| (name.as_str(), (&setting.value, file)))
    };
    files.iter().flat_map(each).collect()
}

/// One document of all settings. Each reads well, so the whole does; if it didn't, it would approve of nobody.
fn merge(settings: &Settings<'_>) -> Document {
    let mut whole = Map::new();
    for (name, (value, _)) in settings {
        let Some((group, key)) = name.split_once('.') else {
            whole.insert((*name).to_owned(), (*value).clone());
            continue;
        };
        if let Value::Object(keys) = whole.entry(group).or_insert_with(|| Map::new().into()) {
            keys.insert(key.to_owned(), (*value).clone());
        }
    }
    Document::deserialize(Value::Object(whole)).unwrap_or_default()
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
