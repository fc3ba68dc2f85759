//! Rooms that approved servers list: found, joined, and asked to be let into. The foreign server is never asked.

use std::sync::Arc;

use model::{
    Access, Browse, Capability, Command, Entered, Explore, ListedRoom, Listing, Membership, RoomChange, RoomId,
    RoomKind, Why,
};
use policy::Reason;
use serde_json::json;
use support::{Account, World, unique};

use crate::basics::people;
use crate::governing::{change, lists};
use crate::person::Person;

/// A room of somebody's, open in this way and listed.
fn listed(person: &mut Person, name: &str, access: Access) -> RoomId {
    let (named, invite) = (name.to_owned(), Vec::new());
    let made = person.wish(|ticket| Command::CreateRoom {
        ticket,
        name: named,
        invite,
    });
    let room = made.unwrap().0.unwrap();
    person.open(&room);
    change(person, &room, RoomChange::Access(access)).unwrap();
    person.until("a room that may be listed", |v| {
        let settings = &v.header.as_ref()?.settings;
        (settings.list == Capability::Allowed && settings.listed == Some(false)).then_some(())
    });
    change(person, &room, RoomChange::Listed(true)).unwrap();
    person.until("a listed room", |v| {
        (v.header.as_ref()?.settings.listed == Some(true)).then_some(())
    });
    room
}

fn browse(person: &mut Person, server: Option<&str>, words: &str) -> Arc<Listing> {
    let asked = Browse {
        server: server.map(Into::into),
        words: words.to_owned(),
    };
    person.send(Command::Explore(Explore::Browse(None)));
    person.view.listing = None;
    person.send(Command::Explore(Explore::Browse(Some(Arc::new(asked.clone())))));
    person.until(&format!("what {server:?} lists of {words:?}"), |v| {
        let listing = v.listing.clone()?;
        (listing.asked == asked && !listing.loading).then_some(listing)
    })
}

/// A room in what a server lists, looked for until it is there.
fn found(person: &mut Person, server: Option<&str>, words: &str) -> ListedRoom {
    let deadline = std::time::Instant::now() + crate::person::PATIENCE;
    loop {
        let listing = browse(person, server, words);
        assert_eq!(listing.failed, None);
        if let Some(room) = listing.rooms.first() {
            assert_eq!(listing.rooms.len(), 1);
            return room.clone();
        }
        assert!(std::time::Instant::now() < deadline, "{words} is not listed");
    }
}

fn join(person: &mut Person, room: &ListedRoom) -> RoomId {
    let address = room.address.to_string();
    person
        .wish(|ticket| Command::Join { ticket, address })
        .unwrap()
        .0
        .unwrap()
}

fn two(world: &World) -> (Person, Person, (Account, Account)) {
    let accounts = people(world);
    let amina = Person::signed_in(world, &accounts.0);
    let bryn = Person::signed_in(world, &accounts.1);
    (amina, bryn, accounts)
}

#[test]
fn a_room_of_another_department_is_found_by_name_and_joined() {
    let world = World::shared().unwrap();
    let (mut amina, mut bryn, _) = two(&world);
    let before = world.outside().strangers().unwrap().len();
    let name = unique("Clerks of committees");
    let room = listed(&mut bryn, &name, Access::Anybody);

    let own = browse(&mut amina, None, &name);
    let named: Vec<&str> = own.directories.iter().map(|directory| &*directory.name).collect();
    assert_eq!(named, ["Treasury", "Parliament"], "her own first");
    assert_eq!(own.rooms.len(), 0, "it is the other department's");
    let other = world.parliament().name();
    let seen = found(&mut amina, Some(other), &name);
    assert_eq!((&seen.id, &*seen.name, seen.people), (&room, &*name, 1));
    assert_eq!((&seen.join, &seen.knock), (&Capability::Allowed, &Capability::Absent));
    assert_eq!(join(&mut amina, &seen), room);
    amina.summary(&room, "the room", |line| line.kind == RoomKind::Room);
    assert_eq!(found(&mut amina, Some(other), &name).standing, Entered::Joined);
    amina.open(&room);
    let text = unique("hello from the Treasury");
    amina.say(&room, &text).unwrap();
    bryn.sees(&text);

    change(&mut bryn, &room, RoomChange::Listed(false)).unwrap();
    let gone = browse(&mut amina, Some(other), &name);
    assert_eq!(gone.rooms.len(), 0);
    assert_eq!(world.outside().strangers().unwrap().len(), before);
}

#[test]
fn what_a_foreign_server_lists_is_not_asked_for_and_its_rooms_are_not_joined() {
    let world = World::shared().unwrap();
    let (mut amina, _, accounts) = two(&world);
    let before = world.outside().strangers().unwrap().len();
    let server = world.outside().name();
    let listing = browse(&mut amina, Some(server), "");
    let refused = Reason::ServerNotApproved { server: server.into() };
    assert_eq!(listing.failed, Some(Why::Policy(refused)));
    assert!(listing.rooms.is_empty());

    // A department's own list can have a room that was made outside.
    let stranger = world
        .outside()
        .register(&unique("mallory"), "secret", "Mallory")
        .unwrap();
    let stranger = stranger.sign_in().unwrap();
    let name = unique("Open to all");
    let colleague = world
        .treasury()
        .register(&unique("carys"), "staple", "Carys Evans")
        .unwrap();
    let room = stranger
        .create_room(json!({
            "name": name, "preset": "public_chat", "room_version": "10",
            "power_level_content_override": { "users": { &stranger.user_id: 100, &colleague.user_id: 100 } },
        }))
        .unwrap();
    let colleague = colleague.sign_in().unwrap();
    colleague.join(&room, &[server]).unwrap();
    let path = format!(
        "/_matrix/client/v3/directory/list/room/{}",
        room.replace('!', "%21").replace(':', "%3A")
    );
    colleague
        .request("PUT", &path, Some(json!({ "visibility": "public" })))
        .unwrap();
    let seen = found(&mut amina, None, &name);
    let outside = Reason::RoomFromOutside { server: server.into() };
    assert_eq!(seen.join, Capability::Refused(outside.clone()));
    let address = seen.address.to_string();
    let refused = amina.wish(|ticket| Command::Join { ticket, address });
    assert_eq!(refused.map(drop), Err(Why::Policy(outside)));
    let raw = accounts.0.sign_in().unwrap();
    assert!(!raw.joined_rooms().unwrap().contains(&room));
    assert_eq!(world.outside().strangers().unwrap().len(), before);
}

#[test]
fn somebody_asks_to_be_let_in_with_a_message_and_takes_it_back() {
    let world = World::shared().unwrap();
    let (mut amina, mut bryn, accounts) = two(&world);
    let name = unique("Select committee");
    let room = listed(&mut bryn, &name, Access::Knock);
    let seen = found(&mut amina, Some(world.parliament().name()), &name);
    assert_eq!((&seen.join, &seen.knock), (&Capability::Absent, &Capability::Allowed));
    let own = accounts.0.user_id.as_str();
    let knock = |amina: &mut Person, said: &str| {
        let (address, message) = (seen.address.to_string(), said.to_owned());
        let wish = amina.wish(|ticket| {
            Command::Explore(Explore::Knock {
                ticket,
                address,
                message,
            })
        });
        assert_eq!(wish.unwrap().0.as_ref(), Some(&room));
        amina.summary(&room, "a room one asked to be let into", |line| {
            line.kind == RoomKind::Knock
        });
    };
    knock(&mut amina, "I look after the figures");
    let asking = lists(&mut bryn, &room, own, "who asks", |it| {
        it.membership == Membership::Knocking
    });
    assert_eq!(asking.reason.as_deref(), Some("I look after the figures"));
    assert_eq!(asking.allows.admit, Capability::Allowed);
    bryn.summary(&room, "the mark in the list", |line| line.knocks == 1);

    let left = room.clone();
    amina.wish(|ticket| Command::Leave { ticket, room: left }).unwrap();
    amina.until("no room", |v| v.rooms.iter().all(|line| line.id != room).then_some(()));
}
