//! `despatch policy show [--json]`

use std::io::{self, Write};

use platform::{PolicyFault, PolicyFiles};
use policy::{Day, Input, Policy, Problem, Setting, Severity, Status};
use serde_json::{Value, json};

use crate::{CLEAN, PROBLEMS, UNREADABLE, sources};

/// The policy of this computer, or what is wrong with its files.
pub(crate) struct Found {
    pub policy: Option<Policy>,
    pub problems: Vec<Problem>,
    pub faults: Vec<PolicyFault>,
}

impl Found {
    pub fn on_this_computer(files: PolicyFiles, today: Day) -> Self {
        // A fault is closed, whatever the other files say.
        if !files.faults.is_empty() {
            return Self {
                policy: None,
                problems: Vec::new(),
                faults: files.faults,
            };
        }
        let sources = sources(files.files);
        // What people chose and what was remembered is sealed in their keyring: this shows what the files say.
        let input = Input {
            sources: &sources,
            choices: None,
            memory: None,
            today,
        };
        let (policy, problems) = match Policy::resolve(&input) {
            Ok(policy) => {
                let problems = policy.problems().to_vec();
                (Some(policy), problems)
            }
            Err(problems) => (None, problems),
        };
        Self {
            policy,
            problems,
            faults: Vec::new(),
        }
    }
}

pub(crate) fn show(
    files: PolicyFiles,
    json: bool,
    today: Day,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let found = Found::on_this_computer(files, today);
    if json {
        writeln!(out, "{:#}", as_json(&found))?;
    } else {
        for fault in &found.faults {
            writeln!(err, "{fault}")?;
        }
        for problem in &found.problems {
            writeln!(err, "{problem}")?;
        }
        match &found.policy {
            Some(policy) => {
                for setting in policy.settings() {
                    writeln!(out, "{}", line(&setting))?;
                }
            }
            None => writeln!(err, "No policy is in force: nobody can sign in.")?,
        }
    }
    Ok(match found.policy {
        Some(_) => CLEAN,
        None if found.faults.is_empty() => PROBLEMS,
        None => UNREADABLE,
    })
}

/// A setting on one line, whatever it holds.
pub(crate) fn line(setting: &Setting) -> String {
    let origin = setting.source.as_ref().map_or_else(
        || "default".to_owned(),
        |source| {
            let place = source.place.to_string();
            let user = if source.scope == policy::Scope::User {
                " for this user"
            } else {
                ""
            };
            format!("{}{user}: {}", source.level.name(), place.escape_debug())
        },
    );
    let status = match &setting.status {
        Status::InForce => String::new(),
        Status::NotUsed => "  not used by this version".to_owned(),
        Status::NeedsRestart { value } => format!("  after a restart: {value}"),
        Status::Overridden { by } => format!("  overridden by {}", by.to_string().escape_debug()),
        Status::Invalid { problem } | Status::Unknown { problem } => {
            let reason = format!("{} at {}", problem.kind, problem.pointer);
            return format!("{}  ({origin})  {}", setting.key.escape_debug(), reason.escape_debug());
        }
        other => format!("  {}", other.code()),
    };
    format!("{} = {}  ({origin}){status}", setting.key, setting.value)
}

fn as_json(found: &Found) -> Value {
    let policy = found.policy.as_ref();
    let settings = policy.map(|policy| policy.settings().iter().map(Setting::to_json).collect::<Vec<_>>());
    let problems = found.problems.iter().map(|problem| {
        json!({
            "source": problem.place(),
            "line": problem.line,
            "column": problem.column,
            "pointer": problem.pointer,
            "severity": if problem.severity == Severity::Error { "error" } else { "warning" },
            "code": problem.code(),
            "message": problem.kind.to_string(),
        })
    });
    let faults = found.faults.iter().map(|fault| {
        json!({"source": fault.path, "severity": "error", "code": fault.kind.code(), "message": fault.to_string()})
    });
    json!({
        "policy": policy.map(Policy::document),
        "settings": settings,
        "problems": faults.chain(problems).collect::<Vec<_>>(),
    })
}
