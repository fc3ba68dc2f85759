//! What a message said before it was changed.

use std::sync::Arc;

use model::{Closed, Command, Event, EventId, Failure, Message, Patch, Why};

use crate::fixtures::{self, MINUTE, NOW, RHYS, closed, rhys, said, text};
use crate::hands::{change, has, press, report, room, says, wish};
use crate::stage::Stage;
use crate::stand::Stand;

fn changed() -> Message {
    let mut message = said(rhys(), NOW - 5 * MINUTE, text("At three"));
    message.edited = true;
    message
}

/// A conversation with a message that was changed, whose versions were asked for.
fn asked() -> (Stage<Stand>, EventId) {
    let event = changed().event.expect("an event");
    let mut stage = room(vec![fixtures::row("changed", changed())]);
    press(&mut stage, "edited:changed");
    let wished = wish(&mut stage);
    assert!(
        matches!(&wished, Command::ListVersions { event: of, .. } if *of == event),
        "{wished:?}"
    );
    assert!(has(&stage, "versions:status"), "it says that it asks");
    (stage, event)
}

fn found(event: &EventId, versions: Result<Vec<Message>, Why>) -> Event {
    Event::Versions {
        event: event.clone(),
        versions: versions.map(Arc::from),
    }
}

#[test]
fn edited_leads_to_each_version_by_time() {
    let (mut stage, event) = asked();
    let other = said(rhys(), NOW, text("Of another message"));
    report(&mut stage, vec![found(&"$other".into(), Ok(vec![other]))]);
    assert!(!says(&stage, "Of another message"));
    let mut unvouched = closed(Closed::Unvouched, text("Pay this at once"));
    unvouched.at = NOW - 10 * MINUTE;
    let first = said(rhys(), NOW - 20 * MINUTE, text("At noon"));
    report(&mut stage, vec![found(&event, Ok(vec![first, unvouched, changed()]))]);
    let line = |index: usize| stage.node(&format!("version:{index}")).name().to_owned();
    assert!(
        line(0).starts_with("As sent, ") && line(0).ends_with("At noon"),
        "{}",
        line(0)
    );
    assert!(
        line(2).starts_with("Changed, ") && line(2).ends_with("At three"),
        "{}",
        line(2)
    );
    assert!(!says(&stage, "Pay this at once"), "closed is closed here too");
    press(&mut stage, "dialog:cancel");
    assert!(!has(&stage, "versions"));
}

#[test]
fn versions_that_cannot_be_had_are_said_to_be_so() {
    let (mut stage, event) = asked();
    report(&mut stage, vec![found(&event, Err(Why::Failed(Failure::Unreachable)))]);
    assert!(says(&stage, "The earlier versions can't be shown"));
}

#[test]
fn versions_go_when_their_message_is_deleted() {
    let (mut stage, event) = asked();
    let first = said(rhys(), NOW - 20 * MINUTE, text("At noon"));
    report(&mut stage, vec![found(&event, Ok(vec![first, changed()]))]);
    assert!(says(&stage, "At noon"));
    let (room, events) = (RHYS.into(), [event].into());
    report(&mut stage, vec![Event::Expired { room, events }]);
    assert!(!says(&stage, "At noon"));
}

#[test]
fn versions_go_when_their_room_is_shut() {
    let (mut stage, event) = asked();
    let first = said(rhys(), NOW - 20 * MINUTE, text("At noon"));
    report(&mut stage, vec![found(&event, Ok(vec![first, changed()]))]);
    assert!(says(&stage, "At noon"));
    change(&mut stage, Patch::Clear);
    assert!(!says(&stage, "At noon"));
}
