//! Whatever is changed in a delivered journal, `verify` says where it begins.

use std::fmt::Debug;
use std::fs;
use std::io::Cursor;
use std::ops::Range;
use std::path::{Path, PathBuf};

use records::entry::{Placed, opened_hash};
use records::segment::SealedEntry;
use records::verify::{Place, Reason, VerifyError};
use records::{Against, Journal, Limits, Log, Recipients, verify};
use tempfile::TempDir;

use crate::made::{Random, log_key, message, officer, with_files};

/// How many times a journal is tampered with, and how many are left alone.
const TAMPERINGS: usize = 10_000;
const UNTAMPERED: usize = 1_000;

/// A delivered journal, and where everything is in it.
pub struct Delivered {
    home: TempDir,
    log: Log,
    recipients: Recipients,
    segments: Vec<Segment>,
}

/// A segment as it lies on the disk.
struct Segment {
    path: PathBuf,
    bytes: Vec<u8>,
    first: u64,
    /// Where each entry's frame is.
    entries: Vec<Range<usize>>,
    /// Where the head's frame is.
    head: Range<usize>,
}

impl Segment {
    fn end(&self) -> u64 {
        self.first + self.entries.len() as u64
    }

    /// What is at a byte.
    fn place(&self, at: usize) -> Place {
        match self.entries.iter().position(|range| range.contains(&at)) {
            Some(number) => Place::Entry(self.first + number as u64),
            None if at < self.head.start => Place::Entry(self.first),
            None => Place::Head(self.end()),
        }
    }
}

/// The frames of a segment, read by the letter of docs/records-format.md.
fn segment(path: PathBuf, first: u64) -> Segment {
    let bytes = fs::read(&path).unwrap();
    let (mut at, mut entries, mut head) = (8, Vec::new(), 0..0);
    while at < bytes.len() {
        let length = u32::from_be_bytes(bytes[at + 1..at + 5].try_into().unwrap()) as usize;
        let range = at..at + 5 + length;
        match bytes[at] {
            b'E' => entries.push(range.clone()),
            b'H' => head = range.clone(),
            kind => assert_eq!((kind, at), (b'S', 8)),
        }
        at = range.end;
    }
    assert_eq!(head.end, bytes.len());
    Segment {
        path,
        bytes,
        first,
        entries,
        head,
    }
}

/// A journal with a number of entries in each segment; some bring files.
pub fn delivered(device: &str, segments: &[u64]) -> Delivered {
    delivered_to(device, segments, &officer().0)
}

/// A folder in memory where the system has one: a thousand journals would wait for the disk ten thousand times.
fn in_memory() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap()
}

/// The same, sealed to these.
pub fn delivered_to(device: &str, segments: &[u64], recipients: &Recipients) -> Delivered {
    let home = in_memory();
    let key = log_key(device);
    let log = key.log().clone();
    let journal = Journal::open(home.path(), key, recipients.clone(), Limits::default()).unwrap();
    for entries in segments {
        let batch = (0..*entries).map(|number| match number % 5 {
            2 => {
                let file = journal
                    .keep_file("plan.pdf", "application/pdf", &mut Cursor::new([number as u8; 99]))
                    .unwrap();
                with_files(number, device, vec![file])
            }
            _ => message(number, device),
        });
        journal.append(batch.collect(), &[("read", "x")]).unwrap();
        journal.close_segment().unwrap();
    }
    let firsts = journal.close_segment().unwrap();
    let path = |first: &u64| {
        home.path()
            .join("segments")
            .join(records::journal::segment_name(*first))
    };
    let segments = firsts.iter().map(|first| segment(path(first), *first)).collect();
    drop(journal);
    Delivered {
        home,
        log,
        recipients: recipients.clone(),
        segments,
    }
}

impl Delivered {
    pub fn folder(&self) -> &Path {
        self.home.path()
    }

    /// With the heads that were delivered apart.
    pub fn against(&self) -> Against {
        Against {
            log: None,
            heads: vec![self.folder().join("heads")],
        }
    }

    /// Where `verify` says that it begins; none when it finds nothing.
    fn found(&self) -> Option<(Place, Reason)> {
        match verify(self.folder(), &self.against(), &mut ()) {
            Ok(_) => None,
            Err(VerifyError::Tampered(tampered)) => Some((tampered.place, tampered.reason)),
            Err(error) => panic!("{error}"),
        }
    }

    fn pick(&self, random: &mut Random) -> &Segment {
        &self.segments[random.below(self.segments.len())]
    }

    /// Any file of a folder, and its bytes.
    fn any_file(&self, folder: &str, random: &mut Random) -> (PathBuf, Vec<u8>) {
        let mut paths: Vec<_> = fs::read_dir(self.folder().join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        let path = paths.swap_remove(random.below(paths.len()));
        let bytes = fs::read(&path).unwrap();
        (path, bytes)
    }

    /// The entry that brings a sealed file.
    fn brings(&self, file: &Path) -> u64 {
        let name = file.file_name().unwrap().to_str().unwrap();
        let hash = records::key::unhex(name).unwrap();
        for segment in &self.segments {
            for (number, range) in segment.entries.iter().enumerate() {
                // The frame's five bytes, index, two hashes, and how many files: then their hashes.
                if segment.bytes[range.clone()][5 + 74..].starts_with(&hash) {
                    return segment.first + number as u64;
                }
            }
        }
        panic!("nobody brings {name}");
    }
}

/// What a tampering leaves of files: none is removed.
pub type Files = Vec<(PathBuf, Option<Vec<u8>>)>;

fn spliced(bytes: &[u8], range: Range<usize>, with: &[u8]) -> Vec<u8> {
    [&bytes[..range.start], with, &bytes[range.end..]].concat()
}

/// A tampering: its name, the files as it leaves them, and where `verify` has to say that it begins.
pub fn tamper(own: &Delivered, other: &Delivered, random: &mut Random) -> (&'static str, Files, Place) {
    let chosen = own.pick(random);
    let number = random.below(chosen.entries.len());
    let entry = chosen.entries[number].clone();
    let index = chosen.first + number as u64;
    let rewritten = |bytes| vec![(chosen.path.clone(), Some(bytes))];
    match random.below(18) {
        0..4 => {
            let at = random.below(chosen.bytes.len());
            let mut bytes = chosen.bytes.clone();
            bytes[at] ^= 1 << random.below(8);
            ("flip a bit of a segment", rewritten(bytes), chosen.place(at))
        }
        4 => {
            let at = random.below(chosen.bytes.len());
            let mut bytes = chosen.bytes.clone();
            bytes[at] = bytes[at].wrapping_add(1 + random.below(255) as u8);
            ("replace a byte of a segment", rewritten(bytes), chosen.place(at))
        }
        5 => {
            let (path, mut bytes) = own.any_file("files", random);
            let (at, index) = (random.below(bytes.len()), own.brings(&path));
            bytes[at] ^= 1 << random.below(8);
            ("flip a bit of a file", vec![(path, Some(bytes))], Place::Entry(index))
        }
        6 => {
            let path = own.folder().join("key");
            let mut bytes = fs::read(&path).unwrap();
            let at = random.below(bytes.len());
            bytes[at] ^= 1 << random.below(8);
            ("flip a bit of the key", vec![(path, Some(bytes))], Place::Key)
        }
        7 => {
            let place = Place::Entry(index);
            ("remove an entry", rewritten(spliced(&chosen.bytes, entry, &[])), place)
        }
        8 => match random.below(3) {
            0 => {
                let (path, _) = own.any_file("files", random);
                let index = own.brings(&path);
                ("remove a file", vec![(path, None)], Place::Entry(index))
            }
            1 => ("remove the key", vec![(own.folder().join("key"), None)], Place::Key),
            _ => (
                "remove a segment",
                vec![(chosen.path.clone(), None)],
                Place::Entry(chosen.first),
            ),
        },
        9 => {
            let another = own.pick(random);
            let with = random.below(another.entries.len());
            let with_index = another.first + with as u64;
            if with_index == index {
                return tamper(own, other, random);
            }
            let with = another.entries[with].clone();
            let files = if another.first == chosen.first {
                let (left, right) = if index < with_index {
                    (entry, with)
                } else {
                    (with, entry)
                };
                let bytes = &chosen.bytes;
                let middle = &bytes[left.end..right.start];
                let swapped = [&bytes[right.clone()], middle, &bytes[left.clone()]].concat();
                rewritten(spliced(bytes, left.start..right.end, &swapped))
            } else {
                let taken = another.bytes[with.clone()].to_vec();
                vec![
                    (
                        another.path.clone(),
                        Some(spliced(&another.bytes, with, &chosen.bytes[entry.clone()])),
                    ),
                    (chosen.path.clone(), Some(spliced(&chosen.bytes, entry, &taken))),
                ]
            };
            ("exchange two entries", files, Place::Entry(index.min(with_index)))
        }
        10 => {
            let again = &chosen.bytes[entry.clone()];
            let bytes = spliced(&chosen.bytes, entry.end..entry.end, again);
            let place = match index + 1 == chosen.end() {
                true => Place::Head(chosen.end()),
                false => Place::Entry(index + 1),
            };
            ("write an entry twice", rewritten(bytes), place)
        }
        11 => {
            let gone = own.segments.iter().filter(|segment| segment.first >= chosen.first);
            let files = gone.map(|segment| (segment.path.clone(), None)).collect();
            ("go back to an older head", files, Place::Entry(chosen.first))
        }
        12 => {
            let another = own.pick(random);
            if another.first == chosen.first {
                return tamper(own, other, random);
            }
            let files = vec![
                (chosen.path.clone(), Some(another.bytes.clone())),
                (another.path.clone(), Some(chosen.bytes.clone())),
            ];
            (
                "exchange two segments",
                files,
                Place::Entry(chosen.first.min(another.first)),
            )
        }
        13 => {
            let another = own.pick(random);
            if another.first == chosen.first {
                return tamper(own, other, random);
            }
            let old = &another.bytes[another.head.clone()];
            let bytes = spliced(&chosen.bytes, chosen.head.clone(), old);
            (
                "put another head in a segment",
                rewritten(bytes),
                Place::Head(chosen.end()),
            )
        }
        14 => {
            let (path, bytes) = own.any_file("heads", random);
            let (another, old) = own.any_file("heads", random);
            if path == another {
                return tamper(own, other, random);
            }
            let (name, at) = (
                path.file_name().unwrap().to_str().unwrap().to_owned(),
                random.below(bytes.len()),
            );
            let place = Place::Kept(name);
            match random.below(2) {
                0 => (
                    "put an old head where a later one is kept",
                    vec![(path, Some(old))],
                    place,
                ),
                _ => {
                    let mut bytes = bytes;
                    bytes[at] ^= 1 << random.below(8);
                    ("flip a bit of a kept head", vec![(path, Some(bytes))], place)
                }
            }
        }
        15 => {
            let theirs = &other.segments[own
                .segments
                .iter()
                .position(|segment| segment.first == chosen.first)
                .unwrap()];
            match random.below(3) {
                0 => (
                    "take a segment of another device",
                    rewritten(theirs.bytes.clone()),
                    Place::Entry(chosen.first),
                ),
                1 => {
                    let with = &theirs.bytes[theirs.entries[number].clone()];
                    let bytes = spliced(&chosen.bytes, entry, with);
                    ("take an entry of another device", rewritten(bytes), Place::Entry(index))
                }
                _ => {
                    let with = &theirs.bytes[theirs.head.clone()];
                    let bytes = spliced(&chosen.bytes, chosen.head.clone(), with);
                    (
                        "take a head of another device",
                        rewritten(bytes),
                        Place::Head(chosen.end()),
                    )
                }
            }
        }
        16 => match random.below(2) {
            0 => {
                let bytes = [&chosen.bytes[..], &chosen.bytes[entry]].concat();
                (
                    "put something behind a head",
                    rewritten(bytes),
                    Place::Head(chosen.end()),
                )
            }
            _ => {
                let at = random.below(chosen.bytes.len());
                (
                    "cut a segment off",
                    rewritten(chosen.bytes[..at].to_vec()),
                    chosen.place(at),
                )
            }
        },
        // Whoever does this has the public keys and knows the format: nothing shows but that nobody signed for it.
        _ => {
            let placed = Placed::new(&own.log, index, message(index, "forged"))
                .unwrap()
                .canonical()
                .unwrap();
            let sealed = own.recipients.seal(&placed).unwrap();
            let opened = opened_hash(&placed);
            let mut forged = SealedEntry {
                index,
                opened,
                leaf: [0; 32],
                files: &[],
                sealed: &sealed,
            };
            forged.leaf = forged.leaf_in(&own.log);
            let body = [&index.to_be_bytes()[..], &opened, &forged.leaf, &[0, 0], &sealed].concat();
            let frame = [&b"E"[..], &(body.len() as u32).to_be_bytes(), &body].concat();
            let bytes = spliced(&chosen.bytes, entry, &frame);
            (
                "forge an entry",
                rewritten(bytes),
                Place::Between(chosen.first, chosen.end()),
            )
        }
    }
}

pub fn put(files: &Files) {
    for (path, bytes) in files {
        match bytes {
            Some(bytes) => fs::write(path, bytes).unwrap(),
            None => fs::remove_file(path).unwrap(),
        }
    }
}

fn none<T: Debug>(found: Option<T>) {
    assert!(found.is_none(), "{found:?}");
}

/// A part of the tamperings, on journals of its own.
fn tamper_many(seed: u64, times: usize) {
    let (own, other) = (delivered("PHONE", SEGMENTS), delivered("LAPTOP", SEGMENTS));
    let mut random = Random(seed);
    none(own.found());
    for time in 0..times {
        let (name, files, expected) = tamper(&own, &other, &mut random);
        let before: Files = files
            .iter()
            .map(|(path, _)| (path.clone(), Some(fs::read(path).unwrap())))
            .collect();
        assert_ne!(files, before, "seed {seed:#x}, number {time}: {name} changed nothing");
        put(&files);
        let found = own.found();
        put(&before);
        let place = found.as_ref().map(|(place, _)| place);
        assert_eq!(
            place,
            Some(&expected),
            "seed {seed:#x}, number {time}: {name}: {found:?}"
        );
    }
    none(own.found());
}

/// How many entries each segment of a tampered journal has.
pub const SEGMENTS: &[u64] = &[5, 1, 8, 3, 12, 4];

#[test]
fn every_tampering_is_found_where_it_begins() {
    let parts = 4;
    std::thread::scope(|scope| {
        for part in 0..parts {
            scope.spawn(move || tamper_many(0x7a3e_0000 + part, TAMPERINGS / parts as usize));
        }
    });
}

#[test]
fn nothing_is_found_where_nothing_was_done() {
    let mut random = Random(0x90_0d);
    for number in 0..UNTAMPERED {
        let segments: Vec<u64> = (0..random.below(4)).map(|_| 1 + random.below(3) as u64).collect();
        let own = delivered("PHONE", &segments);
        let whole = verify(own.folder(), &own.against(), &mut ());
        let whole = whole.unwrap_or_else(|error| panic!("number {number}, {segments:?}: {error}"));
        assert_eq!(whole.size, segments.iter().sum::<u64>());
        assert_eq!(whole.heads, segments.len() as u64);
    }
}

/// What cannot be seen is said: without a later head, an older one is the newest there is.
#[test]
fn a_journal_cut_off_at_a_head_shows_against_a_later_head_alone() {
    let own = delivered("PHONE", &[3, 2, 4]);
    let heads: Vec<_> = fs::read_dir(own.folder().join("heads"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let last = heads.iter().max().unwrap();
    let kept = own.folder().join("kept by an officer");
    fs::rename(last, &kept).unwrap();
    fs::remove_file(&own.segments[2].path).unwrap();
    assert_eq!(
        own.found(),
        None,
        "the sink itself was brought back to an older state, heads and all"
    );
    let against = Against {
        log: Some(own.log.clone()),
        heads: vec![kept],
    };
    match verify(own.folder(), &against, &mut ()) {
        Err(VerifyError::Tampered(tampered)) => {
            assert_eq!((tampered.place, tampered.reason), (Place::Entry(5), Reason::Missing));
        }
        other => panic!("{other:?}"),
    }
}

/// Who can write to all of a sink can put a log of their own there. The key that is known from elsewhere tells.
#[test]
fn another_log_shows_against_the_key_alone() {
    let (own, other) = (delivered("PHONE", &[3]), delivered("PHONE/", &[3]));
    assert_eq!(other.found(), None);
    let against = Against {
        log: Some(own.log),
        heads: Vec::new(),
    };
    match verify(other.folder(), &against, &mut ()) {
        Err(VerifyError::Tampered(tampered)) => assert_eq!(tampered.place, Place::Key),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_no_journal_is_not_called_tampered() {
    let empty = TempDir::new().unwrap();
    let found = verify(empty.path(), &Against::default(), &mut ());
    assert!(matches!(found, Err(VerifyError::NotOne(_))), "{found:?}");
    let gone = empty.path().join("gone");
    assert!(matches!(
        verify(&gone, &Against::default(), &mut ()),
        Err(VerifyError::NotOne(_))
    ));
}
