//! Rooms on record: who can open the record, how it stands, and messages marked as decisions.

use std::sync::Arc;

use model::{Command, Event, Failure, RecordState, Retention, RoomHeader, Rules};
use ui::Language;
use ui::screen::desk::conversation;

use crate::fixtures::{self, RHYS};
use crate::hands::{done, fill, has, on, press, refused, report, says, wish};
use crate::stage::Stage;
use crate::stand::Stand;

const KEY: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

/// The rules of an organisation that keeps a record.
fn rules() -> Rules {
    let mut rules = Rules::default();
    rules.window.records_officers = vec!["@records:cabinet.example".to_owned()].into();
    rules.window.record_keys = vec![KEY.to_owned()].into();
    rules
}

fn talking(state: RecordState) -> Stage<Stand> {
    let mut stage = on(Stand::talking_under(rules()));
    report(&mut stage, vec![Event::Record(state)]);
    stage
}

#[test]
fn whoever_is_in_a_room_on_record_sees_who_can_open_it_and_by_which_key() {
    let mut stage = talking(RecordState::Kept);
    press(&mut stage, "conversation:why");
    for said in ["goes on record for", "@records:cabinet.example", KEY] {
        assert!(says(&stage, said), "{said}");
    }
}

#[test]
fn a_room_under_a_hold_says_that_it_is_on_record_too() {
    let mut stage = talking(RecordState::Kept);
    let held = |recorded| {
        Event::Header(Arc::new(RoomHeader {
            retention: Retention::Hold {
                reference: "FOI 42".into(),
                recorded,
            },
            ..fixtures::header(RHYS, "Rhys Morgan")
        }))
    };
    report(&mut stage, vec![held(false)]);
    assert!(says(&stage, "Kept for a case: FOI 42"));
    report(&mut stage, vec![held(true)]);
    assert!(says(&stage, "Messages are kept on record, for a case: FOI 42"));
    press(&mut stage, "conversation:why");
    assert!(says(&stage, KEY), "who can open it");
}

#[test]
fn what_stands_still_is_said_over_the_columns_and_what_only_waits_is_not() {
    for (state, said) in [
        (RecordState::Full, "so much of the record waits"),
        (RecordState::Broken, "can't be written on this computer"),
        (RecordState::Stuck, "can't be delivered as it is set up"),
    ] {
        let mut stage = talking(state);
        assert!(says(&stage, said), "{state:?}");
        assert!(stage.oracle.faults().is_empty(), "{:?}", stage.oracle.faults());
        press(&mut stage, "record:rule");
        assert!(!has(&stage, "record:rule"), "the page of rules");
    }
    for state in [RecordState::None, RecordState::Kept, RecordState::Waiting] {
        assert!(!has(&talking(state), "record:rule"), "{state:?}");
    }
}

#[test]
fn the_page_of_rules_says_how_the_record_stands() {
    for (state, said) in [
        (RecordState::Kept, "has reached your organisation"),
        (
            RecordState::Waiting,
            "Nothing is lost, and nothing is left for you to do",
        ),
        (RecordState::Full, "Rooms on record stand still"),
        (RecordState::Stuck, "Tell your helpdesk"),
        (RecordState::Broken, "Check the space on the disk"),
    ] {
        let mut stage = talking(state);
        stage.play.say(ui::Message::Settings);
        stage
            .play
            .say(ui::Message::SettingsPage(ui::screen::settings::Message::Rules(None)));
        stage.redraw();
        assert!(says(&stage, "sealed so that only its records officers can open it"));
        assert!(says(&stage, said), "{state:?}");
    }
}

#[test]
fn a_message_is_marked_as_a_decision_with_what_and_why() {
    let mut stage = talking(RecordState::Kept);
    stage.play.talk(conversation::Message::Decide("m1".into(), false));
    stage.redraw();
    assert!(says(&stage, "Mark as a decision"));
    fill(&mut stage, "dialog:first", " The bridge is built ");
    fill(&mut stage, "dialog:second", "Board paper 7");
    press(&mut stage, "dialog:confirm");
    let Command::MarkDecision {
        ticket,
        room,
        what,
        reason,
        ..
    } = wish(&mut stage)
    else {
        panic!("another wish")
    };
    assert_eq!(
        (room.as_str(), what.as_str(), reason.as_str()),
        (RHYS, "The bridge is built", "Board paper 7")
    );
    report(&mut stage, vec![refused(ticket, Failure::RecordFull)]);
    assert!(says(&stage, "no room left for the record"), "what was typed stays");
    press(&mut stage, "dialog:confirm");
    let Command::MarkDecision { ticket, .. } = wish(&mut stage) else {
        panic!("another wish")
    };
    report(&mut stage, vec![done(ticket)]);
    assert!(says(&stage, "The decision is on record"));
    assert!(!has(&stage, "dialog:confirm"));
}

#[test]
fn rooms_that_are_kept_say_so_in_the_list() {
    let mut room = fixtures::summary("!kept:cabinet.example", "Bridges");
    room.kept = true;
    let mut stand = Stand::in_language(Language::English);
    stand.report(vec![
        Event::Stage(model::Stage::SignedIn(fixtures::me())),
        Event::Rooms(vec![model::Patch::Reset(vec![room.into()])]),
    ]);
    let stage = on(stand);
    let name = stage.node("room:!kept:cabinet.example").name().to_owned();
    assert!(name.contains("On record"), "{name}");
}
