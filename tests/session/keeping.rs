//! Recovery key and key storage: what was said can be read on the next device, by its person alone.

use model::{Body, Closed, Command, Draft, Failure, KeyStorage, Secret, Shield, TrustStep, Why};
use support::unique;

use crate::basics::{Pair, pair};
use crate::person::Person;

#[test]
fn s15_s16_s24_a_recovery_key_brings_history_back_and_no_other_does() {
    let Pair {
        world,
        amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let mut amina = amina;
    let old = unique("from before the new laptop");
    bryn.say(&room, &old).unwrap();
    amina.sees(&old);
    let key = amina.makes_key();
    let others = bryn.makes_key();
    drop(amina);

    let mut laptop = Person::signed_in(&world, &accounts.0);
    let trust = laptop.trusts("an unconfirmed device", |trust| {
        trust.confirmed == Some(false) && trust.storage == KeyStorage::Incomplete
    });
    assert!(matches!(trust.next(), Some(TrustStep::Confirm { key: true, .. })));
    let typed = key.reveal();
    for wrong in [
        "",
        "not a key",
        &typed[..20],
        others.reveal(),
        &typed.replace(' ', "").to_uppercase(),
    ] {
        assert_eq!(
            laptop.uses_key(wrong),
            Err(Why::Failed(Failure::WrongKey)),
            "“{}”",
            wrong.len()
        );
    }
    assert_eq!(laptop.view.trust, Some(trust), "a wrong key changes nothing");

    laptop.uses_key(&typed.replace(' ', "")).unwrap();
    laptop.trusts("a confirmed device with key storage", |trust| {
        trust.confirmed == Some(true) && trust.storage == KeyStorage::On
    });
    laptop.summary(&room, "the room", |_| true);
    laptop.open(&room);
    // Who wrote it cannot be guaranteed any more: the key came from the storage.
    assert_eq!(laptop.sees(&old).shield, Shield::Unauthenticated);
    let new = unique("to the new laptop");
    bryn.say(&room, &new).unwrap();
    assert_eq!(laptop.sees(&new).shield, Shield::None);
}

/// The SDK keeps the time of the message and takes over the key of the change.
#[test]
fn a_change_of_an_old_message_is_judged_by_its_own_time() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let (old, other) = (unique("from before the new laptop"), unique("and another"));
    for text in [&old, &other] {
        bryn.say(&room, text).unwrap();
        amina.sees(text);
    }
    let key = amina.makes_key();

    let mut laptop = Person::signed_in(&world, &accounts.0);
    laptop.trusts("an unconfirmed device", |trust| trust.confirmed == Some(false));
    // To a device that nobody confirmed no key comes, so that of the change lies in key storage alone.
    bryn.sees(&old);
    let (row, changed) = (bryn.view.row(&old).unwrap().0.key.clone(), unique("changed since"));
    let draft = Draft {
        text: changed.clone(),
        edit: Some(row),
        ..Draft::default()
    };
    let there = room.clone();
    bryn.wish(|ticket| Command::Send {
        ticket,
        room: there,
        draft,
    })
    .unwrap();
    assert_eq!(amina.sees(&changed).shield, Shield::None);
    laptop.uses_key(key.reveal()).unwrap();
    laptop.trusts("key storage", |trust| trust.storage == KeyStorage::On);
    laptop.summary(&room, "the room", |_| true);
    laptop.open(&room);
    assert_eq!(laptop.sees(&other).shield, Shield::Unauthenticated);
    assert_eq!(
        laptop.sees_closed(&changed, Closed::Unvouched).shield,
        Shield::Unvouched
    );
}

#[test]
fn a_recovery_key_does_not_leave_in_a_message() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let key = amina.makes_key();
    let parts: Vec<&str> = key.reveal().split(' ').collect();
    for (text, leaves) in [
        (format!("Here it is: {}", key.reveal()), false),
        (parts.concat(), false),
        (parts.join("-\n"), false),
        (unique("The helpdesk never asks for it"), true),
    ] {
        let said = amina.say(&room, &text);
        let expected = if leaves {
            Ok(())
        } else {
            Err(Why::Failed(Failure::HoldsKey))
        };
        assert_eq!(said, expected);
        if leaves {
            bryn.sees(&text);
        }
    }
    for (text, leaves) in [
        ("482913", false),
        (" G-482 913 ", false),
        ("My one-time code is 48291377.", false),
        ("2026", true),
        ("File 482913 is with the committee", true),
    ] {
        let said = amina.say(&room, text);
        assert_eq!(said.is_ok(), leaves, "{text}");
        if !leaves {
            assert_eq!(said, Err(Why::Failed(Failure::HoldsCode)));
        }
    }
    let draft = Draft {
        text: "482913".to_owned(),
        anyway: true,
        ..Draft::default()
    };
    let to = room.clone();
    amina
        .wish(|ticket| Command::Send {
            ticket,
            room: to,
            draft,
        })
        .unwrap();
    bryn.sees("482913");
    let key_seen = bryn.view.texts().iter().any(|text| text.contains(parts[0]));
    assert!(!key_seen);
}

#[test]
fn whoever_asks_for_a_code_is_to_be_doubted() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let (asks, says) = (unique("Read me the verification code"), unique("Good morning"));
    amina.say(&room, &asks).unwrap();
    amina.say(&room, &says).unwrap();
    assert!(bryn.sees(&asks).lure);
    assert!(!bryn.sees(&says).lure);
    assert!(!amina.sees(&asks).lure, "one's own");
}

#[test]
fn s18_a_new_identity_needs_the_password_and_says_what_is_lost() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let old = unique("only the old identity reads this");
    bryn.say(&room, &old).unwrap();
    amina.sees(&old);
    let key = amina.makes_key();
    let mut laptop = Person::signed_in(&world, &accounts.0);
    laptop.trusts("an unconfirmed device", |trust| trust.confirmed == Some(false));
    laptop.summary(&room, "the room", |_| true);
    laptop.open(&room);
    laptop.until("a shut message", |v| {
        v.messages()
            .any(|(_, m)| matches!(m.body, Body::Undecryptable(_)))
            .then_some(())
    });

    laptop.send(Command::AskLoss);
    let loss = laptop.until("what would be lost", |v| v.loss.clone());
    assert!(
        loss.rooms.iter().any(|lost| lost.id == room && lost.unreadable > 0),
        "{loss:?}"
    );

    let reset = |person: &mut Person, password: &str| {
        let password = Secret::new(password.to_owned());
        person.wish(|ticket| Command::ResetIdentity { ticket, password })
    };
    let wrong = reset(&mut laptop, "mistyped");
    assert_eq!(wrong, Err(Why::Failed(Failure::WrongPassword)));
    // Nothing was given up: the key still opens what it opened.
    let mut other = Person::signed_in(&world, &accounts.0);
    other.trusts("an unconfirmed device", |trust| trust.confirmed == Some(false));
    other.uses_key(key.reveal()).unwrap();
    other.trusts("key storage", |trust| trust.storage == KeyStorage::On);

    reset(&mut laptop, &accounts.0.password).unwrap();
    let trust = laptop.trusts("a new identity", |trust| trust.confirmed == Some(true));
    assert!(matches!(trust.next(), Some(TrustStep::MakeKey) | None), "{trust:?}");
    laptop.makes_key();
    // The others are told, and the person's other devices have to be confirmed anew.
    bryn.until("the change", |v| {
        let changed = &v.header.as_ref()?.changed;
        (changed.first()?.person.id.as_str() == accounts.0.user_id).then_some(())
    });
    amina.trusts("a device of the old identity", |trust| trust.confirmed == Some(false));
}

#[test]
fn s17_s19_key_storage_removed_elsewhere_is_noticed_and_made_again() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let old = unique("kept twice");
    bryn.say(&room, &old).unwrap();
    amina.sees(&old);
    let kept = amina.makes_key();

    let raw = accounts.0.puppet().unwrap();
    let version = raw
        .request("GET", "/_matrix/client/v3/room_keys/version", None)
        .unwrap();
    let version = version["version"].as_str().unwrap().to_owned();
    let path = format!("/_matrix/client/v3/room_keys/version/{version}");
    raw.request("DELETE", &path, None).unwrap();
    amina.restart();
    let trust = amina.trusts("key storage that is gone", |trust| {
        trust.storage == KeyStorage::Incomplete
    });
    assert_eq!(trust.next(), Some(TrustStep::Repair));

    // Made again with the key the person has, or with another.
    amina.uses_key(kept.reveal()).unwrap();
    amina.trusts("key storage", |trust| trust.storage == KeyStorage::On);
    amina.view.recovery_key = None;
    let key = amina.makes_key();
    let mut laptop = Person::signed_in(&world, &accounts.0);
    laptop.trusts("an unconfirmed device", |trust| trust.confirmed == Some(false));
    laptop.uses_key(key.reveal()).unwrap();
    laptop.summary(&room, "the room", |_| true);
    laptop.open(&room);
    laptop.sees(&old);
}
