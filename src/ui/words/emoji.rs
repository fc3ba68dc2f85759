//! The emoji that two sides compare, with their names (Matrix specification, "SAS method: emoji").

use model::ConfirmEnd;

use super::{Words, fl};

/// The symbols, by their numbers in the specification's table.
const SYMBOLS: [&str; 64] = [
    "🐶", "🐱", "🦁", "🐎", "🦄", "🐷", "🐘", "🐰", "🐼", "🐓", "🐧", "🐢", "🐟", "🐙", "🦋", "🌷", "🌳", "🌵", "🍄",
    "🌏", "🌙", "☁️", "🔥", "🍌", "🍎", "🍓", "🌽", "🍕", "🎂", "❤️", "😀", "🤖", "🎩", "👓", "🔧", "🎅", "👍", "☂️",
    "⌛", "⏰", "🎁", "💡", "📕", "✏️", "📎", "✂️", "🔒", "🔑", "🔨", "☎️", "🏁", "🚂", "🚲", "✈️", "🚀", "🏆", "⚽",
    "🎸", "🎺", "🔔", "⚓", "🎧", "📁", "📌",
];

impl Words {
    /// The emoji of this number, and its name. A number beyond the table, which no device sends, has neither.
    pub fn emoji(&self, number: u8) -> (&'static str, String) {
        let symbol = SYMBOLS.get(usize::from(number)).copied().unwrap_or_default();
        (symbol, self.emoji.get(&format!("sas-{number}")))
    }

    /// Why a comparison came to nothing, and what to do. `own` is one with another device of the same person.
    pub fn confirm_end(&self, end: ConfirmEnd, own: bool) -> String {
        let key = format!("confirm-ended-{}", end.code());
        own.then(|| self.code(&format!("{key}-own"), &[]))
            .flatten()
            .or_else(|| self.code(&key, &[]))
            .unwrap_or_else(|| fl!(self, "reason-without-words"))
    }
}
