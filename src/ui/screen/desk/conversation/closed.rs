//! A message that isn't shown before the person asks for it: why, and the way to see it.

use iced::Alignment;
use iced::widget::{column, row};
use kit::theme::{self, space};
use kit::{Element, Icon, text};
use model::{Closed, RowKey};

use super::Message;
use crate::screen::Scene;
use crate::words::{Words, fl};

/// Why it isn't shown, and what to do.
pub fn sentence(why: Closed, words: &Words) -> String {
    match why {
        Closed::Unvouched => fl!(words, "unvouched"),
        Closed::Repeated => fl!(words, "repeated"),
    }
}

/// What stands for it in the list and in an answer.
pub fn quote(why: Closed, words: &Words) -> String {
    match why {
        Closed::Unvouched => fl!(words, "unvouched-quote"),
        Closed::Repeated => fl!(words, "repeated-quote"),
    }
}

/// The sentence in its place, and the button that shows it.
pub fn view<'a>(why: Closed, key: &'a RowKey, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let why = row![
        Icon::ShieldAlert.sized(18.0).style(theme::danger),
        text::body(sentence(why, words)).style(theme::danger)
    ]
    .spacing(space::S)
    .align_y(Alignment::Center);
    let show = kit::button(format!("show:{key}"), fl!(words, "closed-show")).compact();
    let show = show.on_press(Message::ShowClosed(key.clone()));
    column![why, Element::from(show)].spacing(space::S).into()
}
