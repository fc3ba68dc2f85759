//! What a session endures: tokens that end, a department that is down.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use model::{Command, Connection};
use serde_json::json;
use support::{Reply, Request, Tamper, World, unique};

use crate::basics::people;
use crate::person::Person;
use crate::ways_round::tampered;

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
/// asked for.
fn run_out() -> (World, Person, Tamper, Arc<AtomicUsize>) {
    let (world, tamper, mut amina, account) = tampered();
    amina.sign_in(&account).unwrap();
    amina.online();
    let old = tamper.seen().iter().rev().find_map(token).unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    tamper.after(move |request, _| {
        if request.path.ends_with("/refresh") {
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    tamper.instead(move |request| {
        let body = json!({ "errcode": "M_UNKNOWN_TOKEN", "error": "expired", "soft_logout": true });
        (token(request).as_ref() == Some(&old)).then(|| Reply::json(401, &body))
    });
    (world, amina, tamper, asked)
}

#[test]
fn s50_a_token_that_ends_under_many_requests_is_renewed_once() {
    let (_world, mut amina, _tamper, asked) = run_out();
    for _ in 0..10 {
        amina.send(Command::ListDevices);
    }
    amina.until("the devices", |v| (!v.devices.is_empty()).then_some(()));
    assert!(amina.view.is_signed_in());
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}
