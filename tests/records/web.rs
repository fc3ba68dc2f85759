//! Delivery over the network: to a server that speaks S3 and to one that speaks WebDAV, under TLS.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use records::delivery::{Network, SinkError};
use records::{Against, DeliveryError, Journal, Limits, Sink, verify};
use support::sinks::{Server, Speech};
use tempfile::TempDir;

use crate::made::{bodies, log_key, message, officer, with_files};

/// The bytes of a certificate's file.
fn der(pem: &Path) -> Vec<u8> {
    let text = fs::read_to_string(pem).unwrap();
    let lines: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    STANDARD.decode(lines).unwrap()
}

fn sink(speech: Speech, server: &Server, roots: Vec<Vec<u8>>) -> Sink {
    let network = Network {
        roots,
        ..Network::default()
    };
    let address = server.address();
    match speech {
        Speech::S3 => {
            let credentials = [
                ("access_key_id", "key"),
                ("secret_access_key", "secret"),
                ("region", "us-east-1"),
            ];
            let options = [&credentials[..], &[("endpoint", &address)]].concat();
            Sink::open("s3://records/despatch", &options, network).unwrap()
        }
        Speech::WebDav => Sink::open(&format!("{address}/despatch"), &[], network).unwrap(),
    }
}

/// Delivers to a server of this kind what it takes to tell that it came, again, and against what is there.
fn delivers(speech: Speech) -> (TempDir, records::Identities) {
    let (home, at) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let server = Server::start(speech, at.path()).unwrap();
    let (recipients, identities) = officer();
    let journal = Journal::open(home.path(), log_key("PHONE"), recipients, Limits::default()).unwrap();
    let file = journal.keep_file("a", "text/plain", &mut &b"one"[..]).unwrap();
    journal
        .append(vec![message(0, "a"), with_files(1, "b", vec![file])], &[])
        .unwrap();
    journal.close_segment().unwrap();
    let names = ["segments/00000000000000000000.seg", "heads/00000000000000000002.head"];
    let before = names.map(|name| fs::read(home.path().join(name)).unwrap());

    // Nobody but the authorities that are named is believed.
    let strangers = journal.deliver(&sink(speech, &server, Vec::new()));
    assert!(
        matches!(strangers, Err(DeliveryError::Sink(SinkError::Down(_)))),
        "{strangers:?}"
    );
    let to = sink(speech, &server, vec![der(server.authority())]);
    let done = journal.deliver(&to).unwrap();
    assert_eq!((done.segments, done.files, done.size), (1, 1, 2));
    // Interrupted behind the sending: sent again, what is there is read and is the same, files that are gone here too.
    for (name, bytes) in names.iter().zip(&before) {
        fs::write(home.path().join(name), bytes).unwrap();
    }
    assert_eq!(journal.deliver(&to).unwrap().segments, 1);
    // Something else in the place of what is there.
    for (name, bytes) in names.iter().zip(&before) {
        fs::write(home.path().join(name), bytes).unwrap();
    }
    let head = home.path().join(names[1]);
    fs::write(&head, [&before[1][..], b" "].concat()).unwrap();
    let other = journal.deliver(&to);
    assert!(
        matches!(other, Err(DeliveryError::Sink(SinkError::Conflict(_)))),
        "{other:?}"
    );
    fs::write(&head, &before[1]).unwrap();
    journal.append(vec![message(2, "c")], &[]).unwrap();
    assert_eq!(journal.deliver(&to).unwrap().size, 3);
    (at, identities)
}

#[test]
fn s3_takes_the_record() {
    delivers(Speech::S3);
}

#[test]
fn webdav_takes_the_record() {
    let (at, identities) = delivers(Speech::WebDav);
    let root = at.path().join("kept/despatch");
    let folder = log_key("PHONE").log().folder();
    let against = Against {
        log: None,
        heads: vec![root.join("heads").join(&folder)],
    };
    let whole = verify(&root.join(&folder), &against, &mut ()).unwrap();
    assert_eq!((whole.size, whole.files, whole.heads), (3, 1, 2));
    assert_eq!(bodies(&root.join(&folder), &identities), ["a", "b", "c"]);
}
