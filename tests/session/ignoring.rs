//! Ignoring and reporting people. Who is ignored is gone from every device, and never from the record.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use model::{Command, Failure, Reported, Why};
use serde_json::{Value, json};
use support::{Account, Reply, unique};

use crate::archive::Archive;
use crate::basics::{Pair, pair, pair_under};
use crate::person::Person;
use crate::ways_round::tampered_pair;

fn ignore(person: &mut Person, whom: &str, ignored: bool) {
    let whom = model::UserId::from(whom);
    let wish = person.wish(|ticket| Command::Ignore {
        ticket,
        person: whom,
        ignored,
    });
    wish.unwrap();
}

fn ignores(person: &mut Person, whom: &[&str]) {
    person.until(&format!("{whom:?} ignored"), |v| (v.ignored == whom).then_some(()));
}

fn account_data(account: &Account, kind: &str) -> Value {
    let raw = account.puppet().unwrap();
    let path = format!("/_matrix/client/v3/user/{}/account_data/{kind}", account.user_id);
    raw.raw("GET", &path, None).unwrap().1["ignored_users"].clone()
}

/// Waits until the server holds nothing back for this person.
fn leaves_the_servers_list(account: &Account) {
    let deadline = std::time::Instant::now() + crate::person::PATIENCE;
    while account_data(account, "m.ignored_user_list") != json!({}) {
        assert!(std::time::Instant::now() < deadline, "it stays in the server's list");
        std::thread::yield_now();
    }
}

#[test]
fn what_somebody_ignored_writes_is_on_no_device_and_comes_back() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let (before, own) = (unique("before it"), unique("my own words"));
    bryn.say(&room, &before).unwrap();
    amina.sees(&before);
    amina.say(&room, &own).unwrap();
    amina.sees(&own);
    let mut phone = Person::signed_in(&world, &accounts.0);
    let other = accounts.1.user_id.as_str();

    ignore(&mut amina, other, true);
    for device in [&mut amina, &mut phone] {
        ignores(device, &[other]);
    }
    assert_eq!(account_data(&accounts.0, "m.ignored_user_list"), json!({ other: {} }));
    amina.until("his words gone", |v| v.row(&before).is_none().then_some(()));
    // The SDK lets go of all it has of all rooms; what was on screen comes back by itself.
    amina.until("one's own words still there", |v| v.sent(&own).map(drop));
    let meanwhile = unique("while ignored");
    bryn.say(&room, &meanwhile).unwrap();
    bryn.sees(&meanwhile);
    let last = unique("the end of it");
    amina.say(&room, &last).unwrap();
    amina.sees(&last);
    bryn.sees(&last);
    assert!(amina.view.row(&meanwhile).is_none(), "{:?}", amina.view.texts());

    ignore(&mut phone, other, false);
    for device in [&mut amina, &mut phone] {
        ignores(device, &[]);
    }
    amina.until("all of it again", |v| {
        (v.row(&before).is_some() && v.row(&meanwhile).is_some() && v.row(&last).is_some()).then_some(())
    });
    let own = accounts.0.user_id.as_str().into();
    let wish = amina.wish(|ticket| Command::Ignore {
        ticket,
        person: own,
        ignored: true,
    });
    assert_eq!(wish.map(drop), Err(Why::Failed(Failure::Malformed)), "not oneself");
}

#[test]
fn whoever_is_ignored_goes_on_record_all_the_same() {
    let archive = Archive::new();
    let mut pair = pair_under(|policy| archive.keeps(policy));
    let other = pair.accounts.1.user_id.clone();
    let (before, while_ignored) = (unique("before it"), unique("while ignored"));
    pair.bryn.say(&pair.room, &before).unwrap();
    pair.amina.sees(&before);

    ignore(&mut pair.amina, &other, true);
    ignores(&mut pair.amina, &[&other]);
    let listed = account_data(&pair.accounts.0, "m.ignored_user_list");
    assert!(
        listed.is_null() || listed == json!({}),
        "the server goes on sending: {listed}"
    );
    pair.amina
        .until("his words gone", |v| v.row(&before).is_none().then_some(()));
    pair.bryn.say(&pair.room, &while_ignored).unwrap();
    pair.bryn.sees(&while_ignored);
    let last = unique("the end of it");
    pair.amina.say(&pair.room, &last).unwrap();
    pair.amina.sees(&last);
    pair.bryn.sees(&last);
    assert!(pair.amina.view.row(&while_ignored).is_none());
    signs_out(&mut pair.amina);
    let kept = archive.of(&pair.accounts.0.user_id);
    for text in [&before, &while_ignored, &last] {
        assert!(kept.says(text), "{text} is on record");
    }
}

#[test]
fn what_another_program_had_the_server_hold_back_goes_on_record_too() {
    let archive = Archive::new();
    let mut pair = pair_under(|policy| archive.keeps(policy));
    let other = pair.accounts.1.user_id.clone();
    pair.amina.stop();
    let raw = pair.accounts.0.puppet().unwrap();
    let path = format!(
        "/_matrix/client/v3/user/{}/account_data/m.ignored_user_list",
        pair.accounts.0.user_id
    );
    let listed = json!({ "ignored_users": { &other: {} } });
    raw.request("PUT", &path, Some(listed)).unwrap();
    let held_back = unique("held back by the server");
    pair.bryn.say(&pair.room, &held_back).unwrap();
    pair.bryn.sees(&held_back);

    pair.amina.start();
    pair.amina.online();
    ignores(&mut pair.amina, &[&other]);
    leaves_the_servers_list(&pair.accounts.0);
    let ours = account_data(&pair.accounts.0, "uk.gov.despatch.ignored");
    assert_eq!(ours, json!({ &other: {} }));
    pair.amina.open(&pair.room);
    let said = || archive.of(&pair.accounts.0.user_id).says(&held_back);
    let deadline = std::time::Instant::now() + crate::person::PATIENCE;
    while !said() {
        assert!(std::time::Instant::now() < deadline, "it never went on record");
        std::thread::yield_now();
    }
    assert!(pair.amina.view.row(&held_back).is_none(), "and it is not shown");
}

#[test]
fn what_could_not_be_taken_over_from_the_servers_list_is_tried_again() {
    let archive = Archive::new();
    let (tamper, mut pair) = tampered_pair(|policy| archive.keeps(policy));
    let other = pair.accounts.1.user_id.clone();
    let refused = Arc::new(AtomicBool::new(false));
    let refuses = refused.clone();
    tamper.instead(move |request| {
        let first = request.method == "PUT"
            && request.path.contains("uk.gov.despatch.ignored")
            && !refuses.swap(true, Ordering::Relaxed);
        first.then(|| Reply::error(403, "M_FORBIDDEN", "Not now"))
    });
    let path = format!(
        "/_matrix/client/v3/user/{}/account_data/m.ignored_user_list",
        pair.accounts.0.user_id
    );
    let listed = json!({ "ignored_users": { &other: {} } });
    let raw = pair.accounts.0.puppet().unwrap();
    raw.request("PUT", &path, Some(listed)).unwrap();

    ignores(&mut pair.amina, &[&other]);

    leaves_the_servers_list(&pair.accounts.0);
    assert!(refused.load(Ordering::Relaxed), "nothing was refused");
}

#[test]
fn messages_rooms_and_people_are_reported_to_ones_own_server() {
    let mut pair = pair();
    let text = unique("buy my tokens");
    pair.bryn.say(&pair.room, &text).unwrap();
    pair.amina.sees(&text);
    let event = pair.amina.event_of(&text);
    let colleague = pair
        .world
        .treasury()
        .register(&unique("carys"), "staple", "Carys Evans")
        .unwrap();
    let reports = |pair: &mut Pair, what: Reported, reason: &str| {
        let reason = reason.to_owned();
        let wish = pair.amina.wish(|ticket| Command::Report { ticket, what, reason });
        wish.map(drop)
    };
    // Synapse takes reports of other servers' people, and keeps none: the window says so.
    let other = Reported::Person(pair.accounts.1.user_id.as_str().into());
    reports(&mut pair, other, "advertising").unwrap();
    for what in [
        Reported::Message(pair.room.clone(), event.clone()),
        Reported::Room(pair.room.clone()),
        Reported::Person(colleague.user_id.as_str().into()),
    ] {
        let reason = unique("advertising");
        reports(&mut pair, what.clone(), &reason).unwrap_or_else(|why| panic!("{what:?}: {why:?}"));
        assert!(
            pair.world.treasury().database_contains(reason.as_bytes()).unwrap(),
            "{what:?}"
        );
        assert!(
            !pair.world.parliament().database_contains(reason.as_bytes()).unwrap(),
            "{what:?}"
        );
    }
    let admin = pair.world.treasury().admin().unwrap();
    let reports = admin
        .request("GET", "/_synapse/admin/v1/event_reports?dir=b", None)
        .unwrap();
    let reports = reports["event_reports"].as_array().unwrap();
    let of_ours = |report: &&Value| report["event_id"] == event.as_str();
    assert_eq!(reports.iter().filter(of_ours).count(), 1);
    assert!(
        !pair.world.treasury().database_contains(text.as_bytes()).unwrap(),
        "sealed still"
    );
}

fn signs_out(person: &mut Person) {
    person.wish(|ticket| Command::SignOut { ticket }).unwrap();
}
