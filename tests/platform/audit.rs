//! The record of policy changes: only added to, for its owner alone, bounded, and whole after a crash.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use platform::{Audit, Home};
use serde_json::{Value, json};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn open(&self) -> Audit {
        let own = || self.0.path().to_owned();
        Audit::open(&Home {
            data: own(),
            cache: own(),
            config: own(),
        })
        .unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn now(&self) -> PathBuf {
        self.path("policy-audit.jsonl")
    }

    fn older(&self) -> PathBuf {
        self.path("policy-audit.old.jsonl")
    }
}

/// The changes in a file, and that each has a time in UTC.
fn changes(path: PathBuf) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines
        .map(|line| {
            assert!(line["time"].as_str().unwrap().ends_with('Z'), "{line}");
            line["change"].clone()
        })
        .collect()
}

#[test]
fn lines_are_added_to_those_of_yesterday() {
    let folder = Folder::new();
    folder.open().append(&json!({ "stricter": ["copy"] })).unwrap();
    let mut today = folder.open();
    today.append(&json!({ "looser": ["device\ncopy"] })).unwrap();
    today.append(&json!("refused")).unwrap();
    assert_eq!(
        changes(folder.now()),
        [
            json!({ "stricter": ["copy"] }),
            json!({ "looser": ["device\ncopy"] }),
            json!("refused")
        ]
    );
}

#[test]
fn the_record_is_its_owners_alone() {
    let folder = Folder::new();
    fs::write(folder.now(), "").unwrap();
    fs::set_permissions(folder.now(), fs::Permissions::from_mode(0o644)).unwrap();
    folder.open().append(&json!(1)).unwrap();
    assert_eq!(fs::metadata(folder.now()).unwrap().permissions().mode() & 0o7777, 0o600);
}

#[test]
fn a_torn_last_line_spoils_no_other() {
    let folder = Folder::new();
    folder.open().append(&json!("before")).unwrap();
    let mut bytes = fs::read(folder.now()).unwrap();
    bytes.extend(b"{\"time\":\"2026-0");
    fs::write(folder.now(), &bytes).unwrap();
    folder.open().append(&json!("after")).unwrap();
    let text = fs::read_to_string(folder.now()).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1], "{\"time\":\"2026-0");
    for (line, change) in [(lines[0], "before"), (lines[2], "after")] {
        assert_eq!(serde_json::from_str::<Value>(line).unwrap()["change"], change);
    }
}

#[test]
fn it_does_not_grow_for_ever_and_loses_the_oldest_first() {
    let folder = Folder::new();
    let mut audit = folder.open();
    let filling = "x".repeat(100_000);
    for number in 0..35 {
        audit.append(&json!({ "number": number, "filling": filling })).unwrap();
    }
    let numbers = |path| -> Vec<u64> {
        let changes = changes(path).into_iter();
        changes.map(|change| change["number"].as_u64().unwrap()).collect()
    };
    let kept = [numbers(folder.older()), numbers(folder.now())].concat();
    assert_eq!(kept, (20..35).collect::<Vec<_>>());
    for path in [folder.older(), folder.now()] {
        assert!(fs::metadata(&path).unwrap().len() <= 1024 * 1024);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600);
    }
}
