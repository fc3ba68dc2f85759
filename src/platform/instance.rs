//! One program for one person: a second launch brings the first forward.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use interprocess::local_socket::{Listener, ListenerOptions, Stream, prelude::*};

use crate::Home;

#[cfg_attr(unix, path = "instance/unix.rs")]
#[cfg_attr(not(unix), path = "instance/windows.rs")]
mod name;

/// What a second launch says to the first. There is nothing else to say: a command line never passes this way.
const COME_FORWARD: &[u8] = b"come forward\n";
/// What the first says to that.
const COMING: &[u8] = b"coming\n";
/// What it says when its window is gone: it only writes down what it has, and then its home is free.
const LEAVING: &[u8] = b"leaving\n";
/// How long a launch waits for one that is leaving.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long it waits for one that holds the home and may not listen yet.
const START: Duration = Duration::from_secs(2);

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
    /// Takes the home, or tells the program that has it to come forward. Waits for one that is about to end, half a minute
    /// at most: whoever closes the window and opens it again gets one.
    ///
    /// The lock is the kernel's and goes with its process: after `kill -9` nothing is left of it, and the socket that
    /// is left is replaced by whoever holds the lock.
    pub fn claim(home: &Home) -> Result<Self, InstanceError> {
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(home.data.join("instance.lock"))?;
        let began = Instant::now();
        let mut patience = START;
        loop {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
            match call(&home.data) {
                Ok(said) if said == COMING => return Err(InstanceError::Taken),
                Ok(said) if said == LEAVING => patience = PATIENCE,
                Ok(_) => tracing::debug!("the running program does not answer"),
                Err(error) => tracing::debug!(%error, "the running program does not listen"),
            }
            if began.elapsed() > patience {
                return Err(InstanceError::Silent);
            }
            thread::sleep(Duration::from_millis(100));
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
    /// asked before. `callback` says whether there is still a window that comes.
    pub fn on_launch(&mut self, callback: impl Fn() -> bool + Send + 'static) -> io::Result<()> {
        let Some(listener) = self.listener.take() else {
            return Ok(());
        };
        thread::Builder::new().name("launches".to_owned()).spawn(move || {
            for stream in listener.incoming() {
                match stream.and_then(|stream| answer(stream, &callback)) {
                    Ok(()) => {}
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

/// Answers a caller that says the word. It has a second to do so.
fn answer(mut stream: Stream, comes: &impl Fn() -> bool) -> io::Result<()> {
    stream.set_recv_timeout(Some(Duration::from_secs(1)))?;
    let mut said = [0; COME_FORWARD.len()];
    if stream.read_exact(&mut said).is_ok() && said == COME_FORWARD {
        stream.write_all(if comes() { COMING } else { LEAVING })?;
    }
    Ok(())
}

/// Tells the program that holds the lock, and gives its answer.
fn call(data: &Path) -> io::Result<Vec<u8>> {
    let door = name::Door::open(data)?;
    let mut stream = Stream::connect(door.name()?)?;
    stream.set_recv_timeout(Some(Duration::from_secs(1)))?;
    stream.write_all(COME_FORWARD)?;
    let mut said = Vec::new();
    stream.take(LEAVING.len() as u64).read_to_end(&mut said)?;
    Ok(said)
}
