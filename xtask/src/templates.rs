//! `cargo xtask policy-templates`: what administrators need to write a policy, all of it out of the policy's own keys and the
//! words of i18n. A file that no longer says what the keys say is stale, and `--check` names it.

mod admx;
mod form;
mod linux;
mod macos;
mod meaning;
mod reference;
mod words;
mod xml;

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::build::workspace;
use meaning::Meaning;
use words::{ENGLISH, WELSH};

/// The sample that people read first. Its values were written by somebody; all else is made.
const SAMPLE: &str = "packaging/policy/linux/10-department.sample.json";

/// Writes every file, or compares it. Says whether all are as they should be.
pub fn run(check: bool) -> Result<bool> {
    let mut good = true;
    for (path, text) in files()? {
        let file = workspace().join(path);
        let found = fs::read_to_string(&file).unwrap_or_default();
        if found == text {
            continue;
        }
        if check {
            println!("{path} is stale{}", first_difference(&found, &text));
            good = false;
        } else {
            write(&file, &text)?;
            println!("{path}");
        }
    }
    if !good {
        println!("`cargo xtask policy-templates` writes them anew.");
    }
    Ok(good)
}

/// Every file by its path from the root of the repository.
fn files() -> Result<Vec<(&'static str, String)>> {
    let meaning = Meaning::read(&workspace(), SAMPLE)?;
    Ok(vec![
        ("packaging/policy/despatch-policy.schema.json", schema()?),
        (
            "packaging/policy/linux/10-department.sample.jsonc",
            linux::sample(&meaning)?,
        ),
        ("packaging/policy/windows/Despatch.admx", admx::definitions(&meaning)?),
        (
            "packaging/policy/windows/en-GB/Despatch.adml",
            admx::words(&meaning, ENGLISH)?,
        ),
        (
            "packaging/policy/windows/cy/Despatch.adml",
            admx::words(&meaning, WELSH)?,
        ),
        (
            "packaging/policy/macos/org.despatch.Despatch.mobileconfig",
            macos::profile(&meaning)?,
        ),
        (
            "packaging/policy/macos/org.despatch.Despatch.plist",
            macos::manifest(&meaning)?,
        ),
        ("docs/policy-reference.md", reference::reference(&meaning)?),
    ])
}

/// What `despatch policy schema` prints.
fn schema() -> Result<String> {
    Ok(serde_json::to_string_pretty(&policy::schema())? + "\n")
}

fn write(file: &Path, text: &str) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// Where two texts part, for whoever wonders what changed.
fn first_difference(found: &str, wanted: &str) -> String {
    if found.is_empty() {
        return ": it is not there".to_owned();
    }
    let same = found
        .lines()
        .zip(wanted.lines())
        .take_while(|(one, other)| one == other)
        .count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("nothing").trim().to_owned();
    format!(
        ", line {}:\n    there is    {}\n    should be   {}",
        same + 1,
        line(found),
        line(wanted)
    )
}
