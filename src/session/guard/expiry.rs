//! Messages whose time is over: policy, or the room itself, has this device delete them.
//!
//! They are judged at three doors. What is over is not shown ([`super::conversation`], [`super::list`]), is not stored
//! ([`store`]), and what was stored before its time was over is swept out ([`sweep`]). An empty stub stays in place of each: what the
//! SDK does not find, it fetches from the server again.

mod store;
mod sweep;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::time::{Duration, Instant};

use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::events::relation::RelationType;
use matrix_sdk::ruma::room_version_rules::RoomVersionRules;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId, RoomId};
use matrix_sdk_base::event_cache::Event;
use matrix_sdk_base::serde_helpers::extract_relation;
use matrix_sdk_ui::timeline::default_event_filter;
use policy::{Clock, Fate, Verdict};
use records::Intake;
use serde::de::IgnoredAny;
use serde_json::json;
use serde_json::value::to_raw_value;
use tokio::sync::{Notify, broadcast};

use super::account::now;
use super::recorder::names_of;
use crate::clock::{Reading, Timekeeper};
use crate::convert::record::EXPIRED;

pub(super) use store::ForgetfulStore;

/// Reports of deleted messages that may wait for a room on screen.
const REPORTS: usize = 64;

/// What is over, and when more will be.
pub(super) struct Expiry {
    /// Of each room where messages expire.
    rules: Mutex<HashMap<OwnedRoomId, Rule>>,
    time: Mutex<Timekeeper>,
    started: Instant,
    /// Called when something may be due earlier than was thought.
    sooner: Notify,
    deleted: broadcast::Sender<Deleted>,
    /// Where rooms on record have to be before anything of them goes.
    record: OnceLock<Weak<Intake>>,
}

/// Messages of a room that were deleted from this device.
#[derive(Clone, Debug)]
pub(crate) struct Deleted {
    pub(crate) room: model::RoomId,
    pub(crate) events: Arc<[model::EventId]>,
}

struct Rule {
    verdict: Verdict,
    due: Due,
}

/// When the next message of a room is over, in milliseconds since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    /// What is stored was not looked through yet.
    Unknown,
    At(i64),
    Never,
}

impl Expiry {
    pub(super) fn new() -> Self {
        Self {
            rules: Mutex::default(),
            time: Mutex::default(),
            started: Instant::now(),
            sooner: Notify::new(),
            deleted: broadcast::channel(REPORTS).0,
            record: OnceLock::new(),
        }
    }

    /// Has messages of rooms on record wait until they are in this one.
    pub(super) fn after(&self, record: &Arc<Intake>) {
        // It is opened once.
        self.record.set(Arc::downgrade(record)).ok();
    }

    /// With the latest time that an earlier run believed.
    fn remember(&self, seen: Option<i64>) {
        *lock(&self.time) = Timekeeper::new(seen);
    }

    /// Takes over what counts in a room.
    fn learn(&self, room: &RoomId, verdict: Verdict) {
        let mut rules = lock(&self.rules);
        if verdict.max.is_none() || verdict.hold.is_some() {
            rules.remove(room);
        } else if rules.get(room).is_none_or(|rule| rule.verdict != verdict) {
            let due = Due::Unknown;
            rules.insert(room.to_owned(), Rule { verdict, due });
            self.sooner.notify_one();
        }
    }

    /// Whether a message of this time is to be deleted. Only a clock that is vouched for says so.
    fn is_over(&self, room: &RoomId, at: i64) -> bool {
        self.is(room, at, self.clock())
    }

    /// Whether a message, of this time, may be deleted: it is over, and what is to be on record is.
    fn may_go(&self, room: &RoomId, event: &Event, at: i64) -> bool {
        let recorded = lock(&self.rules).get(room).is_some_and(|rule| rule.verdict.record);
        self.is_over(room, at) && (!recorded || self.is_on_record(event))
    }

    fn is_on_record(&self, event: &Event) -> bool {
        let record = self.record.get().and_then(Weak::upgrade);
        let (Some(record), Some(id)) = (record, event.event_id()) else {
            return false;
        };
        names_of(id.as_str())
            .iter()
            .any(|name| record.has(name).unwrap_or_default())
    }

    /// Whether a message of this time is not to be shown. That can be taken back, so here a clock counts that nothing
    /// speaks against: at a start without a network, what is over would be on screen until there is one.
    pub(super) fn is_hidden(&self, room: &RoomId, at: i64) -> bool {
        let clock = match self.clock() {
            Clock::Unknown => Clock::Trusted,
            known => known,
        };
        self.is(room, at, clock)
    }

    /// What of a room's events is shown.
    pub(super) fn shows(
        self: &Arc<Self>,
        room: &RoomId,
    ) -> impl Fn(&AnySyncTimelineEvent, &RoomVersionRules) -> bool + use<> {
        let (expiry, room) = (self.clone(), room.to_owned());
        move |event, rules| {
            let over = matches!(event, AnySyncTimelineEvent::MessageLike(message)
                if expiry.is_hidden(&room, i64::from(message.origin_server_ts().0)));
            !over && default_event_filter(event, rules)
        }
    }

    /// The messages that are deleted, from now on.
    fn deleted(&self) -> broadcast::Receiver<Deleted> {
        self.deleted.subscribe()
    }

    fn is(&self, room: &RoomId, at: i64, clock: Clock) -> bool {
        let rules = lock(&self.rules);
        let Some(rule) = rules.get(room) else { return false };
        let age = u64::try_from(now().saturating_sub(at)).unwrap_or_default();
        rule.verdict.fate(Duration::from_millis(age), clock) == Fate::Expired
    }

    fn expires(&self, room: &RoomId) -> bool {
        lock(&self.rules).contains_key(room)
    }

    /// A message of this time is stored.
    fn stored(&self, room: &RoomId, at: i64) {
        let over = lock(&self.rules).get(room).and_then(|rule| rule.verdict.over(at));
        if let Some(over) = over {
            self.due(room, over);
        }
    }

    /// Something of this room is due at this time, perhaps something else before.
    fn due(&self, room: &RoomId, at: i64) {
        let mut rules = lock(&self.rules);
        let Some(rule) = rules.get_mut(room) else { return };
        let sooner = match rule.due {
            Due::Unknown => false,
            Due::At(due) => at < due,
            Due::Never => true,
        };
        if sooner {
            rule.due = Due::At(at);
            self.sooner.notify_one();
        }
    }

    pub(super) fn clock(&self) -> Clock {
        lock(&self.time).judge(self.reading())
    }

    pub(super) fn reading(&self) -> Reading {
        Reading {
            wall: now(),
            running: self.started.elapsed(),
        }
    }
}

/// The time of something that can expire: a message, and neither a change of the room nor a stub.
fn time_of(event: &Event) -> Option<i64> {
    let lasting = is_stub(event) || matches!(event.raw().get_field::<IgnoredAny>("state_key"), Ok(Some(_)));
    let at = event.timestamp().filter(|_| !lasting)?;
    Some(i64::from(at.0))
}

/// Whether it only says that there was a message.
pub(super) fn is_stub(event: &Event) -> bool {
    event.kind.event_type().is_some_and(|kind| kind == EXPIRED)
}

/// Which message this is a change of.
fn changed_by(event: &Event) -> Option<OwnedEventId> {
    match extract_relation(event.raw())? {
        (RelationType::Replacement, message) => Some(message),
        _ => None,
    }
}

/// What stays in place of a message: that there was one.
fn stub(event: &Event) -> Option<Event> {
    let json = json!({
        "type": EXPIRED,
        "event_id": event.event_id()?,
        "sender": event.sender()?,
        "origin_server_ts": event.timestamp()?,
        "content": {},
    });
    let raw = Raw::from_json(to_raw_value(&json).ok()?);
    Some(Event::from_plaintext(raw))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere leaves whole rules behind, never half ones.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
