//! Fills gaps: what a server left out of the sync is asked for until it meets what is on record.

use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::event_cache::BackPaginationOutcome;
use matrix_sdk::ruma::RoomId;
use model::Failure;
use records::entry::{Clock, Gap, Kind};

use super::super::account::Account;
use super::batch::{GAP, gap_note};
use crate::convert::failure;
use crate::record::{Record, entry};

/// Events asked for at a time.
const PAGE: u16 = 100;
/// Pages after which a gap counts as one without an end.
const PAGES: u32 = 5_000;
/// How long to wait before a gap that could not be filled is tried again.
const AGAIN: Duration = Duration::from_secs(10);

/// How far a gap was filled.
enum Filled {
    /// All of it.
    Whole,
    /// The rest can't be had, for this reason.
    Never(&'static str),
    /// Not yet.
    Later,
}

impl Account {
    /// Fills what is missing in rooms on record, for ever.
    pub(crate) async fn fill_gaps(self: Arc<Self>) {
        let Ok(record) = self.recorder.record() else {
            return;
        };
        loop {
            let mut open = false;
            for (note, anchor) in record.intake().journal().notes(GAP) {
                let id = &note[GAP.len()..];
                let filled = match RoomId::parse(id).ok().and_then(|id| self.client.get_room(&id)) {
                    Some(_) if !self.is_online() => Filled::Later,
                    Some(room) => self.fill(&room, &anchor, record).await,
                    None => Filled::Never("the room is gone"),
                };
                open |= matches!(filled, Filled::Later) && self.is_online();
                close(record, id, anchor, filled, self.record_clock()).await;
            }
            tokio::select! {
                () = self.recorder.gaps.notified() => {}
                () = tokio::time::sleep(AGAIN), if open => {}
            }
        }
    }

    async fn fill(&self, room: &Room, anchor: &str, record: &Record) -> Filled {
        let Ok((cache, _drop)) = room.event_cache().await else {
            return Filled::Later;
        };
        // Whoever ceases to listen lets the cache forget what nobody looks at.
        let _listening = cache.subscribe().await;
        let pagination = cache.pagination();
        for _ in 0..PAGES {
            let page = match pagination.run_backwards_once(PAGE).await {
                Ok(page) => page,
                Err(error) => {
                    return match failure::cache_failure(&error) {
                        Failure::Forbidden => Filled::Never("the server refuses"),
                        Failure::NotFound => Filled::Never("the server does not have it"),
                        _ => Filled::Later,
                    };
                }
            };
            if let Err(error) = self.put_on_record(room).await {
                tracing::error!(%error, "a gap stays");
                return Filled::Later;
            }
            if is_end(&page, anchor, record.began, room) {
                return Filled::Whole;
            }
        }
        Filled::Never("it has no end")
    }
}

/// Whether nothing is missing before a page.
fn is_end(page: &BackPaginationOutcome, anchor: &str, began: u64, room: &Room) -> bool {
    let is_anchor = |event: &TimelineEvent| event.event_id().is_some_and(|id| id.as_str() == anchor);
    let before = |event: &TimelineEvent| event.timestamp().is_some_and(|at| u64::from(at.0) < began);
    page.reached_start
        || page.events.iter().any(is_anchor)
        || (anchor.is_empty() && page.events.iter().any(|event| joins(event, room)))
        || (!page.events.is_empty() && page.events.iter().all(before))
}

/// Whether this person comes into the room: what was before is not theirs.
fn joins(event: &TimelineEvent, room: &Room) -> bool {
    let field = |name| event.raw().get_field::<String>(name).ok().flatten();
    let content: Option<Membership> = event.raw().get_field("content").ok().flatten();
    field("type").as_deref() == Some("m.room.member")
        && field("state_key").as_deref() == Some(room.own_user_id().as_str())
        && content.is_some_and(|content| content.membership.as_deref() == Some("join"))
}

#[derive(serde::Deserialize)]
struct Membership {
    membership: Option<String>,
}

async fn close(record: &Record, room: &str, anchor: String, filled: Filled, clock: Clock) {
    let note = gap_note(room);
    match filled {
        Filled::Whole => record.note(&note, "").await,
        Filled::Never(cause) => {
            let gap = Gap {
                room: room.to_owned(),
                after: Some(anchor).filter(|anchor| !anchor.is_empty()),
                before: None,
                cause: cause.to_owned(),
            };
            record.append(entry(Kind::Gap(gap), clock), &note).await;
        }
        Filled::Later => {}
    }
}
