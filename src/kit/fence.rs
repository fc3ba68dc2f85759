//! A fence round the clipboard: what was copied somewhere may be kept from being pasted here.

use std::cell::Cell;

use iced::advanced::Clipboard;
use iced::advanced::clipboard::Kind;

/// Hears of everything that is copied in the window, and is asked before anything is pasted.
pub trait Fence {
    /// These words were copied here.
    fn copied(&self, words: &str);

    /// Whether these words may be pasted here.
    fn admits(&self, words: &str) -> bool;
}

/// The clipboard, seen through the fence.
pub(crate) struct Fenced<'a> {
    clipboard: &'a mut dyn Clipboard,
    fence: &'a dyn Fence,
    refused: Cell<bool>,
}

impl<'a> Fenced<'a> {
    pub fn new(clipboard: &'a mut dyn Clipboard, fence: &'a dyn Fence) -> Self {
        Self {
            clipboard,
            fence,
            refused: Cell::new(false),
        }
    }

    /// Whether something was not pasted.
    pub fn has_refused(&self) -> bool {
        self.refused.get()
    }
}

impl Clipboard for Fenced<'_> {
    fn read(&self, kind: Kind) -> Option<String> {
        let words = self.clipboard.read(kind)?;
        if self.fence.admits(&words) {
            return Some(words);
        }
        self.refused.set(true);
        None
    }

    fn write(&mut self, kind: Kind, contents: String) {
        self.fence.copied(&contents);
        self.clipboard.write(kind, contents);
    }
}
