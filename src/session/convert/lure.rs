//! What nobody honest asks for.

use matrix_sdk_base::crypto::store::types::BackupDecryptionKey;

/// Letters of a recovery key without its spaces: 35 bytes in base 58 (Matrix specification, "Recovery key").
const LETTERS: usize = 48;
/// What each begins with: the two bytes 8B 01.
const BEGIN: &str = "Es";

/// Digits of the codes that servers send for signing in.
const DIGITS: std::ops::RangeInclusive<usize> = 6..=8;
/// What such a code is called where it doesn't stand alone.
const CALLED: [&str; 6] = ["code", "passcode", "otp", "pin", "cod", "côd"];

/// Whether a text looks like a code for signing in: digits alone, or beside a word for it.
pub fn holds_code(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let bare = text.strip_prefix("g-").unwrap_or(&text);
    let alone = bare.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-');
    if alone {
        return DIGITS.contains(&bare.chars().filter(char::is_ascii_digit).count());
    }
    let words = || text.split(|c: char| !c.is_alphanumeric());
    let is_code = |word: &str| DIGITS.contains(&word.len()) && word.chars().all(|c| c.is_ascii_digit());
    words().any(is_code) && words().any(|word| CALLED.contains(&word))
}

/// Whether a text holds a recovery key, however it is broken up.
pub fn holds_recovery_key(text: &str) -> bool {
    let letters: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    letters
        .match_indices(BEGIN)
        .filter_map(|(begin, _)| letters.get(begin..begin + LETTERS))
        .any(|candidate| BackupDecryptionKey::from_base58(candidate).is_ok())
}
