//! Waiting for another program, but not for ever.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long another program may take. Secret Service waits for its own unlocking question without end.
const PATIENCE: Duration = Duration::from_secs(15);

/// Runs work on a thread of its own, and gives up waiting for it after 15 seconds. The thread ends when the other program
/// answers.
pub(crate) fn patiently<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, receiver) = mpsc::sync_channel(1);
    thread::Builder::new()
        .name("patience".to_owned())
        .spawn(move || {
            // Nobody may be waiting any more.
            let _ = sender.send(work());
        })
        .ok()?;
    receiver.recv_timeout(PATIENCE).ok()
}
