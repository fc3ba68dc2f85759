//! The program's mark in the desktop's tray, and the number on its icon.

#[cfg(target_os = "linux")]
mod face;
#[cfg(target_os = "linux")]
mod menu;
#[cfg_attr(target_os = "linux", path = "tray/status_notifier.rs")]
#[cfg_attr(not(target_os = "linux"), path = "tray/unasked.rs")]
mod service;

use std::io;
use std::sync::mpsc::Receiver;
use std::thread::{self, JoinHandle};

/// What to do about the tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrayOrder {
    /// Stand there, in these words.
    Stand(TrayWords),
    /// Be gone from there.
    Leave,
    /// So many messages are unread: on the mark, and on the program's icon where the desktop has a number for it.
    Count(u32),
}

/// What the mark says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrayWords {
    /// The program's name.
    pub title: String,
    /// The way to the window.
    pub open: String,
    /// The way out.
    pub quit: String,
}

/// What happens in the tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrayNews {
    /// Whether the mark can be seen: a window that is put away there can be had again.
    Stands(bool),
    /// Show the window.
    Open,
    /// End the program.
    Quit,
}

/// Does what `orders` say, on a thread of its own, and leaves the tray at their end.
///
/// # Errors
///
/// When the operating system gives no thread.
pub fn tray(
    orders: Receiver<TrayOrder>,
    news: impl Fn(TrayNews) + Send + Sync + 'static,
) -> io::Result<JoinHandle<()>> {
    thread::Builder::new()
        .name("tray".to_owned())
        .spawn(move || service::tray(&orders, news))
}

/// Whether this desktop lets a program take its own window from sight; else it can only be made small.
pub fn hides_windows() -> bool {
    // Wayland has no such thing; the window goes there where this says so.
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !(cfg!(target_os = "linux") && (set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET")))
}
