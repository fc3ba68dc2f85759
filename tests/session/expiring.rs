//! Messages whose time is over go from this computer, and no others do.

use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use model::{Command, Ground, Paging, Retention, RoomId};
use serde_json::{Value, json};
use support::{Account, Caller, Request, unique};

use crate::basics::{Pair, pair};
use crate::person::{PATIENCE, Person};
use crate::ratchets::start_later;
use crate::remains::{remains, traces};
use crate::ways_round::signed_in_there;

/// The type of state that Synapse acts on, and that the SDK doesn't ask for.
const KIND: &str = "m.room.retention";
/// The one that Synapse knows nothing of: it goes on giving the messages out.
pub const UNSTABLE: &str = "org.matrix.msc1763.retention";
const HOUR: u64 = 60 * 60 * 1000;

/// The room has messages live so many milliseconds, as one of its people says through another program.
pub fn lives(raw: &Caller, room: &RoomId, kind: &str, max: u64) {
    raw.set_state(room.as_str(), kind, "", json!({ "max_lifetime": max }))
        .unwrap();
}

fn says(person: &mut Person, room: &RoomId, text: &str) {
    person.say(room, text).unwrap();
    person.event_of(text);
}

fn gone(person: &mut Person, text: &str) {
    person.until(&format!("“{text}” gone"), |v| v.row(text).is_none().then_some(()));
}

/// Whether the program asks for nothing but the time.
fn asks_for_the_time(request: &Request) -> bool {
    let fresh = request
        .headers
        .iter()
        .any(|(name, value)| name == "cache-control" && value == "no-cache");
    fresh && request.path.ends_with("/client/versions")
}

/// What is written to disk is told of by nobody.
pub fn eventually(what: &str, look: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !look() {
        assert!(Instant::now() < deadline, "never: {what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_message_whose_time_comes_goes_from_screen_list_and_disk() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let text = unique("for a short while");
    says(&mut amina, &room, &text);
    bryn.sees(&text);
    let file = unique("contents of a file");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("note.txt");
    std::fs::write(&path, &file).unwrap();
    amina.send_file(&room, &path, "").unwrap();
    let name =
        |person: &mut Person| person.until("the file", |v| v.files().contains(&"note.txt".to_owned()).then_some(()));
    name(&mut amina);
    name(&mut bryn);
    amina.summary(&room, "its line", |line| line.preview.is_some());
    let left = [text.as_bytes(), file.as_bytes()].map(|words| remains(&amina, words));
    assert!(left.iter().all(|left| !left.is_empty()), "there to be deleted");

    let raw = accounts.0.sign_in().unwrap();
    lives(&raw, &room, UNSTABLE, 1);
    gone(&mut amina, &text);
    gone(&mut bryn, &text);
    amina.until("the file gone", |v| v.files().is_empty().then_some(()));
    amina.until("why", |v| (v.paging == Some(Paging::Removed)).then_some(()));
    amina.summary(&room, "a line without words", |line| line.preview.is_none());
    eventually("nothing that the stores give out", || {
        [&text, &file]
            .iter()
            .all(|words| remains(&amina, words.as_bytes()).is_empty())
    });
    for left in &left {
        eventually("no stretch of it in any file", || traces(&amina, left).is_empty());
    }

    // The server still has it, and gives it to whoever asks: it is neither shown nor kept.
    let given = raw.messages(room.as_str()).unwrap();
    assert_eq!(
        given.iter().filter(|event| event["type"] == "m.room.encrypted").count(),
        2
    );
    let mut laptop = Person::signed_in(&world, &accounts.0);
    laptop.summary(&room, "the room", |line| line.encrypted);
    laptop.open(&room);
    laptop.until("why", |v| (v.paging == Some(Paging::Removed)).then_some(()));
    assert_eq!(laptop.view.texts(), Vec::<String>::new());
    amina.restart();
    amina.summary(&room, "the room", |line| line.preview.is_none());
    amina.open(&room);
    amina.until("why", |v| (v.paging == Some(Paging::Removed)).then_some(()));
    assert_eq!(amina.view.texts(), Vec::<String>::new());
}

#[test]
fn a_message_whose_time_came_while_the_program_was_closed_is_not_shown_again() {
    let Pair {
        mut amina,
        room,
        accounts,
        ..
    } = pair();
    let time = Duration::from_secs(20);
    lives(&accounts.0.sign_in().unwrap(), &room, KIND, 20_000);
    amina.until("the rule", |v| {
        (v.header.as_ref()?.retention == Retention::Expire(time)).then_some(())
    });
    let text = unique("until the evening");
    says(&mut amina, &room, &text);
    let over = Instant::now() + time;
    amina.stop();
    assert!(!remains(&amina, text.as_bytes()).is_empty(), "stored");
    eventually("its time is over", || Instant::now() > over);

    amina.start();
    amina.summary(&room, "the room", |_| true);
    let line = amina.summary(&room, "the room", |_| true);
    assert_eq!(line.preview, None);
    amina.open(&room);
    assert!(amina.view.row(&text).is_none());
    eventually("nothing that the stores give out", || {
        remains(&amina, text.as_bytes()).is_empty()
    });
    assert!(amina.view.row(&text).is_none());
}

/// A room of Amina's, with one message in it.
fn room_with(amina: &mut Person, whom: &Account, name: &str, text: &str) -> RoomId {
    let (name, invite) = (name.to_owned(), vec![whom.user_id.clone()]);
    let made = amina.wish(|ticket| Command::CreateRoom { ticket, name, invite });
    let room = made.unwrap().0.unwrap();
    amina.open(&room);
    says(amina, &room, text);
    room
}

#[test]
fn a_hold_and_a_floor_beat_what_the_room_says() {
    let Pair {
        mut amina,
        room,
        accounts,
        ..
    } = pair();
    let (held, kept, free) = (unique("for the case"), unique("for a day"), unique("for no time"));
    says(&mut amina, &room, &held);
    let floored = room_with(&mut amina, &accounts.1, "Floored", &kept);
    let third = room_with(&mut amina, &accounts.1, "Free", &free);
    let mut policy = amina.policy_document();
    policy["retention"] = json!({
        "hold": [{ "scope": { "room": room.as_str() }, "reference": "Case 7" }],
        "rooms": [{ "match": { "room": floored.as_str() }, "min_days": 1 }],
    });
    amina.comes_under(&policy);
    amina.until("the new rules", |v| (v.renewals == 1).then_some(()));
    amina.online();

    // None of them is open, and Synapse's own type counts.
    let raw = accounts.0.sign_in().unwrap();
    for room in [&room, &floored, &third] {
        lives(&raw, room, KIND, 1);
    }
    eventually("what nothing keeps is gone", || {
        remains(&amina, free.as_bytes()).is_empty()
    });
    amina.open(&floored);
    amina.sees(&kept);
    let grounds = amina.until("the grounds", |v| {
        let header = v.header.as_ref()?;
        header
            .grounds
            .contains(&Ground::Conflict)
            .then(|| header.grounds.clone())
    });
    let who = grounds.iter().find_map(|ground| match ground {
        Ground::Room(who) => who.clone(),
        _ => None,
    });
    assert_eq!(who.map(|who| who.id.to_string()), Some(accounts.0.user_id.clone()));
    assert!(grounds.contains(&Ground::Rule("retention.rooms")), "{grounds:?}");
    amina.open(&room);
    amina.sees(&held);
    amina.restart();
    amina.open(&room);
    amina.sees(&held);
    amina.open(&floored);
    amina.sees(&kept);
    amina.open(&third);
    assert!(amina.view.row(&free).is_none());
}

#[test]
fn a_clock_that_was_moved_deletes_nothing() {
    let (world, tamper, mut amina, account, other) = signed_in_there();
    let mut bryn = Person::signed_in(&world, &other);
    let room = amina.start_direct(&other);
    bryn.accept(&room);
    bryn.open(&room);
    amina.open(&room);
    let text = unique("for an hour");
    says(&mut amina, &room, &text);
    lives(&account.sign_in().unwrap(), &room, KIND, HOUR);
    let hour = Retention::Expire(Duration::from_millis(HOUR));
    amina.until("the rule", |v| (v.header.as_ref()?.retention == hour).then_some(()));
    amina.stop();

    let (given, asked) = channel();
    tamper.after(move |request, _| {
        if asks_for_the_time(request) {
            given.send(()).ok();
        }
    });
    let mut program = start_later(&amina, "+2h");
    asked.recv_timeout(PATIENCE).unwrap();
    // Whatever it would delete, it deletes before it follows what came next.
    let after = unique("afterwards");
    says(&mut bryn, &room, &after);
    eventually("it goes on", || !remains(&amina, after.as_bytes()).is_empty());
    program.kill().unwrap();
    program.wait().unwrap();
    tamper.behave();
    assert!(!remains(&amina, text.as_bytes()).is_empty());
    amina.start();
    amina.open(&room);
    amina.sees(&text);
}

#[test]
fn a_server_that_lies_about_the_time_deletes_nothing() {
    let (_world, tamper, mut amina, account, other) = signed_in_there();
    let (given, asked) = channel();
    tamper.after(move |request, reply| {
        if asks_for_the_time(request) {
            reply.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("date"));
            reply
                .headers
                .push(("Date".to_owned(), "Wed, 24 Nov 2100 12:00:00 GMT".to_owned()));
            given.send(()).ok();
        }
    });
    let room = amina.start_direct(&other);
    amina.open(&room);
    let text = unique("for an hour");
    says(&mut amina, &room, &text);
    lives(&account.sign_in().unwrap(), &room, KIND, 1);
    asked.recv_timeout(PATIENCE).unwrap();
    // What was hidden until the answer came comes back, and whatever it would delete, it deletes before this.
    says(&mut amina, &room, &unique("afterwards"));
    amina.sees(&text);
    assert!(!remains(&amina, text.as_bytes()).is_empty());
}

/// Anything that says how long messages live but a number says nothing.
#[test]
fn nonsense_in_the_rooms_rule_deletes_nothing() {
    let Pair {
        mut amina,
        room,
        accounts,
        ..
    } = pair();
    let text = unique("to stay");
    says(&mut amina, &room, &text);
    let raw = accounts.0.sign_in().unwrap();
    // Synapse takes none of them by its own type.
    for max in [json!(-1), json!("1"), json!([1]), json!({}), Value::Null] {
        let content = json!({ "max_lifetime": max });
        raw.set_state(room.as_str(), UNSTABLE, "", content).unwrap();
    }
    let hour = Retention::Keep(Duration::from_millis(HOUR));
    raw.set_state(room.as_str(), KIND, "", json!({ "min_lifetime": HOUR }))
        .unwrap();
    amina.until("the rule", |v| (v.header.as_ref()?.retention == hour).then_some(()));
    assert!(amina.view.row(&text).is_some());
}
