//! A recovery key that was just made: shown, then checked by typing some of its groups. It is wiped once that went well.

mod view;

use iced::Task;
use iced::widget::operation;
use model::Secret;

pub use view::view;

/// How many groups are asked for.
const ASKED: usize = 3;

/// The key, and how far the person is with it.
#[derive(Debug)]
pub struct Made {
    key: Secret,
    clip: Clip,
    check: Option<Check>,
}

/// Whether it lies on the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Clip {
    /// It was never there.
    #[default]
    Never,
    /// It was put there.
    There,
    /// It was, and was cleared away.
    Cleared,
}

/// What was typed to check it.
#[derive(Debug, Default)]
struct Check {
    typed: [Secret; ASKED],
    /// Which of the fields were wrong at the last try.
    wrong: Vec<usize>,
}

/// What happens to it.
#[derive(Clone, Debug)]
pub enum Message {
    /// Put it on the clipboard.
    Copy,
    /// It is written down: check it.
    Check,
    /// Show it again.
    Again,
    /// What is in this field changed.
    Typed(usize, Secret),
    /// That is what was written down.
    Submit,
}

/// What it asks of the page.
#[derive(Debug)]
pub enum Action {
    /// Nothing more than this work.
    Task(Task<Message>),
    /// Put it on the clipboard.
    Copy(Secret),
    /// The person has it.
    Checked,
}

impl Made {
    /// Made just now.
    pub fn new(key: Secret) -> Self {
        Self {
            key,
            clip: Clip::default(),
            check: None,
        }
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Copy => {
                self.clip = Clip::There;
                return Action::Copy(self.key.clone());
            }
            Message::Check => {
                self.check = Some(Check::default());
                return Action::Task(operation::focus(field(0)));
            }
            Message::Again => drop(self.show_again()),
            Message::Typed(index, group) => {
                if let Some(check) = &mut self.check
                    && let Some(typed) = check.typed.get_mut(index)
                {
                    *typed = group;
                    check.wrong.retain(|wrong| *wrong != index);
                }
            }
            Message::Submit => return self.submit(),
        }
        Action::Task(Task::none())
    }

    /// Back from the check to the key; false where it is on show already.
    pub fn show_again(&mut self) -> bool {
        self.check.take().is_some()
    }

    /// It is no longer on the clipboard.
    pub fn cleared(&mut self) {
        self.clip = Clip::Cleared;
    }

    /// Whether it is being checked.
    pub fn is_checking(&self) -> bool {
        self.check.is_some()
    }

    /// The places of the groups asked for, counted from 0: one in each third of the key, which one the key itself decides.
    pub fn asked(&self) -> Vec<usize> {
        let groups: Vec<&str> = self.groups().collect();
        let asked = ASKED.min(groups.len());
        let sum: usize = self.key.reveal().bytes().map(usize::from).sum();
        let place = |part: usize| {
            let (from, to) = (groups.len() * part / asked, groups.len() * (part + 1) / asked);
            from + sum / (part + 1) % (to - from)
        };
        (0..asked).map(place).collect()
    }

    fn groups(&self) -> impl Iterator<Item = &str> {
        self.key.reveal().split_whitespace()
    }

    fn submit(&mut self) -> Action {
        let (Some(check), asked) = (&self.check, self.asked()) else {
            return Action::Task(Task::none());
        };
        let groups: Vec<&str> = self.groups().collect();
        let is_wrong = |(index, place): &(usize, &usize)| check.typed[*index].reveal().trim() != groups[**place];
        let wrong = asked.iter().enumerate().filter(is_wrong);
        let wrong: Vec<usize> = wrong.map(|(index, _)| index).collect();
        let Some(first) = wrong.first().copied() else {
            return Action::Checked;
        };
        if let Some(check) = &mut self.check {
            check.wrong = wrong;
        }
        Action::Task(operation::focus(field(first)))
    }
}

/// What names a field of the check.
fn field(index: usize) -> String {
    format!("check:{index}")
}
