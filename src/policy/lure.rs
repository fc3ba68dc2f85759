//! Words that people are warned of in what others write.

use crate::Policy;

impl Policy {
    /// Whether a text has any of the words in it that `content.lures` lists: as whole words, in small or large letters.
    pub fn is_lure(&self, text: &str) -> bool {
        let text = plain(text);
        let lures = self.content().lures.iter().map(|lure| plain(lure));
        lures.filter(|lure| !lure.is_empty()).any(|lure| holds(&text, &lure))
    }
}

fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn holds(text: &str, words: &str) -> bool {
    let apart = |neighbour: Option<char>| !neighbour.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, found)| {
        let (before, after) = (text.get(..at), text.get(at + found.len()..));
        apart(before.and_then(|before| before.chars().next_back()))
            && apart(after.and_then(|after| after.chars().next()))
    })
}
