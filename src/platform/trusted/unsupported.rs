//! Windows keeps policy in the registry and macOS in managed preferences; neither is read yet, and that is said, not
//! passed over: no policy would be no lock.

use std::path::Path;

use super::Entries;
use crate::fault::{PolicyFault, PolicyFaultKind};

/// Whose files are trusted: nobody's yet.
pub(crate) struct Rules;

impl Rules {
    pub(crate) fn root_only() -> Self {
        Self
    }

    #[cfg(feature = "harness")]
    pub(crate) fn harness(_: &Path) -> Self {
        Self
    }
}

pub(crate) fn read_folder(folder: &Path, _: &str, _: &Rules) -> Result<Entries, PolicyFault> {
    Err(refused(folder))
}

pub(crate) fn read_file(path: &Path, _: &Rules) -> Result<Vec<u8>, PolicyFault> {
    Err(refused(path))
}

fn refused(path: &Path) -> PolicyFault {
    PolicyFault {
        path: path.display().to_string(),
        kind: PolicyFaultKind::SystemNotSupported,
        detail: std::env::consts::OS.to_owned(),
    }
}
