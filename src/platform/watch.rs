//! Word of a policy that changes while the program runs.

use std::io;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::Value;

use crate::policy_files::{PolicyFiles, read, store};

#[cfg_attr(target_os = "linux", path = "watch/inotify.rs")]
#[cfg_attr(not(target_os = "linux"), path = "watch/clock.rs")]
mod signal;

/// How long what came in pieces may take: a file is made, written, closed and given its mode.
const COALESCED: Duration = Duration::from_millis(100);

/// How long it takes at most until a change is noticed that nobody told of: inotify does not see a mount, and on Windows
/// and macOS one has to look. Once a minute costs nothing.
const AT_THE_LATEST: Duration = Duration::from_secs(60);

/// A watch over the policy of this computer. It ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    stop: Option<signal::Stop>,
    thread: Option<JoinHandle<()>>,
}

/// Why a policy cannot be watched.
#[derive(Debug, thiserror::Error)]
#[error("the policy of this computer cannot be watched: {0}")]
pub struct WatchError(#[from] io::Error);

/// Calls back, on a thread of its own, with what there is now whenever [`crate::policy_files`] would say something else
/// than before: a file changed, appeared or went, or became one that is refused. `known` is what the caller read; what
/// changed since then is told too. A change that changes nothing of this is not told.
pub fn watch_policy(
    known: PolicyFiles,
    schema: Value,
    on_change: impl Fn(PolicyFiles) + Send + 'static,
) -> Result<Watch, WatchError> {
    let store = store();
    let (stop, mut changes) = signal::pair()?;
    let watching = thread::Builder::new().name("policy".to_owned()).spawn(move || {
        let mut known = known;
        loop {
            // Before the reading: what changes after it is heard of.
            changes.listen(&store.folders());
            let now = read(store.as_ref(), &schema);
            if now != known {
                known = now.clone();
                on_change(now);
            }
            if !changes.wait(AT_THE_LATEST) {
                return;
            }
            thread::sleep(COALESCED);
        }
    })?;
    Ok(Watch {
        stop: Some(stop),
        thread: Some(watching),
    })
}

impl Drop for Watch {
    fn drop(&mut self) {
        drop(self.stop.take());
        let Some(watching) = self.thread.take() else { return };
        // Dropped by the callback, it would wait for itself.
        if watching.thread().id() != thread::current().id() && watching.join().is_err() {
            tracing::warn!("the watch over the policy had ended before");
        }
    }
}
