//! Threads beside the conversation: one of them, or the list of them.

use iced::Task;
use iced::widget::operation;
use model::{Command, Event, EventId, RoomId, ThreadWish};

use super::conversation::{Spot, Wish};
use super::{Action, Message, State, conversation, threads};
use crate::wishes::Wishes;

impl State {
    /// The conversation on show at this place: a room, or a thread of it.
    pub(super) fn at(&mut self, spot: &Spot) -> Option<&mut conversation::State> {
        let open = match &spot.thread {
            Some(_) => self.thread.as_mut(),
            None => self.open.as_mut(),
        };
        open.filter(|open| open.spot() == *spot)
    }

    /// The thread on show, where it begins with this message.
    pub(super) fn in_thread(&mut self, root: Option<&EventId>) -> Option<&mut conversation::State> {
        match root {
            Some(_) => self.thread.as_mut().filter(|thread| thread.thread() == root),
            None => self.open.as_mut(),
        }
    }

    /// The conversation on show that has this row: no two have the same.
    pub(super) fn holder(&self, row: &model::RowKey) -> Option<&conversation::State> {
        let mut shown = self.open.iter().chain(&self.thread);
        shown.find(|open| open.rows().iter().any(|it| it.key == *row))
    }

    /// The thread on show.
    pub fn thread_open(&self) -> Option<&conversation::State> {
        self.thread.as_ref()
    }

    /// The list of threads on show.
    pub fn threads(&self) -> Option<&threads::State> {
        self.threads.as_ref()
    }

    /// Shows a thread of the open room; what was begun in the one before is kept. The keyboard goes to it where the person writes.
    pub fn open_thread(&mut self, root: EventId, writes: bool, wishes: &mut Wishes) -> Task<Message> {
        let Some(open) = &self.open else { return Task::none() };
        let room = open.room().clone();
        if self.thread.as_ref().is_none_or(|thread| thread.thread() != Some(&root)) {
            let header = open.header().cloned();
            self.leave_thread(wishes);
            wishes.send(Command::Thread(ThreadWish::Open {
                room: room.clone(),
                root: root.clone(),
            }));
            let mut thread = conversation::State::of_thread(room, root);
            header.into_iter().for_each(|header| thread.set_header(header));
            self.thread = Some(thread);
        }
        if let Some(search) = &mut self.search {
            search.away = true;
        }
        match &self.thread {
            Some(thread) if writes => operation::focus(thread.composer.id()),
            _ => Task::none(),
        }
    }

    /// Keeps what was begun in the thread on show.
    pub(super) fn leave_thread(&mut self, wishes: &mut Wishes) {
        if let Some(mut thread) = self.thread.take() {
            self.close_viewer(wishes);
            let spot = thread.spot();
            let left = wishes.within(spot.thread.as_ref(), |wishes| thread.composer.leave(wishes));
            self.left.extend(left.map(|(ticket, _)| (ticket, spot)));
        }
    }

    /// Shows no thread.
    pub(super) fn close_thread(&mut self, wishes: &mut Wishes) {
        if self.thread.is_some() {
            self.leave_thread(wishes);
            wishes.send(Command::Thread(ThreadWish::Close));
        }
    }

    /// Shows no list of threads.
    pub(super) fn close_threads(&mut self, wishes: &mut Wishes) {
        if self.threads.take().is_some() {
            wishes.send(Command::Thread(ThreadWish::Unlist));
        }
    }

    /// Shows the list of threads, or hides it.
    pub(super) fn toggle_threads(&mut self, wishes: &mut Wishes) {
        if let Some(search) = &mut self.search {
            search.away = true;
        }
        let hidden = self.thread.is_some();
        self.close_thread(wishes);
        match (&self.threads, &self.open) {
            (Some(_), _) if !hidden => self.close_threads(wishes),
            (None, Some(open)) => self.threads = Some(threads::State::of(open.room().clone(), wishes)),
            _ => {}
        }
    }

    /// Another room is open: its threads are listed, where those of the one before were.
    pub(super) fn list_threads_here(&mut self, wishes: &mut Wishes) {
        let here = self.open.as_ref().map(|open| open.room().clone());
        if let (Some(threads), Some(room)) = (&mut self.threads, here)
            && *threads.room() != room
        {
            *threads = threads::State::of(room, wishes);
        }
    }

    pub(super) fn on_threads(&mut self, message: threads::Message, wishes: &mut Wishes) -> Task<Message> {
        let Some(threads) = &mut self.threads else {
            return Task::none();
        };
        match message {
            threads::Message::Open(root) => return self.open_thread(root, false, wishes),
            threads::Message::Further => threads.further(wishes),
            threads::Message::MarkRead => {
                let (room, of) = (threads.room().clone(), threads.room().clone());
                let ticket = wishes.ask(|ticket| Command::Thread(ThreadWish::MarkRead { ticket, room }));
                self.wished.insert(ticket, (Wish::MarkThreadsRead, of));
            }
            threads::Message::Close => self.close_threads(wishes),
        }
        Task::none()
    }

    /// Carries out a wish of the person in the thread on show.
    pub(super) fn thread(&mut self, message: conversation::Message, wishes: &mut Wishes) -> Action {
        self.converse(true, message, wishes)
    }

    /// Shows a message where it stands: in a thread.
    pub(super) fn led_to_thread(
        &mut self,
        room: &RoomId,
        root: EventId,
        event: EventId,
        wishes: &mut Wishes,
    ) -> Task<Message> {
        let Some(open) = self.open.as_mut().filter(|open| open.room() == room) else {
            return Task::none();
        };
        open.no_longer_sought(&event);
        let opened = self.open_thread(root, false, wishes);
        if let Some(thread) = &mut self.thread {
            let root = thread.thread().cloned();
            let sought = wishes.within(root.as_ref(), |wishes| thread.seek(event, wishes));
            if let Some(ticket) = sought {
                self.wished.insert(ticket, (Wish::Show, room.clone()));
            }
        }
        opened
    }

    /// Takes over what the session reports of the thread on show.
    pub(super) fn apply_in_thread(&mut self, root: &EventId, event: Event, wishes: &mut Wishes) -> Task<Message> {
        let Some(thread) = self.in_thread(Some(root)) else {
            return Task::none();
        };
        match event {
            Event::Rows { room, patches } => {
                if !thread.apply(patches) {
                    tracing::error!("a thread lost step with the session and is opened again");
                    wishes.send(Command::Thread(ThreadWish::Open {
                        room,
                        root: root.clone(),
                    }));
                }
                self.keep_viewer(wishes);
                self.mark_read(wishes);
            }
            Event::Paging { state, .. } => {
                wishes.within(Some(root), |wishes| thread.set_paging(state, wishes));
            }
            Event::Picture { row, picture, .. } => thread.pictures.set(row, picture),
            Event::Draft { text, mentions, .. } => thread.composer.restore(&text, mentions),
            Event::Expired { events, .. } => {
                thread.let_go(&events);
                self.dialog.take_if(|dialog| dialog.question.is_about(&events));
            }
            Event::Film { row, large, film, .. } => self.film(Some(root), row, large, film),
            Event::Sound { row, track, .. } => thread.sounds.set(&row, track),
            Event::Kept { room, file } => {
                let spot = Spot {
                    room,
                    thread: Some(root.clone()),
                };
                return self.kept(&spot, file, wishes);
            }
            _ => {}
        }
        Task::none()
    }
}
