//! Who has read a message.

use model::{Change, Event, Message, Patch, Person, Reader, RowKind};
use ui::screen::desk::conversation::Message as Talk;

use crate::fixtures::{self, MINUTE, NOW, RHYS, me, person, rhys, said, text};
use crate::hands::{has, on, report, says};
use crate::stage::Stage;
use crate::stand::Stand;

fn nia() -> Person {
    person("Nia Evans", Some("House of Commons"))
}

fn read(person: Person, minutes: i64) -> Reader {
    let at = Some(NOW - minutes * MINUTE);
    Reader { person, at }
}

fn talk(messages: Vec<(&str, Message)>) -> Stage<Stand> {
    let mut stage = on(Stand::talking());
    let rows = messages.into_iter().map(|(key, message)| fixtures::row(key, message));
    let patches = vec![Patch::Reset(rows.collect())];
    let room = RHYS.into();
    report(&mut stage, vec![Event::Rows { room, patches }]);
    stage
}

/// The lines of the list for this message.
fn readers(stage: &mut Stage<Stand>, row: &str) -> Vec<String> {
    stage.play.talk(Talk::Readers(row.into()));
    stage.redraw();
    let nodes = stage.oracle.nodes();
    let lines = nodes.iter().filter(|node| node.key.starts_with("reader:"));
    let lines = lines.map(|node| node.name().to_owned()).collect();
    stage.key(iced::keyboard::key::Named::Escape);
    lines
}

#[test]
fn who_read_on_or_answered_has_read_what_stands_above() {
    let mut first = said(me().person, NOW - 30 * MINUTE, text("At noon?"));
    first.read_by = vec![read(nia(), 25)];
    let answer = said(rhys(), NOW - 20 * MINUTE, text("Yes"));
    let mut last = said(me().person, NOW - 10 * MINUTE, text("Good"));
    last.read_by = vec![read(rhys(), 5)];
    let mut stage = talk(vec![("first", first), ("answer", answer), ("last", last)]);

    let both = readers(&mut stage, "first");
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(both[0].starts_with("Rhys Morgan, House of Commons, "), "{both:?}");
    assert!(both[0].ends_with("14:59"), "where he was last: {both:?}");
    assert!(
        both[1].starts_with("Nia Evans") && both[1].ends_with("14:39"),
        "{both:?}"
    );
    assert_eq!(readers(&mut stage, "answer").len(), 0, "his own, and nobody else's");
    assert_eq!(readers(&mut stage, "last").len(), 1);
}

#[test]
fn who_read_on_to_a_change_of_the_room_has_read_what_stands_above() {
    let mut stage = on(Stand::talking());
    let change = RowKind::Change {
        who: me().person,
        what: Change::Topic("Votes".into()),
        at: NOW,
        read_by: vec![read(nia(), 5)],
    };
    let asked = fixtures::row("asked", said(me().person, NOW - 9 * MINUTE, text("Hello?")));
    let patches = vec![Patch::Reset(vec![asked, fixtures::plain_row("topic", change)])];
    let room = RHYS.into();
    report(&mut stage, vec![Event::Rows { room, patches }]);
    assert_eq!(readers(&mut stage, "asked").len(), 1);
}

#[test]
fn where_nobody_has_it_says_so() {
    let mut stage = talk(vec![("only", said(me().person, NOW, text("Hello?")))]);
    stage.play.talk(Talk::Readers("only".into()));
    stage.redraw();
    assert!(says(&stage, "Nobody else has read this yet"));
    assert!(!has(&stage, "readers"));
}

#[test]
fn the_menu_of_a_message_leads_there() {
    let mut stage = talk(vec![("only", said(me().person, NOW, text("Hello?")))]);
    crate::hands::press(&mut stage, "more:only");
    assert!(says(&stage, "Who has read this"));
}
