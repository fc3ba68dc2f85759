//! `cargo xtask bench`: what the program costs, as ratios to a bare window of the same renderer and size.

pub mod measure;
mod seed;

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result};
use support::{Desktop, World, target_dir};

use crate::{
    build::{cargo_build, run},
    journey::siege,
    prepare,
};
use measure::Figures;

/// Targets of the first part, as printed beside what was measured.
const MEMORY: f64 = 5.0;
const PROCESSOR: f64 = 10.0;
const IDLE_MINUTE: f64 = 0.02;
/// As long may a window not answer, whatever it is sent.
const STALL: Duration = Duration::from_millis(50);
/// The program's profile: optimised, and yet to be pointed at a test policy.
const PROFILE: &str = "measured";

/// What is measured.
struct Built {
    program: PathBuf,
    /// A window with nothing in it (src/kit/examples/bare.rs).
    bare: PathBuf,
    /// The window's parts by themselves (src/ui/examples/bench.rs).
    window: PathBuf,
    /// The record's verification by itself (src/records/examples/verifying.rs).
    verifying: PathBuf,
}

/// Measures and prints. False when a target is missed.
pub fn run_bench() -> Result<bool> {
    prepare::desk()?;
    prepare::peer()?;
    let Built {
        program,
        bare,
        window,
        verifying,
    } = build()?;
    let folder = target_dir().join("despatch-bench");
    std::fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    println!("Starting the homeservers of the benchmark ...");
    let world = World::start(&folder.join("world"))?;
    let account = seed::seed(&world, &folder)?;
    let policy = folder.join("policies");
    world.write_policy(&policy)?;
    let home = folder.join("home");
    measure::sign_in(&program, &home, &policy, &account)?;

    println!("Measuring the bare window ...");
    let desktop = Desktop::start(&folder.join("bare"))?;
    let empty = measure::costs(&desktop, &bare, None)?;
    drop(desktop);
    println!("Measuring the program ...");
    let desktop = Desktop::start(&home)?;
    let ours = measure::costs(&desktop, &program, Some(&policy))?;
    drop(desktop);
    // The list must come from this computer: nobody is there to ask.
    world.treasury().stop()?;
    let list = measure::time_to_list(&program, &home, &policy)?;
    world.stop();
    let good = print(&ours, &empty, list);
    println!("\nA thousand hostile events:");
    let calm = siege::play(&program, &folder.join("besieged"), Some(STALL))?;
    println!("\nThe window by itself:");
    let window = passes(&window)?;
    println!("\nThe record by itself:");
    let record = passes(&verifying)?;
    println!("\nReceiving with a record and without, and searching a long history:");
    run(served())?;
    Ok(record && window && calm && good)
}

fn build() -> Result<Built> {
    println!("Building optimised; the first time takes a quarter of an hour ...");
    // All in one, so that dependencies are built once for the three.
    let mut cargo = cargo_build(
        "build --workspace --bin despatch --example bare --example bench --example verifying --features harness",
    );
    cargo.args(["--profile", PROFILE]);
    run(cargo)?;
    let folder = target_dir().join(PROFILE);
    let example = |name: &str| folder.join("examples").join(name);
    Ok(Built {
        program: folder.join("despatch"),
        bare: example("bare"),
        window: example("bench"),
        verifying: example("verifying"),
    })
}

/// The benchmarks that need homeservers (tests/session/recording/cost.rs, tests/session/searching/cost.rs).
fn served() -> Command {
    let mut cargo =
        cargo_build("nextest run --workspace --test session --features harness --run-ignored only --no-capture");
    cargo.args([
        "--cargo-profile",
        PROFILE,
        "-E",
        "test(receiving_on_record) or test(searching_a_long_history)",
    ]);
    cargo
}

fn print(ours: &Figures, bare: &Figures, list: f64) -> bool {
    let memory = ours.memory_mib / bare.memory_mib;
    let processor = ours.processor_s / bare.processor_s;
    let lines = [
        (
            "memory, idle (PSS)",
            "MiB",
            ours.memory_mib,
            bare.memory_mib,
            memory,
            Some(MEMORY),
        ),
        (
            "CPU, start to idle",
            "s",
            ours.processor_s,
            bare.processor_s,
            processor,
            Some(PROCESSOR),
        ),
        (
            "time to the list, server down",
            "s",
            list,
            bare.window_s,
            list / bare.window_s,
            None,
        ),
    ];
    println!("\n{:32} {:>10} {:>10} {:>7}  target", "", "Despatch", "bare", "ratio");
    let mut good = true;
    for (what, unit, ours, bare, ratio, target) in lines {
        let target = target.map_or(String::new(), |target| {
            good &= ratio <= target;
            format!("{} {target}", if ratio <= target { "<=" } else { "MISSED:" })
        });
        println!("{what:32} {ours:>6.2} {unit:3} {bare:>6.2} {unit:3} {ratio:>7.1}  {target}");
    }
    // A difference of two sums of hundredths: the last digits of it are noise.
    let quiet = ours.idle_minute_s < IDLE_MINUTE + 0.001;
    good &= quiet;
    let target = format!("{} {IDLE_MINUTE}", if quiet { "<=" } else { "MISSED:" });
    println!(
        "{:32} {:>6.3} s   {:>6.3} s   {:>7}  {target}",
        "CPU, an idle minute", ours.idle_minute_s, bare.idle_minute_s, ""
    );
    good
}

/// Runs a benchmark that knows its own targets.
fn passes(benchmark: &Path) -> Result<bool> {
    let status = Command::new(benchmark)
        .status()
        .with_context(|| format!("cannot run {}", benchmark.display()))?;
    Ok(status.success())
}
