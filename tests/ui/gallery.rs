//! Every screen and state of the window, by name.
#![allow(dead_code)]

use model::{Connection, Event, Failure, Fault, Obstacle, Paging, Patch, Stage as Standing, Ticket, Why};
use ui::screen::desk::{Key, Message as Desk, conversation, details, dialog, rooms};
use ui::{Language, Message};

use crate::fixtures::{self, RHYS};
use crate::stand::Stand;

pub fn all() -> Vec<(&'static str, Stand)> {
    let mut all = Vec::new();
    let mut add = |name, stand| all.push((name, stand));
    let fault = Fault {
        place: "/etc/despatch/policies/managed/10.json:4:17".into(),
        code: "server-name",
        arguments: vec![("value", "cabinet".into())],
    };
    add(
        "blocked",
        Stand::blocked(vec![
            fault.clone(),
            Fault {
                code: "no-policy",
                place: String::new(),
                arguments: Vec::new(),
            },
        ]),
    );
    add("starting", Stand::new());
    for (name, obstacle) in [
        ("keyring locked", Obstacle::KeyringLocked),
        ("keyring absent", Obstacle::KeyringAbsent),
        ("key lost", Obstacle::KeyLost),
        ("store damaged", Obstacle::StoreDamaged),
        ("disk", Obstacle::Disk),
        ("unpinned", Obstacle::Unpinned),
    ] {
        let mut stand = Stand::new();
        stand.report(vec![Event::Stage(Standing::Obstacle(obstacle))]);
        add(name, stand);
    }
    let signed_out = |language| {
        let mut stand = Stand::in_language(language);
        stand.report(vec![Event::Stage(Standing::SignedOut {
            departments: fixtures::departments(),
        })]);
        stand
    };
    add("sign in", signed_out(Language::English));
    add("sign in, Welsh", signed_out(Language::Welsh));
    for (name, way) in [
        ("sign in by department", ui::screen::sign_in::Way::Department),
        ("sign in by server", ui::screen::sign_in::Way::Server),
    ] {
        let mut stand = signed_out(Language::English);
        stand.say(Message::SignIn(ui::screen::sign_in::Message::Way(way)));
        add(name, stand);
    }
    let mut stand = Stand::new();
    stand.report(vec![Event::Stage(Standing::SignInAgain(fixtures::me()))]);
    add("sign in again", stand);
    let mut stand = Stand::talking();
    stand.say(Message::SessionEnded);
    add("ended", stand);

    let mut stand = Stand::new();
    stand.report(vec![Event::Stage(Standing::SignedIn(fixtures::me()))]);
    add("rooms loading", stand);
    let mut stand = Stand::new();
    stand.report(vec![
        Event::Stage(Standing::SignedIn(fixtures::me())),
        Event::Rooms(vec![Patch::Reset(Vec::new())]),
    ]);
    add("no rooms", stand);
    add("nothing open", Stand::signed_in());
    add("talking", Stand::talking());
    let mut stand = Stand::signed_in();
    stand.open(RHYS);
    add("messages loading", stand);
    for (name, room) in [
        ("invitation", "!invited:parliament.example"),
        ("foreign invitation", "!foreign:outside.example"),
    ] {
        let mut stand = Stand::signed_in();
        stand.open(room);
        add(name, stand);
    }
    let mut stand = Stand::signed_in();
    stand.open("!locked:cabinet.example");
    stand.report(fixtures::opened("!locked:cabinet.example", "Harbour review"));
    add("locked room", stand);
    let mut stand = Stand::talking();
    stand.report(vec![
        Event::Connection(Connection::Offline),
        Event::Paging {
            room: RHYS.into(),
            state: Paging::Failed,
        },
        Event::Typing {
            room: RHYS.into(),
            people: vec![fixtures::rhys()],
        },
    ]);
    add("offline", stand);
    let mut stand = Stand::talking();
    stand.desk(Desk::Conversation(conversation::Message::Details));
    stand.report(vec![Event::Members {
        room: RHYS.into(),
        people: fixtures::members(),
    }]);
    add("details", stand);
    let mut stand = Stand::talking();
    stand.talk(conversation::Message::React("m1".into(), "👍".into()));
    let ticket = stand.ticket(|command| match command {
        model::Command::React { ticket, .. } => Some(*ticket),
        _ => None,
    });
    stand.report(vec![Event::Refused {
        ticket,
        why: Why::Failed(Failure::Forbidden),
    }]);
    add("notice", stand);

    let dialogs: Vec<(&str, Vec<Desk>)> = vec![
        ("new message", vec![Desk::Key(Key::NewMessage)]),
        ("new room", vec![Desk::Rooms(rooms::Message::NewRoom)]),
        ("join", vec![Desk::Rooms(rooms::Message::Join)]),
        ("jump", vec![Desk::Key(Key::Jump)]),
        ("shortcuts", vec![Desk::Key(Key::Shortcuts)]),
        (
            "delete",
            vec![Desk::Conversation(conversation::Message::Delete("m7".into()))],
        ),
        (
            "react",
            vec![Desk::Conversation(conversation::Message::ChooseReaction("m1".into()))],
        ),
        ("leave", vec![Desk::Conversation(conversation::Message::Leave)]),
        (
            "save",
            vec![Desk::Conversation(conversation::Message::Save("m4".into()))],
        ),
        (
            "invite",
            vec![
                Desk::Conversation(conversation::Message::Details),
                Desk::Details(details::Message::Invite),
            ],
        ),
    ];
    for (name, messages) in dialogs {
        let mut stand = Stand::talking();
        messages.into_iter().for_each(|message| stand.desk(message));
        add(name, stand);
    }
    let mut stand = Stand::talking();
    stand.desk(Desk::Key(Key::NewMessage));
    stand.desk(Desk::Dialog(dialog::Message::First("@eve:outside.example".into())));
    stand.desk(Desk::Dialog(dialog::Message::Confirm));
    let ticket = stand.ticket(direct);
    let reason = policy::Reason::PersonFromOutside {
        server: "outside.example".into(),
    };
    stand.report(vec![Event::Refused {
        ticket,
        why: Why::Policy(reason),
    }]);
    add("new message refused", stand);
    let mut stand = Stand::signed_in();
    stand.say(Message::Settings);
    add("settings", stand);
    let mut stand = Stand::signed_in();
    stand.say(Message::Settings);
    stand.say(Message::SettingsPage(ui::screen::settings::Message::About));
    add("about", stand);
    let mut stand = Stand::signed_in();
    stand.say(Message::Settings);
    stand.say(Message::SettingsPage(ui::screen::settings::Message::SignOut));
    add("sign out", stand);
    all
}

pub fn direct(command: &model::Command) -> Option<Ticket> {
    match command {
        model::Command::StartDirect { ticket, .. } => Some(*ticket),
        _ => None,
    }
}
