//! `cargo xtask check`: the quick loop.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::{
    build::{cargo, git, output, run},
    prepare,
    steps::Steps,
    test,
};

const ROOMS: &[&str] = &[
    "policy", "model", "platform", "session", "kit", "ui", "cli", "support", "house",
];

/// Format, clippy, and the tests of the rooms that differ from main.
pub fn run_check() -> Result<bool> {
    let packages = changed()?;
    let mut steps = Steps::new(if packages.is_empty() { 2 } else { 3 });
    steps.step("format", || run(cargo("fmt --all --check")));
    steps.step("clippy", test::clippy);
    if packages.is_empty() {
        println!("\nNo room differs from main: no tests to run.");
    } else {
        prepare::nextest()?;
        let names: Vec<String> = packages.into_iter().collect();
        steps.step(&format!("tests of {}", names.join(", ")), || test::tests(&names));
    }
    Ok(steps.finish())
}

/// Packages with a file that differs from main, committed or not.
fn changed() -> Result<BTreeSet<String>> {
    let git = |arguments: &[&str]| {
        let mut git = git();
        git.args(arguments);
        git
    };
    let base = ["origin/main", "main"].into_iter().find_map(|main| {
        let found = output(git(&["merge-base", "HEAD", main])).ok()?;
        Some(found.trim().to_owned())
    });
    let mut paths = output(git(&["diff", "--name-only", base.as_deref().unwrap_or("HEAD")]))?;
    paths += &output(git(&["ls-files", "--others", "--exclude-standard"]))?;
    let mut packages = BTreeSet::new();
    for path in paths.lines() {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["src" | "tests", room, _, ..] if ROOMS.contains(room) => {
                packages.insert(format!("despatch-{room}"));
            }
            ["i18n", ..] => {
                packages.insert("despatch-ui".to_owned());
            }
            ["src", _] | ["tests", "despatch", ..] => {
                packages.insert("despatch".to_owned());
            }
            _ => {}
        }
    }
    Ok(packages)
}
