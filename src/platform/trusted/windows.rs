//! No file is trusted on Windows: whose it is stands in access lists, and no crate judges those by an open handle.
//! Policy itself is in the registry; certificate authorities are in the machine's store.

use std::path::Path;

use crate::fault::{PolicyFault, PolicyFaultKind};

pub(super) fn read(path: &Path) -> Result<Vec<u8>, PolicyFault> {
    Err(PolicyFault {
        path: path.display().to_string(),
        kind: PolicyFaultKind::FilesNotJudged,
        detail: String::new(),
    })
}
