//! `cargo xtask fuzz`: bytes, keys and text of every sort, fed to what reads a stranger's.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use support::target_dir;

use crate::{
    build::{cargo, output, run, workspace},
    prepare,
};

/// Where a target's first inputs lie in the repository.
const SEEDS: &[(&str, &str)] = &[
    ("images", "fuzz/seeds/images"),
    ("links", "tests/policy/hostile"),
    ("policy", "packaging/policy"),
    ("preferences", "packaging/policy/macos"),
    ("sounds", "fuzz/seeds/sounds"),
    ("videos", "fuzz/seeds/videos"),
];

/// Feeds each target for so many minutes, or the one that is named. Says whether all held.
pub fn run_fuzz(minutes: u32, only: Option<&str>) -> Result<bool> {
    let targets: Vec<String> = targets()?
        .into_iter()
        .filter(|target| only.is_none_or(|only| only == target))
        .collect();
    if targets.is_empty() {
        bail!("there is no such target; there are {}", self::targets()?.join(", "));
    }
    prepare::fuzz()?;
    let folder = target_dir().join("fuzz");
    let host = host()?;
    let mut build = cargo("fuzz build --target");
    build.arg(&host).arg("--target-dir").arg(&folder);
    // A sanitiser is not for a stable compiler, unless it is told to take itself for the nightly one.
    build.env("RUSTC_BOOTSTRAP", "1").env("PATH", prepare::path()?);
    run(build)?;
    let built = folder.join(host).join("release");
    let mut good = true;
    for target in targets {
        let corpus = folder.join("corpus").join(&target);
        good &= feed(&built.join(&target), &target, &corpus, minutes)?;
    }
    Ok(good)
}

/// Runs one target, prints its line, and says whether it held. What it learns stays in `corpus`.
fn feed(program: &Path, target: &str, corpus: &Path, minutes: u32) -> Result<bool> {
    let crashes = corpus.with_file_name(format!("{target}-crashes"));
    fs::create_dir_all(corpus)?;
    fs::create_dir_all(&crashes)?;
    let before = files(&crashes)?;
    let log = corpus.with_file_name(format!("{target}.log"));
    let mut fuzzer = Command::new(program);
    fuzzer.current_dir(workspace()).arg(corpus);
    fuzzer.args(SEEDS.iter().filter(|(name, _)| *name == target).map(|(_, seeds)| seeds));
    fuzzer
        .arg(format!("-max_total_time={}", minutes * 60))
        .arg(format!("-artifact_prefix={}/", crashes.display()))
        .args(["-print_final_stats=1", "-dict=fuzz/policy.dict"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(&log)?);
    let held = fuzzer
        .status()
        .with_context(|| format!("cannot run {}", program.display()))?
        .success();
    let said = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
    let stat = |name: &str| {
        let found = said
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix(name))
            .unwrap_or("?");
        found.trim().to_owned()
    };
    let runs = stat("stat::number_of_executed_units:");
    if held {
        println!("{target}: {runs} runs in {minutes} min, nothing found");
        return Ok(true);
    }
    let new: Vec<_> = files(&crashes)?
        .into_iter()
        .filter(|file| !before.contains(file))
        .collect();
    match new.as_slice() {
        // The same input as in a run before has the same name.
        [] => println!("{target}: FAILED after {runs} runs; see {}", log.display()),
        new => {
            for file in new {
                println!(
                    "{target}: FAILED after {runs} runs on {}; see {}",
                    file.display(),
                    log.display()
                );
            }
        }
    }
    Ok(false)
}

/// Every file of `fuzz/fuzz_targets`.
fn targets() -> Result<Vec<String>> {
    let mut targets = Vec::new();
    for file in files(&workspace().join("fuzz/fuzz_targets"))? {
        let name = file.file_stem().context("a target without a name")?;
        targets.push(name.to_string_lossy().into_owned());
    }
    Ok(targets)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

/// The triple of this computer.
fn host() -> Result<String> {
    let mut rustc = Command::new("rustc");
    rustc.arg("-vV");
    let said = output(rustc)?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names no host")?.to_owned())
}
