//! `despatch doctor [--json]`

mod figures;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, UNIX_EPOCH};

use model::{Finding, Found, Topic};
use platform::{
    Home, KeyringError, Level, NotificationError, NotificationService, PolicyFault, PolicyFaultKind, PolicyFile,
    PolicyFiles, Scope,
};
use serde_json::Value;
use tempfile::TempDir;

use crate::{GOOD, Given, NOW_MS, Ran, repository, run, run_at};

const TOPICS: [Topic; 6] = [
    Topic::Proxy,
    Topic::Name,
    Topic::Connection,
    Topic::Clock,
    Topic::Versions,
    Topic::SignIn,
];

/// Each once. What is missing here has no place in docs/doctor.md either, and its words must compile.
fn everything_found() -> Vec<Found> {
    vec![
        Found::Well,
        Found::Skipped,
        Found::NoAddress,
        Found::Unreachable,
        Found::Certificate,
        Found::NoRoots,
        Found::Redirected {
            host: "portal.example".into(),
        },
        Found::NotMatrix { status: 503 },
        Found::ClockDiffers { seconds: 300 },
        Found::ClockDiffers { seconds: -90_000 },
        Found::ClockUnknown,
        Found::Lacks { what: "v1.11" },
        Found::NoWayIn,
    ]
}

fn finding(topic: Topic, found: Found) -> Finding {
    Finding {
        topic,
        subject: "a.example".into(),
        found,
    }
}

fn files(text: &str) -> PolicyFiles {
    let file = PolicyFile {
        path: "/m/10.json".into(),
        level: Level::Managed,
        scope: Scope::Machine,
        bytes: text.as_bytes().to_vec(),
    };
    PolicyFiles {
        files: vec![file],
        faults: Vec::new(),
    }
}

fn dated(day: &str) -> PolicyFiles {
    files(&GOOD.replacen('{', &format!(r#"{{"valid_until": "{day}", "grace_days": 7, "#), 1))
}

/// A home in use by somebody signed in.
fn used() -> (TempDir, Home) {
    let folder = tempfile::tempdir().unwrap();
    let home = Home {
        data: folder.path().join("data"),
        cache: folder.path().join("cache"),
        config: folder.path().join("config"),
    };
    for path in [&home.data, &home.cache, &home.config] {
        fs::create_dir(path).unwrap();
        set_mode(path, 0o700);
    }
    home.profile().unwrap();
    fs::create_dir(home.data.join("account")).unwrap();
    fs::write(home.data.join("account/session.sealed"), [7; 3000]).unwrap();
    fs::write(home.data.join("account/CANARY-room.sqlite3"), "CANARY message").unwrap();
    fs::write(home.data.join("instance.lock"), "").unwrap();
    (folder, home)
}

/// What the program would have counted.
fn count(home: &Home, text: &str) {
    fs::write(home.data.join("account/unreadable.json"), text).unwrap();
}

/// What has waited to be delivered for so long.
fn keep(home: &Home, hours: u64) {
    let segments = home.data.join("record/a1/segments");
    fs::create_dir_all(&segments).unwrap();
    let mut segment = fs::File::create(segments.join("00000000000000000000.seg")).unwrap();
    segment.write_all(&[7; 2000]).unwrap();
    let closed = Duration::from_millis(NOW_MS) - Duration::from_secs(hours * 60 * 60);
    segment.set_modified(UNIX_EPOCH + closed).unwrap();
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A computer on which all is well.
fn healthy(home: &Home) -> Given {
    Given {
        files: dated("2027-01-01"),
        findings: Some(TOPICS[1..].iter().map(|topic| finding(*topic, Found::Well)).collect()),
        home: Some(home.clone()),
        held: Ok(true),
        notifications: announcing(true),
        ..Given::default()
    }
}

fn announcing(actions: bool) -> Result<NotificationService, NotificationError> {
    Ok(NotificationService {
        name: "CANARY desktop".into(),
        actions,
    })
}

/// What it found as JSON, after it was held to what every answer must be.
fn findings(computer: &Given) -> Vec<Value> {
    let text = run_at(computer, &["doctor"]);
    let ran = run_at(computer, &["doctor", "--json"]);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let findings = json["findings"].as_array().unwrap().clone();
    let grades: Vec<&str> = findings.iter().map(|one| one["grade"].as_str().unwrap()).collect();
    let worst = ["fail", "warn", "ok"].into_iter().find(|grade| grades.contains(grade));
    assert_eq!(json["grade"].as_str(), worst);
    for ran in [&ran, &text] {
        assert_eq!(ran.code, Some(u8::from(worst == Some("fail"))), "{}", ran.out);
        assert_eq!(ran.err, "");
        assert!(!ran.out.contains("CANARY"), "{}", ran.out);
    }
    for one in &findings {
        let word = |key: &str| one[key].as_str().unwrap();
        assert!(word("message").ends_with('.') && !word("code").is_empty(), "{one}");
        assert_eq!(word("next").is_empty(), word("grade") == "ok", "{one}");
        assert!(word("next").is_empty() || word("next").ends_with('.'), "{one}");
    }
    let begin = |start: &str| text.out.lines().filter(|line| line.starts_with(start)).count();
    let number = |grade: &str| grades.iter().filter(|known| **known == grade).count();
    assert_eq!(
        [begin("ok    "), begin("warn  "), begin("FAIL  ")],
        ["ok", "warn", "fail"].map(number)
    );
    assert_eq!(begin("      Next: "), number("warn") + number("fail"));
    findings
}

fn grade_of(computer: &Given, code: &str) -> String {
    let all = findings(computer);
    let one = all.iter().find(|one| one["code"] == code);
    let one = one.unwrap_or_else(|| panic!("no {code} in {all:#?}"));
    one["grade"].as_str().unwrap().to_owned()
}

/// Each thing that can be said, by a computer of which it is said, with its grade.
fn situations() -> Vec<(&'static str, &'static str, TempDir, Given)> {
    let mut all = Vec::new();
    let mut add = |grade, code, change: &dyn Fn(&mut Given, &Home)| {
        let (folder, home) = used();
        let mut computer = healthy(&home);
        change(&mut computer, &home);
        all.push((grade, code, folder, computer));
    };
    for code in [
        "files",
        "in-force",
        "current",
        "key",
        "folder",
        "signed-in",
        "room",
        "announces",
        "name",
        "connection",
        "clock",
        "versions",
        "sign-in",
    ] {
        add("ok", code, &|_, _| ());
    }
    add("fail", "no-policy", &|it, _| it.files = PolicyFiles::default());
    add("warn", "no-policy-to-follow", &|it, _| {
        it.files = PolicyFiles::default()
    });
    add("fail", "policy-errors", &|it, _| it.files = files("{"));
    add("warn", "policy-warnings", &|it, _| {
        it.files = files(&GOOD.replacen('{', r#"{"device": {"screenshots": true}, "#, 1));
    });
    add("fail", "file-refused", &|it, _| {
        it.files.faults = vec![PolicyFault {
            path: "/m/30.json".into(),
            kind: PolicyFaultKind::FileWritable,
            detail: "CANARY".into(),
        }];
    });
    add("warn", "grace", &|it, _| it.files = dated("2026-11-20"));
    add("fail", "run-out", &|it, _| it.files = dated("2026-11-01"));
    add("fail", "not-examined", &|it, _| it.findings = None);
    let mut network = |grade, code, topic, found: Found| {
        add(grade, code, &|it, _| {
            it.findings = Some(vec![finding(topic, found.clone())])
        });
    };
    network("ok", "proxy", Topic::Proxy, Found::Well);
    network("warn", "skipped", Topic::Clock, Found::Skipped);
    network("fail", "proxy-no-address", Topic::Proxy, Found::NoAddress);
    network("fail", "no-address", Topic::Name, Found::NoAddress);
    network("fail", "unreachable", Topic::Connection, Found::Unreachable);
    network("fail", "certificate", Topic::Connection, Found::Certificate);
    network("fail", "no-roots", Topic::Connection, Found::NoRoots);
    let host = "a.example/CANARY".to_owned();
    network("fail", "redirected", Topic::Connection, Found::Redirected { host });
    network("fail", "not-matrix", Topic::Versions, Found::NotMatrix { status: 404 });
    network(
        "warn",
        "clock-differs",
        Topic::Clock,
        Found::ClockDiffers { seconds: 61 },
    );
    network("warn", "clock-unknown", Topic::Clock, Found::ClockUnknown);
    network("fail", "lacks", Topic::Versions, Found::Lacks { what: "v1.11" });
    network("fail", "no-way-in", Topic::SignIn, Found::NoWayIn);
    add("fail", "no-profile", &|_, home| {
        fs::write(home.data.join("profile"), "CANARY").unwrap()
    });
    add("fail", "key-missing", &|it, _| it.held = Ok(false));
    add("ok", "no-key-yet", &|it, home| {
        it.held = Ok(false);
        fs::remove_dir_all(home.data.join("account")).unwrap();
    });
    add("warn", "keyring-locked", &|it, _| it.held = Err(KeyringError::Locked));
    add("fail", "keyring-absent", &|it, _| it.held = Err(KeyringError::Absent));
    add("fail", "keyring-silent", &|it, _| it.held = Err(KeyringError::Silent));
    add("fail", "keyring-failed", &|it, _| {
        it.held = Err(KeyringError::Failed("CANARY".into()))
    });
    add("fail", "no-home", &|it, _| it.home = None);
    add("ok", "folder-not-yet", &|_, home| fs::remove_dir(&home.cache).unwrap());
    add("warn", "folder-open", &|_, home| set_mode(&home.cache, 0o755));
    add("fail", "not-a-folder", &|_, home| {
        fs::remove_dir(&home.cache).unwrap();
        fs::write(&home.cache, "").unwrap();
    });
    add("ok", "signed-out", &|_, home| {
        fs::remove_dir_all(home.data.join("account")).unwrap()
    });
    add("warn", "session-unknown", &|_, home| {
        // A loop of links, which root can't pass either.
        fs::remove_dir_all(home.data.join("account")).unwrap();
        std::os::unix::fs::symlink("account", home.data.join("account")).unwrap();
    });
    add("fail", "disk-full", &|it, _| it.free_bytes = Some((100 << 20) - 1));
    add("warn", "disk-nearly-full", &|it, _| it.free_bytes = Some(100 << 20));
    add("warn", "disk-nearly-full", &|it, _| it.free_bytes = Some((1 << 30) - 1));
    add("ok", "room", &|it, _| it.free_bytes = Some(1 << 30));
    add("warn", "room-unknown", &|it, _| it.free_bytes = None);
    add("ok", "no-figures", &|_, _| ());
    add("ok", "late", &|_, home| {
        count(home, r#"{"late": {"under-5-seconds": 1}, "never": {}}"#)
    });
    add("ok", "unread", &|_, home| {
        count(home, r#"{"late": {}, "never": {"waiting": 1}}"#)
    });
    add("ok", "no-record", &|_, _| ());
    add("ok", "delivered", &|_, home| {
        fs::create_dir_all(home.data.join("record/a1/segments")).unwrap();
    });
    add("ok", "waits", &|_, home| keep(home, 23));
    add("warn", "waits-long", &|_, home| keep(home, 24));
    add("fail", "record-unreadable", &|_, home| {
        fs::write(home.data.join("record"), "").unwrap()
    });
    add("ok", "announces-only", &|it, _| it.notifications = announcing(false));
    add("warn", "notifications-absent", &|it, _| {
        it.notifications = Err(NotificationError::Absent)
    });
    add("warn", "notifications-silent", &|it, _| {
        it.notifications = Err(NotificationError::Silent)
    });
    add("warn", "notifications-not-looked-at", &|it, _| {
        it.notifications = Err(NotificationError::NotLookedAt)
    });
    all
}

#[test]
fn everything_has_its_grade_its_words_and_a_next_step() {
    for (grade, code, _folder, computer) in situations() {
        assert_eq!(grade_of(&computer, code), grade, "{code}");
    }
}

#[test]
fn folders_of_others_and_folders_that_cannot_be_read_are_said() {
    let (folder, home) = used();
    if fs::metadata(folder.path()).unwrap().uid() == 0 {
        chown(&home.cache, Some(12345), None).unwrap();
        assert_eq!(grade_of(&healthy(&home), "folder-foreign"), "fail");
    } else {
        set_mode(&home.data.join("account"), 0o000);
        assert_eq!(grade_of(&healthy(&home), "size-unknown"), "warn");
        set_mode(&home.data.join("account"), 0o700);
        set_mode(&home.cache, 0o000);
        assert_eq!(grade_of(&healthy(&home), "folder-unreadable"), "fail");
        set_mode(&home.cache, 0o700);
    }
}

#[test]
fn whatever_is_found_of_whatever_has_words() {
    let (_folder, home) = used();
    for topic in TOPICS {
        for found in everything_found() {
            let computer = Given {
                findings: Some(vec![finding(topic, found.clone())]),
                ..healthy(&home)
            };
            let all = findings(&computer);
            let said: Vec<_> = all.iter().filter(|one| one["area"] == "Network").collect();
            assert_eq!(said.len(), 1, "{topic:?} {found:?}");
            assert_eq!(said[0]["subject"], "a.example");
        }
    }
}

#[test]
fn the_paper_has_every_code_and_no_other() {
    let paper = fs::read_to_string(repository().join("docs/doctor.md")).unwrap();
    let told: BTreeSet<String> = paper
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next().map(str::to_owned))
        .collect();
    // What root can't be shown, or only root.
    let hidden = ["folder-foreign", "size-unknown", "folder-unreadable"];
    let mut said: BTreeSet<String> = hidden.map(str::to_owned).into();
    for (_, _, _folder, computer) in situations() {
        said.extend(
            findings(&computer)
                .iter()
                .map(|one| one["code"].as_str().unwrap().to_owned()),
        );
    }
    assert_eq!(said, told);
}

#[test]
fn where_all_is_well_it_says_so() {
    let (_folder, home) = used();
    let Ran { code, out, .. } = run_at(&healthy(&home), &["doctor"]);
    assert_eq!(code, Some(0));
    for line in [
        "ok    Policy: 1 file found: /m/10.json.",
        "ok    Policy: In force, version 0, 1 homeserver approved. `despatch policy show` prints the rest.",
        "ok    Policy: It counts until 2027-01-01.",
        "ok    Network, a.example: Reached directly; its name has an address.",
        "ok    Keyring: It is open, and has the key of the stores.",
        "ok    Stores: Somebody is signed in on this account.",
        "ok    Stores, cache: There is room for 1024.0 GiB more.",
    ] {
        assert!(out.lines().any(|found| found == line), "{line} in\n{out}");
    }
    let data = format!("ok    Stores, data: {} holds 3 KiB.", home.data.display());
    assert!(out.contains(&data), "{out}");
    assert!(out.ends_with("\nAll is well.\n"), "{out}");
}

#[test]
fn each_further_account_is_looked_at_and_named() {
    let (_folder, home) = used();
    let second = home.open_account(2).unwrap();
    second.profile().unwrap();
    fs::create_dir(second.data.join("account")).unwrap();
    fs::write(second.data.join("account/session.sealed"), [7; 30]).unwrap();
    count(&second, r#"{"late": {}, "never": {"waiting": 1}}"#);
    let found = findings(&healthy(&home));
    let of = |code: &str| {
        let of_second = |line: &&Value| line["subject"].as_str().unwrap_or_default().starts_with("account 2");
        found.iter().filter(of_second).any(|line| line["code"] == code)
    };
    for code in ["key", "folder", "signed-in", "unread", "no-record"] {
        assert!(of(code), "{code} in {found:#?}");
    }
    let mut computer = healthy(&home);
    computer.held = Ok(false);
    let missing = |subject: &str| {
        let found = findings(&computer);
        found
            .iter()
            .any(|line| line["code"] == "key-missing" && line["subject"] == subject)
    };
    assert!(missing("") && missing("account 2"));
}

#[test]
fn the_last_line_sums_up() {
    let last = |computer: &Given| {
        let out = run_at(computer, &["doctor"]).out;
        out.lines().last().unwrap().to_owned()
    };
    let (_folder, home) = used();
    let warned = Given {
        free_bytes: Some(500 << 20),
        ..healthy(&home)
    };
    assert_eq!(last(&warned), "Nothing fails. 2 warnings.");
    let failed = Given {
        findings: None,
        ..healthy(&home)
    };
    assert_eq!(last(&failed), "One thing fails. 0 warnings.");
    // No policy, no home, nothing to announce with: everything that can be said is said.
    assert_eq!(last(&Given::default()), "2 things fail. 2 warnings.");
}

/// A problem of a policy quotes what its file says, and that may be a password.
#[test]
fn what_a_policy_file_says_is_not_repeated() {
    let (_folder, home) = used();
    for text in [
        r#"{"network": {"proxy": {"mode": "fixed", "url": "ftp://CANARY:CANARY@proxy.example"}}}"#,
        r#"{"network": {"proxy": {"mode": "fixed", "url": "http://CANARY:CANARY@proxy.example:8080"}}}"#,
        r#"{"network": {"proxy": "http://CANARY:CANARY@proxy.example"}, "CANARY": 1}"#,
    ] {
        for whole in [
            text.to_owned(),
            text.replacen('{', &format!("{},", GOOD.trim_end_matches('}')), 1),
        ] {
            let computer = Given {
                files: files(&whole),
                ..healthy(&home)
            };
            findings(&computer);
        }
    }
    // The test can fail: the other command, for whoever may read the file, does say it.
    let computer = Given {
        files: files(&GOOD.replacen(
            '{',
            r#"{"network": {"proxy": "http://CANARY:CANARY@proxy.example"}, "#,
            1,
        )),
        ..healthy(&home)
    };
    assert!(run_at(&computer, &["policy", "show"]).err.contains("CANARY"));
    let many = format!(
        "{}, {} }}",
        GOOD.trim_end_matches('}'),
        r#""a": 1, "b": 1, "c": 1, "d": 1, "e": 1"#
    );
    let computer = Given {
        files: files(&many),
        ..healthy(&home)
    };
    let out = run_at(&computer, &["doctor"]).out;
    assert!(out.contains("5 warnings in the files: /m/10.json:1:"), "{out}");
    assert!(out.contains(" and 2 more."), "{out}");
}

#[test]
fn a_host_is_repeated_only_where_it_looks_like_one() {
    let (_folder, home) = used();
    let out = |host: &str| {
        let found = Found::Redirected { host: host.into() };
        let computer = Given {
            findings: Some(vec![finding(Topic::Connection, found)]),
            ..healthy(&home)
        };
        run_at(&computer, &["doctor"]).out
    };
    assert!(out("portal.example").contains("It sends people elsewhere, to portal.example."));
    for host in ["", "call 123 now", "a\u{1b}[2J", &"a".repeat(254)] {
        assert!(out(host).contains("It sends people elsewhere.\n"), "{host:?}");
    }
}

/// Everything below a folder: what it is, its mode, when it was changed, and what is in it.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, (u32, i64, i64, Vec<u8>)> {
    let mut all = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let facts = fs::symlink_metadata(&path).unwrap();
        let bytes = match facts.is_dir() {
            true => Vec::new(),
            false => fs::read(&path).unwrap(),
        };
        if facts.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
        all.insert(path, (facts.mode(), facts.ctime(), facts.ctime_nsec(), bytes));
    }
    all
}

#[test]
fn nothing_on_the_disk_is_changed() {
    let (folder, home) = used();
    // What a start would mend, and what it would make.
    set_mode(&home.cache, 0o777);
    fs::remove_dir(&home.config).unwrap();
    let before = snapshot(folder.path());
    assert!(before.len() > 6);
    for args in [&["doctor"][..], &["doctor", "--json"]] {
        run_at(&healthy(&home), args);
        assert_eq!(snapshot(folder.path()), before);
    }
    let empty = tempfile::tempdir().unwrap();
    let nowhere = Home {
        data: empty.path().join("a/data"),
        cache: empty.path().join("a/cache"),
        config: empty.path().join("a/config"),
    };
    findings(&healthy(&nowhere));
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 0);
}

#[test]
fn another_instance_is_left_alone() {
    let (_folder, home) = used();
    let lock = fs::File::create(home.data.join("instance.lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(run_at(&healthy(&home), &["doctor"]).code, Some(0));
    let other = fs::File::options()
        .write(true)
        .open(home.data.join("instance.lock"))
        .unwrap();
    assert!(other.try_lock().is_err(), "it is still held");
}

#[test]
fn a_bad_command_line_ends_with_2() {
    for args in [&["doctor", "--loud"][..], &["doctor", "now"]] {
        assert_eq!(run(args).code, Some(2));
    }
}

/// The computer that the tests run on, with a home in which nothing is yet, in a process of its own for its environment.
#[test]
fn on_a_real_computer_nothing_is_made() {
    let home = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "doctor::looks_at_this_computer", "--ignored"]);
    child.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", home.path());
    child.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    let output = child.output().unwrap();
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{out}");
    let data = home.path().join(".local/share/despatch");
    for line in [
        &format!(
            "ok    Stores, data: {} is not there yet. The first start makes it.",
            data.display()
        ),
        "FAIL  Keyring: There is no keyring, so nobody can sign in.",
        "warn  Notifications: Nothing announces messages on this desktop.",
    ] {
        assert!(out.lines().any(|found| found == line), "{line} in\n{out}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
#[ignore = "a child's part"]
fn looks_at_this_computer() {
    assert!(cli::run(["despatch", "doctor"].map(Into::into), |_| None).is_some());
}
