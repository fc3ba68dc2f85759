//! Despatch and another program: matrix-js-sdk, which is what Element Web runs.

use model::{Command, ConfirmAnswer, ConfirmStep, Identity, KeyStorage, Means, RoomKind, Shield, TrustStep, Whom};
use support::peer::{Phase, Shade, Verification};
use support::{Peer, World, unique};

use crate::basics::people;
use crate::confirming::{answer, identity, step};
use crate::person::Person;

/// The emoji by their numbers (Matrix specification, "SAS method: emoji").
const EMOJI: [&str; 64] = [
    "Dog",
    "Cat",
    "Lion",
    "Horse",
    "Unicorn",
    "Pig",
    "Elephant",
    "Rabbit",
    "Panda",
    "Rooster",
    "Penguin",
    "Turtle",
    "Fish",
    "Octopus",
    "Butterfly",
    "Flower",
    "Tree",
    "Cactus",
    "Mushroom",
    "Globe",
    "Moon",
    "Cloud",
    "Fire",
    "Banana",
    "Apple",
    "Strawberry",
    "Corn",
    "Pizza",
    "Cake",
    "Heart",
    "Smiley",
    "Robot",
    "Hat",
    "Glasses",
    "Spanner",
    "Santa",
    "Thumbs Up",
    "Umbrella",
    "Hourglass",
    "Clock",
    "Gift",
    "Light Bulb",
    "Book",
    "Pencil",
    "Paperclip",
    "Scissors",
    "Lock",
    "Key",
    "Hammer",
    "Telephone",
    "Flag",
    "Train",
    "Bicycle",
    "Aeroplane",
    "Rocket",
    "Trophy",
    "Ball",
    "Guitar",
    "Trumpet",
    "Bell",
    "Anchor",
    "Headphones",
    "Folder",
    "Pin",
];

/// Amina with Despatch, Bryn with the other program, in a conversation that both have written in.
pub struct Talk {
    pub world: World,
    pub amina: Person,
    pub bryn: Peer,
    pub bryns_key: String,
    pub room: model::RoomId,
    pub accounts: (support::Account, support::Account),
    pub texts: (String, String),
}

pub fn talk() -> Talk {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let bryn = Peer::start(&world, &accounts.1, "Element").unwrap();
    let bryns_key = bryn.set_up_encryption().unwrap();
    let mut amina = Person::signed_in(&world, &accounts.0);
    let room = amina.start_direct(&accounts.1);
    bryn.join(room.as_str()).unwrap();
    amina.open(&room);
    amina.until("both there", |v| (v.header.as_ref()?.joined == 2).then_some(()));
    let texts = (unique("from Despatch"), unique("from the other program"));
    amina.say(&room, &texts.0).unwrap();
    let read = bryn.wait_for_text(&texts.0).unwrap();
    assert!(read.encrypted);
    assert_eq!(read.shield.unwrap().colour, Shade::None);
    bryn.say(room.as_str(), &texts.1).unwrap();
    assert_eq!(amina.sees(&texts.1).shield, Shield::None);
    Talk {
        world,
        amina,
        bryn,
        bryns_key,
        room,
        accounts,
        texts,
    }
}

/// Both see the same and say so.
fn both_match(person: &mut Person, peer: &Verification) {
    let shown = peer.emoji().unwrap();
    let numbers = person.until("emoji", |v| match v.confirmations.last()?.step {
        ConfirmStep::Compare { emoji, .. } => emoji,
        _ => None,
    });
    let names: Vec<&str> = numbers.iter().map(|number| EMOJI[usize::from(*number)]).collect();
    let theirs: Vec<&str> = shown.iter().map(|emoji| emoji.name.as_str()).collect();
    assert_eq!(names.join(" ").to_lowercase(), theirs.join(" ").to_lowercase());
    let flow = person.view.confirmations.last().unwrap().flow.clone();
    answer(person, &flow, ConfirmAnswer::Match);
    peer.confirm().unwrap();
    step(person, "the end", |step| *step == ConfirmStep::Done);
    peer.wait_for(Phase::Done).unwrap();
}

#[test]
fn despatch_asks_and_both_are_verified() {
    let Talk {
        mut amina,
        bryn,
        room,
        accounts,
        ..
    } = talk();
    let whom = Whom::Person(accounts.1.user_id.as_str().into());
    amina
        .wish(|ticket| Command::Confirm {
            ticket,
            whom,
            by: Means::Emoji,
        })
        .unwrap();
    let asked = bryn.wait_for_request(&accounts.0.user_id).unwrap();
    asked.accept().unwrap();
    asked.accept_sas().unwrap();
    both_match(&mut amina, &asked);

    identity(&mut amina, &accounts.1.user_id, Identity::Verified);
    bryn.wait_for_user(&accounts.0.user_id, |trust| trust.verified).unwrap();
    let text = unique("to somebody verified");
    amina.say(&room, &text).unwrap();
    assert_eq!(bryn.wait_for_text(&text).unwrap().shield.unwrap().colour, Shade::None);
}

#[test]
fn the_other_program_asks_and_both_are_verified() {
    let Talk {
        mut amina,
        bryn,
        room,
        accounts,
        ..
    } = talk();
    let asks = bryn.request_user(&accounts.0.user_id, room.as_str()).unwrap();
    let flow = step(&mut amina, "the question", |step| *step == ConfirmStep::Asked);
    answer(&mut amina, &flow, ConfirmAnswer::Accept);
    asks.wait_for(Phase::Ready).unwrap();
    asks.start_sas().unwrap();
    both_match(&mut amina, &asks);

    identity(&mut amina, &accounts.1.user_id, Identity::Verified);
    bryn.wait_for_user(&accounts.0.user_id, |trust| trust.verified).unwrap();
}

#[test]
fn the_other_program_reads_what_despatch_stored() {
    let Talk {
        world,
        mut amina,
        accounts,
        texts,
        ..
    } = talk();
    let key = amina.makes_key();
    let other = Peer::start(&world, &accounts.0, "Another device").unwrap();
    other
        .until("the keys in storage", || {
            Ok((other.recover(key.reveal())?.imported > 0).then_some(()))
        })
        .unwrap();
    for text in [&texts.0, &texts.1] {
        other.wait_for_text(text).unwrap();
    }
    // Despatch holds it for confirmed.
    amina.send(Command::ListDevices);
    amina.until("its device, confirmed", |v| {
        let found = v
            .devices
            .iter()
            .find(|device| device.id.as_str() == other.device_id())?;
        (found.trust == model::DeviceTrust::Confirmed).then_some(())
    });
}

#[test]
fn despatch_reads_what_the_other_program_stored() {
    let Talk {
        world,
        bryn,
        bryns_key,
        room,
        accounts,
        texts,
        ..
    } = talk();
    bryn.wait_for_backup(1).unwrap();
    let mut laptop = Person::signed_in(&world, &accounts.1);
    let trust = laptop.trusts("an unconfirmed device", |trust| {
        trust.confirmed == Some(false) && trust.storage == KeyStorage::Incomplete
    });
    assert!(matches!(trust.next(), Some(TrustStep::Confirm { key: true, .. })));
    laptop.uses_key(&bryns_key).unwrap();
    laptop.trusts("a confirmed device", |trust| trust.confirmed == Some(true));
    laptop.summary(&room, "the room", |line| {
        matches!(line.kind, RoomKind::Direct(_) | RoomKind::Room)
    });
    laptop.open(&room);
    for text in [&texts.0, &texts.1] {
        laptop.sees(text);
    }
}
