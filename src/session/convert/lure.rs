//! What nobody honest asks for.

use matrix_sdk_base::crypto::store::types::BackupDecryptionKey;

/// Letters of a recovery key without its spaces: 35 bytes in base 58 (Matrix specification, "Recovery key").
const LETTERS: usize = 48;
/// What each begins with: the two bytes 8B 01.
const BEGIN: &str = "Es";

/// Whether a text holds a recovery key, however it is broken up.
pub fn holds_recovery_key(text: &str) -> bool {
    let letters: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    letters
        .match_indices(BEGIN)
        .filter_map(|(begin, _)| letters.get(begin..begin + LETTERS))
        .any(|candidate| BackupDecryptionKey::from_base58(candidate).is_ok())
}
