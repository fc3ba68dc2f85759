//! Looking for messages: the fields, what is found, and how it leads into the conversation.

use std::sync::Arc;
use std::time::Duration;

use iced::Size;
use model::{Command, Coverage, Event, EventId, Failure, Patch, Query, Results, Sort};
use ui::screen::desk::{Key, Message as Desk};

use crate::fixtures::finding::{BILL, all_of, found, hits};
use crate::fixtures::{self, MINUTE, NOW, RHYS, rhys, said, text};
use crate::hands::{fill, has, on, press, refused, report, says, wish};
use crate::stage::Stage;
use crate::stand::Stand;

/// A search of the room with Rhys, begun by its shortcut.
fn begun(everywhere: bool) -> Stage<Stand> {
    let mut stage = on(Stand::talking());
    stage.play.desk(Desk::Key(Key::Find { everywhere }));
    stage.redraw();
    stage
}

fn asked(stage: &mut Stage<Stand>) -> Arc<Query> {
    match wish(stage) {
        Command::Search(query) => query,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_search_begins_in_the_open_room_or_in_all() {
    let mut stage = begun(false);
    let query = asked(&mut stage);
    assert_eq!(query.room, Some(RHYS.into()));
    assert!(!says(&stage, "Nothing found"), "nothing is looked for yet");
    fill(&mut stage, "find:words", "annex");
    let query = asked(&mut stage);
    assert_eq!((&*query.words, query.room.is_some()), ("annex", true));
    stage.play.desk(Desk::Key(Key::Find { everywhere: true }));
    stage.redraw();
    let query = asked(&mut stage);
    assert_eq!(
        (&*query.words, query.room.is_some()),
        ("annex", false),
        "what was typed stays"
    );
    press(&mut stage, "find:close");
    assert!(matches!(wish(&mut stage), Command::EndSearch));
    assert!(!has(&stage, "find:words"));
}

#[test]
fn what_is_typed_over_the_rooms_is_looked_for_in_messages_too() {
    let mut stage = on(Stand::signed_in());
    assert!(!has(&stage, "rooms:find"));
    fill(&mut stage, "rooms:search", "annex");
    stage.play.wished();
    press(&mut stage, "rooms:find");
    let query = asked(&mut stage);
    assert_eq!((&*query.words, query.room.is_some()), ("annex", false));
}

#[test]
fn a_search_is_narrowed_and_says_so() {
    let mut stage = begun(true);
    stage.play.wished();
    assert!(!has(&stage, "find:sender"));
    press(&mut stage, "find:narrow");
    fill(&mut stage, "find:sender", "rhys");
    assert_eq!(asked(&mut stage).sender, "rhys");
    assert!(!has(&stage, "find:narrow"), "what narrows it stays in sight");
    for (field, option) in [("find:period", "In the past week"), ("find:sort", "Files")] {
        press(&mut stage, field);
        let option = stage
            .oracle
            .nodes()
            .iter()
            .find(|node| node.name() == option)
            .map(|node| node.id);
        stage.oracle.click(option.expect("an option"));
        stage.redraw();
    }
    let query = stage.play.wished().pop();
    let Some(Command::Search(query)) = query else {
        panic!("{query:?}")
    };
    assert_eq!(query.within, Some(Duration::from_secs(7 * 24 * 60 * 60)));
    assert_eq!(query.sort, Some(Sort::File));
}

#[test]
fn what_is_found_says_who_where_and_what_was_looked_through() {
    let mut stage = begun(true);
    stage.play.wished();
    fill(&mut stage, "find:words", "annex");
    let query = asked(&mut stage);
    report(
        &mut stage,
        vec![found(
            &query,
            Vec::new(),
            Coverage {
                rooms: 12,
                searched: 3,
                ..Coverage::default()
            },
        )],
    );
    assert!(says(&stage, "Searched 3 of 12 rooms so far."));
    assert!(!says(&stage, "Nothing found"));
    let coverage = Coverage {
        unreadable: 41,
        partial: 2,
        ..all_of(12)
    };
    report(&mut stage, vec![found(&query, hits(), coverage.clone())]);
    assert!(says(&stage, "2 messages"));
    let line = stage.node("find:$file").name().to_owned();
    assert!(
        line.starts_with("Rhys Morgan, Today, ") || line.starts_with("Rhys Morgan, "),
        "{line}"
    );
    assert!(
        line.ends_with("Annex B, final.odt, With the annexes in order, Conversation: Procurement Bill: working group"),
        "{line}"
    );
    assert!(says(
        &stage,
        "Searched what is on this computer of 12 rooms. 41 messages can’t be read on this device. \
         Of 2 rooms there are older messages on the server."
    ));
    press(&mut stage, "find:further");
    assert!(matches!(wish(&mut stage), Command::SearchFurther));
    let fetching = Coverage {
        fetching: true,
        ..coverage
    };
    report(&mut stage, vec![found(&query, hits(), fetching)]);
    assert!(!has(&stage, "find:further") && says(&stage, "Fetching older messages"));
    report(&mut stage, vec![found(&query, Vec::new(), all_of(12))]);
    assert!(says(&stage, "Nothing found"));
    let other = Arc::new(Query::default());
    report(&mut stage, vec![found(&other, hits(), all_of(12))]);
    assert!(says(&stage, "Nothing found"), "of what was looked for before");
}

#[test]
fn more_is_listed_when_asked_for() {
    let mut stage = begun(true);
    stage.play.wished();
    fill(&mut stage, "find:words", "annex");
    let query = asked(&mut stage);
    let Event::Found { results, .. } = found(&query, hits(), all_of(1)) else {
        unreachable!()
    };
    let results = Arc::new(Results {
        total: 70,
        ..(*results).clone()
    });
    report(
        &mut stage,
        vec![Event::Found {
            query: query.clone(),
            results,
        }],
    );
    assert!(says(&stage, "70 messages"));
    press(&mut stage, "find:more");
    assert!(asked(&mut stage).most > query.most);
}

#[test]
fn what_is_found_shows_in_its_room_and_stands_out() {
    let mut stage = begun(true);
    stage.play.wished();
    fill(&mut stage, "find:words", "annex");
    let query = asked(&mut stage);
    report(&mut stage, vec![found(&query, hits(), all_of(12))]);
    press(&mut stage, "find:$file");
    let wished = stage.play.wished();
    let reveals = |command: &Command| matches!(command, Command::Reveal { event, room, .. } if event.as_str() == "$file" && room.as_str() == BILL);
    assert!(
        wished
            .iter()
            .any(|command| matches!(command, Command::OpenRoom(room) if room.as_str() == BILL)),
        "{wished:?}"
    );
    assert!(wished.iter().any(reveals), "{wished:?}");
    let mut message = said(rhys(), NOW - 90 * MINUTE, text("With the annexes in order"));
    message.event = Some(EventId::from("$file"));
    let mut events = fixtures::opened(BILL, "Procurement Bill: working group");
    events.push(Event::Rows {
        room: BILL.into(),
        patches: vec![Patch::PushFront(fixtures::row("far", message))],
    });
    report(&mut stage, events);
    stage.redraw();
    assert_eq!(stage.node("row:far").semantics.selected, Some(true));
    assert!(has(&stage, "find:words"), "where there is room for both");
    assert!(!has(&stage, "row:m15"), "the end is out of sight");
    stage.play.write("Thank you");
    stage.play.send();
    stage.redraw();
    stage.redraw();
    assert!(!has(&stage, "row:far"), "whoever writes is back at the end");
}

#[test]
fn what_is_too_far_back_says_so() {
    let mut stage = begun(true);
    stage.play.wished();
    fill(&mut stage, "find:words", "annex");
    let query = asked(&mut stage);
    report(&mut stage, vec![found(&query, hits(), all_of(12))]);
    press(&mut stage, "find:$noon");
    let wished = stage.play.wished();
    let ticket = wished.iter().find_map(|command| match command {
        Command::Reveal { ticket, .. } => Some(*ticket),
        _ => None,
    });
    report(&mut stage, vec![refused(ticket.expect("asked"), Failure::NotFound)]);
    assert!(says(&stage, "This message can’t be shown"));
}

#[test]
fn where_there_is_little_room_the_search_makes_way_and_comes_back() {
    let mut stand = Stand::talking();
    stand.wished();
    let mut stage = Stage::sized(stand, Size::new(480.0, 800.0));
    stage.play.desk(Desk::Key(Key::Find { everywhere: false }));
    stage.redraw();
    stage.play.wished();
    fill(&mut stage, "find:words", "annex");
    let query = asked(&mut stage);
    report(&mut stage, vec![found(&query, hits(), all_of(1))]);
    assert!(!has(&stage, "composer"), "the search is all there is");
    press(&mut stage, "find:$noon");
    stage.play.wished();
    assert!(!has(&stage, "find:words"));
    stage.play.desk(Desk::Key(Key::Find { everywhere: false }));
    stage.redraw();
    assert!(has(&stage, "find:$noon"), "with what was found");
}
