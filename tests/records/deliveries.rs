//! Delivery: to a folder, to one that is not there, and to one where something else is.

use std::fs;
use std::io::{Cursor, ErrorKind};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use records::delivery::{Backoff, Delivered, Health, Network, Sending, SinkError, WhenSinkDown, deliver_left, sending};
use records::tree::consistent;
use records::{Against, Courier, DeliveryError, Identities, Journal, Limits, Sink, verify};
use tempfile::TempDir;

use crate::made::{bodies, log_key, message, officer, with_files};

fn url(folder: &Path) -> String {
    format!("file://{}", folder.display())
}

fn sink(folder: &Path) -> Sink {
    Sink::open(&url(folder), &[], Network::default()).unwrap()
}

fn journal(home: &Path) -> (Journal, Identities) {
    let (recipients, identities) = officer();
    (
        Journal::open(home, log_key("PHONE"), recipients, Limits::default()).unwrap(),
        identities,
    )
}

/// Where a journal is at its sink, and its heads.
fn delivered(at: &Path) -> (PathBuf, Against) {
    let folder = log_key("PHONE").log().folder();
    let heads = vec![at.join("heads").join(&folder)];
    (at.join(folder), Against { log: None, heads })
}

#[test]
fn everything_goes_to_the_sink_once_and_leaves_the_device() {
    let (home, at) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (journal, identities) = journal(home.path());
    let to = sink(at.path());
    let file = journal.keep_file("a", "text/plain", &mut Cursor::new(b"one")).unwrap();
    journal
        .append(vec![message(0, "a"), with_files(1, "b", vec![file.clone()])], &[])
        .unwrap();
    let done = journal.deliver(&to).unwrap();
    assert_eq!((done.segments, done.files, done.size), (1, 1, 2));
    assert_eq!(journal.undelivered_from().unwrap(), journal.size());
    // A forwarded file is brought again, when it is at the sink already.
    journal.append(vec![with_files(2, "c", vec![file])], &[]).unwrap();
    journal.deliver(&to).unwrap();
    assert_eq!(journal.deliver(&to).unwrap().segments, 0);
    let left: usize = ["segments", "heads", "files"]
        .iter()
        .map(|part| fs::read_dir(home.path().join(part)).unwrap().count())
        .sum();
    assert_eq!(left, 0, "what was delivered is gone from here");
    let (folder, against) = delivered(at.path());
    let whole = verify(&folder, &against, &mut ()).unwrap();
    assert_eq!((whole.size, whole.files, whole.heads), (3, 2, 2));
    assert_eq!(bodies(&folder, &identities), ["a", "b", "c"]);
}

/// A head that is delivered apart is what a witness asks for (C2SP tlog-witness): it proves that the log only grew.
#[test]
fn each_head_proves_that_the_log_only_grew() {
    let (home, at) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (journal, _) = journal(home.path());
    let mut number = 0;
    for batch in [1, 4, 2, 9, 1] {
        let entries = (number..number + batch).map(|number| message(number, "x"));
        number += batch;
        journal.append(entries.collect(), &[]).unwrap();
        journal.deliver(&sink(at.path())).unwrap();
    }
    let mut heads: Vec<_> = fs::read_dir(&delivered(at.path()).1.heads[0])
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    heads.sort();
    let mut old = (0, [0; 32]);
    for path in &heads {
        let text = fs::read_to_string(path).unwrap();
        let (proof, note) = text.split_once("\n\n").unwrap();
        let mut lines = proof.lines();
        assert_eq!(lines.next().unwrap(), format!("old {}", old.0));
        let hash = |line: &str| <[u8; 32]>::try_from(STANDARD.decode(line).unwrap()).unwrap();
        let proof: Vec<_> = lines.map(hash).collect();
        let head = journal.log().head(note).unwrap();
        assert_eq!(consistent((old.0, &old.1), (head.size, &head.root), &proof), Ok(()));
        old = (head.size, head.root);
    }
    assert_eq!((heads.len(), old.0), (5, 17));
}

/// The program may end when something is at the sink and not yet gone from here.
#[test]
fn what_was_interrupted_is_done_again() {
    let (home, at) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (journal, identities) = journal(home.path());
    journal.append(vec![message(0, "a")], &[]).unwrap();
    journal.close_segment().unwrap();
    let names = ["segments/00000000000000000000.seg", "heads/00000000000000000001.head"];
    let before = names.map(|name| fs::read(home.path().join(name)).unwrap());
    journal.deliver(&sink(at.path())).unwrap();
    for (name, bytes) in names.iter().zip(&before) {
        fs::write(home.path().join(name), bytes).unwrap();
    }
    assert_eq!(journal.deliver(&sink(at.path())).unwrap().segments, 1);
    assert_eq!(bodies(&delivered(at.path()).0, &identities), ["a"]);
}

#[test]
fn what_is_at_the_sink_is_never_written_over() {
    let (home, at) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (journal, _) = journal(home.path());
    journal.append(vec![message(0, "a")], &[]).unwrap();
    journal.deliver(&sink(at.path())).unwrap();
    let (folder, _) = delivered(at.path());
    let next = folder.join("segments/00000000000000000001.seg");
    fs::write(&next, "something else").unwrap();
    journal.append(vec![message(1, "b")], &[]).unwrap();
    match journal.deliver(&sink(at.path())) {
        Err(DeliveryError::Sink(error @ SinkError::Conflict(_))) => assert!(!error.passes()),
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read(&next).unwrap(), b"something else");
    assert_eq!(journal.undelivered_from().unwrap(), 1, "it waits");
}

#[test]
fn a_sink_that_is_not_there_is_not_made_and_waited_for() {
    let (home, at) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (journal, identities) = journal(home.path());
    let drive = at.path().join("drive");
    journal.append(vec![message(0, "a")], &[]).unwrap();
    let (tell, told) = mpsc::channel();
    let open = {
        let url = url(&drive);
        move || Ok(Sink::open(&url, &[], Network::default())?)
    };
    let journal = Arc::new(journal);
    let courier = Courier::start(journal.clone(), None, open, Duration::from_secs(3600), move |health| {
        let _ = tell.send(health);
    });
    let down: Health = told.recv().unwrap();
    assert_eq!((down.failures, down.delivered, down.stuck), (1, 0, false));
    assert!(down.waiting > 0 && !drive.exists());
    assert_eq!(sending(WhenSinkDown::KeepWorking, &down, 1 << 30), Sending::Allowed);
    assert_eq!(sending(WhenSinkDown::StopSending, &down, 1 << 30), Sending::SinkDown);
    assert_eq!(sending(WhenSinkDown::KeepWorking, &down, down.waiting), Sending::Full);
    // Recording goes on meanwhile.
    journal.append(vec![message(1, "b")], &[]).unwrap();
    fs::create_dir(&drive).unwrap();
    courier.nudge();
    let up = told.iter().find(|health| health.failures == 0).unwrap();
    assert_eq!((up.delivered, up.failure.as_deref()), (2, None));
    assert_eq!(sending(WhenSinkDown::StopSending, &up, 1 << 30), Sending::Allowed);
    drop(courier);
    assert_eq!(bodies(&delivered(&drive).0, &identities), ["a", "b"]);
}

#[test]
fn what_an_account_left_behind_is_delivered_without_its_key() {
    let (home, at) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let sink = sink(at.path());
    let gone = home.path().join("gone");
    fs::create_dir(&gone).unwrap();
    let (journal, identities) = journal(&gone);
    let file = journal
        .keep_file("a.txt", "text/plain", &mut Cursor::new(b"a file"))
        .unwrap();
    journal
        .append(vec![with_files(0, "a", vec![file]), message(1, "b")], &[])
        .unwrap();
    assert_eq!(
        deliver_left(home.path(), &sink).unwrap(),
        Delivered::default(),
        "it has not left"
    );
    journal.leave().unwrap();

    let delivered = deliver_left(home.path(), &sink).unwrap();
    assert_eq!((delivered.segments, delivered.files), (1, 1));
    assert!(!gone.exists(), "nothing of it is left here");
    assert_eq!(bodies(&self::delivered(at.path()).0, &identities), ["a", "b"]);
    assert_eq!(deliver_left(home.path(), &sink).unwrap(), Delivered::default());
}

#[test]
fn waits_grow_to_a_quarter_of_an_hour_and_differ() {
    let mut backoff = Backoff::default();
    let mut last = Duration::ZERO;
    for failure in 0..40_u32 {
        let whole = Duration::from_secs(1 << failure.min(10)).min(Backoff::LONGEST);
        let mut again = backoff;
        let (shortest, longest) = (backoff.failed(0), again.failed(255));
        assert_eq!((shortest, longest), (whole / 2, whole));
        assert!(longest >= last);
        last = longest;
    }
    backoff.succeeded();
    assert_eq!(backoff, Backoff::default());
}

#[test]
fn only_addresses_of_sinks_are_taken() {
    for address in ["", "records", "ftp://a.example/x", "http://a.example/x", "https://"] {
        let opened = Sink::open(address, &[], Network::default());
        let home = TempDir::new().unwrap();
        let (journal, _) = journal(home.path());
        journal.append(vec![message(0, "a")], &[]).unwrap();
        let refused = match opened {
            Err(_) => true,
            // http is refused when it is to be used.
            Ok(sink) => journal.deliver(&sink).is_err(),
        };
        assert!(refused, "{address}");
    }
}

#[test]
#[ignore = "a child's part"]
fn delivers_to_the_web() {
    let home = TempDir::new().unwrap();
    let (journal, _) = journal(home.path());
    journal.append(vec![message(0, "a")], &[]).unwrap();
    let sink = Sink::open(&std::env::var("SINK").unwrap(), &[], Network::default()).unwrap();
    assert!(matches!(
        journal.deliver(&sink),
        Err(DeliveryError::Sink(SinkError::Down(_)))
    ));
}

/// Case 4 of the ways round: HTTPS_PROXY is not policy.
#[test]
fn a_proxy_of_the_environment_is_not_used() {
    let (sink, proxy) = (
        TcpListener::bind("127.0.0.1:0").unwrap(),
        TcpListener::bind("127.0.0.1:0").unwrap(),
    );
    let through = format!("http://{}", proxy.local_addr().unwrap());
    let address = format!("https://{}/records", sink.local_addr().unwrap());
    // It is there, and speaks no TLS: whoever comes is let go.
    let (came, comes) = mpsc::channel();
    std::thread::spawn(move || {
        for visitor in sink.incoming() {
            drop(visitor);
            let _ = came.send(());
        }
    });
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "deliveries::delivers_to_the_web", "--ignored"])
        .env("SINK", address)
        .envs(["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].map(|name| (name, &through)))
        .output()
        .unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stdout));
    comes.recv().expect("the sink itself was asked");
    proxy.set_nonblocking(true).unwrap();
    assert_eq!(proxy.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
}
