//! Choosing an emoji: by its name, among those used last, or in its group.

use emojis::{Emoji, Group};

use crate::screen::desk::conversation::composer;

/// How many that were found are shown.
const MOST: usize = 60;
/// How many of those used last are remembered.
pub const RECENT: usize = 16;

/// What is being looked for.
#[derive(Clone, Debug, Default)]
pub struct Picking {
    /// As typed.
    pub words: String,
    /// The group on show.
    pub group: usize,
}

impl Picking {
    /// Those on show.
    pub fn shown(&self) -> Vec<&'static Emoji> {
        if self.words.trim().is_empty() {
            let group = Group::iter().nth(self.group);
            let all = group.into_iter().flat_map(|group| group.emojis());
            return all.filter(|emoji| composer::is_emoji_drawn(emoji)).collect();
        }
        let mut found = composer::search_emoji(&self.words);
        found.truncate(MOST);
        found
    }
}

/// Puts what was chosen before what was chosen earlier.
pub fn remember(recent: &mut Vec<&'static str>, emoji: &'static str) {
    recent.retain(|before| *before != emoji);
    recent.insert(0, emoji);
    recent.truncate(RECENT);
}

/// Those that were kept, as far as they are emoji.
pub fn known(kept: &[String]) -> Vec<&'static str> {
    let known = kept.iter().filter_map(|emoji| emojis::get(emoji));
    known.map(Emoji::as_str).take(RECENT).collect()
}
