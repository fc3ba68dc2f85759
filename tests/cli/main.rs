//! Tests at the door of `cli`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod check;
mod diff;
mod explain;
mod line;
mod show;
mod words;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use platform::PolicyFiles;
use tempfile::TempDir;

/// What a command printed, and how it ended; none when it left the window to others.
struct Ran {
    code: Option<u8>,
    out: String,
    err: String,
}

/// Runs `despatch` on a computer with these policy files.
fn run_on(files: PolicyFiles, args: &[&str]) -> Ran {
    let args = std::iter::once("despatch")
        .chain(args.iter().copied())
        .map(OsString::from);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = cli::run_with(args, || files, policy::Day::constant(2026, 11, 24), &mut out, &mut err);
    Ran {
        code,
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

fn run(args: &[&str]) -> Ran {
    run_on(PolicyFiles::default(), args)
}

fn write(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

const GOOD: &str = r#"{"homeservers": [{"server_name": "a.example", "base_url": "https://a.example"}]}"#;
