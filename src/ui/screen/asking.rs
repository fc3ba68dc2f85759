//! One wish at a time: whether its answer is awaited, and why the last one was refused.

use kit::{Element, Tint};
use model::{Command, Ticket, Why};

use super::{Scene, page};
use crate::wishes::Wishes;
use crate::words::fl;

/// A wish under way, and what became of the last one.
#[derive(Debug, Default)]
pub struct Asking {
    pending: Option<Ticket>,
    why: Option<Why>,
}

impl Asking {
    /// Asks, unless an answer is still awaited. What was refused before is forgotten.
    pub fn ask(&mut self, wishes: &mut Wishes, command: impl FnOnce(Ticket) -> Command) {
        if self.pending.is_none() {
            self.why = None;
            self.pending = Some(wishes.ask(command));
        }
    }

    /// Awaits the answer to a wish that was sent. What was refused before is forgotten.
    pub fn await_answer(&mut self, ticket: Ticket) {
        self.why = None;
        self.pending = Some(ticket);
    }

    /// Whether this ticket's answer belongs here.
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.pending == Some(ticket)
    }

    /// Whether an answer is awaited.
    pub fn is_pending(&self) -> bool {
        self.pending.is_some()
    }

    /// It was fulfilled. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket) -> bool {
        self.pending.take_if(|mine| *mine == ticket).is_some()
    }

    /// It was refused. False where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> bool {
        let mine = self.done(ticket);
        if mine {
            self.why = Some(why.clone());
        }
        mine
    }

    /// Why the last one was refused.
    pub fn why(&self) -> Option<&Why> {
        self.why.as_ref()
    }

    /// Why the last one was refused is of no interest any more.
    pub fn forget(&mut self) {
        self.why = None;
    }
}

/// What the program is busy with, for the eye and the ear.
pub fn working<'a, M: 'a>(pending: bool, id: &'static str, scene: Scene<'a>) -> Element<'a, M> {
    let said = if pending {
        fl!(scene.words, "working")
    } else {
        String::new()
    };
    page::status(id, said)
}

/// Why the last wish came to nothing, where it did.
pub fn refusal<'a, M: Clone + 'a>(asking: &Asking, id: &'static str, scene: Scene<'a>) -> Option<Element<'a, M>> {
    let title = fl!(scene.words, "setup-refused");
    let refusal = scene.words.refusal(title, asking.why()?, scene.organisation);
    let rest = refusal.rest();
    Some(kit::alert(id, Tint::Danger, refusal.title, rest, []))
}
