//! What can be put on a stage, in a test or in a window.

use iced::window;
use kit::Element;

/// A program: state, view and update.
pub trait Play {
    /// Its messages.
    type Message: 'static;

    /// The whole view, wrapped in `kit::root` with this window.
    fn view(&self, window: window::Id) -> Element<'_, Self::Message>;

    /// Applies a message.
    fn update(&mut self, message: Self::Message);
}
