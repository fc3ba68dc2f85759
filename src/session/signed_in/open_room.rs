//! The room on screen, or the thread: opened at once from what is on this computer, followed until another is.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::{StreamExt, stream};
use model::{Event, EventId, Failure, Paging, Patch, RoomId, RoomKind, RowKey, Why};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::task::AbortHandle;

use super::Desk;
use crate::guard::{Conversation, Deleted, Older};
use crate::outlet::Outlet;

/// Fewer rows than this and older ones are loaded without being asked for.
const ENOUGH: usize = 20;

/// How many pages are loaded at once for that: of a room whose events show as little, the rest comes when it is asked for.
const PAGES: u32 = 8;

/// How many pages are loaded to reach one message: what is further back than some thousands is not worth the memory.
const REACH: u32 = 100;

/// How many pictures are drawn at a time.
const AT_ONCE: usize = 2;

/// The longest pause between two looks at a room on screen that does not open.
const LONGEST: Duration = Duration::from_secs(30);

/// The room on screen, or the thread of a room. Clones name the same one.
#[derive(Clone, Default)]
pub(super) struct OpenRoom(Arc<Mutex<Option<Shown>>>);

struct Shown {
    id: RoomId,
    root: Option<EventId>,
    conversation: watch::Sender<Option<Arc<Conversation>>>,
    following: AbortHandle,
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.following.abort();
    }
}

impl OpenRoom {
    /// Shows this room in place of any other, or the thread of it that the desk is for.
    pub(super) fn show(&self, desk: Desk, id: RoomId) {
        let mut shown = self.lock();
        let root = desk.thread.clone();
        let task = tokio::spawn(self.clone().follow(desk, id.clone()));
        *shown = Some(Shown {
            id,
            root,
            conversation: watch::Sender::default(),
            following: task.abort_handle(),
        });
    }

    /// Shows none.
    pub(super) fn close(&self) {
        *self.lock() = None;
    }

    /// Whether it is the thread that begins with this message.
    pub(super) fn shows(&self, root: &EventId) -> bool {
        let shown = self.lock();
        shown.as_ref().is_some_and(|shown| shown.root.as_ref() == Some(root))
    }

    /// The conversation on screen, where it is in this room.
    pub(super) fn conversation(&self, id: &RoomId) -> Option<Arc<Conversation>> {
        self.lock()
            .as_ref()
            .filter(|shown| shown.id == *id)?
            .conversation
            .borrow()
            .clone()
    }

    /// The conversation on screen in this room, once it is open; none where it isn't within a while, or another room is.
    async fn soon(&self, id: &RoomId) -> Option<Arc<Conversation>> {
        let mut opened = {
            let shown = self.lock();
            shown.as_ref().filter(|shown| shown.id == *id)?.conversation.subscribe()
        };
        let opened = tokio::time::timeout(LONGEST, opened.wait_for(Option::is_some)).await;
        opened.ok()?.ok()?.clone()
    }

    async fn follow(self, desk: Desk, id: RoomId) {
        let mut deleted = desk.account.deleted();
        let mut conversation = self.opened(&desk, &id).await;
        let (text, mentions) = conversation.draft().await;
        desk.outlet.put(Event::Draft {
            room: id.clone(),
            text,
            mentions,
        });
        loop {
            self.set(&desk, &id, Some(conversation.clone()));
            let events = tokio::select! {
                () = shown(&desk, &id, conversation.clone()) => return,
                events = deleted_from(&mut deleted, &id) => events,
            };
            desk.outlet.put(Event::Expired {
                room: id.clone(),
                events,
            });
            // The SDK holds what it has shown for as long as somebody looks at it. So this one is closed, and another opened.
            self.set(&desk, &id, None);
            drop(conversation);
            desk.account.let_go(&id, desk.thread.as_ref()).await;
            conversation = self.opened(&desk, &id).await;
        }
    }

    /// The room, once it opens.
    async fn opened(&self, desk: &Desk, id: &RoomId) -> Arc<Conversation> {
        let mut changes = desk.account.changes(id);
        let mut pause = Duration::from_secs(1);
        loop {
            match self.open(desk, id).await {
                Ok(Some(conversation)) => return Arc::new(conversation),
                // An invitation: nothing to read before it is accepted, here or elsewhere.
                Ok(None) => {}
                Err(Why::Policy(reason)) => tracing::info!(code = reason.code(), "room kept shut"),
                Err(Why::Failed(failure)) => tracing::warn!(code = failure.code(), "room not shown"),
            }
            desk.outlet.put(Event::Rows {
                room: id.clone(),
                patches: vec![Patch::Reset(Vec::new())],
            });
            // A room just joined may not be whole yet, and nothing else might say when it is.
            tokio::select! {
                _ = changes.next() => {}
                () = tokio::time::sleep(pause) => pause = (pause * 2).min(LONGEST),
            }
        }
    }

    fn set(&self, desk: &Desk, id: &RoomId, conversation: Option<Arc<Conversation>>) {
        let shown = self.lock();
        let same = |shown: &&Shown| shown.id == *id && shown.root == desk.thread;
        if let Some(shown) = shown.as_ref().filter(same) {
            shown.conversation.send_replace(conversation);
        }
    }

    async fn open(&self, desk: &Desk, id: &RoomId) -> Result<Option<Conversation>, Why> {
        let header = desk.account.header(id).await.map_err(Why::Failed)?;
        if desk.account.holds_rooms(id) {
            desk.outlet.put(Event::HoldsRooms(id.clone()));
            return Ok(None);
        }
        let outside = matches!(header.kind, RoomKind::Invitation(_) | RoomKind::Knock);
        if desk.thread.is_none() {
            desk.outlet.put(Event::Header(Arc::new(header)));
        }
        if outside {
            return Ok(None);
        }
        let online = *desk.online.borrow();
        let root = desk.thread.as_ref();
        Conversation::open(desk.account.clone(), id, root, online)
            .await
            .map(Some)
    }

    pub(super) async fn load_older(self, desk: Desk, id: RoomId) {
        if let Some(conversation) = self.conversation(&id) {
            page(&desk, id, &conversation).await;
        }
    }

    /// Loads older messages until this one is among them. Where it stands in a thread, that is said instead.
    pub(super) async fn reveal(&self, desk: &Desk, id: RoomId, event: &EventId) -> Result<RoomId, Why> {
        let conversation = self.soon(&id).await.ok_or(Why::Failed(Failure::NotFound))?;
        if desk.thread.is_none()
            && !conversation.has(event).await
            && let Some(root) = conversation.root_of(event).await
        {
            desk.outlet.put(Event::LeadsToThread {
                room: id.clone(),
                root,
                event: event.clone(),
            });
            return Ok(id);
        }
        for _ in 0..REACH {
            if conversation.has(event).await {
                return Ok(id);
            }
            match page(desk, id.clone(), &conversation).await {
                Some(Older::More) => {}
                Some(Older::Nothing | Older::Removed) => break,
                None => return Err(Why::Failed(Failure::Unreachable)),
            }
        }
        if conversation.has(event).await {
            return Ok(id);
        }
        Err(Why::Failed(Failure::NotFound))
    }

    /// Loads older messages until those of this time are among them, and gives the first of them.
    pub(super) async fn find_date(&self, desk: &Desk, id: RoomId, at: i64) -> Result<(), Why> {
        let conversation = self.soon(&id).await.ok_or(Why::Failed(Failure::NotFound))?;
        // Without a line, what is on this computer has to do.
        if *desk.online.borrow() {
            conversation.written_since(at).await?;
        }
        for _ in 0..REACH {
            if conversation.reaches(at).await {
                break;
            }
            match page(desk, id.clone(), &conversation).await {
                Some(Older::More) => {}
                Some(Older::Nothing | Older::Removed) => break,
                None => return Err(Why::Failed(Failure::Unreachable)),
            }
        }
        let event = conversation
            .first_since(at)
            .await
            .ok_or(Why::Failed(Failure::NotFound))?;
        desk.outlet.put(Event::Dated { room: id, event });
        Ok(())
    }

    pub(super) async fn mark_read(self, id: RoomId) {
        if let Some(conversation) = self.conversation(&id) {
            conversation.mark_read().await;
        }
    }

    pub(super) async fn typing(self, id: RoomId, active: bool) {
        if let Some(conversation) = self.conversation(&id) {
            conversation.typing(active).await;
        }
    }

    /// Saves the file of a message, and gives the name it got.
    pub(super) async fn save_file(&self, id: &RoomId, row: &RowKey, folder: &Path) -> Result<String, Why> {
        let conversation = self.conversation(id).ok_or(Why::Failed(Failure::NotFound))?;
        conversation.save_file(row, folder).await
    }

    /// Marks a message as a decision, on record.
    pub(super) async fn mark_decision(
        &self,
        id: &RoomId,
        row: &RowKey,
        thread: bool,
        what: String,
        reason: String,
    ) -> Result<(), Why> {
        let conversation = self.conversation(id).ok_or(Why::Failed(Failure::NotFound))?;
        conversation.mark_decision(row, thread, what, reason).await
    }

    /// Pins a message, or takes its pin away.
    pub(super) async fn set_pinned(&self, id: &RoomId, event: &EventId, pinned: bool) -> Result<(), Why> {
        let conversation = self.conversation(id).ok_or(Why::Failed(Failure::NotFound))?;
        conversation.set_pinned(event, pinned).await
    }

    pub(super) async fn list_pins(self, desk: Desk, room: RoomId) {
        if let Some(conversation) = self.conversation(&room) {
            let messages = conversation.pins().await;
            desk.outlet.put(Event::Pins { room, messages });
        }
    }

    pub(super) async fn list_versions(self, desk: Desk, room: RoomId, event: EventId) {
        let versions = match self.conversation(&room) {
            Some(conversation) => conversation.history(&event).await,
            None => Err(Why::Failed(Failure::NotFound)),
        };
        desk.outlet.put(Event::Versions { event, versions });
    }

    /// Makes a link to a message.
    pub(super) async fn link_to(&self, outlet: &Outlet, id: &RoomId, event: &EventId) -> Result<(), Why> {
        let conversation = self.conversation(id).ok_or(Why::Failed(Failure::NotFound))?;
        outlet.put(Event::Link(conversation.link(event).await?));
        Ok(())
    }

    /// Looks for the key of a message once more.
    pub(super) async fn look_again(&self, id: &RoomId, row: &RowKey) -> Result<(), Why> {
        let conversation = self.conversation(id).ok_or(Why::Failed(Failure::NotFound))?;
        conversation.look_again(row).await
    }

    /// Draws pictures, a few at a time.
    pub(super) async fn show_pictures(&self, outlet: &Outlet, room: &RoomId, rows: Vec<RowKey>) {
        let Some(conversation) = self.conversation(room) else {
            return;
        };
        let drawing = rows.into_iter().map(|row| {
            let conversation = conversation.clone();
            async move { (conversation.picture(&row).await, row) }
        });
        let mut drawn = stream::iter(drawing).buffer_unordered(AT_ONCE);
        while let Some((picture, row)) = drawn.next().await {
            let room = room.clone();
            outlet.put(Event::Picture { room, row, picture });
        }
    }

    /// Plays a picture that moves.
    pub(super) async fn play_picture(self, outlet: Outlet, room: RoomId, row: RowKey, large: bool) {
        let film = match self.conversation(&room) {
            Some(conversation) => conversation.film(&row, large).await,
            None => Err(Why::Failed(Failure::NotFound)),
        };
        outlet.put(Event::Film { room, row, large, film });
    }

    /// Plays a sound.
    pub(super) async fn play_sound(self, outlet: Outlet, room: RoomId, row: RowKey, from: Duration, speed: u16) {
        let track = match self.conversation(&room) {
            Some(conversation) => conversation.sound(&row, from, speed).await,
            None => Err(Why::Failed(Failure::NotFound)),
        };
        outlet.put(Event::Sound { room, row, track });
    }

    /// Lays a film out for the system's player, and gives its place.
    pub(super) async fn lay_out(&self, id: RoomId, row: &RowKey) -> Result<(RoomId, String), Why> {
        let conversation = self.conversation(&id).ok_or(Why::Failed(Failure::NotFound))?;
        let place = conversation.lay_out(row).await?.into_os_string().into_string();
        Ok((id, place.map_err(|_| Why::Failed(Failure::Disk))?))
    }

    /// Draws one picture, large.
    pub(super) async fn view_picture(self, outlet: Outlet, room: RoomId, row: RowKey) {
        let picture = match self.conversation(&room) {
            Some(conversation) => conversation.large_picture(&row).await,
            None => Err(Why::Failed(Failure::NotFound)),
        };
        outlet.put(Event::Viewed { room, row, picture });
    }

    fn lock(&self) -> MutexGuard<'_, Option<Shown>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reports what there is to see. Ends when policy no longer admits the room.
async fn shown(desk: &Desk, id: &RoomId, conversation: Arc<Conversation>) {
    let filling = async {
        loop {
            fill(desk, id, &conversation).await;
            conversation.shrunk().await;
        }
    };
    tokio::select! {
        () = conversation.clone().follow(desk.outlet.clone(), desk.online.clone()) => {}
        () = conversation.resolve_doubts() => {}
        () = filling => {}
    }
}

/// Waits until messages of this room are deleted.
async fn deleted_from(deleted: &mut broadcast::Receiver<Deleted>, room: &RoomId) -> Arc<[EventId]> {
    loop {
        match deleted.recv().await {
            Ok(report) if report.room == *room => return report.events,
            Ok(_) => {}
            // Perhaps of this one.
            Err(RecvError::Lagged(_)) => return Arc::default(),
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// A first screenful: what is on this computer may be less. A server that does not answer is asked again for a while.
async fn fill(desk: &Desk, id: &RoomId, conversation: &Conversation) {
    for pause in [0, 1, 2, 4, 8, 16] {
        tokio::time::sleep(Duration::from_secs(pause)).await;
        // One page may only close a gap, and show nothing that was not there before.
        for _ in 0..PAGES {
            if conversation.length().await >= ENOUGH {
                return desk.outlet.put(Event::Paging {
                    room: id.clone(),
                    state: Paging::Idle,
                });
            }
            match page(desk, id.clone(), conversation).await {
                Some(Older::More) => {}
                Some(Older::Removed) => return,
                Some(Older::Nothing) if conversation.length().await > 0 => return,
                _ => break,
            }
        }
    }
}

/// Loads older messages and reports how it went: what it came to, where it worked.
async fn page(desk: &Desk, id: RoomId, conversation: &Conversation) -> Option<Older> {
    let report = |state| {
        desk.outlet.put(Event::Paging {
            room: id.clone(),
            state,
        })
    };
    report(Paging::Loading);
    let loaded = conversation.load_older().await;
    report(match &loaded {
        Ok(Older::Nothing) => Paging::Complete,
        Ok(Older::Removed) => Paging::Removed,
        Ok(Older::More) => Paging::Idle,
        Err(failure) => {
            tracing::debug!(code = failure.code(), "older messages not loaded");
            Paging::Failed
        }
    });
    loaded.ok()
}
