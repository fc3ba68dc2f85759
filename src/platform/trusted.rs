//! Files that are the administrator's and nobody else's.
//!
//! A file is opened once, without following links, and judged by its descriptor; so is every folder above it. Nothing is
//! judged by name, so nothing can be swapped between the judgement and the reading (facts: case 2, "policy file
//! writable by user / symlink / race").

use std::path::Path;

use crate::fault::PolicyFault;

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(all(unix, any(not(target_os = "macos"), feature = "harness")))]
pub(crate) use unix::read_folder;
#[cfg(unix)]
pub(crate) use unix::{Rules, read_file};

/// Reads a file that policy names (a certificate authority), under the rules for policy files themselves.
#[cfg(unix)]
pub fn read_trusted(path: impl AsRef<Path>) -> Result<Vec<u8>, PolicyFault> {
    #[cfg(feature = "harness")]
    if let Some(folder) = harness_folder() {
        return read_file(path.as_ref(), &Rules::harness(&folder));
    }
    read_file(path.as_ref(), &Rules::root_only())
}

/// Refuses every file: see [`windows`].
#[cfg(windows)]
pub fn read_trusted(path: impl AsRef<Path>) -> Result<Vec<u8>, PolicyFault> {
    windows::read(path.as_ref())
}

/// Where the harness keeps its policy instead.
#[cfg(all(unix, feature = "harness"))]
pub(crate) fn harness_folder() -> Option<std::path::PathBuf> {
    std::env::var_os("DESPATCH_HARNESS_POLICY").map(Into::into)
}
