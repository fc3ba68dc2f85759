//! Two accounts of one person in one program: a minister's at one department, and the same person's at another.

use std::path::{Path, PathBuf};

use model::{Body, Command, Failure, Reason, RoomId, RowKey, Stage, Why};
use serde_json::{Value, json};
use session::{Remains, Walls};
use support::{Account, World, unique};
use tempfile::TempDir;

use crate::person::Person;
use crate::remains::remains;

/// Somebody with two accounts, each in a conversation of its own with somebody else.
struct Two {
    world: World,
    minister: Person,
    member: Person,
    /// Who writes to both.
    other: Person,
    rooms: [RoomId; 2],
    accounts: [Account; 2],
}

fn two_under(differ: impl FnOnce(&mut Value), walls: Walls) -> Two {
    let world = World::shared().unwrap();
    let mut policy = world.policy();
    differ(&mut policy);
    let register = |server: &support::Server, name: &str| server.register(&unique("asha"), "two desks", name).unwrap();
    let accounts = [
        register(world.treasury(), "Asha Patel, Minister"),
        register(world.parliament(), "Asha Patel MP"),
    ];
    let writer = world
        .parliament()
        .register(&unique("owen"), "a third desk", "Owen Hughes")
        .unwrap();
    let mut minister = Person::among(&world, &policy, walls);
    minister.sign_in(&accounts[0]).unwrap();
    let mut member = minister.beside(&world, &policy);
    member.sign_in(&accounts[1]).unwrap();
    let mut other = Person::signed_in(&world, &writer);
    let mut meet = |person: &mut Person| {
        person.online();
        let room = person.start_direct(&writer);
        other.accept(&room);
        person.open(&room);
        room
    };
    let rooms = [meet(&mut minister), meet(&mut member)];
    Two {
        world,
        minister,
        member,
        other,
        rooms,
        accounts,
    }
}

/// Saves the file of that name, and says where it is then.
fn save(person: &mut Person, room: &RoomId, name: &str, into: &Path) -> PathBuf {
    let row = sees_file(person, name);
    let (room, folder) = (room.clone(), into.to_owned());
    let saved = person.wish(|ticket| Command::SaveFile {
        ticket,
        room,
        row,
        folder,
    });
    into.join(saved.unwrap().1.unwrap())
}

fn sees_file(person: &mut Person, name: &str) -> RowKey {
    person.until("the file", |view| {
        let mut rows = view.messages();
        rows.find_map(|(row, message)| match &message.body {
            Body::File(file) if &*file.name == name => Some(row.key.clone()),
            _ => None,
        })
    })
}

/// A file with words of its own.
fn file(folder: &TempDir, name: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, unique("for the minister's eyes")).unwrap();
    path
}

fn kept_apart() -> Result<(), Why> {
    Err(Why::Policy(Reason::BetweenAccounts))
}

#[test]
fn two_accounts_have_stores_and_keys_of_their_own_and_end_each_by_itself() {
    let Two {
        mut minister,
        mut member,
        mut other,
        rooms,
        accounts,
        ..
    } = two_under(|_| {}, Walls::default());
    let (office, surgery) = (unique("the reshuffle is on Friday"), unique("about my drains"));
    minister.say(&rooms[0], &office).unwrap();
    member.say(&rooms[1], &surgery).unwrap();
    other.open(&rooms[0]);
    other.sees(&office);
    other.open(&rooms[1]);
    other.sees(&surgery);
    let keys = [&minister, &member].map(|person| person.ring.key.lock().unwrap().clone().unwrap());
    assert_ne!(keys[0].as_slice(), keys[1].as_slice());

    minister.stop();
    member.stop();
    // What the stores give out to whoever has their key.
    assert!(
        !remains(&minister, office.as_bytes()).is_empty(),
        "the test can find words"
    );
    assert!(!remains(&member, surgery.as_bytes()).is_empty());
    for canary in [&surgery, rooms[1].as_str(), &accounts[1].user_id] {
        assert_eq!(remains(&minister, canary.as_bytes()).len(), 0, "{canary}");
    }
    for canary in [&office, rooms[0].as_str(), &accounts[0].user_id] {
        assert_eq!(remains(&member, canary.as_bytes()).len(), 0, "{canary}");
    }

    minister.start();
    minister.until("being signed in", |view| view.is_signed_in().then_some(()));
    minister.wish(|ticket| Command::SignOut { ticket }).unwrap();
    minister.until("the sign-in screen", |view| {
        matches!(view.stage, Some(Stage::SignedOut { .. })).then_some(())
    });
    let data = |person: &Person| person.home.path().join("data");
    assert_eq!(session::remains(&data(&minister)), Remains::Nothing);
    assert!(minister.ring.key.lock().unwrap().is_none());

    assert_eq!(session::remains(&data(&member)), Remains::Account);
    member.start();
    member.until("being signed in", |view| view.is_signed_in().then_some(()));
    member.open(&rooms[1]);
    member.sees(&surgery);
}

#[test]
fn a_file_saved_out_of_one_account_goes_into_no_other() {
    let Two {
        mut minister,
        mut member,
        mut other,
        rooms,
        world: _world,
        ..
    } = two_under(|_| {}, Walls::default());
    let (folder, saved) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    other.open(&rooms[0]);
    other.send_file(&rooms[0], &file(&folder, "brief.txt"), "").unwrap();
    let path = save(&mut minister, &rooms[0], "brief.txt", saved.path());

    assert_eq!(member.send_file(&rooms[1], &path, ""), kept_apart());
    // By another name, too: it is known by what is in it.
    let copy = saved.path().join("recipe.txt");
    std::fs::copy(&path, &copy).unwrap();
    assert_eq!(member.send_file(&rooms[1], &copy, ""), kept_apart());
    // The question before it is sent says so already.
    let (room, asked) = (rooms[1].clone(), copy.clone());
    member.send(Command::LookAtFile { room, path: asked });
    let seen = member.until("the file", |view| view.sendable.get(&copy).cloned());
    assert_eq!(seen.refused, Some(Why::Policy(Reason::BetweenAccounts)));
    // It is the minister's own, and anything else is anybody's.
    minister.send_file(&rooms[0], &copy, "").unwrap();
    member.send_file(&rooms[1], &file(&folder, "leaflet.txt"), "").unwrap();

    // As when the program has ended and begun.
    minister.stop();
    member.stop();
    let walls = Walls::default();
    minister.walls = walls.clone();
    member.walls = walls;
    minister.start();
    minister.until("being signed in", |view| view.is_signed_in().then_some(()));
    member.start();
    member.online();
    member.open(&rooms[1]);
    assert_eq!(member.send_file(&rooms[1], &copy, ""), kept_apart());
}

#[test]
fn both_departments_have_to_let_a_file_through() {
    let policy = |servers: Value| move |policy: &mut Value| policy["device"]["exchange_between_accounts"] = servers;
    for (servers, passes) in [
        (json!(["parliament.example"]), false),
        (json!(["treasury.example"]), false),
        (json!(["treasury.example", "parliament.example"]), true),
    ] {
        let Two {
            mut minister,
            mut member,
            mut other,
            rooms,
            world: _world,
            ..
        } = two_under(policy(servers.clone()), Walls::default());
        let (folder, saved) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        other.open(&rooms[0]);
        other.send_file(&rooms[0], &file(&folder, "brief.txt"), "").unwrap();
        let path = save(&mut minister, &rooms[0], "brief.txt", saved.path());
        let sent = member.send_file(&rooms[1], &path, "");
        assert_eq!(sent.is_ok(), passes, "{servers}: {sent:?}");
        if !passes {
            assert_eq!(sent, kept_apart());
        }
    }
}

#[test]
fn what_an_account_keeps_for_a_while_is_sent_from_no_other() {
    // All homes of tests are in there.
    let walls = Walls::new([std::env::temp_dir()]);
    let Two {
        minister,
        mut member,
        rooms,
        world: _world,
        ..
    } = two_under(|_| {}, walls);
    let kept = minister.home.path().join("cache/account/pasted.png");
    std::fs::write(&kept, "of the other account").unwrap();
    assert_eq!(member.send_file(&rooms[1], &kept, ""), kept_apart());
}

#[test]
fn nobody_is_in_one_program_twice() {
    let Two {
        world,
        mut minister,
        mut other,
        rooms,
        accounts,
        ..
    } = two_under(|_| {}, Walls::default());
    let mut again = minister.beside(&world, &world.policy());
    let refused = again.sign_in(&accounts[0]);
    assert_eq!(refused, Err(Why::Failed(Failure::AlreadyHere)));
    assert_eq!(session::remains(&again.home.path().join("data")), Remains::Nothing);
    // Neither does the try end the account that is there.
    let text = unique("still here");
    other.open(&rooms[0]);
    other.say(&rooms[0], &text).unwrap();
    minister.sees(&text);
}
