//! Searching what is on this computer, in encrypted rooms too.
//!
//! There is no index on disk. Of each room that is searched the words are taken from the sealed store of events and kept in memory
//! ([`shelf`]) until nobody searches any more: so there is one place where messages are kept, and what is deleted there is gone.

mod shelf;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::linked_chunk::{ChunkContent, LinkedChunkId};
use matrix_sdk::ruma::{OwnedUserId, RoomId};
use matrix_sdk_base::event_cache::store::EventCacheStoreLockGuard;
use model::{Body, Coverage, Event, Hit, Query, Results};
use policy::Entry;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, timeout};

use super::account::{Account, now};
use super::rows::{Sight, Terms};
use crate::convert::search::{self, Needles, folded};
use crate::convert::version::{Found, version};
use crate::outlet::Outlet;

use shelf::{Fit, Wanted};

pub(super) use shelf::Shelves;

/// How long words stay in memory after somebody has searched: they search again soon, or not.
const LINGER: Duration = Duration::from_secs(300);
/// The shortest time between two reports.
const BREATH: Duration = Duration::from_millis(200);
/// How many older events are asked for at a time, of each room.
const OLDER: u16 = 100;
/// How often, before there are any that were not here: what is stored is gone through first.
const PAGES: usize = 2_000;
/// How many rooms are asked about at a time.
const AT_ONCE: usize = 3;

impl Account {
    /// Reports what each query comes to for as long as it stands, and fetches older messages when told to.
    pub(crate) async fn search(
        self: Arc<Self>,
        outlet: Outlet,
        mut queries: watch::Receiver<Option<Arc<Query>>>,
        mut further: mpsc::UnboundedReceiver<()>,
    ) {
        loop {
            let query = queries.borrow_and_update().clone();
            let next = match query {
                Some(query) => tokio::select! {
                    next = queries.changed() => next,
                    () = self.stand(query, &outlet, &mut further) => return,
                },
                None => match timeout(LINGER, queries.changed()).await {
                    Ok(next) => next,
                    Err(_) => {
                        self.shelves.forget(None);
                        queries.changed().await
                    }
                },
            };
            if next.is_err() {
                return;
            }
        }
    }

    /// Reports what one query comes to, and comes to later. Ends with the session.
    async fn stand(&self, query: Arc<Query>, outlet: &Outlet, further: &mut mpsc::UnboundedReceiver<()>) {
        let mut told = None;
        let mut tell = |results: Results| {
            if told.as_ref() != Some(&results) {
                told = Some(results.clone());
                let (query, results) = (query.clone(), Arc::new(results));
                outlet.put(Event::Found { query, results });
            }
        };
        loop {
            let rooms = self.searchable(&query);
            let mut reported = Instant::now();
            for room in &rooms {
                if self.shelves.begin(room.room_id()) {
                    continue;
                }
                self.read(room).await;
                if reported.elapsed() > BREATH {
                    tell(self.results(&query, &rooms).await);
                    reported = Instant::now();
                }
            }
            tell(self.results(&query, &rooms).await);
            tokio::select! {
                () = self.shelves.changed() => sleep(BREATH).await,
                order = further.recv() => match order {
                    None => return,
                    Some(()) => {
                        let mut before = self.results(&query, &rooms).await;
                        before.coverage.fetching = true;
                        tell(before);
                        self.fetch_older(&rooms).await;
                    }
                },
            }
        }
    }

    /// The rooms that may be looked through, those in which something happened last first.
    fn searchable(&self, query: &Query) -> Vec<Room> {
        let wanted = |room: &Room| {
            query
                .room
                .as_ref()
                .is_none_or(|id| room.room_id().as_str() == id.as_str())
        };
        let mut rooms = self.client.rooms_filtered(matrix_sdk_base::RoomStateFilter::JOINED);
        rooms.retain(wanted);
        rooms.sort_by_key(|room| std::cmp::Reverse(room.latest_event_timestamp()));
        rooms
    }

    /// Takes in what is stored of a room, from its end.
    async fn read(&self, room: &Room) {
        let id = room.room_id();
        let Ok(store) = self.client.event_cache_store().lock().await else {
            return;
        };
        let Some(store) = store.as_clean() else { return };
        let Some(gap) = self.read_chunks(store, id, LinkedChunkId::Room(id)).await else {
            return;
        };
        // Of threads that were opened, more may be stored than of their room.
        for root in self.threads.opened(id) {
            let thread = LinkedChunkId::Thread(id, &root);
            if self.read_chunks(store, id, thread).await.is_none() {
                return;
            }
        }
        let begun = store.get_room_events(id, Some("m.room.create"), None).await;
        let begun = begun.is_ok_and(|events| !events.is_empty());
        self.shelves.filled(id, gap || !begun);
    }

    /// Takes in what is stored of a room or a thread; whether something is missing in it. None where nobody searches any more, or the
    /// store fails.
    async fn read_chunks(&self, store: &EventCacheStoreLockGuard, id: &RoomId, of: LinkedChunkId<'_>) -> Option<bool> {
        let (mut chunk, _) = store.load_last_chunk(of).await.ok()?;
        let mut gap = chunk.is_none();
        while let Some(this) = chunk {
            match this.content {
                ChunkContent::Items(events) => {
                    if !self.shelves.fill(id, &events) {
                        return None;
                    }
                }
                ChunkContent::Gap(_) => gap = true,
            }
            // Only then is it the last.
            if this.previous.is_none() {
                break;
            }
            chunk = store.load_previous_chunk(of, this.identifier).await.ok()?;
        }
        Some(gap)
    }

    async fn results(&self, query: &Query, rooms: &[Room]) -> Results {
        let needles = Needles::of(&query.words);
        let within = query.within.and_then(|within| i64::try_from(within.as_millis()).ok());
        let since = within.map_or(i64::MIN, |within| now().saturating_sub(within));
        let mut coverage = Coverage {
            rooms: u32::try_from(rooms.len()).unwrap_or(u32::MAX),
            ..Coverage::default()
        };
        let mut fits: Vec<(usize, Fit)> = Vec::new();
        let mut total = 0;
        let mut terms: HashMap<usize, Terms> = HashMap::new();
        for (index, room) in rooms.iter().enumerate() {
            let id = room.room_id();
            let known = self.terms(room).await;
            if self.policy.admit(Entry::Open(&known.facts.borrow())).is_err() {
                coverage.rooms -= 1;
                continue;
            }
            if let Some((unreadable, partial)) = self.shelves.covers(id) {
                coverage.searched += 1;
                coverage.partial += u32::from(partial);
                coverage.unreadable = coverage.unreadable.saturating_add(unreadable);
            }
            if !query.asks() {
                continue;
            }
            let senders = self.senders(room, &query.sender).await;
            let (count, found) = self.shelves.look(
                id,
                &Wanted {
                    needles: &needles,
                    sort: query.sort,
                    since,
                    most: query.most,
                    from: &|sender| {
                        !self.ignored.holds(sender) && senders.as_ref().is_none_or(|senders| senders.contains(sender))
                    },
                    over: &|at| self.expiry.is_hidden(id, at),
                },
            );
            if !found.is_empty() {
                terms.insert(index, known);
            }
            total += count;
            fits.extend(found.into_iter().map(|fit| (index, fit)));
        }
        fits.sort_by_key(|(_, fit)| std::cmp::Reverse(fit.at));
        let mut hits = Vec::new();
        for (index, fit) in fits.into_iter().take(query.most) {
            let hit = match (rooms.get(index), terms.get(&index)) {
                (Some(room), Some(terms)) => self.hit(room, terms, &fit, &needles).await,
                _ => None,
            };
            match hit {
                Some(hit) => hits.push(hit),
                // It may not be shown.
                None => total -= 1,
            }
        }
        Results {
            hits: hits.into(),
            total,
            coverage,
        }
    }

    /// Whose name or id has these words in it, of those who have written; none where anybody does.
    async fn senders(&self, room: &Room, typed: &str) -> Option<Vec<OwnedUserId>> {
        let needles = Needles::of(typed);
        if needles.is_empty() {
            return None;
        }
        let mut found = Vec::new();
        for sender in self.shelves.senders(room.room_id()) {
            let member = room.get_member_no_sync(&sender).await.ok().flatten();
            let name = member
                .as_ref()
                .and_then(|member| member.display_name())
                .unwrap_or_default();
            if needles.are_in(&folded(&format!("{name} {sender}"))) {
                found.push(sender);
            }
        }
        Some(found)
    }

    /// A message that fits, judged as where it stands; none where it isn't shown there.
    async fn hit(&self, room: &Room, terms: &Terms, fit: &Fit, needles: &Needles) -> Option<Hit> {
        let latest = fit.change.as_deref().unwrap_or(&fit.event);
        let (cache, _drop) = room.event_cache().await.ok()?;
        let event: TimelineEvent = cache.find_event(latest).await.ok()??;
        let sender = event.sender()?;
        let member = room.get_member_no_sync(&sender).await.ok().flatten();
        let name = member
            .as_ref()
            .and_then(|member| member.display_name())
            .map(Arc::<str>::from);
        let found = Found {
            event: &event,
            encrypted: room.encryption_state().is_encrypted(),
            repeated: self.copies.holds(latest),
            context: room.crypto_context_info().await,
        };
        let since = self.here_since().await;
        let message = {
            let sight = Sight {
                name: &|user| if *user == *sender { name.clone() } else { None },
                loaded: &|_| None,
                votes: &|_| None,
                thread: &|_| None,
                in_thread: false,
                online: true,
                since,
            };
            self.with_lens(room, terms, &sight, |lens| version(&found, lens))?
        };
        let (said, file) = match &message.body {
            Body::Text { plain, .. } => (plain.clone(), None),
            Body::File(file) => (
                file.caption
                    .as_ref()
                    .map_or_else(|| "".into(), |caption| caption.plain.clone()),
                Some(file.name.clone()),
            ),
            Body::Poll(poll) => (poll.plain.clone(), None),
            _ => return None,
        };
        let (words, marked) = search::excerpt(&said, needles);
        Some(Hit {
            room: room.room_id().as_str().into(),
            room_name: self.room_name(room),
            event: fit.event.as_str().into(),
            sender: message.sender,
            own: message.own,
            at: fit.at,
            words: words.into(),
            marked,
            file,
        })
    }

    /// Fetches older messages of rooms of which there are any.
    async fn fetch_older(&self, rooms: &[Room]) {
        let partial = rooms.iter().filter(|room| self.has_older(room.room_id()));
        stream::iter(partial)
            .for_each_concurrent(AT_ONCE, async |room| {
                let Ok((cache, _drop)) = room.event_cache().await else {
                    return;
                };
                // The SDK keeps in memory what it loads, until whoever listens last stops.
                let listening = cache.subscribe().await;
                let known = self.shelves.count(room.room_id());
                for _ in 0..PAGES {
                    let page = cache.pagination().run_backwards_once(OLDER).await;
                    let ended = page.as_ref().map_or(true, |page| page.reached_start);
                    if ended || self.shelves.count(room.room_id()) > known {
                        break;
                    }
                }
                drop(listening);
                self.read(room).await;
            })
            .await;
    }

    fn has_older(&self, room: &RoomId) -> bool {
        self.shelves.covers(room).is_some_and(|(_, partial)| partial)
    }
}
