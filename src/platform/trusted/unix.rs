//! Ownership and modes, read off open descriptors.

// macOS has no folder of policies; but the harness has one everywhere.
#[cfg(any(not(target_os = "macos"), feature = "harness"))]
mod listing;

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Component, Path, PathBuf};

use rustix::fs::{FileType, Mode, OFlags, Stat, fstat, open, openat};
use rustix::io::Errno;

use crate::fault::{PolicyFault, PolicyFaultKind};

#[cfg(any(not(target_os = "macos"), feature = "harness"))]
pub(crate) use listing::read_folder;

/// The most that is read of a file: 1 MiB. A policy is some kilobytes, a bundle of certificates some hundred.
const MOST: u64 = 1024 * 1024;

/// Passing through a folder must not need the right to list it; macOS has no such way of opening one.
#[cfg(not(target_os = "macos"))]
const PASSING: OFlags = OFlags::PATH;
#[cfg(target_os = "macos")]
const PASSING: OFlags = OFlags::RDONLY;

/// Whose files are trusted, and from which folder downwards everything is judged.
pub(crate) struct Rules {
    owners: Vec<u32>,
    judged_from: Option<PathBuf>,
}

impl Rules {
    /// Root's files, below root's folders, up to `/`.
    pub(crate) fn root_only() -> Self {
        Self {
            owners: vec![0],
            judged_from: Some(PathBuf::from("/")),
        }
    }

    /// One's own files too. Folders above the harness's own cannot be judged: it lives below /tmp or a home.
    #[cfg(feature = "harness")]
    pub(crate) fn harness(folder: &Path) -> Self {
        Self {
            owners: vec![0, rustix::process::geteuid().as_raw()],
            judged_from: Some(folder.to_owned()),
        }
    }

    fn judges(&self, folder: &Path) -> bool {
        self.judged_from.as_ref().is_some_and(|from| folder.starts_with(from))
    }

    fn judge_folder(&self, path: &Path, stat: &Stat) -> Result<(), PolicyFault> {
        if !self.judges(path) {
            return Ok(());
        }
        if !self.owners.contains(&stat.st_uid) {
            return Err(fault(path, PolicyFaultKind::FolderOwner, stat.st_uid.to_string()));
        }
        if others_may_write(stat) {
            return Err(fault(path, PolicyFaultKind::FolderWritable, mode(stat)));
        }
        Ok(())
    }

    fn judge_file(&self, path: &Path, stat: &Stat) -> Result<(), PolicyFault> {
        if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
            return Err(fault(path, PolicyFaultKind::NotRegular, String::new()));
        }
        if !self.owners.contains(&stat.st_uid) {
            return Err(fault(path, PolicyFaultKind::FileOwner, stat.st_uid.to_string()));
        }
        if others_may_write(stat) {
            return Err(fault(path, PolicyFaultKind::FileWritable, mode(stat)));
        }
        Ok(())
    }
}

/// One file, by its absolute path.
pub(crate) fn read_file(path: &Path, rules: &Rules) -> Result<Vec<u8>, PolicyFault> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(fault(path, PolicyFaultKind::NotAbsolute, String::new()));
    };
    read_at(walk(folder, rules)?, name, path, rules)
}

/// Opens a folder step by step from `/`, following no link and judging each step.
fn walk(folder: &Path, rules: &Rules) -> Result<OwnedFd, PolicyFault> {
    let flags = PASSING | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut path = PathBuf::from("/");
    let mut opened = open("/", flags, Mode::empty()).map_err(|errno| not_opened(&path, errno))?;
    let mut steps = folder.components();
    if steps.next() != Some(Component::RootDir) {
        return Err(fault(folder, PolicyFaultKind::NotAbsolute, String::new()));
    }
    judge(&opened, &path, rules)?;
    for step in steps {
        let Component::Normal(name) = step else {
            return Err(fault(folder, PolicyFaultKind::NotAbsolute, String::new()));
        };
        path.push(name);
        opened = openat(&opened, name, flags, Mode::empty()).map_err(|errno| not_opened(&path, errno))?;
        judge(&opened, &path, rules)?;
    }
    Ok(opened)
}

fn judge(folder: &OwnedFd, path: &Path, rules: &Rules) -> Result<(), PolicyFault> {
    rules.judge_folder(path, &fstat(folder).map_err(|errno| not_opened(path, errno))?)
}

/// Opens and judges a file once, then reads that descriptor. Non-blocking, so that a pipe in its place cannot hang us.
fn read_at(folder: impl AsFd, name: &OsStr, path: &Path, rules: &Rules) -> Result<Vec<u8>, PolicyFault> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = openat(folder, name, flags, Mode::empty()).map_err(|errno| not_opened(path, errno))?;
    rules.judge_file(path, &fstat(&file).map_err(|errno| not_opened(path, errno))?)?;
    let mut bytes = Vec::new();
    File::from(file)
        .take(MOST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| fault(path, PolicyFaultKind::Unreadable, error.to_string()))?;
    if bytes.len() as u64 > MOST {
        return Err(fault(path, PolicyFaultKind::TooLarge, format!("{MOST} bytes at most")));
    }
    Ok(bytes)
}

fn not_opened(path: &Path, errno: Errno) -> PolicyFault {
    match errno {
        Errno::NOENT => fault(path, PolicyFaultKind::Missing, String::new()),
        // A link, where O_NOFOLLOW met one; a file, where a folder was asked for.
        Errno::LOOP | Errno::NOTDIR | Errno::NXIO => fault(path, PolicyFaultKind::NotRegular, String::new()),
        other => fault(path, PolicyFaultKind::Unreadable, other.to_string()),
    }
}

fn others_may_write(stat: &Stat) -> bool {
    stat.st_mode & 0o022 != 0
}

fn mode(stat: &Stat) -> String {
    format!("{:04o}", stat.st_mode & 0o7777)
}

fn fault(path: &Path, kind: PolicyFaultKind, detail: String) -> PolicyFault {
    PolicyFault {
        path: path.display().to_string(),
        kind,
        detail,
    }
}
