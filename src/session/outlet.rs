//! Where reports leave the session: gathered for up to 50 ms, in order, in batches.
//!
//! iced drains all waiting messages, rebuilds the view once and stops pulling at 100 in flight: so one message a batch.

use std::time::Duration;

use model::Event;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

/// How long a report may wait for others.
const GATHER: Duration = Duration::from_millis(50);
/// Patches in one batch: more would cost the window's `update` over 2 ms.
const PATCHES: usize = 2_000;

/// Takes reports from anywhere in the session. Cheap to clone, never waits.
#[derive(Clone)]
pub(crate) struct Outlet(mpsc::UnboundedSender<Event>);

impl Outlet {
    /// An outlet, and the task that empties it into `batches` until all clones are dropped.
    pub(crate) fn new(batches: mpsc::Sender<Vec<Event>>) -> (Self, impl Future<Output = ()>) {
        let (sender, receiver) = mpsc::unbounded_channel();
        (Self(sender), pump(receiver, batches))
    }

    /// Reports. A window that is gone is no error: the session is about to end.
    pub(crate) fn put(&self, event: Event) {
        self.0.send(event).ok();
    }
}

async fn pump(mut reports: mpsc::UnboundedReceiver<Event>, batches: mpsc::Sender<Vec<Event>>) {
    // The first report after a quiet while leaves at once; a burst waits for its fellows.
    let mut next_at = Instant::now();
    while let Some(first) = reports.recv().await {
        let mut batch = Vec::new();
        let mut patches = weight(&first);
        push(&mut batch, first);
        while patches < PATCHES {
            match timeout_at(next_at, reports.recv()).await {
                Ok(Some(event)) => {
                    patches += weight(&event);
                    push(&mut batch, event);
                }
                Ok(None) | Err(_) => break,
            }
        }
        if batches.send(batch).await.is_err() {
            return;
        }
        next_at = Instant::now() + GATHER;
    }
}

/// Adds a report to a batch; changes of the same list become one report.
fn push(batch: &mut Vec<Event>, event: Event) {
    match (batch.last_mut(), event) {
        (Some(Event::Rooms(before)), Event::Rooms(more)) => before.extend(more),
        (
            Some(Event::Rows { room, patches }),
            Event::Rows {
                room: same,
                patches: more,
            },
        ) if *room == same => {
            patches.extend(more);
        }
        (_, event) => batch.push(event),
    }
}

fn weight(event: &Event) -> usize {
    match event {
        Event::Rooms(patches) => patches.len(),
        Event::Rows { patches, .. } => patches.len(),
        _ => 1,
    }
}
