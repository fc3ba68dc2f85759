//! `cargo xtask check`: the quick loop.

use std::{collections::BTreeSet, env, process::Command};

use anyhow::Result;

use crate::{
    build::{cargo, cargo_build, git, output, run},
    prepare,
    steps::Steps,
    test,
};

const ROOMS: &[&str] = &[
    "policy", "model", "media", "platform", "session", "kit", "ui", "cli", "support", "house",
];

/// Format, clippy, and the tests of the rooms that differ from main.
pub fn run_check() -> Result<bool> {
    prepare::build()?;
    let packages = changed()?;
    let elsewhere = elsewhere();
    let mut steps = Steps::new(elsewhere.len() + if packages.is_empty() { 2 } else { 3 });
    steps.step("format", || run(cargo("fmt --all --check")));
    steps.step("clippy", test::clippy);
    for target in &elsewhere {
        steps.step(&format!("platform for {target}"), || {
            run(cargo_build(&format!(
                "check --package despatch-platform --target {target}"
            )))
        });
    }
    if packages.is_empty() {
        println!("\nNo room differs from main: no tests to run.");
    } else {
        prepare::nextest()?;
        let names: Vec<String> = packages.into_iter().collect();
        steps.step(&format!("tests of {}", names.join(", ")), || test::tests(&names));
    }
    unseen(&elsewhere);
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
            ["xtask", ..] | ["tests", "xtask", ..] | ["docs", ..] | ["packaging", "policy", ..] => {
                packages.insert("xtask".to_owned());
            }
            ["src", _] | ["tests", "despatch", ..] => {
                packages.insert("despatch".to_owned());
            }
            _ => {}
        }
        // The templates are made of these.
        if let ["i18n", ..] | ["src", "policy", ..] = parts.as_slice() {
            packages.insert("xtask".to_owned());
        }
    }
    Ok(packages)
}

/// The other systems that Despatch is for, and what the names of their targets hold.
fn systems() -> impl Iterator<Item = (&'static str, &'static str)> {
    let systems = [("Windows", "-windows-"), ("macOS", "-apple-darwin")];
    systems
        .into_iter()
        .filter(|(system, _)| env::consts::OS != system.to_lowercase())
}

/// The installed targets of other systems. For those the code that is theirs alone can be compiled here.
fn elsewhere() -> Vec<String> {
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "list", "--installed"]);
    // Without rustup there is the compiler's own target alone.
    let installed = output(rustup).unwrap_or_default();
    let targets = installed.lines().map(str::to_owned);
    targets
        .filter(|target| systems().any(|(_, part)| target.contains(part)))
        .collect()
}

/// Says which code nothing here has compiled: an error in it would go unseen.
fn unseen(elsewhere: &[String]) {
    for (system, part) in systems() {
        if !elsewhere.iter().any(|target| target.contains(part)) {
            println!("Code for {system} alone was NOT compiled: no target of it is installed.");
        }
    }
}
