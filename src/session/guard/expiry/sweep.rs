//! The sweep: what was stored before its time was over is taken out when it is.
//!
//! A room is looked through once a start, and then when its next message is due; rooms where nothing expires, never. Before
//! anything is deleted the server is asked what time it is, and which rules the rooms have now: without an answer nothing is.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future;
use matrix_sdk::Room;
use matrix_sdk::reqwest::header::{CACHE_CONTROL, DATE};
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedMxcUri, OwnedRoomId, RoomId};
use matrix_sdk_base::RoomInfoNotableUpdateReasons;
use matrix_sdk_base::event_cache::Event;
use matrix_sdk_base::latest_event::LatestEventValue as Latest;
use matrix_sdk_base::serde_helpers::extract_thread_root;
use policy::Clock;
use serde_json::Value;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, sleep_until, timeout};

use super::{Deleted, Due, Expiry, changed_by, is_stub, lock, stub, time_of};
use crate::guard::account::{Account, now};

/// The latest time believed, kept in the account's store.
const SEEN: &[u8] = b"despatch.time_believed";
/// There while freed pages of the databases may hold what was deleted.
const UNSCOURED: &[u8] = b"despatch.unscoured";
/// How often one looks at least: clocks are set, and computers sleep.
const LONGEST: Duration = Duration::from_secs(60 * 60);
/// How long after something was deleted the next sweep may come: each makes the databases anew.
const SHORTEST: Duration = Duration::from_secs(60);
/// How long until the server is asked again, where it didn't answer or the clocks disagreed.
const AGAIN: Duration = Duration::from_secs(10 * 60);
/// How long the server may take to say what time it is; what comes later says little.
const ASK: Duration = Duration::from_secs(30);
/// The databases that hold messages, or what comes with them.
const DATABASES: [&str; 3] = ["matrix-sdk-state", "matrix-sdk-event-cache", "matrix-sdk-media"];
/// How often, and at what pause, one looks whether the SDK let go what it held in memory.
const LOOKS: u32 = 100;
const PAUSE: Duration = Duration::from_millis(20);
/// How often, and at what pause, the databases are made anew until their logs are empty.
const SCOURS: u32 = 10;
const SCOUR_PAUSE: Duration = Duration::from_millis(500);

impl Account {
    /// What counts in each room, from memory alone; what an earlier run knew of the time.
    pub(in crate::guard) async fn begin_expiry(&self) {
        let seen = self.client.state_store().get_custom_value(SEEN).await;
        let seen = seen.ok().flatten().and_then(|bytes| String::from_utf8(bytes).ok());
        self.expiry.remember(seen.and_then(|seen| seen.parse().ok()));
        self.learn_all();
    }

    /// The messages that are deleted, from now on.
    pub(crate) fn deleted(&self) -> broadcast::Receiver<Deleted> {
        self.expiry.deleted()
    }

    /// Deletes what is over, for ever.
    pub(crate) async fn sweep(&self, mut online: watch::Receiver<bool>) {
        let mut changes = self.client.room_info_notable_update_receiver();
        let mut lifetimes = self.lifetimes.changes();
        self.scour().await;
        let (mut earliest, mut hushed) = (Instant::now(), false);
        loop {
            let due = self.expiry.next_due().map_or(LONGEST, until).min(LONGEST);
            let wait = if hushed { Duration::ZERO } else { due };
            let at = (Instant::now() + wait).max(earliest);
            tokio::select! {
                () = sleep_until(at) => {}
                () = self.expiry.sooner.notified() => continue,
                () = self.lifetimes.questioned() => {}
                changed = online.changed() => match changed {
                    // What failed for want of a line is tried again at once.
                    Ok(()) if *online.borrow() => {}
                    Ok(()) => continue,
                    Err(_) => return,
                },
                change = changes.recv() => {
                    match change {
                        Ok(change) => hushed |= self.look_at(&change.room_id).await,
                        Err(RecvError::Lagged(_)) => self.learn_all(),
                        Err(RecvError::Closed) => return,
                    }
                    continue;
                }
                changed = lifetimes.changed() => {
                    if changed.is_err() {
                        return;
                    }
                    self.learn_all();
                    continue;
                }
            }
            let swept = *online.borrow() && self.sweep_once().await;
            let scoured = self.scour().await;
            hushed = false;
            earliest = Instant::now()
                + match (swept, scoured) {
                    (false, _) => AGAIN,
                    (true, true) => SHORTEST,
                    (true, false) => Duration::ZERO,
                };
        }
    }

    /// Lets go what the SDK holds in memory of a room that is not on screen, and loads anew what is stored.
    pub(crate) async fn let_go(&self, room: &model::RoomId, thread: Option<&model::EventId>) {
        if let Some(root) = thread.and_then(|root| EventId::parse(root.as_str()).ok()) {
            if let Ok(room) = RoomId::parse(room.as_str()) {
                self.let_go_of_thread(&room, &root).await;
            }
            return;
        }
        let Ok(room) = self.room(room.as_str()) else { return };
        let Ok((cache, _drop)) = room.event_cache().await else {
            return;
        };
        for _ in 0..LOOKS {
            // The SDK lets go when nobody listens any more, and says so to nobody.
            drop(cache.subscribe().await);
            tokio::time::sleep(PAUSE).await;
            let over = |event: &Event| time_of(event).filter(|at| self.expiry.is_over(room.room_id(), *at));
            if !matches!(cache.rfind_map_event_in_memory_by(over).await, Ok(Some(_))) {
                return;
            }
        }
        tracing::warn!("a room's memory still holds what was deleted");
    }

    /// The same of a thread, which the SDK keeps apart.
    async fn let_go_of_thread(&self, room: &RoomId, root: &EventId) {
        let Ok((cache, _drop)) = self.client.event_cache().thread(room, root).await else {
            return;
        };
        for _ in 0..LOOKS {
            drop(cache.subscribe().await);
            tokio::time::sleep(PAUSE).await;
            let events = cache.subscribe().await.map(|(events, _)| events).unwrap_or_default();
            let over = |event: &Event| time_of(event).is_some_and(|at| self.expiry.is_over(room, at));
            if !events.iter().any(over) {
                // What is gone is not unread any more.
                let left = events.iter().filter(|event| time_of(event).is_some()).count();
                if self.have_left(room, root, left as u64).await.is_err() {
                    tracing::warn!("what was deleted of a thread may count as unread");
                }
                return;
            }
        }
        tracing::warn!("a thread's memory still holds what was deleted");
    }

    /// No more messages than this are left of a thread: no more are unread. The SDK counts anew with the next that comes, and not before.
    async fn have_left(&self, room: &RoomId, root: &EventId, messages: u64) -> matrix_sdk::Result<()> {
        let stored = self.client.event_cache_store().lock().await?;
        let Some(store) = stored.as_clean() else { return Ok(()) };
        let mut info = store.load_thread_info(room, root).await?;
        let unread = &mut info.read_receipts;
        if unread.num_unread > messages {
            unread.num_unread = messages;
            unread.num_notifications = unread.num_notifications.min(messages);
            unread.num_mentions = unread.num_mentions.min(messages);
            store.update_thread_info(room, root, &info).await?;
        }
        Ok(())
    }

    /// Whether the oldest of these messages, which is the first, is one that is over.
    pub(in crate::guard) fn begin_over(&self, room: &RoomId, events: &[Event]) -> bool {
        let judged = events.iter().find_map(|event| match is_stub(event) {
            true => Some(true),
            false => time_of(event).map(|at| self.expiry.is_hidden(room, at)),
        });
        self.expiry.expires(room) && judged.unwrap_or_default()
    }

    /// Whether the oldest message that is loaded of a room is one that is over.
    pub(in crate::guard) async fn begins_over(&self, room: &Room) -> bool {
        let id = room.room_id();
        if !self.expiry.expires(id) {
            return false;
        }
        let Ok((cache, _drop)) = room.event_cache().await else {
            return false;
        };
        let mut over = false;
        let looked = cache.rfind_map_event_in_memory_by(|event| {
            over = is_stub(event) || time_of(event).map_or(over, |at| self.expiry.is_hidden(id, at));
            None::<()>
        });
        looked.await.is_ok() && over
    }

    fn learn_all(&self) {
        for room in self.client.rooms() {
            self.expiry.learn(room.room_id(), self.verdict(&room));
        }
    }

    /// A room changed: its rule may be another, and the SDK may have stored a last message that is over. True where it had.
    async fn look_at(&self, room: &RoomId) -> bool {
        let Some(room) = self.client.get_room(room) else {
            return false;
        };
        self.expiry.learn(room.room_id(), self.verdict(&room));
        self.hush(&room, &HashSet::new()).await
    }

    /// Looks through the rooms that are due; false where the server didn't answer, the clocks disagree, or a store failed.
    async fn sweep_once(&self) -> bool {
        if self.ask_lifetimes().await.is_err() {
            return false;
        }
        self.learn_all();
        let due = self.expiry.due_rooms();
        if due.is_empty() {
            return true;
        }
        if !self.ask_time().await {
            return false;
        }
        for room in due {
            match self.sweep_room(&room).await {
                Ok((deleted, _)) if deleted.is_empty() => {}
                Ok((deleted, threads)) => self.tell(&room, &deleted, &threads).await,
                Err(_) => {
                    tracing::warn!("a room was not swept");
                    self.expiry.looked_through(&room, Due::Unknown);
                    return false;
                }
            }
        }
        true
    }

    /// Asks the server what time it is; true where the clock of this computer is trusted then.
    async fn ask_time(&self) -> bool {
        let Ok(url) = self.client.homeserver().join("_matrix/client/versions") else {
            return false;
        };
        let request = self.client.http_client().get(url).header(CACHE_CONTROL, "no-cache");
        let Ok(Ok(answer)) = timeout(ASK, request.send()).await else {
            return false;
        };
        let said = answer.headers().get(DATE).and_then(|date| date.to_str().ok());
        let said = said.and_then(|date| jiff::fmt::rfc2822::parse(date).ok());
        let at = self.expiry.reading();
        let (before, clock, seen) = {
            let mut time = lock(&self.expiry.time);
            let before = time.judge(at);
            if let Some(said) = said {
                time.hear(said.timestamp().as_millisecond(), at);
            }
            (before, time.judge(at), time.believe(at))
        };
        if clock != Clock::Trusted {
            tracing::warn!("the clock disagrees, and nothing is deleted");
            if clock != before {
                // What was hidden by it comes back.
                self.expiry.reopen_all();
            }
            return false;
        }
        let seen = seen.unwrap_or_default().to_string().into_bytes();
        self.client
            .state_store()
            .set_custom_value_no_read(SEEN, seen)
            .await
            .ok();
        true
    }

    /// Deletes what is over in a room, from the stores. Gives what that was, and the threads that it stood in.
    async fn sweep_room(&self, id: &RoomId) -> matrix_sdk::Result<(HashSet<OwnedEventId>, HashSet<OwnedEventId>)> {
        let (mut deleted, mut threads) = (HashSet::new(), HashSet::new());
        let stored = self.client.event_cache_store().lock().await?;
        let Some(store) = stored.as_clean() else {
            return Ok((deleted, threads));
        };
        // What is stored from here on says itself when it is due.
        self.expiry.looked_through(id, Due::Never);
        let events = store.get_room_events(id, None, None).await?;
        let (over, due) = self.expiry.sort(id, &events);
        if !over.is_empty() {
            self.unscoured().await;
        }
        for event in over {
            self.delete_files(event).await;
            if let Some(stub) = stub(event) {
                threads.extend(extract_thread_root(event.raw()));
                threads.extend(
                    event
                        .thread_summary
                        .summary()
                        .and(event.event_id())
                        .map(ToOwned::to_owned),
                );
                deleted.extend(event.event_id().map(ToOwned::to_owned));
                store.save_event(id, stub).await?;
            }
        }
        if let Some(due) = due {
            self.expiry.due(id, due);
        }
        Ok((deleted, threads))
    }

    /// Has everybody let go of messages that were deleted from the stores.
    async fn tell(&self, id: &RoomId, deleted: &HashSet<OwnedEventId>, threads: &HashSet<OwnedEventId>) {
        let room = model::RoomId::from(id.as_str());
        let report = Deleted {
            room: room.clone(),
            events: deleted.iter().map(|id| model::EventId::from(id.as_str())).collect(),
        };
        // Nobody listens where no room is on screen.
        self.expiry.deleted.send(report).ok();
        if let Some(room) = self.client.get_room(id) {
            self.hush(&room, deleted).await;
        }
        let let_go = threads.iter().map(|root| self.let_go_of_thread(id, root));
        future::join(self.let_go(&room, None), future::join_all(let_go)).await;
    }

    /// Takes a last message that is over out of the room's line; true where there was one.
    async fn hush(&self, room: &Room, deleted: &HashSet<OwnedEventId>) -> bool {
        let over = |at| self.expiry.is_over(room.room_id(), at);
        let instead = match (**room).latest_event() {
            Latest::Remote(event) => {
                let gone = event.event_id().is_some_and(|id| deleted.contains(id));
                if !gone && !time_of(&event).is_some_and(over) {
                    return false;
                }
                // The room keeps its place in the list.
                stub(&event).map_or(Latest::None, Latest::Remote)
            }
            Latest::LocalHasBeenSent { value, .. } if over(i64::from(value.timestamp.0)) => Latest::None,
            _ => return false,
        };
        self.unscoured().await;
        let kept = room.update_and_save_room_info(|mut info| {
            info.set_latest_event(instead);
            (info, RoomInfoNotableUpdateReasons::LATEST_EVENT)
        });
        let kept = kept.await;
        if kept.is_err() {
            tracing::warn!("a room's last message was not deleted");
        }
        kept.is_ok()
    }

    /// Deletes the files of a message, as far as they were kept.
    async fn delete_files(&self, event: &Event) {
        let Ok(json) = event.raw().deserialize_as_unchecked::<Value>() else {
            return;
        };
        let mut files = Vec::new();
        addresses(&json["content"], &mut files);
        for file in files {
            if self.client.media().remove_media_content_for_uri(&file).await.is_err() {
                tracing::warn!("a file was not deleted");
            }
        }
        // One of them may lie open for another program.
        self.let_go_of_laid_out();
    }

    async fn unscoured(&self) {
        let store = self.client.state_store();
        store.set_custom_value_no_read(UNSCOURED, Vec::new()).await.ok();
    }

    /// Makes the databases anew where something was deleted: SQLite leaves in freed pages, and in its write-ahead log, what
    /// stood there. True where there was anything to do.
    async fn scour(&self) -> bool {
        let store = self.client.state_store();
        if !matches!(store.get_custom_value(UNSCOURED).await, Ok(Some(_))) {
            return false;
        }
        for _ in 0..SCOURS {
            // Whoever reads meanwhile keeps the log from being emptied, and nobody says so.
            if self.client.optimize_stores().await.is_ok() && self.folders.iter().all(|folder| logs_are_empty(folder)) {
                store.remove_custom_value(UNSCOURED).await.ok();
                return true;
            }
            tokio::time::sleep(SCOUR_PAUSE).await;
        }
        tracing::warn!("freed pages may hold what was deleted, until the program ends or this is tried again");
        true
    }
}

impl Expiry {
    /// The stored events that are over, a change of a message with it; and when the next one is.
    fn sort<'a>(&self, room: &RoomId, events: &'a [Event]) -> (Vec<&'a Event>, Option<i64>) {
        let (mut over, mut lasting) = (Vec::new(), Vec::new());
        for event in events {
            match time_of(event) {
                Some(at) if self.may_go(room, event, at) => over.push(event),
                Some(at) => lasting.push((event, at)),
                None => {}
            }
        }
        let stubs = events.iter().filter(|event| is_stub(event));
        let gone: HashSet<_> = over.iter().copied().chain(stubs).filter_map(Event::event_id).collect();
        let (changes, lasting): (Vec<_>, Vec<_>) = lasting
            .into_iter()
            .partition(|(event, _)| changed_by(event).is_some_and(|message| gone.contains(&*message)));
        over.extend(changes.into_iter().map(|(event, _)| event));
        let rules = lock(&self.rules);
        let verdict = rules.get(room).map(|rule| &rule.verdict);
        let next = lasting.iter().filter_map(|(_, at)| verdict?.over(*at)).min();
        (over, next)
    }

    /// Has rooms on screen opened anew, though nothing was deleted.
    fn reopen_all(&self) {
        for room in lock(&self.rules).keys() {
            let room = model::RoomId::from(room.as_str());
            let events = Arc::default();
            // Nobody listens where no room is on screen.
            self.deleted.send(Deleted { room, events }).ok();
        }
    }

    fn looked_through(&self, room: &RoomId, due: Due) {
        if let Some(rule) = lock(&self.rules).get_mut(room) {
            rule.due = due;
        }
    }

    /// The rooms that something is due in, or that were not looked through yet.
    fn due_rooms(&self) -> Vec<OwnedRoomId> {
        let rules = lock(&self.rules);
        let due = rules
            .iter()
            .filter(|(_, rule)| rule.due.at().is_some_and(|at| at <= now()));
        due.map(|(room, _)| room.clone()).collect()
    }

    fn next_due(&self) -> Option<i64> {
        lock(&self.rules).values().filter_map(|rule| rule.due.at()).min()
    }
}

impl Due {
    fn at(self) -> Option<i64> {
        match self {
            Self::Unknown => Some(0),
            Self::At(at) => Some(at),
            Self::Never => None,
        }
    }
}

/// How long until this time, in milliseconds since the Unix epoch.
fn until(at: i64) -> Duration {
    Duration::from_millis(u64::try_from(at.saturating_sub(now())).unwrap_or_default())
}

/// Whether SQLite has carried everything over from the write-ahead logs in this folder. The keys' database has no part in this.
fn logs_are_empty(folder: &Path) -> bool {
    DATABASES.iter().all(|name| {
        let log = std::fs::metadata(folder.join(format!("{name}.sqlite3-wal")));
        log.map_or(true, |log| log.len() == 0)
    })
}

/// The addresses of files, wherever they stand in a content.
fn addresses(json: &Value, found: &mut Vec<OwnedMxcUri>) {
    match json {
        Value::String(text) if text.starts_with("mxc://") => found.push(text.as_str().into()),
        Value::Array(values) => values.iter().for_each(|value| addresses(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| addresses(value, found)),
        _ => {}
    }
}
