//! Boxes to tick and sets to choose one from.

use accesskit::Role;
use iced::widget::{column, row};
use iced::{Alignment, Length, widget::Id};

use crate::access::Semantics;
use crate::control::{Control, Look};
use crate::theme::{size, space};
use crate::{Element, Icon, semantic, text};

/// A box to tick. `on_toggle` gets the new state; without one the box is disabled.
pub fn checkbox<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    label: impl Into<String>,
    checked: bool,
    on_toggle: Option<Message>,
) -> Element<'a, Message> {
    let label = label.into();
    let icon = if checked { Icon::SquareCheck } else { Icon::Square };
    let semantics = Semantics {
        checked: Some(checked),
        ..Semantics::new(Role::CheckBox, label.clone())
    };
    tick(id.into(), icon, label, semantics, on_toggle)
}

/// A set to choose one from, all shown: one Tab stop, arrows move, Space chooses. Messages come by index.
pub fn choices<'a, Message: Clone + 'a>(
    id: impl Into<String>,
    label: impl Into<String>,
    options: impl IntoIterator<Item = String>,
    chosen: Option<usize>,
    on_choose: impl Fn(usize) -> Message,
) -> Element<'a, Message> {
    let (id, label) = (id.into(), label.into());
    let options: Vec<_> = options.into_iter().collect();
    let total = options.len();
    let rows = options.into_iter().enumerate().map(|(index, option)| {
        let on = chosen == Some(index);
        let semantics = Semantics {
            checked: Some(on),
            position: Some((index + 1, total)),
            ..Semantics::new(Role::RadioButton, option.clone())
        };
        let icon = if on { Icon::CircleDot } else { Icon::Circle };
        tick(
            Id::from(format!("{id}:{index}")),
            icon,
            option,
            semantics,
            Some(on_choose(index)),
        )
    });
    let content = column![text::strong(label.clone()), column(rows).spacing(space::XS)].spacing(space::S);
    semantic(id.clone(), Semantics::new(Role::RadioGroup, label), content).into()
}

fn tick<'a, Message: Clone + 'a>(
    id: Id,
    icon: Icon,
    label: String,
    semantics: Semantics,
    message: Option<Message>,
) -> Element<'a, Message> {
    let on = semantics.checked == Some(true);
    let mark = icon.sized(size::HEADING + 2.0).style(move |theme: &crate::Theme| {
        let tokens = theme.tokens();
        iced::widget::text::Style {
            color: Some(if on { tokens.accent } else { tokens.outline }),
        }
    });
    let line = row![mark, text::body(label).width(Length::Shrink)]
        .spacing(space::M)
        .align_y(Alignment::Center);
    let mut control = Control::new(id, semantics, Look::Plain, line)
        .padding([space::S, space::XS])
        .least(44.0, 40.0);
    control.on_press = message;
    control.into()
}
