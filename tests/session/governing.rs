//! How a room is run: roles, who is in it, and how it is set up. Both sides look.

use model::{
    Access, Capability, Command, Failure, History, Member, Membership, Role, RoomChange, RoomId, RoomKind, Why,
};
use policy::Reason;
use serde_json::json;
use support::{Account, World, unique};

use crate::basics::people;
use crate::person::Person;

/// A room of Amina's that Bryn of the other department is in.
pub struct Governed {
    pub world: World,
    pub amina: Person,
    pub bryn: Person,
    pub room: RoomId,
    pub accounts: (Account, Account),
}

pub fn governed() -> Governed {
    governed_under(|_| {})
}

/// The same, where Amina is under a policy that differs.
pub fn governed_under(differ: impl FnOnce(&mut serde_json::Value)) -> Governed {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let mut policy = world.policy();
    differ(&mut policy);
    let mut amina = Person::under(&world, &policy);
    amina.sign_in(&accounts.0).unwrap();
    amina.online();
    let mut bryn = Person::signed_in(&world, &accounts.1);
    let (name, invite) = (unique("Spending review"), vec![accounts.1.user_id.clone()]);
    let made = amina.wish(|ticket| Command::CreateRoom { ticket, name, invite });
    let room = made.unwrap().0.unwrap();
    bryn.accept(&room);
    amina.open(&room);
    bryn.open(&room);
    amina.until("bryn in the room", |v| {
        v.header.as_ref().filter(|header| header.joined == 2).map(drop)
    });
    Governed {
        world,
        amina,
        bryn,
        room,
        accounts,
    }
}

pub fn change(person: &mut Person, room: &RoomId, change: RoomChange) -> Result<(), Why> {
    let room = room.clone();
    let wish = person.wish(|ticket| Command::Change { ticket, room, change });
    wish.map(drop)
}

/// Waits until somebody is listed like this.
pub fn lists(person: &mut Person, room: &RoomId, user: &str, what: &str, look: impl Fn(&Member) -> bool) -> Member {
    person.send(Command::ListMembers(room.clone()));
    let deadline = std::time::Instant::now() + crate::person::PATIENCE;
    loop {
        let found = person.until("the members", |v| (!v.members.is_empty()).then(|| v.members.clone()));
        if let Some(member) = found.iter().find(|it| it.person.id.as_str() == user && look(it)) {
            return member.clone();
        }
        assert!(std::time::Instant::now() < deadline, "never saw {what}: {found:#?}");
        person.view.members.clear();
        person.send(Command::ListMembers(room.clone()));
    }
}

#[test]
fn a_role_is_given_and_taken_by_whoever_may() {
    let Governed {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = governed();
    let (own, other) = (accounts.0.user_id.as_str(), accounts.1.user_id.as_str());
    let listed = lists(&mut amina, &room, other, "an ordinary member", |it| {
        it.role == Role::Member
    });
    assert_eq!(listed.allows.roles, [Role::Administrator, Role::Moderator]);
    assert_eq!(listed.allows.role, Capability::Allowed);
    let listed = lists(&mut bryn, &room, own, "the administrator", |it| {
        it.role == Role::Administrator
    });
    assert_eq!(listed.allows.role, Capability::Absent, "it isn't his to give");
    assert_eq!(listed.allows.remove, Capability::Absent);
    let to = |role| RoomChange::Role(other.into(), role);
    assert_eq!(
        change(&mut bryn, &room, to(Role::Administrator)),
        Err(Why::Failed(Failure::Forbidden))
    );

    change(&mut amina, &room, to(Role::Moderator)).unwrap();
    lists(&mut bryn, &room, other, "a moderator", |it| it.role == Role::Moderator);
    bryn.until("what a moderator may", |v| {
        let settings = &v.header.as_ref()?.settings;
        (settings.rename == Capability::Allowed && !settings.sole_administrator).then_some(())
    });
    change(&mut bryn, &room, RoomChange::Topic("Figures for the autumn".into())).unwrap();
    amina.until("the topic", |v| {
        (&*v.header.as_ref()?.topic == "Figures for the autumn").then_some(())
    });
    change(&mut amina, &room, to(Role::Member)).unwrap();
    lists(&mut bryn, &room, other, "a member again", |it| it.role == Role::Member);
    amina.until("the only administrator", |v| {
        v.header.as_ref()?.settings.sole_administrator.then_some(())
    });
    change(&mut amina, &room, to(Role::Administrator)).unwrap();
    amina.until("another administrator", |v| {
        (!v.header.as_ref()?.settings.sole_administrator).then_some(())
    });
}

#[test]
fn whoever_is_removed_or_banned_is_out_and_a_ban_is_lifted() {
    let Governed {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = governed();
    let other = accounts.1.user_id.as_str();
    let gone = |bryn: &mut Person, room: &RoomId| {
        let room = room.clone();
        bryn.until("no room", |v| v.rooms.iter().all(|line| line.id != room).then_some(()));
    };
    change(&mut amina, &room, RoomChange::Remove(other.into(), "off topic".into())).unwrap();
    gone(&mut bryn, &room);
    let raw = accounts.0.sign_in().unwrap();
    let state = raw.state(room.as_str()).unwrap();
    let removed = state.iter().find(|event| event["state_key"] == other).unwrap();
    assert_eq!(removed["content"]["reason"], "off topic");

    let invited = (room.clone(), other.to_owned());
    let (again, person) = invited.clone();
    amina
        .wish(|ticket| Command::Invite {
            ticket,
            room: again,
            person,
        })
        .unwrap();
    bryn.accept(&room);
    change(&mut amina, &room, RoomChange::Ban(other.into(), "Not for you".into())).unwrap();
    gone(&mut bryn, &room);
    let banned = lists(&mut amina, &room, other, "a ban", |it| {
        it.membership == Membership::Banned
    });
    assert_eq!(banned.reason.as_deref(), Some("Not for you"));
    assert_eq!(banned.allows.unban, Capability::Allowed);
    assert_eq!(banned.allows.ban, Capability::Absent);
    let (again, person) = invited.clone();
    let refused = amina.wish(|ticket| Command::Invite {
        ticket,
        room: again,
        person,
    });
    assert_eq!(refused.map(drop), Err(Why::Failed(Failure::Forbidden)));

    change(&mut amina, &room, RoomChange::Unban(other.into())).unwrap();
    let (again, person) = invited;
    amina
        .wish(|ticket| Command::Invite {
            ticket,
            room: again,
            person,
        })
        .unwrap();
    bryn.accept(&room);
}

#[test]
fn a_room_is_named_and_opened_as_far_as_policy_lets_it() {
    let Governed {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = governed();
    let settings = amina.view.header.as_ref().unwrap().settings.clone();
    assert_eq!((settings.access, settings.history), (Access::Invited, History::Invited));
    let open: Vec<Access> = settings.accesses.iter().map(|(access, _)| *access).collect();
    assert_eq!(open, [Access::Knock, Access::Anybody], "it is in no space");
    let beginning = settings.histories.iter().find(|(it, _)| *it == History::Beginning);
    assert_eq!(
        beginning.map(|(_, it)| it.clone()),
        Some(Capability::Refused(Reason::HistoryNotShared))
    );
    assert_eq!(
        bryn.view.header.as_ref().unwrap().settings.accesses,
        [],
        "not his to open"
    );

    let name = unique("Autumn statement");
    change(&mut amina, &room, RoomChange::Name(name.clone())).unwrap();
    bryn.summary(&room, "the new name", |line| *line.name == *name);
    change(&mut amina, &room, RoomChange::History(History::Joined)).unwrap();
    bryn.until("the new rule", |v| {
        (v.header.as_ref()?.settings.history == History::Joined).then_some(())
    });
    assert_eq!(
        change(&mut amina, &room, RoomChange::History(History::Beginning)),
        Err(Why::Policy(Reason::HistoryNotShared))
    );
    change(&mut amina, &room, RoomChange::Access(Access::Anybody)).unwrap();
    bryn.until("an open room", |v| {
        (v.header.as_ref()?.settings.access == Access::Anybody).then_some(())
    });
    let raw = accounts.0.sign_in().unwrap();
    let state = raw.state(room.as_str()).unwrap();
    let fence = state.iter().find(|event| event["type"] == "m.room.server_acl").unwrap();
    let allowed = [world.parliament().name(), world.treasury().name()];
    assert_eq!(fence["content"]["allow"], json!(allowed));
    // The servers themselves keep others out, whatever program they come with.
    let stranger = world
        .outside()
        .register(&unique("mallory"), "secret", "Mallory")
        .unwrap();
    let stranger = stranger.sign_in().unwrap();
    assert!(stranger.join(room.as_str(), &[world.treasury().name()]).is_err());
}

#[test]
fn somebody_from_outside_is_removed_from_a_room_that_they_shut() {
    let Governed {
        world,
        mut amina,
        room,
        accounts,
        ..
    } = governed();
    let stranger = world
        .outside()
        .register(&unique("mallory"), "secret", "Mallory")
        .unwrap();
    let raw = accounts.0.sign_in().unwrap();
    raw.invite(room.as_str(), &stranger.user_id).unwrap();
    amina.summary(&room, "a room that is shut", |line| line.quarantine.is_some());
    let listed = lists(&mut amina, &room, &stranger.user_id, "the stranger", |_| true);
    assert_eq!(listed.allows.remove, Capability::Allowed);
    let refused = change(&mut amina, &room, RoomChange::Name("Open to all".into()));
    assert!(
        matches!(refused, Err(Why::Policy(Reason::PeopleFromOutside { .. }))),
        "{refused:?}"
    );
    let raised = change(
        &mut amina,
        &room,
        RoomChange::Role(stranger.user_id.as_str().into(), Role::Administrator),
    );
    assert!(
        matches!(raised, Err(Why::Policy(Reason::PersonFromOutside { .. }))),
        "{raised:?}"
    );
    let away = RoomChange::Remove(stranger.user_id.as_str().into(), String::new());
    change(&mut amina, &room, away).unwrap();
    amina.summary(&room, "an open room", |line| line.quarantine.is_none());
    amina.summary(&room, "a room", |line| line.kind == RoomKind::Room);
}
