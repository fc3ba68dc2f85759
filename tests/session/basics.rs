//! The first things two people do.

use model::{Body, Command, Failure, Shield, Undecryptable, Whom, Why};
use serde_json::json;
use support::{Tamper, World, repoint, unique};

use crate::confirming::compare;
use crate::person::Person;

/// Two departments, a person in each, and a direct conversation both are in.
pub struct Pair {
    pub world: World,
    pub amina: Person,
    pub bryn: Person,
    pub room: model::RoomId,
    pub accounts: (support::Account, support::Account),
}

pub fn pair() -> Pair {
    pair_under(|_| {})
}

/// The same, where the first of the two is under a policy that differs.
pub fn pair_under(differ: impl FnOnce(&mut serde_json::Value)) -> Pair {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let mut policy = world.policy();
    differ(&mut policy);
    let mut amina = Person::under(&world, &policy);
    amina.sign_in(&accounts.0).unwrap();
    amina.online();
    let mut bryn = Person::signed_in(&world, &accounts.1);
    let room = amina.start_direct(&accounts.1);
    bryn.accept(&room);
    amina.open(&room);
    bryn.open(&room);
    Pair {
        world,
        amina,
        bryn,
        room,
        accounts,
    }
}

pub fn people(world: &World) -> (support::Account, support::Account) {
    let amina = world
        .treasury()
        .register(&unique("amina"), "correct horse", "Amina Rahman")
        .unwrap();
    let bryn = world
        .parliament()
        .register(&unique("bryn"), "battery staple", "Bryn Lewis")
        .unwrap();
    (amina, bryn)
}

#[test]
fn s01_first_message() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let (there, back) = (unique("the budget is ready"), unique("diolch yn fawr"));

    amina.say(&room, &there).unwrap();
    let read = bryn.sees(&there);
    bryn.say(&room, &back).unwrap();
    amina.sees(&back);

    assert_eq!(read.shield, Shield::None);
    assert_eq!(&*read.sender.name, "Amina Rahman");
    assert_eq!(read.sender.department.as_deref(), Some("Treasury"));
    let raw = accounts.0.sign_in().unwrap();
    let event = raw.event(room.as_str(), amina.event_of(&there).as_str()).unwrap();
    assert_eq!(event["type"], "m.room.encrypted");
    for server in world.servers() {
        assert!(!server.database_contains(there.as_bytes()).unwrap());
        assert!(!server.database_contains(back.as_bytes()).unwrap());
    }
}

#[test]
fn s02_invited_not_joined() {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let mut amina = Person::signed_in(&world, &accounts.0);
    // Keys go to devices that exist: the invited person has signed in before.
    let mut bryn = Person::signed_in(&world, &accounts.1);
    let room = amina.start_direct(&accounts.1);
    amina.open(&room);
    let text = unique("sent before you came");
    amina.say(&room, &text).unwrap();
    amina.sees(&text);

    bryn.accept(&room);
    bryn.open(&room);

    bryn.sees(&text);
}

#[test]
fn s03_invite_race() {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let mut amina = Person::signed_in(&world, &accounts.0);
    let mut bryn = Person::signed_in(&world, &accounts.1);
    let name = unique("Spending review");
    let room = amina
        .wish(|ticket| Command::CreateRoom {
            ticket,
            name,
            invite: Vec::new(),
        })
        .unwrap()
        .0
        .unwrap();
    amina.open(&room);
    let (first, second) = (unique("to myself"), unique("with nothing in between"));
    amina.say(&room, &first).unwrap();
    amina.sees(&first);

    // The answer to the invitation comes before the next sync does; the very next message counts the invited in.
    let (invited, person) = (room.clone(), accounts.1.user_id.clone());
    amina
        .wish(|ticket| Command::Invite {
            ticket,
            room: invited,
            person,
        })
        .unwrap();
    amina.say(&room, &second).unwrap();
    // Written means queued. If the join crosses the message on its way between the servers, neither knows of the other:
    // Bryn's server then learns of the message with whatever is said next, which is how servers federate.
    amina.sees(&second);
    bryn.accept(&room);
    bryn.open(&room);

    bryn.sees(&second);
}

#[test]
fn s04_no_history_before_join() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        accounts,
        ..
    } = pair();
    let carys_account = world
        .treasury()
        .register(&unique("carys"), "staple battery", "Carys Evans")
        .unwrap();
    let mut carys = Person::signed_in(&world, &carys_account);
    let name = unique("Spending review");
    let invite = vec![accounts.1.user_id.clone()];
    let room = amina
        .wish(|ticket| Command::CreateRoom { ticket, name, invite })
        .unwrap()
        .0
        .unwrap();
    // A room that shows its members older messages, whose keys they were never given.
    let raw = accounts.0.sign_in().unwrap();
    raw.set_state(
        room.as_str(),
        "m.room.history_visibility",
        "",
        json!({ "history_visibility": "shared" }),
    )
    .unwrap();
    bryn.accept(&room);
    amina.open(&room);
    let (early, late) = (unique("before carys"), unique("after carys"));
    amina.say(&room, &early).unwrap();
    amina.sees(&early);

    let (invited, person) = (room.clone(), carys_account.user_id.clone());
    amina
        .wish(|ticket| Command::Invite {
            ticket,
            room: invited,
            person,
        })
        .unwrap();
    carys.accept(&room);
    carys.open(&room);
    amina.say(&room, &late).unwrap();
    carys.sees(&late);

    let before_join = |body: &Body| {
        matches!(
            body,
            Body::Undecryptable(Undecryptable::BeforeJoin | Undecryptable::NotStored | Undecryptable::Locked)
        )
    };
    carys.until("the older message, closed", |v| {
        v.messages().any(|(_, m)| before_join(&m.body)).then_some(())
    });
    assert!(
        carys.view.row(&early).is_none(),
        "what was said before one came stays with those who were there"
    );
}

#[test]
fn s05_rejoin() {
    let Pair {
        world: _world,
        mut amina,
        mut bryn,
        room: _,
        accounts,
    } = pair();
    let (name, invite) = (unique("Spending review"), vec![accounts.1.user_id.clone()]);
    let room = amina
        .wish(|ticket| Command::CreateRoom { ticket, name, invite })
        .unwrap()
        .0
        .unwrap();
    bryn.accept(&room);
    amina.open(&room);
    let (while_away, after) = (unique("while you were away"), unique("now you are back"));

    let left = room.clone();
    bryn.wish(|ticket| Command::Leave { ticket, room: left }).unwrap();
    amina.until("bryn gone", |v| {
        v.header.as_ref().is_some_and(|h| h.joined == 1).then_some(())
    });
    amina.say(&room, &while_away).unwrap();
    amina.sees(&while_away);
    let (invited, person) = (room.clone(), accounts.1.user_id.clone());
    amina
        .wish(|ticket| Command::Invite {
            ticket,
            room: invited,
            person,
        })
        .unwrap();
    bryn.accept(&room);
    bryn.open(&room);
    amina.say(&room, &after).unwrap();

    bryn.sees(&after);
    assert!(bryn.view.row(&while_away).is_none());
}

#[test]
fn s06_attachment() {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let tamper = Tamper::before(&world, world.parliament()).unwrap();
    let mut policy = world.policy();
    repoint(&mut policy, world.parliament().name(), &tamper.base_url());
    let mut amina = Person::signed_in(&world, &accounts.0);
    let mut bryn = Person::under(&world, &policy);
    bryn.sign_in(&accounts.1).unwrap();
    let room = amina.start_direct(&accounts.1);
    bryn.accept(&room);
    amina.open(&room);
    bryn.open(&room);
    let folder = tempfile::tempdir().unwrap();
    let (sent, secret) = (folder.path().join("figures.csv"), unique("in confidence"));
    std::fs::write(&sent, &secret).unwrap();

    amina.send_file(&room, &sent, "").unwrap();
    let row = bryn.until("the file", |v| {
        v.messages()
            .find(|(_, m)| matches!(&m.body, Body::File(f) if &*f.name == "figures.csv"))
            .map(|(r, _)| r.key.clone())
    });
    let saved = tempfile::tempdir().unwrap();
    let save = |bryn: &mut Person| {
        let (room, row, folder) = (room.clone(), row.clone(), saved.path().to_owned());
        bryn.wish(|ticket| Command::SaveFile {
            ticket,
            room,
            row,
            folder,
        })
    };
    tamper.after(|request, reply| {
        if request.path.contains("/download/") {
            reply.body[0] ^= 1;
        }
    });
    assert_eq!(save(&mut bryn).unwrap_err(), Why::Failed(Failure::Tampered));
    assert_eq!(std::fs::read_dir(saved.path()).unwrap().count(), 0);
    tamper.behave();

    assert_eq!(save(&mut bryn).unwrap().1.as_deref(), Some("figures.csv"));
    assert_eq!(save(&mut bryn).unwrap().1.as_deref(), Some("figures (2).csv"));
    assert_eq!(
        std::fs::read_to_string(saved.path().join("figures.csv")).unwrap(),
        secret
    );
    for server in world.servers() {
        assert!(!server.database_contains(secret.as_bytes()).unwrap());
    }
}

#[test]
fn s07_own_two_devices() {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let mut first = Person::signed_in(&world, &accounts.0);
    let room = first.start_direct(&accounts.1);
    let mut second = Person::signed_in(&world, &accounts.0);
    second.trusts("another device to confirm it", |trust| {
        trust.confirmed == Some(false) && trust.others
    });
    compare(&mut second, &mut first, Whom::OwnDevices);
    second.summary(&room, "the room", |_| true);
    second.open(&room);
    first.open(&room);
    let text = unique("from my other computer");

    first.say(&room, &text).unwrap();

    let read = second.sees(&text);
    assert!(read.own);
    assert_eq!(read.shield, Shield::None);
}

#[test]
fn s30_plain_text_in_an_encrypted_room() {
    let mut pair = pair();
    let text = unique("in clear");

    pair.accounts
        .1
        .sign_in()
        .unwrap()
        .say(pair.room.as_str(), &text)
        .unwrap();

    assert_eq!(pair.amina.sees(&text).shield, Shield::NotEncrypted);
}
