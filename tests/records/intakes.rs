//! What comes goes on record once, however often it comes.

use std::fs;
use std::path::Path;

use records::intake::Named;
use records::{Intake, Limits, Recipients};
use tempfile::TempDir;

use crate::made::{bodies, log_key, message, officer};

fn open(folder: &Path, recipients: &Recipients) -> Intake {
    Intake::open(folder, log_key("PHONE"), recipients.clone(), Limits::default()).unwrap()
}

fn named(number: u64, body: &str) -> Named {
    (format!("read:${number}"), message(number, body))
}

#[test]
fn what_comes_again_is_on_record_once() {
    let (home, (recipients, identities)) = (TempDir::new().unwrap(), officer());
    let intake = open(home.path(), &recipients);
    assert_eq!(
        intake
            .take(vec![named(1, "b"), named(2, "c"), named(1, "b")], &[])
            .unwrap(),
        2
    );
    // Later, out of order, with something new between.
    assert_eq!(intake.take(vec![named(0, "a"), named(1, "b")], &[]).unwrap(), 1);
    assert_eq!(intake.take(vec![named(2, "c")], &[]).unwrap(), 0);
    assert!(intake.has("read:$0").unwrap() && !intake.has("read:$9").unwrap());
    drop(intake);

    let intake = open(home.path(), &recipients);
    let again = (0..4).map(|number| named(number, &format!("{number}"))).collect();
    assert_eq!(intake.take(again, &[("last", "$3")]).unwrap(), 1);
    assert_eq!(intake.journal().noted("last").as_deref(), Some("$3"));
    intake.journal().close_segment().unwrap();
    assert_eq!(bodies(home.path(), &identities), ["b", "c", "a", "3"]);
}

#[test]
fn an_end_between_the_record_and_its_marks_doubles_nothing() {
    let (home, (recipients, _)) = (TempDir::new().unwrap(), officer());
    let before = TempDir::new().unwrap();
    let intake = open(home.path(), &recipients);
    intake.take(vec![named(0, "a")], &[]).unwrap();
    drop(intake);
    fs::copy(home.path().join("marks.sqlite"), before.path().join("marks")).unwrap();
    let intake = open(home.path(), &recipients);
    intake.take(vec![named(1, "b")], &[]).unwrap();
    drop(intake);
    // As the disk has it when the program is killed between the two.
    fs::copy(before.path().join("marks"), home.path().join("marks.sqlite")).unwrap();

    let intake = open(home.path(), &recipients);
    assert_eq!(intake.take(vec![named(0, "a"), named(1, "b")], &[]).unwrap(), 0);
}

#[test]
fn without_its_marks_a_record_goes_on_and_loses_nothing() {
    let (home, (recipients, identities)) = (TempDir::new().unwrap(), officer());
    let intake = open(home.path(), &recipients);
    intake.take(vec![named(0, "a")], &[]).unwrap();
    intake.take(vec![named(1, "b")], &[]).unwrap();
    drop(intake);
    fs::write(home.path().join("marks.sqlite"), b"no database").unwrap();

    let intake = open(home.path(), &recipients);
    // The last batch is known from the journal itself; what came before is on record twice.
    assert_eq!(
        intake
            .take(vec![named(1, "b"), named(0, "a"), named(2, "c")], &[])
            .unwrap(),
        2
    );
    intake.journal().close_segment().unwrap();
    assert_eq!(bodies(home.path(), &identities), ["a", "b", "a", "c"]);
}

#[test]
fn marks_say_nothing_of_what_they_mark() {
    let (home, (recipients, _)) = (TempDir::new().unwrap(), officer());
    let intake = open(home.path(), &recipients);
    intake
        .take(vec![("read:$canary".to_owned(), message(0, "canary"))], &[])
        .unwrap();
    drop(intake);
    let marks = fs::read(home.path().join("marks.sqlite")).unwrap();
    assert!(!marks.windows(6).any(|window| window == b"canary"));

    // Another device's marks of the same are others.
    let elsewhere = TempDir::new().unwrap();
    let other = Intake::open(elsewhere.path(), log_key("LAPTOP"), recipients, Limits::default()).unwrap();
    other
        .take(vec![("read:$canary".to_owned(), message(0, "canary"))], &[])
        .unwrap();
    drop(other);
    assert_ne!(marks, fs::read(elsewhere.path().join("marks.sqlite")).unwrap());
}
