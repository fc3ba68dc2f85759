//! One open room, or a thread of one: its rows as they change, and what goes out into it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::{StreamExt, future};
use imbl::Vector;
use matrix_sdk::Room;
use matrix_sdk::room::edit::EditedContent;
use matrix_sdk::ruma::api::client::receipt::create_receipt::v3::ReceiptType;
use matrix_sdk::ruma::events::AnyMessageLikeEventContent;
use matrix_sdk::ruma::events::room::member::SyncRoomMemberEvent;
use matrix_sdk::ruma::events::room::message::RoomMessageEventContentWithoutRelation;
use matrix_sdk::ruma::events::room::power_levels::SyncRoomPowerLevelsEvent;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedUserId};
use matrix_sdk_ui::eyeball_im::VectorDiff;
use matrix_sdk_ui::timeline::{EventTimelineItem, RoomExt, Timeline, TimelineFocus, TimelineItem};
use model::{Capability, Draft, Event, Failure, Patch, RoomId, RowKey, Why};
use policy::{Cleared, Entry, Reason};
use records::entry::Decision;
use tokio::sync::{Notify, broadcast, watch};
use tokio::time::{MissedTickBehavior, interval};

use super::account::{Account, now};
use super::doubt::is_doubtful;
use super::outgoing::Outgoing;
use super::polls::polls;
use super::rooms::{Depth, Facts};
use super::rows::brought;
use super::threads::{Summary, Thread, summed};
use crate::convert::poll::Votes;
use crate::convert::{self, failure, markdown::Typed};
use crate::outlet::Outlet;

/// Messages asked for at a time when somebody scrolls up.
const PAGE: u16 = 50;

/// How long until a server that did not say who is in a room is asked again.
const ASK_AGAIN: Duration = Duration::from_secs(2);

/// How many of the newest rows are looked at for doubts after each change.
const RECENT: usize = 50;

/// Tells the rows of one timeline from those of the next: another message must not be found under the key of one before.
static TIMELINES: AtomicU64 = AtomicU64::new(0);

/// One open room, or a thread of one.
pub(crate) struct Conversation {
    pub(super) account: Arc<Account>,
    pub(super) room: Room,
    /// None in the room itself, where answers in threads don't show.
    pub(super) thread: Option<Thread>,
    pub(super) timeline: Timeline,
    pub(super) id: RoomId,
    items: Mutex<Vector<Arc<TimelineItem>>>,
    pub(super) names: Mutex<HashMap<OwnedUserId, Arc<str>>>,
    /// The votes in the polls that are loaded.
    pub(super) polls: Mutex<HashMap<OwnedEventId, Arc<Votes>>>,
    /// What the threads come to whose first messages are loaded.
    pub(super) summaries: Mutex<HashMap<OwnedEventId, Summary>>,
    /// Called when a message comes that is shut for the device it came from.
    pub(super) in_doubt: Notify,
    /// Called when rows were taken away: after a gap the SDK begins again with the newest.
    shrunk: Notify,
    /// Called when who is here, or who of them is new, may be another.
    members: Arc<Notify>,
    /// Since when this device is there, in milliseconds since the Unix epoch.
    pub(super) since: i64,
}

/// What loading older messages came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Older {
    /// There may be more.
    More,
    /// Nothing is older.
    Nothing,
    /// What is older is over its time.
    Removed,
}

impl Conversation {
    /// Opens a room, or a thread of it, judged with all the room's members where they can be had.
    pub(crate) async fn open(
        account: Arc<Account>,
        id: &RoomId,
        root: Option<&model::EventId>,
        online: bool,
    ) -> Result<Self, Why> {
        let room = account.room(id.as_str()).map_err(Why::Failed)?;
        // Subscribing makes the SDK forget whether it knows all members. Without a line to ask anew, that would keep
        // the person from writing what can wait.
        if online {
            account.subscribe(&room).await;
            account.lifetimes.question();
        }
        let facts = account.facts_of(&room, Depth::All).await;
        // Who could not be listed is no reason to hide what was readable; nothing can be sent until they are.
        let known = account.facts_of(&room, Depth::Known).await;
        let facts = if account.policy.admit(Entry::Open(&facts.borrow())).is_ok() {
            facts
        } else {
            known
        };
        let _admitted = account
            .policy
            .admit(Entry::Open(&facts.borrow()))
            .map_err(Why::Policy)?;
        account.followed.send_replace(Some(room.room_id().to_owned()));
        let root = root.map(|root| EventId::parse(root.as_str()));
        let root = root.transpose().map_err(|_| Why::Failed(Failure::Malformed))?;
        let focus = match &root {
            Some(root) => TimelineFocus::Thread {
                root_event_id: root.clone(),
            },
            None => TimelineFocus::Live {
                hide_threaded_events: true,
            },
        };
        let timeline = room
            .timeline_builder()
            .with_focus(focus)
            .with_unable_to_decrypt_hook(account.unread.clone())
            .with_internal_id_prefix(format!("{}:", TIMELINES.fetch_add(1, Ordering::Relaxed)))
            .event_filter(account.shows(room.room_id()));
        let timeline = timeline.build().await.map_err(|_| Why::Failed(Failure::Internal))?;
        let thread = match &root {
            Some(root) => {
                let thread = account.thread(room.room_id(), root).await;
                Some(thread.map_err(|_| Why::Failed(Failure::Internal))?)
            }
            None => None,
        };
        let since = account.here_since().await;
        account.copies.look_through(room.room_id());
        Ok(Self {
            account,
            room,
            thread,
            timeline,
            id: id.clone(),
            items: Mutex::default(),
            names: Mutex::default(),
            polls: Mutex::default(),
            summaries: Mutex::default(),
            in_doubt: Notify::new(),
            shrunk: Notify::new(),
            members: Arc::default(),
            since,
        })
    }

    /// Reports rows, header and typing until dropped. Ends when policy no longer admits the room.
    pub(crate) async fn follow(self: Arc<Self>, outlet: Outlet, mut online: watch::Receiver<bool>) {
        // Heard and looked at first: what changes while the rest is looked at counts as a change.
        let mut info = self.room.subscribe_info();
        let mut seen = self.account.outline(&self.room);
        let mut terms = self.terms().await;
        self.learn_names().await;
        let (items, diffs) = self.timeline.subscribe().await;
        let mut diffs = std::pin::pin!(diffs);
        self.settle().await;
        self.look_at_senders(&items);
        *self.items() = items.clone();
        self.count(polls(&items), &terms).await;
        self.sum_up(summed(&items), &terms).await;
        let rows = self.with_lens(&terms, *online.borrow(), |lens| {
            items.iter().map(|i| convert::row(i, lens)).collect()
        });
        self.doubt();
        self.report(&outlet, vec![Patch::Reset(rows)]);

        let mut identities = self.account.identity_changes_in(&self.id).await;
        let mut copies = self.account.copies.changes();
        let mut lifetimes = self.account.lifetimes.changes();
        let mut ignored = self.account.ignored.changes();
        let mut threads = self.account.threads.changes();
        let mut came = self.account.client.event_cache().subscribe_to_room_generic_updates();
        // The one that was reported when the room was asked for is from before anybody listened.
        let mut known = self.report_header(&outlet).await;
        let mut asking = interval(ASK_AGAIN);
        asking.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // The server's own count of people need not say so when somebody comes or goes.
        let members = self.members.clone();
        let members = self.room.add_event_handler(move |_: SyncRoomMemberEvent| {
            members.notify_one();
            future::ready(())
        });
        let _members_guard = self.account.client.event_handler_drop_guard(members);
        let levels = self.members.clone();
        let levels = self.room.add_event_handler(move |_: SyncRoomPowerLevelsEvent| {
            levels.notify_one();
            future::ready(())
        });
        let _levels_guard = self.account.client.event_handler_drop_guard(levels);
        let (_typing_guard, mut typing) = self.room.subscribe_to_typing_notifications();
        loop {
            tokio::select! {
                changes = diffs.next() => {
                    let Some(changes) = changes else { return };
                    self.settle().await;
                    for change in &changes {
                        change.clone().apply(&mut self.items());
                    }
                    self.look_at_senders(&self.items().clone());
                    self.count(polls(brought(&changes)), &terms).await;
                    self.sum_up(summed(brought(&changes)), &terms).await;
                    self.doubt();
                    if changes.iter().any(|change| matches!(change, VectorDiff::Clear | VectorDiff::Reset { .. })) {
                        self.shrunk.notify_one();
                    }
                    let patches = self.with_lens(&terms, *online.borrow(), |lens| {
                        changes.into_iter().map(|c| convert::patch(c).map(|i| convert::row(&i, lens))).collect()
                    });
                    self.report(&outlet, patches);
                }
                changed = online.changed() => {
                    if changed.is_err() { return }
                    if *online.borrow() {
                        self.account.subscribe(&self.room).await;
                        asking.reset_immediately();
                    }
                    let echoes = |item: &TimelineItem| item.as_event().is_some_and(|event| event.is_local_echo());
                    let patches = self.again(&terms, *online.borrow_and_update(), echoes);
                    self.report(&outlet, patches);
                }
                Ok(()) = copies.changed() => {
                    let polls = polls(&*self.items());
                    self.count(polls, &terms).await;
                    let threads = summed(&*self.items());
                    self.sum_up(threads, &terms).await;
                    let patches = self.again(&terms, *online.borrow(), |_| true);
                    self.report(&outlet, patches);
                }
                changed = threads.recv() => {
                    let online = *online.borrow();
                    let patches = self.thread_changed(changed.ok(), &terms, online).await;
                    self.report(&outlet, patches);
                }
                Ok(()) = ignored.changed() => {
                    let threads = summed(&*self.items());
                    self.sum_up(threads, &terms).await;
                    let patches = self.again(&terms, *online.borrow(), |_| true);
                    self.report(&outlet, patches);
                }
                Ok(update) = came.recv() => {
                    let disputed = if update.room_id == self.room.room_id() { self.disputed() } else { Vec::new() };
                    if !disputed.is_empty() {
                        self.count(disputed, &terms).await;
                        let is_poll = |item: &TimelineItem| item.as_event().is_some_and(|event| event.content().is_poll());
                        let patches = self.again(&terms, *online.borrow(), is_poll);
                        self.report(&outlet, patches);
                    }
                }
                Some(()) = identities.next() => known = self.report_header(&outlet).await,
                () = self.members.notified() => {
                    known = self.report_header(&outlet).await;
                    let before = std::mem::replace(&mut terms, self.terms().await);
                    if terms.rights != before.rights {
                        let patches = self.again(&terms, *online.borrow(), |_| true);
                        self.report(&outlet, patches);
                    }
                }
                // Nobody can write before it is known who would read it.
                _ = asking.tick(), if !known && *online.borrow() => known = self.report_header(&outlet).await,
                changed = async {
                    tokio::select! {
                        changed = info.next() => changed.is_some(),
                        changed = lifetimes.changed() => changed.is_ok(),
                    }
                } => {
                    if !changed { return }
                    let now = self.account.outline(&self.room);
                    if now == seen { continue }
                    seen = now;
                    let before = std::mem::replace(&mut terms, self.terms().await);
                    self.learn_names().await;
                    known = self.report_header(&outlet).await;
                    if terms.rights != before.rights {
                        let polls = polls(&*self.items());
                        self.count(polls, &terms).await;
                        let patches = self.again(&terms, *online.borrow(), |_| true);
                        self.report(&outlet, patches);
                    }
                    if self.account.policy.admit(Entry::Open(&terms.facts.borrow())).is_err() {
                        // Somebody from outside came in: what is on screen goes, now.
                        self.report(&outlet, vec![Patch::Clear]);
                        return;
                    }
                }
                people = typing.recv(), if self.thread.is_none() => match people {
                    Ok(people) => {
                        let mut shown = Vec::with_capacity(people.len());
                        for user in people.into_iter().filter(|user| !self.account.ignored.holds(user)) {
                            let member = self.room.get_member_no_sync(&user).await.ok().flatten();
                            let name = member.as_ref().and_then(|m| m.display_name());
                            shown.push(self.account.person(user.as_str(), name, false));
                        }
                        outlet.put(Event::Typing { room: self.id.clone(), people: shown });
                    }
                    Err(broadcast::error::RecvError::Lagged(_)) => {}
                    Err(broadcast::error::RecvError::Closed) => return,
                },
            }
        }
    }

    /// Loads older messages.
    pub(crate) async fn load_older(&self) -> Result<Older, Failure> {
        // Before a message that is over stand others that are.
        if self.begins_over().await {
            return Ok(Older::Removed);
        }
        let start = self.timeline.paginate_backwards(PAGE).await;
        let start = start.map_err(|error| convert::failure::timeline_failure(&error))?;
        if let Some(thread) = &self.thread {
            self.account.threads.loaded(self.room.room_id(), &thread.root, start);
        }
        if self.begins_over().await {
            return Ok(Older::Removed);
        }
        Ok(if start { Older::Nothing } else { Older::More })
    }

    async fn begins_over(&self) -> bool {
        match &self.thread {
            Some(thread) => {
                let events = thread.events().await;
                self.account.begin_over(self.room.room_id(), &events)
            }
            None => self.account.begins_over(&self.room).await,
        }
    }

    /// Returns when all that is to be shown is on record, where one is kept.
    async fn settle(&self) {
        self.account.settle_record(&self.room).await;
        if let Some(thread) = &self.thread {
            // What was loaded of a thread alone is not among what is loaded of its room.
            let events = thread.events().await;
            self.account.settle_events(&self.room, &events).await;
            self.account.copies.look_through_sessions(self.room.room_id(), &events);
        }
    }

    /// Waits until rows were taken away that were loaded before.
    pub(crate) async fn shrunk(&self) {
        self.shrunk.notified().await;
    }

    /// How many rows there are.
    pub(crate) async fn length(&self) -> usize {
        self.timeline.items().await.len()
    }

    /// Whether it is known who is here.
    async fn report_header(&self, outlet: &Outlet) -> bool {
        if self.thread.is_some() {
            // The room's own is on show beside it.
            return true;
        }
        match self.account.header(&self.id).await {
            Ok(header) => {
                let known = header.allows.send != Capability::Refused(Reason::MembersUnknown);
                outlet.put(Event::Header(Arc::new(header)));
                known
            }
            Err(failure) => {
                tracing::warn!(code = failure.code(), "no header");
                true
            }
        }
    }

    /// Lets content out into the room. It is queued on disk, and goes when it can.
    pub(crate) async fn send(&self, cleared: Cleared<Outgoing>) -> Result<(), Why> {
        if cleared.room() != self.id.as_str() {
            return Err(Why::Failed(Failure::Internal));
        }
        self.account.record_may_grow(&self.room).map_err(Why::Failed)?;
        let _leaving = self.account.recorder.leaving.lock().await;
        if self.account.is_on_record(&self.room) {
            // Until it is on record.
            self.room.send_queue().set_enabled(false);
        }
        let queued = match cleared.into_content() {
            Outgoing::Text(draft) => self.send_text(draft).await,
            Outgoing::Reaction(row, key) => self.react(&row, &key).await,
            Outgoing::File(path, caption) => self.send_file(path, &caption).await,
            Outgoing::Forwarded(forwarded) => self.send_forwarded(*forwarded).await,
            Outgoing::Spoken(spoken, name) => self.send_spoken(&spoken, &name).await,
            Outgoing::Poll(poll) => self.start_poll(poll).await,
            Outgoing::Vote(row, answers) => self.vote(&row, answers).await,
            Outgoing::EndPoll(row, words) => self.end_poll(&row, words).await,
        };
        // What can't go on record stays in the queue, and is tried again with the next.
        let on_record = self.account.put_sends_on_record(&self.room).await;
        if self.account.is_online() && on_record.is_ok() {
            // Cleared, just now: the queue may run. Without a line it waits, to be judged again when there is one.
            self.room.send_queue().set_enabled(true);
        }
        // Only now: what waited before goes on, whatever became of this.
        queued?;
        if self.account.meet(&self.room).await {
            self.members.notify_one();
        }
        Ok(())
    }

    async fn react(&self, row: &RowKey, key: &str) -> Result<(), Why> {
        let item = self.event(row)?;
        let reacted = self.timeline.toggle_reaction(&item.identifier(), key).await;
        reacted.map(drop).map_err(failed)
    }

    async fn send_text(&self, draft: Draft) -> Result<(), Why> {
        let content = self.content(&draft).await;
        if let Some(row) = draft.edit {
            let item = self.event(&row)?;
            let content = content.add_mentions(self.answered(&item));
            let facts = self.facts(Depth::Known).await;
            self.account
                .policy
                .may_edit(&facts.borrow(), age_minutes(&item))
                .map_err(Why::Policy)?;
            return self
                .timeline
                .edit(&item.identifier(), EditedContent::RoomMessage(content))
                .await
                .map_err(failed);
        }
        let sent = match draft.reply_to {
            Some(event) => {
                let event = EventId::parse(event.as_str()).map_err(|_| Why::Failed(Failure::Malformed))?;
                self.timeline.send_reply(content, event).await
            }
            None => {
                let content = content.with_relation(self.in_thread());
                self.timeline
                    .send(AnyMessageLikeEventContent::RoomMessage(content))
                    .await
            }
        };
        sent.map(drop).map_err(failed)
    }

    /// Deletes a message for everybody.
    pub(crate) async fn redact(&self, row: &RowKey) -> Result<(), Why> {
        let facts = self.facts(Depth::Known).await;
        self.account.policy.may_redact(&facts.borrow()).map_err(Why::Policy)?;
        let item = self.event(row)?;
        self.timeline.redact(&item.identifier(), None).await.map_err(failed)
    }

    /// Marks a message as a decision, on record.
    pub(crate) async fn mark_decision(
        &self,
        row: &RowKey,
        thread: bool,
        what: String,
        reason: String,
    ) -> Result<(), Why> {
        let item = self.event(row)?;
        let event = item.event_id().ok_or(Why::Failed(Failure::NotReady))?;
        let decision = Decision {
            room: self.id.to_string(),
            event_id: event.to_string(),
            thread,
            by: self.room.own_user_id().to_string(),
            what,
            reason,
        };
        let marked = self.account.mark_decision(&self.room, decision).await;
        marked.map_err(Why::Failed)
    }

    /// Tries a stuck message again.
    pub(crate) async fn retry(&self, row: &RowKey) -> Result<(), Why> {
        let item = self.event(row)?;
        if let Some(handle) = item.local_echo_send_handle() {
            handle.unwedge().await.map_err(|_| Why::Failed(Failure::Internal))?;
        }
        // An error had switched the room's queue off; without this the message waits for ever.
        self.account.release(&self.room).await;
        Ok(())
    }

    /// Gives a message up that is not on the server yet.
    pub(crate) async fn cancel(&self, row: &RowKey) -> Result<(), Why> {
        let item = self.event(row)?;
        let handle = item.local_echo_send_handle().ok_or(Why::Failed(Failure::NotFound))?;
        match handle.abort().await {
            Ok(true) => {
                self.account.release(&self.room).await;
                Ok(())
            }
            Ok(false) => Err(Why::Failed(Failure::NotFound)),
            Err(_) => Err(Why::Failed(Failure::Internal)),
        }
    }

    /// Tells the others that everything here has been seen.
    pub(crate) async fn mark_read(&self) {
        if self.timeline.mark_as_read(ReceiptType::Read).await.is_err() {
            tracing::debug!("receipt not sent");
        }
        if self.thread.is_none() && self.room.is_marked_unread() {
            self.room.set_unread_flag(false).await.ok();
        }
    }

    /// Tells the others whether the person types.
    pub(crate) async fn typing(&self, active: bool) {
        self.room.typing_notice(active).await.ok();
    }

    pub(super) async fn facts(&self, depth: Depth) -> Facts {
        self.account.facts_of(&self.room, depth).await
    }

    pub(super) fn event(&self, row: &RowKey) -> Result<EventTimelineItem, Why> {
        let items = self.items();
        let item = items.iter().rev().find(|item| item.unique_id().0 == row.as_str());
        item.and_then(|item| item.as_event().cloned())
            .ok_or(Why::Failed(Failure::NotFound))
    }

    /// Has doubts resolved where the newest rows raise any.
    fn doubt(&self) {
        if self.items().iter().rev().take(RECENT).any(|item| is_doubtful(item)) {
            self.in_doubt.notify_one();
        }
    }

    fn report(&self, outlet: &Outlet, patches: Vec<Patch<Arc<model::Row>>>) {
        if !patches.is_empty() {
            outlet.put(Event::Rows {
                room: self.id.clone(),
                patches,
            });
        }
    }

    pub(super) fn items(&self) -> std::sync::MutexGuard<'_, Vector<Arc<TimelineItem>>> {
        // A panic elsewhere leaves whole items behind, never half ones.
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    /// Has the server send everything of this room from now on, and of no other.
    async fn subscribe(&self, room: &Room) {
        if let Ok(service) = self.sync_service().await {
            service
                .room_list_service()
                .set_room_subscriptions(&[room.room_id()])
                .await;
        }
    }
}

pub(super) fn content(typed: Typed) -> RoomMessageEventContentWithoutRelation {
    use RoomMessageEventContentWithoutRelation as Content;
    match (typed.emote, typed.formatted) {
        (false, None) => Content::text_plain(typed.body),
        (false, Some(html)) => Content::text_html(typed.body, html),
        (true, None) => Content::emote_plain(typed.body),
        (true, Some(html)) => Content::emote_html(typed.body, html),
    }
}

fn age_minutes(item: &EventTimelineItem) -> u64 {
    let sent = i64::from(item.timestamp().0);
    u64::try_from((now() - sent) / 60_000).unwrap_or(0)
}

pub(super) fn failed(error: matrix_sdk_ui::timeline::Error) -> Why {
    Why::Failed(failure::timeline_failure(&error))
}
