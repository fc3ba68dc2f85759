//! Pinned messages: for everybody in a room, and judged like all others.

use model::{Capability, Command, EventId, Failure, RoomId, Why};
use serde_json::json;
use support::unique;

use crate::basics::{Pair, pair};
use crate::person::Person;

fn set(person: &mut Person, room: &RoomId, event: &EventId, pinned: bool) -> Result<(), Why> {
    let (room, event) = (room.clone(), event.clone());
    let wish = person.wish(|ticket| Command::SetPinned {
        ticket,
        room,
        event,
        pinned,
    });
    wish.map(drop)
}

/// Waits until these are pinned in the open room: in its header, and in the rows that are loaded.
fn has_pins(person: &mut Person, pins: &[&EventId]) {
    person.until(&format!("{pins:?} pinned"), |v| {
        let header = v.header.as_ref()?;
        let marked = v.messages().filter(|(_, message)| message.pinned);
        let marked: Vec<&EventId> = marked.filter_map(|(_, message)| message.event.as_ref()).collect();
        let all = header.pins.iter().eq(pins.iter().copied());
        (all && marked.iter().all(|event| pins.contains(event))).then_some(())
    });
}

#[test]
fn what_is_pinned_is_so_for_everybody_and_after_a_restart() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let (first, second) = (unique("the rules of this room"), unique("the dates"));
    let events = [&first, &second].map(|text| {
        amina.say(&room, text).unwrap();
        bryn.sees(text);
        amina.event_of(text)
    });
    let allowed = |person: &Person| person.view.row(&first).map(|(_, message)| message.allows.pin.clone());
    assert_eq!(allowed(&amina), Some(Capability::Allowed));
    assert_eq!(
        allowed(&bryn),
        Some(Capability::Absent),
        "the room gives him no right to"
    );
    assert_eq!(
        set(&mut bryn, &room, &events[0], true),
        Err(Why::Failed(Failure::Forbidden))
    );

    set(&mut amina, &room, &events[0], true).unwrap();
    has_pins(&mut amina, &[&events[0]]);
    set(&mut amina, &room, &events[1], true).unwrap();
    for person in [&mut amina, &mut bryn] {
        has_pins(person, &[&events[1], &events[0]]);
        person.until("the mark", |v| {
            v.sent(&first).filter(|message| message.pinned).map(drop)
        });
    }
    bryn.restart();
    bryn.open(&room);
    has_pins(&mut bryn, &[&events[1], &events[0]]);

    set(&mut amina, &room, &events[1], false).unwrap();
    has_pins(&mut amina, &[&events[0]]);
    has_pins(&mut bryn, &[&events[0]]);
    bryn.until("no mark", |v| {
        v.sent(&second).filter(|message| !message.pinned).map(drop)
    });
}

#[test]
fn under_a_policy_that_keeps_a_room_shut_nothing_is_pinned() {
    let mut pair = pair();
    let text = unique("before the rules changed");
    pair.amina.say(&pair.room, &text).unwrap();
    pair.amina.sees(&text);
    let event = pair.amina.event_of(&text);
    let mut stricter = pair.world.policy();
    stricter["valid_until"] = json!("2026-01-31");
    stricter["grace_days"] = json!(14);
    pair.amina.comes_under(&stricter);
    pair.amina.until("a new beginning", |v| (v.renewals > 0).then_some(()));
    pair.amina.open(&pair.room);

    let refused = set(&mut pair.amina, &pair.room, &event, true).unwrap_err();
    assert!(matches!(refused, Why::Policy(_)), "{refused:?}");
    pair.amina.until("a locked control", |v| {
        let (_, message) = v.row(&text)?;
        matches!(message.allows.pin, Capability::Refused(_)).then_some(())
    });
}
