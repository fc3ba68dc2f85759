//! Journals that somebody made who means no good, or knows a later version: signed with a key of their own, and so intact.

use std::fs;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer, SigningKey};
use proptest::prelude::*;
use records::comparison::compare;
use records::entry::opened_hash;
use records::export::{self, ExportError, Purpose, Selection, Statement};
use records::segment::SealedEntry;
use records::tree::Frontier;
use records::verify::{Place, Tampered, VerifyError};
use records::{Against, Identities, Log, LogKey, Recipients, verify};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::made::officer;

/// A journal with one segment of these sealed entries, each with the hash it claims to have when it is opened.
fn forged(entries: &[([u8; 32], Vec<u8>)]) -> TempDir {
    let home = TempDir::new().unwrap();
    let secret = [3; 32];
    let key = LogKey::new("@mallory:works.gov.example", "FORGE", &secret.into()).unwrap();
    let log: &Log = key.log();
    let (mut tree, mut segment) = (Frontier::default(), b"DESPREC\x01".to_vec());
    let mut put = |kind: u8, body: &[u8]| {
        segment.push(kind);
        segment.extend((body.len() as u32).to_be_bytes());
        segment.extend(body);
    };
    put(
        b'S',
        &[&log.id()[..], &[0; 8], &(entries.len() as u64).to_be_bytes()].concat(),
    );
    for (index, (opened, sealed)) in entries.iter().enumerate() {
        let index = index as u64;
        let entry = SealedEntry {
            index,
            opened: *opened,
            leaf: [0; 32],
            files: &[],
            sealed,
        };
        let leaf = entry.leaf_in(log);
        tree.push(leaf);
        put(
            b'E',
            &[&index.to_be_bytes()[..], opened, &leaf, &[0, 0], sealed].concat(),
        );
    }
    let signing = SigningKey::from_bytes(&secret);
    let public = signing.verifying_key();
    let id = Sha256::digest([log.origin().as_bytes(), b"\n\x01", public.as_bytes()].concat());
    let text = format!("{}\n{}\n{}\n", log.origin(), tree.size(), STANDARD.encode(tree.root()));
    let signature = STANDARD.encode([&id[..4], &signing.sign(text.as_bytes()).to_bytes()].concat());
    put(
        b'H',
        format!("{text}\n\u{2014} {} {signature}\n", log.origin()).as_bytes(),
    );
    fs::create_dir_all(home.path().join("segments")).unwrap();
    fs::write(home.path().join("segments/00000000000000000000.seg"), segment).unwrap();
    fs::write(home.path().join("key"), format!("{}\n", log.key())).unwrap();
    assert!(
        verify(home.path(), &Against::default(), &mut ()).is_ok(),
        "it is intact"
    );
    home
}

/// A sealed entry with this JSON.
fn sealed(recipients: &Recipients, entry: &Value) -> ([u8; 32], Vec<u8>) {
    let canonical = serde_jcs::to_vec(entry).unwrap();
    (opened_hash(&canonical), recipients.seal(&canonical).unwrap())
}

fn change(index: u64) -> Value {
    json!({
        "format": 1, "log": "x", "index": index, "salt": "AAAA", "received_ms": 5, "clock": "trusted",
        "kind": "change", "subject": "policy", "after": "7"
    })
}

/// What opening says, and the lines it wrote.
fn opened(journal: &TempDir, identities: &Identities) -> (Result<Statement, ExportError>, Vec<Value>) {
    let home = TempDir::new().unwrap();
    let out = home.path().join("out");
    let purpose = Purpose {
        operator: "x".to_owned(),
        reason: "y".to_owned(),
        case: None,
        at_ms: 1,
    };
    let journals = [(PathBuf::from(journal.path()), Against::default())];
    let done = export::open(
        &journals,
        identities,
        &Selection::default(),
        &purpose,
        &out,
        &mut |_| (),
    );
    let lines = fs::read_to_string(out.join("data/records.jsonl")).unwrap_or_default();
    (
        done,
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
    )
}

#[test]
fn a_kind_of_a_later_version_is_handed_on_and_counted() {
    let (recipients, identities) = officer();
    let later = json!({"format": 1, "index": 1, "kind": "of tomorrow", "new": {"b": 1, "a": 2}});
    let journal = forged(&[sealed(&recipients, &change(0)), sealed(&recipients, &later)]);
    let (done, lines) = opened(&journal, &identities);
    let statement: Value = serde_json::from_str(&done.unwrap().json()).unwrap();
    assert_eq!(statement["not_understood"], 1);
    assert_eq!(lines[1]["entry"], later);
    let twice = [0, 1].map(|_| (journal.path().to_owned(), Against::default()));
    assert!(compare(&twice, &identities, &mut |_| ()).unwrap().missing.is_empty());
}

#[test]
fn members_of_a_later_version_are_handed_on() {
    let (recipients, identities) = officer();
    let mut more = change(0);
    more["later"] = json!("x");
    let (_, lines) = opened(&forged(&[sealed(&recipients, &more)]), &identities);
    assert_eq!(lines[0]["entry"], more);
}

/// The log has one hash, and what is sealed has another: the device said one thing to the log and another to the officer.
#[test]
fn an_entry_that_is_not_what_the_log_says_is_called_changed() {
    let (recipients, identities) = officer();
    let good = sealed(&recipients, &change(0));
    let (_, other) = sealed(&recipients, &change(1));
    let elsewhere = sealed(&recipients, &change(7));
    let no_json = (opened_hash(b"{"), recipients.seal(b"{").unwrap());
    for bad in [([9; 32], other), elsewhere, no_json] {
        let (done, lines) = opened(&forged(&[good.clone(), bad]), &identities);
        match done {
            Err(ExportError::Verify(VerifyError::Tampered(Tampered { place, .. }))) => {
                assert_eq!(place, Place::Entry(1))
            }
            other => panic!("{:?}", other.map(|statement| statement.json())),
        }
        assert!(lines.is_empty(), "nothing is left behind");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// An officer's tools read what anybody may have written.
    #[test]
    fn no_bytes_end_the_program(
        segment in prop::collection::vec(any::<u8>(), 0..300),
        framed in prop::collection::vec((prop::sample::select(b"HESOx".to_vec()), prop::collection::vec(any::<u8>(), 0..120)), 0..5),
        key in prop::collection::vec(any::<u8>(), 0..80),
        own_key in any::<bool>(),
    ) {
        let (recipients, _) = officer();
        let journal = forged(&[sealed(&recipients, &change(0))]);
        let path = journal.path().join("segments/00000000000000000000.seg");
        let mut bytes = fs::read(&path).unwrap()[..8].to_vec();
        for (kind, body) in &framed {
            bytes.push(*kind);
            bytes.extend((body.len() as u32).to_be_bytes());
            bytes.extend(body);
        }
        bytes.extend(&segment);
        if own_key {
            fs::write(journal.path().join("key"), &key).unwrap();
        }
        fs::write(journal.path().join("odd.head"), &segment).unwrap();
        fs::write(&path, &bytes).unwrap();
        prop_assert!(verify(journal.path(), &Against::default(), &mut ()).is_err());
        let against = Against { log: None, heads: vec![journal.path().to_owned()] };
        prop_assert!(verify(journal.path(), &against, &mut ()).is_err());
    }
}
