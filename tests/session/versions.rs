//! What a message said before it was changed: judged as messages are.

use std::sync::Arc;

use model::{Body, Command, Draft, EventId, Message, RoomId, Why};
use support::unique;

use crate::basics::{Pair, pair};
use crate::person::Person;

/// Changes the message that says this, in the open room.
pub fn change(person: &mut Person, room: &RoomId, from: &str, to: &str) {
    let row = person.until("the message", |v| v.row(from).map(|(row, _)| row.key.clone()));
    let draft = Draft {
        text: to.to_owned(),
        edit: Some(row),
        ..Draft::default()
    };
    person.write(room, draft).unwrap();
    person.sees(to);
}

fn versions(person: &mut Person, room: &RoomId, event: &EventId) -> Result<Arc<[Message]>, Why> {
    person.view.versions = None;
    let (room, event) = (room.clone(), event.clone());
    person.send(Command::ListVersions { room, event });
    person.until("the versions", |v| v.versions.clone())
}

/// What they say, in order, once there are so many: the last change may still be on its way.
fn said(person: &mut Person, room: &RoomId, event: &EventId, count: usize) -> Vec<String> {
    loop {
        let found = versions(person, room, event).unwrap();
        if found.len() == count {
            let text = |message: &Message| match &message.body {
                Body::Text { plain, .. } => plain.to_string(),
                other => format!("{other:?}"),
            };
            return found.iter().map(text).collect();
        }
    }
}

#[test]
fn each_version_of_a_message_is_there_for_whoever_could_read_it() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let texts = [unique("at noon"), unique("at two"), unique("at three")];
    amina.say(&room, &texts[0]).unwrap();
    bryn.sees(&texts[0]);
    let event = amina.event_of(&texts[0]);
    assert_eq!(said(&mut bryn, &room, &event, 1), texts[..1]);

    change(&mut amina, &room, &texts[0], &texts[1]);
    change(&mut amina, &room, &texts[1], &texts[2]);
    let last = bryn.sees(&texts[2]);
    assert!(last.edited);
    assert_eq!(said(&mut bryn, &room, &event, 3), texts);
    amina.restart();
    amina.online();
    amina.open(&room);
    assert_eq!(said(&mut amina, &room, &event, 3), texts);

    // Another device of hers, without the keys.
    let mut phone = Person::signed_in(&world, &accounts.0);
    phone.summary(&room, "the room", |_| true);
    phone.open(&room);
    for version in said(&mut phone, &room, &event, 3) {
        assert!(version.starts_with("Undecryptable"), "{version}");
    }
}

#[test]
fn of_a_deleted_message_no_version_is_left() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let (first, changed) = (unique("the wrong name"), unique("the right name"));
    amina.say(&room, &first).unwrap();
    amina.sees(&first);
    let event = amina.event_of(&first);
    change(&mut amina, &room, &first, &changed);
    bryn.sees(&changed);
    let row = amina.until("the message", |v| v.row(&changed).map(|(row, _)| row.key.clone()));
    let from = room.clone();
    amina
        .wish(|ticket| Command::Redact {
            ticket,
            room: from,
            row,
        })
        .unwrap();
    for person in [&mut amina, &mut bryn] {
        person.until("a deleted message", |v| {
            let mut messages = v.messages();
            messages
                .any(|(_, message)| message.body == Body::Redacted)
                .then_some(())
        });
        assert_eq!(said(person, &room, &event, 1), ["Redacted"]);
    }
}
