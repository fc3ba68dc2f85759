//! What a person marks rooms with: where the list shows them, and how it says so.

use std::sync::Arc;

use model::{Attention, Command, Event, Failure, Importance, Patch, RoomHeader, RoomSummary};
use ui::screen::desk::{Key, Message as Desk};

use crate::fixtures::{self, RHYS, summary};
use crate::hands::{done, has, on, press, refused, report, says, wish};
use crate::stand::Stand;

fn list(lines: Vec<RoomSummary>) -> Event {
    Event::Rooms(vec![Patch::Reset(lines.into_iter().map(Arc::new).collect())])
}

fn placed(name: &str, importance: Importance) -> RoomSummary {
    RoomSummary {
        importance,
        ..summary(&format!("!{name}:cabinet.example"), name)
    }
}

/// In the order of their activity.
fn four() -> Event {
    list(vec![
        placed("Later", Importance::Low),
        placed("First", Importance::Usual),
        placed("Best", Importance::Favourite),
        placed("Second", Importance::Usual),
    ])
}

#[test]
fn favourites_come_first_and_what_matters_little_last() {
    let mut stand = Stand::signed_in();
    stand.report(vec![four()]);
    let shown = |stand: &Stand| -> Vec<String> {
        let rooms = stand.desk_state().rooms().shown().iter();
        rooms.map(|room| room.name.to_string()).collect()
    };
    assert_eq!(shown(&stand), ["Best", "First", "Second", "Later"]);
    let moved = placed("Second", Importance::Favourite);
    stand.report(vec![Event::Rooms(vec![Patch::Set(3, Arc::new(moved))])]);
    assert_eq!(shown(&stand), ["Best", "Second", "First", "Later"]);

    let stage = on(stand);
    let line = |name: &str| stage.node(&format!("room:!{name}:cabinet.example")).name().to_owned();
    assert!(line("Best").starts_with("Best, Favourite"));
    assert!(line("Later").starts_with("Later, Low priority"));
    assert!(!line("First").contains("priority"));
}

#[test]
fn a_room_marked_as_unread_is_found_like_one_with_messages() {
    let mut stand = Stand::signed_in();
    let marked = RoomSummary {
        marked_unread: true,
        ..summary("!marked:cabinet.example", "Annual report")
    };
    stand.report(vec![list(vec![summary(RHYS, "Rhys Morgan"), marked])]);
    stand.desk(Desk::Key(Key::Neighbour {
        forward: true,
        unread: true,
    }));
    assert_eq!(stand.conversation().room().as_str(), "!marked:cabinet.example");
    let stage = on(stand);
    let line = stage.node("room:!marked:cabinet.example").name().to_owned();
    assert!(line.contains("Marked as unread"), "{line}");
}

#[test]
fn what_one_hears_of_is_chosen_among_the_details_of_a_room() {
    let mut stage = on(Stand::talking());
    press(&mut stage, "conversation:details");
    stage.play.wished();
    press(&mut stage, "details:attention:2");
    let wished = wish(&mut stage);
    let Command::SetAttention {
        ticket,
        room,
        attention: Attention::Nothing,
    } = wished
    else {
        panic!("{wished:?}")
    };
    assert_eq!(room.as_str(), RHYS);
    let header = RoomHeader {
        attention: Attention::Nothing,
        ..fixtures::header(RHYS, "Rhys Morgan")
    };
    let line = RoomSummary {
        muted: true,
        ..summary(RHYS, "Rhys Morgan")
    };
    report(
        &mut stage,
        vec![done(ticket), Event::Header(Arc::new(header)), list(vec![line])],
    );
    assert_eq!(stage.node("details:attention:2").semantics.checked, Some(true));
    let line = stage.node(&format!("room:{RHYS}")).name().to_owned();
    assert!(line.contains("Muted"), "{line}");
}

#[test]
fn where_a_room_stands_is_chosen_among_its_details() {
    let mut stage = on(Stand::talking());
    press(&mut stage, "conversation:details");
    stage.play.wished();
    press(&mut stage, "details:importance:0");
    let wished = wish(&mut stage);
    let Command::SetImportance {
        ticket,
        room,
        importance: Importance::Favourite,
    } = wished
    else {
        panic!("{wished:?}")
    };
    assert_eq!(room.as_str(), RHYS);
    let checked = |stage: &crate::stage::Stage<Stand>, index| {
        let node = stage.node(&format!("details:importance:{index}"));
        node.semantics.checked == Some(true)
    };
    assert!(checked(&stage, 1), "it is there when the server says so");
    let there = RoomSummary {
        importance: Importance::Favourite,
        ..summary(RHYS, "Rhys Morgan")
    };
    report(&mut stage, vec![done(ticket), list(vec![there])]);
    assert!(checked(&stage, 0));

    stage.play.wished();
    press(&mut stage, "details:importance:2");
    let Command::SetImportance { ticket, .. } = wish(&mut stage) else {
        panic!("another place")
    };
    report(&mut stage, vec![refused(ticket, Failure::Unreachable)]);
    assert!(says(&stage, "The room stays where it was in the list"));
}

#[test]
fn whoever_marks_a_room_as_unread_leaves_it() {
    let mut stage = on(Stand::talking());
    press(&mut stage, "conversation:details");
    stage.play.wished();
    press(&mut stage, "details:unread");
    let Command::MarkUnread { ticket, room } = wish(&mut stage) else {
        panic!("a mark")
    };
    assert_eq!(room.as_str(), RHYS);
    report(&mut stage, vec![refused(ticket, Failure::Unreachable)]);
    assert!(says(&stage, "The room wasn't marked as unread"));
    assert!(has(&stage, "details:unread"), "one can try again");

    press(&mut stage, "details:unread");
    let Command::MarkUnread { ticket, .. } = wish(&mut stage) else {
        panic!("a mark")
    };
    report(&mut stage, vec![done(ticket)]);
    assert!(stage.play.desk_state().conversation_open().is_none());
    let wished = stage.play.wished();
    let closed = |command: &Command| matches!(command, Command::CloseRoom);
    assert!(wished.iter().any(closed), "it is read no further: {wished:?}");
}
