//! Where reports leave the session: gathered for up to 50 ms, in order, in batches.
//!
//! iced drains all waiting messages, rebuilds the view once and stops pulling at 100 in flight: so one message a batch.

use std::time::Duration;

use model::{Event, EventId};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

/// How long a report may wait for others.
const GATHER: Duration = Duration::from_millis(50);
/// Patches in one batch: more would cost the window's `update` over 2 ms.
const PATCHES: usize = 2_000;

/// Takes reports from anywhere in the session. Cheap to clone, never waits.
#[derive(Clone)]
pub(crate) struct Outlet {
    reports: mpsc::UnboundedSender<Event>,
    /// The thread that what is reported of a conversation is reported of.
    root: Option<EventId>,
}

impl Outlet {
    /// An outlet, and the task that empties it into `batches` until all clones are dropped.
    pub(crate) fn new(batches: mpsc::Sender<Vec<Event>>) -> (Self, impl Future<Output = ()>) {
        let (sender, receiver) = mpsc::unbounded_channel();
        let outlet = Self {
            reports: sender,
            root: None,
        };
        (outlet, pump(receiver, batches))
    }

    /// The same, for what is reported of this thread.
    pub(crate) fn within(&self, root: &EventId) -> Self {
        Self {
            reports: self.reports.clone(),
            root: Some(root.clone()),
        }
    }

    /// Reports. A window that is gone is no error: the session is about to end.
    pub(crate) fn put(&self, event: Event) {
        let event = match &self.root {
            Some(root) if is_of_conversation(&event) => Event::InThread {
                root: root.clone(),
                event: Box::new(event),
            },
            _ => event,
        };
        self.reports.send(event).ok();
    }
}

/// Whether a report is of what one conversation shows, and not of its room.
fn is_of_conversation(event: &Event) -> bool {
    matches!(
        event,
        Event::Rows { .. }
            | Event::Paging { .. }
            | Event::Picture { .. }
            | Event::Film { .. }
            | Event::Sound { .. }
            | Event::Kept { .. }
            | Event::Expired { .. }
            | Event::Draft { .. }
    )
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
        (
            Some(Event::InThread { root, event: before }),
            Event::InThread {
                root: same,
                event: after,
            },
        ) if *root == same && is_rows(before) && is_rows(&after) => {
            if let (Event::Rows { patches, .. }, Event::Rows { patches: more, .. }) = (&mut **before, *after) {
                patches.extend(more);
            }
        }
        (_, event) => batch.push(event),
    }
}

fn weight(event: &Event) -> usize {
    match event {
        Event::Rooms(patches) => patches.len(),
        Event::Rows { patches, .. } => patches.len(),
        Event::InThread { event, .. } => weight(event),
        _ => 1,
    }
}

fn is_rows(event: &Event) -> bool {
    matches!(event, Event::Rows { .. })
}
