//! UI Automation, on Windows. Checked for its target; nothing has run it yet.

use accesskit::{Rect, TreeUpdate};
use accesskit_windows::{HWND, SubclassingAdapter};

use super::{Asked, Asker, Handle};

pub(super) struct Adapter(SubclassingAdapter);

impl Adapter {
    pub fn new(handle: Option<Handle>, ask: Asker<impl Fn(Asked) + Clone + Send + Sync + 'static>) -> Option<Self> {
        let Some(Handle::Win32(window)) = handle else {
            return None;
        };
        // Panics when the window is visible; kit opens windows hidden and shows them after this.
        Some(Self(SubclassingAdapter::new(HWND(window as *mut _), ask.clone(), ask)))
    }

    pub fn update(&mut self, update: impl FnOnce() -> TreeUpdate) {
        if let Some(events) = self.0.update_if_active(update) {
            events.raise();
        }
    }

    // The subclassed window procedure sees focus and place by itself.
    pub fn focus(&mut self, _focused: bool) {}

    pub fn place(&mut self, _bounds: Rect) {}
}
