//! The journal on the disk: what was acknowledged is there, once, whatever happens.

use std::fs::{self, OpenOptions};
use std::io::Cursor;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use records::{Against, Journal, JournalError, Limits, Recipients, verify};
use tempfile::TempDir;

use crate::made::{bodies, log_key, message, officer, with_files};

fn open(folder: &Path, recipients: &Recipients) -> Journal {
    Journal::open(folder, log_key("PHONE"), recipients.clone(), Limits::default()).unwrap()
}

/// The open segment of a journal.
fn open_segment(folder: &Path) -> PathBuf {
    let mut found = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    found
        .find(|path| path.extension().is_some_and(|ending| ending == "open"))
        .unwrap()
}

fn everything(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => bytes.extend(everything(&path)),
            false => bytes.extend(fs::read(path).unwrap()),
        }
    }
    bytes
}

#[test]
fn what_was_acknowledged_is_there_after_a_start() {
    let (home, (recipients, identities)) = (TempDir::new().unwrap(), officer());
    let journal = open(home.path(), &recipients);
    assert_eq!(
        journal
            .append(vec![message(0, "a"), message(1, "b")], &[("!plans", "$1")])
            .unwrap(),
        0..2
    );
    assert_eq!(
        journal.append(vec![message(2, "c")], &[("!other", "$9")]).unwrap(),
        2..3
    );
    assert_eq!(journal.append(vec![], &[("!other", "")]).unwrap(), 3..3);
    let head = journal.head();
    drop(journal);

    let journal = open(home.path(), &recipients);
    assert_eq!((journal.size(), journal.head()), (3, head));
    assert_eq!(journal.noted("!plans").as_deref(), Some("$1"));
    assert_eq!(journal.noted("!other"), None);
    journal.close_segment().unwrap();
    drop(journal);

    let journal = open(home.path(), &recipients);
    assert_eq!(journal.append(vec![message(3, "d")], &[]).unwrap(), 3..4);
    assert_eq!(journal.noted("!plans").as_deref(), Some("$1"));
    assert_eq!(journal.close_segment().unwrap(), [0, 3]);
    assert_eq!(journal.undelivered_from().unwrap(), 0);
    let whole = verify(home.path(), &Against::default(), &mut ()).unwrap();
    assert_eq!((whole.size, whole.head), (4, Some(journal.head())));
    assert_eq!(bodies(home.path(), &identities), ["a", "b", "c", "d"]);
}

#[test]
fn a_long_segment_is_closed_by_itself() {
    let (home, (recipients, identities)) = (TempDir::new().unwrap(), officer());
    let limits = Limits {
        segment: 4096,
        ..Limits::default()
    };
    let journal = Journal::open(home.path(), log_key("PHONE"), recipients, limits).unwrap();
    for number in 0..20 {
        journal.append(vec![message(number, &number.to_string())], &[]).unwrap();
    }
    assert!(journal.close_segment().unwrap().len() > 4);
    let numbers: Vec<_> = (0..20).map(|number| number.to_string()).collect();
    assert_eq!(bodies(home.path(), &identities), numbers);
}

#[test]
fn a_journal_has_one_program_and_one_log() {
    let (home, (recipients, _)) = (TempDir::new().unwrap(), officer());
    let journal = open(home.path(), &recipients);
    let again = || Journal::open(home.path(), log_key("PHONE"), recipients.clone(), Limits::default());
    assert!(matches!(again(), Err(JournalError::Held)));
    drop(journal);
    let other = Journal::open(home.path(), log_key("LAPTOP"), recipients.clone(), Limits::default());
    assert!(matches!(other, Err(JournalError::Another)));
    assert!(again().is_ok());
}

#[test]
fn nothing_of_it_can_be_read_without_the_officers_key() {
    let (home, (recipients, identities)) = (TempDir::new().unwrap(), officer());
    let journal = open(home.path(), &recipients);
    let file = journal
        .keep_file("canary.txt", "text/plain", &mut Cursor::new(b"canary in a file"))
        .unwrap();
    journal
        .append(
            vec![with_files(0, "canary in a message", vec![file])],
            &[("!canary", "$canary")],
        )
        .unwrap();
    journal.close_segment().unwrap();
    journal.append(vec![message(1, "canary in another")], &[]).unwrap();
    let bytes = everything(home.path());
    for word in ["canary", "plans", "alice:works.gov.example\"", "m.room.message"] {
        assert!(
            !bytes.windows(word.len()).any(|window| window == word.as_bytes()),
            "{word}"
        );
    }
    // Nor with all that the device itself has: another officer's key is as good.
    let (_, stranger) = officer();
    let mut opened = 0;
    for entry in fs::read_dir(home.path().join("files")).unwrap() {
        let sealed = fs::read(entry.unwrap().path()).unwrap();
        assert!(stranger.open(&sealed).is_err());
        assert_eq!(identities.open(&sealed).unwrap(), b"canary in a file");
        opened += 1;
    }
    assert_eq!(opened, 1);
}

#[test]
fn no_more_waits_than_may() {
    let (home, (recipients, _)) = (TempDir::new().unwrap(), officer());
    let limits = Limits {
        waiting: 8192,
        ..Limits::default()
    };
    let journal = Journal::open(home.path(), log_key("PHONE"), recipients, limits).unwrap();
    let mut size = 0;
    let refused = loop {
        match journal.append(vec![message(size, "x")], &[]) {
            Ok(_) => size += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, JournalError::Limit), "{refused}");
    assert!(size > 2 && journal.waiting() <= 8192);
    let large = journal.keep_file("a", "b", &mut Cursor::new(vec![0; 9000]));
    assert!(matches!(large, Err(JournalError::Limit)));
    assert_eq!(fs::read_dir(home.path().join("files")).unwrap().count(), 0);
    assert_eq!(journal.size(), size);
}

#[test]
fn a_file_that_no_entry_speaks_of_goes() {
    let (home, (recipients, _)) = (TempDir::new().unwrap(), officer());
    let journal = open(home.path(), &recipients);
    let kept = journal.keep_file("a", "b", &mut Cursor::new(b"one")).unwrap();
    journal.keep_file("a", "b", &mut Cursor::new(b"two")).unwrap();
    journal
        .append(vec![with_files(0, "x", vec![kept.clone()])], &[])
        .unwrap();
    drop(journal);
    let _journal = open(home.path(), &recipients);
    let left: Vec<_> = fs::read_dir(home.path().join("files"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, [kept.sealed.as_str()]);
}

/// The program may end between any two steps of closing a segment.
#[test]
fn a_segment_that_was_half_closed_is_closed_anew() {
    let (home, (recipients, identities)) = (TempDir::new().unwrap(), officer());
    let journal = open(home.path(), &recipients);
    journal.append(vec![message(0, "a")], &[]).unwrap();
    let old = open_segment(home.path());
    let begun = fs::read(&old).unwrap();
    journal.close_segment().unwrap();
    let new = open_segment(home.path());
    drop(journal);

    // The new one was made, and the old one was not yet removed.
    fs::write(&old, &begun).unwrap();
    drop(open(home.path(), &recipients));
    assert!(!old.exists() && new.exists());

    // The old one was closed, and the new one was not yet made.
    fs::remove_file(&new).unwrap();
    fs::write(&old, &begun).unwrap();
    let journal = open(home.path(), &recipients);
    journal.append(vec![message(1, "b")], &[]).unwrap();
    assert_eq!(journal.close_segment().unwrap(), [0]);
    assert_eq!(bodies(home.path(), &identities), ["a", "b"]);
}

#[test]
fn what_was_acknowledged_and_is_broken_is_said_and_not_cut_off() {
    let (home, (recipients, _)) = (TempDir::new().unwrap(), officer());
    let journal = open(home.path(), &recipients);
    let path = open_segment(home.path());
    let mut ends = Vec::new();
    for number in 0..3 {
        journal.append(vec![message(number, "x")], &[]).unwrap();
        ends.push(fs::metadata(&path).unwrap().len());
    }
    drop(journal);
    let good = fs::read(&path).unwrap();
    let mut broken = good.clone();
    broken[ends[0] as usize + 40] ^= 1;
    fs::write(&path, &broken).unwrap();
    let again = || Journal::open(home.path(), log_key("PHONE"), recipients.clone(), Limits::default());
    match again() {
        Err(JournalError::Damaged { file, offset }) => {
            assert_eq!((file.as_str(), offset), ("00000000000000000000.open", ends[0]));
        }
        other => panic!("{:?}", other.map(|journal| journal.size())),
    }
    assert_eq!(fs::read(&path).unwrap(), broken, "nothing was touched");
    fs::write(&path, &good).unwrap();
    assert_eq!(again().unwrap().size(), 3);
    // Whoever decides to go on keeps what is whole, and the file as it was.
    fs::write(&path, &broken).unwrap();
    let mended = Journal::mend(home.path(), log_key("PHONE"), recipients.clone(), Limits::default()).unwrap();
    assert_eq!(mended.append(vec![message(1, "after a gap")], &[]).unwrap(), 1..2);
    drop(mended);
    assert_eq!(fs::read(path.with_added_extension("damaged")).unwrap(), broken);
    // Nor is a log begun anew beside what it said once.
    again().unwrap().close_segment().unwrap();
    fs::remove_file(open_segment(home.path())).unwrap();
    assert!(matches!(again(), Err(JournalError::Damaged { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a crash leaves of the last writes: every whole batch is there, nothing of a torn one is, and the log goes on.
    #[test]
    fn a_file_cut_anywhere_keeps_every_whole_batch(
        batches in prop::collection::vec(0..4_usize, 1..6),
        cut in 0.0..1.0_f64,
        junk in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let (home, (recipients, identities)) = (TempDir::new().unwrap(), officer());
        let journal = open(home.path(), &recipients);
        let path = open_segment(home.path());
        let begun = fs::metadata(&path).unwrap().len();
        let (mut number, mut whole) = (0, vec![(begun, 0, None)]);
        for batch in batches {
            let entries: Vec<_> = (0..batch as u64).map(|more| message(number + more, &(number + more).to_string())).collect();
            number += batch as u64;
            let last = number.to_string();
            journal.append(entries, &[("read", &last)]).unwrap();
            whole.push((fs::metadata(&path).unwrap().len(), number, Some(last)));
        }
        drop(journal);
        let end = whole.last().unwrap().0;
        let cut = begun + ((end - begun) as f64 * cut) as u64;
        let file = OpenOptions::new().append(true).open(&path).unwrap();
        file.set_len(cut).unwrap();
        drop(file);
        let torn = [fs::read(&path).unwrap(), junk].concat();
        fs::write(&path, torn).unwrap();

        let (_, size, noted) = whole.into_iter().rfind(|(end, ..)| *end <= cut).unwrap();
        let journal = open(home.path(), &recipients);
        prop_assert_eq!(journal.size(), size);
        prop_assert_eq!(journal.noted("read"), noted);
        journal.append(vec![message(size, &size.to_string())], &[]).unwrap();
        journal.close_segment().unwrap();
        let wanted: Vec<_> = (0..=size).map(|number| number.to_string()).collect();
        prop_assert_eq!(bodies(home.path(), &identities), wanted);
    }
}
