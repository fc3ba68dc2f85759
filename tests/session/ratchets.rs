//! Keys on their way: a kill in the moment they come, and the last of them used up.

use std::path::Path;
use std::process::{Child, Command as Program, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::time::Instant;

use model::RoomId;
use serde_json::{Value, json};
use support::{Account, Caller, Tamper, World, unique};

use crate::basics::people;
use crate::clocks::library;
use crate::deceit::fetches_keys;
use crate::person::{PATIENCE, Person};
use crate::ways_round::{signed_in_there, tampered};

/// Where the program of [`a_program_that_is_killed`] finds whom it is to be.
const HOME: &str = "DESPATCH_TEST_HOME";
const KEY: &str = "DESPATCH_TEST_KEY";
const POLICY: &str = "DESPATCH_TEST_POLICY";
const AUTHORITY: &str = "DESPATCH_TEST_AUTHORITY";

/// An encrypted room where each message has a key of its own, so that each message brings one.
fn room_of_many_keys(owner: &Caller, guests: &[&Account]) -> RoomId {
    let guests: Vec<&str> = guests.iter().map(|guest| guest.user_id.as_str()).collect();
    let encryption = json!({
        "type": "m.room.encryption", "state_key": "",
        "content": { "algorithm": "m.megolm.v1.aes-sha2", "rotation_period_msgs": 1 },
    });
    let body = json!({ "preset": "private_chat", "invite": guests, "initial_state": [encryption] });
    RoomId::from(owner.create_room(body).unwrap())
}

/// Amina behind a homeserver that does as the test says, and Bryn, in such a room.
fn a_key_for_each_message() -> (World, Tamper, Person, Person, RoomId) {
    let (world, tamper, mut amina, account, other) = signed_in_there();
    let mut bryn = Person::signed_in(&world, &other);
    let room = room_of_many_keys(&other.puppet().unwrap(), &[&account]);
    amina.accept(&room);
    bryn.summary(&room, "the room, encrypted", |room| room.encrypted);
    bryn.open(&room);
    bryn.until("both there", |v| (v.header.as_ref()?.joined == 2).then_some(()));
    (world, tamper, amina, bryn, room)
}

/// Not a test by itself: the program of somebody in a process that can be killed, where the environment says who.
#[test]
fn a_program_that_is_killed() {
    if std::env::var(HOME).is_ok() {
        killed_person().until("its death", |_| None::<()>);
    }
}

/// Whom the environment says.
pub fn killed_person() -> Person {
    let [home, key, policy, authority] = [HOME, KEY, POLICY, AUTHORITY].map(|name| std::env::var(name).unwrap());
    let policy: Value = serde_json::from_str(&policy).unwrap();
    Person::at(Path::new(&authority), &policy, Path::new(&home), &key)
}

fn start_apart(person: &Person) -> Child {
    apart(person, KILLED).spawn().unwrap()
}

/// The same on a computer whose clock is this much ahead.
pub fn start_later(person: &Person, by: &str) -> Child {
    apart(person, KILLED)
        .env("LD_PRELOAD", library())
        .env("FAKETIME", by)
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .spawn()
        .unwrap()
}

const KILLED: &str = "ratchets::a_program_that_is_killed";

/// The program of somebody in a process of its own, as the test of this name runs it.
pub fn apart(person: &Person, program: &str) -> Program {
    let key = person.ring.key.lock().unwrap().clone().unwrap();
    let key: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    // Where the kernel lets no file grow, the program hears of a failed write, as on a full disk, and is not ended.
    let mut apart = Program::new("sh");
    apart
        .args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", program, "--nocapture"])
        .env(HOME, person.home.path())
        .env(KEY, key)
        .env(POLICY, person.policy_document().to_string())
        .env(AUTHORITY, person.authority())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    apart
}

#[test]
fn s40_a_kill_in_the_moment_keys_come_loses_none() {
    let (_world, tamper, mut amina, mut bryn, room) = a_key_for_each_message();
    let mut said = Vec::new();
    for round in 0..8 {
        amina.stop();
        let (given, keys) = channel();
        // As they arrive, or when what is made of them is on disk so far that the next is asked for.
        let (as_they_arrive, carried) = (round % 2 == 0, Arc::new(AtomicBool::new(false)));
        let (asked, come) = (given.clone(), carried.clone());
        tamper.after(move |request, reply| {
            if fetches_keys(request) && String::from_utf8_lossy(&reply.body).contains("m.room.encrypted") {
                come.store(true, Ordering::Relaxed);
                as_they_arrive.then(|| given.send(()).ok());
            }
        });
        tamper.instead(move |request| {
            let next = fetches_keys(request) && carried.load(Ordering::Relaxed);
            next.then(|| asked.send(()).ok());
            None
        });
        let mut program = start_apart(&amina);
        let text = unique(&format!("key {round}"));
        bryn.say(&room, &text).unwrap();
        bryn.event_of(&text);
        said.push(text);
        keys.recv_timeout(std::time::Duration::from_secs(60)).unwrap();
        program.kill().unwrap();
        program.wait().unwrap();
        tamper.behave();
        amina.start();
        amina.open(&room);
        for text in &said {
            amina.sees(text);
        }
    }
}

/// Takes a key for a new conversation with a device, as anybody may: its id, and whether it is the last resort.
fn claim(raw: &Caller, user: &str, device: &str) -> (String, bool) {
    let body = json!({ "one_time_keys": { user: { device: "signed_curve25519" } } });
    let claimed = raw
        .request("POST", "/_matrix/client/v3/keys/claim", Some(body))
        .unwrap();
    let keys = claimed["one_time_keys"][user][device].as_object();
    let (id, key) = keys.and_then(|keys| keys.iter().next()).expect("a last resort");
    (id.clone(), key["fallback"] == Value::Bool(true))
}

#[test]
fn s43_the_last_key_serves_two_and_is_then_replaced() {
    let (world, tamper, mut bryn, account) = tampered();
    let (given, last) = channel();
    tamper.after(move |request, _| {
        // The SDK makes it only once the server has said that there is none.
        let upload = request.path.contains("/keys/upload");
        let kept = upload && String::from_utf8_lossy(&request.body).contains("\"fallback\":true");
        kept.then(|| given.send(()).ok());
    });
    bryn.sign_in(&account).unwrap();
    last.recv_timeout(std::time::Duration::from_secs(60)).unwrap();
    bryn.trusts("a confirmed device", |trust| trust.confirmed == Some(true));
    let device = bryn.until("the device", |v| match &v.stage {
        Some(model::Stage::SignedIn(me)) => Some(me.device.to_string()),
        _ => None,
    });
    bryn.stop();
    let ((one, two), (puppet, _)) = (people(&world), people(&world));
    let raw = puppet.puppet().unwrap();
    while !claim(&raw, &account.user_id, &device).1 {}
    // Two who never wrote to Bryn do so now.
    let mut rooms = Vec::new();
    for other in [&one, &two] {
        let mut sender = Person::signed_in(&world, other);
        let room = sender.start_direct(&account);
        sender.open(&room);
        let text = unique("under the last key");
        sender.say(&room, &text).unwrap();
        sender.event_of(&text);
        rooms.push((sender, room, text));
    }
    bryn.start();
    bryn.online();
    for (_, room, text) in &rooms {
        bryn.accept(room);
        bryn.open(room);
        bryn.sees(text);
    }
    // There are keys for one use again; the last one itself the SDK replaces after a week.
    let (user, mut left) = (&account.user_id, 500);
    while claim(&raw, user, &device).1 {
        left -= 1;
        assert!(left > 0, "no new keys for one use");
    }
}

/// Copies a folder, in place of what was there.
fn copy(from: &Path, to: &Path) {
    std::fs::remove_dir_all(to).ok();
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(&from, &to).unwrap();
        }
    }
}

/// An old copy of the computer was put back: what was agreed with the other device since is not known here.
#[test]
fn s45_what_broke_between_two_devices_is_made_anew() {
    let (_world, tamper, mut amina, mut bryn, room) = a_key_for_each_message();
    let exchange = |amina: &mut Person, bryn: &mut Person| {
        amina.open(&room);
        for text in [unique("to"), unique("fro")] {
            bryn.say(&room, &text).unwrap();
            amina.sees(&text);
            amina.say(&room, &text).unwrap();
            bryn.event_of(&text);
        }
    };
    exchange(&mut amina, &mut bryn);
    amina.stop();
    let old = tempfile::tempdir().unwrap();
    copy(amina.home.path(), old.path());
    amina.start();
    exchange(&mut amina, &mut bryn);
    amina.stop();
    for folder in ["data", "cache"] {
        copy(&old.path().join(folder), &amina.home.path().join(folder));
    }
    let (given, anew) = channel();
    tamper.after(move |request, _| {
        if request.path.contains("/sendToDevice/m.room.encrypted/") {
            given.send(()).ok();
        }
    });
    // What is younger than an hour the SDK does not make anew.
    let mut program = start_later(&amina, "+2h");
    let mut said = vec![unique("cannot be read")];
    bryn.say(&room, &said[0]).unwrap();
    bryn.event_of(&said[0]);
    anew.recv_timeout(std::time::Duration::from_secs(60)).unwrap();
    program.kill().unwrap();
    program.wait().unwrap();
    amina.start();
    amina.open(&room);

    // What is made anew comes to Bryn in its own time. What he says before that goes under what broke.
    let deadline = Instant::now() + PATIENCE;
    while !said.iter().any(|text| amina.view.row(text).is_some()) {
        assert!(Instant::now() < deadline, "nothing is read any more");
        let text = unique("afterwards");
        bryn.say(&room, &text).unwrap();
        let event = bryn.event_of(&text);
        amina.until("what was said", |v| {
            v.messages()
                .find(|(_, message)| message.event.as_ref() == Some(&event))
                .map(drop)
        });
        said.push(text);
    }
    assert!(amina.view.row(&said[0]).is_none(), "nothing had broken");
}
