//! What is announced outside the window: how much of it, of which messages, and for how long.

use model::{Attention, Command, Notice, RoomId, Shield};
use serde_json::{Value, json};
use support::{Account, Peer, unique};

use crate::basics::{Pair, pair_under};
use crate::person::Person;
use crate::polls::{ask, open};

/// The type of state by which a room has its messages go, and which the homeserver knows nothing of.
const LIFETIME: &str = "org.matrix.msc1763.retention";

fn level(policy: &mut Value, level: &str) {
    policy["device"] = json!({ "notifications": level });
}

/// Two people, to one of whom all of a message is announced.
fn told_all() -> Pair {
    pair_under(|policy| level(policy, "full"))
}

/// Waits for the announcement of a room to stand for so many messages.
fn counts(person: &mut Person, room: &RoomId, count: u32) -> Notice {
    person.until(&format!("{count} announced"), |v| {
        v.announced.get(room).filter(|notice| notice.count == count).cloned()
    })
}

/// The same, with the words of the latest: before its key has come there are none.
fn tells(person: &mut Person, room: &RoomId, count: u32, words: &str) -> Notice {
    person.until(&format!("{count} announced, and “{words}”"), |v| {
        let notice = v.announced.get(room)?;
        (notice.count == count && notice.text.as_deref() == Some(words)).then(|| notice.clone())
    })
}

fn withdrawn(person: &mut Person, room: &RoomId) {
    person.until("nothing announced", |v| (!v.announced.contains_key(room)).then_some(()));
}

/// The same person reads up to this message, elsewhere.
fn reads_elsewhere(account: &Account, room: &RoomId, event: &model::EventId) {
    let path = format!("/_matrix/client/v3/rooms/{room}/receipt/m.read/{event}");
    let elsewhere = account.sign_in().unwrap();
    elsewhere.request("POST", &path, Some(json!({}))).unwrap();
}

fn never_said(person: &Person, text: &str) {
    let said = |notice: &Notice| notice.text.as_deref().is_some_and(|said| said.contains(text));
    assert!(!person.view.notices.iter().any(said), "{:#?}", person.view.notices);
}

#[test]
fn a_question_put_to_the_room_is_announced_as_a_message_is() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = told_all();
    let question = unique("when do we meet?");
    // Servers have a rule for polls where MSC3930 is on; here the person made one, as other programs let them.
    let raw = accounts.0.sign_in().unwrap();
    let condition = json!({ "kind": "event_match", "key": "type", "pattern": "org.matrix.msc3381.poll.start" });
    let rule = json!({ "conditions": [condition], "actions": ["notify"] });
    let path = "/_matrix/client/v3/pushrules/global/underride/polls";
    raw.request("PUT", path, Some(rule)).unwrap();
    // The rule is there before the next message is.
    let before = unique("any questions?");
    bryn.say(&room, &before).unwrap();
    counts(&mut amina, &room, 1);
    ask(&mut bryn, &room, &open(&question));
    tells(&mut amina, &room, 2, &question);
}

#[test]
fn as_much_is_announced_as_policy_lets_be_seen() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        ..
    } = told_all();
    let mut policy = world.policy();
    let text = unique("who and what");
    bryn.say(&room, &text).unwrap();
    let notice = tells(&mut amina, &room, 1, &text);
    let sender = notice.sender.unwrap();
    assert_eq!((&*sender.name, notice.direct), ("Bryn Lewis", true));

    level(&mut policy, "sender");
    amina.comes_under(&policy);
    amina.until("a session anew", |v| (v.renewals == 1).then_some(()));
    amina.online();
    let text = unique("who and not what");
    bryn.say(&room, &text).unwrap();
    let notice = counts(&mut amina, &room, 1);
    assert_eq!(notice.sender, Some(sender));
    assert_eq!(notice.text, None);

    level(&mut policy, "none");
    amina.comes_under(&policy);
    amina.until("a session anew", |v| (v.renewals == 2).then_some(()));
    amina.online();
    amina.open(&room);
    let (text, all) = (unique("nothing at all"), amina.view.notices.len());
    bryn.say(&room, &text).unwrap();
    amina.sees(&text);
    amina.summary(&room, "its line", |line| {
        line.preview.as_ref().is_some_and(|preview| *preview.text == *text)
    });
    assert_eq!(amina.view.notices.len(), all);
}

#[test]
fn what_was_read_elsewhere_is_withdrawn() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = told_all();
    let texts = ["one", "two", "three"].map(unique);
    let events = [0, 1, 2].map(|number| {
        bryn.say(&room, &texts[number]).unwrap();
        bryn.event_of(&texts[number])
    });
    tells(&mut amina, &room, 3, &texts[2]);

    reads_elsewhere(&accounts.0, &room, &events[1]);
    counts(&mut amina, &room, 1);
    reads_elsewhere(&accounts.0, &room, &events[2]);
    withdrawn(&mut amina, &room);
    // And here.
    bryn.say(&room, &unique("four")).unwrap();
    counts(&mut amina, &room, 1);
    amina.send(Command::MarkRead(room.clone()));
    withdrawn(&mut amina, &room);
    // One's own words are no news, and whoever writes has read.
    bryn.say(&room, &unique("five")).unwrap();
    counts(&mut amina, &room, 1);
    amina.say(&room, &unique("yes")).unwrap();
    withdrawn(&mut amina, &room);
}

fn hears(person: &mut Person, room: &RoomId, attention: Attention) {
    let of = room.clone();
    person
        .wish(|ticket| Command::SetAttention {
            ticket,
            room: of,
            attention,
        })
        .unwrap();
    person.until(&format!("{attention:?}"), |v| {
        (v.header.as_ref()?.attention == attention).then_some(())
    });
    let muted = attention == Attention::Nothing;
    person.summary(room, "in the list too", |line| line.muted == muted);
}

#[test]
fn of_a_muted_room_nothing_is_announced() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = told_all();
    for attention in [Attention::Nothing, Attention::Mentions] {
        hears(&mut amina, &room, attention);
        let (quiet, loud) = (unique("quiet"), unique("loud"));
        bryn.say(&room, &quiet).unwrap();
        amina.event_of(&quiet);
        hears(&mut amina, &room, Attention::All);
        bryn.say(&room, &loud).unwrap();
        tells(&mut amina, &room, 1, &loud);
        never_said(&amina, &quiet);
        amina.send(Command::MarkRead(room.clone()));
        withdrawn(&mut amina, &room);
    }
}

#[test]
fn what_is_deleted_or_over_is_withdrawn() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = told_all();
    let texts = ["kept", "regretted"].map(unique);
    for text in &texts {
        bryn.say(&room, text).unwrap();
        bryn.event_of(text);
    }
    counts(&mut amina, &room, 2);
    let raw = accounts.1.sign_in().unwrap();
    raw.redact(room.as_str(), bryn.event_of(&texts[1]).as_str()).unwrap();
    tells(&mut amina, &room, 1, &texts[0]);

    let raw = accounts.0.sign_in().unwrap();
    raw.set_state(room.as_str(), LIFETIME, "", json!({ "max_lifetime": 1 }))
        .unwrap();
    withdrawn(&mut amina, &room);
}

#[test]
fn what_is_shut_or_in_clear_is_announced_without_its_words() {
    let Pair {
        world,
        mut amina,
        room,
        accounts,
        ..
    } = told_all();
    let clear = unique("anybody could have written that");
    let raw = accounts.1.sign_in().unwrap();
    raw.say(room.as_str(), &clear).unwrap();
    assert_eq!(counts(&mut amina, &room, 1).text, None);
    assert_eq!(amina.sees(&clear).shield, Shield::NotEncrypted);
    // Nobody has confirmed the device that this comes from.
    let unconfirmed = Peer::start(&world, &accounts.1, "Unknown").unwrap();
    let shut = unique("believe me");
    unconfirmed.say(room.as_str(), &shut).unwrap();
    assert_eq!(counts(&mut amina, &room, 2).text, None);
    never_said(&amina, &clear);
    never_said(&amina, &shut);
}

#[test]
fn a_room_that_policy_shuts_is_not_announced() {
    let Pair {
        world,
        mut amina,
        room,
        accounts,
        ..
    } = told_all();
    let raw = accounts.1.sign_in().unwrap();
    raw.say(room.as_str(), &unique("before")).unwrap();
    counts(&mut amina, &room, 1);
    let outsider = world.outside();
    let mallory = outsider.register(&unique("mallory"), "secret", "Mallory").unwrap();
    raw.invite(room.as_str(), &mallory.user_id).unwrap();
    withdrawn(&mut amina, &room);

    let before = amina.view.notices.len();
    raw.say(room.as_str(), &unique("after")).unwrap();
    amina.summary(&room, "what came", |line| line.unread == 2);
    // And once more, by which time the first would have been announced.
    raw.say(room.as_str(), &unique("after that")).unwrap();
    amina.summary(&room, "what came then", |line| line.unread == 3);
    assert_eq!(amina.view.notices.len(), before);
}
