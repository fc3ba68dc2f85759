//! Despatch on Matrix: the only room that knows matrix-sdk.
//!
//! [`start`] spawns everything inside and hands back two channels; no future of the SDK crosses this crate's border
//! (ARCHITECTURE.md, wall W7). Wishes come in as [`model::Command`], reports leave as batches of [`model::Event`].
//! What may be done is decided by `policy`, and only `guard` can do it, against a proof.

// The SDK's sync futures are nested deeper than rustc's default of 128.
#![recursion_limit = "256"]

#[doc(hidden)]
pub mod clock;
#[doc(hidden)]
pub mod convert;
mod guard;
#[doc(hidden)]
pub mod herald;
mod keys;
#[doc(hidden)]
pub mod listener;
mod outlet;
#[doc(hidden)]
pub mod quiet;
mod record;
mod signed_in;
mod vault;
mod verifier;
mod visit;
mod walls;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use model::{Command, Event, Finding};
use policy::Policy;
use tokio::sync::{mpsc, watch};

pub use guard::Roots;
pub use keys::{Key, Keys, KeysError};
pub use walls::Walls;

/// Wishes that may wait; the window's `try_send` fails beyond, and says so.
const COMMANDS: usize = 256;
/// Batches that may wait for the window.
const BATCHES: usize = 16;
/// One hostile message can nest HTML deep enough to overflow tokio's default 2 MiB, which aborts the process.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// What a session needs.
pub struct Start {
    /// The policy in force. A stricter one takes its place while the session runs; everything is judged anew by it.
    pub policy: watch::Receiver<Arc<Policy>>,
    /// The folder for what must not be lost; exists, 0700.
    pub data: PathBuf,
    /// The folder for what can be fetched again; exists, 0700.
    pub cache: PathBuf,
    /// Where the key of the stores is kept.
    pub keys: Arc<dyn Keys>,
    /// Whom certificates must come from.
    pub roots: Roots,
    /// What keeps the accounts of one person apart: the same for all of them.
    pub walls: Walls,
}

/// What an account has left in its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remains {
    /// Somebody is signed in, or stores are there that want their key.
    Account,
    /// Nobody is; something on record waits for the next account to be delivered.
    Record,
    /// Nothing.
    Nothing,
}

/// Looks at what is in the folder for what must not be lost. Opens and changes nothing.
pub fn remains(data: &Path) -> Remains {
    let vault = vault::Vault::new(data, data);
    let has_record = std::fs::read_dir(vault.records()).is_ok_and(|mut logs| logs.next().is_some());
    match (vault.is_occupied(), has_record) {
        (true, _) => Remains::Account,
        (false, true) => Remains::Record,
        (false, false) => Remains::Nothing,
    }
}

/// A running session. Dropping `commands` ends it.
pub struct Session {
    /// Wishes.
    pub commands: mpsc::Sender<Command>,
    /// Reports.
    pub events: mpsc::Receiver<Vec<Event>>,
    thread: JoinHandle<()>,
}

impl Session {
    /// Ends the session and waits until everything is on disk.
    pub fn join(self) {
        drop(self.commands);
        drop(self.events);
        if self.thread.join().is_err() {
            tracing::error!("the session's thread had panicked");
        }
    }

    /// Takes the channels out; the returned guard waits for the end once they are dropped.
    pub fn split(self) -> (mpsc::Sender<Command>, mpsc::Receiver<Vec<Event>>, Ending) {
        (self.commands, self.events, Ending(self.thread))
    }
}

/// Waits for a session whose channels were given away.
pub struct Ending(JoinHandle<()>);

impl Ending {
    /// Waits until everything is on disk. The channels must have been dropped before.
    pub fn wait(self) {
        if self.0.join().is_err() {
            tracing::error!("the session's thread had panicked");
        }
    }
}

/// Why no session could be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The operating system gave no thread.
    #[error("no thread for the session")]
    Thread(#[source] std::io::Error),
}

/// Looks at the homeservers that policy approves, over the same way out as a session's, and signs nobody in. Waits for
/// their answers, on threads of its own.
///
/// # Errors
///
/// When the operating system gives no thread.
pub fn examine(policy: &Policy, roots: &Roots) -> Result<Vec<Finding>, StartError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(StartError::Thread)?;
    Ok(runtime.block_on(guard::examine(policy, roots)))
}

/// Starts a session on its own threads.
///
/// # Errors
///
/// When the operating system gives no thread.
pub fn start(start: Start) -> Result<Session, StartError> {
    let (commands, wishes) = mpsc::channel(COMMANDS);
    let (batches, events) = mpsc::channel(BATCHES);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("session")
        .thread_stack_size(STACK_BYTES)
        // The stores would have a dozen, for a moment at the start; each keeps memory of its own.
        .max_blocking_threads(6)
        .thread_keep_alive(std::time::Duration::from_secs(2))
        .enable_all()
        .build()
        .map_err(StartError::Thread)?;
    let thread = std::thread::Builder::new()
        .name("session".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || {
            runtime.block_on(worker::run(start, wishes, batches));
            // Blocking keyring calls may wait for a prompt nobody answers; they must not keep the program open.
            runtime.shutdown_timeout(std::time::Duration::from_secs(2));
        })
        .map_err(StartError::Thread)?;
    Ok(Session {
        commands,
        events,
        thread,
    })
}
