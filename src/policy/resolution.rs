//! Many sources, one policy.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::choice::choosable;
use crate::document::Document;
use crate::file::{File, REPLACEABLE, Written};
use crate::settings::{Setting, Status};
use crate::validity::{Day, Validity, validity};
use crate::{
    Choices, Level, Memory, Organisation, Place, Policy, Problem, ProblemKind, Provenance, Scope, Severity, Source,
};

/// All that a policy is made of.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The sources, in any order; of equal ones a later one stands above an earlier one.
    pub sources: &'a [Source],
    /// What the person chose. None where nobody is known yet.
    pub choices: Option<&'a Choices>,
    /// What was remembered of the last policy: [`Policy::memory`]. None where nothing was ever kept.
    pub memory: Option<&'a Memory>,
    /// The day. There is no policy without one, because a policy may be out of date.
    pub today: Day,
}

/// Settings in force, by name, and where each comes from.
type Settings = BTreeMap<&'static str, (Value, Provenance)>;

pub(crate) fn resolve(input: &Input<'_>) -> Result<Policy, Vec<Problem>> {
    let mut files = read(input.sources, input.memory);
    let mut lost = Vec::new();
    let roots = choose_trust_roots(&mut files, &mut lost);
    let mut settings = in_force(&files, &mut lost);
    let mut problems: Vec<Problem> = files.iter().flat_map(|file| file.problems.iter().cloned()).collect();
    if let Some(choices) = input.choices {
        choose(choices, &mut settings, &mut lost, &mut problems);
    }
    let document = merge(&settings);

    let managed = |file: &&File<'_>| file.source.level == Level::Managed;
    let broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    let seen = input.memory.map_or(0, Memory::version);
    if !files.iter().any(|file| managed(&file)) {
        problems.push(whole(None, Severity::Error, ProblemKind::NoPolicy));
    } else if !broken {
        let last = files.iter().rfind(managed).map(|file| file.source.provenance());
        if document.homeservers.is_empty() {
            problems.push(whole(roots.or(last), Severity::Error, ProblemKind::NoHomeserver));
        } else if document.version < seen {
            let found = document.version;
            let kind = ProblemKind::Rollback { seen, found };
            problems.push(at(&files, "version", Severity::Error, kind).unwrap_or_else(|kind| {
                // Whoever takes the number out takes it back as well.
                whole(last, Severity::Error, kind)
            }));
        }
    }
    problems.extend(unkept(&document).into_iter().map(|key| {
        let key = key.to_owned();
        let last = files.iter().rfind(managed).map(|file| file.source.provenance());
        whole(last, Severity::Error, ProblemKind::Missing { key })
    }));
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        return Err(problems);
    }
    let day = || document.valid_until.clone().unwrap_or_default();
    let expiry = match validity(&document, input.today) {
        Validity::Current => None,
        Validity::Grace { days_left } => Some(ProblemKind::Grace { day: day(), days_left }),
        Validity::ReadOnly => Some(ProblemKind::Expired { day: day() }),
    };
    problems.extend(expiry.and_then(|kind| at(&files, "valid_until", Severity::Warning, kind).ok()));
    let provenance = settings
        .into_iter()
        .map(|(name, (_, provenance))| (name.to_owned(), provenance))
        .collect();
    Ok(Policy::made_of(document, provenance, problems, lost, input.today))
}

/// What is said of the organisation, for the screen that says why nobody can sign in.
pub(crate) fn organisation(sources: &[Source]) -> Organisation {
    merge(&in_force(&read(sources, None), &mut Vec::new())).organisation
}

fn read<'a>(sources: &'a [Source], memory: Option<&Memory>) -> Vec<File<'a>> {
    let mut sources: Vec<&Source> = sources.iter().collect();
    // Stable: of equal ones the order given stays, and the last one counts.
    sources.sort_by_key(|source| source.rank());
    sources.into_iter().map(|source| File::read(source, memory)).collect()
}

/// The highest source that names a trust root names them all: those of the others are taken out, and reported. Those of
/// a policy built into the program stay, unless it says that others may take their place.
fn choose_trust_roots(files: &mut [File<'_>], lost: &mut Vec<Setting>) -> Option<Provenance> {
    let roots: Vec<&'static str> = crate::keys()
        .iter()
        .filter(|key| key.trust_root)
        .map(|key| key.name.as_str())
        .collect();
    let names_one = |file: &File<'_>| roots.iter().any(|root| file.settings.contains_key(root));
    let fixed = |file: &File<'_>| {
        let replaceable = file
            .settings
            .get(REPLACEABLE)
            .is_some_and(|written| written.value == true);
        file.source.place == Place::Baseline && names_one(file) && !replaceable
    };
    let chosen = files
        .iter()
        .position(fixed)
        .or_else(|| files.iter().rposition(names_one))?;
    let chosen_source = files[chosen].source;
    let place = &chosen_source.place;
    for (_, file) in files.iter_mut().enumerate().filter(|(index, _)| *index != chosen) {
        for root in &roots {
            let Some(written) = file.settings.remove(root) else {
                continue;
            };
            let kind = ProblemKind::TrustRootsElsewhere {
                other: place.to_string(),
            };
            file.warn(&written, kind);
            lost.push(overridden(root, written.value, file.source.provenance(), place));
        }
        file.problems.sort_by_key(|problem| (problem.line, problem.column));
    }
    Some(chosen_source.provenance())
}

fn in_force(files: &[File<'_>], lost: &mut Vec<Setting>) -> Settings {
    let mut settings = Settings::new();
    for file in files {
        for (name, Written { value, .. }) in &file.settings {
            let from = file.source.provenance();
            if let Some((value, from)) = settings.insert(name, (value.clone(), from)) {
                lost.push(overridden(name, value, from, &file.source.place));
            }
        }
    }
    // By the one that counts, not by one that was overridden itself.
    for row in lost {
        if let (Status::Overridden { by }, Some((_, from))) = (&mut row.status, settings.get(row.key.as_str())) {
            *by = from.place.clone();
        }
    }
    settings
}

/// Puts in what the person chose, where it is theirs to choose.
fn choose(choices: &Choices, settings: &mut Settings, lost: &mut Vec<Setting>, problems: &mut Vec<Problem>) {
    let own = Provenance {
        place: Place::Own,
        level: Level::Own,
        scope: Scope::User,
    };
    for (name, choice) in choices {
        let Some(key) = choosable(name, &choice.value) else {
            let kind = ProblemKind::NotChoosable { key: name.clone() };
            problems.push(whole(Some(own.clone()), Severity::Warning, kind));
            continue;
        };
        let above = settings.get(key.name.as_str());
        let stands = above
            .is_none_or(|(value, from)| from.level == Level::Recommended && choice.instead_of.as_ref() == Some(value));
        let by = above.map(|(_, from)| from.place.clone());
        if stands {
            if let Some((value, from)) = settings.insert(&key.name, (choice.value.clone(), own.clone())) {
                lost.push(overridden(name, value, from, &Place::Own));
            }
        } else if let Some(by) = by {
            lost.push(overridden(name, choice.value.clone(), own.clone(), &by));
        }
    }
}

/// One document of all settings. Each reads well, so the whole does; if it didn't, it would approve of nobody.
fn merge(settings: &Settings) -> Document {
    let mut whole = Map::new();
    for (name, (value, _)) in settings {
        let Some((group, key)) = name.split_once('.') else {
            whole.insert((*name).to_owned(), value.clone());
            continue;
        };
        if let Value::Object(keys) = whole.entry(group).or_insert_with(|| Map::new().into()) {
            keys.insert(key.to_owned(), value.clone());
        }
    }
    Document::deserialize(Value::Object(whole)).unwrap_or_default()
}

/// What is missing where rooms go on record: without a key nothing can be sealed, and what is delivered nowhere is lost with
/// the computer.
fn unkept(document: &Document) -> Option<&'static str> {
    let records = &document.records;
    match document.retention.keeps_records() {
        true if records.recipients.is_empty() => Some("records.recipients"),
        true if records.sink.is_none() => Some("records.sink"),
        _ => None,
    }
}

fn overridden(name: &str, value: Value, source: Provenance, by: &Place) -> Setting {
    Setting {
        key: name.to_owned(),
        value,
        source: Some(source),
        status: Status::Overridden { by: by.clone() },
    }
}

/// A problem at the setting that counts; the kind again if nobody set it.
fn at(files: &[File<'_>], name: &str, severity: Severity, kind: ProblemKind) -> Result<Problem, ProblemKind> {
    let found = files
        .iter()
        .rev()
        .find_map(|file| Some((file, file.settings.get(name)?)));
    let Some((file, written)) = found else { return Err(kind) };
    Ok(Problem {
        line: written.position.0,
        column: written.position.1,
        pointer: crate::json::pointer(&written.path),
        ..whole(Some(file.source.provenance()), severity, kind)
    })
}

fn whole(source: Option<Provenance>, severity: Severity, kind: ProblemKind) -> Problem {
    Problem {
        source,
        line: 0,
        column: 0,
        pointer: String::new(),
        severity,
        kind,
    }
}
