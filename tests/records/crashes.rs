//! A journal whose program is killed, and one whose disk is full.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use records::seal::new_identity;
use records::{Identities, Journal, JournalError, Limits, Recipients};
use tempfile::TempDir;

use crate::made::{Random, bodies, log_key, message};

/// How often the program is killed.
const KILLS: usize = 200;

fn journal() -> Journal {
    let recipients = Recipients::new([env::var("RECIPIENT").unwrap()]).unwrap();
    let home = env::var_os("JOURNAL").unwrap();
    Journal::open(Path::new(&home), log_key("PHONE"), recipients, Limits::default()).unwrap()
}

fn say(what: impl std::fmt::Display) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "said: {what}").unwrap();
    out.flush().unwrap();
}

/// This test program again, as one that records; `around` stands before it on the command line.
fn recorder(around: &[&str], part: &str, home: &TempDir, recipient: &str) -> Command {
    let program = env::current_exe().unwrap();
    let mut words = around.iter().map(std::ffi::OsStr::new).chain([program.as_os_str()]);
    let mut command = Command::new(words.next().unwrap());
    command.args(words);
    command.args(["--exact", &format!("crashes::{part}"), "--ignored", "--nocapture"]);
    command.env("JOURNAL", home.path()).env("RECIPIENT", recipient);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn said(line: &str) -> Option<&str> {
    line.split_once("said: ").map(|(_, what)| what)
}

#[test]
#[ignore = "a child's part"]
fn records_until_it_is_killed() {
    let journal = journal();
    loop {
        let size = journal.size();
        let batch = (size..size + 1 + size % 3).map(|number| message(number, &number.to_string()));
        let added = journal.append(batch.collect(), &[("read", &size.to_string())]).unwrap();
        say(added.end);
        if size.is_multiple_of(7) {
            journal.close_segment().unwrap();
        }
    }
}

#[test]
fn a_killed_program_loses_nothing_it_acknowledged_and_writes_nothing_twice() {
    let (home, (secret, recipient)) = (TempDir::new().unwrap(), new_identity());
    let mut random = Random(0x5eed);
    let mut acknowledged = 0;
    for round in 0..KILLS {
        let mut child = recorder(&[], "records_until_it_is_killed", &home, &recipient)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let patience = random.below(12);
        for _ in 0..patience {
            let end = lines.find_map(|line| said(&line).map(|end| end.parse::<u64>().unwrap()));
            acknowledged = end.expect("the child goes on until it is killed");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it said while it was being killed.
        let last = lines.filter_map(|line| said(&line)?.parse::<u64>().ok()).last();
        acknowledged = last.unwrap_or(acknowledged);
        let recipients = Recipients::new([&recipient]).unwrap();
        let journal = Journal::open(home.path(), log_key("PHONE"), recipients, Limits::default()).unwrap();
        assert!(
            journal.size() >= acknowledged,
            "round {round}: {} of {acknowledged}",
            journal.size()
        );
        acknowledged = journal.size();
    }
    assert!(acknowledged > KILLS as u64);
    let recipients = Recipients::new([&recipient]).unwrap();
    let journal = Journal::open(home.path(), log_key("PHONE"), recipients, Limits::default()).unwrap();
    journal.close_segment().unwrap();
    let wanted: Vec<_> = (0..acknowledged).map(|number| number.to_string()).collect();
    assert_eq!(bodies(home.path(), &Identities::read(&secret).unwrap()), wanted);
}

#[test]
#[ignore = "a child's part"]
fn records_until_the_disk_is_full_and_then_goes_on() {
    let journal = journal();
    // More than fits, when much does: what was written of it must not lie behind what comes next.
    let batch = (0..40).map(|number| message(number, &"x".repeat(500))).collect();
    assert!(matches!(journal.append(batch, &[]), Err(JournalError::Full)));
    assert_eq!(journal.size(), 0);
    journal.append(vec![message(0, "0")], &[]).unwrap();
    assert_eq!(journal.close_segment().unwrap(), [0]);
    let refused = loop {
        let size = journal.size();
        if let Err(error) = journal.append(vec![message(size, &size.to_string())], &[]) {
            break error;
        }
    };
    assert!(matches!(refused, JournalError::Full), "{refused}");
    say(journal.size());
    // It stays so, and what does not fit is not there in part either.
    let size = journal.size();
    assert!(matches!(
        journal.append(vec![message(size, "x")], &[]),
        Err(JournalError::Full)
    ));
    assert!(matches!(
        journal.keep_file("a", "b", &mut std::io::repeat(0)),
        Err(JournalError::Full)
    ));
    let lifted = Command::new("prlimit")
        .args(["--pid", &std::process::id().to_string(), "--fsize=unlimited:"])
        .status();
    assert!(lifted.unwrap().success());
    journal.append(vec![message(size, &size.to_string())], &[]).unwrap();
    journal.close_segment().unwrap();
    say(journal.size());
}

/// The kernel refuses to let a file grow, as it does on a full disk: in the middle of a write.
#[test]
fn a_full_disk_is_said_loses_nothing_and_is_no_end() {
    let (home, (secret, recipient)) = (TempDir::new().unwrap(), new_identity());
    let limited = ["sh", "-c", "trap '' XFSZ; ulimit -S -f 40; exec \"$@\"", "sh"];
    let part = "records_until_the_disk_is_full_and_then_goes_on";
    let output = recorder(&limited, part, &home, &recipient).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let sizes: Vec<u64> = text.lines().filter_map(|line| said(line)?.parse().ok()).collect();
    assert!(
        sizes.len() == 2 && sizes[0] > 3 && sizes[1] == sizes[0] + 1,
        "{sizes:?}"
    );
    let wanted: Vec<_> = (0..sizes[1]).map(|number| number.to_string()).collect();
    assert_eq!(bodies(home.path(), &Identities::read(&secret).unwrap()), wanted);
    let names: BTreeSet<_> = fs::read_dir(home.path().join("files"))
        .unwrap()
        .collect::<Result<Vec<_>, _>>()
        .unwrap()
        .into_iter()
        .map(|entry| entry.file_name())
        .collect();
    assert!(names.is_empty(), "{names:?}");
}
