//! What a session endures: tokens that end, a department that is down.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use model::{Command, Connection, RoomId, Secret, Stage};
use serde_json::json;
use support::{Account, Reply, Request, Tamper, World, unique};

use crate::basics::people;
use crate::person::Person;
use crate::senders::knows_of;
use crate::ways_round::{signed_in_there, tampered};

/// What a request carries as its access token.
fn token(request: &Request) -> Option<String> {
    let mut headers = request.headers.iter();
    let (_, value) = headers.find(|(name, _)| name.eq_ignore_ascii_case("authorization"))?;
    value.strip_prefix("Bearer ").map(ToOwned::to_owned)
}

#[test]
fn s48_a_department_that_was_down_gets_what_was_written_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(folder.path()).unwrap();
    let accounts = people(&world);
    let mut amina = Person::signed_in(&world, &accounts.0);
    let mut bryn = Person::signed_in(&world, &accounts.1);
    let room = amina.start_direct(&accounts.1);
    bryn.accept(&room);
    amina.open(&room);
    bryn.open(&room);
    let before = unique("before");
    amina.say(&room, &before).unwrap();
    bryn.sees(&before);

    world.parliament().stop().unwrap();
    bryn.until("offline", |v| (v.connection == Some(Connection::Offline)).then_some(()));
    let meanwhile = [unique("first"), unique("second")];
    for text in &meanwhile {
        amina.say(&room, text).unwrap();
        amina.event_of(text);
    }
    world.parliament().start().unwrap();
    bryn.send(Command::Retry);
    bryn.online();
    // A server that was found down is tried again when it is heard of.
    let after = unique("back again");
    bryn.say(&room, &after).unwrap();
    amina.sees(&after);
    for text in &meanwhile {
        bryn.sees(text);
    }
}

/// Somebody whose access token has run out, as the server tells every request that carries it, and how often a new one was
/// asked for, and how often a request was refused.
/// Where `lost`, the first new one is lost on its way.
fn run_out(lost: bool) -> (World, Person, Account, Tamper, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    let (world, tamper, amina, account, _) = signed_in_there();
    let old = tamper.seen().iter().rev().find_map(token).unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    tamper.after(move |request, reply| {
        if request.path.ends_with("/refresh") && count.fetch_add(1, Ordering::Relaxed) == 0 && lost {
            *reply = Reply::broken();
        }
    });
    let refused = Arc::new(AtomicUsize::new(0));
    let count = refused.clone();
    tamper.instead(move |request| {
        let body = json!({ "errcode": "M_UNKNOWN_TOKEN", "error": "expired", "soft_logout": true });
        (token(request).as_ref() == Some(&old)).then(|| {
            count.fetch_add(1, Ordering::Relaxed);
            Reply::json(401, &body)
        })
    });
    (world, amina, account, tamper, asked, refused)
}

#[test]
fn s50_a_token_that_ends_under_many_requests_is_renewed() {
    let (_world, mut amina, _, _tamper, asked, refused) = run_out(false);
    for _ in 0..10 {
        amina.send(Command::ListDevices);
    }
    amina.until("the devices", |v| (!v.devices.is_empty()).then_some(()));
    assert!(amina.view.is_signed_in());
    // An answer that comes after the renewal leads to another; each renewal was asked for by a refusal of its own.
    let (asked, refused) = (asked.load(Ordering::Relaxed), refused.load(Ordering::Relaxed));
    assert!(
        (1..=refused).contains(&asked),
        "{asked} renewals after {refused} refusals"
    );
}

#[test]
fn s50_a_renewal_that_was_lost_on_its_way_is_no_loop() {
    let (_world, mut amina, account, _tamper, asked, _) = run_out(true);
    amina.send(Command::ListDevices);
    amina.until("the loss", |_| (asked.load(Ordering::Relaxed) > 0).then_some(()));
    amina.restart();
    // Synapse takes the old one once more; a server that does not asks for the password.
    let again = amina.until("a way on", |v| match (&v.stage, v.connection) {
        (Some(Stage::SignInAgain(_)), _) => Some(true),
        (_, Some(Connection::Online)) => Some(false),
        _ => None,
    });
    if again {
        let password = Secret::new(account.password.clone());
        amina.wish(|ticket| Command::SignInAgain { ticket, password }).unwrap();
    }
    amina.online();
    amina.send(Command::ListDevices);
    amina.until("the same device and no other", |v| {
        (v.devices.len() == 1 && v.devices[0].this).then_some(())
    });
}

/// The server has a message, and the program ends before it hears so. The message is never lost nor there twice.
#[test]
fn a_message_whose_sending_the_end_cut_off_is_shown_once() {
    let (_world, tamper, mut amina, _, other) = signed_in_there();
    let room = amina.start_direct(&other);
    amina.open(&room);
    for round in 0..6 {
        let (reached, has) = channel();
        let (release, ended) = channel();
        let ended = Mutex::new(ended);
        tamper.after(move |request, reply| {
            if request.path.contains("/send/m.room.encrypted/") {
                reached.send(()).ok();
                ended.lock().unwrap().recv_timeout(Duration::from_secs(30)).ok();
                *reply = Reply::broken();
            }
        });
        let text = unique(&format!("cut off {round}"));
        amina.say(&room, &text).unwrap();
        has.recv_timeout(Duration::from_secs(60)).unwrap();
        // The answer is lost before the end, or by it.
        if round % 2 == 0 {
            release.send(()).ok();
        }
        amina.stop();
        release.send(()).ok();
        tamper.behave();
        for _ in 0..2 {
            amina.start();
            if round > 2 {
                amina.online();
            }
            amina.open(&room);
            amina.event_of(&text);
            amina.until("it once", |v| {
                (v.texts().iter().filter(|shown| **shown == text).count() == 1).then_some(())
            });
            // Right after it was seen is when the stores are still at work on it.
            amina.stop();
        }
        amina.start();
        amina.online();
        amina.open(&room);
        amina.event_of(&text);
    }
}

/// The program ends as soon as it has kept its place in what the server gives, with thirty rooms still on their way to the
/// stores.
#[test]
fn what_came_in_at_the_very_end_is_there_at_the_next_start() {
    let (_world, tamper, mut amina, account, other) = signed_in_there();
    let raw = other.puppet().unwrap();
    let made = (0..30).map(|index| {
        let room = raw.create_room(json!({ "name": format!("Room {index}"), "invite": [account.user_id] }));
        RoomId::from(room.unwrap())
    });
    let rooms: Vec<RoomId> = made.collect();
    for room in &rooms {
        amina.accept(room);
        // Of a room that was never open the server gives more when it is opened.
        amina.open(room);
    }
    amina.stop();
    let text = unique("at the very end");
    for room in &rooms {
        raw.say(room.as_str(), &text).unwrap();
    }
    let given = Arc::new(AtomicBool::new(false));
    let (kept, ends) = channel();
    let (giving, wanted) = (given.clone(), text.clone());
    tamper.after(move |request, reply| {
        if is_list(request) && String::from_utf8_lossy(&reply.body).contains(&wanted) {
            giving.store(true, Ordering::Relaxed);
        }
    });
    tamper.instead(move |request| {
        // Whoever asks for what comes next has kept the place up to here.
        if is_list(request) && given.load(Ordering::Relaxed) {
            kept.send(()).ok();
        }
        None
    });

    amina.start();
    ends.recv_timeout(Duration::from_secs(60)).unwrap();
    amina.restart();

    for room in &rooms {
        amina.open(room);
        amina.sees(&text);
    }
}

fn is_list(request: &Request) -> bool {
    request.path.contains("/sync") && request.json()["conn_id"] == "room-list"
}

#[test]
fn s41_keys_whose_receipt_was_lost_are_not_made_twice() {
    let (world, tamper, mut amina, account) = tampered();
    let refused = Arc::new(Mutex::new(Vec::new()));
    let (lost, seen) = (Arc::new(AtomicUsize::new(0)), refused.clone());
    let losing = lost.clone();
    tamper.after(move |request, reply| {
        if request.path.ends_with("/keys/upload") {
            if reply.status != 200 {
                let text = String::from_utf8_lossy(&reply.body).into_owned();
                seen.lock().unwrap().push(text);
            }
            // The server has the keys; the program does not hear of it.
            if losing.fetch_add(1, Ordering::Relaxed) < 2 {
                *reply = Reply::broken();
            }
        }
    });
    amina.sign_in(&account).unwrap();
    amina.online();
    amina.restart();
    amina.online();
    let (_, other) = people(&world);
    let mut bryn = Person::signed_in(&world, &other);
    let room = bryn.start_direct(&account);
    amina.accept(&room);
    amina.open(&room);
    bryn.open(&room);
    knows_of(&mut bryn, &account, 1);
    let text = unique("under a key that was published once");
    bryn.say(&room, &text).unwrap();
    amina.sees(&text);
    assert!(lost.load(Ordering::Relaxed) > 2, "nothing was lost");
    assert_eq!(*refused.lock().unwrap(), Vec::<String>::new());
}
