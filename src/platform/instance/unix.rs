//! Where launches meet: a socket in the person's data folder, which nobody else can reach.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use interprocess::local_socket::{GenericFilePath, Name, prelude::*};

/// The folder the socket lies in, held open.
#[derive(Debug)]
pub(super) struct Door {
    socket: PathBuf,
    _folder: File,
}

impl Door {
    pub(super) fn open(data: &Path) -> io::Result<Self> {
        let folder = File::open(data)?;
        Ok(Self {
            socket: reach(data, &folder).join("launch.socket"),
            _folder: folder,
        })
    }

    pub(super) fn name(&self) -> io::Result<Name<'_>> {
        self.socket.as_path().to_fs_name::<GenericFilePath>()
    }
}

/// A socket's path may have 108 bytes, and homes are longer than that at times: so it is reached by the descriptor.
#[cfg(target_os = "linux")]
fn reach(_: &Path, folder: &File) -> PathBuf {
    use std::os::fd::AsRawFd;
    PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd()))
}

#[cfg(not(target_os = "linux"))]
fn reach(data: &Path, _: &File) -> PathBuf {
    data.to_owned()
}
