//! Menus: a list of actions over the page, opened by a button or by a row.

use accesskit::Role;
use iced::widget::{Id, column, container, row};
use iced::{Alignment, Length};

use crate::access::Semantics;
use crate::control::{Control, Look};
use crate::popup::{Said, popup};
use crate::theme::{danger, raised, size, space};
use crate::{Element, Icon, semantic, text};

/// One action of a menu.
#[derive(Debug, Clone)]
pub struct Item<Message> {
    label: String,
    icon: Option<Icon>,
    danger: bool,
    chosen: Option<bool>,
    on_press: Option<Message>,
    description: String,
    locked: bool,
}

/// An action with its words. Without a message it is shown disabled.
pub fn item<Message>(label: impl Into<String>, on_press: Option<Message>) -> Item<Message> {
    Item {
        label: label.into(),
        icon: None,
        danger: false,
        chosen: None,
        on_press,
        description: String::new(),
        locked: false,
    }
}

impl<Message> Item<Message> {
    /// An icon before the words.
    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self {
            icon: Some(icon),
            ..self
        }
    }

    /// What can't be undone.
    #[must_use]
    pub fn danger(self) -> Self {
        Self { danger: true, ..self }
    }

    /// Why it is disabled, or more about it: shown under the words.
    #[must_use]
    pub fn describe(self, description: impl Into<String>) -> Self {
        Self {
            description: description.into(),
            ..self
        }
    }

    /// Somebody else decided that it can't be used: it shows a lock, arrows reach it, and it says `why`.
    #[must_use]
    pub fn locked(self, why: impl Into<String>) -> Self {
        Self {
            icon: Some(Icon::Lock),
            description: why.into(),
            locked: true,
            danger: false,
            on_press: None,
            ..self
        }
    }

    pub(crate) fn chosen(self, chosen: bool) -> Self {
        Self {
            chosen: Some(chosen),
            ..self
        }
    }
}

/// A button that opens a menu of `items`, built only when opened. Arrows move, Enter presses, Escape and Tab close, and the
/// focus comes back to the button.
pub fn menu_button<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    icon: Icon,
    label: impl Into<String>,
    items: impl Fn() -> Vec<Item<Message>> + 'a,
) -> Element<'a, Message> {
    let (id, label) = (id.into(), label.into());
    let semantics = Semantics {
        expanded: Some(false),
        has_menu: true,
        ..Semantics::new(Role::Button, label.clone())
    };
    let mut control = Control::new(id, semantics, Look::Quiet, icon.view())
        .padding(space::S)
        .least(size::COMPACT, size::COMPACT)
        .center();
    control.on_press = Some(Said::Toggle);
    control.on_menu = Some(Said::Toggle);
    popup(control, false, move || panel(Role::Menu, &label, items())).into()
}

/// The panel of a menu or of a choice.
pub(crate) fn panel<'a, Message: Clone + 'a>(
    role: Role,
    label: &str,
    items: Vec<Item<Message>>,
) -> Element<'a, Message> {
    let total = items.len();
    let inner = if role == Role::Menu {
        Role::MenuItem
    } else {
        Role::ListBoxOption
    };
    let rows = items.into_iter().enumerate().map(|(index, item)| {
        let mut line = row![].spacing(space::M).align_y(Alignment::Center);
        match (item.icon, item.chosen) {
            (_, Some(true)) => line = line.push(Icon::Check.view()),
            (_, Some(false)) => line = line.push(iced::widget::Space::new().width(size::ICON)),
            (Some(icon), None) if item.danger => line = line.push(icon.view().style(danger)),
            (Some(icon), None) => line = line.push(icon.view()),
            (None, None) => {}
        }
        let words = text::body(item.label.clone());
        let mut words = column![if item.danger { words.style(danger) } else { words }];
        if !item.description.is_empty() {
            words = words.push(text::small(item.description.clone()));
        }
        let semantics = Semantics {
            description: item.description,
            selected: item.chosen,
            locked: item.locked,
            position: Some((index + 1, total)),
            ..Semantics::new(inner, item.label)
        };
        let id = Id::from(format!("{label}:{index}"));
        let mut control = Control::new(id, semantics, Look::Item, line.push(words.width(Length::Fill)))
            .padding([space::S, space::M])
            .width(Length::Fill)
            .least(size::TARGET, size::COMPACT + 4.0);
        control.on_press = item.on_press;
        Element::from(control)
    });
    let rows = iced::widget::scrollable(column(rows).width(Length::Fill));
    let panel = container(rows).padding(6.0).width(Length::Fill).style(raised);
    semantic(
        format!("{label}:menu"),
        Semantics {
            modal: true,
            ..Semantics::new(role, label)
        },
        panel,
    )
    .into()
}
