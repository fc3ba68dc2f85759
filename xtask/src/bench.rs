//! `cargo xtask bench`: what the program costs, as ratios to a bare window of the same renderer and size.

mod measure;
mod seed;

use std::path::PathBuf;

use anyhow::{Context, Result};
use support::{Desktop, World, target_dir};

use crate::{
    build::{cargo_build, run, workspace},
    prepare,
};
use measure::Figures;

/// Targets of the first part, as printed beside what was measured.
const MEMORY: f64 = 5.0;
const PROCESSOR: f64 = 10.0;
const IDLE_MINUTE: f64 = 0.02;
/// The program's profile: optimised, and yet to be pointed at a test policy.
const PROFILE: &str = "measured";

/// Measures and prints. False when a target is missed.
pub fn run_bench() -> Result<bool> {
    prepare::desk()?;
    let (program, bare) = build()?;
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
    let window = measure::costs(&desktop, &bare, None)?;
    drop(desktop);
    println!("Measuring the program ...");
    let desktop = Desktop::start(&home)?;
    let ours = measure::costs(&desktop, &program, Some(&policy))?;
    drop(desktop);
    // The list must come from this computer: nobody is there to ask.
    world.treasury().stop()?;
    let list = measure::time_to_list(&program, &home, &policy)?;
    world.stop();
    let good = print(&ours, &window, list);
    micro()?;
    Ok(good)
}

fn build() -> Result<(PathBuf, PathBuf)> {
    println!("Building optimised; the first time takes a quarter of an hour ...");
    let mut program = cargo_build("build --package despatch --bin despatch --features harness --profile");
    program.arg(PROFILE);
    run(program)?;
    let mut bare = cargo_build("build --package despatch-kit --example bare --profile");
    bare.arg(PROFILE);
    run(bare)?;
    let built = target_dir().join(PROFILE);
    Ok((built.join("despatch"), built.join("examples/bare")))
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
    let quiet = ours.idle_minute_s <= IDLE_MINUTE;
    good &= quiet;
    let target = format!("{} {IDLE_MINUTE}", if quiet { "<=" } else { "MISSED:" });
    println!(
        "{:32} {:>6.3} s   {:>6.3} s   {:>7}  {target}",
        "CPU, an idle minute", ours.idle_minute_s, bare.idle_minute_s, ""
    );
    good
}

/// The window's own benchmark: patches an update, rows a frame.
fn micro() -> Result<()> {
    if !workspace().join("src/ui/examples/bench.rs").exists() {
        println!("\nThe window's own benchmark (src/ui/examples/bench.rs) is not there yet.");
        return Ok(());
    }
    println!("\nThe window by itself:");
    let mut bench = cargo_build("run --quiet --package despatch-ui --example bench --profile");
    bench.arg(PROFILE);
    run(bench).context("src/ui/examples/bench.rs")
}
