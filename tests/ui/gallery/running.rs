//! How rooms are run, found and kept together; who is ignored and reported; who one is.

use std::sync::Arc;

use model::{
    Access, Browse, Capability, Directory, Entered, Event, Failure, History, ListedRoom, Listing, Member, MemberAllows,
    Membership, Reason, Role, RoomHeader, RoomKind, RoomSettings, RoomSummary, Space, SpacePage, SpaceRoom,
    Stage as Standing, Whose, Why,
};
use ui::screen::desk::dialog::governing::What;
use ui::screen::desk::dialog::{Message as Dialog, browse};
use ui::screen::desk::{Message as Desk, conversation, details, rooms, space};
use ui::{Language, Message};

use crate::fixtures::{self, RHYS, me, person, rhys};
use crate::stand::Stand;

pub fn screens(add: &mut impl FnMut(&'static str, Stand)) {
    add("details of a room one runs", run(|_| {}));
    add("details of a room one runs, Welsh", run_in(Language::Welsh, |_| {}));
    let ask = |what: What| {
        let mut stand = run(|_| {});
        stand.desk(Desk::Details(details::Message::Ask(what)));
        stand
    };
    add("rename", ask(What::Name));
    let (whom, name) = (rhys().id, rhys().name);
    add(
        "ban",
        ask(What::Remove {
            person: whom.clone(),
            name: name.clone(),
            ban: true,
        }),
    );
    let administrator = What::Role {
        person: whom,
        name,
        role: Role::Administrator,
        own: false,
        sole: false,
    };
    add("make administrator", ask(administrator));
    let own = What::Role {
        person: me().person.id,
        name: me().person.name,
        role: Role::Member,
        own: true,
        sole: true,
    };
    add("give up the only administrator's role", ask(own));
    let mut stand = run(|_| {});
    stand.desk(Desk::Details(details::Message::Leave));
    add("leave as the only administrator", stand);

    let mut stand = Stand::talking();
    stand.talk(conversation::Message::Report("$event".into()));
    add("report a message", stand);
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Ignored([rhys()].into())]);
    stand.say(Message::Settings);
    add("settings with somebody ignored", stand);

    add("find a room", browsing(Language::English, listing(None)));
    add("find a room, Welsh", browsing(Language::Welsh, listing(None)));
    let failed = listing(Some(Why::Failed(Failure::Forbidden)));
    add("find a room, refused", browsing(Language::English, failed));
    let mut stand = browsing(Language::English, listing(None));
    stand.desk(Desk::Dialog(Dialog::Browse(browse::Message::Ask(
        "!knock:parliament.example".into(),
    ))));
    add("ask to join", stand);
    let mut stand = Stand::signed_in();
    let mut asked = (*fixtures::rooms()[3]).clone();
    (asked.id, asked.kind, asked.unread, asked.mentions) = ("!knock:parliament.example".into(), RoomKind::Knock, 0, 0);
    let waiting = RoomSummary {
        knocks: 2,
        ..(*fixtures::rooms()[3]).clone()
    };
    let lines = [asked, waiting].into_iter().map(Arc::new);
    stand.report(vec![Event::Rooms(vec![model::Patch::Reset(lines.collect())])]);
    stand.open("!knock:parliament.example");
    add("asked to join", stand);

    add("a space", in_space(Language::English));
    add("a space, Welsh", in_space(Language::Welsh));
    let mut stand = in_space(Language::English);
    stand.desk(Desk::Space(space::Message::Fill));
    add("fill a space", stand);
    let mut stand = Stand::signed_in();
    stand.desk(Desk::Rooms(rooms::Message::NewSpace));
    add("new space", stand);
    let mut stand = Stand::talking();
    stand.report(vec![Event::Face {
        whose: Whose::Person(rhys().id),
        picture: Some(fixtures::portrait(112)),
    }]);
    add("with a picture of somebody", stand);
}

/// Rooms that servers list.
fn browsing(language: Language, listing: Listing) -> Stand {
    let mut stand = Stand::in_language(language);
    stand.report(fixtures::signed_in());
    stand.desk(Desk::Rooms(rooms::Message::Browse));
    stand.report(vec![Event::Listing(Arc::new(listing))]);
    stand
}

pub fn listed(id: &str, name: &str) -> ListedRoom {
    ListedRoom {
        id: id.into(),
        address: format!("https://matrix.to/#/{id}?via=parliament.example").into(),
        name: name.into(),
        topic: "".into(),
        people: 12,
        space: false,
        standing: Entered::Not,
        join: Capability::Absent,
        knock: Capability::Absent,
    }
}

pub fn listing(failed: Option<Why>) -> Listing {
    let directories = fixtures::departments();
    let directories = directories.iter().map(|department| Directory {
        server: department.server.clone(),
        name: department.name.clone(),
    });
    let rooms = [
        ListedRoom {
            topic: "News for everybody who works with committees".into(),
            join: Capability::Allowed,
            ..listed("!open:parliament.example", "Committees: news")
        },
        ListedRoom {
            knock: Capability::Allowed,
            ..listed("!knock:parliament.example", "Clerks")
        },
        ListedRoom {
            standing: Entered::Joined,
            space: true,
            ..listed("!space:parliament.example", "House of Commons")
        },
        ListedRoom {
            join: Capability::Refused(Reason::RoomFromOutside {
                server: "outside.example".into(),
            }),
            ..listed("!foreign:outside.example", "Open to all")
        },
        listed("!closed:parliament.example", "Speaker's office"),
    ];
    Listing {
        asked: Browse::default(),
        directories: directories.collect(),
        rooms: rooms.into(),
        more: failed.is_none(),
        loading: false,
        failed,
    }
}

/// Spaces within each other, and the page of one of them.
pub fn in_space(language: Language) -> Stand {
    let mut stand = Stand::in_language(language);
    stand.report(vec![
        Event::Stage(Standing::SignedIn(me())),
        Event::Rooms(vec![model::Patch::Reset(fixtures::rooms())]),
        Event::Spaces(spaces()),
    ]);
    stand.desk(Desk::Rooms(rooms::Message::Choose(1)));
    stand.desk(Desk::Rooms(rooms::Message::ShowSpace));
    stand.report(vec![Event::Space(Arc::new(page()))]);
    stand
}

pub fn spaces() -> Arc<[Space]> {
    let space = |id: &str, name: &str, depth, rooms: &[&str]| Space {
        id: id.into(),
        name: name.into(),
        depth,
        rooms: rooms.iter().map(|id| (*id).into()).collect(),
        arrange: Capability::Allowed,
    };
    [
        space(
            "!office:cabinet.example",
            "Cabinet Office",
            0,
            &["!bill:cabinet.example", RHYS],
        ),
        space("!bills:cabinet.example", "Bills", 1, &["!bill:cabinet.example"]),
    ]
    .into()
}

pub fn page() -> SpacePage {
    let inside = |room, suggested| SpaceRoom { room, suggested };
    SpacePage {
        id: "!bills:cabinet.example".into(),
        name: "Bills".into(),
        topic: "Everything that goes through the House this session".into(),
        people: 40,
        joined: true,
        rooms: [
            inside(
                ListedRoom {
                    standing: Entered::Joined,
                    ..listed("!bill:cabinet.example", "Procurement Bill: working group")
                },
                false,
            ),
            inside(
                ListedRoom {
                    join: Capability::Allowed,
                    topic: "Start here".into(),
                    ..listed("!news:cabinet.example", "Bills: news")
                },
                true,
            ),
            inside(
                ListedRoom {
                    space: true,
                    ..listed("!finance:cabinet.example", "Finance Bill")
                },
                false,
            ),
            inside(
                ListedRoom {
                    knock: Capability::Allowed,
                    ..listed("!drafts:cabinet.example", "Drafting")
                },
                false,
            ),
        ]
        .into(),
        more: true,
        loading: false,
        failed: None,
        arrange: Capability::Allowed,
        invite: Capability::Allowed,
        leave: Capability::Allowed,
    }
}

/// The details of a room that one runs.
pub fn run(change: impl FnOnce(&mut RoomHeader)) -> Stand {
    run_in(Language::English, change)
}

/// The same in another language.
pub fn run_in(language: Language, change: impl FnOnce(&mut RoomHeader)) -> Stand {
    let mut header = fixtures::header(RHYS, "Procurement Bill");
    header.kind = RoomKind::Room;
    header.topic = "Clauses 1 to 40".into();
    header.settings = RoomSettings {
        access: Access::Invited,
        history: History::Invited,
        has_picture: true,
        picture: Capability::Allowed,
        listed: None,
        list: Capability::Absent,
        rename: Capability::Allowed,
        retopic: Capability::Allowed,
        accesses: vec![
            (Access::Knock, Capability::Allowed),
            (Access::Anybody, Capability::Allowed),
        ],
        histories: vec![
            (History::Joined, Capability::Allowed),
            (History::Beginning, Capability::Refused(Reason::HistoryNotShared)),
        ],
        sole_administrator: true,
    };
    change(&mut header);
    let mut stand = Stand::in_language(language);
    stand.report(fixtures::signed_in());
    stand.open(RHYS);
    stand.report(fixtures::opened(RHYS, "Procurement Bill"));
    stand.report(vec![Event::Header(Arc::new(header))]);
    stand.desk(Desk::Conversation(conversation::Message::Details));
    stand.report(vec![Event::Members {
        room: RHYS.into(),
        people: people().into(),
    }]);
    stand
}

fn people() -> Vec<Member> {
    let all = MemberAllows {
        role: Capability::Allowed,
        roles: vec![Role::Administrator, Role::Moderator],
        remove: Capability::Allowed,
        ban: Capability::Allowed,
        ..MemberAllows::default()
    };
    let member = |person, membership, role, reason: Option<&str>, allows| Member {
        person,
        membership,
        role,
        verified: false,
        reason: reason.map(Into::into),
        allows,
    };
    let own = MemberAllows {
        role: Capability::Allowed,
        roles: vec![Role::Moderator, Role::Member],
        ..MemberAllows::default()
    };
    let asks = MemberAllows {
        admit: Capability::Allowed,
        remove: Capability::Allowed,
        ..MemberAllows::default()
    };
    let foreign = MemberAllows {
        admit: Capability::Refused(fixtures::outside_reason()),
        remove: Capability::Allowed,
        ..MemberAllows::default()
    };
    let barred = MemberAllows {
        unban: Capability::Allowed,
        ..MemberAllows::default()
    };
    let commons = Some("House of Commons");
    vec![
        member(me().person, Membership::Joined, Role::Administrator, None, own),
        member(rhys(), Membership::Joined, Role::Member, None, all),
        member(
            person("Nia Evans", commons),
            Membership::Knocking,
            Role::Member,
            Some("I clerk the committee"),
            asks,
        ),
        member(
            person("Eve Harper", None),
            Membership::Knocking,
            Role::Member,
            None,
            foreign,
        ),
        member(
            person("Tom Bell", commons),
            Membership::Banned,
            Role::Member,
            Some("Advertising"),
            barred,
        ),
    ]
}
