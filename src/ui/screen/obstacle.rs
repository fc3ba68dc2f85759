//! What is on this computer cannot be opened: why, and each way on.

use iced::widget::{column, row};
use kit::theme::space;
use model::{Command, Obstacle};

use super::{Scene, page, rule};
use crate::wishes::Wishes;
use crate::words::fl;

/// What stands in the way.
#[derive(Debug)]
pub struct State {
    obstacle: Obstacle,
    /// Another try is under way.
    trying: bool,
}

/// What happens on this screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Try again.
    Retry,
    /// Give up what is here, once that is confirmed.
    StartAfresh,
    /// The page of rules, at this one.
    Rule(&'static str),
}

/// What this screen asks of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Ask before giving up what is on this computer.
    StartAfresh,
    /// Show this rule.
    Rule(&'static str),
}

impl State {
    /// For this obstacle.
    pub fn new(obstacle: Obstacle) -> Self {
        Self {
            obstacle,
            trying: false,
        }
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::Retry => {
                self.trying = true;
                wishes.send(Command::Retry);
                Action::None
            }
            Message::StartAfresh => Action::StartAfresh,
            Message::Rule(key) => Action::Rule(key),
        }
    }

    /// What stands in the way.
    pub fn obstacle(&self) -> Obstacle {
        self.obstacle
    }
}

/// The screen.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let (title, text) = words.obstacle(state.obstacle);
    let label = if state.trying {
        fl!(words, "trying")
    } else {
        fl!(words, "try-again")
    };
    let retry = kit::button("obstacle:retry", label)
        .primary()
        .busy(state.trying)
        .on_press_maybe((!state.trying).then_some(Message::Retry));
    let mut actions = row![kit::Element::from(retry)].spacing(space::M);
    if matches!(
        state.obstacle,
        Obstacle::KeyLost | Obstacle::StoreDamaged | Obstacle::Unpinned
    ) {
        let afresh = kit::button("obstacle:afresh", fl!(words, "start-afresh")).on_press(Message::StartAfresh);
        actions = actions.push(kit::Element::from(afresh));
    }
    let mut content = column![kit::heading(1, title.clone()), kit::text::body(text), actions.wrap()].spacing(space::XL);
    if state.obstacle == Obstacle::Unpinned {
        content = content.push(rule::button("obstacle", Message::Rule("homeservers"), scene));
    }
    let content = content.push(kit::divider()).push(page::helpdesk(scene));
    page::card(title, content)
}
