//! Spaces: made, filled, nested, looked into, and never a conversation.

use model::{
    Access, Capability, Command, Entered, Explore, Failure, RoomChange, RoomId, RoomKind, SpacePage, SpaceRoom, Why,
};
use policy::Reason;
use serde_json::json;
use support::{World, unique};

use crate::basics::people;
use crate::governing::change;
use crate::person::Person;

fn explore(person: &mut Person, make: impl FnOnce(model::Ticket) -> Explore) -> Result<Option<RoomId>, Why> {
    person
        .wish(|ticket| Command::Explore(make(ticket)))
        .map(|(room, _)| room)
}

fn make(person: &mut Person, name: &str, within: Option<&RoomId>) -> RoomId {
    let (name, within) = (name.to_owned(), within.cloned());
    let made = explore(person, |ticket| Explore::MakeSpace { ticket, name, within });
    made.unwrap().unwrap()
}

fn room(person: &mut Person, name: &str) -> RoomId {
    let (name, invite) = (name.to_owned(), Vec::new());
    let made = person.wish(|ticket| Command::CreateRoom { ticket, name, invite });
    made.unwrap().0.unwrap()
}

fn arrange(person: &mut Person, space: &RoomId, room: &RoomId, inside: bool) -> Result<(), Why> {
    let (space, room) = (space.clone(), room.clone());
    let arranged = explore(person, |ticket| Explore::Arrange {
        ticket,
        space,
        room,
        inside,
    });
    arranged.map(drop)
}

fn show(person: &mut Person, space: &RoomId) {
    person.view.space = None;
    person.send(Command::Explore(Explore::ShowSpace(Some(space.clone()))));
}

fn shows(person: &mut Person, space: &RoomId, what: &str, look: impl Fn(&SpacePage) -> bool) -> SpacePage {
    person.until(what, |v| {
        let page = v.space.as_ref()?;
        (page.id == *space && !page.loading && look(page)).then(|| (**page).clone())
    })
}

fn of<'a>(page: &'a SpacePage, room: &RoomId) -> Option<&'a SpaceRoom> {
    page.rooms.iter().find(|inside| inside.room.id == *room)
}

/// Names and depths of the spaces, as far as they are these.
fn tree(person: &mut Person, wanted: &[(&RoomId, u8)]) {
    person.until(&format!("{wanted:?}"), |v| {
        let spaces = v.spaces.iter();
        let known = spaces.filter(|space| wanted.iter().any(|(id, _)| space.id == **id));
        let found: Vec<(&RoomId, u8)> = known.map(|space| (&space.id, space.depth)).collect();
        (found == wanted).then_some(())
    });
}

fn holds(person: &mut Person, space: &RoomId, rooms: &[&RoomId]) {
    person.until(&format!("{rooms:?} in {space}"), |v| {
        let space = v.spaces.iter().find(|it| it.id == *space)?;
        let all = rooms.iter().all(|room| space.rooms.contains(room));
        (all && space.rooms.len() == rooms.len()).then_some(())
    });
}

#[test]
fn a_department_is_made_of_spaces_and_its_people_come_into_their_rooms() {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let mut amina = Person::signed_in(&world, &accounts.0);
    let mut bryn = Person::signed_in(&world, &accounts.1);
    let department = make(&mut amina, &unique("Treasury"), None);
    let section = make(&mut amina, &unique("Spending"), Some(&department));
    let name = unique("Spending: news");
    let (news, closed) = (
        room(&mut amina, &name),
        room(&mut amina, &unique("Spending: ministers")),
    );
    arrange(&mut amina, &section, &news, true).unwrap();
    arrange(&mut amina, &section, &closed, true).unwrap();
    tree(&mut amina, &[(&department, 0), (&section, 1)]);
    holds(&mut amina, &section, &[&news, &closed]);
    holds(&mut amina, &department, &[&news, &closed]);
    let listed = |v: &crate::person::View| v.rooms.iter().any(|line| line.id == department || line.id == section);
    amina.summary(&news, "the room", |_| true);
    assert!(!listed(&amina.view), "spaces are no conversations");

    amina.open(&news);
    amina.until("that it may be opened to the space", |v| {
        let settings = &v.header.as_ref()?.settings;
        let offered = settings.accesses.iter().any(|(access, _)| *access == Access::Space);
        offered.then_some(())
    });
    change(&mut amina, &news, RoomChange::Access(Access::Space)).unwrap();
    let (space, person) = (section.clone(), accounts.1.user_id.clone());
    let invited = amina.wish(|ticket| Command::Invite {
        ticket,
        room: space,
        person,
    });
    invited.unwrap();
    bryn.summary(&section, "the invitation to the space", |line| {
        matches!(line.kind, RoomKind::Invitation(_))
    });
    let space = section.clone();
    bryn.wish(|ticket| Command::Accept { ticket, room: space }).unwrap();
    bryn.until("no line of it", |v| {
        v.rooms.iter().all(|line| line.id != section).then_some(())
    });
    tree(&mut bryn, &[(&section, 0)]);
    show(&mut bryn, &section);
    let page = shows(&mut bryn, &section, "both rooms, as far as he may see them", |page| {
        of(page, &news).is_some()
    });
    assert_eq!(page.arrange, Capability::Absent, "not his to arrange");
    let seen = of(&page, &news).unwrap();
    assert_eq!((&*seen.room.name, seen.room.standing), (&*name, Entered::Not));
    assert_eq!(seen.room.join, Capability::Allowed);
    assert!(of(&page, &closed).is_none_or(|it| it.room.join == Capability::Absent));
    assert_eq!(
        arrange(&mut bryn, &section, &news, false),
        Err(Why::Failed(Failure::Forbidden))
    );

    let address = seen.room.address.to_string();
    let joined = bryn.wish(|ticket| Command::Join { ticket, address });
    assert_eq!(joined.unwrap().0.as_ref(), Some(&news));
    bryn.open(&news);
    let text = unique("hello from the Commons");
    bryn.say(&news, &text).unwrap();
    amina.sees(&text);
    shows(&mut bryn, &section, "that he is in it", |page| {
        of(page, &news).is_some_and(|it| it.room.standing == Entered::Joined)
    });

    arrange(&mut amina, &section, &closed, false).unwrap();
    holds(&mut amina, &section, &[&news]);
    let left = section.clone();
    bryn.wish(|ticket| Command::Leave { ticket, room: left }).unwrap();
    bryn.until("no space", |v| {
        v.spaces.iter().all(|space| space.id != section).then_some(())
    });
}

#[test]
fn whoever_opens_a_space_is_told_what_it_is() {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let mut amina = Person::signed_in(&world, &accounts.0);
    let space = make(&mut amina, &unique("Treasury"), None);
    tree(&mut amina, &[(&space, 0)]);
    // Spaces within each other, in a ring: another program can have made them so.
    let inner = make(&mut amina, &unique("Spending"), Some(&space));
    arrange(&mut amina, &inner, &space, true).unwrap();
    amina.until("each once", |v| {
        let both = [&space, &inner].map(|id| v.spaces.iter().filter(|it| it.id == *id).count());
        (both == [1, 1]).then_some(())
    });
    show(&mut amina, &space);
    shows(&mut amina, &space, "the inner one", |page| of(page, &inner).is_some());
    assert_eq!(
        arrange(&mut amina, &space, &space, true),
        Err(Why::Failed(Failure::Malformed))
    );
}

#[test]
fn what_a_space_holds_of_a_foreign_server_is_shown_with_the_reason_why_it_is_shut() {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let mut amina = Person::signed_in(&world, &accounts.0);
    let before = world.outside().strangers().unwrap().len();
    let space = make(&mut amina, &unique("Treasury"), None);
    let server = world.outside().name();
    let stranger = world
        .outside()
        .register(&unique("mallory"), "secret", "Mallory")
        .unwrap();
    let stranger = stranger.sign_in().unwrap();
    let made = json!({ "name": unique("Open to all"), "preset": "public_chat", "room_version": "10" });
    let foreign = RoomId::from(stranger.create_room(made).unwrap());
    // Her own server has to know the room to tell of it.
    let colleague = world
        .treasury()
        .register(&unique("carys"), "staple", "Carys Evans")
        .unwrap();
    colleague.sign_in().unwrap().join(foreign.as_str(), &[server]).unwrap();
    let raw = accounts.0.sign_in().unwrap();
    raw.set_state(
        space.as_str(),
        "m.space.child",
        foreign.as_str(),
        json!({ "via": [server] }),
    )
    .unwrap();
    tree(&mut amina, &[(&space, 0)]);
    show(&mut amina, &space);
    let page = shows(&mut amina, &space, "the foreign room", |page| {
        of(page, &foreign).is_some()
    });
    let outside = Reason::RoomFromOutside { server: server.into() };
    let seen = &of(&page, &foreign).unwrap().room;
    assert_eq!(seen.join, Capability::Refused(outside.clone()));
    let address = seen.address.to_string();
    let refused = amina.wish(|ticket| Command::Join { ticket, address });
    assert_eq!(refused.map(drop), Err(Why::Policy(outside)));
    assert_eq!(world.outside().strangers().unwrap().len(), before);
}
