//! A key just made, as it is drawn.

use iced::Length;
use iced::widget::{column, container, row};
use kit::theme::{self, MONO, size, space};
use kit::{Element, Icon, rich, text};
use model::Secret;

use super::{Check, Clip, Made, Message, field};
use crate::screen::{Scene, page};
use crate::words::fl;

/// How many groups stand in a line.
const LINE: usize = 4;

/// The key, or the check.
pub fn view<'a>(made: &'a Made, scene: Scene<'a>) -> Element<'a, Message> {
    match &made.check {
        None => shown(made, scene),
        Some(check) => checked(made, check, scene),
    }
}

fn shown<'a>(made: &'a Made, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let groups: Vec<&str> = made.groups().collect();
    let lines: Vec<String> = groups.chunks(LINE).map(|line| line.join("  ")).collect();
    let key = rich::span(lines.join("\n")).font(MONO).size(size::TITLE);
    let key = container(kit::selectable(vec![key], |_| Message::Again))
        .padding(space::L)
        .width(Length::Fill)
        .style(theme::sunken);
    let copy = kit::button("made:copy", fl!(words, "copy"))
        .icon(Icon::Copy)
        .on_press(Message::Copy);
    let next = kit::button("made:check", fl!(words, "key-written"))
        .primary()
        .on_press(Message::Check);
    let copied = match made.clip {
        Clip::Never => String::new(),
        Clip::There => fl!(words, "key-copied"),
        Clip::Cleared => fl!(words, "key-cleared"),
    };
    column![
        text::body(fl!(words, "key-keep")),
        key,
        text::body(fl!(words, "key-where")),
        page::status("made:copied", copied),
        row![Element::from(next), Element::from(copy)].spacing(space::M).wrap(),
    ]
    .spacing(space::L)
    .into()
}

fn checked<'a>(made: &'a Made, check: &'a Check, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let mut fields = column![].spacing(space::L);
    for (index, place) in made.asked().into_iter().enumerate() {
        let wrong = check.wrong.contains(&index);
        let number = place + 1;
        let label = fl!(words, "key-group", number = number, line = place / LINE + 1);
        let typed = check.typed.get(index).map_or("", Secret::reveal);
        let entry = kit::entry(field(index), label, typed)
            .error(wrong.then(|| fl!(words, "key-group-wrong", number = number)))
            .on_input(move |text| Message::Typed(index, Secret::new(text)))
            .on_submit(Message::Submit);
        fields = fields.push(container(Element::from(entry)).max_width(320));
    }
    let wrong: Vec<String> = made
        .asked()
        .into_iter()
        .enumerate()
        .filter(|(index, _)| check.wrong.contains(index))
        .map(|(_, place)| fl!(words, "key-group-wrong", number = place + 1))
        .collect();
    let done = kit::button("made:submit", fl!(words, "key-check"))
        .primary()
        .on_press(Message::Submit);
    let again = kit::button("made:again", fl!(words, "key-again")).on_press(Message::Again);
    column![
        text::body(fl!(words, "key-check-text")),
        fields,
        kit::announce("made:wrong", wrong.join(" ")),
        row![Element::from(done), Element::from(again)].spacing(space::M).wrap(),
    ]
    .spacing(space::L)
    .into()
}
