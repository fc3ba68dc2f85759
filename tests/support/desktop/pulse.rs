//! Whether a program answers, all the time: its window is asked again and again, as a window manager asks
//! (`_NET_WM_PING`, Extended Window Manager Hints), and answers where it handles its events. While it stands in the queue for a
//! processor, since servers and others are at work on the same machine, it holds nobody up: that time is taken off.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{JoinHandle, sleep, spawn},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, anyhow};
use x11rb::{
    connection::Connection,
    protocol::{
        Event,
        xproto::{ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt, EventMask, Window},
    },
    rust_connection::RustConnection,
};

/// Between an answer and the next question.
const PAUSE: Duration = Duration::from_millis(5);

/// Asks until it is stopped.
pub struct Pulse {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<Result<Beats>>,
}

/// How long a program took to answer, without the time it stood in the queue for a processor.
#[derive(Default)]
pub struct Beats {
    /// Each answer, the longest last.
    pub taken: Vec<Duration>,
    /// The longest by the clock on the wall.
    pub longest_with_queue: Duration,
}

impl Pulse {
    /// Feels the pulse of a window, which this process answers for in its first thread.
    pub(super) fn feel(display: &str, window: &str, process: u32) -> Result<Pulse> {
        let window: Window = window.parse().context("the window's number")?;
        let mut asker = Asker::new(display, window, process)?;
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = stop.clone();
        let thread = spawn(move || {
            let mut beats = Beats::default();
            while !stopped.load(Ordering::Relaxed) {
                let before = asker.queued()?;
                let taken = asker.ask()?;
                let queued = asker.queued()?.saturating_sub(before);
                beats.taken.push(taken.saturating_sub(queued));
                beats.longest_with_queue = beats.longest_with_queue.max(taken);
                sleep(PAUSE);
            }
            beats.taken.sort();
            Ok(beats)
        });
        Ok(Pulse { stop, thread })
    }

    /// Stops asking, and says how long the answers took.
    pub fn stop(self) -> Result<Beats> {
        self.stop.store(true, Ordering::Relaxed);
        self.thread
            .join()
            .map_err(|_| anyhow!("the asking thread has panicked"))?
    }
}

impl Beats {
    /// The longest.
    pub fn longest(&self) -> Duration {
        self.taken.last().copied().unwrap_or_default()
    }

    /// How many took longer than this.
    pub fn over(&self, limit: Duration) -> usize {
        self.taken.len() - self.taken.partition_point(|taken| *taken <= limit)
    }
}

struct Asker {
    display: RustConnection,
    root: Window,
    window: Window,
    protocols: u32,
    ping: u32,
    number: u32,
    /// Where the kernel counts how long the asked thread ran and waited.
    asked: PathBuf,
}

impl Asker {
    fn new(name: &str, window: Window, process: u32) -> Result<Asker> {
        let (display, screen) = RustConnection::connect(Some(name))?;
        let root = display.setup().roots.get(screen).context("no screen")?.root;
        // Answers are sent to the root window.
        let wanted = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        display.change_window_attributes(root, &wanted)?.check()?;
        let protocols = display.intern_atom(false, b"WM_PROTOCOLS")?.reply()?.atom;
        let ping = display.intern_atom(false, b"_NET_WM_PING")?.reply()?.atom;
        Ok(Asker {
            display,
            root,
            window,
            protocols,
            ping,
            number: 1,
            asked: format!("/proc/{process}/task/{process}/schedstat").into(),
        })
    }

    /// How long the two of them stood in the queue for a processor since they began.
    fn queued(&self) -> Result<Duration> {
        Ok(queued(&self.asked)? + queued(Path::new("/proc/thread-self/schedstat"))?)
    }

    fn ask(&mut self) -> Result<Duration> {
        self.number = self.number.wrapping_add(1).max(1);
        let data = [self.ping, self.number, self.window, 0, 0];
        let question = ClientMessageEvent::new(32, self.window, self.protocols, data);
        let began = Instant::now();
        self.display
            .send_event(false, self.window, EventMask::NO_EVENT, question)?
            .check()
            .context("the window is gone")?;
        loop {
            let Event::ClientMessage(answer) = self.display.wait_for_event()? else {
                continue;
            };
            let said = answer.data.as_data32();
            if answer.window == self.root && said[0] == self.ping && said[1] == self.number {
                return Ok(began.elapsed());
            }
        }
    }
}

/// How long a thread stood in the queue for a processor (proc(5): nanoseconds run, nanoseconds waited, turns).
fn queued(counts: &Path) -> Result<Duration> {
    let counts = fs::read_to_string(counts).context("the program is gone")?;
    let waited = counts.split_whitespace().nth(1).context("no such count")?;
    Ok(Duration::from_nanos(waited.parse()?))
}
