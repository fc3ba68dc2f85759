//! A choice from a list that opens.

use accesskit::Role;
use iced::widget::{Id, column, row};
use iced::{Alignment, Length};

use crate::access::Semantics;
use crate::control::{Control, Look};
use crate::menu::{item, panel};
use crate::popup::{Said, popup};
use crate::theme::{size, space};
use crate::{Element, Icon, text};

/// A field that shows the chosen option and opens the others: arrows move, Enter chooses, Escape closes. For up to five
/// options prefer [`crate::choices`], which hides none.
pub fn select<'a, Message: Clone + 'a>(
    id: impl Into<String>,
    label: impl Into<String>,
    options: impl IntoIterator<Item = String>,
    chosen: Option<usize>,
    on_choose: impl Fn(usize) -> Message + 'a,
) -> Element<'a, Message> {
    let (id, label) = (id.into(), label.into());
    let options: Vec<String> = options.into_iter().collect();
    let shown = chosen.and_then(|index| options.get(index)).cloned().unwrap_or_default();
    let line = row![text::body(shown.clone()).width(Length::Fill), Icon::ChevronDown.view()]
        .spacing(space::S)
        .align_y(Alignment::Center);
    let semantics = Semantics {
        value: Some(shown),
        expanded: Some(false),
        ..Semantics::new(Role::ComboBox, label.clone())
    };
    let mut control = Control::new(Id::from(id), semantics, Look::Field, line)
        .padding([space::S, space::M])
        .width(Length::Fill)
        .least(size::CONTROL, size::CONTROL);
    control.on_press = Some(Said::Toggle);
    control.opens = true;
    let heading = text::strong(label.clone());
    let field = popup(control, true, move || {
        let items = options
            .iter()
            .enumerate()
            .map(|(index, option)| item(option.clone(), Some(on_choose(index))).chosen(chosen == Some(index)));
        panel(Role::ListBox, &label, items.collect())
    });
    column![heading, Element::from(field)]
        .spacing(space::XS)
        .width(Length::Fill)
        .into()
}
