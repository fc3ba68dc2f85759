//! Lists follow the session, whatever it reports.

use std::sync::Arc;

use model::{Change, Command, Event, Paging, Patch, Person, RoomSummary, Row, RowKind};

use crate::fixtures::{self, NOW, RHYS, row, said, text};
use crate::hands::{has, on, report};
use crate::stage::Stage;
use crate::stand::Stand;

fn message(number: i64) -> Arc<Row> {
    row(
        &format!("row{number}"),
        said(fixtures::rhys(), NOW + number, text(&format!("Message {number}"))),
    )
}

fn keys(stand: &Stand) -> Vec<String> {
    stand
        .conversation()
        .rows()
        .iter()
        .map(|row| row.key.to_string())
        .collect()
}

/// A small generator: the same numbers each run.
fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) as usize) % below.max(1)
    }
}

#[test]
fn ten_thousand_patches_in_bursts() {
    let mut stand = Stand::talking();
    let mut expected: Vec<String> = keys(&stand);
    let mut next = numbers(7);
    let mut made = 0;
    for _ in 0..200 {
        let mut patches = Vec::new();
        for _ in 0..50 {
            made += 1;
            let item = message(made);
            let key = item.key.to_string();
            let length = expected.len();
            patches.push(match next(7) {
                0 if length > 0 => {
                    let index = next(length);
                    expected.remove(index);
                    Patch::Remove(index)
                }
                1 if length > 0 => {
                    let index = next(length);
                    expected[index] = key;
                    Patch::Set(index, item)
                }
                2 => {
                    let index = next(length + 1);
                    expected.insert(index, key);
                    Patch::Insert(index, item)
                }
                3 => {
                    expected.insert(0, key);
                    Patch::PushFront(item)
                }
                4 if length > 0 => {
                    expected.remove(0);
                    Patch::PopFront
                }
                _ => {
                    expected.push(key);
                    Patch::PushBack(item)
                }
            });
        }
        stand.report(vec![Event::Rows {
            room: RHYS.into(),
            patches,
        }]);
    }
    assert_eq!(keys(&stand), expected);
}

#[test]
fn reset_replaces_everything() {
    let mut stand = Stand::talking();
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Reset(vec![message(1), message(2)])],
    }]);
    assert_eq!(keys(&stand), ["row1", "row2"]);
}

#[test]
fn a_list_that_lost_step_is_asked_for_anew_and_what_follows_is_ignored() {
    let mut stand = Stand::talking();
    stand.wished();
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Remove(9_999), Patch::PushBack(message(1))],
    }]);
    let reopened = stand
        .wished()
        .iter()
        .any(|command| matches!(command, Command::OpenRoom(room) if room.as_str() == RHYS));
    assert!(reopened);
    let before = keys(&stand);
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::PushBack(message(2))],
    }]);
    assert_eq!(keys(&stand), before);
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Reset(vec![message(3)])],
    }]);
    assert_eq!(keys(&stand), ["row3"]);
}

#[test]
fn reports_of_a_room_since_left_are_dropped() {
    let mut stand = Stand::talking();
    stand.open("!bill:cabinet.example");
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Reset(vec![message(1)])],
    }]);
    assert_eq!(keys(&stand), Vec::<String>::new());
}

#[test]
fn a_room_list_that_lost_step_waits_for_the_next_reset() {
    let mut stand = Stand::signed_in();
    let shown = |stand: &Stand| stand.desk_state().rooms().shown().len();
    let all = shown(&stand);
    stand.report(vec![Event::Rooms(vec![Patch::Remove(9_999)])]);
    stand.report(vec![Event::Rooms(vec![Patch::PopBack])]);
    assert_eq!(shown(&stand), all);
    let only: Arc<RoomSummary> = Arc::new(fixtures::summary("!only:cabinet.example", "Only"));
    stand.report(vec![Event::Rooms(vec![Patch::Reset(vec![only])])]);
    assert_eq!(shown(&stand), 1);
}

#[test]
fn search_follows_names_and_new_rooms() {
    use ui::screen::desk::{Message, rooms};
    let mut stand = Stand::signed_in();
    stand.desk(Message::Rooms(rooms::Message::Search("bU".into())));
    let names = |stand: &Stand| -> Vec<String> {
        stand
            .desk_state()
            .rooms()
            .shown()
            .iter()
            .map(|room| room.name.to_string())
            .collect()
    };
    assert_eq!(names(&stand), ["Budget scrutiny", "Building notices"]);
    let new = Arc::new(fixtures::summary("!new:cabinet.example", "Bus passes"));
    stand.report(vec![Event::Rooms(vec![Patch::PushBack(new)])]);
    assert_eq!(names(&stand), ["Budget scrutiny", "Building notices", "Bus passes"]);
    stand.desk(Message::Rooms(rooms::Message::OpenFirst));
    assert_eq!(stand.conversation().room().as_str(), "!invited:parliament.example");
}

#[test]
fn keys_lead_to_the_next_room_and_the_next_unread_one() {
    use ui::screen::desk::{Key, Message};
    let mut stand = Stand::talking();
    let go = |stand: &mut Stand, forward, unread| {
        stand.desk(Message::Key(Key::Neighbour { forward, unread }));
        stand.conversation().room().to_string()
    };
    assert_eq!(go(&mut stand, true, false), "!bill:cabinet.example");
    assert_eq!(go(&mut stand, true, true), "!nia:parliament.example");
    assert_eq!(
        go(&mut stand, true, true),
        "!invited:parliament.example",
        "it goes round"
    );
    assert_eq!(go(&mut stand, true, false), "!foreign:outside.example");
    assert_eq!(go(&mut stand, false, false), "!invited:parliament.example");
}

#[test]
fn what_is_seen_is_reported_as_read_once() {
    let mut stand = Stand::talking();
    let read = |stand: &mut Stand| {
        stand
            .wished()
            .iter()
            .filter(|command| matches!(command, Command::MarkRead(_)))
            .count()
    };
    assert_eq!(read(&mut stand), 1, "opened at its end");
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: Vec::new(),
    }]);
    assert_eq!(read(&mut stand), 0, "nothing is new");
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::PushBack(message(1))],
    }]);
    assert_eq!(read(&mut stand), 1);
    stand.desk(ui::screen::desk::Message::Focused(false));
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::PushBack(message(2))],
    }]);
    assert_eq!(read(&mut stand), 0, "nobody is looking");
    stand.desk(ui::screen::desk::Message::Focused(true));
    assert_eq!(read(&mut stand), 1);
}

#[test]
fn a_change_that_is_made_again_and_again_is_said_once() {
    let mut stage = on(Stand::talking());
    let asked = |number: i64, who: Person| {
        let change = RowKind::Change {
            who,
            what: Change::AskedToVerify,
            at: NOW + number,
            read_by: Vec::new(),
        };
        fixtures::plain_row(&format!("asked{number}"), change)
    };
    let said = fixtures::said(fixtures::rhys(), NOW, fixtures::text("Now I know."));
    let rows = vec![
        asked(1, fixtures::rhys()),
        asked(2, fixtures::rhys()),
        asked(3, fixtures::me().person),
        fixtures::row("said", said),
        asked(4, fixtures::rhys()),
    ];
    let mut show = |rows| {
        let (room, patches) = (RHYS.into(), vec![Patch::Reset(rows)]);
        report(&mut stage, vec![Event::Rows { room, patches }]);
        [1, 2, 3, 4].map(|number| has(&stage, &format!("row:asked{number}")))
    };
    assert_eq!(show(rows), [false, true, true, true]);
    // Settings changed together stand under the first of them: it must not be taken away by those behind it.
    let settings = |number: i64| {
        let change = RowKind::Change {
            who: fixtures::rhys(),
            what: Change::Settings,
            at: NOW + number,
            read_by: Vec::new(),
        };
        fixtures::plain_row(&format!("asked{number}"), change)
    };
    assert_eq!(show([1, 2, 3].map(settings).into()), [true, false, false, false]);
}

#[test]
fn older_messages_are_asked_for_until_there_is_one_to_see() {
    let mut stage = on(Stand::talking());
    let rows = |patches| Event::Rows {
        room: RHYS.into(),
        patches,
    };
    let paging = |state| Event::Paging {
        room: RHYS.into(),
        state,
    };
    let asked = |stage: &mut Stage<Stand>| {
        let wished = stage.play.wished();
        wished
            .iter()
            .filter(|wish| matches!(wish, Command::LoadOlder(_)))
            .count()
    };
    report(
        &mut stage,
        vec![rows(vec![Patch::Reset(vec![message(5)])]), paging(Paging::Idle)],
    );
    assert_eq!(asked(&mut stage), 1, "there is room for more than one");
    // A page of changes and of what is shown nowhere.
    report(&mut stage, vec![paging(Paging::Loading), paging(Paging::Idle)]);
    assert_eq!(asked(&mut stage), 1, "nothing came");
    let long = (0..60).map(|number| Patch::PushFront(message(-number))).collect();
    report(
        &mut stage,
        vec![paging(Paging::Loading), rows(long), paging(Paging::Idle)],
    );
    assert_eq!(asked(&mut stage), 0, "what came fills the window");
    report(&mut stage, vec![paging(Paging::Complete)]);
    assert_eq!(asked(&mut stage), 0);
    // What came is drawn while more is on its way, and is too little.
    report(
        &mut stage,
        vec![rows(vec![Patch::Reset(vec![message(5)])]), paging(Paging::Loading)],
    );
    report(&mut stage, vec![rows(vec![Patch::PushFront(message(4))])]);
    assert_eq!(asked(&mut stage), 0, "it is on its way");
    report(&mut stage, vec![paging(Paging::Idle)]);
    assert_eq!(asked(&mut stage), 1, "there is still room");
}
