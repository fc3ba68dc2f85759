//! A question over the page.

use accesskit::Role;
use iced::widget::{Id, column, container, row, scrollable};
use iced::{Length, alignment};

use crate::access::Semantics;
use crate::theme::{raised, space};
use crate::{Element, heading, semantic};

/// A dialog: keeps the focus in, Escape says `on_close`, and the focus goes back to where it was. Hand it to
/// [`crate::Root::dialog`]; a screen shows one at a time.
pub fn dialog<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    title: impl Into<String>,
    content: impl Into<Element<'a, Message>>,
    actions: impl IntoIterator<Item = Element<'a, Message>>,
    on_close: Message,
) -> Element<'a, Message> {
    let title = title.into();
    let body = column![
        heading(2, title.clone()),
        content.into(),
        row(actions).spacing(space::M).width(Length::Shrink).wrap(),
    ]
    .spacing(space::L);
    // At 200 % text a dialog may be taller than the window: all of it scrolls, and the focus brings its buttons into sight.
    let panel = container(scrollable(container(body).padding(space::XL).width(Length::Fill)))
        .width(Length::Fill)
        .max_width(crate::theme::size::DIALOG)
        .style(raised);
    let semantics = Semantics {
        modal: true,
        ..Semantics::new(Role::Dialog, title)
    };
    container(Element::from(semantic(id, semantics, panel).on_escape(on_close)))
        .center(Length::Fill)
        .padding(space::L)
        .align_y(alignment::Vertical::Center)
        .into()
}

/// A dialog that takes the whole window, for what is to be seen large. It draws its own title, buttons and
/// padding.
pub fn sheet<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    title: impl Into<String>,
    content: impl Into<Element<'a, Message>>,
    on_close: Message,
) -> Element<'a, Message> {
    let panel = container(content)
        .width(Length::Fill)
        .height(Length::Fill)
        .style(raised);
    let semantics = Semantics {
        modal: true,
        ..Semantics::new(Role::Dialog, title.into())
    };
    container(Element::from(semantic(id, semantics, panel).on_escape(on_close)))
        .padding(space::S)
        .into()
}
