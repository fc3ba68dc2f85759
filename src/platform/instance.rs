//! One program for one person: a second launch brings the first forward.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use interprocess::local_socket::{Listener, ListenerOptions, Stream, prelude::*};

use crate::Home;

#[cfg_attr(unix, path = "instance/unix.rs")]
#[cfg_attr(not(unix), path = "instance/windows.rs")]
mod name;

/// What a second launch says to the first. There is nothing else to say: a command line never passes this way.
const COME_FORWARD: &[u8] = b"come forward\n";

/// The right to be the only program on this home, held until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct Instance {
    listener: Option<Listener>,
    _door: name::Door,
    _lock: File,
}

/// Why this launch is not the only one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InstanceError {
    /// Another one runs, and was told to come forward.
    #[error("already running")]
    Taken,
    /// Another one holds the home and doesn't answer.
    #[error("already running, but not answering")]
    Silent,
    /// The lock cannot be taken.
    #[error("cannot tell whether it is already running: {0}")]
    Failed(#[from] io::Error),
}

impl Instance {
    /// Takes the home, or tells the program that has it to come forward.
    ///
    /// The lock is the kernel's and goes with its process: after `kill -9` nothing is left of it, and the socket that
    /// is left is replaced by whoever holds the lock.
    pub fn claim(home: &Home) -> Result<Self, InstanceError> {
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(home.data.join("instance.lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(call(&home.data)),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let door = name::Door::open(&home.data)?;
        let listener = ListenerOptions::new()
            .name(door.name()?)
            .try_overwrite(true)
            .create_sync()?;
        Ok(Self {
            listener: Some(listener),
            _door: door,
            _lock: lock,
        })
    }

    /// Calls back, on a thread of its own, whenever another launch asks this one to come forward; also for those that
    /// asked before.
    pub fn on_launch(&mut self, callback: impl Fn() + Send + 'static) -> io::Result<()> {
        let Some(listener) = self.listener.take() else {
            return Ok(());
        };
        thread::Builder::new().name("launches".to_owned()).spawn(move || {
            for stream in listener.incoming() {
                match stream.and_then(heard) {
                    Ok(true) => callback(),
                    Ok(false) => {}
                    // Out of descriptors, say: try again, but not in a tight loop.
                    Err(error) => {
                        tracing::debug!(%error, "a launch could not be heard");
                        thread::sleep(Duration::from_millis(100));
                    }
                }
            }
        })?;
        Ok(())
    }
}

/// Whether a caller said the word. It has a second to do so.
fn heard(mut stream: Stream) -> io::Result<bool> {
    stream.set_recv_timeout(Some(Duration::from_secs(1)))?;
    let mut said = [0; COME_FORWARD.len()];
    Ok(stream.read_exact(&mut said).is_ok() && said == COME_FORWARD)
}

/// Tells the program that holds the lock. It may hold it already and not listen yet, so a few tries.
fn call(data: &Path) -> InstanceError {
    for _ in 0..20 {
        let said = name::Door::open(data)
            .and_then(|door| Stream::connect(door.name()?))
            .and_then(|mut stream| stream.write_all(COME_FORWARD));
        match said {
            Ok(()) => return InstanceError::Taken,
            Err(error) => tracing::debug!(%error, "the running program does not listen yet"),
        }
        thread::sleep(Duration::from_millis(100));
    }
    InstanceError::Silent
}
