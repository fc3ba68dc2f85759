//! Pinned messages: at the message, and in the list among the room's details.

use std::sync::Arc;

use model::{
    Capability, Closed, Command, Event, EventId, Failure, Message, Patch, Person, RoomAllows, RoomHeader, RowKind,
};
use ui::screen::desk::conversation::Message as Talk;

use crate::fixtures::{self, MINUTE, NOW, RHYS, closed, me, rhys, said, text};
use crate::hands::{done, has, on, press, refused, report, says, wish};
use crate::stage::Stage;
use crate::stand::Stand;

fn pinned_here(pins: &[&EventId], pin: Capability) -> Event {
    let header = fixtures::header(RHYS, "Rhys Morgan");
    Event::Header(Arc::new(RoomHeader {
        pins: pins.iter().map(|event| (*event).clone()).collect(),
        allows: RoomAllows { pin, ..header.allows },
        ..header
    }))
}

fn shown(messages: Vec<(&str, Message)>) -> Event {
    let rows = messages.into_iter().map(|(key, message)| fixtures::row(key, message));
    Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Reset(rows.collect())],
    }
}

fn looked_up(messages: Vec<Message>) -> Event {
    Event::Pins {
        room: RHYS.into(),
        messages: messages.into(),
    }
}

fn event_of(said: &Message) -> EventId {
    said.event.clone().expect("an event")
}

fn at(minutes: i64, by: Person, words: &str) -> Message {
    said(by, NOW - minutes * MINUTE, text(words))
}

/// The conversation with Rhys, its details open; what they asked for.
fn with_details() -> (Stage<Stand>, Vec<Command>) {
    let mut stage = on(Stand::talking());
    press(&mut stage, "conversation:details");
    let wished = stage.play.wished();
    (stage, wished)
}

#[test]
fn a_message_is_pinned_and_unpinned_from_its_menu() {
    let mut message = at(5, me().person, "The rules of this room");
    message.allows.pin = Capability::Allowed;
    let event = event_of(&message);
    let mut stage = on(Stand::talking());
    report(&mut stage, vec![shown(vec![("rules", message.clone())])]);
    for (pinned, label) in [(false, "Pin for everybody here"), (true, "Unpin")] {
        message.pinned = pinned;
        report(&mut stage, vec![shown(vec![("rules", message.clone())])]);
        stage.play.wished();
        press(&mut stage, "more:rules");
        assert!(says(&stage, label));
        stage.key(iced::keyboard::key::Named::Escape);
        stage.play.talk(Talk::Pin(event.clone(), !pinned));
        let wished = stage.play.wished();
        let set = |command: &Command| matches!(command, Command::SetPinned { event: of, pinned: to, .. } if *of == event && *to != pinned);
        assert!(wished.iter().any(set), "{wished:?}");
    }
    assert!(stage.node("row:rules").name().contains("Pinned"));
}

#[test]
fn a_pin_that_was_refused_is_said() {
    let mut stage = on(Stand::talking());
    stage.play.talk(Talk::Pin("$event".into(), true));
    let Command::SetPinned { ticket, .. } = wish(&mut stage) else {
        panic!("a pin")
    };
    report(&mut stage, vec![refused(ticket, Failure::Unreachable)]);
    assert!(says(&stage, "The pinned messages stay as they were"));
}

#[test]
fn the_list_leads_to_what_is_loaded_and_says_the_rest_by_its_words() {
    let (here, gone) = (at(5, rhys(), "At noon"), at(900, rhys(), "The rules of this room"));
    let secret = closed(Closed::Unvouched, text("Pay this at once"));
    let unknown = EventId::from("$unknown");
    let pins = [&event_of(&here), &event_of(&gone), &event_of(&secret), &unknown];
    let (mut stage, asked) = with_details();
    assert!(
        matches!(asked.as_slice(), [Command::ListMembers(_)]),
        "nothing is pinned: {asked:?}"
    );
    assert!(!has(&stage, "details:pins"));

    report(
        &mut stage,
        vec![
            shown(vec![("here", here.clone())]),
            pinned_here(&pins, Capability::Absent),
        ],
    );
    let asked = stage.play.wished();
    assert!(
        asked.iter().any(|command| matches!(command, Command::ListPins(_))),
        "{asked:?}"
    );
    let looked_up = || looked_up(vec![gone.clone(), secret.clone()]);
    report(&mut stage, vec![looked_up()]);
    let line = |stage: &Stage<Stand>, event: &EventId| stage.node(&format!("pin:{event}")).name().to_owned();
    assert!(line(&stage, pins[0]).starts_with("Rhys Morgan, At noon"));
    assert!(line(&stage, pins[1]).starts_with("Rhys Morgan, The rules of this room"));
    assert!(!says(&stage, "Pay this at once"), "closed is closed here too");
    assert_eq!(line(&stage, pins[3]), "This message isn't loaded.");
    assert!(
        !has(&stage, &format!("pin:{}:unpin", pins[0])),
        "nobody else may take it away"
    );

    assert!(
        !has(&stage, &format!("pin:{}:show", pins[3])),
        "nobody knows what it is"
    );
    press(&mut stage, &format!("pin:{}:show", pins[0]));
    assert!(!has(&stage, "details:pins"), "the details make way");
    assert!(has(&stage, "row:here"));
    press(&mut stage, "conversation:details");
    report(&mut stage, vec![looked_up()]);
    stage.play.wished();
    press(&mut stage, &format!("pin:{}:show", pins[1]));
    let wished = wish(&mut stage);
    assert!(
        matches!(&wished, Command::Reveal { event, .. } if event == pins[1]),
        "{wished:?}"
    );
}

#[test]
fn whoever_may_pin_takes_pins_away_in_the_list() {
    let here = at(5, rhys(), "At noon");
    let event = event_of(&here);
    let (mut stage, _) = with_details();
    let events = vec![shown(vec![("here", here)]), pinned_here(&[&event], Capability::Allowed)];
    report(&mut stage, events);
    stage.play.wished();
    press(&mut stage, &format!("pin:{event}:unpin"));
    let wished = wish(&mut stage);
    let Command::SetPinned {
        ticket, pinned: false, ..
    } = wished
    else {
        panic!("{wished:?}")
    };
    report(&mut stage, vec![done(ticket), pinned_here(&[], Capability::Allowed)]);
    assert!(!has(&stage, "details:pins"));
}

#[test]
fn what_is_deleted_goes_from_the_list_too() {
    let gone = at(900, rhys(), "The rules of this room");
    let event = event_of(&gone);
    let (mut stage, _) = with_details();
    report(
        &mut stage,
        vec![pinned_here(&[&event], Capability::Absent), looked_up(vec![gone])],
    );
    assert!(says(&stage, "The rules of this room"));
    let removed = fixtures::plain_row("removed", RowKind::Removed);
    let events: Arc<[EventId]> = [event].into();
    report(
        &mut stage,
        vec![
            Event::Expired {
                room: RHYS.into(),
                events,
            },
            Event::Rows {
                room: RHYS.into(),
                patches: vec![Patch::Reset(vec![removed])],
            },
        ],
    );
    assert!(!says(&stage, "The rules of this room"));
}
