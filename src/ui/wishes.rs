//! The way out: wishes leave for the session without ever waiting.

use std::collections::VecDeque;

use model::{Command, EventId, Purpose, ReturnPage, ThreadWish, Ticket};
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

/// Sends commands and names them. What the channel has no room for waits here, in order.
#[derive(Debug)]
pub struct Wishes {
    session: Option<mpsc::Sender<Command>>,
    waiting: VecDeque<Command>,
    next: u64,
    /// What the browser says in the end, where it has to vouch for somebody.
    page: ReturnPage,
    /// The thread that is meant.
    within: Option<EventId>,
}

impl Wishes {
    /// Wishes to this session; none where policy lets nobody in, and wishes go nowhere.
    pub fn new(session: Option<mpsc::Sender<Command>>) -> Self {
        Self {
            session,
            waiting: VecDeque::new(),
            next: 1,
            page: ReturnPage::default(),
            within: None,
        }
    }

    /// A name for the next wish, never used before.
    pub fn ticket(&mut self) -> Ticket {
        let ticket = Ticket(self.next);
        self.next += 1;
        ticket
    }

    /// Sends a wish, after those that still wait.
    pub fn send(&mut self, command: Command) {
        let command = match &self.within {
            Some(root) => Command::Thread(ThreadWish::Within {
                root: root.clone(),
                wish: Box::new(command),
            }),
            None => command,
        };
        self.waiting.push_back(command);
        self.flush();
    }

    /// Sends a wish that is answered by its ticket.
    pub fn ask(&mut self, command: impl FnOnce(Ticket) -> Command) -> Ticket {
        let ticket = self.ticket();
        self.send(command(ticket));
        ticket
    }

    /// Has the browser vouch for the person.
    pub fn prove(&mut self, purpose: Purpose) -> Ticket {
        let page = self.page.clone();
        self.ask(|ticket| Command::Prove { ticket, purpose, page })
    }

    /// What the browser says in the end, from now on.
    pub fn set_page(&mut self, page: ReturnPage) {
        self.page = page;
    }

    /// Whatever this work wishes of a conversation, it wishes of this thread.
    pub fn within<T>(&mut self, root: Option<&EventId>, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.within, root.cloned());
        let done = work(self);
        self.within = before;
        done
    }

    /// Sends what waits, as far as there is room.
    pub fn flush(&mut self) {
        let Some(session) = &self.session else {
            self.waiting.clear();
            return;
        };
        while let Some(command) = self.waiting.pop_front() {
            match session.try_send(command) {
                Ok(()) => {}
                Err(TrySendError::Full(command)) => {
                    self.waiting.push_front(command);
                    return;
                }
                Err(TrySendError::Closed(_)) => {
                    tracing::warn!("the session is gone; a wish went nowhere");
                    self.waiting.clear();
                    return;
                }
            }
        }
    }

    /// Ends the session: it stops when nobody can send to it any more.
    pub fn end(&mut self) {
        self.flush();
        self.session = None;
    }

    /// Whether something still waits for room.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }
}
