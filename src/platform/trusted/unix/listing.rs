//! All files of a folder.

use std::ffi::{CString, OsStr};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::{Dir, Mode, OFlags, openat};
use rustix::io::Errno;

use super::{Rules, fault, read_at, walk};
use crate::fault::{PolicyFault, PolicyFaultKind};

/// Files found in a folder, each with its path, and its bytes or why not.
type Entries = Vec<(String, Result<Vec<u8>, PolicyFault>)>;

/// The files in a folder whose names end in `ending`, hidden ones left out, in lexical order. A folder that is not
/// there holds none.
pub(crate) fn read_folder(folder: &Path, ending: &str, rules: &Rules) -> Result<Entries, PolicyFault> {
    let opened = match walk(folder, rules) {
        Ok(opened) => opened,
        Err(fault) if fault.kind == PolicyFaultKind::Missing => return Ok(Vec::new()),
        Err(fault) => return Err(fault),
    };
    let unreadable = |errno: Errno| fault(folder, PolicyFaultKind::Unreadable, errno.to_string());
    let mut names = Vec::<CString>::new();
    let listing = openat(
        &opened,
        ".",
        OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC,
        Mode::empty(),
    );
    for entry in Dir::read_from(listing.map_err(unreadable)?).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_bytes();
        if !name.starts_with(b".") && name.ends_with(ending.as_bytes()) {
            names.push(entry.file_name().to_owned());
        }
    }
    names.sort();
    Ok(names
        .into_iter()
        .map(|name| {
            let path = folder.join(OsStr::from_bytes(name.as_bytes()));
            let read = read_at(&opened, OsStr::from_bytes(name.as_bytes()), &path, rules);
            (path.display().to_string(), read)
        })
        .collect())
}
