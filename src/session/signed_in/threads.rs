//! Threads: one is on screen beside its room, and is followed and written in as the room is; and those of a room are listed.

use std::sync::Arc;

use model::{Event, EventId, Paging, RoomId, ThreadList, ThreadWish, Why};
use tokio::sync::{mpsc, watch};

use super::open_room::OpenRoom;
use super::{Desk, Tasks, outbox};
use crate::guard::ThreadsOf;
use crate::worker::changed;

/// The thread on screen, and the room whose threads are listed. Clones name the same.
#[derive(Clone)]
pub(super) struct Threads {
    open: OpenRoom,
    listed: watch::Sender<Option<RoomId>>,
    further: mpsc::UnboundedSender<()>,
}

/// What whoever lists threads is asked.
pub(super) struct Asked {
    listed: watch::Receiver<Option<RoomId>>,
    further: mpsc::UnboundedReceiver<()>,
}

impl Threads {
    pub(super) fn new() -> (Self, Asked) {
        let (listed, wanted) = watch::channel(None);
        let (further, orders) = mpsc::unbounded_channel();
        let open = OpenRoom::default();
        let threads = Self { open, listed, further };
        let asked = Asked {
            listed: wanted,
            further: orders,
        };
        (threads, asked)
    }

    /// The thread on screen where it is this one; otherwise one that is on no screen.
    pub(super) fn at(&self, root: &EventId) -> OpenRoom {
        match self.open.shows(root) {
            true => self.open.clone(),
            false => OpenRoom::default(),
        }
    }

    /// Shows none.
    pub(super) fn close(&self) {
        self.open.close();
    }
}

impl Desk {
    /// One line for each wish about threads.
    pub(super) fn on_threads(
        &self,
        wish: ThreadWish,
        tasks: &mut Tasks,
        outgoing: &mpsc::UnboundedSender<outbox::Wish>,
    ) {
        let desk = self.clone();
        match wish {
            ThreadWish::Open { room, root } => self.threads.open.show(self.within(root), room),
            ThreadWish::Close => self.threads.close(),
            // The list lives as long as this stage.
            ThreadWish::List(room) => drop(self.threads.listed.send_replace(Some(room))),
            ThreadWish::ListFurther => drop(self.threads.further.send(())),
            ThreadWish::Unlist => drop(self.threads.listed.send_replace(None)),
            ThreadWish::MarkRead { ticket, room } => {
                self.fulfil(
                    tasks,
                    ticket,
                    async move { desk.account.mark_threads_read(&room).await },
                );
            }
            ThreadWish::Within { root, wish } => {
                let open = self.threads.at(&root);
                self.within(root).act(*wish, tasks, &open, outgoing);
            }
        }
    }

    /// The same desk, where what is done is done in a thread.
    fn within(&self, root: EventId) -> Self {
        Self {
            outlet: self.outlet.within(&root),
            thread: Some(root),
            ..self.clone()
        }
    }
}

/// Lists the threads of the rooms that are asked about, for ever.
pub(super) async fn list(desk: Desk, mut asked: Asked) {
    loop {
        let room = asked.listed.borrow_and_update().clone();
        match room {
            Some(room) => {
                // What was ordered of another list is not of this one.
                while asked.further.try_recv().is_ok() {}
                tokio::select! {
                    () = changed(&mut asked.listed) => {}
                    () = stand(&desk, &room, &mut asked.further) => {}
                }
            }
            None => changed(&mut asked.listed).await,
        }
    }
}

/// Reports the threads of one room, and whenever they change. Ends with the session.
async fn stand(desk: &Desk, id: &RoomId, further: &mut mpsc::UnboundedReceiver<()>) {
    let report = |lines, paging| {
        let room = id.clone();
        let list = ThreadList { room, lines, paging };
        desk.outlet.put(Event::Threads(Arc::new(list)));
    };
    report(Arc::default(), Paging::Loading);
    let mut threads = match ThreadsOf::open(desk.account.clone(), id).await {
        Ok(threads) => threads,
        Err(why) => {
            match why {
                Why::Policy(reason) => tracing::info!(code = reason.code(), "threads of a room kept shut"),
                Why::Failed(failure) => tracing::warn!(code = failure.code(), "threads not listed"),
            }
            report(Arc::default(), Paging::Failed);
            return std::future::pending().await;
        }
    };
    let mut online = desk.online.clone();
    let mut loaded = threads.more().await.map(drop);
    loop {
        let paging = match (&loaded, threads.has_more()) {
            (Err(failure), _) => {
                tracing::debug!(code = failure.code(), "threads not loaded");
                Paging::Failed
            }
            (Ok(()), true) => Paging::Idle,
            (Ok(()), false) => Paging::Complete,
        };
        report(threads.lines().await, paging);
        tokio::select! {
            order = further.recv() => {
                if order.is_none() {
                    return std::future::pending().await;
                }
                report(threads.lines().await, Paging::Loading);
                loaded = threads.more().await.map(drop);
            }
            () = threads.changed() => loaded = threads.again().await,
            Ok(()) = online.changed() => {
                if *online.borrow_and_update() {
                    loaded = threads.again().await;
                }
            }
        }
    }
}
