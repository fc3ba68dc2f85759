//! Files of keys: offered where a rule opens them, with what such a file is, and a passphrase typed twice.

use std::path::Path;

use model::{Capability, Command, Event, Failure, KeyFile, Reason, Rules, Secret, Ticket, Why};
use ui::screen::settings;
use ui::screen::trust::key_file::{Strength, Way, strength};
use ui::screen::trust::{Message as OfTrust, Place, key_file};
use ui::{Language, Message, Page};

use crate::fixtures;
use crate::hands::{done, fill, has, on, press, refused, report, says, wish};
use crate::stage::Stage;
use crate::stand::Stand;

const PASSPHRASE: &str = "orbit pencil thistle harbour";

fn settings(rules: Rules) -> Stage<Stand> {
    let mut stand = Stand::under(rules, Language::English);
    stand.report(fixtures::signed_in());
    stand.say(Message::Settings);
    on(stand)
}

fn page(way: Way) -> Stage<Stand> {
    let mut stage = settings(fixtures::with_key_files());
    stage.play.say(Message::SettingsPage(settings::Message::KeyFile(way)));
    stage.redraw();
    stage
}

fn shown(stage: &Stage<Stand>) -> bool {
    matches!(
        stage.play.app.page(),
        Some(Page::Trust {
            place: Place::KeyFile,
            from_settings: true,
        })
    )
}

/// Fills the form in, and submits it.
fn submit(stage: &mut Stage<Stand>, again: Option<&str>) {
    fill(stage, key_file::PATH, "/home/amina/keys.txt");
    fill(stage, key_file::PASSPHRASE, PASSPHRASE);
    if let Some(again) = again {
        fill(stage, key_file::AGAIN, again);
    }
    press(stage, "keyfile:submit");
}

fn written(stage: &mut Stage<Stand>) -> Ticket {
    submit(stage, Some(PASSPHRASE));
    let Command::WriteKeyFile {
        ticket,
        path,
        passphrase,
    } = wish(stage)
    else {
        panic!("another wish")
    };
    assert_eq!(path, Path::new("/home/amina/keys.txt"));
    assert_eq!(passphrase, Secret::new(PASSPHRASE.into()));
    ticket
}

#[test]
fn what_no_rule_opens_is_one_line_with_who_decided() {
    let mut stage = settings(Rules::default());
    assert!(says(
        &stage,
        "Your organisation decided that keys are not kept in files."
    ));
    assert!(!has(&stage, "settings:keyfile-write") && !has(&stage, "settings:keyfile-read"));
    press(&mut stage, "rule:settings:keyfile");
    assert!(matches!(stage.play.app.page(), Some(Page::Rules { .. })));

    let mut rules = Rules::default();
    rules.window.import_keys = Capability::Allowed;
    let mut stage = settings(rules);
    assert!(says(&stage, "keys are not written into files"));
    assert!(!has(&stage, "settings:keyfile-write"));
    press(&mut stage, "settings:keyfile-read");
    assert!(shown(&stage));
}

#[test]
fn both_pages_say_what_such_a_file_is() {
    let mut stage = settings(fixtures::with_key_files());
    press(&mut stage, "settings:keyfile-write");
    assert!(shown(&stage));
    assert!(says(&stage, "can read all those messages, for good"));
    press(&mut stage, "page:back");
    press(&mut stage, "settings:keyfile-read");
    assert!(says(&stage, "Nobody can vouch for who wrote the messages"));
    assert!(!has(&stage, key_file::AGAIN), "what opens a file is typed once");
    for way in [Way::Write, Way::Read] {
        let stage = page(way);
        assert!(stage.oracle.faults().is_empty(), "{:?}", stage.oracle.faults());
    }
}

#[test]
fn a_file_is_written_under_a_passphrase_typed_twice() {
    let mut stage = page(Way::Write);
    submit(&mut stage, Some("orbit pencil thistle meadow"));
    assert!(stage.play.wished().is_empty(), "the two differ");
    assert!(says(&stage, "This isn't the same passphrase"));
    let ticket = written(&mut stage);
    assert!(says(&stage, "Working"));
    press(&mut stage, "keyfile:submit");
    assert!(stage.play.wished().is_empty(), "once is enough");
    report(
        &mut stage,
        vec![Event::KeyFile(KeyFile::Written { keys: 412 }), done(ticket)],
    );
    assert!(says(&stage, "412 keys are in the file"));
    let typed = |key: &str| stage.node(key).text.as_ref().map(|text| text.text.clone());
    assert_eq!(typed(key_file::PASSPHRASE).as_deref(), Some(""), "it is forgotten");
    assert_eq!(typed(key_file::AGAIN).as_deref(), Some(""));
}

#[test]
fn a_file_is_read_and_its_keys_are_counted() {
    let mut stage = page(Way::Read);
    submit(&mut stage, None);
    let Command::ReadKeyFile { ticket, .. } = wish(&mut stage) else {
        panic!("another wish")
    };
    report(&mut stage, vec![refused(ticket, Failure::WrongPassphrase)]);
    assert!(says(&stage, "The passphrase doesn't open this file"));
    assert!(stage.node(key_file::PASSPHRASE).semantics.invalid.is_some());
    press(&mut stage, "keyfile:submit");
    let Command::ReadKeyFile { ticket, .. } = wish(&mut stage) else {
        panic!("another wish")
    };
    let read = KeyFile::Read { new: 0, keys: 412 };
    report(&mut stage, vec![Event::KeyFile(read), done(ticket)]);
    assert!(says(&stage, "412 keys were in the file"));
    assert!(says(&stage, "None of them was new here"));
}

#[test]
fn what_is_wrong_stands_at_the_field_it_is_about() {
    for (why, field, said) in [
        (Why::Failed(Failure::FileExists), key_file::PATH, "Choose another name"),
        (Why::Failed(Failure::NotKeyFile), key_file::PATH, "isn't a file of keys"),
        (Why::Failed(Failure::FileTooLarge), key_file::PATH, "too large"),
        (Why::Failed(Failure::Disk), key_file::PATH, "can't be read or written"),
        (
            Why::Policy(Reason::KeyPassphraseShort { characters: 40 }),
            key_file::PASSPHRASE,
            "at least 40 characters",
        ),
        (
            Why::Policy(Reason::KeyExportForbidden),
            key_file::PATH,
            "Your organisation doesn't allow it",
        ),
    ] {
        let mut stage = page(Way::Write);
        let ticket = written(&mut stage);
        report(&mut stage, vec![Event::Refused { ticket, why }]);
        let invalid = stage.node(field).semantics.invalid.clone().unwrap_or_default();
        assert!(invalid.contains(said), "{said} in {invalid}");
        fill(&mut stage, field, "/home/amina/other.txt");
        assert!(stage.node(field).semantics.invalid.is_none(), "a change is another try");
    }
}

#[test]
fn the_strength_of_a_passphrase_is_said_in_words() {
    assert_eq!(strength("", 20), Strength::Short);
    assert_eq!(strength("nineteen characters", 20), Strength::Short);
    assert_eq!(strength("twenty characters it", 20), Strength::Fair);
    // By letters, not by bytes.
    assert_eq!(strength("ŵŷâêîôûŵŷâêîôûŵŷâê", 20), Strength::Short);
    assert_eq!(strength(&"abc".repeat(20), 20), Strength::Weak);
    assert_eq!(strength(PASSPHRASE, 20), Strength::Strong);
    assert_eq!(
        strength(PASSPHRASE, 28),
        Strength::Fair,
        "policy asks for that at least"
    );
    let mut stage = page(Way::Write);
    assert!(says(&stage, "At least 20 characters"));
    for (typed, said) in [
        ("short", "Too short"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "Weak"),
        (PASSPHRASE, "Strong"),
    ] {
        fill(&mut stage, key_file::PASSPHRASE, typed);
        assert!(says(&stage, said), "{said}");
    }
}

#[test]
fn a_passphrase_is_not_kept_for_a_page_that_was_left() {
    let mut stage = page(Way::Write);
    fill(&mut stage, key_file::PASSPHRASE, PASSPHRASE);
    stage.play.say(Message::Escape);
    assert!(!shown(&stage));
    stage.play.say(Message::Trust(OfTrust::OpenKeyFile(Way::Write)));
    stage.redraw();
    let node = stage.node(key_file::PASSPHRASE);
    assert_eq!(node.text.as_ref().map(|text| text.text.as_str()), Some(""));
}
