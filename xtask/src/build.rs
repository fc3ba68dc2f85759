//! Calling cargo, and where things lie.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use support::target_dir;

/// The folder of the workspace.
pub fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// `cargo <command>` in the workspace, without what the cargo that runs us put into the environment.
pub fn cargo(command: &str) -> Command {
    let mut cargo = clean(Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into())));
    cargo.args(command.split(' '));
    cargo.current_dir(workspace()).env("CARGO_TARGET_DIR", target_dir());
    cargo
}

/// `cargo <command> --ignore-rust-version`: matrix-sdk declares a newer Rust than it needs.
pub fn cargo_build(command: &str) -> Command {
    let mut cargo = cargo(command);
    cargo.arg("--ignore-rust-version");
    cargo
}

/// `git` in the workspace, also where another user checked it out.
pub fn git() -> Command {
    let mut git = Command::new("git");
    git.args(["-c", "safe.directory=*"]).current_dir(workspace());
    git
}

/// Builds the program with the harness in it, unoptimised, and gives its path.
pub fn harness_binary() -> Result<PathBuf> {
    // The whole workspace and one small test: that is how dependencies get the features they have when all tests are
    // built. Otherwise the SDK is built twice, once for the program and once for the tests.
    run(cargo_build(
        "build --workspace --bin despatch --test model --features harness",
    ))?;
    Ok(target_dir().join("debug/despatch"))
}

/// Builds the gallery of made-up states with what [`harness_binary`] has built, and gives its path.
pub fn showcase() -> Result<PathBuf> {
    run(cargo_build("build --workspace --example showcase --features harness"))?;
    Ok(target_dir().join("debug/examples/showcase"))
}

/// Runs a command; its output goes to the terminal.
pub fn run(mut command: Command) -> Result<()> {
    let shown = format!("{:?}", command.get_program());
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("cannot run {shown}"))?;
    if status.success() {
        Ok(())
    } else {
        bail!("{shown} ended with {status}")
    }
}

/// Runs a command and gives what it printed.
pub fn output(mut command: Command) -> Result<String> {
    let shown = format!("{command:?}");
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot run {shown}"))?;
    if !output.status.success() {
        bail!("{shown}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The same program at the lowest priority.
pub fn gently(command: Command) -> Command {
    let mut nice = Command::new("nice");
    nice.args(["-n", "19"])
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => nice.env(name, value),
            None => nice.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        nice.current_dir(folder);
    }
    nice
}

/// `cargo run` describes the package it runs in the environment; a cargo below it must not take that for its own.
fn clean(mut command: Command) -> Command {
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        let described = [
            "CARGO_PKG_",
            "CARGO_MANIFEST_",
            "CARGO_BIN_",
            "CARGO_CRATE_",
            "CARGO_PRIMARY_",
        ];
        if described.iter().any(|start| name.starts_with(start)) || name == "LD_LIBRARY_PATH" {
            command.env_remove(&*name);
        }
    }
    command
}
