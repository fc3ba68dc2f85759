//! Word from the kernel, of the policy's folders and of every folder above them: one that does not exist yet, or that
//! takes the place of another, is heard of through the one that holds it.

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::time::Duration;

use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use rustix::fs::inotify::{CreateFlags, Reader, WatchFlags, add_watch, init};
use rustix::io::{Errno, dup, write};

/// Written and closed, not each write: a file half written says nothing. A name alone does not follow a link.
const CHANGES: WatchFlags = WatchFlags::CLOSE_WRITE
    .union(WatchFlags::CREATE)
    .union(WatchFlags::DELETE)
    .union(WatchFlags::MOVE)
    .union(WatchFlags::ATTRIB)
    .union(WatchFlags::DELETE_SELF)
    .union(WatchFlags::MOVE_SELF)
    .union(WatchFlags::ONLYDIR)
    .union(WatchFlags::DONT_FOLLOW);

/// Ends the waiting when it is dropped.
#[derive(Debug)]
pub(super) struct Stop(OwnedFd);

/// The waiting.
pub(super) struct Changes {
    heard: OwnedFd,
    stop: OwnedFd,
}

pub(super) fn pair() -> io::Result<(Stop, Changes)> {
    let stop = eventfd(0, EventfdFlags::CLOEXEC)?;
    let changes = Changes {
        heard: init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?,
        stop: dup(&stop)?,
    };
    Ok((Stop(stop), changes))
}

impl Changes {
    /// Listens to these folders and those above them, as they are now: to one that is listened to already, this changes
    /// nothing.
    pub fn listen(&mut self, folders: &[PathBuf]) {
        for folder in folders.iter().flat_map(|folder| folder.ancestors()) {
            match add_watch(&self.heard, folder, CHANGES) {
                Ok(_) | Err(Errno::NOENT | Errno::NOTDIR) => {}
                // Too many watches of other programs, say: then one looks now and then.
                Err(errno) => tracing::warn!(%errno, "a folder of the policy cannot be listened to"),
            }
        }
    }

    /// Until something changed or it is time to look; false when it is time to end.
    pub fn wait(&mut self, most: Duration) -> bool {
        let most = Timespec {
            tv_sec: i64::try_from(most.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: most.subsec_nanos().into(),
        };
        let mut sources = [
            PollFd::new(&self.heard, PollFlags::IN),
            PollFd::new(&self.stop, PollFlags::IN),
        ];
        match poll(&mut sources, Some(&most)) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(errno) => {
                tracing::warn!(%errno, "the policy is not watched any more");
                return false;
            }
        }
        let stopped = !sources[1].revents().is_empty();
        self.drain();
        !stopped
    }

    /// What it was does not matter: all is read again.
    fn drain(&self) {
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut events = Reader::new(&self.heard, &mut buffer);
        while events.next().is_ok() {}
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        if let Err(errno) = write(&self.0, &1_u64.to_ne_bytes()) {
            tracing::warn!(%errno, "the watch over the policy does not end");
        }
    }
}
