//! Messages whose time is over, and who decided how long that is.

use std::sync::Arc;

use model::{Event, EventId, Ground, Paging, Patch, Retention, RoomHeader, RowKind};
use policy::Reason;
use ui::screen::desk::conversation::composer::Mode;
use ui::screen::desk::{Message as Desk, conversation::Message as Talk};

use crate::fixtures::{self, RHYS};
use crate::hands::{has, on, report, says};
use crate::stand::Stand;

fn event(stand: &Stand, row: &str) -> EventId {
    let said = stand.conversation().said(&row.into()).expect("a message");
    said.event.clone().expect("on the server")
}

fn expired(events: &[EventId]) -> Event {
    Event::Expired {
        room: RHYS.into(),
        events: events.into(),
    }
}

fn rows(patch: Patch<Arc<model::Row>>) -> Event {
    Event::Rows {
        room: RHYS.into(),
        patches: vec![patch],
    }
}

#[test]
fn an_answer_or_a_change_goes_with_its_message_and_what_was_begun_stays() {
    let mut stand = Stand::talking();
    stand.talk(Talk::Reply("m1".into()));
    stand.write("Half an answer");
    let (answered, other) = (event(&stand, "m1"), event(&stand, "m11"));
    stand.report(vec![expired(&[other])]);
    assert!(matches!(stand.composer().mode(), Mode::Reply { .. }));
    stand.report(vec![expired(&[answered])]);
    assert_eq!(*stand.composer().mode(), Mode::New);
    assert_eq!(stand.composer().text(), "Half an answer");

    stand.talk(Talk::Edit("m7".into()));
    let changed = event(&stand, "m7");
    stand.report(vec![expired(&[changed])]);
    assert_eq!(*stand.composer().mode(), Mode::New);
    assert_eq!(stand.composer().text(), "Half an answer");
}

/// Another timeline counts its rows anew, and the change must not go to whatever stands under the old name.
#[test]
fn a_change_finds_its_message_in_another_row() {
    let mut stand = Stand::talking();
    stand.talk(Talk::Edit("m7".into()));
    let moved = stand.conversation().said(&"m7".into()).unwrap().clone();
    let other = stand.conversation().said(&"m1".into()).unwrap().clone();
    stand.report(vec![rows(Patch::Reset(vec![
        fixtures::row("m7", other),
        fixtures::row("new", moved),
    ]))]);
    assert!(matches!(stand.composer().mode(), Mode::Edit { row, .. } if row.as_str() == "new"));
}

#[test]
fn above_what_is_left_stands_that_older_messages_were_deleted() {
    let mut stage = on(Stand::talking());
    let removed = Event::Paging {
        room: RHYS.into(),
        state: Paging::Removed,
    };
    let gone = fixtures::plain_row("gone", RowKind::Removed);
    report(&mut stage, vec![rows(Patch::Reset(vec![gone])), removed]);
    assert!(says(&stage, "Older messages were deleted from this computer"));
    assert!(!has(&stage, "timeline:older"), "there is nothing to ask for");
}

fn decided(grounds: Vec<Ground>) -> Event {
    Event::Header(Arc::new(RoomHeader {
        retention: Retention::Expire(std::time::Duration::from_secs(60 * 60)),
        grounds,
        ..fixtures::header(RHYS, "Rhys Morgan")
    }))
}

#[test]
fn the_details_say_who_decided_how_long_messages_are_kept() {
    let mut stage = on(Stand::talking());
    stage.play.desk(Desk::Conversation(Talk::Details));
    let grounds = vec![
        Ground::Rule("retention.rooms"),
        Ground::Room(Some(fixtures::rhys())),
        Ground::Conflict,
    ];
    report(&mut stage, vec![decided(grounds)]);
    assert!(says(&stage, "Your organisation decided this."));
    assert!(has(&stage, "rule:retention:0"), "the way to the rule");
    assert!(says(&stage, "Decided in this room, by Rhys Morgan."));
    assert!(says(&stage, "The longer time counts."));
    report(&mut stage, vec![decided(vec![Ground::Room(None)])]);
    assert!(says(&stage, "Decided in this room."));
    assert!(!has(&stage, "rule:retention:0"));
}

#[test]
fn the_question_which_rule_leads_to_the_room_where_the_room_decided() {
    let key = Reason::RedactionTooEarly { days: 1 }.key();
    let mut stage = on(Stand::talking());
    report(&mut stage, vec![decided(vec![Ground::Room(Some(fixtures::rhys()))])]);
    for _ in 0..2 {
        stage.play.talk(Talk::Rule(key));
        stage.redraw();
        assert!(says(&stage, "Decided in this room, by Rhys Morgan."));
    }
    report(&mut stage, vec![decided(vec![Ground::Rule("retention.default")])]);
    stage.play.talk(Talk::Rule(key));
    stage.redraw();
    assert!(!has(&stage, "composer"), "the page of rules");
}
