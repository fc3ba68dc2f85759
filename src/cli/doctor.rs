//! `despatch doctor [--json]`

mod keyring;
mod messages;
mod network;
mod notifications;
mod policy;
mod record;
mod stores;

use std::io::{self, Write};

use platform::Home;
use serde_json::{Value, json};

use crate::policy_show::Found;
use crate::{CLEAN, Computer, PROBLEMS};

/// Looks at everything and says it. A part that can't be looked at keeps no other from being looked at.
pub(crate) fn examine(computer: &dyn Computer, json: bool, out: &mut dyn Write) -> io::Result<u8> {
    let files = computer.policy_files();
    let places: Vec<String> = files.files.iter().map(|file| file.path.clone()).collect();
    let found = Found::on_this_computer(files, computer.today());
    let home = computer.home();
    let lines: Vec<Line> = [
        policy::lines(&places, &found),
        network::lines(computer, found.policy.as_ref()),
        keyring::lines(computer, home.as_ref()),
        stores::lines(computer, home.as_ref()),
        messages::lines(home.as_ref()),
        record::lines(computer, home.as_ref()),
        further(computer, home.as_ref()),
        notifications::lines(computer),
    ]
    .into_iter()
    .flatten()
    .collect();
    let grade = lines.iter().map(|line| line.grade).max().unwrap_or(Grade::Ok);
    if json {
        let findings: Vec<Value> = lines.iter().map(Line::to_json).collect();
        writeln!(out, "{:#}", json!({"findings": findings, "grade": grade.name()}))?;
    } else {
        for line in &lines {
            line.write(out)?;
        }
        writeln!(out, "{}", summary(&lines))?;
    }
    Ok(if grade == Grade::Fail { PROBLEMS } else { CLEAN })
}

/// The person's further accounts: what the first has under the home itself, each has in a home of its own.
fn further(computer: &dyn Computer, home: Option<&Home>) -> Vec<Line> {
    let Some(home) = home else { return Vec::new() };
    // A folder that can't be read is said among the stores.
    let numbers = home.accounts().unwrap_or_default();
    let mut lines = Vec::new();
    for number in numbers.into_iter().skip(1) {
        let own = home.of_account(number);
        let found = [
            keyring::lines(computer, Some(&own)),
            stores::of_account(&own),
            messages::lines(Some(&own)),
            record::lines(computer, Some(&own)),
        ];
        lines.extend(found.into_iter().flatten().map(|line| {
            let subject = match line.subject.as_str() {
                "" => format!("account {number}"),
                subject => format!("account {number}, {subject}"),
            };
            Line { subject, ..line }
        }));
    }
    lines
}

/// One thing looked at, in words.
struct Line {
    area: &'static str,
    /// Of which there may be several in an area; empty for the area as a whole.
    subject: String,
    grade: Grade,
    /// Stable: docs/doctor.md has each.
    code: &'static str,
    message: String,
    /// What to do; empty where all is well.
    next: String,
    /// The number that the message names, where it is about one.
    count: Option<u64>,
}

impl Line {
    fn ok(area: &'static str, subject: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            area,
            subject: subject.to_owned(),
            grade: Grade::Ok,
            code,
            message: message.into(),
            next: String::new(),
            count: None,
        }
    }

    fn warn(area: &'static str, subject: &str, code: &'static str, message: impl Into<String>, next: &str) -> Self {
        Self {
            grade: Grade::Warn,
            next: next.to_owned(),
            ..Self::ok(area, subject, code, message)
        }
    }

    fn fail(area: &'static str, subject: &str, code: &'static str, message: impl Into<String>, next: &str) -> Self {
        Self {
            grade: Grade::Fail,
            ..Self::warn(area, subject, code, message, next)
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mark = match self.grade {
            Grade::Ok => "ok    ",
            Grade::Warn => "warn  ",
            Grade::Fail => "FAIL  ",
        };
        let subject = match self.subject.as_str() {
            "" => String::new(),
            subject => format!(", {}", plain(subject)),
        };
        writeln!(out, "{mark}{}{subject}: {}", self.area, plain(&self.message))?;
        match self.next.as_str() {
            "" => Ok(()),
            next => writeln!(out, "      Next: {}", plain(next)),
        }
    }

    fn to_json(&self) -> Value {
        let mut line = json!({
            "area": self.area,
            "subject": self.subject,
            "grade": self.grade.name(),
            "code": self.code,
            "message": self.message,
            "next": self.next,
        });
        if let Some(count) = self.count {
            line["count"] = count.into();
        }
        line
    }
}

/// From the best to the worst.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Ok,
    Warn,
    Fail,
}

impl Grade {
    fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

fn summary(lines: &[Line]) -> String {
    let of = |grade| lines.iter().filter(|line| line.grade == grade).count();
    let warnings = counted(of(Grade::Warn), "warning", "warnings");
    match (of(Grade::Fail), of(Grade::Warn)) {
        (0, 0) => "All is well.".to_owned(),
        (0, _) => format!("Nothing fails. {warnings}."),
        (1, _) => format!("One thing fails. {warnings}."),
        (failed, _) => format!("{failed} things fail. {warnings}."),
    }
}

/// A number with its noun, such as `2 warnings`.
fn counted(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

/// What is printed stays on one line, and orders no terminal about.
fn plain(text: &str) -> String {
    let shown = |character: char| match character.is_control() {
        true => character.escape_debug().to_string(),
        false => character.to_string(),
    };
    text.chars().map(shown).collect()
}
