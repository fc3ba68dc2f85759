//! The format, as docs/records-format.md says it and as another program, written from that page alone, reads it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use records::entry::{Placed, opened_hash};
use records::key::{hex, unhex};
use records::note::Head;
use records::seal::new_identity;
use records::segment::SealedEntry;
use records::verify::{Place, VerifyError};
use records::{LogKey, Recipients, verify};
use tempfile::TempDir;

use crate::made::{Random, bodies};
use crate::tampering::{Delivered, SEGMENTS, delivered, delivered_to, put, tamper};

/// How many tampered journals both programs judge.
const COMPARED: usize = 200;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A line of the page's test vectors.
fn vector<'a>(page: &'a str, name: &str) -> &'a str {
    let begins = format!("{name}: ");
    page.lines()
        .find_map(|line| line.strip_prefix(begins.as_str()))
        .unwrap()
}

#[test]
fn the_test_vectors_of_the_page_are_true() {
    let page = fs::read_to_string(repository().join("docs/records-format.md")).unwrap();
    let key = LogKey::new("@alice:works.gov.example", "PHONE", &[1; 32].into()).unwrap();
    let log = key.log();
    assert_eq!(log.key(), vector(&page, "key"));
    assert_eq!(hex(log.id()), vector(&page, "log id"));
    assert_eq!(log.folder(), vector(&page, "journal"));
    let canonical = vector(&page, "entry").as_bytes();
    assert_eq!(Placed::read(canonical).unwrap().canonical().unwrap(), canonical);
    let opened = opened_hash(canonical);
    assert_eq!(hex(&opened), vector(&page, "opened"));
    let entry = SealedEntry {
        index: 0,
        opened,
        leaf: [0; 32],
        files: &[3; 32],
        sealed: b"sealed",
    };
    let leaf = entry.leaf_in(log);
    assert_eq!(hex(&leaf), vector(&page, "leaf"));
    let note = page
        .split("```\n")
        .find(|block| block.starts_with("despatch/@alice"))
        .unwrap();
    assert_eq!(log.head(note), Ok(Head { size: 1, root: leaf }));
    assert_eq!(unhex(vector(&page, "leaf")), Some(leaf));
}

/// What the other program says of a journal.
fn checked(python: &Path, args: &[&Path]) -> String {
    let output = Command::new(python)
        .arg(repository().join("tests/support/records_check.py"))
        .args(args)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.is_empty(), "{error}");
    String::from_utf8(output.stdout).unwrap()
}

/// The same, of this program.
fn said(own: &Delivered) -> String {
    match verify(own.folder(), &own.against(), &mut ()) {
        Ok(whole) => format!("intact {}\n", whole.size),
        Err(VerifyError::Tampered(tampered)) => match tampered.place {
            Place::Key => "bad key\n".to_owned(),
            Place::Entry(index) => format!("bad entry {index}\n"),
            Place::Head(size) => format!("bad head {size}\n"),
            Place::Between(first, end) => format!("bad between {first} {end}\n"),
            Place::Kept(name) => format!("bad kept {name}\n"),
            other => panic!("{other:?}"),
        },
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn another_program_opens_what_this_one_sealed() {
    let python = support::pyrage_venv().unwrap();
    let (secret, public) = new_identity();
    let own = delivered_to("PHONE", &[2, 3, 1], &Recipients::new([public]).unwrap());
    let home = TempDir::new().unwrap();
    let key = home.path().join("officer.key");
    fs::write(&key, format!("# an officer's\n{}\n", secret.as_str())).unwrap();
    let opened = checked(&python, &["open".as_ref(), own.folder(), &key]);
    let told: Vec<_> = opened
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["content"]["body"].clone())
        .collect();
    assert_eq!(told, bodies(own.folder(), &records::Identities::read(&secret).unwrap()));
    assert_eq!(told.len(), 6);
}

#[test]
fn another_program_finds_every_tampering_at_the_same_place() {
    let python = support::pyrage_venv().unwrap();
    let (own, other) = (delivered("PHONE", SEGMENTS), delivered("LAPTOP", SEGMENTS));
    let heads = own.folder().join("heads");
    let checked = || checked(&python, &["verify".as_ref(), own.folder(), &heads]);
    assert_eq!(checked(), said(&own));
    assert!(said(&own).starts_with("intact"));
    let mut random = Random(0x1d_ea);
    for number in 0..COMPARED {
        let (name, files, _) = tamper(&own, &other, &mut random);
        let before: Vec<_> = files
            .iter()
            .map(|(path, _)| (path.clone(), Some(fs::read(path).unwrap())))
            .collect();
        put(&files);
        let both = (checked(), said(&own));
        put(&before);
        assert_eq!(both.0, both.1, "number {number}: {name}");
        assert!(both.0.starts_with("bad"), "number {number}: {name}");
    }
}
