//! The threads of the open room, beside its conversation.

mod view;

use std::sync::Arc;

use model::{Command, EventId, Excerpt, Paging, RoomId, ThreadLine, ThreadList, ThreadWish};

use crate::wishes::Wishes;

pub use view::view;

/// The list of them.
#[derive(Debug)]
pub struct State {
    room: RoomId,
    lines: Arc<[ThreadLine]>,
    /// The first report has come.
    loaded: bool,
    paging: Paging,
}

/// What happens in the list.
#[derive(Clone, Debug)]
pub enum Message {
    /// Show this thread.
    Open(EventId),
    /// Load further ones, or try again.
    Further,
    /// All that was said in threads has been seen.
    MarkRead,
    /// Hide the list.
    Close,
}

impl State {
    /// Asks for the threads of this room.
    pub fn of(room: RoomId, wishes: &mut Wishes) -> Self {
        let state = Self {
            room,
            lines: Arc::default(),
            loaded: false,
            paging: Paging::Loading,
        };
        state.ask(wishes);
        state
    }

    /// Asks for them, or asks a session that began anew.
    pub fn ask(&self, wishes: &mut Wishes) {
        wishes.send(Command::Thread(ThreadWish::List(self.room.clone())));
    }

    /// Asks for further ones.
    pub fn further(&mut self, wishes: &mut Wishes) {
        if matches!(self.paging, Paging::Idle | Paging::Failed) {
            self.paging = Paging::Loading;
            wishes.send(Command::Thread(ThreadWish::ListFurther));
        }
    }

    /// Takes over what the session lists.
    pub fn set(&mut self, list: &ThreadList) {
        if list.room == self.room {
            self.lines = list.lines.clone();
            self.paging = list.paging;
            self.loaded |= list.paging != Paging::Loading;
        }
    }

    /// Lets go of messages that were deleted: what began with one of them, or ended with one, is asked for anew.
    pub fn let_go(&mut self, events: &[EventId], wishes: &mut Wishes) {
        let blank = |line: &ThreadLine, gone: bool| ThreadLine {
            first: line.first.clone().filter(|_: &Excerpt| !gone),
            thread: model::Thread {
                latest: None,
                ..line.thread.clone()
            },
            ..line.clone()
        };
        let lines = self.lines.iter().map(|line| blank(line, events.contains(&line.root)));
        self.lines = lines.collect();
        self.ask(wishes);
    }

    /// The room.
    pub fn room(&self) -> &RoomId {
        &self.room
    }

    /// What is listed, that in which something was said last first.
    pub fn lines(&self) -> &[ThreadLine] {
        &self.lines
    }

    fn has_unread(&self) -> bool {
        self.lines.iter().any(|line| line.thread.unread > 0)
    }
}
