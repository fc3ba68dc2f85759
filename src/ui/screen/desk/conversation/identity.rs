//! The line above the composer where somebody's digital identity is another than before: who, and what one can do about it.

use kit::{Element, Icon, Tint};
use model::{Command, Failure, IdentityChange, Means, UserId, Whom, Why};

use super::{Action, Message as Outer, State, Wish};
use crate::screen::Scene;
use crate::wishes::Wishes;
use crate::words::fl;

/// What the person decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The new identity is theirs.
    Accept(UserId),
    /// Compare with them.
    Verify(UserId),
    /// No longer hold them for verified.
    Withdraw(UserId),
}

impl State {
    pub(super) fn decide(&self, message: Message, wishes: &mut Wishes) -> Action {
        let (ticket, wish) = match message {
            Message::Accept(person) => (
                wishes.ask(|ticket| Command::AcceptIdentity { ticket, person }),
                Wish::AcceptIdentity,
            ),
            Message::Verify(person) => {
                let whom = Whom::Person(person);
                (
                    wishes.ask(|ticket| Command::Confirm {
                        ticket,
                        whom,
                        by: Means::Emoji,
                    }),
                    Wish::Verify,
                )
            }
            Message::Withdraw(person) => (
                wishes.ask(|ticket| Command::WithdrawVerification { ticket, person }),
                Wish::Withdraw,
            ),
        };
        Action::Wished(ticket, wish)
    }

    /// Whether a message was held back for this, and not for a device that isn't confirmed.
    pub(super) fn is_held(&self) -> bool {
        self.composer.why() == Some(&Why::Failed(Failure::IdentityChanged)) && self.changed().is_some()
    }

    fn changed(&self) -> Option<&[IdentityChange]> {
        let changed = self.header.as_ref().map(|header| header.changed.as_slice())?;
        (!changed.is_empty()).then_some(changed)
    }
}

/// The line, about one person at a time: those who had been verified come first.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> Option<Element<'a, Outer>> {
    let words = scene.words;
    let [first, others @ ..] = state.changed()? else {
        return None;
    };
    let (name, id) = (&*first.person.name, || first.person.id.clone());
    let verify = |label: String| {
        kit::button(state.named("identity:verify"), label)
            .compact()
            .icon(Icon::ShieldCheck)
            .on_press(Message::Verify(id()))
    };
    let (title, text, ways) = if first.was_verified {
        let withdraw = kit::button(state.named("identity:withdraw"), fl!(words, "withdraw"))
            .compact()
            .on_press(Message::Withdraw(id()));
        (
            fl!(words, "changed-verified", name = name),
            fl!(words, "changed-verified-text"),
            [verify(fl!(words, "verify-again")), withdraw],
        )
    } else {
        let accept = kit::button(state.named("identity:accept"), fl!(words, "accept"))
            .compact()
            .describe(fl!(words, "changed", name = name))
            .on_press(Message::Accept(id()));
        (
            fl!(words, "changed", name = name),
            fl!(words, "changed-text"),
            [accept, verify(fl!(words, "verify"))],
        )
    };
    let held = state.is_held();
    let mut said = Vec::new();
    if held {
        said.push(fl!(words, "changed-held"));
    }
    said.push(text);
    if !others.is_empty() {
        said.push(fl!(words, "changed-others", count = others.len()));
    }
    let tint = if held || first.was_verified {
        Tint::Danger
    } else {
        Tint::Warning
    };
    let line = kit::alert(
        state.named("identity"),
        tint,
        title,
        said.join(" "),
        ways.map(Element::from),
    );
    Some(line.map(Outer::Identity))
}
