//! The program as a whole, as far as it goes without a window; the journey of `cargo xtask test` does the rest.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::mpsc;
use std::time::Duration;

use platform::{Home, Instance};

/// The program with a home of its own, no display, no keyring and no other environment.
fn despatch(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_despatch"))
        .args(arguments)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", home)
        .output()
        .unwrap()
}

/// The folders it uses in that home.
fn folders(home: &Path) -> Home {
    Home {
        data: home.join(".local/share/despatch"),
        cache: home.join(".cache/despatch"),
        config: home.join(".config/despatch"),
    }
}

#[test]
fn a_command_line_it_does_not_understand_ends_with_2() {
    let home = tempfile::tempdir().unwrap();
    for arguments in [
        &["--policy", "/tmp/mine"][..],
        &["--homeserver=https://evil.example"],
        &["policy"],
        &["policy", "show", "/tmp/mine"],
        &["matrix:r/room:evil.example"],
        &["https://evil.example"],
    ] {
        let output = despatch(home.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}: nothing is said");
    }
    assert!(!folders(home.path()).data.exists(), "the window's part began");
}

#[test]
fn the_policy_commands_need_neither_window_nor_home() {
    let home = tempfile::tempdir().unwrap();
    let output = despatch(home.path(), &["policy", "schema"]);
    assert_eq!(output.status.code(), Some(0));
    let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(schema["properties"]["homeservers"].is_object());
    assert_eq!(despatch(home.path(), &["--version"]).status.code(), Some(0));
    assert_eq!(
        std::fs::read_dir(home.path()).unwrap().count(),
        0,
        "the home was touched"
    );
}

#[test]
fn without_a_display_it_says_so_and_ends_with_1() {
    let home = tempfile::tempdir().unwrap();
    let output = despatch(home.path(), &[]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("there is no window to be had"), "{said}");
    let Home { data, cache, config } = folders(home.path());
    for folder in [data, cache, config] {
        let mode = std::fs::metadata(&folder).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{}", folder.display());
    }
}

#[test]
fn s51_a_second_launch_brings_the_first_forward_and_ends_with_0() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders(home.path());
    std::fs::create_dir_all(&folders.data).unwrap();
    let mut first = Instance::claim(&folders).unwrap();
    let (called, calls) = mpsc::channel();
    first.on_launch(move || called.send(()).is_ok()).unwrap();

    let output = despatch(home.path(), &[]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    calls
        .recv_timeout(Duration::from_secs(30))
        .expect("the first was called");
}
