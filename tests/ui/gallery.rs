//! Every screen and state of the window, by name.
#![allow(dead_code)]

#[path = "gallery/browser.rs"]
mod browser;
#[path = "gallery/habits.rs"]
mod habits;
#[path = "gallery/running.rs"]
pub mod running;
#[path = "gallery/threads.rs"]
mod threads;
#[path = "gallery/trust.rs"]
mod trust;

use model::{
    Capability, Connection, Event, Failure, Fault, Link, LinkVerdict, Obstacle, Paging, Patch, Reason, RecordState,
    RoomAllows, Rules, Stage as Standing, Ticket, Validity, Why,
};
use ui::screen::desk::{Key, Message as Desk, conversation, details, dialog, rooms, search};
use ui::screen::rulebook;
use ui::{Language, Message, News};

use crate::fixtures::{self, RHYS};
use crate::stand::Stand;

pub fn all() -> Vec<(&'static str, Stand)> {
    let mut all = Vec::new();
    let mut add = |name, stand| all.push((name, stand));
    rule_screens(&mut add);
    all.extend(of_trust());
    all.extend(habits::all());
    all.extend(threads::all());
    let mut add = |name, stand| all.push((name, stand));
    running::screens(&mut add);
    browser::screens(&mut add);
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
    let signed_out = |language, ended| {
        let mut stand = Stand::in_language(language);
        stand.report(vec![Event::Stage(Standing::SignedOut {
            departments: fixtures::departments(),
            ended,
        })]);
        stand
    };
    add("sign in", signed_out(Language::English, false));
    add("sign in, Welsh", signed_out(Language::Welsh, false));
    add("session ended", signed_out(Language::English, true));
    add("session ended, Welsh", signed_out(Language::Welsh, true));
    for (name, way) in [
        ("sign in by department", ui::screen::sign_in::Way::Department),
        ("sign in by server", ui::screen::sign_in::Way::Server),
    ] {
        let mut stand = signed_out(Language::English, false);
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
    let mut stand = Stand::talking();
    stand.desk(Desk::Conversation(conversation::Message::Composer(
        conversation::composer::Message::NewPoll,
    )));
    add("new poll", stand);
    let mut stand = Stand::talking();
    stand.write("@");
    stand.report(vec![Event::Members {
        room: RHYS.into(),
        people: fixtures::members(),
    }]);
    add("calling somebody", stand);
    for (name, poll) in fixtures::polls() {
        let mut stand = Stand::talking();
        stand.report(fixtures::asked(poll));
        add(name, stand);
    }
    of_moving(&mut add);
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
    for (name, found) in [
        ("search", fixtures::finding::hits()),
        ("search, nothing found", Vec::new()),
    ] {
        add(name, searched(found));
    }
    record_screens(&mut add);
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
    picture_screens(&mut add);
    file_screens(&mut add);

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
    stand.say(Message::SettingsPage(ui::screen::settings::Message::Rules(None)));
    add("rules unknown", stand);
    let mut stand = Stand::signed_in();
    stand.say(Message::Settings);
    stand.say(Message::SettingsPage(ui::screen::settings::Message::SignOut));
    add("sign out", stand);
    all
}

/// Every state of trust, by name.
pub fn of_trust() -> Vec<(&'static str, Stand)> {
    let mut all = Vec::new();
    trust::screens(&mut |name, stand| all.push((name, stand)));
    all
}

/// Screens on which the organisation's rules show.
fn rule_screens(add: &mut impl FnMut(&'static str, Stand)) {
    let fault = |place: &str, code: &'static str, arguments: &[(&'static str, &str)]| Fault {
        place: place.into(),
        code,
        arguments: arguments
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect(),
    };
    const FILE: &str = "/etc/despatch/policies/managed/10-cabinet.json";
    let damaged = || fault("/etc/despatch/policies/managed/10-cabinet.json:4:17", "syntax", &[]);
    for (name, faults) in [
        (
            "blocked, deleted",
            vec![fault("/etc/despatch/policies/managed", "no-policy", &[])],
        ),
        (
            "blocked, unreadable",
            vec![fault(FILE, "file-unreadable", &[("detail", "Permission denied")])],
        ),
        (
            "blocked, writable",
            vec![fault(FILE, "file-writable", &[("detail", "rw-rw-rw-")])],
        ),
        ("blocked, damaged", vec![damaged()]),
        (
            "blocked, older",
            vec![fault(FILE, "rollback", &[("found", "6"), ("seen", "7")])],
        ),
        (
            "blocked, two",
            vec![damaged(), fault(FILE, "server-name", &[("value", "cabinet")])],
        ),
    ] {
        add(name, Stand::blocked_under(fixtures::rules(), faults));
    }
    let mut stand = Stand::talking();
    stand.news(News::Blocked {
        organisation: None,
        faults: vec![damaged()],
        rules: fixtures::rules(),
    });
    add("blocked while running", stand);

    let rules = |rules: Rules, language| {
        let mut stand = Stand::under(rules, language);
        stand.report(fixtures::signed_in());
        stand.say(Message::Settings);
        stand
    };
    let all = ui::screen::settings::Message::Rules;
    let page = |language| {
        let mut stand = rules(fixtures::rules(), language);
        stand.say(Message::SettingsPage(all(None)));
        stand
    };
    add("rules", page(Language::English));
    add("rules, Welsh", page(Language::Welsh));
    let search = |query: &str| {
        let mut stand = page(Language::English);
        stand.say(Message::Rulebook(rulebook::Message::Search(query.into())));
        stand
    };
    add("rules, searched", search("content"));
    add("rules, overridden", search("on_foreign"));
    add("rules, departments", search("homeservers"));
    let mut stand = rules(fixtures::locked(), Language::English);
    stand.say(Message::SettingsPage(all(Some("interface.theme"))));
    add("rules, at one", stand);
    add("settings locked", rules(fixtures::locked(), Language::English));
    let mut welsh = fixtures::locked();
    welsh.window.languages = model::Setting::Locked(std::sync::Arc::new(["cy".to_owned()]));
    add("settings locked, Welsh", rules(welsh, Language::Welsh));

    let mut stand = Stand::under(fixtures::locked(), Language::English);
    stand.report(vec![Event::Stage(Standing::SignedOut {
        departments: fixtures::departments(),
        ended: false,
    })]);
    add("sign in locked", stand);
    add("room locked", room_locked());
    for (name, rules) in [
        ("grace", fixtures::with_validity(Validity::Grace { days_left: 9 })),
        (
            "read only",
            fixtures::with_validity(Validity::ReadOnly {
                since: "2026-10-19".into(),
            }),
        ),
    ] {
        add(name, Stand::talking_under(rules));
    }
    for (name, language) in [
        ("window locked", Language::English),
        ("window locked, Welsh", Language::Welsh),
    ] {
        let mut stand = Stand::under(fixtures::locking_after(10), language);
        stand.report(fixtures::signed_in());
        stand.say(Message::Lock);
        add(name, stand);
    }
    let link = |host: &str, verdict| {
        let mut stand = Stand::talking();
        stand.talk(conversation::Message::Link(Link {
            url: format!("https://{host}/meetings/2026/clause-14").into(),
            host: host.into(),
            verdict,
        }));
        stand
    };
    add("link", link("committees.parliament.uk", fixtures::ask(None)));
    let letters = LinkVerdict::Ask {
        letters: Some("cabinét.example".into()),
        lookalike_of: Some("cabinet.example".into()),
    };
    add("link, lookalike", link("xn--cabint-dva.example", letters));
    let elsewhere = Reason::LinkElsewhere {
        host: "outside.example".into(),
    };
    add(
        "link, refused",
        link("outside.example", LinkVerdict::Refused(elsewhere)),
    );
}

/// The search, with this found.
fn searched(hits: Vec<model::Hit>) -> Stand {
    let mut stand = Stand::talking();
    stand.desk(Desk::Key(Key::Find { everywhere: false }));
    stand.wished();
    for message in [search::Message::Words("annex".into()), search::Message::Narrow] {
        stand.desk(Desk::Search(message));
    }
    let wished = stand.wished();
    let Some(model::Command::Search(query)) = wished.first() else {
        panic!("{wished:?}")
    };
    let coverage = model::Coverage {
        unreadable: 41,
        partial: 2,
        ..fixtures::finding::all_of(12)
    };
    stand.report(vec![fixtures::finding::found(query, hits, coverage)]);
    stand
}

/// A conversation and its details, with everything locked that a rule can lock.
pub fn room_locked() -> Stand {
    let refused = || Capability::Refused(fixtures::outside_reason());
    let mut stand = Stand::talking_under(fixtures::locked());
    let mut header = fixtures::header(RHYS, "Rhys Morgan");
    header.kind = model::RoomKind::Room;
    header.allows = RoomAllows {
        send: refused(),
        call_all: Capability::Absent,
        invite: refused(),
        pin: refused(),
        leave: Capability::Refused(Reason::LeaveOnHold {
            reference: "INQ-2026/14".into(),
        }),
        accept: Capability::Absent,
    };
    stand.report(vec![Event::Header(header.into())]);
    stand.desk(Desk::Conversation(conversation::Message::Details));
    stand.report(vec![Event::Members {
        room: RHYS.into(),
        people: fixtures::members(),
    }]);
    stand
}

pub fn direct(command: &model::Command) -> Option<Ticket> {
    match command {
        model::Command::StartDirect { ticket, .. } => Some(*ticket),
        _ => None,
    }
}

/// Rooms on record, and how the record stands.
fn record_screens(add: &mut impl FnMut(&'static str, Stand)) {
    let mut rules = Rules::default();
    rules.window.records_officers = vec!["@records:cabinet.example".to_owned()].into();
    rules.window.record_keys = vec!["age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p".to_owned()].into();
    for (name, state) in [
        ("record details", RecordState::Kept),
        ("record full", RecordState::Full),
        ("record stuck", RecordState::Stuck),
        ("record broken", RecordState::Broken),
    ] {
        let mut stand = Stand::talking_under(rules.clone());
        stand.report(vec![Event::Record(state)]);
        stand.talk(conversation::Message::Details);
        add(name, stand);
    }
    let mut stand = Stand::talking_under(rules.clone());
    stand.talk(conversation::Message::Decide("m1".into(), false));
    add("decide", stand);
    let mut stand = Stand::talking_under(rules);
    stand.report(vec![Event::Record(RecordState::Waiting)]);
    stand.say(Message::Settings);
    stand.say(Message::SettingsPage(ui::screen::settings::Message::Rules(None)));
    add("record on the page of rules", stand);
}

/// Pictures that are looked at.
fn picture_screens(add: &mut impl FnMut(&'static str, Stand)) {
    let viewing = |rules, language| {
        let mut stand = Stand::under(rules, language);
        stand.report(fixtures::signed_in());
        stand.open(RHYS);
        stand.report(fixtures::opened(RHYS, "Rhys Morgan"));
        stand.report(vec![Event::Rows {
            room: RHYS.into(),
            patches: vec![Patch::Reset(fixtures::pictures())],
        }]);
        stand.talk(conversation::Message::View("first".into()));
        stand
    };
    add("picture loading", viewing(Rules::default(), Language::English));
    for (name, rules, language) in [
        ("picture", Rules::default(), Language::English),
        ("picture, Welsh", Rules::default(), Language::Welsh),
        ("picture locked, Welsh", fixtures::locked(), Language::Welsh),
    ] {
        let mut stand = viewing(rules, language);
        stand.report(vec![fixtures::viewed("first", Ok((1600, 1200)))]);
        add(name, stand);
    }
    for (name, failure) in [
        ("picture unreachable", Failure::Unreachable),
        ("picture too large", Failure::PictureTooLarge),
    ] {
        let mut stand = viewing(Rules::default(), Language::English);
        stand.report(vec![fixtures::viewed("first", Err(Why::Failed(failure)))]);
        add(name, stand);
    }
}

/// Files that are to be sent.
fn file_screens(add: &mut impl FnMut(&'static str, Stand)) {
    let asked = |language, paths: &[&str]| {
        let mut stand = Stand::under(Rules::default(), language);
        stand.report(fixtures::signed_in());
        stand.open(RHYS);
        stand.report(fixtures::opened(RHYS, "Rhys Morgan"));
        for path in paths {
            stand.desk(Desk::Dropped(path.into()));
        }
        stand
    };
    let known = |path: &str, size, picture, refused| Event::Sendable {
        path: path.into(),
        file: model::Sendable {
            size: Some(size),
            picture,
            unclean: false,
            refused,
        },
    };
    let mut stand = asked(Language::Welsh, &[]);
    let mut said = fixtures::said(
        fixtures::me().person,
        fixtures::NOW,
        fixtures::picture("office.jpg", (1600, 1200)),
    );
    let (sent, total) = (1_400_000, 4_000_000);
    said.state = model::SendState::Sending(Some(model::Gone { sent, total }));
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Reset(vec![fixtures::row("sent", said)])],
    }]);
    add("file on its way, Welsh", stand);
    let mut stand = asked(Language::Welsh, &[]);
    stand.talk(conversation::Message::Composer(conversation::composer::Message::Attach));
    stand.desk(Desk::Chosen(Err(platform::NoChooser)));
    add("attach, Welsh", stand);
    let picture = || Some(fixtures::red((320, 240)));
    let mut stand = asked(Language::English, &["/tmp/office.jpg"]);
    stand.report(vec![known("/tmp/office.jpg", 280_000, picture(), None)]);
    add("send file", stand);
    let large = Why::Policy(Reason::FileTooLarge { megabytes: 5 });
    for (name, language) in [
        ("send files", Language::English),
        ("send files, Welsh", Language::Welsh),
    ] {
        let mut stand = asked(language, &["/tmp/office.jpg", "/tmp/harbour-review-final-2026.mp4"]);
        stand.report(vec![
            known("/tmp/office.jpg", 280_000, picture(), None),
            known(
                "/tmp/harbour-review-final-2026.mp4",
                80_000_000,
                None,
                Some(large.clone()),
            ),
        ]);
        add(name, stand);
    }
}

/// What moves, sounds and is spoken.
fn of_moving(add: &mut impl FnMut(&'static str, Stand)) {
    use conversation::{play, voice};

    let showing = |language, rules| {
        let mut stand = Stand::under(rules, language);
        stand.report(fixtures::signed_in());
        stand.open(RHYS);
        stand.report(fixtures::opened(RHYS, "Rhys Morgan"));
        stand.report(vec![fixtures::shown(fixtures::moving())]);
        stand
    };
    let plays = |stand: &mut Stand, message| stand.talk(conversation::Message::Play(message));
    let sound = |row: &str, track| Event::Sound {
        room: RHYS.into(),
        row: row.into(),
        track,
    };
    add("moving", showing(Language::English, Rules::default()));
    add("moving, Welsh", showing(Language::Welsh, Rules::default()));
    add("moving, locked", showing(Language::English, fixtures::locked()));
    let mut stand = showing(Language::English, Rules::default());
    plays(&mut stand, play::Message::Picture("wave".into()));
    plays(
        &mut stand,
        play::Message::Seek("voice".into(), std::time::Duration::from_secs(31)),
    );
    add("moving, playing", stand);
    let mut stand = showing(Language::Welsh, Rules::default());
    plays(&mut stand, play::Message::Sound("voice".into()));
    stand.report(vec![sound("voice", Err(Why::Failed(Failure::SoundUnplayed)))]);
    add("sound not played, Welsh", stand);
    for (name, language, end) in [
        ("speaking", Language::English, None),
        ("speaking, Welsh", Language::Welsh, None),
        ("spoken", Language::English, Some(Ok(fixtures::spoken(74)))),
        ("spoken, Welsh", Language::Welsh, Some(Ok(fixtures::spoken(74)))),
        (
            "nothing heard",
            Language::English,
            Some(Err(Why::Failed(Failure::NothingHeard))),
        ),
    ] {
        let mut stand = showing(language, Rules::default());
        let speak = || play::Message::Voice(voice::Message::Speak);
        plays(&mut stand, speak());
        if let Some(spoken) = end {
            plays(&mut stand, speak());
            let number = stand.wished().into_iter().find_map(|command| match command {
                model::Command::Play(model::Play::Take { number, .. }) => Some(number),
                _ => None,
            });
            let number = number.expect("something was spoken");
            stand.report(vec![Event::Spoken { number, spoken }]);
        }
        add(name, stand);
    }
}
