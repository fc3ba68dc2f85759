//! Boxes to tick and sets to choose one from.

use accesskit::Role;
use iced::widget::{Space, column, container, row};
use iced::{Alignment, Color, Length, border, widget::Id};

use crate::access::Semantics;
use crate::control::{Control, Look};
use crate::theme::{radius, size, space};
use crate::{Element, Icon, Theme, semantic, text};

/// A box to tick. `on_toggle` gets the new state; without one the box is disabled.
pub fn checkbox<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    label: impl Into<String>,
    checked: bool,
    on_toggle: Option<Message>,
) -> Element<'a, Message> {
    let label = label.into();
    let semantics = Semantics {
        checked: Some(checked),
        ..Semantics::new(Role::CheckBox, label.clone())
    };
    tick(id.into(), Shape::Square, label, semantics, on_toggle)
}

/// A set to choose one from, all shown: one Tab stop, arrows move, Space chooses. Messages come by index.
pub fn choices<'a, Message: Clone + 'a>(
    id: impl Into<String>,
    label: impl Into<String>,
    options: impl IntoIterator<Item = String>,
    chosen: Option<usize>,
    on_choose: impl Fn(usize) -> Message,
) -> Element<'a, Message> {
    set(id, label, options, chosen, |index| Ok(on_choose(index)))
}

/// The same set where somebody else has chosen: every option is shown, none can be taken, and each says `why`. Put it into
/// [`crate::fixed`], which shows the reason to the eye too.
pub fn choices_locked<'a, Message: Clone + 'a>(
    id: impl Into<String>,
    label: impl Into<String>,
    options: impl IntoIterator<Item = String>,
    chosen: Option<usize>,
    why: &str,
) -> Element<'a, Message> {
    set(id, label, options, chosen, |_| Err(why.to_owned()))
}

/// Each option has a message, or the reason why it has none.
fn set<'a, Message: Clone + 'a>(
    id: impl Into<String>,
    label: impl Into<String>,
    options: impl IntoIterator<Item = String>,
    chosen: Option<usize>,
    press: impl Fn(usize) -> Result<Message, String>,
) -> Element<'a, Message> {
    let (id, label) = (id.into(), label.into());
    let options: Vec<_> = options.into_iter().collect();
    let total = options.len();
    let rows = options.into_iter().enumerate().map(|(index, option)| {
        let on = chosen == Some(index);
        let (message, why) = match press(index) {
            Ok(message) => (Some(message), None),
            Err(why) => (None, Some(why)),
        };
        let semantics = Semantics {
            checked: Some(on),
            locked: why.is_some(),
            description: why.unwrap_or_default(),
            position: Some((index + 1, total)),
            ..Semantics::new(Role::RadioButton, option.clone())
        };
        tick(
            Id::from(format!("{id}:{index}")),
            Shape::Round,
            option,
            semantics,
            message,
        )
    });
    let content = column![text::strong(label.clone()), column(rows).spacing(space::XS)].spacing(space::S);
    semantic(id.clone(), Semantics::new(Role::RadioGroup, label), content).into()
}

/// The box or circle before the words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Square,
    Round,
}

fn tick<'a, Message: Clone + 'a>(
    id: Id,
    shape: Shape,
    label: String,
    semantics: Semantics,
    message: Option<Message>,
) -> Element<'a, Message> {
    let on = semantics.checked == Some(true);
    let line = row![mark(shape, on), text::body(label).width(Length::Shrink)];
    let line = line.spacing(space::M).align_y(Alignment::Center);
    let mut control = Control::new(id, semantics, Look::Plain, line)
        .padding([space::S, space::XS])
        .least(size::CONTROL, size::COMPACT);
    control.on_press = message;
    control.into()
}

fn mark<'a, Message: 'a>(shape: Shape, on: bool) -> Element<'a, Message> {
    let inner: Element<'a, Message> = match (shape, on) {
        (Shape::Square, true) => Icon::Check
            .sized(18.0)
            .style(|theme: &Theme| color(theme.tokens().on_accent))
            .into(),
        (Shape::Round, true) => container(Space::new())
            .width(10)
            .height(10)
            .style(|theme: &Theme| {
                container::Style::default()
                    .background(theme.tokens().accent)
                    .border(border::rounded(radius::FULL))
            })
            .into(),
        _ => Space::new().into(),
    };
    container(inner)
        .center(22)
        .style(move |theme: &Theme| {
            let tokens = theme.tokens();
            let corner = if shape == Shape::Round { radius::FULL } else { radius::S };
            let line = if on { tokens.accent } else { tokens.outline };
            let fill = if on && shape == Shape::Square {
                tokens.accent
            } else {
                tokens.raised
            };
            container::Style::default()
                .background(fill)
                .border(border::rounded(corner).width(2.0).color(line))
        })
        .into()
}

fn color(color: Color) -> iced::widget::text::Style {
    iced::widget::text::Style { color: Some(color) }
}
