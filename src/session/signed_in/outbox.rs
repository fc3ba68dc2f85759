//! What goes out into rooms, one after another.

use std::path::PathBuf;
use std::sync::Arc;

use model::{Command, Draft, EventId, Failure, NewPoll, RoomId, RowKey, Spoken, Why};
use tokio::sync::mpsc;

use super::Desk;
use super::open_room::OpenRoom;
use super::promise::Promise;
use crate::guard::{Conversation, Outgoing};
use crate::outlet::Outlet;

/// A wish that goes out into a room, or is about what does.
pub(super) enum Wish {
    /// It goes out.
    Out {
        promise: Option<Promise>,
        room: RoomId,
        /// The thread it concerns.
        thread: Option<EventId>,
        act: Act,
    },
    /// A file is no longer to be sent.
    LetGo(PathBuf),
}

pub(super) enum Act {
    Text(Draft),
    File(PathBuf, String),
    /// From there, which message, and who said it in words.
    Forward(RoomId, RowKey, String),
    Spoken(Spoken, String),
    Poll(NewPoll),
    Vote(RowKey, Vec<Arc<str>>),
    EndPoll(RowKey, String),
    React(RowKey, String),
    Redact(RowKey),
    Retry(RowKey),
    Cancel(RowKey),
}

impl Wish {
    /// None where the wish does not go out.
    pub(super) fn new(command: Command, thread: Option<EventId>, outlet: &Outlet) -> Option<Self> {
        let (ticket, room, act) = match command {
            Command::Send { ticket, room, draft } => (Some(ticket), room, Act::Text(draft)),
            Command::SendFile {
                ticket,
                room,
                path,
                caption,
            } => (Some(ticket), room, Act::File(path, caption)),
            Command::Forward {
                ticket,
                room,
                row,
                origin,
                to,
            } => (Some(ticket), to, Act::Forward(room, row, origin)),
            Command::SendSpoken {
                ticket,
                room,
                spoken,
                name,
            } => (Some(ticket), room, Act::Spoken(spoken, name)),
            // In its turn: it may be on its way out still.
            Command::LetGoOfFile(path) => return Some(Self::LetGo(path)),
            Command::StartPoll { ticket, room, poll } => (Some(ticket), room, Act::Poll(poll)),
            Command::Vote {
                ticket,
                room,
                row,
                answers,
            } => (Some(ticket), room, Act::Vote(row, answers)),
            Command::EndPoll {
                ticket,
                room,
                row,
                words,
            } => (Some(ticket), room, Act::EndPoll(row, words)),
            Command::React { ticket, room, row, key } => (Some(ticket), room, Act::React(row, key)),
            Command::Redact { ticket, room, row } => (Some(ticket), room, Act::Redact(row)),
            Command::RetrySend { room, row } => (None, room, Act::Retry(row)),
            Command::CancelSend { ticket, room, row } => (Some(ticket), room, Act::Cancel(row)),
            _ => return None,
        };
        let promise = ticket.map(|ticket| Promise::new(ticket, outlet.clone()));
        Some(Self::Out {
            promise,
            room,
            thread,
            act,
        })
    }
}

pub(super) async fn run(desk: Desk, open: OpenRoom, mut wishes: mpsc::UnboundedReceiver<Wish>) {
    while let Some(wish) = wishes.recv().await {
        let (promise, room, thread, act) = match wish {
            Wish::Out {
                promise,
                room,
                thread,
                act,
            } => (promise, room, thread, act),
            Wish::LetGo(path) => {
                desk.account.let_go_of_file(&path).await;
                continue;
            }
        };
        let to = matches!(act, Act::Forward(..)).then(|| room.clone());
        let done = carry_out(&desk, &open, room, thread, act).await;
        match (promise, done) {
            (Some(promise), done) => match to {
                Some(to) => promise.keep(done.map(|()| to)),
                None => promise.keep(done),
            },
            (None, Err(Why::Failed(failure))) => tracing::warn!(code = failure.code(), "not retried"),
            (None, _) => {}
        }
    }
}

async fn carry_out(desk: &Desk, open: &OpenRoom, room: RoomId, thread: Option<EventId>, act: Act) -> Result<(), Why> {
    // Where it concerns something that is on screen already.
    let here = match &thread {
        Some(root) => desk.threads.at(root),
        None => open.clone(),
    };
    // What is said again elsewhere is said in the room itself.
    let (to, thread) = match act {
        Act::Forward(..) => (open, None),
        _ => (&here, thread),
    };
    let conversation = match to.conversation(&room) {
        Some(conversation) => conversation,
        None => Arc::new(Conversation::open(desk.account.clone(), &room, thread.as_ref(), false).await?),
    };
    let outgoing = match act {
        Act::Text(draft) => Outgoing::Text(draft),
        Act::File(path, caption) => Outgoing::File(path, caption),
        Act::Forward(from, row, origin) => {
            let source = here.conversation(&from).ok_or(Why::Failed(Failure::NotFound))?;
            source.take(&row, origin).await?
        }
        Act::Spoken(spoken, name) => Outgoing::Spoken(spoken, name),
        Act::Poll(poll) => Outgoing::Poll(poll),
        Act::Vote(row, answers) => Outgoing::Vote(row, answers),
        Act::EndPoll(row, words) => Outgoing::EndPoll(row, words),
        Act::React(row, key) => Outgoing::Reaction(row, key),
        Act::Redact(row) => return conversation.redact(&row).await,
        Act::Retry(row) => return conversation.retry(&row).await,
        Act::Cancel(row) => return conversation.cancel(&row).await,
    };
    desk.account.encryption_ready().await;
    conversation.send(desk.account.clear(&room, outgoing).await?).await
}
