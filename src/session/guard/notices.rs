//! What to announce outside the window.
//!
//! The SDK names the messages that the person's push rules want announced, before its event cache has them and without how they
//! came. So they are only noted, and each time something of their room changes they are judged by what the cache has of them:
//! a message may by then be read, deleted or over, or only now be opened.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future;
use matrix_sdk::ruma::OwnedEventId;
use matrix_sdk::ruma::push::Action;
use matrix_sdk::sync::Notification;
use matrix_sdk::{Client, Room, RoomState};
use matrix_sdk_base::deserialized_responses::RawAnySyncOrStrippedTimelineEvent as Raw;
use matrix_sdk_base::event_cache::Event as Cached;
use matrix_sdk_base::serde_helpers::extract_thread_root;
use model::{Body, Event, Notice, RoomId, RoomKind, Shield};
use policy::{Notifications, Standing};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, MissedTickBehavior};

use super::account::{Account, now};
use super::rooms::Depth;
use crate::convert;
use crate::convert::trust::{self, Came};
use crate::herald::{Absence, Herald};
use crate::outlet::Outlet;

/// How far the clocks of servers may be behind: what was written longer before the start is in the list, and not announced.
const BEHIND: i64 = 5 * 60 * 1000;

/// How often it is looked whether hours of quiet begin or end, and whether the computer slept.
const LOOK: Duration = Duration::from_secs(10);
/// How often it is kept that the program runs. Each time wakes the disk.
const KEEP: Duration = Duration::from_secs(60);
/// Whoever comes back hears of what came once nothing more has come for so long; of what still comes after the second time, by
/// itself.
const SETTLED: Duration = Duration::from_secs(3);
const GATHERED: Duration = Duration::from_secs(30);
/// So much at the start is worth saying.
const MUCH: u32 = 10;

/// What came into a room that was not read yet, in the order in which it came.
type Heard = Vec<Named>;

/// A message that the push rules want announced.
struct Named {
    event: OwnedEventId,
    /// Which counts of threads there were then: those after it have it among them.
    step: u64,
}

/// One message, judged.
struct Judged {
    event: Cached,
    body: Body,
    at: i64,
    calls: bool,
    sounds: bool,
}

/// Somebody is back, and what came is gathered.
struct Gathering {
    /// It came before anybody could hear it.
    start: bool,
    online: Option<Instant>,
    last: Instant,
}

impl Account {
    /// Reports what to announce and what not any more, for ever.
    pub(crate) async fn announce(self: Arc<Self>, outlet: Outlet, mut online: watch::Receiver<bool>) {
        let mut quiet = self.quiet_changes();
        let mut shown = self.quiet_now();
        outlet.put(Event::Quiet(shown.clone()));
        if self.policy.device().notifications == Notifications::None {
            return;
        }
        let since = now() - BEHIND;
        let mut named = self.named().await;
        let mut changes = self.client.event_cache().subscribe_to_room_generic_updates();
        let mut infos = self.client.room_info_notable_update_receiver();
        let mut deleted = self.deleted();
        let mut threads = self.threads.changes();
        let mut rooms: HashMap<RoomId, Heard> = HashMap::new();
        let mut herald = Herald::default();
        let (mut absence, long) = Absence::since(self.last_seen().await, self.expiry.reading());
        let mut gathering = long.then(|| Gathering::new(true));
        let mut look = tokio::time::interval(LOOK);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut kept: Option<Instant> = None;
        loop {
            let settled = gathering.as_ref().and_then(Gathering::ends);
            let changed = tokio::select! {
                Some((room, event)) = named.recv() => {
                    let heard = rooms.entry(room.clone()).or_default();
                    if !heard.iter().any(|named| named.event == event.event) {
                        heard.push(event);
                        if let Some(gathering) = &mut gathering {
                            gathering.last = Instant::now();
                        }
                    }
                    Some(Ok(room))
                }
                change = changes.recv() => Some(change.map(|change| RoomId::from(change.room_id.as_str()))),
                change = infos.recv() => Some(change.map(|change| RoomId::from(change.room_id.as_str()))),
                change = deleted.recv() => Some(change.map(|change| change.room)),
                change = threads.recv() => Some(change.map(|(room, _)| RoomId::from(room.as_str()))),
                now = look.tick() => {
                    if kept.is_none_or(|kept| now.duration_since(kept) >= KEEP) {
                        kept = Some(now);
                        self.seen_now().await;
                    }
                    None
                }
                Ok(()) = quiet.changed() => None,
                Ok(()) = online.changed() => None,
                () = until(settled) => {
                    if let Some(gathered) = gathering.take() && !self.quiet_now().holds {
                        let unheard = match gathered.start {
                            true => self.unheard().await,
                            false => Vec::new(),
                        };
                        let mut events = self.hear_again(&mut rooms, &mut herald, since).await;
                        events.extend(herald.release(unheard));
                        events.into_iter().for_each(|event| outlet.put(event));
                    }
                    continue;
                }
            };
            if changed.is_none() {
                let is_online = *online.borrow_and_update();
                if absence.look(self.expiry.reading(), is_online) && gathering.is_none() {
                    gathering = Some(Gathering::new(false));
                }
                if let Some(gathering) = &mut gathering {
                    gathering.look(is_online);
                }
                let now = self.quiet_now();
                if now != shown {
                    outlet.put(Event::Quiet(now.clone()));
                    shown = now;
                }
            }
            match (shown.holds || gathering.is_some(), herald.is_quiet()) {
                (true, false) => herald.hold(),
                (false, true) => {
                    let mut events = self.hear_again(&mut rooms, &mut herald, since).await;
                    events.extend(herald.release(Vec::new()));
                    events.into_iter().for_each(|event| outlet.put(event));
                }
                _ => {}
            }
            let concerned = match changed {
                None => continue,
                Some(Ok(room)) => vec![room],
                Some(Err(RecvError::Lagged(_))) => rooms.keys().cloned().collect(),
                Some(Err(RecvError::Closed)) => return,
            };
            for id in concerned {
                if herald.covers(&id) && self.unread_notifications(&id) == 0 {
                    herald.read(&id).into_iter().for_each(|event| outlet.put(event));
                }
                let Some(heard) = rooms.get_mut(&id) else { continue };
                let notice = self.notice(&id, heard, since).await;
                herald.hear(&id, notice).into_iter().for_each(|event| outlet.put(event));
                if heard.is_empty() {
                    rooms.remove(&id);
                }
            }
        }
    }

    /// Hears of each room once more: what is told in one is to have all of it, with what came in this moment.
    async fn hear_again(&self, rooms: &mut HashMap<RoomId, Heard>, herald: &mut Herald, since: i64) -> Vec<Event> {
        let mut events = Vec::new();
        for (id, heard) in rooms.iter_mut() {
            let notice = self.notice(id, heard, since).await;
            events.extend(herald.hear(id, notice));
        }
        events
    }

    /// What is unread in rooms that nothing was heard of, where it is much.
    async fn unheard(&self) -> Vec<Notice> {
        let mut unheard = Vec::new();
        for room in self.client.joined_rooms() {
            let id = RoomId::from(room.room_id().as_str());
            let count = self.unread_notifications(&id);
            let facts = self.facts_of(&room, Depth::Known).await;
            let shut = matches!(
                self.policy.standing(&facts.borrow()),
                Standing::Quarantine(_) | Standing::Blocked(_)
            );
            if count > 0 && !shut && !self.is_last_over(&room) {
                unheard.push(Notice {
                    name: self.room_name(&room),
                    direct: matches!(self.kind_of(&room), RoomKind::Direct(_)),
                    room: id,
                    thread: None,
                    sender: None,
                    text: None,
                    count,
                    calls: room.num_unread_mentions() > 0 || self.threads.unread_in(room.room_id()).mentions > 0,
                    sound: false,
                });
            }
        }
        let all = unheard
            .iter()
            .fold(0_u32, |all, notice| all.saturating_add(notice.count));
        match all < MUCH {
            true => Vec::new(),
            false => unheard,
        }
    }

    /// How many messages of a room the person wants to hear of and has not read.
    fn unread_notifications(&self, id: &RoomId) -> u32 {
        let room = self.room(id.as_str()).ok();
        let unread = room.map_or(0, |room| {
            let in_threads = self.threads.unread_in(room.room_id()).notifications;
            room.num_unread_notifications().saturating_add(in_threads)
        });
        u32::try_from(unread).unwrap_or(u32::MAX)
    }

    /// What the person's push rules want announced, from now on.
    async fn named(&self) -> mpsc::UnboundedReceiver<(RoomId, Named)> {
        let (sender, receiver) = mpsc::unbounded_channel();
        let threads = self.threads.clone();
        // The SDK waits for this before it syncs on.
        let note = move |notification: Notification, room: Room, _: Client| {
            if let Raw::Sync(event) = notification.event
                && let Ok(Some(event)) = event.get_field("event_id")
            {
                // Nobody listens any more once the session ends.
                let step = threads.step();
                sender
                    .send((room.room_id().as_str().into(), Named { event, step }))
                    .ok();
            }
            future::ready(())
        };
        self.client.register_notification_handler(note).await;
        receiver
    }

    /// What there is to announce of a room, of what was heard and is not read. What is read is no longer heard.
    async fn notice(&self, id: &RoomId, heard: &mut Heard, since: i64) -> Option<Notice> {
        let room = self.room(id.as_str()).ok()?;
        let facts = self.facts_of(&room, Depth::Known).await;
        let standing = self.policy.standing(&facts.borrow());
        if room.state() != RoomState::Joined || matches!(standing, Standing::Quarantine(_) | Standing::Blocked(_)) {
            heard.clear();
            return None;
        }
        let unread = self.unread_of(&room, heard).await;
        let messages: Vec<Judged> = unread
            .into_iter()
            .filter_map(|event| self.judged(&room, event))
            .filter(|message| message.at >= since)
            .collect();
        let count = u32::try_from(messages.len()).unwrap_or(u32::MAX);
        let calls = messages.iter().any(|message| message.calls);
        let Judged {
            event,
            body,
            at,
            sounds,
            ..
        } = messages.into_iter().next_back()?;
        let shield = trust::shield(
            &Came {
                info: event.encryption_info().map(|info| &**info),
                clear: event.encryption_info().is_none() && facts.encrypted != Some(false),
                own: false,
                written: at,
                repeated: event.event_id().is_some_and(|id| self.copies.holds(id)),
            },
            self.here_since().await,
            &body,
        );
        let sender = event.sender()?;
        let member = room.get_member_no_sync(&sender).await.ok().flatten();
        let (name, ambiguous) = member
            .as_ref()
            .map_or((None, false), |member| (member.display_name(), member.name_ambiguous()));
        let text = match self.says(&room, shield, &body).await {
            true => Some(convert::line(&body)).filter(|line| !line.is_empty()),
            false => None,
        };
        Some(Notice {
            room: id.clone(),
            thread: extract_thread_root(event.raw()).map(|root| root.as_str().into()),
            name: self.room_name(&room),
            direct: matches!(self.kind_of(&room), RoomKind::Direct(_)),
            sender: (shield.closed().is_none()).then(|| self.person(sender.as_str(), name, ambiguous)),
            text,
            count,
            calls,
            sound: sounds,
        })
    }

    /// What was heard and the event cache has, without what was read: that is no longer heard.
    async fn unread_of(&self, room: &Room, heard: &mut Heard) -> Vec<Cached> {
        let Ok((cache, _drop)) = room.event_cache().await else {
            return Vec::new();
        };
        let id = room.room_id();
        let mut left: HashMap<Option<OwnedEventId>, u64> = HashMap::new();
        let (mut unread, mut read) = (Vec::new(), HashSet::new());
        for named in heard.iter().rev() {
            let Ok(Some(event)) = cache.find_event(&named.event).await else {
                continue;
            };
            let root = extract_thread_root(event.raw());
            // A message of the room itself is counted in the same step in which it is taken into the cache; one of a thread, later.
            if root
                .as_ref()
                .is_some_and(|root| !self.threads.counted_since(id, root, named.step))
            {
                continue;
            }
            // What is unread is the latest.
            let left = left.entry(root).or_insert_with_key(|root| match root {
                Some(root) => self.threads.unread(id, root).notifications,
                None => room.num_unread_notifications(),
            });
            if *left == 0 {
                read.insert(named.event.clone());
            } else {
                *left -= 1;
                unread.push(event);
            }
        }
        heard.retain(|named| !read.contains(&named.event));
        unread.reverse();
        unread
    }

    /// A message that may be announced.
    fn judged(&self, room: &Room, event: Cached) -> Option<Judged> {
        let at = i64::from(event.timestamp()?.0);
        // Opened late, it may be one that the person wants to hear nothing of.
        let wanted = event
            .push_actions()
            .is_none_or(|actions| actions.iter().any(|action| action.should_notify()));
        let own = event.sender().as_deref() == Some(room.own_user_id());
        let ignored = event.sender().is_some_and(|sender| self.ignored.holds(&sender));
        if !wanted || own || ignored || self.expiry.is_hidden(room.room_id(), at) {
            return None;
        }
        let body = convert::said(event.raw())?;
        let does = |what: fn(&Action) -> bool| event.push_actions().is_some_and(|actions| actions.iter().any(what));
        Some(Judged {
            calls: does(Action::is_highlight),
            sounds: does(|action| action.sound().is_some()),
            event,
            body,
            at,
        })
    }

    /// Whether the words of a message may be announced: policy lets them, and the window shows them without any warning.
    async fn says(&self, room: &Room, shield: Shield, body: &Body) -> bool {
        let lure = body.plain().is_some_and(|plain| self.policy.is_lure(plain));
        self.policy.device().notifications == Notifications::Full
            && shield == Shield::None
            && !lure
            && self.changed_in(room).await.is_empty()
    }
}

impl Gathering {
    fn new(start: bool) -> Self {
        Self {
            start,
            online: None,
            last: Instant::now(),
        }
    }

    fn look(&mut self, online: bool) {
        self.online = online.then(|| self.online.unwrap_or_else(Instant::now));
    }

    /// When it has come together; none while there is no line.
    fn ends(&self) -> Option<Instant> {
        let online = self.online?;
        Some((self.last.max(online) + SETTLED).min(online + GATHERED))
    }
}

/// Waits until then, or for ever.
async fn until(then: Option<Instant>) {
    match then {
        Some(then) => tokio::time::sleep_until(then).await,
        None => future::pending().await,
    }
}
