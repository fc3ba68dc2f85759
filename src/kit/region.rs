//! Parts of a window that F6 moves between.

use accesskit::Role;
use iced::widget::{Id, row};

use crate::access::Semantics;
use crate::theme::space;
use crate::{Element, semantic};

/// A named part of the window: F6 and Shift+F6 move between them, screen readers list them as landmarks.
pub fn region<'a, Message: 'a>(
    id: impl Into<Id>,
    name: impl Into<String>,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    semantic(
        id,
        Semantics {
            landmark: true,
            ..Semantics::new(Role::Region, name)
        },
        content,
    )
    .into()
}

/// A row of buttons: one Tab stop, Left and Right move inside.
pub fn toolbar<'a, Message: 'a>(
    id: impl Into<Id>,
    name: impl Into<String>,
    items: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    semantic(id, Semantics::new(Role::Toolbar, name), row(items).spacing(space::XS)).into()
}
