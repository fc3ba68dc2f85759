//! Rooms that one isn't in: those that servers list, and those that spaces hold.

use std::sync::Arc;

use model::{Command, Event, Explore, Failure, RoomId, Ticket, Why};
use ui::Language;
use ui::screen::desk::{Message as Desk, rooms, space};

use crate::fixtures::RHYS;
use crate::gallery::running::{in_space, listing, page, spaces};
use crate::hands::{done, fill, has, on, press, refused, report, says, wish};
use crate::stage::Stage;
use crate::stand::Stand;

fn explored(stage: &mut Stage<Stand>) -> Vec<Explore> {
    let wished = stage.play.wished().into_iter();
    let wishes = wished.filter_map(|command| match command {
        Command::Explore(wish) => Some(wish),
        _ => None,
    });
    wishes.collect()
}

/// The rooms that servers list, on show.
fn browsing() -> Stage<Stand> {
    let mut stage = on(Stand::signed_in());
    stage.play.desk(Desk::Rooms(rooms::Message::Browse));
    stage.redraw();
    let asked = explored(&mut stage);
    assert!(
        matches!(asked.as_slice(), [Explore::Browse(Some(browse))] if browse.words.is_empty() && browse.server.is_none()),
        "{asked:?}"
    );
    report(&mut stage, vec![Event::Listing(Arc::new(listing(None)))]);
    stage
}

fn asked_for(stage: &mut Stage<Stand>) -> (Ticket, String) {
    let wished = wish(stage);
    match wished {
        Command::Join { ticket, address } => (ticket, address),
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_room_that_is_listed_has_its_way_in_or_says_why_there_is_none() {
    let stage = browsing();
    let way = |id: &str, way: &str| has(&stage, &format!("browse:{id}:{way}"));
    assert!(way("!open:parliament.example", "join"));
    assert!(way("!knock:parliament.example", "knock"));
    assert!(way("!space:parliament.example", "open"));
    for id in ["!foreign:outside.example", "!closed:parliament.example"] {
        assert!(!way(id, "join") && !way(id, "knock"), "{id}");
    }
    assert!(says(&stage, "outside.example"));
    assert!(says(&stage, "People come in by invitation."));
}

#[test]
fn a_listed_room_is_joined_and_a_refusal_is_said_where_it_was_asked() {
    let mut stage = browsing();
    press(&mut stage, "browse:!open:parliament.example:join");
    let (ticket, address) = asked_for(&mut stage);
    assert!(address.contains("!open:parliament.example"), "{address}");
    report(&mut stage, vec![refused(ticket, Failure::Forbidden)]);
    assert!(says(&stage, "You are not in the room"));
    press(&mut stage, "browse:!open:parliament.example:join");
    let (ticket, _) = asked_for(&mut stage);
    let joined = Event::Done {
        ticket,
        room: Some("!open:parliament.example".into()),
        file: None,
    };
    report(&mut stage, vec![joined]);
    assert!(!has(&stage, "browse:rooms"));
    let room = RoomId::from("!open:parliament.example");
    assert_eq!(stage.play.conversation().room(), &room);
    assert!(
        explored(&mut stage)
            .iter()
            .any(|wish| matches!(wish, Explore::Browse(None))),
        "nobody looks any more"
    );
}

#[test]
fn other_words_and_another_department_are_looked_for_and_older_answers_count_no_more() {
    let mut stage = browsing();
    fill(&mut stage, "dialog:first", "clerks");
    let asked = explored(&mut stage);
    assert!(
        matches!(asked.as_slice(), [Explore::Browse(Some(browse))] if browse.words == "clerks"),
        "{asked:?}"
    );
    let mut late = listing(None);
    late.rooms = [].into();
    report(&mut stage, vec![Event::Listing(Arc::new(late))]);
    assert!(has(&stage, "browse:!open:parliament.example"), "an answer to less");
    press(&mut stage, "browse:more");
    assert!(matches!(explored(&mut stage).as_slice(), [Explore::BrowseFurther]));
}

#[test]
fn one_asks_to_join_with_a_message_and_takes_it_back_in_the_conversation() {
    let mut stage = browsing();
    press(&mut stage, "browse:!knock:parliament.example:knock");
    fill(&mut stage, "dialog:first", "I look after the figures");
    press(&mut stage, "dialog:confirm");
    let asked = explored(&mut stage);
    let [Explore::Knock { address, message, .. }] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    assert!(address.contains("!knock:parliament.example"));
    assert_eq!(message, "I look after the figures");
}

#[test]
fn the_list_shows_the_rooms_of_one_space_and_those_that_wait() {
    let mut stage = on(in_space(Language::English));
    stage.play.desk(Desk::Space(space::Message::Back));
    stage.redraw();
    assert!(has(&stage, "room:!bill:cabinet.example"));
    assert!(!has(&stage, "room:!notices:cabinet.example"), "it is in no space");
    assert!(
        has(&stage, "room:!invited:parliament.example"),
        "it waits for an answer"
    );
    stage.play.desk(Desk::Rooms(rooms::Message::Choose(usize::MAX)));
    stage.redraw();
    assert!(has(&stage, "room:!notices:cabinet.example"));
    report(&mut stage, vec![Event::Spaces([].into())]);
    assert!(!has(&stage, "rooms:space"), "there is nothing to choose from");
}

#[test]
fn unread_messages_are_counted_for_each_space() {
    let mut stage = on(Stand::signed_in());
    report(&mut stage, vec![Event::Spaces(spaces())]);
    let rooms = stage.play.desk_state().rooms();
    let counts: Vec<u32> = rooms.spaces().iter().map(|space| rooms.unread_in(space)).collect();
    assert_eq!(counts, [12, 12]);
}

#[test]
fn what_a_space_holds_is_joined_shown_and_taken_out() {
    let mut stage = on(in_space(Language::English));
    stage.play.wished();
    assert!(says(&stage, "suggested"));
    press(&mut stage, "space:!news:cabinet.example:join");
    let (ticket, address) = asked_for(&mut stage);
    assert!(address.contains("!news:cabinet.example"));
    report(&mut stage, vec![refused(ticket, Failure::Unreachable)]);
    assert!(says(&stage, "You are not in the room"));
    press(&mut stage, "space:!bill:cabinet.example:out");
    let asked = explored(&mut stage);
    assert!(
        matches!(asked.as_slice(), [Explore::Arrange { inside: false, room, .. }] if room.as_str() == "!bill:cabinet.example"),
        "{asked:?}"
    );
    press(&mut stage, "space:!finance:cabinet.example:show");
    let asked = explored(&mut stage);
    assert!(
        matches!(asked.as_slice(), [Explore::ShowSpace(Some(space))] if space.as_str() == "!finance:cabinet.example"),
        "{asked:?}"
    );
}

#[test]
fn a_space_is_never_a_conversation() {
    let mut stage = on(Stand::signed_in());
    let opened = RoomId::from("!bills:cabinet.example");
    stage.play.open(opened.as_str());
    stage.play.wished();
    report(&mut stage, vec![Event::HoldsRooms(opened.clone())]);
    let asked = explored(&mut stage);
    assert!(
        matches!(asked.as_slice(), [Explore::ShowSpace(Some(space))] if *space == opened),
        "{asked:?}"
    );
    assert!(stage.play.desk_state().conversation_open().is_none());
    report(&mut stage, vec![Event::Space(Arc::new(page()))]);
    assert!(has(&stage, "space:rooms"));
    stage.play.open(RHYS);
    stage.redraw();
    assert!(!has(&stage, "space:rooms"), "a room takes its place");
    let asked = explored(&mut stage);
    assert!(matches!(asked.as_slice(), [Explore::ShowSpace(None)]), "{asked:?}");
}

#[test]
fn rooms_are_put_into_a_space_one_after_another() {
    let mut stage = on(in_space(Language::English));
    stage.play.desk(Desk::Space(space::Message::Fill));
    stage.redraw();
    stage.play.wished();
    press(&mut stage, "fill:!notices:cabinet.example");
    let asked = explored(&mut stage);
    let [
        Explore::Arrange {
            ticket, inside: true, ..
        },
    ] = asked.as_slice()
    else {
        panic!("{asked:?}")
    };
    report(&mut stage, vec![done(*ticket)]);
    assert!(has(&stage, "fill:!notices:cabinet.example"), "the next one may follow");
    press(&mut stage, "fill:!notices:cabinet.example");
    let asked = explored(&mut stage);
    let [
        Explore::Arrange {
            ticket, inside: false, ..
        },
    ] = asked.as_slice()
    else {
        panic!("{asked:?}")
    };
    report(&mut stage, vec![refused(*ticket, Failure::Forbidden)]);
    assert!(says(&stage, "The space stays as it was"));
}

#[test]
fn a_space_that_could_not_be_had_offers_to_try_again() {
    let mut stage = on(in_space(Language::English));
    stage.play.wished();
    let mut failed = page();
    failed.failed = Some(Why::Failed(Failure::Unreachable));
    failed.rooms = Vec::<model::SpaceRoom>::new().into();
    report(&mut stage, vec![Event::Space(Arc::new(failed))]);
    press(&mut stage, "space:again");
    assert!(matches!(explored(&mut stage).as_slice(), [Explore::SpaceFurther]));
}
