//! Whose devices are written to, whose messages are shown, and for how long one key is used.

use std::collections::BTreeSet;

use model::{Body, Command, DeviceTrust, Identity, RoomId, Secret, Shield, Undecryptable};
use serde_json::json;
use support::{Account, Peer, World, unique};

use crate::basics::{Pair, pair, people};
use crate::lasting::behind_a_gate;
use crate::person::Person;

/// Waits for a message that cannot be read, and why.
fn shut(person: &mut Person, why: Undecryptable) {
    person.until(&format!("{why:?}"), |v| {
        let mut messages = v.messages();
        messages.any(|(_, m)| m.body == Body::Undecryptable(why)).then_some(())
    });
}

/// Which Megolm session a message went out under, as its server has it.
fn session_of(account: &Account, room: &RoomId, event: &model::EventId) -> String {
    let raw = account.sign_in().unwrap();
    let event = raw.event(room.as_str(), event.as_str()).unwrap();
    event["content"]["session_id"].as_str().unwrap().to_owned()
}

/// Says something, waits until it is on the server, and gives the session.
fn says(person: &mut Person, account: &Account, room: &RoomId, what: &str) -> String {
    let text = unique(what);
    person.say(room, &text).unwrap();
    person.sees(&text);
    let event = person.event_of(&text);
    session_of(account, room, &event)
}

/// Waits until somebody's program knows of so many confirmed devices of another: its server tells it, some time.
pub fn knows_of(person: &mut Person, other: &Account, devices: u32) {
    loop {
        person.view.profile = None;
        person.send(Command::ShowPerson(other.user_id.as_str().into()));
        if person.until("a page", |v| v.profile.clone()).confirmed == devices {
            break;
        }
    }
}

#[test]
fn s20_who_has_signed_out_since_is_still_believed() {
    let (_world, gate, mut amina, mut bryn, room, _) = behind_a_gate();
    let before = unique("before");
    bryn.say(&room, &before).unwrap();
    amina.sees(&before);
    gate.close();
    amina.until("offline", |v| {
        (v.connection == Some(model::Connection::Offline)).then_some(())
    });
    let last = unique("my last words on this computer");
    bryn.say(&room, &last).unwrap();
    bryn.sees(&last);
    bryn.wish(|ticket| Command::SignOut { ticket }).unwrap();
    gate.open().unwrap();

    assert_eq!(amina.sees(&last).shield, Shield::None);
}

#[test]
fn s21_s31_a_device_that_nobody_confirmed_neither_reads_nor_is_read() {
    let Pair {
        world,
        mut amina,
        bryn,
        room,
        accounts,
    } = pair();
    drop(bryn);
    // Bryn's password in other hands, or Bryn at another computer: it is all the same as long as nobody has confirmed it.
    let mut unconfirmed = Person::signed_in(&world, &accounts.1);
    unconfirmed.trusts("an unconfirmed device", |trust| trust.confirmed == Some(false));
    unconfirmed.summary(&room, "the room", |_| true);
    unconfirmed.open(&room);
    let text = unique("for confirmed devices");
    amina.say(&room, &text).unwrap();
    amina.sees(&text);
    shut(&mut unconfirmed, Undecryptable::WithheldUnconfirmed);

    // Another program writes from such a device; ours would not.
    let other = Peer::start(&world, &accounts.1, "Unknown").unwrap();
    let event = other.say(room.as_str(), &unique("believe me")).unwrap();
    shut(&mut amina, Undecryptable::UnconfirmedDevice);
    assert!(amina.view.row("believe me").is_none(), "{event}");
    amina.send(Command::ShowPerson(accounts.1.user_id.as_str().into()));
    amina.until("two unconfirmed devices", |v| {
        let profile = v.profile.as_ref()?;
        (profile.confirmed == 1 && profile.unconfirmed == 2).then_some(())
    });
}

/// From a device that nobody confirmed, and in clear from the server itself.
#[test]
fn a_change_counts_only_where_a_message_would() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let (text, mark) = (unique("pay the first"), unique("and that is all"));
    bryn.say(&room, &text).unwrap();
    let event = bryn.event_of(&text);
    amina.sees(&text);
    let unconfirmed = Peer::start(&world, &accounts.1, "Unknown").unwrap();
    unconfirmed
        .change(room.as_str(), event.as_str(), &unique("pay the second"))
        .unwrap();
    let words = json!({ "msgtype": "m.text", "body": "pay the third" });
    let change = json!({
        "msgtype": "m.text", "body": "* pay the third", "m.new_content": words,
        "m.relates_to": { "rel_type": "m.replace", "event_id": event.as_str() },
    });
    let raw = accounts.1.sign_in().unwrap();
    raw.send(room.as_str(), "m.room.message", change).unwrap();
    bryn.say(&room, &mark).unwrap();
    amina.sees(&mark);

    let said = amina.sees(&text);
    assert_eq!((said.shield, said.edited), (Shield::None, false));
    let said = |text: &str| amina.view.texts().iter().any(|shown| shown.contains(text));
    assert!(!said("pay the second") && !said("pay the third"));
}

#[test]
fn s22_who_has_no_identity_gets_nothing_and_it_shows() {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let bare = Peer::start(&world, &accounts.1, "Without an identity").unwrap();
    let mut amina = Person::signed_in(&world, &accounts.0);
    let room = amina.start_direct(&accounts.1);
    bare.join(room.as_str()).unwrap();
    amina.open(&room);
    amina.until("both there, one unverified", |v| {
        let header = v.header.as_ref()?;
        (header.joined == 2 && header.unverified == 1).then_some(())
    });
    let text = unique("nobody can tell who reads this");
    amina.say(&room, &text).unwrap();
    let event = amina.event_of(&text);
    bare.wait_for_undecryptable(event.as_str()).unwrap();
    crate::confirming::identity(&mut amina, &accounts.1.user_id, Identity::None);
}

#[test]
fn s35_s37_a_key_is_used_on_until_somebody_or_some_device_goes() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room: _,
        accounts,
    } = pair();
    let carys = world
        .treasury()
        .register(&unique("carys"), "a third password", "Carys Hughes")
        .unwrap();
    let peer = Peer::start(&world, &carys, "Element").unwrap();
    peer.set_up_encryption().unwrap();
    let (name, invite) = (
        unique("Spending review"),
        vec![accounts.1.user_id.clone(), carys.user_id.clone()],
    );
    let room = amina
        .wish(|ticket| Command::CreateRoom { ticket, name, invite })
        .unwrap()
        .0
        .unwrap();
    bryn.accept(&room);
    peer.join(room.as_str()).unwrap();
    amina.open(&room);
    let there = |person: &mut Person, count: u32| {
        person.until("who is there", |v| (v.header.as_ref()?.joined == count).then_some(()));
    };
    there(&mut amina, 3);
    let me = accounts.0.clone();
    let first = says(&mut amina, &me, &room, "all three read this");

    // A new name is no reason. A restart is, to the SDK: it reads the list of members anew, and may have missed somebody.
    let path = format!("/_matrix/client/v3/profile/{}/displayname", accounts.1.user_id);
    let raw = accounts.1.puppet().unwrap();
    raw.request("PUT", &path, Some(json!({ "displayname": "Bryn the Younger" })))
        .unwrap();
    bryn.open(&room);
    bryn.say(&room, &unique("under my new name")).unwrap();
    amina.until("the new name", |v| {
        let mut messages = v.messages();
        messages
            .any(|(_, m)| &*m.sender.name == "Bryn the Younger")
            .then_some(())
    });
    assert_eq!(says(&mut amina, &me, &room, "under the same key"), first);

    peer.leave(room.as_str()).unwrap();
    there(&mut amina, 2);
    let second = says(&mut amina, &me, &room, "Carys has left");
    assert_ne!(second, first);

    // A confirmed device of Bryn's is signed out.
    let password = Secret::new(accounts.1.password.clone());
    let mut laptop = Person::signed_in(&world, &accounts.1);
    laptop.trusts("another device", |trust| trust.confirmed == Some(false) && trust.others);
    crate::confirming::compare(&mut laptop, &mut bryn, model::Whom::OwnDevices);
    knows_of(&mut amina, &accounts.1, 2);
    let with_laptop = says(&mut amina, &me, &room, "Bryn's laptop reads this");
    bryn.send(Command::ListDevices);
    let device = bryn.until("the laptop", |v| {
        let other = v
            .devices
            .iter()
            .find(|device| !device.this && device.trust == DeviceTrust::Confirmed)?;
        Some(other.id.clone())
    });
    bryn.wish(|ticket| Command::SignOutDevices {
        ticket,
        devices: vec![device],
        password,
    })
    .unwrap();
    knows_of(&mut amina, &accounts.1, 1);
    assert_ne!(says(&mut amina, &me, &room, "the laptop does not"), with_laptop);
}

#[test]
fn s36_s44_a_key_for_each_message_and_all_of_them_arrive_at_once() {
    const MESSAGES: usize = 120;
    let (_world, gate, mut amina, mut bryn, _, accounts) = behind_a_gate();
    let raw = accounts.1.puppet().unwrap();
    let room = raw
        .create_room(json!({
            "name": unique("A key for each"), "preset": "private_chat", "invite": [accounts.0.user_id],
            "initial_state": [{
                "type": "m.room.encryption", "state_key": "",
                "content": { "algorithm": "m.megolm.v1.aes-sha2", "rotation_period_msgs": 1 },
            }],
        }))
        .unwrap();
    let room = RoomId::from(room);
    amina.accept(&room);
    bryn.summary(&room, "the room", |_| true);
    bryn.open(&room);
    bryn.until("both there", |v| (v.header.as_ref()?.joined == 2).then_some(()));
    gate.close();
    amina.until("offline", |v| {
        (v.connection == Some(model::Connection::Offline)).then_some(())
    });
    let texts: Vec<String> = (0..MESSAGES)
        .map(|number| unique(&format!("number {number}")))
        .collect();
    for text in &texts {
        bryn.say(&room, text).unwrap();
    }
    bryn.sees(&texts[MESSAGES - 1]);
    let sessions: BTreeSet<String> = texts[MESSAGES - 3..]
        .iter()
        .map(|text| {
            let event = bryn.event_of(text);
            session_of(&accounts.1, &room, &event)
        })
        .collect();
    assert_eq!(sessions.len(), 3, "one key for each message");
    gate.open().unwrap();

    amina.open(&room);
    for text in texts.iter().rev() {
        if amina.view.row(text).is_none() {
            amina.send(Command::LoadOlder(room.clone()));
        }
        amina.sees(text);
    }
}
