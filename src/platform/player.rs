//! Opening a film in the program that the person has for films.

use std::io;
use std::path::Path;

/// What names of films end with, and nothing that any system runs.
const FILMS: [&str; 10] = ["mp4", "m4v", "mov", "webm", "mkv", "avi", "wmv", "mpg", "mpeg", "flv"];

/// Hands a film to the system's player: a file that is one by its name, from the root on. Nothing else is ever opened.
pub fn open_film(path: &Path) -> io::Result<()> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_film = FILMS.iter().any(|film| film.eq_ignore_ascii_case(ending));
    if !is_film || !path.is_absolute() || !path.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    open::that_detached(path)
}
