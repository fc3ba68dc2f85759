//! NSAccessibility, on macOS. Checked for its target; nothing has run it yet.

use accesskit::{Rect, TreeUpdate};
use accesskit_macos::SubclassingAdapter;

use super::{Asked, Asker, Handle};

pub(super) struct Adapter(SubclassingAdapter);

impl Adapter {
    pub fn new(handle: Option<Handle>, ask: Asker<impl Fn(Asked) + Clone + Send + Sync + 'static>) -> Option<Self> {
        let Some(Handle::AppKit(view)) = handle else {
            return None;
        };
        // SAFETY: the view comes from iced inside `window::run`, which borrows the living window on the main thread; the
        // adapter retains it.
        #[expect(
            unsafe_code,
            reason = "AccessKit takes the view as a pointer; there is no other door on macOS"
        )]
        let adapter = unsafe { SubclassingAdapter::new(view.as_ptr(), ask.clone(), ask) };
        Some(Self(adapter))
    }

    pub fn update(&mut self, update: impl FnOnce() -> TreeUpdate) {
        if let Some(events) = self.0.update_if_active(update) {
            events.raise();
        }
    }

    pub fn focus(&mut self, focused: bool) {
        if let Some(events) = self.0.update_view_focus_state(focused) {
            events.raise();
        }
    }

    pub fn place(&mut self, _bounds: Rect) {}
}
