//! The operating system's accessibility interface, one adapter for each window. What the tree says is not known here.

#[cfg(target_os = "macos")]
#[path = "access/macos.rs"]
mod system;
#[cfg(all(unix, not(target_os = "macos")))]
#[path = "access/unix.rs"]
mod system;
#[cfg(target_os = "windows")]
#[path = "access/windows.rs"]
mod system;

use accesskit::{ActionHandler, ActionRequest, ActivationHandler, DeactivationHandler, Rect, TreeUpdate};

/// A window as its system names it. Linux needs none.
#[derive(Debug, Clone, Copy)]
pub enum Handle {
    /// A `HWND`.
    Win32(isize),
    /// A `NSView`.
    AppKit(std::ptr::NonNull<std::ffi::c_void>),
}

/// What assistive technology wants. Asked from any thread.
#[derive(Debug)]
pub enum Asked {
    /// Somebody listens now and needs the whole tree.
    Tree,
    /// Nobody listens any more.
    Gone,
    /// Do something to a node.
    Act(ActionRequest),
}

/// The adapter of one window. Where it must have a window handle, the window must not have been shown yet.
pub struct Adapter(system::Adapter);

impl Adapter {
    /// Attaches to a window; none when the system needs a handle and none of its kind is given.
    pub fn new(handle: Option<Handle>, ask: impl Fn(Asked) + Clone + Send + Sync + 'static) -> Option<Self> {
        system::Adapter::new(handle, Asker(ask)).map(Self)
    }

    /// Sends changes, if anybody listens.
    pub fn update(&mut self, update: impl FnOnce() -> TreeUpdate) {
        self.0.update(update);
    }

    /// The window got or lost the keyboard focus.
    pub fn focus(&mut self, focused: bool) {
        self.0.focus(focused);
    }

    /// Where the window is, in physical pixels.
    pub fn place(&mut self, bounds: Rect) {
        self.0.place(bounds);
    }
}

/// Turns AccessKit's three handlers into one question.
#[derive(Clone)]
struct Asker<F>(F);

impl<F: Fn(Asked)> ActivationHandler for Asker<F> {
    fn request_initial_tree(&mut self) -> Option<TreeUpdate> {
        // The widgets live on another thread; the window sends the tree with its next redraw.
        (self.0)(Asked::Tree);
        None
    }
}

impl<F: Fn(Asked)> DeactivationHandler for Asker<F> {
    fn deactivate_accessibility(&mut self) {
        (self.0)(Asked::Gone);
    }
}

impl<F: Fn(Asked)> ActionHandler for Asker<F> {
    fn do_action(&mut self, request: ActionRequest) {
        (self.0)(Asked::Act(request));
    }
}
