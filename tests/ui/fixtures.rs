//! What a session would report, made up: people of two departments, rooms, a conversation with everything in it.
#![allow(dead_code)]

#[path = "fixtures/browser.rs"]
mod browser_made_up;
#[path = "fixtures/finding.rs"]
pub mod finding;
#[path = "fixtures/hearing.rs"]
mod hearing_made_up;
#[path = "fixtures/moving.rs"]
mod moving_made_up;
#[path = "fixtures/pictures.rs"]
mod pictures_made_up;
#[path = "fixtures/rules.rs"]
mod rules_made_up;
#[path = "fixtures/threads.rs"]
pub mod threads;
#[path = "fixtures/trust.rs"]
mod trust_made_up;

use std::sync::Arc;
use std::time::Duration;

use model::*;

#[allow(unused_imports)]
pub use browser_made_up::*;
#[allow(unused_imports)]
pub use hearing_made_up::*;
#[allow(unused_imports)]
pub use moving_made_up::*;
pub use pictures_made_up::*;
#[allow(unused_imports)]
pub use rules_made_up::*;
#[allow(unused_imports)]
pub use trust_made_up::*;

/// Monday 2 November 2026, 15:04 UTC.
pub const NOW: i64 = 1_793_631_840_000;
pub const MINUTE: i64 = 60_000;
pub const DAY: i64 = 24 * 60 * MINUTE;

pub fn organisation() -> Organisation {
    Organisation {
        name: "Cabinet Office".into(),
        helpdesk: Helpdesk {
            email: "it.help@cabinet.example".into(),
            phone: "020 7946 0000".into(),
            url: "".into(),
        },
        banner: "".into(),
    }
}

pub fn departments() -> Arc<[Department]> {
    [
        ("cabinet.example", "Cabinet Office"),
        ("parliament.example", "House of Commons"),
    ]
    .map(|(server, name)| Department {
        server: server.into(),
        name: name.into(),
        email_domains: vec![format!("{server}.gov.uk")],
    })
    .into()
}

pub fn person(name: &str, department: Option<&str>) -> Person {
    let server = match department {
        Some("Cabinet Office") => "cabinet.example",
        Some(_) => "parliament.example",
        None => "outside.example",
    };
    let local = name.to_lowercase().replace(' ', ".");
    Person {
        id: format!("@{local}:{server}").into(),
        name: name.into(),
        department: department.map(Into::into),
    }
}

pub fn me() -> Me {
    Me {
        person: person("Amina Okafor", Some("Cabinet Office")),
        device: "KQZTWPLA".into(),
        proven_by: ProvenBy::Password,
    }
}

/// The same, who signed in in the browser.
pub fn me_by_browser() -> Me {
    Me {
        proven_by: ProvenBy::Browser,
        ..me()
    }
}

pub fn rhys() -> Person {
    person("Rhys Morgan", Some("House of Commons"))
}

pub fn allows(own: bool) -> MessageAllows {
    let own_only = if own { Capability::Allowed } else { Capability::Absent };
    MessageAllows {
        reply: Capability::Allowed,
        thread: Capability::Allowed,
        react: Capability::Allowed,
        edit: own_only.clone(),
        redact: own_only,
        pin: Capability::Absent,
        decide: Capability::Absent,
        vote: Capability::Absent,
        end: Capability::Absent,
    }
}

pub fn said(sender: Person, at: i64, body: Body) -> Message {
    let own = sender == me().person;
    Message {
        event: Some(format!("$event{at}").into()),
        sender,
        own,
        at,
        body,
        edited: false,
        pinned: false,
        mentions_me: false,
        reply: None,
        thread: None,
        reactions: Vec::new(),
        read_by: Vec::new(),
        state: SendState::Sent,
        shield: Shield::None,
        key_from: None,
        lure: false,
        allows: allows(own),
    }
}

pub fn reader(person: Person) -> Reader {
    let at = Some(NOW - MINUTE);
    Reader { person, at }
}

pub fn span(text: &str) -> Span {
    Span {
        text: text.to_owned(),
        ..Span::default()
    }
}

pub fn text(words: &str) -> Body {
    let blocks = words
        .split('\n')
        .map(|line| Block::Paragraph(vec![span(line)]))
        .collect();
    Body::Text {
        blocks,
        plain: words.into(),
        emote: false,
    }
}

pub fn row(key: &str, message: Message) -> Arc<Row> {
    Arc::new(Row {
        key: key.into(),
        kind: RowKind::Message(Box::new(message)),
    })
}

pub fn plain_row(key: &str, kind: RowKind) -> Arc<Row> {
    Arc::new(Row { key: key.into(), kind })
}

/// A conversation between departments with every kind of row in it.
pub fn rows() -> Vec<Arc<Row>> {
    let mine = || me().person;
    let start = NOW - DAY;
    let styled = Body::Text {
        blocks: vec![
            Block::Heading(2, vec![span("Before the vote")]),
            Block::Paragraph(vec![
                span("The committee meets at "),
                Span {
                    text: "14:30".into(),
                    style: Style {
                        bold: true,
                        ..Style::default()
                    },
                    ..Span::default()
                },
                span(". Papers are at "),
                Span {
                    text: "committees.parliament.uk".into(),
                    link: Some(Link {
                        url: "https://committees.parliament.uk/meetings".into(),
                        host: "committees.parliament.uk".into(),
                        verdict: ask(None),
                    }),
                    ..Span::default()
                },
                span("."),
            ]),
            Block::Item {
                depth: 0,
                ordinal: Some(1),
                spans: vec![span("Evidence from the department")],
            },
            Block::Item {
                depth: 0,
                ordinal: Some(2),
                spans: vec![span("Questions from members")],
            },
            Block::Quote(vec![Block::Paragraph(vec![span(
                "Published at noon, under embargo until then.",
            )])]),
            Block::Code("clause 14(2)(b) -> omit \"may\"".into()),
        ]
        .into(),
        plain: "Before the vote. The committee meets at 14:30.".into(),
        emote: false,
    };
    let mut quoted = said(mine(), start + 7 * MINUTE, text("Yes. I'll bring the annex as well."));
    quoted.reply = Some(Quote {
        event: format!("${}", "x").into(),
        content: Some((rhys(), "Could you send the briefing before noon?".into())),
        closed: None,
    });
    quoted.read_by = vec![reader(rhys())];
    let mut reacted = said(rhys(), start + 9 * MINUTE, text("Thank you, that's perfect."));
    reacted.reactions = vec![
        Reaction {
            key: "👍".into(),
            people: vec!["Amina Okafor".into(), "Nia Evans".into()],
            mine: true,
        },
        Reaction {
            key: "🎉".into(),
            people: vec!["Nia Evans".into()],
            mine: false,
        },
    ];
    let mut edited = said(mine(), NOW - 40 * MINUTE, text("The Minister can take the 16:00 slot."));
    edited.edited = true;
    edited.read_by = vec![reader(rhys())];
    let mut deleted = said(mine(), NOW - 35 * MINUTE, Body::Redacted);
    deleted.allows = MessageAllows {
        reply: Capability::Absent,
        thread: Capability::Absent,
        react: Capability::Absent,
        edit: Capability::Absent,
        redact: Capability::Absent,
        pin: Capability::Absent,
        decide: Capability::Absent,
        vote: Capability::Absent,
        end: Capability::Absent,
    };
    let mut warned = said(
        rhys(),
        NOW - 30 * MINUTE,
        text("Sent from my other laptop. Can you read me the verification code?"),
    );
    warned.shield = Shield::Unconfirmed;
    warned.lure = true;
    warned.mentions_me = true;
    let mut failed = said(mine(), NOW - 3 * MINUTE, text("Shall I call you in ten minutes?"));
    failed.event = None;
    failed.state = SendState::Failed(Failure::Unreachable);
    let mut waiting = said(
        mine(),
        NOW - 2 * MINUTE,
        text("I'm on the train, so this may take a while to reach you."),
    );
    waiting.event = None;
    waiting.state = SendState::Waiting;
    let file = Body::File(FileFacts {
        name: "Briefing note - clause 14.pdf".into(),
        size: Some(482_133),
        mimetype: "application/pdf".into(),
        caption: None,
        picture: None,
        plays: Plays::Nothing,
    });
    let waiting_for = said(rhys(), NOW - 20 * MINUTE, Body::Undecryptable(Undecryptable::Waiting));
    vec![
        plain_row("start", RowKind::Start),
        plain_row("day1", RowKind::Day(start)),
        plain_row(
            "c1",
            RowKind::Change {
                who: mine(),
                what: Change::Created,
                at: start,
                read_by: Vec::new(),
            },
        ),
        plain_row(
            "c2",
            RowKind::Change {
                who: mine(),
                what: Change::Invited(rhys()),
                at: start,
                read_by: Vec::new(),
            },
        ),
        plain_row(
            "c3",
            RowKind::Change {
                who: rhys(),
                what: Change::Joined,
                at: start + MINUTE,
                read_by: Vec::new(),
            },
        ),
        row(
            "m1",
            said(
                rhys(),
                start + 5 * MINUTE,
                text("Good morning. Could you send the briefing before noon?"),
            ),
        ),
        row(
            "m2",
            said(
                rhys(),
                start + 6 * MINUTE,
                text("The Whips would like to see the second clause first."),
            ),
        ),
        row("m3", quoted),
        row("m4", said(mine(), start + 8 * MINUTE, file)),
        row("m5", reacted),
        row("m6", said(rhys(), start + 12 * MINUTE, styled)),
        plain_row("day2", RowKind::Day(NOW)),
        row("m7", edited),
        row("m8", deleted),
        plain_row("unread", RowKind::Unread),
        row("m9", warned),
        row("m10", waiting_for),
        row(
            "m11",
            said(
                rhys(),
                NOW - 10 * MINUTE,
                text("Diolch. Mi wna' i anfon y fersiwn Gymraeg heno."),
            ),
        ),
        row("m12", failed),
        row("m13", waiting),
    ]
}

pub fn summary(id: &str, name: &str) -> RoomSummary {
    RoomSummary {
        id: id.into(),
        name: name.into(),
        kind: RoomKind::Room,
        department: None,
        unread: 0,
        mentions: 0,
        in_threads: 0,
        marked_unread: false,
        importance: Importance::Usual,
        muted: false,
        draft: false,
        active_at: NOW - 2 * MINUTE,
        preview: None,
        encrypted: true,
        kept: false,
        quarantine: None,
        ignored: false,
        knocks: 0,
    }
}

fn preview(sender: Option<&str>, words: &str) -> Option<Preview> {
    Some(Preview {
        sender: sender.map(Into::into),
        text: words.into(),
        closed: None,
    })
}

/// A verdict on a link: look first.
pub fn ask(lookalike_of: Option<&str>) -> LinkVerdict {
    LinkVerdict::Ask {
        letters: None,
        lookalike_of: lookalike_of.map(Into::into),
    }
}

pub fn outside_reason() -> policy::Reason {
    policy::Reason::PeopleFromOutside {
        servers: vec!["outside.example".to_owned()],
    }
}

/// The room list: an invitation of each kind, people, rooms, a locked room.
pub fn rooms() -> Vec<Arc<RoomSummary>> {
    let direct = |id: &str, who: Person| RoomSummary {
        kind: RoomKind::Direct(who.id.clone()),
        department: who.department.clone(),
        ..summary(id, &who.name)
    };
    let nia = person("Nia Evans", Some("House of Commons"));
    let eve = person("Eve Harper", None);
    let list = vec![
        RoomSummary {
            kind: RoomKind::Invitation(nia.clone()),
            ..summary("!invited:parliament.example", "Budget scrutiny")
        },
        RoomSummary {
            kind: RoomKind::Invitation(eve.clone()),
            quarantine: Some(policy::Reason::InvitedFromOutside {
                server: "outside.example".to_owned(),
            }),
            ..summary("!foreign:outside.example", "Quick question")
        },
        RoomSummary {
            preview: preview(None, "I'm on the train, so this may take a while to reach you."),
            ..direct("!rhys:cabinet.example", rhys())
        },
        RoomSummary {
            unread: 12,
            mentions: 2,
            active_at: NOW - 25 * MINUTE,
            preview: preview(Some("Nia Evans"), "@Amina can you check the figures in annex B?"),
            ..summary("!bill:cabinet.example", "Procurement Bill: working group")
        },
        RoomSummary {
            unread: 3,
            active_at: NOW - 3 * 60 * MINUTE,
            preview: preview(Some(""), "See you at two."),
            ..direct("!nia:parliament.example", nia)
        },
        RoomSummary {
            draft: true,
            active_at: NOW - DAY,
            preview: preview(None, "Final version attached."),
            ..direct("!tomos:cabinet.example", person("Tomos Price", Some("Cabinet Office")))
        },
        RoomSummary {
            active_at: NOW - 2 * DAY,
            quarantine: Some(outside_reason()),
            ..summary("!locked:cabinet.example", "Harbour review")
        },
        RoomSummary {
            active_at: NOW - 30 * DAY,
            encrypted: false,
            preview: preview(
                Some("Facilities"),
                "The lifts in the north wing are out of order until Friday.",
            ),
            ..summary("!notices:cabinet.example", "Building notices")
        },
    ];
    list.into_iter().map(Arc::new).collect()
}

pub fn header(id: &str, name: &str) -> RoomHeader {
    RoomHeader {
        id: id.into(),
        name: name.into(),
        topic: "".into(),
        kind: RoomKind::Direct(rhys().id),
        joined: 2,
        presence: vec![
            Presence {
                name: "Cabinet Office".into(),
                count: 1,
                outside: false,
            },
            Presence {
                name: "House of Commons".into(),
                count: 1,
                outside: false,
            },
        ],
        unverified: 0,
        changed: Vec::new(),
        newcomers: Vec::new(),
        encrypted: true,
        attention: Attention::All,
        pins: Vec::new(),
        retention: Retention::Record(Some(Duration::from_secs(7 * 365 * 24 * 60 * 60))),
        grounds: Vec::new(),
        allows: RoomAllows {
            send: Capability::Allowed,
            call_all: Capability::Allowed,
            invite: Capability::Allowed,
            pin: Capability::Allowed,
            leave: Capability::Allowed,
            accept: Capability::Absent,
        },
        settings: RoomSettings::default(),
    }
}

pub fn members() -> Arc<[Member]> {
    let member = |person, membership, role| Member {
        verified: person == rhys(),
        person,
        membership,
        role,
        reason: None,
        allows: MemberAllows::default(),
    };
    [
        member(me().person, Membership::Joined, Role::Moderator),
        member(rhys(), Membership::Joined, Role::Member),
        member(
            person("Nia Evans", Some("House of Commons")),
            Membership::Invited,
            Role::Member,
        ),
        member(person("Eve Harper", None), Membership::Knocking, Role::Member),
    ]
    .into()
}

pub const RHYS: &str = "!rhys:cabinet.example";

/// What a session reports after the room with Rhys is opened.
pub fn opened(room: &str, name: &str) -> Vec<Event> {
    vec![
        Event::Header(Arc::new(header(room, name))),
        Event::Rows {
            room: room.into(),
            patches: vec![Patch::Reset(rows())],
        },
        Event::Paging {
            room: room.into(),
            state: Paging::Idle,
        },
    ]
}

pub fn signed_in() -> Vec<Event> {
    vec![
        Event::Stage(Stage::SignedIn(me())),
        Event::Connection(Connection::Online),
        Event::Rooms(vec![Patch::Reset(rooms())]),
    ]
}

/// A poll that runs, one with several answers to choose, and one that has ended.
pub fn polls() -> [(&'static str, Poll); 3] {
    let answer = |id: &str, text: &str, votes, mine| Answer {
        id: id.into(),
        text: text.into(),
        votes: Some(votes),
        mine,
        wins: false,
    };
    let poll = Poll {
        question: "When do we meet?".into(),
        answers: vec![
            answer("m", "Monday", 2, true),
            answer("t", "Tuesday, if the Minister is back by then", 1, false),
        ],
        most: 1,
        open: true,
        voters: 3,
        ended: false,
        plain: "When do we meet?".into(),
    };
    let mut several = poll.clone();
    several.most = 2;
    let mut over = poll.clone();
    over.ended = true;
    over.answers[0].wins = true;
    [("poll", poll), ("poll with several", several), ("poll, ended", over)]
}

/// The conversation with this poll of one's own at its end.
pub fn asked(poll: Poll) -> Vec<Event> {
    let runs = if poll.ended {
        Capability::Absent
    } else {
        Capability::Allowed
    };
    let mut said = said(me().person, NOW, Body::Poll(poll));
    said.allows.vote = runs.clone();
    said.allows.end = runs;
    let mut rows = rows();
    rows.push(row("poll", said));
    vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Reset(rows)],
    }]
}
