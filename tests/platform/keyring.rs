//! A real GNOME Keyring on a message bus of its own, in each state a person may find theirs.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use platform::{Keyring, KeyringError};

use crate::child::{arguments, part, said, say};

/// Runs a child test on a bus of its own. The script runs before it, with the bus in reach.
fn on_a_bus(home: &Path, script: &str, test: &str) -> Output {
    let script = format!("{script}\nexec \"$@\"");
    let mut command = Command::new("dbus-run-session");
    command
        .args(["--", "sh", "-ec", &script, "sh"])
        .arg(std::env::current_exe().unwrap())
        .args(arguments(test));
    command
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home);
    command
        .output()
        .expect("dbus-run-session and gnome-keyring are installed")
}

/// The daemon ends with its bus.
const UNLOCKED: &str = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1";

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(".local/share/keyrings")).unwrap();
    home
}

#[test]
fn a_secret_is_kept_replaced_and_removed() {
    let home = home();
    let seen = said(&on_a_bus(home.path(), UNLOCKED, "keyring::goes_through_a_life"));
    assert_eq!(
        seen,
        [
            "None",
            "Ok(false)",
            "Some([0, 255, 10, 128, 65])",
            "Ok(true)",
            "Some([7])",
            "None",
            "Ok(())",
            "Ok(false)"
        ]
    );
}

#[test]
#[ignore = "a child's part"]
fn goes_through_a_life() {
    let keyring = Keyring::open().unwrap();
    say(format!("{:?}", *shown(&keyring)));
    say(format!("{:?}", keyring.holds("store key")));
    keyring.write("store key", &[0, 255, 10, 128, b'A']).unwrap();
    say(format!("{:?}", *shown(&Keyring::open().unwrap())));
    say(format!("{:?}", keyring.holds("store key")));
    keyring.write("store key", &[7]).unwrap();
    keyring.write("another", &[8]).unwrap();
    say(format!("{:?}", *shown(&keyring)));
    keyring.delete("store key").unwrap();
    say(format!("{:?}", *shown(&keyring)));
    say(format!("{:?}", keyring.delete("store key")));
    say(format!("{:?}", keyring.holds("store key")));
}

fn shown(keyring: &Keyring) -> Box<Option<Vec<u8>>> {
    Box::new(keyring.read("store key").unwrap().map(|secret| secret.to_vec()))
}

#[test]
fn a_secret_outlives_the_keyring_program() {
    let home = home();
    said(&on_a_bus(home.path(), UNLOCKED, "keyring::writes"));
    assert_eq!(
        said(&on_a_bus(home.path(), UNLOCKED, "keyring::reads")),
        ["Ok(Some([1, 2, 3]))"]
    );
}

#[test]
#[ignore = "a child's part"]
fn writes() {
    Keyring::open().unwrap().write("store key", &[1, 2, 3]).unwrap();
}

#[test]
#[ignore = "a child's part"]
fn reads() {
    say(format!("{:?}", read()));
}

fn read() -> Result<Option<Vec<u8>>, KeyringError> {
    Ok(Keyring::open()?.read("store key")?.map(|secret| secret.to_vec()))
}

/// The trap of all traps: to take "locked" for "lost" would have a person give up everything on this computer.
#[test]
fn a_locked_keyring_is_not_an_empty_one() {
    let home = home();
    said(&on_a_bus(home.path(), UNLOCKED, "keyring::writes"));
    let locked = format!(
        "{UNLOCKED}\ndbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
         org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null"
    );
    assert_eq!(
        said(&on_a_bus(home.path(), &locked, "keyring::finds_it_locked")),
        [
            "Err(Locked)",
            "Err(Locked)",
            "Err(Locked)",
            "Err(Locked)",
            "Err(Locked)"
        ]
    );
}

#[test]
#[ignore = "a child's part"]
fn finds_it_locked() {
    let keyring = Keyring::open().unwrap();
    say(format!("{:?}", keyring.holds("store key")));
    say(format!("{:?}", keyring.holds("never written")));
    say(format!("{:?}", keyring.read("store key").map(|_| ())));
    say(format!("{:?}", keyring.read("never written").map(|_| ())));
    say(format!("{:?}", keyring.write("never written", &[1])));
}

#[test]
fn no_bus_is_no_keyring() {
    let output = part("keyring::reads")
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .output()
        .unwrap();
    assert_eq!(said(&output), ["Err(Absent)"]);
}

/// Runs a child test on a bus that starts no services.
pub fn on_a_bare_bus(home: &Path, test: &str) -> Output {
    let config = home.join("bus.conf");
    let text = "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context=\"default\">\
                <allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>";
    fs::write(&config, text).unwrap();
    Command::new("dbus-run-session")
        .arg("--config-file")
        .arg(&config)
        .arg("--")
        .arg(std::env::current_exe().unwrap())
        .args(arguments(test))
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", home)
        .output()
        .unwrap()
}

#[test]
fn a_bus_without_a_keyring_service_is_no_keyring() {
    let home = home();
    assert_eq!(said(&on_a_bare_bus(home.path(), "keyring::reads")), ["Err(Absent)"]);
}

#[test]
fn an_entry_that_is_not_ours_is_said_to_be() {
    let home = home();
    assert_eq!(
        said(&on_a_bus(home.path(), UNLOCKED, "keyring::finds_it_spoiled")),
        ["Err(Failed(\"the entry is not ours\"))", "Ok(None)"]
    );
}

#[test]
#[ignore = "a child's part"]
fn finds_it_spoiled() {
    let keyring = Keyring::open().unwrap();
    keyring.write("store key", &[1, 2, 3]).unwrap();
    let service = secret_service::blocking::SecretService::connect(secret_service::EncryptionType::Plain).unwrap();
    let found = service.search_items([("username", "store key")].into()).unwrap();
    found.unlocked[0].set_secret(b"nonsense", "text/plain").unwrap();
    say(format!("{:?}", read()));
    keyring.delete("store key").unwrap();
    say(format!("{:?}", read()));
}
