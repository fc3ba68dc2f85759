//! Files that are the administrator's and nobody else's.
//!
//! A file is opened once, without following links, and judged by its descriptor; so is every folder above it. Nothing is
//! judged by name, so nothing can be swapped between the judgement and the reading (facts: case 2, "policy file
//! writable by user / symlink / race").

use std::path::Path;

use crate::fault::PolicyFault;

#[cfg_attr(target_os = "linux", path = "trusted/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "trusted/unsupported.rs")]
mod system;

pub(crate) use system::{Rules, read_file, read_folder};

/// Files found in a folder, each with its path, and its bytes or why not.
pub(crate) type Entries = Vec<(String, Result<Vec<u8>, PolicyFault>)>;

/// Reads a file that policy names (a certificate authority), under the rules for policy files themselves.
pub fn read_trusted(path: impl AsRef<Path>) -> Result<Vec<u8>, PolicyFault> {
    #[cfg(feature = "harness")]
    if let Some(folder) = harness_folder() {
        return read_file(path.as_ref(), &Rules::harness(&folder));
    }
    read_file(path.as_ref(), &Rules::root_only())
}

/// Where the harness keeps its policy instead.
#[cfg(feature = "harness")]
pub(crate) fn harness_folder() -> Option<std::path::PathBuf> {
    std::env::var_os("DESPATCH_HARNESS_POLICY").map(Into::into)
}
