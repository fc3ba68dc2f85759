//! What a bare machine lacks: Debian packages, Synapse, and the tools of `cargo xtask test`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use support::{synapse_venv, tools_dir};

use crate::build::{cargo, output, run};

/// What the program is built against.
const BUILD: &[&str] = &["libasound2-dev", "pkg-config"];

/// What a window on Linux loads while it runs, and Python's virtual environments.
const WINDOW: &[&str] = &[
    "python3-venv",
    "libx11-6",
    "libx11-xcb1",
    "libxcb1",
    "libxcursor1",
    "libxi6",
    "libxrandr2",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
];

/// What stands in for a person's desk where there is none.
const DESK: &[&str] = &[
    "xvfb",
    "openbox",
    "xdotool",
    "imagemagick",
    "dbus",
    "at-spi2-core",
    "gnome-keyring",
    "dunst",
    // For what only happens hours later.
    "libfaketime",
];

/// Installs the second Matrix program that tests talk to: Node from PyPI and matrix-js-sdk from npm.
pub fn peer() -> Result<()> {
    support::peer::install()
}

/// Installs what the program is built against.
pub fn build() -> Result<()> {
    packages(BUILD)
}

/// Installs what a window needs.
pub fn window() -> Result<()> {
    packages(&[BUILD, WINDOW].concat())?;
    synapse()
}

/// Installs what a window without a screen needs.
pub fn desk() -> Result<()> {
    packages(&[BUILD, WINDOW, DESK].concat())?;
    synapse()
}

/// The path of cargo-nextest, built from source where it is missing.
pub fn nextest() -> Result<()> {
    cargo_tool("cargo-nextest", "nextest")
}

/// The path of cargo-deny, built from source where it is missing.
pub fn deny() -> Result<()> {
    cargo_tool("cargo-deny", "deny")
}

/// The spelling checker, from PyPI.
pub fn typos() -> Result<PathBuf> {
    let python = synapse_venv()?;
    let tool = python.with_file_name("typos");
    if !tool.exists() {
        let mut pip = Command::new(python);
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "typos==1.52.0",
        ]);
        run(pip).context("cannot install typos")?;
    }
    Ok(tool)
}

/// `PATH` with the tools of this target directory in front.
pub fn path() -> Result<std::ffi::OsString> {
    let mut folders = vec![tools_dir().join("bin")];
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    Ok(env::join_paths(folders)?)
}

fn synapse() -> Result<()> {
    if !tools_dir().join("synapse").exists() {
        println!("Installing Synapse into {} ...", tools_dir().display());
    }
    synapse_venv().map(drop)
}

fn packages(wanted: &[&str]) -> Result<()> {
    if !Path::new("/usr/bin/dpkg-query").exists() {
        println!(
            "This is no Debian: what is needed is known there as {}.",
            wanted.join(" ")
        );
        return Ok(());
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let Some(mut apt) = privileged("apt-get") else {
        bail!(
            "packages are missing; run this line, then again:\n    sudo apt-get install {}",
            missing.join(" ")
        );
    };
    println!("Installing {} ...", missing.join(" "));
    apt.args(["install", "--yes", "--quiet", "--no-install-recommends"])
        .args(&missing);
    if run(apt).is_ok() {
        return Ok(());
    }
    // A machine that never fetched the lists of packages.
    let mut update = privileged("apt-get").context("apt-get has gone")?;
    update.args(["update", "--quiet"]);
    run(update)?;
    let mut again = privileged("apt-get").context("apt-get has gone")?;
    again
        .args(["install", "--yes", "--quiet", "--no-install-recommends"])
        .args(&missing);
    run(again)
}

fn installed(package: &str) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${db:Status-Status}", package]);
    output(query).is_ok_and(|status| status == "installed")
}

/// The command as root, or through sudo where that asks for nothing.
fn privileged(program: &str) -> Option<Command> {
    let mut id = Command::new("id");
    id.arg("-u");
    if output(id).is_ok_and(|id| id.trim() == "0") {
        let mut command = Command::new(program);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        return Some(command);
    }
    let mut ask = Command::new("sudo");
    ask.args(["--non-interactive", "true"]);
    output(ask).ok()?;
    let mut command = Command::new("sudo");
    command.args(["--non-interactive", "DEBIAN_FRONTEND=noninteractive", program]);
    Some(command)
}

fn cargo_tool(package: &str, subcommand: &str) -> Result<()> {
    let mut ask = cargo(subcommand);
    ask.arg("--version").env("PATH", path()?);
    if output(ask).is_ok() {
        return Ok(());
    }
    println!("Building {package} ...");
    let scratch = tools_dir().join("build");
    let mut install = cargo("install --locked --debug");
    install
        .arg(package)
        .arg("--root")
        .arg(tools_dir())
        .arg("--target-dir")
        .arg(&scratch);
    // Its own lints are not ours to deny, nor our folder's configuration its.
    install.current_dir("/").env_remove("RUSTFLAGS");
    run(install)?;
    // Hundreds of megabytes that nothing asks for again.
    fs::remove_dir_all(scratch).context("cannot remove what building the tool left")
}
