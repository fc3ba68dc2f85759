//! The record: what is said in rooms that policy keeps a record of is there, once, and nobody gets round it.

mod cost;
mod killed;

use std::fs;
use std::path::Path;
use std::time::Instant;

use model::{Capability, Command, Draft, Failure, RecordState, Stage, Why};
use records::entry::{Cause, Kind};
use serde_json::{Value, json};
use support::sinks::{Server, Speech};
use support::{Account, Tamper, World, repoint, unique};

use crate::archive::{Archive, Kept};
use crate::basics::people;
use crate::deceit::Held;
use crate::person::{PATIENCE, Person};
use crate::polls::{ask, counted, end, open, poll, sees_poll, vote};

/// Two people whose organisation keeps a record of everything, in one conversation.
pub struct Recorded {
    world: World,
    archive: Archive,
    pub amina: Person,
    pub bryn: Person,
    pub room: model::RoomId,
    accounts: (Account, Account),
}

pub fn recorded() -> Recorded {
    let world = World::shared().unwrap();
    let policy = world.policy();
    recorded_under(world, policy)
}

fn recorded_under(world: World, mut policy: Value) -> Recorded {
    let archive = Archive::new();
    archive.keeps(&mut policy);
    let accounts = people(&world);
    let person = |account: &Account| {
        let mut person = Person::under(&world, &policy);
        person.sign_in(account).unwrap();
        person.online();
        person
    };
    let (mut amina, mut bryn) = (person(&accounts.0), person(&accounts.1));
    let room = amina.start_direct(&accounts.1);
    bryn.accept(&room);
    amina.open(&room);
    bryn.open(&room);
    amina.until("both there", |v| (v.header.as_ref()?.joined == 2).then_some(()));
    Recorded {
        world,
        archive,
        amina,
        bryn,
        room,
        accounts,
    }
}

impl Recorded {
    /// Signs somebody out, which delivers all there is, and gives what arrived.
    pub fn of_amina(&mut self) -> Kept {
        sign_out(&mut self.amina).unwrap();
        self.archive.of(&self.accounts.0.user_id)
    }

    fn of_bryn(&mut self) -> Kept {
        sign_out(&mut self.bryn).unwrap();
        self.archive.of(&self.accounts.1.user_id)
    }
}

fn sign_out(person: &mut Person) -> Result<(), Why> {
    person.wish(|ticket| Command::SignOut { ticket }).map(drop)
}

/// Waits until somebody's delivered record is as a test wants it.
fn arrives(archive: &Archive, account: &Account, what: &str, look: impl Fn(&Kept) -> bool) -> Kept {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let kept = archive.of(&account.user_id);
        if look(&kept) {
            return kept;
        }
        assert!(Instant::now() < deadline, "never arrived: {what}");
        std::thread::yield_now();
    }
}

fn contains(folder: &Path, wanted: &[u8]) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries
        .map(|entry| entry.unwrap().path())
        .any(|path| match path.is_dir() {
            true => contains(&path, wanted),
            // What is removed while one looks is not there.
            false => fs::read(&path).is_ok_and(|bytes| bytes.windows(wanted.len()).any(|window| window == wanted)),
        })
}

#[test]
fn what_two_people_say_is_on_record_on_both_sides_and_nowhere_in_clear() {
    let mut both = recorded();
    let (first, reply, changed) = (
        unique("the draft order"),
        unique("an answer"),
        unique("the changed order"),
    );
    let room = both.room.clone();
    both.amina.say(&room, &first).unwrap();
    let event = both.amina.event_of(&first);
    both.bryn.sees(&first);
    let answer = Draft {
        text: reply.clone(),
        reply_to: Some(event),
        ..Draft::default()
    };
    both.bryn.write(&room, answer).unwrap();
    both.amina.sees(&reply);
    let row = both.amina.view.row(&first).map(|(row, _)| row.key.clone()).unwrap();
    let change = Draft {
        text: changed.clone(),
        edit: Some(row.clone()),
        ..Draft::default()
    };
    both.amina.write(&room, change).unwrap();
    both.bryn.sees(&changed);
    let to = room.clone();
    both.amina
        .wish(|ticket| Command::Redact { ticket, room: to, row })
        .unwrap();
    both.bryn
        .until("it is gone", |v| v.row(&changed).is_none().then_some(()));
    both.amina
        .until("it is gone", |v| v.row(&changed).is_none().then_some(()));

    let homes = [both.amina.home.path().to_owned(), both.bryn.home.path().to_owned()];
    for text in [&first, &reply, &changed] {
        assert!(!homes.iter().any(|home| contains(home, text.as_bytes())), "{text}");
        assert!(!contains(both.archive.sink.path(), text.as_bytes()));
    }
    let (amina, bryn) = (both.of_amina(), both.of_bryn());
    for (whose, kept) in [("amina", &amina), ("bryn", &bryn)] {
        let texts = kept.texts();
        for text in [&first, &reply, &format!("* {changed}")] {
            assert_eq!(texts.get(text), Some(&1), "{text} with {whose}: {texts:#?}");
        }
        kept.place("redaction", |kind| matches!(kind, Kind::Redaction(_)));
    }
    let sent = amina.place(
        "message before it left",
        |kind| matches!(kind, Kind::OwnSend(send) if send.content["body"] == first.as_str()),
    );
    let came = amina.place("the same, come back", |kind| matches!(kind, Kind::Event(event) if event.content.as_ref().is_some_and(|content| content["body"] == first.as_str())));
    assert!(sent < came);
    let Kind::Event(event) = &amina.entries[came].entry.kind else {
        unreachable!()
    };
    assert_eq!(
        event.transaction,
        amina.sends().next().map(|send| send.transaction.clone())
    );
    assert_eq!(bryn.sends().count(), 1, "one's own alone");
}

#[test]
fn what_is_asked_of_a_room_and_each_vote_are_on_record_before_they_leave() {
    let mut both = recorded();
    let room = both.room.clone();
    let question = unique("does the bridge get built?");
    ask(&mut both.amina, &room, &open(&question));
    sees_poll(&mut both.bryn, &question);
    vote(&mut both.bryn, &room, &question, &["Yes"]).unwrap();
    counted(&mut both.amina, &question, &[Some(1), Some(0)]);
    end(&mut both.amina, &room, &question).unwrap();
    both.bryn.until("the end", |v| {
        poll(v, &question).filter(|(_, _, poll)| poll.ended).map(drop)
    });

    let types = |kept: &Kept| kept.sends().map(|send| send.event_type.clone()).collect::<Vec<_>>();
    let (amina, bryn) = (both.of_amina(), both.of_bryn());
    let [start, response, end] = ["start", "response", "end"].map(|what| format!("org.matrix.msc3381.poll.{what}"));
    assert_eq!(types(&amina), [start, end]);
    assert_eq!(types(&bryn).join(" "), response);
    amina.place(
        "vote that came",
        |kind| matches!(kind, Kind::Event(event) if event.event_type == response),
    );
}

#[test]
fn a_message_is_marked_as_a_decision_on_record_and_nowhere_else() {
    let mut both = recorded();
    let (room, text) = (both.room.clone(), unique("we go ahead"));
    both.bryn.say(&room, &text).unwrap();
    let said = both.amina.sees(&text);
    assert_eq!(said.allows.decide, Capability::Allowed);
    let row = both.amina.view.row(&text).map(|(row, _)| row.key.clone()).unwrap();
    let (what, reason) = ("The bridge is built".to_owned(), "Board paper 7".to_owned());
    let to = room.clone();
    both.amina
        .wish(|ticket| Command::MarkDecision {
            ticket,
            room: to,
            row,
            thread: false,
            what,
            reason,
        })
        .unwrap();

    let kept = both.of_amina();
    let at = kept.place("decision", |kind| matches!(kind, Kind::Decision(_)));
    let Kind::Decision(decision) = &kept.entries[at].entry.kind else {
        unreachable!()
    };
    assert_eq!(said.event.unwrap().as_str(), decision.event_id);
    assert_eq!(
        (decision.by.as_str(), decision.room.as_str()),
        (both.accounts.0.user_id.as_str(), room.as_str())
    );
    assert_eq!(
        (decision.what.as_str(), decision.reason.as_str()),
        ("The bridge is built", "Board paper 7")
    );
    assert!(!both.of_bryn().kinds().any(|kind| matches!(kind, Kind::Decision(_))));
}

/// 500 messages while offline: after the reconnection all of them are on record, though the room was never opened.
#[test]
fn s47_backfill_gap() {
    let mut both = recorded();
    let room = both.room.clone();
    let before = unique("before");
    both.bryn.say(&room, &before).unwrap();
    both.amina.sees(&before);
    both.amina.send(Command::CloseRoom);
    both.amina.stop();
    let name = unique("while away");
    let said: Vec<String> = (0..500).map(|number| format!("{name}, {number}")).collect();
    for text in &said {
        both.bryn.say(&room, text).unwrap();
    }
    both.bryn.event_of(said.last().unwrap());

    both.amina.start();
    both.amina.online();
    both.amina
        .until("the record, whole", |v| (v.record == RecordState::Kept).then_some(()));
    // Signing out waits for gaps to be filled, and says so.
    let deadline = Instant::now() + PATIENCE;
    while sign_out(&mut both.amina).is_err() {
        assert!(Instant::now() < deadline, "the gap stays open");
    }
    let texts = both.archive.of(&both.accounts.0.user_id).texts();
    let missing: Vec<_> = said.iter().filter(|text| texts.get(*text) != Some(&1)).collect();
    assert!(
        missing.is_empty(),
        "{} of them, such as {:?}",
        missing.len(),
        missing.first()
    );
    assert_eq!(texts.get(&before), Some(&1));
}

#[test]
fn a_message_that_opens_late_is_on_record_as_it_came_and_as_it_was_read() {
    let world = World::shared().unwrap();
    let tamper = Tamper::before(&world, world.treasury()).unwrap();
    let mut policy = world.policy();
    repoint(&mut policy, world.treasury().name(), &tamper.base_url());
    let mut both = recorded_under(world, policy);
    let held = Held::back(&tamper);
    let (text, room) = (unique("its key comes later"), both.room.clone());
    both.bryn.say(&room, &text).unwrap();
    let id = both.bryn.event_of(&text);
    both.amina.until("a message that waits", |v| {
        let shut = |body: &model::Body| matches!(body, model::Body::Undecryptable(_));
        v.messages().any(|(_, message)| shut(&message.body)).then_some(())
    });
    held.let_through(&both.accounts.0);
    both.amina.sees(&text);

    let kept = both.of_amina();
    let shut = kept.place("a message nobody could read", |kind| {
        matches!(kind, Kind::Event(event) if event.event_id == id.as_str() && event.undecryptable == Some(Cause::NoKey))
    });
    let opened = kept.place(
        "the same, opened",
        |kind| matches!(kind, Kind::LateDecryption(late) if late.event_id == id.as_str()),
    );
    assert!(shut < opened);
    assert_eq!(kept.texts().get(&text), Some(&1));
}

/// What is over when it comes is shown to nobody, and is deleted only once it is on record.
#[test]
fn what_expires_in_a_room_on_record_is_on_record_first() {
    let mut both = recorded();
    let (room, before, after) = (both.room.clone(), unique("in time"), unique("over when it comes"));
    both.bryn.say(&room, &before).unwrap();
    both.amina.sees(&before);
    let raw = both.accounts.0.sign_in().unwrap();
    let rule = json!({"max_lifetime": 1});
    raw.set_state(room.as_str(), "org.matrix.msc1763.retention", "", rule)
        .unwrap();
    both.amina
        .until("it is gone", |v| v.row(&before).is_none().then_some(()));
    let given = || {
        let events = raw.messages(room.as_str()).unwrap();
        events
            .iter()
            .filter(|event| event["type"] == "m.room.encrypted")
            .count()
    };
    let already = given();
    both.bryn.say(&room, &after).unwrap();
    let deadline = Instant::now() + PATIENCE;
    while given() == already {
        assert!(Instant::now() < deadline, "it does not leave");
    }
    // What the server says after it comes after it.
    let topic = unique("said after it");
    raw.set_state(room.as_str(), "m.room.topic", "", json!({ "topic": topic }))
        .unwrap();
    both.amina.until("what was said after it", |v| {
        (*v.header.as_ref()?.topic == *topic).then_some(())
    });
    assert!(both.amina.view.row(&after).is_none(), "not shown");

    let texts = both.of_amina().texts();
    assert_eq!((texts.get(&before), texts.get(&after)), (Some(&1), Some(&1)));
}

#[test]
fn files_are_kept_beside_the_record() {
    let mut both = recorded();
    let (room, content) = (both.room.clone(), unique("what is in the file"));
    let path = both.amina.home.path().join("note.txt");
    fs::write(&path, &content).unwrap();
    both.amina.send_file(&room, &path, "").unwrap();
    for person in [&mut both.amina, &mut both.bryn] {
        person.until("the file", |v| {
            let mut messages = v.messages().map(|(_, message)| message);
            messages.find(|message| matches!(message.body, model::Body::File { .. }) && message.event.is_some())?;
            Some(())
        });
    }
    fs::remove_file(path).unwrap();
    for (person, account) in [(&mut both.amina, &both.accounts.0), (&mut both.bryn, &both.accounts.1)] {
        let deadline = Instant::now() + PATIENCE;
        while sign_out(person).is_err() {
            assert!(Instant::now() < deadline, "the file does not come");
        }
        let kept = both.archive.of(&account.user_id);
        let noted = kept.place("file", |kind| matches!(kind, Kind::File(file) if file.kept.is_some()));
        let [file] = kept.entries[noted].entry.kind.files() else {
            panic!("one file")
        };
        assert_eq!((file.name.as_str(), file.size), ("note.txt", content.len() as u64));
        assert!(!contains(both.archive.sink.path(), content.as_bytes()));
    }
}

#[test]
fn nobody_signs_out_before_the_record_has_arrived() {
    let mut both = recorded();
    let (room, text) = (both.room.clone(), unique("before the drive went"));
    both.archive.goes_away();
    both.amina.say(&room, &text).unwrap();
    both.amina.event_of(&text);

    assert_eq!(sign_out(&mut both.amina), Err(Why::Failed(Failure::RecordUndelivered)));
    both.amina
        .until("the record waits", |v| (v.record == RecordState::Waiting).then_some(()));
    assert!(both.amina.view.is_signed_in(), "and goes on");
    let after = unique("and after");
    both.amina.say(&room, &after).unwrap();
    both.bryn.sees(&after);
    both.archive.comes_back();

    let texts = both.of_amina().texts();
    assert_eq!((texts.get(&text), texts.get(&after)), (Some(&1), Some(&1)));
}

#[test]
fn what_is_held_is_left_only_once_the_record_has_arrived() {
    let world = World::shared().unwrap();
    let mut policy = world.policy();
    policy["retention"] = json!({"hold": [{"scope": "all", "reference": "7"}], "forbid_leave_on_hold": false});
    let mut both = recorded_under(world, policy);
    let (room, text) = (both.room.clone(), unique("said before leaving"));
    both.archive.goes_away();
    both.amina.say(&room, &text).unwrap();
    both.amina.event_of(&text);
    let leave = |person: &mut Person| {
        let room = room.clone();
        person.wish(|ticket| Command::Leave { ticket, room }).map(drop)
    };
    assert_eq!(leave(&mut both.amina), Err(Why::Failed(Failure::RecordUndelivered)));
    both.archive.comes_back();

    leave(&mut both.amina).unwrap();
    let texts = both.archive.of(&both.accounts.0.user_id).texts();
    assert_eq!(texts.get(&text), Some(&1));
}

#[test]
fn where_policy_says_so_nothing_is_sent_while_the_record_cannot_arrive() {
    let world = World::shared().unwrap();
    let mut policy = world.policy();
    let archive = Archive::new();
    archive.keeps(&mut policy);
    policy["records"]["on_sink_down"] = json!("stop_sending");
    policy["records"]["sink"] = json!(format!("file://{}/missing", archive.sink.path().display()));
    let accounts = people(&world);
    let mut amina = Person::under(&world, &policy);
    amina.sign_in(&accounts.0).unwrap();
    amina.online();
    amina.until("the record waits", |v| (v.record == RecordState::Waiting).then_some(()));
    let room = amina.start_direct(&accounts.1);
    amina.open(&room);
    assert_eq!(amina.say(&room, "no"), Err(Why::Failed(Failure::RecordUndelivered)));

    fs::create_dir(archive.sink.path().join("missing")).unwrap();
    amina.until("the record arrives", |v| (v.record == RecordState::Kept).then_some(()));
    let text = unique("yes");
    amina.say(&room, &text).unwrap();
    amina.sees(&text);
}

#[test]
fn rooms_on_record_stand_still_when_no_more_can_wait_and_go_on_when_it_arrives() {
    let world = World::shared().unwrap();
    let mut policy = world.policy();
    let accounts = people(&world);
    let archive = Archive::new();
    let mut bryn = Person::signed_in(&world, &accounts.1);
    archive.keeps(&mut policy);
    policy["records"]["spool_max_mb"] = json!(1);
    policy["records"]["sink"] = json!(format!("file://{}/missing", archive.sink.path().display()));
    let mut amina = Person::under(&world, &policy);
    amina.sign_in(&accounts.0).unwrap();
    amina.online();
    let room = amina.start_direct(&accounts.1);
    bryn.accept(&room);
    amina.open(&room);
    bryn.open(&room);
    bryn.until("both there", |v| (v.header.as_ref()?.joined == 2).then_some(()));
    let (name, long) = (unique("many words"), "all of them to be kept ".repeat(1500));
    let said: Vec<String> = (0..30)
        .map(|number| format!("{name}, {number}: {}", long.trim()))
        .collect();
    for text in &said {
        bryn.say(&room, text).unwrap();
    }
    bryn.event_of(said.last().unwrap());

    amina.until("no room for more", |v| (v.record == RecordState::Full).then_some(()));
    assert!(
        amina.view.sent(said.last().unwrap()).is_none(),
        "not shown: {:?}",
        amina.view.record
    );
    assert_eq!(amina.say(&room, "no"), Err(Why::Failed(Failure::RecordFull)));
    fs::create_dir(archive.sink.path().join("missing")).unwrap();
    amina.sees(said.last().unwrap());
    amina.until("it goes on", |v| (v.record == RecordState::Kept).then_some(()));
    sign_out(&mut amina).unwrap();
    let texts = archive
        .at(&archive.sink.path().join("missing"), &accounts.0.user_id)
        .texts();
    for text in &said {
        assert_eq!(texts.get(text), Some(&1), "{}", text.split(':').next().unwrap());
    }
}

#[test]
fn a_place_that_asks_for_keys_gets_those_of_the_policy() {
    let (world, archive, at) = (World::shared().unwrap(), Archive::new(), tempfile::tempdir().unwrap());
    let server = Server::start(Speech::S3, at.path()).unwrap();
    let mut policy = world.policy();
    archive.keeps(&mut policy);
    policy["network"]["ca_file"] = json!(server.authority());
    policy["records"]["sink"] = json!("s3://records/despatch");
    policy["records"]["sink_options"] = json!([
        format!("endpoint={}", server.address()),
        "region=eu-west-2",
        "access_key_id=key",
        "secret_access_key=secret",
    ]);
    let mut amina = Person::under(&world, &policy);
    amina.sign_in(&people(&world).0).unwrap();
    amina.online();

    sign_out(&mut amina).expect("all of it arrived");
}

#[test]
fn a_device_that_is_ended_elsewhere_leaves_its_record_for_the_next_sign_in() {
    let mut both = recorded();
    let (room, text) = (both.room.clone(), unique("before the end"));
    both.archive.goes_away();
    both.amina.say(&room, &text).unwrap();
    both.amina.event_of(&text);
    // She ends all her sessions, from another device.
    let raw = both.accounts.0.sign_in().unwrap();
    raw.request("POST", "/_matrix/client/v3/logout/all", Some(json!({})))
        .unwrap();
    both.amina.until("being signed out", |v| {
        matches!(v.stage, Some(Stage::SignedOut { ended: true, .. })).then_some(())
    });
    both.archive.comes_back();

    let (_, other) = people(&both.world);
    both.amina.sign_in(&other).unwrap();
    arrives(&both.archive, &both.accounts.0, "what she had said", |kept| {
        kept.texts().contains_key(&text) || kept.sends().any(|send| send.content["body"] == text.as_str())
    });
}
