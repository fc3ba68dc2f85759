//! The policy files, and what they make.

use policy::{Policy, Problem, Severity, Validity};

use super::{Line, counted};
use crate::policy_show::Found;

const AREA: &str = "Policy";
/// How many files and problems are named; the rest are counted.
const NAMED: usize = 3;
const SHOW: &str = "Run `despatch policy show`: it says what is wrong, and where.";

pub(super) fn lines(places: &[String], found: &Found) -> Vec<Line> {
    let mut lines = vec![files(places)];
    for fault in &found.faults {
        lines.push(Line::fail(
            AREA,
            &fault.path,
            "file-refused",
            format!("{}. Nobody can sign in until this is put right.", fault.kind),
            "Give the file, and every folder above it, to the administrator, and let nobody else write there. \
             `despatch policy show` says more.",
        ));
    }
    let of = |severity| {
        found
            .problems
            .iter()
            .filter(move |problem| problem.severity == severity)
    };
    let errors: Vec<_> = of(Severity::Error).collect();
    let warnings: Vec<_> = of(Severity::Warning).collect();
    match &found.policy {
        Some(policy) => {
            lines.push(in_force(policy));
            lines.push(validity(policy));
        }
        // Refused files have been said, one by one.
        None if !found.faults.is_empty() => {}
        None if places.is_empty() => lines.push(Line::fail(
            AREA,
            "",
            "no-policy",
            "There is no policy on this computer, so nobody can sign in.",
            "Ask whoever looks after this computer to install your organisation's policy.",
        )),
        None => lines.push(Line::fail(
            AREA,
            "",
            "policy-errors",
            format!(
                "{}, so no policy is in force and nobody can sign in: {}.",
                counted(errors.len(), "error", "errors"),
                named(errors.iter().map(|problem| place(problem)))
            ),
            SHOW,
        )),
    }
    if !warnings.is_empty() {
        lines.push(Line::warn(
            AREA,
            "",
            "policy-warnings",
            format!(
                "{} in the files: {}.",
                counted(warnings.len(), "warning", "warnings"),
                named(warnings.iter().map(|problem| place(problem)))
            ),
            SHOW,
        ));
    }
    lines
}

fn files(places: &[String]) -> Line {
    let message = match places.len() {
        0 => "No files were found.".to_owned(),
        number => format!(
            "{} found: {}.",
            counted(number, "file", "files"),
            named(places.iter().cloned())
        ),
    };
    Line::ok(AREA, "", "files", message)
}

fn in_force(policy: &Policy) -> Line {
    let approved = counted(policy.homeservers().len(), "homeserver", "homeservers");
    let message = format!(
        "In force, version {}, {approved} approved. `despatch policy show` prints the rest.",
        policy.document().version
    );
    Line::ok(AREA, "", "in-force", message)
}

fn validity(policy: &Policy) -> Line {
    const NEWER: &str = "Ask whoever looks after this computer for a newer policy.";
    let last = policy.document().valid_until.as_deref();
    match (policy.validity(), last) {
        (Validity::Current, None) => Line::ok(AREA, "", "current", "It has no last day."),
        (Validity::Current, Some(day)) => Line::ok(AREA, "", "current", format!("It counts until {day}.")),
        (Validity::Grace { days_left }, day) => {
            let days = usize::try_from(days_left).unwrap_or(usize::MAX);
            let left = counted(days, "day", "days");
            let message = format!(
                "Its last day was {}. It still counts for {left}, today among them.",
                day.unwrap_or_default()
            );
            Line::warn(AREA, "", "grace", message, NEWER)
        }
        (Validity::ReadOnly, day) => {
            let message = format!(
                "It ran out on {}. People can read, and do nothing else.",
                day.unwrap_or_default()
            );
            Line::fail(AREA, "", "run-out", message, NEWER)
        }
    }
}

/// Where a problem is and which it is. Not what its file says there: that may be the password of a proxy.
fn place(problem: &Problem) -> String {
    let code = problem.code();
    match (problem.place(), problem.line) {
        (place, _) if place.is_empty() => code.to_owned(),
        (place, 0) => format!("{place} ({code})"),
        (place, line) => format!("{place}:{line}:{} ({code})", problem.column),
    }
}

/// The first few, and how many more.
fn named(all: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = all.collect();
    let first = all.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(NAMED) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
