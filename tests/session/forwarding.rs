//! Saying elsewhere what was said here, going to a day, and what a room is about.

use jiff::Timestamp;
use model::{Body, Command, Draft, Failure, Reason, RoomId, RowKey, Why};
use serde_json::json;
use support::unique;

use crate::basics::{Pair, pair, pair_under};
use crate::person::{Answer, Person};

const ORIGIN: &str = "Amina Rahman (Treasury), Monday 2 November 2026, 15:04";

/// Another room of the two.
fn second(amina: &mut Person, bryn: &mut Person, whom: &str) -> RoomId {
    let (name, invite) = (unique("Harbour"), vec![whom.to_owned()]);
    let made = amina.wish(|ticket| Command::CreateRoom { ticket, name, invite });
    let room = made.unwrap().0.unwrap();
    bryn.accept(&room);
    room
}

fn forward(person: &mut Person, room: &RoomId, row: RowKey, to: &RoomId) -> Answer {
    let (room, to, origin) = (room.clone(), to.clone(), ORIGIN.to_owned());
    person.wish(|ticket| Command::Forward {
        ticket,
        room,
        row,
        origin,
        to,
    })
}

fn row_of(person: &mut Person, text: &str) -> RowKey {
    person.event_of(text);
    person.until("its row", |v| v.row(text).map(|(row, _)| row.key.clone()))
}

#[test]
fn a_message_is_said_again_elsewhere_with_who_said_it() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let other = second(&mut amina, &mut bryn, &accounts.1.user_id);
    let text = unique("<b>not bold</b> & all that");
    bryn.say(&room, &text).unwrap();
    let row = row_of(&mut amina, &text);
    bryn.open(&other);
    let answer = forward(&mut amina, &room, row, &other).unwrap();
    assert_eq!(answer.0, Some(other.clone()), "it leads there");
    let said = bryn.until("what was forwarded", |v| {
        v.texts().into_iter().find(|said| said.contains(ORIGIN))
    });
    assert!(said.contains("<b>not bold</b> &"), "{said}");
    for server in world.servers() {
        assert!(!server.database_contains(ORIGIN.as_bytes()).unwrap(), "it is sealed");
    }
}

#[test]
fn a_file_is_sent_again_elsewhere_and_is_the_same() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = pair();
    let other = second(&mut amina, &mut bryn, &accounts.1.user_id);
    let folder = tempfile::tempdir().unwrap();
    let (name, bytes) = ("minutes.txt", unique("what was decided").into_bytes());
    let path = folder.path().join(name);
    std::fs::write(&path, &bytes).unwrap();
    bryn.send_file(&room, &path, "as promised").unwrap();
    let row = amina.until("the file", |v| {
        let (row, message) = v
            .messages()
            .find(|(_, message)| matches!(message.body, Body::File(_)))?;
        message.event.is_some().then(|| row.key.clone())
    });
    bryn.open(&other);
    forward(&mut amina, &room, row, &other).unwrap();
    let (row, caption) = bryn.until("the file there", |v| {
        let (row, message) = v
            .messages()
            .find(|(_, message)| matches!(message.body, Body::File(_)))?;
        let Body::File(file) = &message.body else { return None };
        message.event.as_ref()?;
        Some((
            row.key.clone(),
            file.caption.as_ref().map(|caption| caption.plain.to_string()),
        ))
    });
    let caption = caption.unwrap();
    assert!(caption.contains(ORIGIN) && caption.contains("as promised"), "{caption}");
    let saved = tempfile::tempdir().unwrap();
    let (of, into) = (other.clone(), saved.path().to_owned());
    bryn.wish(|ticket| Command::SaveFile {
        ticket,
        room: of,
        row,
        folder: into,
    })
    .unwrap();
    assert_eq!(std::fs::read(saved.path().join(name)).unwrap(), bytes);
}

#[test]
fn nothing_leaves_a_room_that_policy_lets_nobody_copy_from() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = pair_under(|policy| policy["device"] = json!({ "copy": false }));
    let other = second(&mut amina, &mut bryn, &accounts.1.user_id);
    let text = unique("for this room alone");
    bryn.say(&room, &text).unwrap();
    let row = row_of(&mut amina, &text);
    let refused = forward(&mut amina, &room, row, &other);
    assert_eq!(refused, Err(Why::Policy(Reason::CopyingForbidden)));
}

#[test]
fn nothing_is_said_again_where_policy_lets_nothing_go() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let other = second(&mut amina, &mut bryn, &accounts.1.user_id);
    let text = unique("for departments");
    bryn.say(&room, &text).unwrap();
    let row = row_of(&mut amina, &text);
    let mallory = world
        .outside()
        .register(&unique("mallory"), "secret", "Mallory")
        .unwrap();
    let raw = accounts.0.sign_in().unwrap();
    raw.invite(other.as_str(), &mallory.user_id).unwrap();
    amina.summary(&other, "that it is shut", |line| line.quarantine.is_some());
    let refused = forward(&mut amina, &room, row, &other);
    assert!(matches!(refused, Err(Why::Policy(_))), "{refused:?}");
    // What is gone, or was never there, is not taken either.
    let none = forward(&mut amina, &room, RowKey::from("none"), &room);
    assert_eq!(none, Err(Why::Failed(Failure::NotFound)));
}

#[test]
fn a_text_goes_as_it_was_typed_where_that_is_wanted() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let text = unique("/me *writes* `stars`");
    let draft = Draft {
        text: text.clone(),
        plain: true,
        ..Draft::default()
    };
    amina.write(&room, draft).unwrap();
    let read = bryn.sees(&text);
    assert!(matches!(read.body, Body::Text { emote: false, .. }), "{read:?}");
}

#[test]
fn a_day_leads_to_what_was_first_written_on_it() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = pair();
    let before = Timestamp::now().as_millisecond();
    let first = unique("the first");
    bryn.say(&room, &first).unwrap();
    let event = bryn.event_of(&first);
    // So many that the first is not loaded by itself.
    let raw = accounts.1.sign_in().unwrap();
    for number in 0..60 {
        raw.say(room.as_str(), &format!("line {number}")).unwrap();
    }
    amina.until("the last", |v| v.sent("line 59").map(drop));
    amina.restart();
    amina.online();
    amina.open(&room);
    let go = |person: &mut Person, at: i64| {
        let room = room.clone();
        person.view.dated = None;
        person.wish(|ticket| Command::FindDate { ticket, room, at })
    };
    go(&mut amina, before).unwrap();
    assert_eq!(amina.view.dated, Some(event));
    let day = 24 * 60 * 60 * 1000;
    assert_eq!(go(&mut amina, before + day), Err(Why::Failed(Failure::NotFound)));
    assert_eq!(go(&mut amina, -1), Err(Why::Failed(Failure::Malformed)));
    // From before the room was made: what is first.
    go(&mut amina, before - day).unwrap();
    assert!(amina.view.dated.is_some());
}
