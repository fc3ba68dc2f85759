//! Files of keys: an archive for whoever has the passphrase, and so only where policy opens it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use model::{Body, Command, Failure, KeyFile, Reason, RoomId, Secret, Shield, Undecryptable, Why};
use serde_json::{Value, json};
use support::unique;
use tempfile::TempDir;

use crate::basics::{Pair, pair, pair_under};
use crate::person::Person;

const PASSPHRASE: &str = "orbit pencil thistle harbour";

fn open(policy: &mut Value) {
    policy["encryption"]["export_keys"] = json!(true);
    policy["encryption"]["import_keys"] = json!(true);
}

fn write(person: &mut Person, path: &Path, passphrase: &str) -> Result<(), Why> {
    let (path, passphrase) = (path.to_owned(), Secret::new(passphrase.to_owned()));
    let written = person.wish(|ticket| Command::WriteKeyFile {
        ticket,
        path,
        passphrase,
    });
    written.map(drop)
}

fn read(person: &mut Person, path: &Path, passphrase: &str) -> Result<(), Why> {
    let (path, passphrase) = (path.to_owned(), Secret::new(passphrase.to_owned()));
    let read = person.wish(|ticket| Command::ReadKeyFile {
        ticket,
        path,
        passphrase,
    });
    read.map(drop)
}

/// What is in a folder, and nothing of a draft.
fn names(folder: &TempDir) -> Vec<String> {
    let names = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The room on a device that has no key to what was said before.
fn arrives(laptop: &mut Person, room: &RoomId) {
    laptop.summary(room, "the room", |_| true);
    laptop.open(room);
    laptop.until("a message that cannot be read", |v| {
        let shut = |body: &Body| *body == Body::Undecryptable(Undecryptable::NotStored);
        v.messages().any(|(_, m)| shut(&m.body)).then_some(())
    });
}

#[test]
fn keys_written_on_one_device_open_messages_on_another_and_vouch_for_nobody() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair_under(open);
    let old = unique("from before the new laptop");
    bryn.say(&room, &old).unwrap();
    amina.sees(&old);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.txt");
    write(&mut amina, &path, PASSPHRASE).unwrap();

    let Some(KeyFile::Written { keys }) = amina.view.key_file else {
        panic!("{:?}", amina.view.key_file)
    };
    assert!(keys > 0);
    assert_eq!(names(&folder), ["keys.txt"]);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let bytes = fs::read(&path).unwrap();
    assert!(bytes.starts_with(b"-----BEGIN MEGOLM SESSION DATA-----\n"));
    let again = write(&mut amina, &path, "another passphrase altogether");
    assert_eq!(again, Err(Why::Failed(Failure::FileExists)));
    assert_eq!(fs::read(&path).unwrap(), bytes, "nothing is written over");
    assert_eq!(names(&folder), ["keys.txt"]);

    // The same person at another computer, with neither a recovery key nor a device to confirm with.
    let mut laptop = Person::under(&world, &amina.policy_document());
    drop(amina);
    laptop.sign_in(&accounts.0).unwrap();
    laptop.online();
    arrives(&mut laptop, &room);
    let wrong = read(&mut laptop, &path, "orbit pencil thistle meadow");
    assert_eq!(wrong, Err(Why::Failed(Failure::WrongPassphrase)));
    assert_eq!(laptop.view.key_file, None);
    read(&mut laptop, &path, PASSPHRASE).unwrap();
    assert_eq!(laptop.view.key_file, Some(KeyFile::Read { new: keys, keys }));

    // Whoever made the file could have said anything with these keys.
    assert_eq!(laptop.sees(&old).shield, Shield::Unauthenticated);
    read(&mut laptop, &path, PASSPHRASE).unwrap();
    assert_eq!(laptop.view.key_file, Some(KeyFile::Read { new: 0, keys }));
}

#[test]
fn c34_keys_stay_where_policy_does_not_open_files_for_them() {
    let Pair {
        world: _world,
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let text = unique("not for a file");
    bryn.say(&room, &text).unwrap();
    amina.sees(&text);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.txt");

    let written = write(&mut amina, &path, PASSPHRASE);
    assert_eq!(written, Err(Why::Policy(Reason::KeyExportForbidden)));
    assert!(names(&folder).is_empty());
    let taken = read(&mut amina, &path, PASSPHRASE);
    assert_eq!(taken, Err(Why::Policy(Reason::KeyImportForbidden)));

    // One way opened doesn't open the other, and not for any passphrase.
    let mut policy = amina.policy_document();
    policy["encryption"]["export_keys"] = json!(true);
    policy["encryption"]["key_passphrase_length"] = json!(32);
    let renewals = amina.view.renewals;
    amina.comes_under(&policy);
    amina.until("the other rules", |v| (v.renewals > renewals).then_some(()));
    let short = write(&mut amina, &path, PASSPHRASE);
    let characters = 32;
    assert_eq!(short, Err(Why::Policy(Reason::KeyPassphraseShort { characters })));
    assert!(names(&folder).is_empty());
    let taken = read(&mut amina, &path, PASSPHRASE);
    assert_eq!(taken, Err(Why::Policy(Reason::KeyImportForbidden)));
    write(&mut amina, &path, &PASSPHRASE.repeat(2)).unwrap();
}

/// A file that somebody was sent, or that is damaged, is told from one with a mistyped passphrase, and takes no time.
#[test]
fn what_is_no_file_of_keys_is_said_to_be_none() {
    let Pair {
        world: _world,
        mut amina,
        ..
    } = pair_under(open);
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let good = at("good");
    write(&mut amina, &good, PASSPHRASE).unwrap();
    let good = fs::read_to_string(&good).unwrap();
    let body = good.find('\n').unwrap() + 1;
    let with = |place: usize, new: &str| {
        let mut text = good.clone();
        text.replace_range(body + place..body + place + new.len(), new);
        text
    };
    let huge = at("huge");
    fs::File::create(&huge).unwrap().set_len((64 << 20) + 1).unwrap();
    let files: Vec<(PathBuf, Option<String>, Failure)> = vec![
        (at("empty"), Some(String::new()), Failure::NotKeyFile),
        (at("prose"), Some("Dear all,\nsee below".into()), Failure::NotKeyFile),
        (at("title"), Some(good[..body].into()), Failure::NotKeyFile),
        (at("cut"), Some(good[..good.len() / 2].into()), Failure::NotKeyFile),
        (at("no letters"), Some(with(60, "%%%%")), Failure::NotKeyFile),
        // A later version of the format, and four billion rounds of PBKDF2.
        (at("version"), Some(with(0, "//")), Failure::NotKeyFile),
        (at("rounds"), Some(with(44, "////")), Failure::NotKeyFile),
        (at("no rounds"), Some(with(44, "AAAAAA")), Failure::NotKeyFile),
        (at("changed"), Some(with(80, "AAAA")), Failure::WrongPassphrase),
        (huge, None, Failure::FileTooLarge),
        (at("not there"), None, Failure::Disk),
        (folder.path().to_owned(), None, Failure::Disk),
        ("/dev/zero".into(), None, Failure::Disk),
        ("keys.txt".into(), None, Failure::Disk),
    ];
    for (path, text, failure) in files {
        if let Some(text) = text {
            fs::write(&path, text).unwrap();
        }
        let read = read(&mut amina, &path, PASSPHRASE);
        assert_eq!(read, Err(Why::Failed(failure)), "{}", path.display());
    }
    for path in [at("no folder").join("keys.txt"), "keys.txt".into()] {
        let written = write(&mut amina, &path, PASSPHRASE);
        assert_eq!(written, Err(Why::Failed(Failure::Disk)), "{}", path.display());
    }
}
