//! The project's own commands. `cargo xtask --help` lists them.
//!
//! Each installs what it needs first and can be run again at once.

// A command of the terminal speaks to the terminal.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench;
mod build;
mod check;
mod demo;
mod fuzz;
mod journey;
mod pictures;
mod prepare;
mod steps;
mod templates;
mod test;
mod words;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Despatch's own commands")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start two departments and a stranger on this computer, and open the program.
    Demo {
        /// Sign in before handing over.
        #[arg(long, conflicts_with = "headless")]
        signed_in: bool,
        /// Play the whole journey without a screen and write its pictures and journey.json into this folder.
        #[arg(long, value_name = "DIR")]
        headless: Option<PathBuf>,
        /// With --headless: play with this build of the program, made with the harness feature.
        #[arg(long, value_name = "FILE", requires = "headless")]
        program: Option<PathBuf>,
        /// With --headless: kill the program twenty times while two people talk, in place of the journey.
        #[arg(long, requires = "headless")]
        killed: bool,
        /// With --headless: send a thousand harmful events to somebody, in place of the journey.
        #[arg(long, requires = "headless", conflicts_with = "killed")]
        besieged: bool,
    },
    /// Everything that must hold before a change is taken. Takes an hour on two cores.
    Test,
    /// The quick loop: format, clippy, and the tests of the rooms changed since main.
    Check,
    /// Write what administrators need (ADMX, profiles, samples, the reference) out of the policy's own keys.
    PolicyTemplates {
        /// Write nothing; fail when a file is stale.
        #[arg(long)]
        check: bool,
    },
    /// Draw the pictures of docs/features.md anew.
    Pictures,
    /// Feed what reads a stranger's bytes with bytes: policy files, registry, property lists, links.
    Fuzz {
        /// Minutes for which each target runs.
        #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
        minutes: u32,
        /// This one alone.
        target: Option<String>,
    },
    /// Measure the program against a bare window: memory, processor, time to the list.
    Bench,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Demo {
            signed_in,
            headless: None,
            ..
        } => demo::show(signed_in),
        Command::Demo {
            headless: Some(folder),
            program,
            killed,
            besieged,
            ..
        } => {
            let play = match (killed, besieged) {
                (true, _) => demo::Play::Killed,
                (_, true) => demo::Play::Besieged,
                _ => demo::Play::Journey,
            };
            demo::play(&folder, program, play)
        }
        Command::Test => test::run_test(),
        Command::Check => check::run_check(),
        Command::PolicyTemplates { check } => templates::run(check),
        Command::Pictures => pictures::run_pictures(),
        Command::Fuzz { minutes, target } => fuzz::run_fuzz(minutes, target.as_deref()),
        Command::Bench => bench::run_bench(),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
