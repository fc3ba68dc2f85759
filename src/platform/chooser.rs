//! The system's own window for choosing files.

#[cfg_attr(target_os = "linux", path = "chooser/portal.rs")]
#[cfg_attr(not(target_os = "linux"), path = "chooser/native.rs")]
mod service;

use std::path::PathBuf;

/// The system has no such window, or it broke off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system chose no files")]
pub struct NoChooser;

/// Has somebody choose files in a window of this title. None where they changed their mind. Blocks for as long as they take.
///
/// # Errors
///
/// Where the system has no such window.
pub fn choose_files(title: &str) -> Result<Vec<PathBuf>, NoChooser> {
    service::choose(title)
}
