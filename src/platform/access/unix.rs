//! AT-SPI, on Linux and its relatives.

use accesskit::{Rect, TreeUpdate};

use super::{Asked, Asker, Handle};

pub(super) struct Adapter(accesskit_unix::Adapter);

impl Adapter {
    pub fn new(_handle: Option<Handle>, ask: Asker<impl Fn(Asked) + Clone + Send + Sync + 'static>) -> Option<Self> {
        Some(Self(accesskit_unix::Adapter::new(ask.clone(), ask.clone(), ask)))
    }

    pub fn update(&mut self, update: impl FnOnce() -> TreeUpdate) {
        self.0.update_if_active(update);
    }

    pub fn focus(&mut self, focused: bool) {
        self.0.update_window_focus_state(focused);
    }

    pub fn place(&mut self, bounds: Rect) {
        // iced tells the outer position only; the title bar's height is not known.
        self.0.set_root_window_bounds(bounds, bounds);
    }
}
