//! How much of a long message is on show before the person asks for all of it. A very tall one hides what stands around it, and
//! setting its letters would hold the window up.

/// So many letters of a message, in bytes of UTF-8: most of a window full.
const SHOWN: usize = 1_500;
/// What each line takes at least, however short it is.
const LINE: usize = 80;
/// What each change of style takes beside its letters.
const SPAN: usize = 16;
/// A word may be cut where it is longer than this.
const WORD: usize = 40;

/// What may still be shown of one message.
pub struct Allowance {
    left: usize,
}

impl Allowance {
    /// For a message at first, or for the whole of one.
    pub fn new(whole: bool) -> Self {
        let left = if whole { usize::MAX } else { SHOWN };
        Self { left }
    }

    /// Nothing more is shown.
    pub fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// Begins a line of its own.
    pub fn line(&mut self) {
        self.left = self.left.saturating_sub(LINE);
    }

    /// As much as may be shown of these words, in a style of their own.
    pub fn span<'a>(&mut self, words: &'a str) -> &'a str {
        self.left = self.left.saturating_sub(SPAN);
        self.words(words)
    }

    /// As much as may be shown of these words.
    pub fn words<'a>(&mut self, words: &'a str) -> &'a str {
        for (at, letter) in words.char_indices() {
            let takes = if letter == '\n' { LINE } else { letter.len_utf8() };
            if takes >= self.left {
                self.left = 0;
                return cut(words, at);
            }
            self.left -= takes;
        }
        words
    }
}

/// Up to here, or to the end of the word before.
fn cut(words: &str, at: usize) -> &str {
    let part = words.get(..at).unwrap_or_default();
    match part.rfind(char::is_whitespace) {
        Some(end) if at - end <= WORD => part.get(..end).unwrap_or_default(),
        _ => part,
    }
}
