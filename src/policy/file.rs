//! One policy file, judged: which of its settings count, and what is wrong with the rest.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::document::Document;
use crate::json::{Position, Text, pointer};
use crate::rules;
use crate::{Level, Problem, ProblemKind, Severity, Source};

/// No policy is longer; more is a mistake, and not worth the memory.
const LARGEST: usize = 1 << 20;

/// Keys of [`Document`] that hold settings of their own.
const GROUPS: &[&str] = &["organisation", "federation", "sign_in", "encryption", "retention"];

/// Groups that later versions use.
const LATER: &[&str] = &[
    "trust",
    "records",
    "classification",
    "content",
    "device",
    "network",
    "publish",
    "watch",
    "interface",
];

/// Keys that are read, and that nothing in this version acts on.
const IDLE: &[&str] = &[
    "valid_until",
    "organisation.logo",
    "homeservers.issuer",
    "homeservers.features",
    "sign_in.qr_login",
    "sign_in.remember_session",
    "sign_in.max_session_days",
    "sign_in.lock_after_idle_minutes",
    "encryption.require_recovery",
];

/// Keys that ask for a protection which this version doesn't have: going on without it would be opening a door.
const MISSING: &[&str] = &["homeservers.spki_sha256"];

/// A policy file, judged.
pub(crate) struct File<'a> {
    pub path: &'a str,
    pub level: Level,
    /// Settings that count, by name. A setting is a key of a group (`federation.on_foreign`), or the homeservers.
    pub settings: BTreeMap<String, Setting>,
    pub problems: Vec<Problem>,
}

/// A setting, and where it stands.
pub(crate) struct Setting {
    pub value: Value,
    pub path: Vec<String>,
    pub position: Position,
}

impl<'a> File<'a> {
    pub fn read(source: &'a Source) -> Self {
        let mut file = File {
            path: &source.path,
            level: source.level,
            settings: BTreeMap::new(),
            problems: Vec::new(),
        };
        if source.bytes.len() > LARGEST {
            file.report(Severity::Error, (0, 0), &[], ProblemKind::TooLarge);
            return file;
        }
        match Text::parse(&source.bytes) {
            Ok(text) => file.judge(&text),
            Err((position, detail)) => file.report(Severity::Error, position, &[], ProblemKind::Syntax { detail }),
        }
        file.problems.sort_by_key(|problem| (problem.line, problem.column));
        file
    }

    /// Reports a problem. Nothing that a recommended file says can close the program: its problems are warnings.
    pub fn report(&mut self, severity: Severity, (line, column): Position, path: &[String], kind: ProblemKind) {
        let severity = if self.level == Level::Managed {
            severity
        } else {
            Severity::Warning
        };
        let (file, pointer) = (self.path.to_owned(), pointer(path));
        self.problems.push(Problem {
            file,
            line,
            column,
            pointer,
            severity,
            kind,
        });
    }

    fn judge(&mut self, text: &Text<'_>) {
        let Value::Object(groups) = &text.value else {
            return self.not_an_object(text, &[]);
        };
        if let Some(version) = groups.get("version").filter(|version| version.as_u64() != Some(1)) {
            return self.report_version(text, version);
        }
        for (path, position) in text.twice() {
            self.report(
                severity(&path),
                position,
                &path,
                ProblemKind::KeyTwice { key: name(&path) },
            );
        }
        self.judge_idle(text);
        for (group, value) in groups {
            let path = [group.clone()];
            match value {
                _ if LATER.contains(&group.as_str()) => self.warn(text, &path, |key| ProblemKind::NotUsed { key }),
                _ if group == "version" => {}
                Value::Object(keys) if GROUPS.contains(&group.as_str()) => {
                    for (key, value) in keys {
                        self.judge_setting(text, &[group.clone(), key.clone()], value);
                    }
                }
                _ if GROUPS.contains(&group.as_str()) => self.not_an_object(text, &path),
                _ => self.judge_setting(text, &path, value),
            }
        }
    }

    /// A newer format may mean other things by the same words.
    fn report_version(&mut self, text: &Text<'_>, version: &Value) {
        let path = ["version".to_owned()];
        let kind = ProblemKind::Version {
            version: version.to_string().chars().take(20).collect(),
        };
        self.report(Severity::Error, text.position(&path), &path, kind);
    }

    fn not_an_object(&mut self, text: &Text<'_>, path: &[String]) {
        let kind = ProblemKind::Value {
            key: name(path),
            detail: "has to be an object: {...}".to_owned(),
        };
        self.report(severity(path), text.position(path), path, kind);
    }

    fn judge_idle(&mut self, text: &Text<'_>) {
        let mut found = Vec::new();
        text.root.visit(&mut Vec::new(), &mut |path, _| {
            let key = name(path);
            // Elements have the name of their list.
            if path.last().is_some_and(|step| key.ends_with(step.as_str())) {
                if IDLE.contains(&key.as_str()) {
                    found.push((path.to_vec(), Severity::Warning, ProblemKind::NotUsed { key }));
                } else if MISSING.contains(&key.as_str()) {
                    found.push((path.to_vec(), Severity::Error, ProblemKind::NotSupported { key }));
                }
            }
        });
        for (path, severity, kind) in found {
            self.report(severity, text.position(&path), &path, kind);
        }
    }

    fn judge_setting(&mut self, text: &Text<'_>, path: &[String], value: &Value) {
        let before = self.problems.len();
        // Element by element, so that every bad one is found.
        match value {
            Value::Array(elements) if !elements.is_empty() => {
                for (index, element) in elements.iter().enumerate() {
                    self.read_typed(text, path, Some(index), &Value::Array(vec![element.clone()]));
                }
            }
            _ => self.read_typed(text, path, None, value),
        }
        let found = &self.problems[before..];
        let useless = |problem: &Problem| {
            let whole = matches!(problem.kind, ProblemKind::UnknownKey { .. }) && problem.pointer == pointer(path);
            whole || matches!(problem.kind, ProblemKind::Value { .. })
        };
        if found.iter().any(useless) {
            return;
        }
        if closed(path) && self.level == Level::Recommended {
            return self.warn(text, path, |key| ProblemKind::ManagedOnly { key });
        }
        if let Ok(document) = Document::deserialize(nest(path, value.clone())) {
            for (below, severity, kind) in rules::judge(&document) {
                self.report(severity, text.position(&below), &below, kind);
            }
        }
        let setting = Setting {
            value: value.clone(),
            path: path.to_vec(),
            position: text.position(path),
        };
        self.settings.insert(name(path), setting);
    }

    /// Reads a value as the types want it. An element is read as the only one of its list.
    fn read_typed(&mut self, text: &Text<'_>, path: &[String], element: Option<usize>, value: &Value) {
        let whole = nest(path, value.clone());
        let own_index = |mut steps: Vec<String>| {
            if let (Some(index), Some(step)) = (element, steps.get_mut(path.len())) {
                *step = index.to_string();
            }
            steps
        };
        let mut track = serde_path_to_error::Track::new();
        let mut ignored = Vec::new();
        let reader = serde_path_to_error::Deserializer::new(&whole, &mut track);
        let read: Result<Document, _> = serde_ignored::deserialize(reader, |found| ignored.push(steps(&found)));
        for steps in ignored {
            self.warn(text, &own_index(steps), |key| ProblemKind::UnknownKey { key });
        }
        match read {
            Ok(document) => {
                let printed = serde_json::to_value(document).unwrap_or_default();
                if let Some(steps) = list_for_object(&whole, &printed) {
                    self.not_an_object(text, &own_index(steps));
                }
            }
            Err(error) => {
                let steps = own_index(track.path().iter().filter_map(step).collect());
                let kind = ProblemKind::Value {
                    key: name(&steps),
                    detail: error.to_string(),
                };
                self.report(severity(&steps), text.position(&steps), &steps, kind);
            }
        }
    }

    fn warn(&mut self, text: &Text<'_>, path: &[String], kind: impl FnOnce(String) -> ProblemKind) {
        self.report(Severity::Warning, text.position(path), path, kind(name(path)));
    }
}

/// A document with nothing but one value in it.
fn nest(path: &[String], value: Value) -> Value {
    path.iter().rev().fold(value, |inner, step| {
        Value::Object([(step.clone(), inner)].into_iter().collect())
    })
}

/// Where a list was read as an object: serde takes its elements for the fields of a type in their order.
fn list_for_object(written: &Value, printed: &Value) -> Option<Vec<String>> {
    let (key, mut below) = match (written, printed) {
        (Value::Array(_), Value::Object(_)) => return Some(Vec::new()),
        (Value::Array(written), Value::Array(printed)) => {
            let mut pairs = written.iter().zip(printed).enumerate();
            pairs
                .find_map(|(index, (written, printed))| Some((index.to_string(), list_for_object(written, printed)?)))?
        }
        (Value::Object(written), Value::Object(printed)) => written
            .iter()
            .find_map(|(key, written)| Some((key.clone(), list_for_object(written, printed.get(key)?)?)))?,
        _ => return None,
    };
    below.insert(0, key);
    Some(below)
}

/// What people call a place: its keys, without the indices.
fn name(path: &[String]) -> String {
    let keys = path
        .iter()
        .enumerate()
        .filter(|(depth, step)| *depth == 0 || step.parse::<usize>().is_err());
    keys.map(|(_, key)| key.as_str()).collect::<Vec<_>>().join(".")
}

/// Whether a setting that can't be used closes the program. Names and notices don't; everything else does.
fn closed(path: &[String]) -> bool {
    path.first()
        .is_none_or(|group| group != "organisation" && !LATER.contains(&group.as_str()))
}

fn severity(path: &[String]) -> Severity {
    if closed(path) {
        Severity::Error
    } else {
        Severity::Warning
    }
}

fn step(segment: &serde_path_to_error::Segment) -> Option<String> {
    use serde_path_to_error::Segment;
    match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.clone()),
        Segment::Enum { variant } => Some(variant.clone()),
        Segment::Unknown => None,
    }
}

fn steps(path: &serde_ignored::Path<'_>) -> Vec<String> {
    use serde_ignored::Path;
    let (parent, step) = match path {
        Path::Root => return Vec::new(),
        Path::Seq { parent, index } => (parent, Some(index.to_string())),
        Path::Map { parent, key } => (parent, Some(key.clone())),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => (parent, None),
    };
    let mut found = steps(parent);
    found.extend(step);
    found
}
