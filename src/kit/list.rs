//! Lists whose rows are pressed, and messages.

use accesskit::Role;
use iced::widget::column;
use iced::{Length, Padding, widget::Id};

use crate::access::Semantics;
use crate::control::{Control, Look};
use crate::menu::{Item, panel};
use crate::popup::{Said, popup};
use crate::theme::space;
use crate::{Element, semantic};

/// A list: one Tab stop, arrows, Home and End move inside. For long ones use [`crate::window_list`].
pub fn list<'a, Message: 'a>(
    id: impl Into<Id>,
    label: impl Into<String>,
    rows: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    semantic(id, Semantics::new(Role::List, label), column(rows).width(Length::Fill)).into()
}

/// A row in a list, or a message: one node whose label says it all.
pub struct Row<'a, Message> {
    id: Id,
    semantics: Semantics,
    look: Look,
    padding: Padding,
    content: Element<'a, Message>,
    on_press: Option<Message>,
    on_menu: Option<Message>,
    menu: Option<Box<dyn Fn() -> Vec<Item<Message>> + 'a>>,
    menu_label: String,
    reads: bool,
}

/// A row of a list: a room, a person, a search result. `label` is the whole row in words.
pub fn list_row<'a, Message>(
    id: impl Into<Id>,
    label: impl Into<String>,
    content: impl Into<Element<'a, Message>>,
) -> Row<'a, Message> {
    Row {
        id: id.into(),
        semantics: Semantics::new(Role::ListItem, label),
        look: Look::Row,
        padding: Padding::from([space::S, space::M]),
        content: content.into(),
        on_press: None,
        on_menu: None,
        menu: None,
        menu_label: String::new(),
        reads: false,
    }
}

/// A message in a conversation. `label` is the whole message in words: "Sender, 14:02, words, edited, 2 reactions".
pub fn message<'a, Message>(
    id: impl Into<Id>,
    label: impl Into<String>,
    content: impl Into<Element<'a, Message>>,
) -> Row<'a, Message> {
    Row {
        semantics: Semantics::new(Role::Article, label),
        look: Look::Message,
        padding: Padding::from([space::XS, space::S]),
        ..list_row(id, "", content)
    }
}

impl<'a, Message> Row<'a, Message> {
    /// What Enter, Space or a press says.
    #[must_use]
    pub fn on_press(self, message: Message) -> Self {
        Self {
            on_press: Some(message),
            ..self
        }
    }

    /// What the right button, the Menu key and Shift+F10 say, when the screen shows the actions itself.
    #[must_use]
    pub fn on_menu(self, message: Message) -> Self {
        Self {
            on_menu: Some(message),
            ..self
        }
    }

    /// The row's actions, in a menu that opens by right button, Menu key, Shift+F10, and by Enter where the row has no
    /// [`Row::on_press`]. Built only when opened. `label` names the menu.
    #[must_use]
    pub fn menu(self, label: impl Into<String>, items: impl Fn() -> Vec<Item<Message>> + 'a) -> Self {
        Self {
            menu: Some(Box::new(items)),
            menu_label: label.into(),
            ..self
        }
    }

    /// There is nothing to press, and much to read: arrows stop at the row, and it scrolls into view.
    #[must_use]
    pub fn reads(self) -> Self {
        Self { reads: true, ..self }
    }

    /// The row is the one shown.
    #[must_use]
    pub fn selected(mut self, selected: bool) -> Self {
        self.semantics.selected = Some(selected);
        self
    }

    /// Its place in the list, from 1, and the list's whole length.
    #[must_use]
    pub fn position(mut self, place: usize, total: usize) -> Self {
        self.semantics.position = Some((place, total));
        self
    }

    /// More words for assistive technology.
    #[must_use]
    pub fn describe(mut self, description: impl Into<String>) -> Self {
        self.semantics.description = description.into();
        self
    }

    /// Space inside the row.
    #[must_use]
    pub fn padding(self, padding: impl Into<Padding>) -> Self {
        Self {
            padding: padding.into(),
            ..self
        }
    }
}

impl<'a, Message: Clone + 'a> From<Row<'a, Message>> for Element<'a, Message> {
    fn from(row: Row<'a, Message>) -> Self {
        let Row {
            id,
            semantics,
            look,
            padding,
            content,
            on_press,
            on_menu,
            menu,
            menu_label,
            reads,
        } = row;
        let Some(items) = menu else {
            let semantics = Semantics {
                has_menu: on_menu.is_some(),
                ..semantics
            };
            let mut control = Control::new(id, semantics, look, content)
                .padding(padding)
                .width(Length::Fill);
            control.reads = reads;
            control.semantics.clickable = !reads;
            control.on_press = on_press;
            control.on_menu = on_menu;
            return control.into();
        };
        let semantics = Semantics {
            has_menu: true,
            ..semantics
        };
        let mut control = Control::new(id, semantics, look, content.map(Said::Out))
            .padding(padding)
            .width(Length::Fill);
        // A message has nothing to press but its menu; a mouse press on it selects text and must not open one.
        control.enter_only = on_press.is_none();
        control.on_press = Some(on_press.map_or(Said::Toggle, Said::Out));
        control.on_menu = Some(Said::Toggle);
        popup(control, false, move || panel(Role::Menu, &menu_label, items())).into()
    }
}
