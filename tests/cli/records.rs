//! `despatch records`: verify, open, compare, holds, keygen.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use platform::{Level, PolicyFile, PolicyFiles, Scope};
use records::delivery::Network;
use records::entry::{Cause, Device, Trust};
use records::entry::{Change, Clock, Entry, Event, Gap, KeptFile, Kind, LateDecryption, Redaction, Subject};
use records::{Journal, Limits, LogKey, Recipients, Sink};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::{Ran, run, run_on};

const PLANS: &str = "!plans:works.gov.example";
/// 2026-11-02 at midnight, UTC.
const DAY: u64 = 1_793_577_600_000;

/// A place of records: a sink, an officer's key, and what devices delivered.
struct Office {
    home: TempDir,
    recipient: String,
}

impl Office {
    fn new() -> Self {
        let home = TempDir::new().unwrap();
        let key = home.path().join("officer.key");
        let made = run(&["records", "keygen", "--out", key.to_str().unwrap()]);
        assert_eq!(made.code, Some(0), "{}", made.err);
        let recipient = made.out.lines().next().unwrap().to_owned();
        fs::create_dir(home.path().join("sink")).unwrap();
        Self { home, recipient }
    }

    fn path(&self, name: &str) -> String {
        self.home.path().join(name).to_str().unwrap().to_owned()
    }

    /// A device's journal, which is delivered when it has these entries.
    fn device(&self, device: &str, entries: impl FnOnce(&Journal) -> Vec<Vec<Entry>>) -> PathBuf {
        let mut secret = [9; 32];
        secret[..device.len()].copy_from_slice(device.as_bytes());
        let key = LogKey::new("@alice:works.gov.example", device, &secret.into()).unwrap();
        let folder = key.log().folder();
        let recipients = Recipients::new([&self.recipient]).unwrap();
        let journal = Journal::open(&self.home.path().join(device), key, recipients, Limits::default()).unwrap();
        let sink = Sink::open(&format!("file://{}", self.path("sink")), &[], Network::default()).unwrap();
        for batch in entries(&journal) {
            journal.append(batch, &[]).unwrap();
            journal.deliver(&sink).unwrap();
        }
        self.home.path().join("sink").join(folder)
    }

    fn open(&self, out: &str, more: &[&str]) -> Ran {
        let (sink, key, out) = (self.path("sink"), self.path("officer.key"), self.path(out));
        let args = ["records", "open", &sink, "--identity", &key, "--out", &out];
        let why = ["--operator", "R. Officer", "--reason", "FOI 42"];
        run(&[&args[..], &why, more].concat())
    }

    fn verify(&self, more: &[&str]) -> Ran {
        run(&[&["records", "verify", &self.path("sink")], more].concat())
    }
}

fn entry(kind: Kind) -> Entry {
    Entry {
        received_ms: DAY + 5000,
        clock: Clock::Trusted,
        kind,
    }
}

fn said(id: &str, sender: &str, at: u64, body: &str) -> Event {
    Event {
        room: PLANS.to_owned(),
        event_id: format!("${id}"),
        sender: format!("@{sender}:works.gov.example"),
        device: Some(Device {
            id: Some("PHONE".to_owned()),
            trust: Trust::Verified,
        }),
        origin_ms: at,
        event_type: "m.room.message".to_owned(),
        state_key: None,
        content: Some(json!({"msgtype": "m.text", "body": body})),
        undecryptable: None,
        relation: None,
        transaction: None,
        files: Vec::new(),
        raw: "{}".to_owned(),
    }
}

fn message(id: &str, sender: &str, at: u64, body: &str) -> Entry {
    entry(Kind::Event(said(id, sender, at, body)))
}

fn with_file(id: &str, file: KeptFile) -> Entry {
    let mut event = said(id, "bob", DAY + 1000, "the plan");
    event.files = vec![file];
    entry(Kind::Event(event))
}

/// A conversation with a bit of everything.
fn conversation(journal: &Journal) -> Vec<Vec<Entry>> {
    let picture = [&b"\x89PNG\r\n\x1a\n"[..], &[7; 40]].concat();
    let picture = journal
        .keep_file("=plan <1>.png", "image/png", &mut Cursor::new(picture))
        .unwrap();
    let unread = Event {
        content: None,
        undecryptable: Some(Cause::NoKey),
        ..said("unread", "bob", DAY, "")
    };
    let late = LateDecryption {
        room: PLANS.to_owned(),
        event_id: "$late".to_owned(),
        device: Device {
            id: None,
            trust: Trust::Unknown,
        },
        event_type: "m.room.message".to_owned(),
        content: json!({"body": "it was readable after all"}),
        relation: None,
    };
    let taken_back = Redaction {
        room: PLANS.to_owned(),
        event_id: "$redaction".to_owned(),
        redacts: "$1".to_owned(),
        sender: "@alice:works.gov.example".to_owned(),
        origin_ms: DAY + 2000,
        reason: Some("by mistake".to_owned()),
        raw: "{}".to_owned(),
    };
    let gap = Gap {
        room: PLANS.to_owned(),
        after: Some("$1".to_owned()),
        before: None,
        cause: "the server has no more".to_owned(),
    };
    let policy = Change {
        subject: Subject::Policy,
        before: None,
        after: "version 7".to_owned(),
    };
    vec![
        vec![
            entry(Kind::Change(policy)),
            message("1", "alice", DAY - 1, "<script>alert(1)</script> & \u{202e}more"),
        ],
        vec![
            with_file("2", picture),
            entry(Kind::Event(unread.clone())),
            entry(Kind::Event(Event {
                event_id: "$late".to_owned(),
                ..unread
            })),
            entry(Kind::LateDecryption(late)),
            entry(Kind::Redaction(taken_back)),
            entry(Kind::Gap(gap)),
        ],
    ]
}

fn lines(folder: &str) -> Vec<Value> {
    let text = fs::read_to_string(Path::new(folder).join("data/records.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn hash(path: &Path) -> String {
    let hash = Sha256::digest(fs::read(path).unwrap());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// RFC 8493, 3: each file is in a manifest with its hash, and no other file is in the payload.
fn is_a_bag(folder: &str) {
    let folder = Path::new(folder);
    let manifest = |name: &str| -> BTreeMap<String, String> {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        let pairs = text.lines().map(|line| line.split_once("  ").unwrap());
        pairs.map(|(hash, name)| (name.to_owned(), hash.to_owned())).collect()
    };
    let (payload, tags) = (manifest("manifest-sha256.txt"), manifest("tagmanifest-sha256.txt"));
    for (name, expected) in payload.iter().chain(&tags) {
        assert_eq!(hash(&folder.join(name)), *expected, "{name}");
    }
    let mut found = Vec::new();
    let mut folders = vec![folder.join("data")];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(below).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => found.push(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned()),
            }
        }
    }
    found.sort();
    assert_eq!(found, payload.keys().cloned().collect::<Vec<_>>());
    let names: Vec<_> = tags.keys().map(String::as_str).collect();
    assert_eq!(names, ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]);
    let bytes: u64 = found
        .iter()
        .map(|name| fs::metadata(folder.join(name)).unwrap().len())
        .sum();
    let info = fs::read_to_string(folder.join("bag-info.txt")).unwrap();
    assert!(
        info.contains(&format!("Payload-Oxum: {bytes}.{}\n", found.len())),
        "{info}"
    );
    assert!(
        fs::read_to_string(folder.join("bagit.txt"))
            .unwrap()
            .starts_with("BagIt-Version: 1.0\n")
    );
}

#[test]
fn verify_says_whether_all_is_intact_and_where_it_is_not() {
    let office = Office::new();
    let folder = office.device("PHONE", conversation);
    let intact = office.verify(&[]);
    assert_eq!((intact.code, intact.err.as_str()), (Some(0), ""));
    let begins = "despatch/@alice:works.gov.example/PHONE: intact: 8 entries, 1 files; 2 heads kept apart agree\nkey: ";
    assert!(intact.out.starts_with(begins), "{}", intact.out);
    // What it prints can be kept, and is what a journal is held against later.
    let (head, key) = (office.path("kept"), office.path("keys"));
    let note = intact.out.split_once("\ndespatch/").unwrap().1;
    fs::write(&head, format!("despatch/{note}")).unwrap();
    fs::copy(folder.join("key"), &key).unwrap();
    let again = office.verify(&["--head", &head, "--key", &key]);
    assert!(
        again.out.contains("3 heads kept apart agree"),
        "{}{}",
        again.out,
        again.err
    );

    let segment = folder.join("segments/00000000000000000002.seg");
    let good = fs::read(&segment).unwrap();
    let mut bytes = good.clone();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&segment, &bytes).unwrap();
    let tampered = office.verify(&[]);
    assert_eq!((tampered.code, tampered.out.as_str()), (Some(1), ""));
    assert!(tampered.err.contains("tampered or missing: entry "), "{}", tampered.err);

    // Brought back to an older state, kept heads at the sink and all.
    fs::remove_file(&segment).unwrap();
    fs::remove_dir_all(Path::new(&office.path("sink")).join("heads")).unwrap();
    assert_eq!(office.verify(&[]).code, Some(0));
    let cut = office.verify(&["--head", &head]);
    assert_eq!(cut.code, Some(1));
    assert!(cut.err.contains("entry 2: it is missing"), "{}", cut.err);

    let nothing = run(&["records", "verify", &office.path("nothing")]);
    assert_eq!(nothing.code, Some(2));
}

#[test]
fn open_packs_everything_with_what_is_missing_of_it() {
    let office = Office::new();
    office.device("PHONE", conversation);
    let opened = office.open("out", &["--case", "42/26"]);
    assert_eq!((opened.code, opened.err.as_str()), (Some(0), ""), "{}", opened.out);
    let out = office.path("out");
    is_a_bag(&out);
    let found = lines(&out);
    assert_eq!(found.len(), 8);
    assert_eq!(found[1]["entry"]["event_id"], "$1");
    let read = |name: &str| fs::read_to_string(Path::new(&out).join("data").join(name)).unwrap();

    let complete: Value = serde_json::from_str(&read("completeness.json")).unwrap();
    assert_eq!(complete["operator"], "R. Officer");
    assert_eq!(
        (&complete["reason"], &complete["case"]),
        (&json!("FOI 42"), &json!("42/26"))
    );
    assert_eq!(complete["made"], "2026-11-24T00:00:00Z");
    assert_eq!(complete["counts"]["event m.room.message"], 4);
    assert_eq!(complete["undecryptable"], json!({"no_key": 1}));
    assert_eq!(
        (&complete["decrypted_later"], &complete["redactions"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(complete["gaps"][0]["cause"], "the server has no more");
    assert_eq!(complete["changes"][0]["after"], "version 7");
    assert_eq!(complete["journals"][0]["entries"], 8);
    assert_eq!(complete["journals"].as_array().unwrap().len(), 1);

    let page = read("reading.html");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; [U+202E]more"));
    for never in ["<script", "javascript:", "http://", "https://", "\u{202e}"] {
        assert!(!page.contains(never), "{never}");
    }
    for wanted in [
        "<html lang=\"en\">",
        "<main>",
        "<h1>",
        "scope=\"row\"",
        "@media print",
        "default-src 'none'",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
    assert!(page.contains("alt=\"=plan &lt;1&gt;.png\" src=\"data:image/png;base64,"));
    assert!(page.contains("it was readable after all") && page.contains("Reason: by mistake."));

    let table = read("metadata.csv");
    let row = table.lines().nth(1).unwrap();
    assert!(
        row.contains("-_plan__1_.png\"") && row.contains("\"'=plan <1>.png\""),
        "{row}"
    );
    // Whoever has the bag can follow the log to its signed head without any key.
    let journal = fs::read_dir(Path::new(&out).join("data/journals"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    assert_eq!(fs::metadata(journal.join("leaves")).unwrap().len(), 8 * 32);
    assert!(fs::read_to_string(journal.join("head")).unwrap().contains("\n8\n"));
}

#[test]
fn open_takes_what_was_asked_for() {
    let office = Office::new();
    office.device("PHONE", conversation);
    let ids = |out: &str, more: &[&str]| {
        let opened = office.open(out, more);
        assert_eq!(opened.code, Some(0), "{}", opened.err);
        let found = lines(&office.path(out));
        let ids = found
            .iter()
            .filter_map(|line| line["entry"]["event_id"].as_str().map(str::to_owned));
        ids.collect::<Vec<_>>()
    };
    let of_bob = ["$2", "$unread", "$late", "$late"];
    assert_eq!(ids("a", &["--person", "@bob:works.gov.example"]), of_bob);
    assert_eq!(ids("b", &["--to", "2026-11-01"]), ["$1"]);
    assert_eq!(
        ids("c", &["--from", "2026-11-02", "--to", "2026-11-02T00:00:01Z"]),
        ["$unread", "$late"]
    );
    assert_eq!(ids("d", &["--room", "!other:works.gov.example"]), Vec::<String>::new());
    // What was decided when is never left out.
    assert_eq!(lines(&office.path("d")).len(), 1);
    assert_eq!(office.open("e", &["--from", "yesterday"]).code, Some(2));
}

#[test]
fn open_says_first_who_opens_what_and_why() {
    let office = Office::new();
    let folder = office.device("PHONE", conversation);
    office.open("one", &[]);
    let there = office.open("one", &[]);
    assert_eq!(there.code, Some(2), "it is there already");
    assert_eq!(office.open("two", &[]).code, Some(0));
    let log = fs::read_to_string(office.path("records-use.log")).unwrap();
    let uses: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(uses.len(), 3, "each try is a line");
    assert_eq!(
        (&uses[0]["operator"], &uses[0]["reason"]),
        (&json!("R. Officer"), &json!("FOI 42"))
    );
    assert_eq!(uses[0]["previous"], Value::Null);
    let hash: String = Sha256::digest(log.lines().nth(1).unwrap())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(uses[2]["previous"], json!(hash));

    let (sink, key, out) = (office.path("sink"), office.path("officer.key"), office.path("three"));
    let args = ["records", "open", &sink, "--identity", &key, "--out", &out];
    assert_eq!(run(&args).code, Some(2), "nobody opens without a reason");

    let segment = folder.join("segments/00000000000000000002.seg");
    let mut bytes = fs::read(&segment).unwrap();
    let last = bytes.len() - 1;
    bytes[last - 300] ^= 1;
    fs::write(&segment, bytes).unwrap();
    let tampered = office.open("three", &[]);
    assert_eq!(tampered.code, Some(1), "{}", tampered.err);
    assert!(!Path::new(&out).exists() && !Path::new(&format!("{out}.part")).exists());
}

#[test]
fn another_key_opens_nothing_and_that_is_said() {
    let office = Office::new();
    office.device("PHONE", conversation);
    let other = office.path("other.key");
    run(&["records", "keygen", "--out", &other]);
    let (sink, out) = (office.path("sink"), office.path("out"));
    let args = [
        "records",
        "open",
        &sink,
        "--identity",
        &other,
        "--out",
        &out,
        "--operator",
        "x",
        "--reason",
        "y",
    ];
    let opened = run(&args);
    assert!(
        opened.out.contains("8 entries are sealed to other keys"),
        "{}{}",
        opened.out,
        opened.err
    );
    assert!(lines(&out).is_empty());
}

/// Whoever seals entries says what their files are called, and may be up to no good.
#[test]
fn a_file_is_opened_into_its_folder_or_not_at_all() {
    let office = Office::new();
    office.device("PHONE", |journal| {
        let kept = journal
            .keep_file("../../x", "text/plain", &mut Cursor::new(b"x"))
            .unwrap();
        vec![vec![with_file("1", kept)]]
    });
    assert_eq!(office.open("named", &[]).code, Some(0));
    let names = fs::read_dir(Path::new(&office.path("named")).join("data/files")).unwrap();
    let names: Vec<_> = names
        .map(|name| name.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        names.len() == 1 && names[0].starts_with("2d711642") && names[0].ends_with("_x"),
        "{names:?}"
    );
    for sha256 in ["../../../../escaped", "\u{e9}\u{e9}\u{e9}", ""] {
        let office = Office::new();
        office.device("PHONE", |journal| {
            let kept = journal.keep_file("x", "text/plain", &mut Cursor::new(b"x")).unwrap();
            let sha256 = sha256.to_owned();
            vec![vec![with_file("1", KeptFile { sha256, ..kept })]]
        });
        let opened = office.open("hashed", &[]);
        assert_eq!(opened.code, Some(2), "{}", opened.out);
        assert!(!Path::new(&office.path("hashed")).exists());
    }
}

#[test]
fn keygen_writes_over_nothing() {
    let office = Office::new();
    let key = office.path("officer.key");
    let before = fs::read(&key).unwrap();
    let again = run(&["records", "keygen", "--out", &key]);
    assert_eq!((again.code, again.out.as_str()), (Some(2), ""));
    assert_eq!(fs::read(&key).unwrap(), before);
    assert!(String::from_utf8(before).unwrap().contains("AGE-SECRET-KEY-1"));
}

#[test]
fn compare_names_what_one_device_withheld() {
    let office = Office::new();
    let same = |id: &str| message(id, "bob", DAY, "the same");
    office.device("PHONE", |_| vec![vec![same("1"), same("2"), same("3")]]);
    office.device("LAPTOP", |_| {
        vec![vec![same("1"), message("3", "bob", DAY, "not the same")]]
    });
    // A room that one device alone is in is no difference.
    let mut elsewhere = said("9", "bob", DAY, "x");
    elsewhere.room = "!other:works.gov.example".to_owned();
    office.device("TABLET", |_| vec![vec![entry(Kind::Event(elsewhere))]]);
    let (sink, key, log) = (
        office.path("sink"),
        office.path("officer.key"),
        office.path("compare.log"),
    );
    let args = [
        "records",
        "compare",
        &sink,
        "--identity",
        &key,
        "--log",
        &log,
        "--operator",
        "x",
        "--reason",
        "y",
    ];
    let compared = run(&args);
    assert_eq!(compared.code, Some(1), "{}", compared.err);
    let number = |device: &str| {
        let line = compared.out.lines().find(|line| line.ends_with(device)).unwrap();
        line.split(':').next().unwrap().to_owned()
    };
    assert!(
        compared
            .out
            .contains(&format!("missing from {}: $2 in {PLANS}\n", number("/LAPTOP"))),
        "{}",
        compared.out
    );
    assert!(compared.out.contains(": $3 in "), "{}", compared.out);
    assert!(
        compared.out.ends_with("3 events, 1 missing somewhere, 1 different\n"),
        "{}",
        compared.out
    );
    assert_eq!(fs::read_to_string(&log).unwrap().lines().count(), 1);

    let agreeing = Office::new();
    agreeing.device("PHONE", |_| vec![vec![same("1")]]);
    agreeing.device("LAPTOP", |_| vec![vec![same("1")]]);
    let (sink, key, log) = (
        agreeing.path("sink"),
        agreeing.path("officer.key"),
        agreeing.path("compare.log"),
    );
    let args = [
        "records",
        "compare",
        &sink,
        "--identity",
        &key,
        "--log",
        &log,
        "--operator",
        "x",
        "--reason",
        "y",
    ];
    assert_eq!(run(&args).code, Some(0));
}

#[test]
fn holds_are_those_of_the_policy() {
    let managed = |text: &str| PolicyFiles {
        files: vec![PolicyFile {
            level: Level::Managed,
            scope: Scope::Machine,
            path: "/etc/despatch/policies/managed/10.json".to_owned(),
            bytes: text.as_bytes().to_vec(),
        }],
        ..PolicyFiles::default()
    };
    let held = r#"{"homeservers": [{"server_name": "a.example", "base_url": "https://a.example"}], "retention": {"hold": [
        {"scope": {"room": "!plans:a.example"}, "reference": "Inquiry 3", "until": "2027-01-31"},
        {"scope": "all", "reference": "Inquiry 4"}]}}"#;
    let listed = run_on(managed(held), &["records", "holds"]);
    assert_eq!(
        listed.out,
        "Inquiry 3: room !plans:a.example: last day 2027-01-31; it stands until it is taken out of the policy\n\
         Inquiry 4: every room: it stands until it is taken out of the policy\n"
    );
    assert_eq!(
        run_on(managed(crate::GOOD), &["records", "holds"]).out,
        "There is no hold.\n"
    );
    assert_eq!(run(&["records", "holds"]).code, Some(2));
}
