//! Comparing what two devices show: what the other side asks, and how far it is.

pub mod codes;
mod view;

use iced::Task;
use iced::widget::operation;
use model::{Command, ConfirmAnswer, ConfirmEnd, ConfirmStep, Confirmation, FlowId, Ticket, Whom, Why};

use crate::screen::asking::Asking;
use crate::wishes::Wishes;

pub use view::{request, view};

/// The button that is there at every step, for focus: it never says that something matches.
pub const CLOSE: &str = "confirmation:close";

/// The comparison on show, and who else asks for one.
#[derive(Debug, Default)]
pub struct State {
    /// Requests from elsewhere that were not answered yet, one from each person.
    asked: Vec<Confirmation>,
    shown: Option<Confirmation>,
    /// Given up here: what is still reported of them is of no interest.
    closed: Vec<FlowId>,
    /// Codes of the comparison on show.
    codes: codes::State,
    /// The same was asked for again.
    asking: Asking,
}

/// What happens in a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Take this request up.
    Accept(FlowId),
    /// Don't.
    Decline(FlowId),
    /// Both see the same.
    Match,
    /// They don't.
    Mismatch,
    /// With codes.
    Codes(codes::Message),
    /// Ask for the same again.
    Again,
    /// Give it up, or close what has ended.
    Close,
}

impl State {
    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Task<Message> {
        match message {
            Message::Accept(flow) => {
                let Some(mut request) = self.take(&flow) else {
                    return Task::none();
                };
                answer(flow, ConfirmAnswer::Accept, wishes);
                request.step = ConfirmStep::Starting;
                return self.show(request, wishes);
            }
            Message::Decline(flow) => {
                if self.take(&flow).is_some() {
                    self.closed.push(flow.clone());
                    answer(flow, ConfirmAnswer::Cancel, wishes);
                }
            }
            Message::Match => return self.judge(ConfirmAnswer::Match, ConfirmStep::Matched, wishes),
            Message::Mismatch => {
                let end = ConfirmStep::Ended(ConfirmEnd::Mismatch);
                return self.judge(ConfirmAnswer::Mismatch, end, wishes);
            }
            Message::Codes(message) => return self.with_codes(message, wishes),
            Message::Again => {
                if let Some(shown) = &self.shown {
                    let (whom, by) = (whom(shown), shown.by);
                    self.asking.ask(wishes, |ticket| Command::Confirm { ticket, whom, by });
                }
            }
            Message::Close => self.close(wishes),
        }
        Task::none()
    }

    /// Takes over how far one is.
    pub fn apply(&mut self, confirmation: Confirmation, wishes: &mut Wishes) -> Task<Message> {
        let flow = &confirmation.flow;
        if self.closed.contains(flow) {
            if has_ended(&confirmation) {
                self.closed.retain(|closed| closed != flow);
            }
            return Task::none();
        }
        if let Some(shown) = self.shown.as_mut().filter(|shown| shown.flow == *flow) {
            // How it ended was said here: that the other side was told so is no news.
            if has_ended(shown) {
                return Task::none();
            }
            let before = std::mem::replace(shown, confirmation).step;
            return self.moved(Some(&before));
        }
        match confirmation.step {
            // One from each person, the newest: nobody fills the window with them.
            ConfirmStep::Asked => {
                self.asked.retain(|other| other.with.id != confirmation.with.id);
                self.asked.push(confirmation);
                Task::none()
            }
            ConfirmStep::Done | ConfirmStep::Ended(_) => {
                self.asked.retain(|other| other.flow != confirmation.flow);
                Task::none()
            }
            // Asked for here.
            _ => self.show(confirmation, wishes),
        }
    }

    /// A wish was fulfilled. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket) -> bool {
        self.asking.done(ticket)
    }

    /// A wish was refused. False where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> bool {
        self.asking.refused(ticket, why)
    }

    /// The session began anew, and has forgotten what was going on.
    pub fn resume(&mut self) {
        self.asked.clear();
        self.closed.clear();
        if let Some(shown) = self.shown.as_mut().filter(|shown| !has_ended(shown)) {
            shown.step = ConfirmStep::Ended(ConfirmEnd::Failed);
        }
    }

    /// The comparison on show.
    pub fn shown(&self) -> Option<&Confirmation> {
        self.shown.as_ref()
    }

    /// The request that was first and is not answered yet.
    pub fn asked(&self) -> Option<&Confirmation> {
        self.asked.first()
    }

    fn take(&mut self, flow: &FlowId) -> Option<Confirmation> {
        let at = self.asked.iter().position(|request| request.flow == *flow)?;
        Some(self.asked.remove(at))
    }

    fn show(&mut self, confirmation: Confirmation, wishes: &mut Wishes) -> Task<Message> {
        self.close(wishes);
        self.codes = codes::State::default();
        self.shown = Some(confirmation);
        Task::batch([self.moved(None), operation::focus(CLOSE)])
    }

    /// The comparison on show is further than `before`.
    fn moved(&mut self, before: Option<&ConfirmStep>) -> Task<Message> {
        let Some(shown) = &self.shown else {
            return Task::none();
        };
        self.codes.follow(before, &shown.step);
        let is_codes = |step: &ConfirmStep| matches!(step, ConfirmStep::Codes { .. });
        if before.is_some_and(is_codes) && !is_codes(&shown.step) {
            // What was pressed or typed into is gone, and what comes is not answered by habit.
            return operation::focus(CLOSE);
        }
        Task::none()
    }

    fn with_codes(&mut self, message: codes::Message, wishes: &mut Wishes) -> Task<Message> {
        let Some(shown) = &mut self.shown else {
            return Task::none();
        };
        let Some(said) = self.codes.update(message, &shown.step) else {
            return Task::none();
        };
        let emoji = said == ConfirmAnswer::Emoji;
        answer(shown.flow.clone(), said, wishes);
        if emoji {
            let before = std::mem::replace(&mut shown.step, ConfirmStep::Starting);
            return self.moved(Some(&before));
        }
        Task::none()
    }

    fn judge(&mut self, said: ConfirmAnswer, next: ConfirmStep, wishes: &mut Wishes) -> Task<Message> {
        if let Some(shown) = &mut self.shown
            && matches!(shown.step, ConfirmStep::Compare { .. } | ConfirmStep::Read)
        {
            shown.step = next;
            answer(shown.flow.clone(), said, wishes);
            // The button that was pressed is gone.
            return operation::focus(CLOSE);
        }
        Task::none()
    }

    fn close(&mut self, wishes: &mut Wishes) {
        self.asking.forget();
        if let Some(shown) = self.shown.take().filter(|shown| !has_ended(shown)) {
            self.closed.push(shown.flow.clone());
            answer(shown.flow, ConfirmAnswer::Cancel, wishes);
        }
    }
}

/// Whether anything more will come of it.
fn has_ended(confirmation: &Confirmation) -> bool {
    matches!(confirmation.step, ConfirmStep::Done | ConfirmStep::Ended(_))
}

/// With whom the same would be.
fn whom(confirmation: &Confirmation) -> Whom {
    match &confirmation.device {
        _ if !confirmation.own => Whom::Person(confirmation.with.id.clone()),
        Some((device, _)) => Whom::Device(device.clone()),
        None => Whom::OwnDevices,
    }
}

fn answer(flow: FlowId, answer: ConfirmAnswer, wishes: &mut Wishes) {
    wishes.send(Command::AnswerConfirmation { flow, answer });
}
