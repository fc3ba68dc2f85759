//! One bridge for each window: between its widgets and the platform's accessibility adapter.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use accesskit::{ActionRequest, TreeUpdate};
use iced::futures::Stream;
use iced::futures::channel::mpsc;
use iced::window;
use platform::access::{Adapter, Asked, Handle};

use super::differ::Differ;
use super::harvest::Node;

thread_local! {
    // Adapters of Windows and macOS belong to the window's thread, so the bridge can't live in the program's state.
    static BRIDGES: RefCell<HashMap<window::Id, Bridge>> = RefCell::default();
}

/// Who is to be woken when assistive technology wants something.
static WAKERS: Mutex<Vec<mpsc::Sender<Wake>>> = Mutex::new(Vec::new());

/// Sent when assistive technology wants something. Nothing to do: the redraw after it carries the request out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wake;

/// Wakes the program when assistive technology wants something. Add it to the program's subscriptions.
pub fn subscription() -> iced::Subscription<Wake> {
    iced::Subscription::run(wakes)
}

/// Opens a window with its bridge to assistive technology, which must be attached before the window is first shown. Use it
/// in place of `iced::window::open`; the task says the new window's id once it is shown.
pub fn open(settings: window::Settings) -> (window::Id, iced::Task<window::Id>) {
    let shown = settings.visible;
    let (id, opened) = window::open(window::Settings {
        visible: false,
        ..settings
    });
    let task = opened.then(move |id| {
        let show = if shown {
            window::set_mode(id, window::Mode::Windowed)
        } else {
            iced::Task::none()
        };
        window::run(id, move |window| attach(id, window))
            .discard()
            .chain(show)
            .chain(iced::Task::done(id))
    });
    (id, task)
}

/// The bridge of a window; none for a window that [`open`] did not open.
pub(crate) fn with_bridge<T>(window: window::Id, work: impl FnOnce(&mut Bridge) -> T) -> Option<T> {
    BRIDGES.with_borrow_mut(|bridges| bridges.get_mut(&window).map(work))
}

/// Forgets a closed window.
pub(crate) fn close(window: window::Id) {
    BRIDGES.with_borrow_mut(|bridges| bridges.remove(&window));
}

/// What flows between the adapter's threads and the window's.
#[derive(Default)]
struct Shared {
    active: AtomicBool,
    /// Somebody new listens: the next update must be the whole tree.
    fresh: AtomicBool,
    requests: Mutex<Vec<ActionRequest>>,
}

impl Shared {
    fn ask(&self, asked: Asked) {
        match asked {
            Asked::Tree => {
                self.fresh.store(true, Ordering::SeqCst);
                self.active.store(true, Ordering::SeqCst);
            }
            Asked::Gone => self.active.store(false, Ordering::SeqCst),
            Asked::Act(request) => self
                .requests
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(request),
        }
        wake();
    }
}

enum Sink {
    Adapter(Box<Adapter>),
    /// Tests: the whole tree stays here.
    Memory(Arc<Mutex<Vec<Node>>>),
    Nobody,
}

/// Between one window's widgets and its adapter.
pub(crate) struct Bridge {
    shared: Arc<Shared>,
    sink: Sink,
    differ: Differ,
    /// The system's scale of this window.
    pub scale: f32,
}

impl Bridge {
    fn new(handle: Option<Handle>) -> Self {
        let shared = Arc::new(Shared::default());
        let asked = shared.clone();
        let adapter = Adapter::new(handle, move |question| asked.ask(question));
        let sink = adapter.map_or(Sink::Nobody, |adapter| Sink::Adapter(Box::new(adapter)));
        Self {
            shared,
            sink,
            differ: Differ::default(),
            scale: 1.0,
        }
    }

    pub fn memory(nodes: Arc<Mutex<Vec<Node>>>) -> Self {
        let shared = Arc::new(Shared::default());
        shared.active.store(true, Ordering::SeqCst);
        Self {
            shared,
            sink: Sink::Memory(nodes),
            differ: Differ::default(),
            scale: 1.0,
        }
    }

    /// Somebody listens.
    pub fn active(&self) -> bool {
        self.shared.active.load(Ordering::SeqCst)
    }

    /// What was asked since the last call.
    pub fn requests(&self) -> Vec<ActionRequest> {
        std::mem::take(&mut *self.shared.requests.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn ask(&self, request: ActionRequest) {
        self.shared.ask(Asked::Act(request));
    }

    pub fn differ(&self) -> &Differ {
        &self.differ
    }

    /// Tells what changed.
    pub fn tell(&mut self, nodes: Vec<Node>, zoom: f32) {
        let scale = self.scale * zoom;
        if let Sink::Memory(memory) = &self.sink {
            self.differ.update(&nodes, scale);
            *memory.lock().unwrap_or_else(PoisonError::into_inner) = nodes;
            return;
        }
        let Sink::Adapter(adapter) = &mut self.sink else { return };
        if self.shared.fresh.swap(false, Ordering::SeqCst) {
            self.differ.forget();
        }
        let Some(update) = self.differ.update(&nodes, scale) else {
            return;
        };
        let mut told = false;
        adapter.update(|| -> TreeUpdate {
            told = true;
            update
        });
        if !told {
            // The adapter slept: what was just diffed was heard by nobody.
            self.differ.forget();
        }
    }

    pub fn focus(&mut self, focused: bool) {
        if let Sink::Adapter(adapter) = &mut self.sink {
            adapter.focus(focused);
        }
    }

    /// Where the window is on the screen, in physical pixels.
    pub fn place(&mut self, bounds: accesskit::Rect) {
        if let Sink::Adapter(adapter) = &mut self.sink {
            adapter.place(bounds);
        }
    }
}

/// Puts a bridge that keeps the tree in memory in the place of a window's own.
pub(crate) fn keep(window: window::Id, nodes: Arc<Mutex<Vec<Node>>>) {
    BRIDGES.with_borrow_mut(|bridges| bridges.insert(window, Bridge::memory(nodes)));
}

fn attach(id: window::Id, window: &dyn window::Window) {
    let handle = handle(window);
    BRIDGES.with_borrow_mut(|bridges| bridges.insert(id, Bridge::new(handle)));
}

/// Where the system names windows by none of these, its adapter needs no name.
fn handle(window: &dyn window::Window) -> Option<Handle> {
    use iced::window::raw_window_handle::RawWindowHandle;
    match window.window_handle().ok()?.as_raw() {
        RawWindowHandle::Win32(handle) => Some(Handle::Win32(handle.hwnd.get())),
        RawWindowHandle::AppKit(handle) => Some(Handle::AppKit(handle.ns_view)),
        _ => None,
    }
}

fn wakes() -> impl Stream<Item = Wake> {
    // One waiting wake is as good as many.
    let (sender, receiver) = mpsc::channel(1);
    WAKERS.lock().unwrap_or_else(PoisonError::into_inner).push(sender);
    receiver
}

fn wake() {
    let mut wakers = WAKERS.lock().unwrap_or_else(PoisonError::into_inner);
    wakers.retain_mut(|waker| waker.try_send(Wake).is_ok() || !waker.is_closed());
}
