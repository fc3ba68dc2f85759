//! Tests at the door of `cli`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod check;
mod diff;
mod doctor;
mod explain;
mod line;
mod records;
mod show;
mod words;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

use cli::Computer;
use model::Finding;
use platform::{Home, KeyringError, NotificationError, NotificationService, PolicyFiles};
use policy::{Day, Policy};
use tempfile::TempDir;

/// What a command printed, and how it ended; none when it left the window to others.
struct Ran {
    code: Option<u8>,
    out: String,
    err: String,
}

/// The moment it is on each computer: milliseconds since 1970 began.
const NOW_MS: u64 = 1_795_478_400_000;

/// A computer of which everything is known beforehand, but for its folders: those are real.
struct Given {
    files: PolicyFiles,
    findings: Option<Vec<Finding>>,
    home: Option<Home>,
    held: Result<bool, KeyringError>,
    /// None where the system doesn't say.
    free_bytes: Option<u64>,
    notifications: Result<NotificationService, NotificationError>,
}

impl Default for Given {
    fn default() -> Self {
        Self {
            files: PolicyFiles::default(),
            findings: Some(Vec::new()),
            home: None,
            held: Ok(false),
            free_bytes: Some(1 << 40),
            notifications: Err(NotificationError::Absent),
        }
    }
}

impl Computer for Given {
    fn policy_files(&self) -> PolicyFiles {
        self.files.clone()
    }

    fn today(&self) -> Day {
        Day::constant(2026, 11, 24)
    }

    fn now_ms(&self) -> u64 {
        NOW_MS
    }

    fn examine(&self, _: &Policy) -> Option<Vec<Finding>> {
        self.findings.clone()
    }

    fn home(&self) -> Option<Home> {
        self.home.clone()
    }

    fn holds(&self, entry: &str) -> Result<bool, KeyringError> {
        assert!(entry.starts_with("store key "), "{entry}");
        self.held.clone()
    }

    fn free_bytes(&self, _: &Path) -> io::Result<u64> {
        self.free_bytes.ok_or_else(|| io::ErrorKind::Unsupported.into())
    }

    fn notifications(&self) -> Result<NotificationService, NotificationError> {
        self.notifications.clone()
    }
}

/// Runs `despatch` on a computer.
fn run_at(computer: &Given, args: &[&str]) -> Ran {
    let args = std::iter::once("despatch")
        .chain(args.iter().copied())
        .map(OsString::from);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = cli::run_with(args, computer, &mut out, &mut err);
    Ran {
        code,
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

/// Runs `despatch` on a computer with these policy files.
fn run_on(files: PolicyFiles, args: &[&str]) -> Ran {
    let computer = Given {
        files,
        ..Given::default()
    };
    run_at(&computer, args)
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
