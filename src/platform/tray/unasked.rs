//! Windows and macOS have a tray of their own each, which wants a window or an application object on the thread that draws.
//! None is stood in there yet, and a window that is closed is closed.

use std::sync::mpsc::Receiver;

use super::{TrayNews, TrayOrder};

pub(super) fn tray(orders: &Receiver<TrayOrder>, _news: impl Fn(TrayNews)) {
    for _ in orders {}
}
