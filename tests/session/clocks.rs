//! What only happens after minutes or hours: programs whose clock goes as the test says.

use std::path::{Path, PathBuf};
use std::process::Command as Program;

use model::{Command, ConfirmEnd, ConfirmStep, Means, Whom};
use support::World;

use crate::basics::people;
use crate::confirming::{both_see, compare, step};
use crate::person::Person;

/// Where the program of [`ten_minutes_without_a_word`] finds how far its clock is ahead.
const CLOCK: &str = "FAKETIME_TIMESTAMP_FILE";

/// What tells a program the time in the system's stead.
pub fn library() -> PathBuf {
    let folders = std::fs::read_dir("/usr/lib").unwrap();
    let mut libraries = folders.map(|folder| folder.unwrap().path().join("faketime/libfaketimeMT.so.1"));
    libraries.find(|library| library.exists()).expect("libfaketime")
}

/// Puts the clocks ahead of the real ones, that of the wall and the one that programs wait by.
fn ahead(clock: &Path, minutes: u32) {
    let draft = clock.with_extension("new");
    std::fs::write(&draft, format!("+{minutes}m\n")).unwrap();
    std::fs::rename(&draft, clock).unwrap();
}

#[test]
fn s11_a_confirmation_that_nobody_goes_on_with_ends_after_ten_minutes() {
    // Its servers keep the real time.
    let _world = World::shared().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let clock = folder.path().join("clock");
    ahead(&clock, 0);
    let status = Program::new(std::env::current_exe().unwrap())
        .args(["--exact", "clocks::ten_minutes_without_a_word", "--nocapture"])
        .env("LD_PRELOAD", library())
        .env(CLOCK, &clock)
        .env("FAKETIME_NO_CACHE", "1")
        .status()
        .unwrap();
    assert!(status.success());
}

/// Not a test by itself: both devices in a program whose clock can be put ahead, where the environment says how.
#[test]
fn ten_minutes_without_a_word() {
    let Some(clock) = std::env::var_os(CLOCK).map(PathBuf::from) else {
        return;
    };
    let world = World::shared().unwrap();
    let (account, _) = people(&world);
    let mut first = Person::signed_in(&world, &account);
    first.trusts("a confirmed device", |trust| trust.confirmed == Some(true));
    let mut second = Person::signed_in(&world, &account);
    second.trusts("another device", |trust| trust.confirmed == Some(false) && trust.others);
    let timed_out = |person: &mut Person| {
        step(person, "the end", |step| {
            *step == ConfirmStep::Ended(ConfirmEnd::TimedOut)
        });
    };

    // Nobody takes it up.
    second
        .wish(|ticket| Command::Confirm {
            ticket,
            whom: Whom::OwnDevices,
            by: Means::Emoji,
        })
        .unwrap();
    step(&mut first, "the question", |step| *step == ConfirmStep::Asked);
    step(&mut second, "waiting", |step| *step == ConfirmStep::Waiting);
    ahead(&clock, 11);
    timed_out(&mut second);
    timed_out(&mut first);
    // It was taken up, and nobody looks at the emoji.
    both_see(&mut second, &mut first, Whom::OwnDevices);
    ahead(&clock, 22);
    timed_out(&mut second);
    timed_out(&mut first);
    assert!(second.view.trust.is_some_and(|trust| trust.confirmed == Some(false)));
    // And it works at once.
    compare(&mut second, &mut first, Whom::OwnDevices);
    second.trusts("a confirmed device", |trust| trust.confirmed == Some(true));
}
