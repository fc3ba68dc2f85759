//! The session ended by itself: nothing on show would be true any more.

use iced::widget::column;
use kit::theme::space;
use model::Failure;

use super::{Scene, page};
use crate::words::fl;

/// What happens on this screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Close the program.
    Close,
}

/// The screen.
pub fn view<'a>(scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let title = fl!(words, "ended-title");
    let close = kit::button("ended:close", fl!(words, "ended-close"))
        .primary()
        .on_press(Message::Close);
    let content = column![
        kit::heading(1, title.clone()),
        kit::text::body(words.failure(Failure::Internal)),
        kit::Element::from(close),
        kit::divider(),
        page::helpdesk(scene),
    ]
    .spacing(space::XL);
    page::card(title, content)
}
