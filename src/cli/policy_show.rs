//! `despatch policy show [--json]`

use std::io::{self, Write};

use platform::{PolicyFault, PolicyFiles};
use policy::{Level, Policy, Problem, Severity, Source};
use serde_json::{Value, json};

use crate::{CLEAN, PROBLEMS, UNREADABLE, source};

pub(crate) fn show(files: PolicyFiles, json: bool, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    // A fault is closed, whatever the other files say.
    let (policy, problems) = if files.faults.is_empty() {
        let sources: Vec<Source> = files.files.into_iter().map(source).collect();
        match Policy::resolve(&sources) {
            Ok(policy) => (Some(policy), Vec::new()),
            Err(problems) => (None, problems),
        }
    } else {
        (None, Vec::new())
    };
    let problems = policy.as_ref().map_or(problems.as_slice(), Policy::problems);
    if json {
        writeln!(out, "{:#}", as_json(policy.as_ref(), problems, &files.faults))?;
    } else {
        for fault in &files.faults {
            writeln!(err, "{fault}")?;
        }
        for problem in problems {
            writeln!(err, "{problem}")?;
        }
        match &policy {
            Some(policy) => print(policy, out)?,
            None => writeln!(err, "No policy is in force: nobody can sign in.")?,
        }
    }
    Ok(match policy {
        Some(_) => CLEAN,
        None if files.faults.is_empty() => PROBLEMS,
        None => UNREADABLE,
    })
}

/// A setting in force: its name, its value, and where that comes from.
struct Setting<'a> {
    key: String,
    value: Value,
    source: Option<&'a policy::Provenance>,
}

fn settings(policy: &Policy) -> Vec<Setting<'_>> {
    let mut found = Vec::new();
    let mut add = |key: String, value: Value| {
        let source = policy.provenance().get(&key);
        found.push(Setting { key, value, source });
    };
    let Value::Object(groups) = serde_json::to_value(policy.document()).unwrap_or_default() else {
        return found;
    };
    for (group, value) in groups {
        match value {
            Value::Object(keys) => keys
                .into_iter()
                .for_each(|(key, value)| add(format!("{group}.{key}"), value)),
            value => add(group, value),
        }
    }
    found
}

fn print(policy: &Policy, out: &mut dyn Write) -> io::Result<()> {
    for Setting { key, value, source } in settings(policy) {
        let origin = source.map_or_else(
            || "default".to_owned(),
            |source| format!("{}: {}", level(source.level), source.path.escape_debug()),
        );
        writeln!(out, "{key} = {value}  ({origin})")?;
    }
    Ok(())
}

fn as_json(policy: Option<&Policy>, problems: &[Problem], faults: &[PolicyFault]) -> Value {
    let settings: Option<Vec<Value>> = policy.map(|policy| {
        let in_force = settings(policy).into_iter().map(|setting| {
            json!({
                "key": setting.key,
                "value": setting.value,
                "level": setting.source.map_or("default", |source| level(source.level)),
                "source": setting.source.map(|source| &source.path),
            })
        });
        in_force.collect()
    });
    let problems = problems.iter().map(|problem| {
        json!({
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "pointer": problem.pointer,
            "severity": if problem.severity == Severity::Error { "error" } else { "warning" },
            "code": problem.code(),
            "message": problem.kind.to_string(),
        })
    });
    let faults = faults.iter().map(|fault| {
        json!({"file": fault.path, "severity": "error", "code": fault.kind.code(), "message": fault.to_string()})
    });
    json!({
        "policy": policy.map(Policy::document),
        "settings": settings,
        "problems": faults.chain(problems).collect::<Vec<_>>(),
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Managed => "managed",
        Level::Recommended => "recommended",
    }
}
