//! The policy on this computer cannot be used: what is wrong, where, and whom to call. Nobody gets in.

use iced::Length;
use iced::widget::{column, container};
use kit::theme::{self, space};
use model::Fault;

use super::{Scene, page};
use crate::words::fl;

/// The screen.
pub fn view<'a, M: Clone + 'a>(faults: &'a [Fault], scene: Scene<'a>) -> kit::Element<'a, M> {
    let words = scene.words;
    let title = fl!(words, "blocked-title");
    let rows = faults.iter().enumerate().map(|(index, fault)| {
        let what = words.fault(fault);
        let label = if fault.place.is_empty() {
            what.clone()
        } else {
            fl!(words, "blocked-at", what = &*what, place = &*fault.place)
        };
        let mut lines = column![kit::text::body(what)].spacing(space::XS);
        if !fault.place.is_empty() {
            lines = lines.push(kit::text::mono(fault.place.as_str()));
        }
        let row = kit::list_row(format!("fault:{index}"), label, lines).position(index + 1, faults.len());
        kit::Element::from(row)
    });
    let list = container(kit::list("faults", fl!(words, "blocked-list"), rows))
        .padding(space::S)
        .width(Length::Fill)
        .style(theme::sunken);
    let content = column![
        kit::heading(1, title.clone()),
        kit::text::body(fl!(words, "blocked-text")),
        list,
        kit::text::strong(fl!(words, "blocked-next")),
        page::helpdesk(scene),
    ]
    .spacing(space::XL);
    page::card(title, content)
}
