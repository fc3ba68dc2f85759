//! The policy on this computer cannot be used: what is wrong, where, and whom to call. Nobody gets in.

use iced::Length;
use iced::widget::text::Wrapping;
use iced::widget::{column, container};
use kit::theme::{self, space};
use model::Fault;

use super::{Scene, page};
use crate::words::fl;

/// What is wrong.
#[derive(Debug)]
pub struct State {
    faults: Vec<Fault>,
    /// It came to be wrong while somebody was at work.
    running: bool,
}

/// What happens on this screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// The page of rules.
    Rules,
}

impl State {
    /// Nobody was let in.
    pub fn at_start(faults: Vec<Fault>) -> Self {
        Self { faults, running: false }
    }

    /// Whoever was at work is no longer let in.
    pub fn while_running(faults: Vec<Fault>) -> Self {
        Self { faults, running: true }
    }

    /// What is wrong, and where.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

/// The screen.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let title = if state.running {
        fl!(words, "blocked-running-title")
    } else {
        fl!(words, "blocked-title")
    };
    let rows = state.faults.iter().enumerate().map(|(index, fault)| {
        let what = words.fault(fault);
        let label = if fault.place.is_empty() {
            what.clone()
        } else {
            fl!(words, "blocked-at", what = &*what, place = &*fault.place)
        };
        let mut lines = column![kit::text::body(what)].spacing(space::XS);
        if !fault.place.is_empty() {
            lines = lines.push(kit::text::mono(fault.place.as_str()).wrapping(Wrapping::WordOrGlyph));
        }
        let row = kit::list_row(format!("fault:{index}"), label, lines)
            .position(index + 1, state.faults.len())
            .reads();
        kit::Element::from(row)
    });
    let list = container(kit::list("faults", fl!(words, "blocked-list"), rows))
        .padding(space::S)
        .width(Length::Fill)
        .style(theme::sunken);
    let mut content = column![kit::heading(1, title.clone())].spacing(space::XL);
    if state.running {
        content = content.push(kit::text::strong(fl!(words, "blocked-running")));
    }
    content = content
        .push(kit::text::body(fl!(words, "blocked-text")))
        .push(list)
        .push(kit::text::strong(fl!(words, "blocked-next")))
        .push(page::helpdesk(scene));
    if !scene.rules.entries.is_empty() {
        let rules = kit::button("blocked:rules", fl!(words, "rules-title"))
            .icon(kit::Icon::Info)
            .on_press(Message::Rules);
        content = content.push(kit::Element::from(rules));
    }
    page::card(title, content)
}
