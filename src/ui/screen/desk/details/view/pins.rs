//! The pinned messages of a room.

use iced::widget::{column, container, row};
use iced::{Alignment, Length};
use kit::theme::{self, space};
use kit::{Element, Icon, text};
use model::{EventId, Message as Said, RoomHeader};

use super::super::{Message, State};
use crate::screen::Scene;
use crate::screen::desk::conversation;
use crate::words::fl;

/// How much of a message stands in the list: enough to know it again.
const LETTERS: usize = 200;

/// The list; nothing where nothing is pinned.
pub fn view<'a>(
    state: &'a State,
    open: &'a conversation::State,
    header: &'a RoomHeader,
    scene: Scene<'a>,
) -> Option<Element<'a, Message>> {
    let words = scene.words;
    let total = header.pins.len();
    let rows = header.pins.iter().enumerate().map(|(index, event)| {
        let pin = Pin {
            event,
            said: open.message(event).or_else(|| state.pin(event)),
            removable: header.allows.pin.is_allowed(),
        };
        kit::list_row(format!("pin:{event}"), label(&pin, scene), line(pin, scene))
            .position(index + 1, total)
            .into()
    });
    let list = column![
        kit::heading(3, fl!(words, "pins-count", count = total)),
        kit::list("details:pins", fl!(words, "pins"), rows)
    ];
    (total > 0).then(|| list.spacing(space::S).into())
}

/// A pinned message, as far as it is known.
struct Pin<'a> {
    event: &'a EventId,
    said: Option<&'a Said>,
    removable: bool,
}

fn line<'a>(pin: Pin<'a>, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let mut lines = column![].width(Length::Fill);
    match pin.said {
        Some(said) => {
            lines = lines
                .push(text::strong(&*said.sender.name))
                .push(text::small(short(said, scene)));
            for warning in conversation::warnings(said, words) {
                lines = lines.push(text::caption(warning).style(theme::danger));
            }
            lines = lines.push(text::caption(words.moment(said.at)));
        }
        None => lines = lines.push(text::small(fl!(words, "pin-missing"))),
    }
    if pin.said.is_some() {
        let show = kit::button(format!("pin:{}:show", pin.event), fl!(words, "pin-show")).compact();
        let show = show.on_press(Message::Show(pin.event.clone()));
        lines = lines.push(Element::from(show));
    }
    let mut line = row![container(lines).width(Length::Fill)]
        .spacing(space::S)
        .align_y(Alignment::Start);
    if pin.removable {
        let unpin = kit::icon_button(format!("pin:{}:unpin", pin.event), Icon::Close, fl!(words, "unpin"));
        line = line.push(Element::from(unpin.on_press(Message::Unpin(pin.event.clone()))));
    }
    line.into()
}

fn label(pin: &Pin<'_>, scene: Scene<'_>) -> String {
    let Some(said) = pin.said else {
        return fl!(scene.words, "pin-missing");
    };
    let parts = [said.sender.name.to_string(), short(said, scene)];
    let warnings = conversation::warnings(said, scene.words);
    let parts: Vec<String> = parts
        .into_iter()
        .chain(warnings)
        .chain([scene.words.moment(said.at)])
        .collect();
    parts.join(", ")
}

fn short(said: &Said, scene: Scene<'_>) -> String {
    let whole = conversation::spoken_body(&said.body, scene.words);
    let mut short: String = whole.chars().take(LETTERS).collect();
    if short.len() < whole.len() {
        short.push('…');
    }
    short
}
