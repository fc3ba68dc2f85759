//! What a message said first, and after each change.

use iced::Length;
use iced::widget::column;
use iced::widget::text::Wrapping;
use kit::theme::{self, space};
use kit::{Element, text};
use model::{Message as Said, Why};
use std::sync::Arc;

use crate::screen::desk::conversation;
use crate::screen::desk::dialog::Message;
use crate::screen::{Scene, page};
use crate::words::fl;

/// The list, or why there is none.
pub fn view<'a>(found: Option<&'a Result<Arc<[Said]>, Why>>, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let content: Element<'a, Message> = match found {
        None => page::status("versions:status", fl!(words, "working")),
        Some(Err(why)) => {
            let refusal = words.refusal(fl!(words, "versions-refused"), why, scene.organisation);
            kit::alert(
                "versions:refused",
                kit::Tint::Danger,
                refusal.title.clone(),
                refusal.rest(),
                [],
            )
        }
        Some(Ok(versions)) => {
            let total = versions.len();
            let rows = versions
                .iter()
                .enumerate()
                .map(|(index, said)| version(said, index, total, scene));
            kit::list("versions", fl!(words, "versions"), rows)
        }
    };
    let close = kit::button("dialog:cancel", fl!(words, "close"))
        .primary()
        .on_press(Message::Close);
    kit::dialog(
        "dialog",
        fl!(words, "versions"),
        content,
        [close.into()],
        Message::Close,
    )
}

fn version<'a>(said: &'a Said, index: usize, total: usize, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let when = match index {
        0 => fl!(words, "version-first", time = words.moment(said.at)),
        _ => fl!(words, "version-changed", time = words.moment(said.at)),
    };
    let body = conversation::spoken_body(&said.body, words);
    let warnings: Vec<String> = conversation::warnings(said, words).collect();
    let mut parts = vec![when.clone(), body.clone()];
    parts.extend(warnings.iter().cloned());
    let mut lines = column![text::caption(when), text::body(body).wrapping(Wrapping::WordOrGlyph)]
        .spacing(space::XS)
        .width(Length::Fill);
    for warning in warnings {
        lines = lines.push(text::caption(warning).style(theme::danger));
    }
    kit::list_row(format!("version:{index}"), parts.join(", "), lines)
        .position(index + 1, total)
        .into()
}
