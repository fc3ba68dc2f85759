//! What `verify` costs, beside `sha256sum` over the same bytes: `cargo xtask bench` runs it.
//!
//! Ends with 1 where it is slower than half of that, or needs more than 200 MB.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use records::delivery::Network;
use records::entry::{Clock, Entry, Event, Kind};
use records::seal::new_identity;
use records::{Against, Journal, Limits, LogKey, Recipients, Sink, verify};
use serde_json::json;
use tempfile::TempDir;

const ENTRIES: u64 = 1_000_000;
const BATCH: u64 = 1_000;
/// How many times as long as `sha256sum`, at most.
const SLOWER: f64 = 2.0;
const MOST_MB: f64 = 200.0;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if let Some(folder) = arguments.next() {
        return verify_alone(Path::new(&folder));
    }
    let (home, sink) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    println!("Writing a journal of {ENTRIES} entries ...");
    let folder = deliver(home.path(), sink.path());
    // Once before, so that both read out of memory.
    let hashing = sha256sum(sink.path()).min(sha256sum(sink.path()));
    let told = Command::new(std::env::current_exe().unwrap())
        .arg(folder)
        .output()
        .unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    let mut numbers = told.split_whitespace().map(|number| number.parse::<f64>().unwrap());
    let (seconds, megabytes) = (numbers.next().unwrap(), numbers.next().unwrap());
    let ratio = seconds / hashing.as_secs_f64();
    println!(
        "verify {seconds:.2} s, sha256sum {:.2} s: {ratio:.2} times as long (at most {SLOWER})",
        hashing.as_secs_f64()
    );
    println!("memory {megabytes:.0} MB (below {MOST_MB})");
    match ratio <= SLOWER && megabytes < MOST_MB {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// In a process of its own, whose memory is that of verifying alone: prints seconds, and megabytes at the most.
fn verify_alone(folder: &Path) -> ExitCode {
    let begun = Instant::now();
    let whole = verify(folder, &Against::default(), &mut ()).unwrap();
    assert_eq!(whole.size, ENTRIES);
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kib: f64 = most.trim_end_matches("kB").trim().parse().unwrap();
    println!("{} {}", begun.elapsed().as_secs_f64(), kib * 1.024 / 1000.0);
    ExitCode::SUCCESS
}

fn deliver(home: &Path, at: &Path) -> PathBuf {
    let key = LogKey::new("@alice:works.gov.example", "LAPTOP", &[7; 32].into()).unwrap();
    let folder = at.join(key.log().folder());
    let recipients = Recipients::new([new_identity().1]).unwrap();
    let limits = Limits {
        waiting: u64::MAX,
        ..Limits::default()
    };
    let journal = Journal::open(home, key, recipients, limits).unwrap();
    for first in (0..ENTRIES).step_by(BATCH as usize) {
        journal
            .append((first..first + BATCH).map(message).collect(), &[])
            .unwrap();
    }
    let sink = Sink::open(&format!("file://{}", at.display()), &[], Network::default()).unwrap();
    journal.deliver(&sink).unwrap();
    folder
}

fn message(number: u64) -> Entry {
    let content = json!({"msgtype": "m.text", "body": format!("message {number} of a conversation")});
    let event_id = format!("$message-{number}");
    Entry {
        received_ms: 1_764_000_000_000 + number,
        clock: Clock::Trusted,
        kind: Kind::Event(Event {
            room: "!plans:works.gov.example".to_owned(),
            raw: json!({"event_id": event_id, "content": content}).to_string(),
            event_id,
            sender: "@bob:works.gov.example".to_owned(),
            device: None,
            origin_ms: 1_764_000_000_000 + number,
            event_type: "m.room.message".to_owned(),
            state_key: None,
            content: Some(content),
            undecryptable: None,
            relation: None,
            transaction: None,
            files: Vec::new(),
        }),
    }
}

fn sha256sum(folder: &Path) -> Duration {
    let begun = Instant::now();
    let hashed = Command::new("find")
        .arg(folder)
        .args(["-type", "f", "-exec", "sha256sum", "{}", "+"])
        .output();
    assert!(hashed.unwrap().status.success());
    begun.elapsed()
}
