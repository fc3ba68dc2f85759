//! Every screen and state, looked at as assistive technology does.

use iced::Size;
use kit::oracle::Seen;
use model::{Event, Patch, Why};
use ui::screen::desk::{Key, Message as Desk, dialog, rooms};

use crate::fixtures::{self, RHYS};
use crate::gallery::{all, direct};
use crate::stage::Stage;
use crate::stand::Stand;

/// A role by name: the crate that defines it is behind a wall.
fn role(node: &Seen) -> String {
    format!("{:?}", node.role())
}

fn has_button(stage: &Stage<Stand>, name: &str) -> bool {
    stage
        .oracle
        .nodes()
        .iter()
        .any(|node| role(node) == "Button" && node.name() == name)
}

#[test]
fn nobody_is_shut_out_of_any_screen() {
    let mut faults = Vec::new();
    for size in [Size::new(1280.0, 900.0), Size::new(480.0, 900.0)] {
        for (name, stand) in all() {
            let stage = Stage::sized(stand, size);
            faults.extend(
                stage
                    .oracle
                    .faults()
                    .into_iter()
                    .map(|fault| format!("{name} at {}: {fault}", size.width)),
            );
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn tab_visits_every_screen_in_reading_order() {
    use iced::keyboard::key::Named;
    for (name, stand) in all() {
        let mut stage = Stage::sized(stand, Size::new(1280.0, 900.0));
        let mut order = Vec::new();
        for _ in 0..60 {
            stage.key(Named::Tab);
            let focus = stage.focus();
            if order.contains(&focus) {
                break;
            }
            order.push(focus);
        }
        let reading: Vec<String> = stage.oracle.nodes().into_iter().map(|node| node.key).collect();
        let places: Vec<usize> = order
            .iter()
            .filter_map(|key| reading.iter().position(|it| it == key))
            .collect();
        let turns = places.windows(2).filter(|pair| pair[1] < pair[0]).count();
        assert!(turns <= 1, "{name}: {order:?}");
    }
}

#[test]
fn a_locked_room_never_shows_its_rows() {
    let mut stand = Stand::signed_in();
    stand.open("!locked:cabinet.example");
    stand.report(fixtures::opened("!locked:cabinet.example", "Harbour review"));
    let stage = Stage::sized(stand, Size::new(1280.0, 900.0));
    let nodes = stage.oracle.nodes();
    assert!(
        nodes
            .iter()
            .all(|node| role(node) != "Article" && node.key != "composer"),
        "{nodes:#?}"
    );
    let said = nodes
        .iter()
        .any(|node| role(node) == "Alert" && node.name().contains("outside.example"));
    assert!(said, "the reason is said: {nodes:#?}");
}

#[test]
fn a_foreign_invitation_cannot_be_accepted_and_says_why() {
    let mut stand = Stand::signed_in();
    stand.open("!foreign:outside.example");
    let stage = Stage::sized(stand, Size::new(1280.0, 900.0));
    assert!(!has_button(&stage, "Accept"));
    assert!(has_button(&stage, "Decline"));
    let said = stage
        .oracle
        .nodes()
        .iter()
        .any(|node| role(node) == "Alert" && node.name().contains("outside.example"));
    assert!(said);
}

#[test]
fn a_message_is_one_node_that_says_it_all() {
    let stage = Stage::sized(Stand::talking(), Size::new(1280.0, 1800.0));
    let nodes = stage.oracle.nodes();
    let row = |key: &str| {
        nodes
            .iter()
            .find(|node| node.key == format!("row:{key}"))
            .map(|node| node.name().to_owned())
    };
    assert_eq!(
        row("m7").as_deref(),
        Some("You, 14:24, The Minister can take the 16:00 slot., Edited, Read by Rhys Morgan")
    );
    let failed = row("m12").unwrap_or_default();
    assert!(failed.contains("Not sent"), "{failed}");
}

#[test]
fn only_rows_near_the_viewport_are_built() {
    let mut stand = Stand::talking();
    let many = (0..10_000)
        .map(|number| {
            let said = fixtures::said(
                fixtures::rhys(),
                fixtures::NOW + number,
                fixtures::text("A line of talk"),
            );
            fixtures::row(&format!("many{number}"), said)
        })
        .collect();
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Reset(many)],
    }]);
    let stage = Stage::sized(stand, Size::new(1280.0, 900.0));
    let built = stage
        .oracle
        .nodes()
        .iter()
        .filter(|node| role(node) == "Article")
        .count();
    assert!((1..200).contains(&built), "{built} rows are in the tree");
}

#[test]
fn a_refused_wish_keeps_what_was_typed_in_its_dialog() {
    let mut stand = Stand::signed_in();
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
    let typed = matches!(
        stand.desk_state().question(),
        Some(dialog::Question::NewMessage { person }) if person == "@eve:outside.example"
    );
    assert!(typed);
    stand.desk(Desk::Dialog(dialog::Message::Confirm));
    let ticket = stand.ticket(direct);
    stand.report(vec![Event::Done {
        ticket,
        room: Some(RHYS.into()),
        file: None,
    }]);
    assert!(stand.desk_state().question().is_none());
    assert_eq!(stand.conversation().room().as_str(), RHYS);
}

#[test]
fn the_first_unread_message_is_one_press_away() {
    let mut stage = Stage::sized(Stand::talking(), Size::new(1280.0, 500.0));
    stage.redraw();
    let button = stage.node("timeline:unread").id;
    stage.oracle.click(button);
    stage.redraw();
    stage.redraw();
    let seen = stage
        .oracle
        .nodes()
        .iter()
        .any(|node| node.name() == "New messages" && node.bounds.y > 0.0);
    assert!(seen);
    let gone = stage.oracle.nodes().iter().all(|node| node.key != "timeline:unread");
    assert!(gone, "it is on show");
    stage.node("timeline:latest");
}

#[test]
fn offline_offers_to_try_again() {
    let mut stand = Stand::talking();
    stand.report(vec![Event::Connection(model::Connection::Offline)]);
    stand.wished();
    let mut stage = Stage::sized(stand, Size::new(1280.0, 900.0));
    let button = stage.node("connection:retry").id;
    stage.play.wished();
    stage.oracle.click(button);
    stage.redraw();
    assert!(matches!(stage.play.wished().as_slice(), [model::Command::Retry]));
}

/// What the list asks the session to complete: the rooms that are on show, and no other.
#[test]
fn rooms_are_completed_as_they_come_into_view() {
    let rooms: Vec<_> = (0..500)
        .map(|number| fixtures::summary(&format!("!{number}:treasury"), &format!("Committee {number}")).into())
        .collect();
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Rooms(vec![Patch::Reset(rooms)])]);
    let mut stage = Stage::sized(stand, Size::new(1280.0, 900.0));
    stage.redraw();
    let shown = looked_at(&mut stage).expect("the rooms in view");
    assert_eq!(shown.first().map(|room| room.as_str()), Some("!0:treasury"));
    assert!((5..40).contains(&shown.len()), "{shown:?}");
    stage.redraw();
    assert_eq!(looked_at(&mut stage), None, "asked twice");

    stage
        .play
        .desk(Desk::Rooms(rooms::Message::Search("committee 499".to_owned())));
    stage.redraw();
    stage.redraw();
    let found: Vec<String> = looked_at(&mut stage)
        .into_iter()
        .flatten()
        .map(|room| room.to_string())
        .collect();
    assert_eq!(found, ["!499:treasury"]);
}

fn looked_at(stage: &mut Stage<Stand>) -> Option<Vec<model::RoomId>> {
    let wished = stage.play.wished();
    wished.into_iter().rev().find_map(|wish| match wish {
        model::Command::LookAt(rooms) => Some(rooms),
        _ => None,
    })
}

#[test]
fn people_who_come_and_go_are_listed_anew() {
    let mut stand = Stand::talking();
    stand.desk(Desk::Conversation(ui::screen::desk::conversation::Message::Details));
    stand.wished();
    stand.report(vec![Event::Header(std::sync::Arc::new(fixtures::header(
        RHYS,
        "Rhys Morgan",
    )))]);
    assert!(matches!(stand.wished().as_slice(), [model::Command::ListMembers(_)]));
}

#[test]
fn pressing_through_assistive_technology_does_what_the_mouse_does() {
    let mut stage = Stage::sized(Stand::signed_in(), Size::new(1280.0, 900.0));
    let room = stage.node(&format!("room:{RHYS}")).id;
    stage.oracle.click(room);
    stage.redraw();
    assert_eq!(stage.play.conversation().room().as_str(), RHYS);
    stage.play.report(fixtures::opened(RHYS, "Rhys Morgan"));
    stage.redraw();
    let field = stage.node("composer").id;
    stage.oracle.set_value(field, "Good morning");
    stage.redraw();
    stage.redraw();
    assert_eq!(stage.play.composer().text(), "Good morning");
    let send = stage.node("composer:send").id;
    stage.oracle.click(send);
    stage.redraw();
    let sent = stage
        .play
        .wished()
        .into_iter()
        .any(|wish| matches!(wish, model::Command::Send { .. }));
    assert!(sent);
}

#[test]
fn the_making_of_a_room_is_not_told_setting_by_setting() {
    use model::{Change, RowKind};
    let mut stand = Stand::talking();
    let (me, at) = (fixtures::me().person, fixtures::NOW);
    let change = |key, what, at| {
        fixtures::plain_row(
            key,
            RowKind::Change {
                who: me.clone(),
                what,
                at,
                read_by: Vec::new(),
            },
        )
    };
    let rows = vec![
        change("a", Change::Created, at),
        change("b", Change::Settings, at + 10),
        change("c", Change::Encrypted, at + 20),
        change("d", Change::Settings, at + 30),
        change("e", Change::Settings, at + fixtures::DAY),
    ];
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Reset(rows)],
    }]);
    let stage = Stage::sized(stand, Size::new(1280.0, 900.0));
    let told: Vec<String> = stage
        .oracle
        .nodes()
        .into_iter()
        .filter(|node| role(node) == "Article")
        .map(|node| node.key)
        .collect();
    assert_eq!(told, ["row:a", "row:c", "row:e"]);
}
