//! The page that brings trust in order: one path with no dead end.

use iced::Size;
use kit::oracle::Seen;
use model::{Command, Event, Failure, KeyStorage, Loss, Secret, Ticket, Trust, Why};
use ui::screen::trust::setup::{self, Way, made};
use ui::screen::trust::{self, Message as OfTrust};
use ui::{Message, Page};

use crate::fixtures::{self, KEY, confirmed};
use crate::stage::Stage;
use crate::stand::Stand;

fn on(mut stand: Stand) -> Stage<Stand> {
    stand.wished();
    Stage::sized(stand, Size::new(1280.0, 900.0))
}

fn unconfirmed(storage: KeyStorage, others: bool) -> Trust {
    Trust {
        confirmed: Some(false),
        storage,
        others,
    }
}

fn setup(stand: &mut Stand, message: setup::Message) {
    stand.say(Message::Trust(OfTrust::Setup(message)));
}

/// A control by its id, where it is there.
fn control(stage: &Stage<Stand>, key: &str) -> Option<Seen> {
    stage.oracle.nodes().into_iter().find(|node| node.key == key)
}

fn press(stage: &mut Stage<Stand>, key: &str) {
    let node = stage.node(key);
    stage.oracle.click(node.id);
    stage.redraw();
}

fn fill(stage: &mut Stage<Stand>, key: &str, text: &str) {
    let node = stage.node(key);
    stage.oracle.set_value(node.id, text);
    stage.redraw();
}

/// Whether anything on show says this.
fn says(stage: &Stage<Stand>, words: &str) -> bool {
    stage.oracle.nodes().iter().any(|node| {
        let text = node.text.as_ref().is_some_and(|text| text.text.contains(words));
        let invalid = node
            .semantics
            .invalid
            .as_ref()
            .is_some_and(|invalid| invalid.contains(words));
        text || invalid || node.name().contains(words)
    })
}

fn is_page(stand: &Stand) -> bool {
    matches!(stand.app.page(), Some(Page::Trust { .. }))
}

fn ticket_of(command: &Command) -> Option<Ticket> {
    match command {
        Command::MakeRecoveryKey { ticket }
        | Command::UseRecoveryKey { ticket, .. }
        | Command::ResetIdentity { ticket, .. }
        | Command::Confirm { ticket, .. } => Some(*ticket),
        _ => None,
    }
}

fn done(ticket: Ticket) -> Event {
    Event::Done {
        ticket,
        room: None,
        file: None,
    }
}

#[test]
fn the_page_opens_by_itself_once() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(confirmed(KeyStorage::On))]);
    assert!(!is_page(&stand), "nothing to do");
    stand.report(vec![Event::Trust(unconfirmed(KeyStorage::On, true))]);
    assert!(is_page(&stand));
    setup(&mut stand, setup::Message::Back);
    assert!(!is_page(&stand), "it can be left at any time");
    stand.report(vec![Event::Trust(unconfirmed(KeyStorage::On, false))]);
    stand.report(vec![Event::Trust(confirmed(KeyStorage::Off))]);
    assert!(!is_page(&stand), "and is not pushed on anybody again");
    let mut stage = on(stand);
    press(&mut stage, "trust:open");
    assert!(is_page(&stage.play), "a bar leads to it");
}

#[test]
fn the_page_does_not_open_over_somebody_who_writes() {
    let mut stand = Stand::talking();
    stand.write("Half a thought");
    stand.report(vec![Event::Trust(unconfirmed(KeyStorage::On, true))]);
    assert!(!is_page(&stand));
    assert!(control(&on(stand), "trust:open").is_some());
}

#[test]
fn only_ways_that_exist_are_offered() {
    for (storage, others, ways) in [
        (KeyStorage::On, true, [true, true, true]),
        (KeyStorage::On, false, [false, true, true]),
        (KeyStorage::Off, true, [true, false, true]),
        (KeyStorage::Off, false, [false, false, true]),
    ] {
        let mut stand = Stand::signed_in();
        stand.report(vec![Event::Trust(unconfirmed(storage, others))]);
        let stage = on(stand);
        let offered = ["setup:device", "setup:enter", "setup:neither"].map(|key| control(&stage, key).is_some());
        assert_eq!(offered, ways, "{storage:?}, {others}");
    }
}

#[test]
fn a_wrong_recovery_key_is_said_and_stays() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(unconfirmed(KeyStorage::On, true))]);
    let mut stage = on(stand);
    press(&mut stage, "setup:enter");
    fill(&mut stage, setup::KEY, "EsTc not it");
    press(&mut stage, "setup:submit");
    let wished = stage.play.wished();
    let [Command::UseRecoveryKey { ticket, key }] = wished.as_slice() else {
        panic!("{wished:?}")
    };
    assert_eq!(key.reveal(), "EsTc not it");
    stage.play.report(vec![Event::Refused {
        ticket: *ticket,
        why: Why::Failed(Failure::WrongKey),
    }]);
    stage.redraw();
    let field = stage.node(setup::KEY);
    let invalid = field.semantics.invalid.unwrap_or_default();
    assert!(invalid.contains("isn't your recovery key"), "{invalid}");
    let typed = field.text.map(|text| text.text).unwrap_or_default();
    assert_eq!(typed.chars().count(), "EsTc not it".len(), "what was typed stays");
    press(&mut stage, "setup:submit");
    let ticket = stage.play.ticket(ticket_of);
    stage
        .play
        .report(vec![Event::Trust(confirmed(KeyStorage::On)), done(ticket)]);
    stage.redraw();
    assert!(control(&stage, "setup:done").is_some());
    assert!(!format!("{:?}", stage.play.app.trust_known()).contains("EsTc"));
}

#[test]
fn giving_up_the_identity_names_what_is_lost_first() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(unconfirmed(KeyStorage::On, false))]);
    let mut stage = on(stand);
    press(&mut stage, "setup:neither");
    let wished = stage.play.wished();
    assert!(matches!(wished.as_slice(), [Command::AskLoss]), "{wished:?}");
    stage.play.report(vec![Event::Loss(fixtures::loss())]);
    stage.redraw();
    assert!(says(&stage, "Harbour review, 41 messages"));
    stage.play.report(vec![Event::Loss(Loss::default())]);
    stage.redraw();
    assert!(says(&stage, "Nothing on this computer would be lost"));
    fill(&mut stage, setup::PASSWORD, "guess");
    press(&mut stage, "setup:reset");
    let ticket = stage.play.ticket(ticket_of);
    stage.play.report(vec![Event::Refused {
        ticket,
        why: Why::Failed(Failure::WrongPassword),
    }]);
    stage.redraw();
    assert!(stage.node(setup::PASSWORD).semantics.invalid.is_some());
    press(&mut stage, "setup:reset");
    let ticket = stage.play.ticket(ticket_of);
    // Key storage is emptied while the answer is awaited.
    stage.play.report(vec![
        Event::Trust(unconfirmed(KeyStorage::Off, false)),
        Event::Trust(confirmed(KeyStorage::Off)),
        done(ticket),
    ]);
    stage.redraw();
    assert!(
        control(&stage, "setup:make").is_some(),
        "the path goes on to the recovery key"
    );
}

/// The page with a key just made.
fn made() -> Stage<Stand> {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(confirmed(KeyStorage::Off))]);
    setup(&mut stand, setup::Message::Make);
    let ticket = stand.ticket(ticket_of);
    stand.report(vec![
        Event::RecoveryKey(Secret::new(KEY.into())),
        Event::Trust(confirmed(KeyStorage::On)),
        done(ticket),
    ]);
    on(stand)
}

fn asked(stage: &Stage<Stand>) -> Vec<usize> {
    let made = stage.play.app.trust_known().setup().unchecked();
    made.expect("a key was made").asked()
}

#[test]
fn a_key_is_only_done_with_once_it_was_checked() {
    let mut stage = made();
    assert!(says(&stage, "EsTc"), "it is shown");
    press(&mut stage, "made:check");
    assert!(!says(&stage, "EsTc"), "not while it is checked");
    let asked = asked(&stage);
    assert_eq!(asked.len(), 3);
    let groups: Vec<&str> = KEY.split_whitespace().collect();
    let middle = asked[1] + 1;
    for (index, place) in asked.iter().enumerate() {
        let group = if index == 1 { "nope" } else { groups[*place] };
        fill(&mut stage, &format!("check:{index}"), group);
    }
    press(&mut stage, "made:submit");
    let wrong: Vec<bool> = (0..3)
        .map(|index| stage.node(&format!("check:{index}")).semantics.invalid.is_some())
        .collect();
    assert_eq!(wrong, [false, true, false], "it says which is wrong");
    assert!(says(&stage, &format!("Group {middle} isn't right")));
    press(&mut stage, "made:again");
    assert!(says(&stage, "EsTc"));
    press(&mut stage, "made:check");
    for (index, place) in asked.iter().enumerate() {
        fill(&mut stage, &format!("check:{index}"), &format!(" {}", groups[*place]));
    }
    press(&mut stage, "made:submit");
    assert!(
        stage.play.app.trust_known().setup().unchecked().is_none(),
        "it is forgotten"
    );
    assert!(says(&stage, "All is in order"));
}

#[test]
fn a_key_left_unchecked_waits() {
    let mut stage = made();
    assert!(
        !format!("{:?}", stage.play.app.trust_known()).contains("EsTc"),
        "nothing prints it"
    );
    stage.play.say(Message::Escape);
    assert!(!is_page(&stage.play));
    stage.redraw();
    assert!(says(&stage, "haven't checked your recovery key"));
    press(&mut stage, "trust:open");
    assert!(says(&stage, "EsTc"));
    stage.play.report(vec![Event::Stage(model::Stage::SignedOut {
        departments: fixtures::departments(),
    })]);
    assert!(stage.play.app.trust_known().setup().unchecked().is_none());
}

#[test]
fn a_key_is_shown_wherever_the_person_is() {
    let mut stage = made();
    stage.play.say(Message::Escape);
    stage.play.report(vec![Event::RecoveryKey(Secret::new(KEY.into()))]);
    assert!(is_page(&stage.play));
}

#[test]
fn other_keys_ask_for_other_groups() {
    let places = |key: &str| made::Made::new(Secret::new(key.into())).asked();
    assert_ne!(places(KEY), places(&KEY.replace("EsTc", "EsTd")));
    for key in ["", "one", "one two"] {
        assert!(places(key).len() < 3, "no bytes make it stumble: {key}");
    }
}

#[test]
fn broken_key_storage_has_two_ways() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(confirmed(KeyStorage::Incomplete))]);
    assert!(!is_page(&stand), "it can wait for a moment");
    stand.say(Message::Trust(trust::Message::Open(Way::Next)));
    let mut stage = on(stand);
    press(&mut stage, "setup:make");
    let ticket = stage.play.ticket(ticket_of);
    stage.play.report(vec![Event::Refused {
        ticket,
        why: Why::Failed(Failure::Unreachable),
    }]);
    stage.redraw();
    assert!(says(&stage, "can't be reached"), "a failure is said");
    press(&mut stage, "setup:enter");
    assert!(control(&stage, setup::KEY).is_some());
}

#[test]
fn the_settings_lead_to_another_key_and_back() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(confirmed(KeyStorage::On))]);
    stand.say(Message::Settings);
    let mut stage = on(stand);
    press(&mut stage, "settings:key");
    assert!(says(&stage, "Change recovery key"));
    press(&mut stage, "setup:make");
    let ticket = stage.play.ticket(ticket_of);
    stage
        .play
        .report(vec![Event::RecoveryKey(Secret::new(KEY.into())), done(ticket)]);
    stage.redraw();
    assert!(says(&stage, "EsTc"), "it is shown and checked like the first");
    stage.play.say(Message::Escape);
    assert_eq!(stage.play.app.page(), Some(Page::Settings));
}
