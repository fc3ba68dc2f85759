//! Bidirectional control characters in bodies: kept, but never able to reach beyond their own line.

/// The deepest nesting that any renderer honours (UAX #9, BD2); openers beyond it are dropped.
const DEPTH: usize = 125;
const POP_FORMATTING: char = '\u{202c}';
const POP_ISOLATE: char = '\u{2069}';

/// Closes what a text leaves open and drops what closes something outside of it.
///
/// An unclosed right-to-left override would mirror what the window writes after the message, and a stray closer would
/// end the isolate that the window puts around it.
#[derive(Debug, Default)]
pub(super) struct Balance {
    open: Vec<char>,
}

impl Balance {
    /// Copies a run of text over.
    pub(super) fn copy(&mut self, text: &str, out: &mut String) {
        for c in text.chars() {
            match c {
                '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => self.open(POP_FORMATTING, c, out),
                '\u{2066}'..='\u{2068}' => self.open(POP_ISOLATE, c, out),
                POP_FORMATTING => {
                    if self.open.pop_if(|top| *top == POP_FORMATTING).is_some() {
                        out.push(c);
                    }
                }
                POP_ISOLATE => {
                    // It also ends the embeddings begun inside its isolate (UAX #9, X6a).
                    if let Some(at) = self.open.iter().rposition(|closer| *closer == POP_ISOLATE) {
                        self.open.truncate(at);
                        out.push(c);
                    }
                }
                '\n' => {
                    self.close(out);
                    out.push(c);
                }
                c => out.push(c),
            }
        }
    }

    /// Closes everything that is open.
    pub(super) fn close(&mut self, out: &mut String) {
        out.extend(self.open.drain(..).rev());
    }

    fn open(&mut self, closer: char, opener: char, out: &mut String) {
        if self.open.len() < DEPTH {
            self.open.push(closer);
            out.push(opener);
        }
    }
}
