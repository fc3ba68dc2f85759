//! Running text of a formatted body: words, their looks, and white space.

use model::{Link, Mentioned, Span, Style};

/// Running text with white space as HTML has it: any amount is one space, and none at the ends.
#[derive(Default)]
pub(super) struct Run {
    spans: Vec<Span>,
    /// White space was read since the last word, and looked so.
    gap: Option<Look>,
}

impl Run {
    /// Words and white space.
    pub(super) fn push(&mut self, text: &str, look: &Look) {
        let mut rest = text;
        while !rest.is_empty() {
            let words = rest.trim_start_matches(is_space);
            if words.len() < rest.len() && self.gap.is_none() {
                self.gap = Some(look.clone());
            }
            let (word, after) = words.split_at(words.find(is_space).unwrap_or(words.len()));
            if !word.is_empty() {
                if let Some(gap) = self.gap.take()
                    && self.spans.last().is_some_and(|last| !last.text.ends_with('\n'))
                {
                    self.append(" ", &gap);
                }
                self.append(&look.script.shift(word), look);
            }
            rest = after;
        }
    }

    /// A line break that is meant.
    pub(super) fn newline(&mut self, look: &Look) {
        self.gap = None;
        self.append("\n", look);
    }

    /// The border between two cells of a table, which is read as one line a row.
    pub(super) fn separate(&mut self, look: &Look) {
        if !self.spans.is_empty() {
            self.gap = None;
            self.append(" | ", look);
        }
    }

    /// The spans so far, without line breaks at their ends.
    pub(super) fn take(&mut self) -> Vec<Span> {
        self.gap = None;
        let mut spans = std::mem::take(&mut self.spans);
        while let Some(last) = spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            spans.pop();
        }
        let words = spans
            .iter()
            .position(|span| !span.text.trim_start().is_empty())
            .unwrap_or(spans.len());
        spans.drain(..words);
        if let Some(first) = spans.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        spans
    }

    fn append(&mut self, text: &str, look: &Look) {
        match self.spans.last_mut() {
            Some(last) if last.style == look.style && last.link == look.link && last.mention == look.mention => {
                last.text.push_str(text)
            }
            _ => self.spans.push(Span {
                text: text.to_owned(),
                style: look.style,
                link: look.link.clone(),
                mention: look.mention.clone(),
                emoji: false,
            }),
        }
    }
}

/// How text looks at the moment.
#[derive(Clone, Default)]
pub(super) struct Look {
    pub(super) style: Style,
    pub(super) link: Option<Link>,
    pub(super) mention: Option<Mentioned>,
    pub(super) script: Script,
}

/// Above, on or below the line.
#[derive(Clone, Copy, Default)]
pub(super) enum Script {
    #[default]
    Base,
    Super,
    Sub,
}

impl Script {
    /// Digits keep their place above or below the line: 10³ must not become 103.
    fn shift(self, word: &str) -> String {
        let (from, to) = match self {
            Self::Base => return word.to_owned(),
            Self::Super => ("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
            Self::Sub => ("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
        };
        word.chars()
            .map(|c| from.find(c).and_then(|at| to.chars().nth(at)).unwrap_or(c))
            .collect()
    }
}

/// HTML's own white space; a no-break space is a character like others.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n')
}
