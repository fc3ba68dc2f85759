//! Windows and macOS: their own.

use std::path::PathBuf;

use super::NoChooser;

pub(super) fn choose(title: &str) -> Result<Vec<PathBuf>, NoChooser> {
    let chosen = rfd::FileDialog::new().set_title(title).pick_files();
    Ok(chosen.unwrap_or_default())
}
