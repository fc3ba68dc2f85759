//! Looking at a window and using it as assistive technology does.

use std::sync::Arc;

use iced::Size;
use iced::widget::operation;
use model::{Command, Event, Failure, Patch, Row, Ticket, Why};

use ui::screen::desk::conversation::composer;

use crate::fixtures::RHYS;
use crate::stage::Stage;
use crate::stand::Stand;

/// A window of this program; what was wished so far is forgotten.
pub fn on(mut stand: Stand) -> Stage<Stand> {
    stand.wished();
    let mut stage = Stage::sized(stand, Size::new(1280.0, 900.0));
    stage.play.wished();
    stage
}

/// A window that shows these rows of a conversation.
pub fn room(rows: Vec<Arc<Row>>) -> Stage<Stand> {
    let mut stage = on(Stand::talking());
    change(&mut stage, Patch::Reset(rows));
    stage.play.wished();
    stage
}

/// A window that shows a conversation, with the caret in the composer.
pub fn writing() -> Stage<Stand> {
    let mut stage = on(Stand::talking());
    stage.run(operation::focus::<()>(composer::ID));
    stage
}

/// Changes the conversation on show.
pub fn change(stage: &mut Stage<Stand>, patch: Patch<Arc<Row>>) {
    let (room, patches) = (RHYS.into(), vec![patch]);
    report(stage, vec![Event::Rows { room, patches }]);
}

/// Presses a control.
pub fn press(stage: &mut Stage<Stand>, key: &str) {
    let node = stage.node(key);
    stage.oracle.click(node.id);
    stage.redraw();
}

/// Writes the whole text of a field.
pub fn fill(stage: &mut Stage<Stand>, key: &str, text: &str) {
    let node = stage.node(key);
    stage.oracle.set_value(node.id, text);
    stage.redraw();
}

/// Whether a control is there.
pub fn has(stage: &Stage<Stand>, key: &str) -> bool {
    stage.oracle.nodes().iter().any(|node| node.key == key)
}

/// Whether anything on show says this.
pub fn says(stage: &Stage<Stand>, words: &str) -> bool {
    stage.oracle.nodes().iter().any(|node| {
        let text = node.text.as_ref().is_some_and(|text| text.text.contains(words));
        let invalid = node.semantics.invalid.as_ref();
        text || invalid.is_some_and(|invalid| invalid.contains(words)) || node.name().contains(words)
    })
}

/// What the session reports.
pub fn report(stage: &mut Stage<Stand>, events: Vec<Event>) {
    stage.play.report(events);
    stage.redraw();
}

/// The only wish since the last look.
pub fn wish(stage: &mut Stage<Stand>) -> Command {
    let mut wished = stage.play.wished();
    assert_eq!(wished.len(), 1, "{wished:?}");
    wished.remove(0)
}

/// The ticket of the last wish about trust.
pub fn ticket(stage: &mut Stage<Stand>) -> Ticket {
    stage.play.ticket(ticket_of)
}

/// The ticket of a wish about trust.
pub fn ticket_of(command: &Command) -> Option<Ticket> {
    match command {
        Command::LookAgain { ticket, .. }
        | Command::MakeRecoveryKey { ticket }
        | Command::UseRecoveryKey { ticket, .. }
        | Command::WriteKeyFile { ticket, .. }
        | Command::ReadKeyFile { ticket, .. }
        | Command::ResetIdentity { ticket, .. }
        | Command::Confirm { ticket, .. }
        | Command::RenameDevice { ticket, .. }
        | Command::SignOutDevices { ticket, .. }
        | Command::AcceptIdentity { ticket, .. }
        | Command::WithdrawVerification { ticket, .. } => Some(*ticket),
        _ => None,
    }
}

/// It was fulfilled.
pub fn done(ticket: Ticket) -> Event {
    Event::Done {
        ticket,
        room: None,
        file: None,
    }
}

/// It wasn't.
pub fn refused(ticket: Ticket, failure: Failure) -> Event {
    Event::Refused {
        ticket,
        why: Why::Failed(failure),
    }
}
