//! `cargo xtask fuzz`: bytes, keys and text of every sort, fed to what reads a stranger's.

use std::{
    fs::{self, File},
    num::NonZero,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use anyhow::{Context, Result, bail};
use serde_json::json;
use support::{hostile, target_dir};

use crate::build::{cargo_build, output, run, workspace};

/// The longest input, in bytes: longer ones find little more and take their time.
const LONGEST: usize = 8192;

/// Where a target's first inputs lie in the repository.
const SEEDS: &[(&str, &str)] = &[
    ("images", "fuzz/seeds/images"),
    ("images", "tests/corpus/pictures"),
    ("links", "tests/policy/hostile"),
    ("policy", "packaging/policy"),
    ("preferences", "packaging/policy/macos"),
    ("sounds", "fuzz/seeds/sounds"),
    ("videos", "fuzz/seeds/videos"),
];

/// What has libFuzzer see which branches an input takes, and a sanitiser watch over memory.
const INSTRUMENTED: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg=fuzzing",
    "-Zsanitizer=address",
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
    let folder = target_dir().join("fuzz");
    let host = host()?;
    println!("Building what is fed; the first time takes half an hour ...");
    // Not by cargo-fuzz, which can't be told to build what declares a newer Rust; the flags are those that it gives.
    let mut build = cargo_build("build --release --bins --manifest-path fuzz/Cargo.toml");
    build.args(["--target", &host, "--target-dir"]).arg(&folder);
    // A sanitiser is not for a stable compiler, unless it is told to take itself for the nightly one.
    build
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", INSTRUMENTED.join(" "));
    build.args(["--config", "profile.release.debug-assertions=true"]);
    run(build)?;
    let built = folder.join(host).join("release");
    let at_once = thread::available_parallelism().map_or(1, NonZero::get);
    let mut good = true;
    for targets in targets.chunks(at_once) {
        let held = thread::scope(|scope| {
            let feeding = targets.iter().map(|target| {
                let (program, corpus) = (built.join(target), folder.join("corpus").join(target));
                scope.spawn(move || seed(target, &corpus).and_then(|()| feed(&program, target, &corpus, minutes)))
            });
            let feeding: Vec<_> = feeding.collect();
            let held = feeding
                .into_iter()
                .map(|fed| fed.join().unwrap_or_else(|_| bail!("the feeding of a target ended")));
            held.collect::<Result<Vec<_>>>()
        })?;
        good &= held.into_iter().all(|held| held);
    }
    Ok(good)
}

/// The first inputs of those that read what is written in `tests/corpus/events.json`, a file each.
fn seed(target: &str, corpus: &Path) -> Result<()> {
    fs::create_dir_all(corpus)?;
    for (number, event) in hostile::corpus().into_iter().enumerate() {
        let text = |key: &str| event.content[key].as_str().map(str::to_owned);
        let inputs = match target {
            "messages" => vec![Some(event.content.to_string()), text("formatted_body"), text("body")],
            "names" => vec![text("body"), text("name"), text("topic")],
            "events" => {
                let whole = json!({
                    "type": event.kind, "content": event.content, "event_id": format!("$number{number}"),
                    "sender": "@anna:cabinet.example", "origin_server_ts": 1_793_631_840_000_u64,
                });
                vec![Some(whole.to_string())]
            }
            _ => return Ok(()),
        };
        let short = inputs.into_iter().flatten().filter(|input| input.len() <= LONGEST);
        for (part, input) in short.enumerate() {
            fs::write(corpus.join(format!("corpus-{number}-{part}")), input)?;
        }
    }
    Ok(())
}

/// Runs one target, prints its line, and says whether it held. What it learns stays in `corpus`.
fn feed(program: &Path, target: &str, corpus: &Path, minutes: u32) -> Result<bool> {
    let crashes = corpus.with_file_name(format!("{target}-crashes"));
    fs::create_dir_all(&crashes)?;
    let before = files(&crashes)?;
    let log = corpus.with_file_name(format!("{target}.log"));
    let mut fuzzer = Command::new(program);
    fuzzer.current_dir(workspace()).arg(corpus);
    fuzzer.args(SEEDS.iter().filter(|(name, _)| *name == target).map(|(_, seeds)| seeds));
    fuzzer
        .arg(format!("-max_total_time={}", minutes * 60))
        .arg(format!("-max_len={LONGEST}"))
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
