//! One source, judged: which of its settings count, and what is wrong with the rest.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;

use crate::document::Document;
use crate::json::{self, Position, Text, pointer};
use crate::key::{Class, Key, is_group, setting, setting_above};
use crate::shape::{Flaw, Flaws};
use crate::{Level, Memory, Place, Problem, ProblemKind, Severity, Source, rules};

/// No policy is longer; more is a mistake, and not worth the memory.
const LARGEST: usize = 1 << 20;

/// A file with more mistakes is no policy that somebody wrote.
const MOST: usize = 1000;

/// A source, judged.
pub(crate) struct File<'a> {
    pub source: &'a Source,
    /// Settings that count, by name. A setting is a key of a group (`federation.on_foreign`), or a key that stands alone.
    pub settings: BTreeMap<&'static str, Written>,
    pub problems: Vec<Problem>,
}

/// A setting, and where it stands.
pub(crate) struct Written {
    pub value: Value,
    pub path: Vec<String>,
    pub position: Position,
}

impl<'a> File<'a> {
    pub fn read(source: &'a Source, memory: Option<&Memory>) -> Self {
        let mut judge = Judge {
            source,
            memory,
            settings: BTreeMap::new(),
            findings: Vec::new(),
        };
        if source.bytes.len() > LARGEST {
            judge.find(Severity::Error, None, &[], ProblemKind::TooLarge);
        } else {
            match Text::parse(&source.bytes) {
                Ok(text) => judge.document(&text),
                Err((at, detail)) => judge.find(Severity::Error, Some(at), &[], ProblemKind::Syntax { detail }),
            }
        }
        judge.done()
    }

    /// Reports what only a look at the other sources tells.
    pub fn warn(&mut self, written: &Written, kind: ProblemKind) {
        self.problems.push(Problem {
            source: Some(self.source.provenance()),
            line: written.position.0,
            column: written.position.1,
            pointer: pointer(&written.path),
            severity: Severity::Warning,
            kind,
        });
    }
}

/// A source while it is judged.
struct Judge<'a, 'm> {
    source: &'a Source,
    memory: Option<&'m Memory>,
    /// Value, path and offset by name.
    settings: BTreeMap<&'static str, (Value, Vec<String>, usize)>,
    findings: Vec<Finding>,
}

/// A problem, before its line is known.
struct Finding {
    /// None for the file as a whole.
    at: Option<usize>,
    path: Vec<String>,
    severity: Severity,
    kind: ProblemKind,
}

impl<'a> Judge<'a, '_> {
    fn document(&mut self, text: &Text) {
        let Value::Object(groups) = &text.value else {
            return self.not_an_object(text, &[]);
        };
        if let Some(format) = groups.get("format").filter(|format| format.as_u64() != Some(1)) {
            return self.report_format(text, format);
        }
        for (path, at) in text.twice() {
            let kind = ProblemKind::KeyTwice { key: name(&path) };
            self.find(severity(class_of(&path)), Some(at), &path, kind);
        }
        for (group, value) in groups {
            let path = [group.clone()];
            match (setting(&path), value) {
                _ if group == "format" => {}
                (Some(key), _) => self.setting(text, key, &path, value),
                (None, Value::Object(keys)) if is_group(group) => {
                    for (below, value) in keys {
                        let path = [group.clone(), below.clone()];
                        match setting(&path) {
                            Some(key) => self.setting(text, key, &path, value),
                            None => self.unknown(text, &path),
                        }
                    }
                }
                (None, _) if is_group(group) => self.not_an_object(text, &path),
                (None, _) => self.unknown(text, &path),
            }
            if self.findings.len() > MOST {
                return self.find(Severity::Error, None, &[], ProblemKind::TooMany);
            }
        }
    }

    /// A newer format may mean other things by the same words.
    fn report_format(&mut self, text: &Text, format: &Value) {
        let kind = ProblemKind::Format {
            format: format.to_string().chars().take(20).collect(),
        };
        self.find_at(text, Severity::Error, &["format".to_owned()], kind);
    }

    fn not_an_object(&mut self, text: &Text, path: &[String]) {
        let kind = ProblemKind::Value {
            key: name(path),
            detail: "has to be an object: {...}".to_owned(),
        };
        self.find_at(text, severity(class_of(path)), path, kind);
    }

    fn unknown(&mut self, text: &Text, path: &[String]) {
        let key = name(path);
        let near = Key::near(&key).first().map(|near| (*near).to_owned());
        self.find_at(text, Severity::Warning, path, ProblemKind::UnknownKey { key, near });
    }

    fn setting(&mut self, text: &Text, key: &'static Key, path: &[String], value: &Value) {
        let last_good = match (key.class, self.source.level) {
            (Class::LastGood, Level::Managed) => self.memory.and_then(|memory| memory.last_good(&key.name)),
            _ => None,
        };
        let severity = match last_good {
            Some(_) => Severity::Warning,
            None => severity(key.class),
        };
        let mut bad = self.flaws(text, key, path, value, severity);
        let (kept, indices) = without(value, &bad);
        if !bad.contains(&None)
            && !key.shape.says_all()
            && let Ok(document) = Document::deserialize(nest(path, kept))
        {
            for (mut below, kind) in rules::judge(&document) {
                // What was left out before had an index too.
                let step = below.get(path.len()).and_then(|step| step.parse::<usize>().ok());
                if let (Some(index), Some(step)) = (step.and_then(|step| indices.get(step)), below.get_mut(path.len()))
                {
                    *step = index.to_string();
                }
                let harmless = matches!(kind, ProblemKind::MinimumAboveMaximum { .. });
                if !harmless {
                    bad.insert(below.get(path.len()).cloned());
                }
                let severity = if harmless { Severity::Warning } else { severity };
                self.find_at(text, severity, &below, kind);
            }
        }
        let usable = bad.is_empty() || key.class == Class::SkipAndReport && !bad.contains(&None);
        let value = match last_good {
            _ if usable => without(value, &bad).0,
            Some(last) => {
                let kind = ProblemKind::LastGood { key: key.name.clone() };
                self.find_at(text, Severity::Warning, path, kind);
                last.clone()
            }
            None => return,
        };
        if key.class != Class::SkipAndReport && self.source.level != Level::Managed {
            let kind = ProblemKind::ManagedOnly { key: key.name.clone() };
            return self.find_at(text, Severity::Warning, path, kind);
        }
        if key.name == REPLACEABLE && self.source.place != Place::Baseline {
            let kind = ProblemKind::BaselineOnly { key: key.name.clone() };
            return self.find_at(text, Severity::Warning, path, kind);
        }
        self.settings
            .insert(&key.name, (value, path.to_vec(), text.offset(path)));
    }

    /// Reports what doesn't look as it has to: the members or elements that can't be used, none for all of it.
    fn flaws(
        &mut self,
        text: &Text,
        key: &Key,
        path: &[String],
        value: &Value,
        severity: Severity,
    ) -> BTreeSet<Option<String>> {
        let mut flaws = Flaws::default();
        key.check(value, &mut flaws);
        let mut bad = BTreeSet::new();
        if flaws.full() {
            self.find_at(text, severity, path, ProblemKind::TooMany);
            bad.insert(None);
        }
        for (below, flaw) in flaws.found {
            let place = [path, &below].concat();
            let (severity, kind) = match flaw {
                Flaw::Unknown => {
                    self.unknown(text, &place);
                    continue;
                }
                Flaw::Later(key) => (Severity::Warning, ProblemKind::NotUsed { key }),
                Flaw::Missing(key) => (Severity::Error, ProblemKind::NotSupported { key }),
                Flaw::Wrong(detail) => {
                    bad.insert(below.first().cloned());
                    let key = name(&place);
                    (severity, ProblemKind::Value { key, detail })
                }
                Flaw::Absent(key) => {
                    bad.insert(below.first().cloned());
                    (severity, ProblemKind::Missing { key })
                }
            };
            self.find_at(text, severity, &place, kind);
        }
        bad
    }

    fn find_at(&mut self, text: &Text, severity: Severity, path: &[String], kind: ProblemKind) {
        self.find(severity, Some(text.offset(path)), path, kind);
    }

    /// Nothing that a recommended source says can close the program: its problems are warnings.
    fn find(&mut self, severity: Severity, at: Option<usize>, path: &[String], kind: ProblemKind) {
        let law = self.source.level == Level::Managed;
        self.findings.push(Finding {
            at,
            path: path.to_vec(),
            severity: if law { severity } else { Severity::Warning },
            kind,
        });
    }

    fn done(mut self) -> File<'a> {
        self.findings.sort_by_key(|finding| finding.at);
        let mut offsets: Vec<usize> = self.findings.iter().filter_map(|finding| finding.at).collect();
        offsets.extend(self.settings.values().map(|(_, _, at)| *at));
        offsets.sort_unstable();
        let found = match self.source.place.has_lines() {
            true => json::positions(&self.source.bytes, offsets.iter().copied()),
            false => vec![(0, 0); offsets.len()],
        };
        let positions: BTreeMap<usize, Position> = offsets.into_iter().zip(found).collect();
        let position = |at: &usize| positions.get(at).copied().unwrap_or_default();
        let problem = |finding: Finding| {
            let (line, column) = finding.at.as_ref().map(position).unwrap_or_default();
            Problem {
                source: Some(self.source.provenance()),
                line,
                column,
                pointer: pointer(&finding.path),
                severity: finding.severity,
                kind: finding.kind,
            }
        };
        let written = |(name, (value, path, at)): (&'static str, (Value, Vec<String>, usize))| {
            let position = position(&at);
            (name, Written { value, path, position })
        };
        File {
            source: self.source,
            settings: self.settings.into_iter().map(written).collect(),
            problems: self.findings.into_iter().map(problem).collect(),
        }
    }
}

/// The one key that counts in a policy built into the program, and nowhere else.
pub(crate) const REPLACEABLE: &str = "replaceable_trust_roots";

/// A document with nothing but one value in it.
pub(crate) fn nest(path: &[String], value: Value) -> Value {
    path.iter().rev().fold(value, |inner, step| {
        Value::Object([(step.clone(), inner)].into_iter().collect())
    })
}

/// A value without its bad members or elements, and the indices that its elements had.
fn without(value: &Value, bad: &BTreeSet<Option<String>>) -> (Value, Vec<usize>) {
    let good = |step: String| !bad.contains(&Some(step));
    match value {
        Value::Array(elements) => {
            let indices: Vec<usize> = (0..elements.len()).filter(|index| good(index.to_string())).collect();
            let kept = indices.iter().map(|index| elements[*index].clone()).collect();
            (Value::Array(kept), indices)
        }
        Value::Object(members) => {
            let kept = members.iter().filter(|(name, _)| good((*name).clone()));
            let kept = kept.map(|(name, value)| (name.clone(), value.clone())).collect();
            (Value::Object(kept), Vec::new())
        }
        plain => (plain.clone(), Vec::new()),
    }
}

/// What people call a place: its keys, without the indices.
fn name(path: &[String]) -> String {
    let keys = path
        .iter()
        .enumerate()
        .filter(|(depth, step)| *depth == 0 || step.parse::<usize>().is_err());
    keys.map(|(_, key)| key.as_str()).collect::<Vec<_>>().join(".")
}

/// What it costs when something at this place can't be used: for a group as a whole, as much as for the worst of it.
fn class_of(path: &[String]) -> Class {
    if let Some(key) = setting_above(path) {
        return key.class;
    }
    let group = path.first().filter(|group| is_group(group));
    let mut keys = crate::keys()
        .iter()
        .filter(|key| group.is_some_and(|group| key.group() == group));
    match group {
        Some(_) if keys.all(|key| key.class == Class::SkipAndReport) => Class::SkipAndReport,
        _ => Class::Closed,
    }
}

fn severity(class: Class) -> Severity {
    match class {
        Class::Closed | Class::LastGood => Severity::Error,
        Class::SkipAndReport => Severity::Warning,
    }
}
