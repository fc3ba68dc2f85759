//! How long the rules may still be used, where that is worth a word.

use iced::Length;
use iced::widget::container;
use kit::theme::space;
use kit::{Element, Tint};
use model::Validity;

use super::Scene;
use crate::words::fl;

/// A quiet line while they have run out and still count; a warning where nothing can be sent any more; else nothing.
pub fn notice<'a, M: Clone + 'a>(scene: Scene<'a>) -> Option<Element<'a, M>> {
    let words = scene.words;
    match &scene.rules.validity {
        Validity::Current => None,
        Validity::Grace { days_left } => {
            let line = kit::status("validity", fl!(words, "grace", count = *days_left));
            let ground = container(line)
                .padding([space::XS, space::L])
                .width(Length::Fill)
                .style(|theme: &kit::Theme| container::Style::default().background(theme.tokens().warning_soft));
            Some(ground.into())
        }
        Validity::ReadOnly { since } => {
            let why = fl!(words, "read-only", day = words.date(since));
            let rest = words.locked(&why, scene.organisation);
            let title = fl!(words, "read-only-title");
            Some(kit::alert("validity", Tint::Warning, title, rest, []))
        }
    }
}
