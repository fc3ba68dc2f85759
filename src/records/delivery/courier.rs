//! The courier: a thread that delivers again and again, and says how it goes.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::watch;

use crate::delivery::{Backoff, DeliveryError, Sink, deliver_left};
use crate::journal::Journal;

/// How delivery goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Everything before this entry is at the sink.
    pub delivered: u64,
    /// Bytes that wait.
    pub waiting: u64,
    /// Deliveries that failed since the last good one.
    pub failures: u32,
    /// Why the last one failed, for a log; none when it did not.
    pub failure: Option<String>,
    /// It will not get better by itself: the address is wrong, or something else is there.
    pub stuck: bool,
}

/// Delivers as long as it is there.
pub struct Courier {
    nudges: Option<SyncSender<()>>,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Courier {
    /// Delivers now, whenever it is nudged, and at least this often; after a failure later and later. `open` finds the sink
    /// each time, since it may be a drive that comes and goes; `told` hears how it went each time. What other accounts left
    /// behind in `records` goes with it.
    pub fn start(
        journal: Arc<Journal>,
        records: Option<PathBuf>,
        open: impl Fn() -> Result<Sink, DeliveryError> + Send + 'static,
        every: Duration,
        mut told: impl FnMut(Health) + Send + 'static,
    ) -> Self {
        let (nudges, nudged) = mpsc::sync_channel(1);
        let (stop, stopped) = watch::channel(false);
        let thread = thread::spawn(move || {
            let (mut backoff, mut health) = (Backoff::default(), Health::default());
            loop {
                let sink = open().map(|sink| sink.until(stopped.clone()));
                let result = sink.and_then(|sink| {
                    let delivered = journal.deliver(&sink)?;
                    if let Some(records) = &records {
                        deliver_left(records, &sink)?;
                    }
                    Ok(delivered)
                });
                health.waiting = journal.waiting();
                let wait = match result {
                    Ok(delivered) => {
                        backoff.succeeded();
                        health = Health {
                            delivered: delivered.size,
                            waiting: health.waiting,
                            ..Health::default()
                        };
                        every
                    }
                    Err(error) => {
                        health.failures += 1;
                        health.stuck = matches!(&error, DeliveryError::Sink(sink) if !sink.passes());
                        health.failure = Some(error.to_string());
                        backoff.failed(chance())
                    }
                };
                told(health.clone());
                if nudged.recv_timeout(wait) == Err(RecvTimeoutError::Disconnected) {
                    return;
                }
            }
        });
        Self {
            nudges: Some(nudges),
            stop,
            thread: Some(thread),
        }
    }

    /// Delivers now, whatever the waiting: there is something new, or the network is back.
    pub fn nudge(&self) {
        if let Some(nudges) = &self.nudges {
            // One that waits already is as good.
            let _ = nudges.try_send(());
        }
    }
}

impl Drop for Courier {
    /// Ends the thread. What it was sending is sent anew another time.
    fn drop(&mut self) {
        self.stop.send_replace(true);
        self.nudges = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What policy says of a time when nothing can be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenSinkDown {
    /// Things go on until no more may wait.
    KeepWorking,
    /// Nothing more is sent from rooms on record.
    StopSending,
}

/// Whether rooms on record may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// They may.
    Allowed,
    /// The sink is down, and policy stops sending then.
    SinkDown,
    /// As much waits as may wait: what is sent could not go on record.
    Full,
}

/// Whether rooms on record may send, with this much that may wait.
pub fn sending(when: WhenSinkDown, health: &Health, limit: u64) -> Sending {
    match when {
        _ if health.waiting >= limit => Sending::Full,
        WhenSinkDown::StopSending if health.failures > 0 => Sending::SinkDown,
        _ => Sending::Allowed,
    }
}

fn chance() -> u8 {
    let mut byte = [0];
    // Without random bytes all wait equally long, which is no harm.
    let _ = getrandom::fill(&mut byte);
    byte[0]
}
