//! Several accounts in one window: each with a number and its colour, so that nobody writes in the wrong one.

use accesskit::Role;
use iced::widget::{Id, Space, container, row};
use iced::{Alignment, Length, border};

use crate::access::Semantics;
use crate::control::{Control, Look};
use crate::theme::{self, BOLD, radius, size, space};
use crate::{Element, Theme, badge, text};

/// How high the stripe is, in pixels.
const STRIPE: f32 = 5.0;
/// The least side of a number's ground.
const PLATE: f32 = 24.0;

/// A line across the window in an account's colour. Says nothing to assistive technology: the address is beside it.
pub fn account_stripe<'a, Message: 'a>(number: u32) -> Element<'a, Message> {
    container(Space::new())
        .width(Length::Fill)
        .height(STRIPE)
        .style(move |theme: &Theme| container::Style::default().background(theme::account(*theme, number).0))
        .into()
}

/// An account's number on its colour. Says nothing to assistive technology either.
pub fn account_plate<'a, Message: 'a>(number: u32) -> Element<'a, Message> {
    let words = iced::widget::text(number.to_string())
        .size(size::CAPTION)
        .font(BOLD)
        .line_height(1.0);
    container(words)
        .center(PLATE)
        .style(move |theme: &Theme| {
            let (fill, ink) = theme::account(*theme, number);
            container::Style::default()
                .background(fill)
                .color(ink)
                .border(border::rounded(radius::S))
        })
        .into()
}

/// A button that brings an account to the front: its number, its address and how much is unread in it. `label` says all of it.
pub fn account_button<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    label: impl Into<String>,
    (number, address): (u32, String),
    unread: u64,
    selected: bool,
    on_press: Message,
) -> Element<'a, Message> {
    let address = text::line(address).width(Length::Fill);
    let address = if selected { address.strong() } else { address };
    let mut line = row![account_plate(number), Element::from(address)]
        .spacing(space::S)
        .align_y(Alignment::Center);
    if unread > 0 {
        line = line.push(badge(unread, false));
    }
    let semantics = Semantics {
        selected: Some(selected),
        ..Semantics::new(Role::Button, label)
    };
    let mut control = Control::new(id.into(), semantics, Look::Row, line)
        .padding([space::XS, space::M])
        .width(Length::Fill)
        .least(size::COMPACT, size::COMPACT);
    control.on_press = Some(on_press);
    control.into()
}
