//! Commands and emoji that somebody means who writes `/` or `:` and the first letters.

use emojis::{Emoji, EmojiVersion};

use super::slash::Slash;

/// Lines of the list.
const LINES: usize = 6;
/// The fewest letters after a colon: `:)` and `10:3` are none.
const FEWEST: usize = 2;

/// What is being written, and what it may mean.
#[derive(Debug, Default)]
pub struct State {
    /// Bytes before the caret that a line stands for.
    typed: usize,
    found: Vec<Line>,
    chosen: usize,
    /// Closed for what is being written.
    left: bool,
}

/// What may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A command.
    Command(Slash),
    /// An emoji.
    Emoji(&'static Emoji),
}

impl State {
    /// Looks at what stands before the caret; `first` where nothing stands before that. Gives what a whole `:name:` stands for,
    /// with how many bytes it has.
    pub fn look(&mut self, before: Option<&str>, first: bool) -> Option<(usize, &'static str)> {
        let Some(before) = before else {
            self.end();
            return None;
        };
        if let Some((typed, emoji)) = whole(before) {
            self.end();
            return Some((typed, emoji));
        }
        let begun = command(before, first).or_else(|| shortcode(before));
        let Some((typed, found)) = begun else {
            self.end();
            return None;
        };
        if self.left && !found.is_empty() {
            return None;
        }
        self.typed = typed;
        if found != self.found {
            self.chosen = 0;
            self.found = found;
        }
        None
    }

    /// What may be meant.
    pub fn found(&self) -> &[Line] {
        &self.found
    }

    /// The line chosen.
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// Chooses the next line, or the one before; after the last comes the first.
    pub fn step(&mut self, forward: bool) {
        let lines = self.found.len().max(1);
        self.chosen = (self.chosen + if forward { 1 } else { lines - 1 }) % lines;
    }

    /// Closes the list for as long as this is written.
    pub fn leave(&mut self) {
        self.left = true;
        self.found.clear();
    }

    /// Nothing of the kind is being written any more.
    pub fn end(&mut self) {
        *self = Self::default();
    }

    /// What a line stands for, and in the place of how many bytes.
    pub fn take(&mut self, index: usize) -> Option<(usize, String)> {
        let line = *self.found.get(index)?;
        let typed = self.typed;
        self.end();
        let text = match line {
            Line::Command(slash) => format!("{} ", slash.name()),
            Line::Emoji(emoji) => format!("{emoji} "),
        };
        Some((typed, text))
    }
}

/// Commands that begin so.
fn command(before: &str, first: bool) -> Option<(usize, Vec<Line>)> {
    let letters = before.strip_prefix('/').filter(|_| first)?;
    if !letters.chars().all(|letter| letter.is_ascii_alphabetic()) {
        return None;
    }
    let letters = letters.to_ascii_lowercase();
    let begins = |slash: &Slash| slash.name()[1..].starts_with(&letters);
    let found = Slash::ALL.into_iter().filter(begins).map(Line::Command);
    Some((before.len(), found.collect()))
}

/// Emoji whose names begin so, or one of whose words does.
fn shortcode(before: &str) -> Option<(usize, Vec<Line>)> {
    let letters = begun(before)?;
    if letters.len() < FEWEST {
        return None;
    }
    let found = search(letters).into_iter().take(LINES).map(Line::Emoji);
    Some((letters.len() + 1, found.collect()))
}

/// The emoji that a whole `:name:` before the caret stands for.
fn whole(before: &str) -> Option<(usize, &'static str)> {
    let name = begun(before.strip_suffix(':')?)?;
    let emoji = emojis::get_by_shortcode(name)?;
    Some((name.len() + 2, emoji.as_str()))
}

/// The name begun at the end of this text.
fn begun(before: &str) -> Option<&str> {
    let (text, letters) = before.rsplit_once(':')?;
    let is_name = letters
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '+' | '-'));
    let begins = text.is_empty() || text.ends_with(char::is_whitespace);
    (is_name && begins).then_some(letters)
}

/// Emoji by their names: those that are called so, then those whose names begin so, then those that have a word that does.
pub fn search(words: &str) -> Vec<&'static Emoji> {
    let words = words.trim().to_lowercase().replace('_', " ");
    let mut found: Vec<(u8, &'static Emoji)> = emojis::iter()
        .filter(|emoji| is_drawn(emoji))
        .filter_map(|emoji| Some((fit(emoji, &words)?, emoji)))
        .collect();
    found.sort_by_key(|(fit, _)| *fit);
    found.into_iter().map(|(_, emoji)| emoji).collect()
}

/// Whether the program's own typeface has it.
pub fn is_drawn(emoji: &Emoji) -> bool {
    // Noto Color Emoji 2.042.
    emoji.emoji_version() <= EmojiVersion::new(15, 1)
}

fn fit(emoji: &Emoji, words: &str) -> Option<u8> {
    let codes = emoji.shortcodes().map(|code| code.replace('_', " "));
    let names = codes.chain([emoji.name().to_lowercase()]);
    let fits = names.filter_map(|name| {
        let word = || name.split([' ', '-', ':']).any(|word| word.starts_with(words));
        let far = || name.contains(words).then_some(3);
        match &*name {
            name if name == words => Some(0),
            name if name.starts_with(words) => Some(1),
            _ if word() => Some(2),
            _ => far(),
        }
    });
    fits.min()
}
