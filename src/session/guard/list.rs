//! The room list: summaries from what is on this computer, kept in step with the server.

use std::collections::HashSet;
use std::sync::Arc;

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, stream};
use imbl::Vector;
use matrix_sdk::ruma::OwnedRoomId;
use matrix_sdk::ruma::events::room::join_rules::JoinRule;
use matrix_sdk::{Room, RoomMemberships, RoomState};
use matrix_sdk_base::latest_event::LatestEventValue as Latest;
use matrix_sdk_ui::eyeball_im::VectorDiff;
use matrix_sdk_ui::room_list_service::{RoomListItem, filters};
use matrix_sdk_ui::timeline::{LatestEventValue, RoomExt, TimelineDetails};
use model::{Body, Closed, Failure, Patch, Preview, RoomId, RoomKind, RoomSummary, UserId};
use policy::Standing;
use tokio::sync::mpsc;

use super::account::Account;
use super::feed::Feeder;
use super::marks;
use super::rooms::Depth;
use super::threads::Unread;
use crate::convert;
use crate::convert::trust::{self, Came};

/// Rooms in the first report: what a window shows before anybody scrolls.
const FIRST: usize = 40;
/// Rooms in each further report of a long list.
const MORE: usize = 100;

impl Account {
    /// The room list, ordered by activity: what is on this computer at once, then each change. A room's line is complete
    /// from when it is first looked at; until then it has what costs nothing, so that a long list starts like a short one.
    pub(crate) async fn rooms(
        self: &Arc<Self>,
        looks: mpsc::UnboundedReceiver<Vec<RoomId>>,
    ) -> Result<BoxStream<'static, Vec<Patch<Arc<RoomSummary>>>>, Failure> {
        let list = self
            .sync_service()
            .await?
            .room_list_service()
            .all_rooms()
            .await
            .map_err(|_| Failure::Internal)?;
        let (sender, diffs) = mpsc::unbounded_channel();
        let report = Report {
            account: self.clone(),
            diffs,
            looks,
            waiting: Vec::new(),
            rooms: Vector::new(),
            looked_at: HashSet::new(),
            _feeder: Feeder::new(feed(list, sender)),
        };
        Ok(stream::unfold(report, Report::next).boxed())
    }

    /// A room's line, as far as memory has it.
    fn outline_of(&self, room: &Room) -> RoomSummary {
        let kind = self.kind_of(room);
        // Before a last message that is over stand others that are.
        let silent = matches!(&kind, RoomKind::Direct(user) if self.ignores(user));
        let in_threads = match silent {
            true => Unread::default(),
            false => self.threads.unread_in(room.room_id()),
        };
        let (unread, mentions) = if silent || self.is_last_over(room) {
            (0, 0)
        } else {
            (room.num_unread_messages(), room.num_unread_mentions())
        };
        RoomSummary {
            id: room.room_id().as_str().into(),
            name: self.room_name(room),
            department: match &kind {
                RoomKind::Direct(user) => self.policy.department(user.server()).map(Into::into),
                RoomKind::Room | RoomKind::Invitation(_) | RoomKind::Knock => None,
            },
            kind,
            unread: count(unread.saturating_add(in_threads.messages)),
            mentions: count(mentions.saturating_add(in_threads.mentions)),
            in_threads: count(in_threads.messages),
            marked_unread: room.is_marked_unread(),
            importance: marks::importance(room),
            muted: marks::is_muted(room),
            draft: false,
            active_at: room.latest_event_timestamp().map_or(0, |at| i64::from(at.0)),
            preview: None,
            encrypted: room.encryption_state().is_encrypted(),
            kept: self.is_kept(room),
            quarantine: None,
            ignored: false,
            knocks: 0,
        }
    }

    fn ignores(&self, user: &UserId) -> bool {
        matrix_sdk::ruma::UserId::parse(user.as_str()).is_ok_and(|user| self.ignored.holds(&user))
    }

    /// A room's whole line.
    async fn summary(&self, room: &Room) -> RoomSummary {
        let mut line = self.outline_of(room);
        let facts = self.facts_of(room, Depth::Known).await;
        let mut refusal = None;
        if room.state() == RoomState::Invited {
            let (inviter, refused) = self.invitation(room, &facts).await;
            refusal = refused;
            line.department = inviter.department.clone();
            line.ignored = self.ignores(&inviter.id);
            line.kind = RoomKind::Invitation(inviter);
        }
        line.quarantine = refusal.or(match self.policy.standing(&facts.borrow()) {
            Standing::Quarantine(reason) | Standing::Blocked(reason) => Some(reason),
            Standing::Clear | Standing::Warn(_) => None,
        });
        if room.state() == RoomState::Joined {
            line.knocks = self.knocks(room).await;
        }
        line.draft = self.has_draft(room).await;
        if line.quarantine.is_none() && room.state() == RoomState::Joined {
            self.look_at_room(room).await;
        }
        // What is quarantined stays unread: not even its last line is shown.
        if line.quarantine.is_none() && !self.is_last_over(room) {
            line.preview = self.preview(room).await;
        }
        line
    }

    async fn preview(&self, room: &Room) -> Option<Preview> {
        match RoomExt::latest_event(room).await {
            LatestEventValue::Remote {
                sender,
                is_own,
                profile,
                content,
                ..
            } => {
                if self.ignored.holds(&sender) {
                    return None;
                }
                let name = match &profile {
                    TimelineDetails::Ready(profile) => profile.display_name.as_deref(),
                    _ => None,
                };
                let sender = (!is_own).then(|| self.person(sender.as_str(), name, false).name);
                let closed = self.last_closed(room, is_own).await;
                let text = if closed.is_some() {
                    "".into()
                } else {
                    convert::preview(&content)
                };
                Some(Preview { sender, text, closed })
            }
            LatestEventValue::Local { content, .. } => Some(Preview {
                sender: None,
                text: convert::preview(&content),
                closed: None,
            }),
            LatestEventValue::None | LatestEventValue::RemoteInvite { .. } => None,
        }
    }

    pub(super) fn is_last_over(&self, room: &Room) -> bool {
        let at = room.latest_event_timestamp();
        at.is_some_and(|at| self.expiry.is_hidden(room.room_id(), i64::from(at.0)))
    }

    /// Why the last message is not shown; none where it is.
    async fn last_closed(&self, room: &Room, own: bool) -> Option<Closed> {
        // The SDK's room by itself: what its timeline makes of the value has lost how it was decrypted.
        let Latest::Remote(event) = (**room).latest_event() else {
            return None;
        };
        let came = Came {
            info: event.encryption_info().map(|info| &**info),
            clear: false,
            own,
            written: event.timestamp().map_or(i64::MAX, |at| i64::from(at.0)),
            repeated: event.event_id().is_some_and(|id| self.copies.holds(id)),
        };
        let judged = |since| trust::shield(&came, since, &Body::Unsupported).closed();
        // Since when this device is there costs a look into the stores, and closes no more than this does.
        judged(i64::MIN)?;
        judged(self.here_since().await)
    }

    /// How many people ask to be let in, where the person may let them.
    async fn knocks(&self, room: &Room) -> u32 {
        if !matches!(room.join_rule(), Some(JoinRule::Knock | JoinRule::KnockRestricted(_))) {
            return 0;
        }
        let levels = room.power_levels_or_default().await;
        if !levels.user_can_invite(room.own_user_id()) {
            return 0;
        }
        let store = self.client.state_store();
        let asking = store.get_user_ids(room.room_id(), RoomMemberships::KNOCK).await;
        count(asking.unwrap_or_default().len() as u64)
    }

    /// Whom a room is with, as the person's account data says.
    pub(super) fn kind_of(&self, room: &Room) -> RoomKind {
        if room.state() == RoomState::Knocked {
            return RoomKind::Knock;
        }
        let targets = room.direct_targets();
        match targets.iter().next() {
            Some(target) if targets.len() == 1 => RoomKind::Direct(UserId::from(target.as_str())),
            _ => RoomKind::Room,
        }
    }

    async fn has_draft(&self, room: &Room) -> bool {
        room.load_composer_draft(None)
            .await
            .ok()
            .flatten()
            .is_some_and(|draft| !draft.plain_text.is_empty())
    }
}

/// What was reported of the list, and what is still to be.
struct Report {
    account: Arc<Account>,
    diffs: mpsc::UnboundedReceiver<Vec<VectorDiff<RoomListItem>>>,
    /// The rooms that came into view.
    looks: mpsc::UnboundedReceiver<Vec<RoomId>>,
    waiting: Vec<Patch<RoomListItem>>,
    rooms: Vector<RoomListItem>,
    /// The rooms whose lines are kept complete.
    looked_at: HashSet<OwnedRoomId>,
    /// The list's diff stream borrows the list, so both live in one task that feeds a channel.
    _feeder: Feeder,
}

impl Report {
    async fn next(mut self) -> Option<(Vec<Patch<Arc<RoomSummary>>>, Self)> {
        let patches = if self.waiting.is_empty() {
            self.changes().await?
        } else {
            std::mem::take(&mut self.waiting)
        };
        let (now, later) = split(patches);
        self.waiting = later;
        let mut summaries = Vec::with_capacity(now.len());
        for patch in now {
            // The SDK's diffs fit the list that they are diffs of.
            let _fits = patch.clone().apply(&mut self.rooms);
            self.look_at_head(&patch);
            summaries.push(self.summarise(patch).await);
        }
        Some((summaries, self))
    }

    async fn changes(&mut self) -> Option<Vec<Patch<RoomListItem>>> {
        loop {
            tokio::select! {
                diffs = self.diffs.recv() => return Some(diffs?.into_iter().map(convert::patch).collect()),
                Some(rooms) = self.looks.recv() => {
                    let completed = self.look_at(&rooms);
                    if !completed.is_empty() {
                        return Some(completed);
                    }
                }
            }
        }
    }

    /// What changes in the list when these rooms come into view.
    fn look_at(&mut self, rooms: &[RoomId]) -> Vec<Patch<RoomListItem>> {
        let mut patches = Vec::new();
        for (index, item) in self.rooms.iter().enumerate() {
            let id = item.room_id();
            if rooms.iter().any(|room| room.as_str() == id.as_str()) && self.looked_at.insert(id.to_owned()) {
                patches.push(Patch::Set(index, item.clone()));
            }
        }
        patches
    }

    /// The head of the list is looked at before anybody can say so.
    fn look_at_head(&mut self, patch: &Patch<RoomListItem>) {
        match patch {
            Patch::Reset(items) => {
                let head = items.iter().take(FIRST).map(|item| item.room_id().to_owned());
                self.looked_at.extend(head);
            }
            Patch::PushFront(item) => {
                self.looked_at.insert(item.room_id().to_owned());
            }
            Patch::Insert(index, item) | Patch::Set(index, item) if *index < FIRST => {
                self.looked_at.insert(item.room_id().to_owned());
            }
            _ => {}
        }
    }

    async fn summarise(&self, patch: Patch<RoomListItem>) -> Patch<Arc<RoomSummary>> {
        match patch {
            Patch::Reset(items) => Patch::Reset(self.lines(items).await),
            Patch::Append(items) => Patch::Append(self.lines(items).await),
            Patch::PushFront(item) => Patch::PushFront(self.line(item).await),
            Patch::PushBack(item) => Patch::PushBack(self.line(item).await),
            Patch::Insert(index, item) => Patch::Insert(index, self.line(item).await),
            Patch::Set(index, item) => Patch::Set(index, self.line(item).await),
            Patch::Clear => Patch::Clear,
            Patch::PopFront => Patch::PopFront,
            Patch::PopBack => Patch::PopBack,
            Patch::Remove(index) => Patch::Remove(index),
            Patch::Truncate(length) => Patch::Truncate(length),
        }
    }

    async fn lines(&self, items: Vec<RoomListItem>) -> Vec<Arc<RoomSummary>> {
        let mut lines = Vec::with_capacity(items.len());
        for item in items {
            lines.push(self.line(item).await);
        }
        lines
    }

    async fn line(&self, item: RoomListItem) -> Arc<RoomSummary> {
        let room = item.into_inner();
        // An invitation is not known for one before it was looked into.
        let whole =
            matches!(room.state(), RoomState::Invited | RoomState::Knocked) || self.looked_at.contains(room.room_id());
        Arc::new(if whole {
            self.account.summary(&room).await
        } else {
            self.account.outline_of(&room)
        })
    }
}

async fn feed(
    list: matrix_sdk_ui::room_list_service::RoomList,
    sender: mpsc::UnboundedSender<Vec<VectorDiff<RoomListItem>>>,
) {
    // One page: the window draws only the rows in view, whatever the length.
    let (entries, controller) = list.entries_with_dynamic_adapters(usize::MAX);
    controller.set_filter(Box::new(filters::new_filter_all(vec![
        Box::new(filters::new_filter_non_left()),
        // Whoever is asked into a space has to see it.
        Box::new(filters::new_filter_any(vec![
            Box::new(filters::new_filter_invite()),
            Box::new(filters::new_filter_not(Box::new(filters::new_filter_space()))),
        ])),
    ])));
    let mut entries = std::pin::pin!(entries);
    while let Some(diffs) = entries.next().await {
        if sender.send(diffs).is_err() {
            return;
        }
    }
}

/// Cuts a long first list up, so that its head is on screen before its tail is worked out.
fn split(patches: Vec<Patch<RoomListItem>>) -> (Vec<Patch<RoomListItem>>, Vec<Patch<RoomListItem>>) {
    let mut patches = patches.into_iter();
    let (mut now, mut later) = (Vec::new(), Vec::new());
    for patch in patches.by_ref() {
        match patch {
            Patch::Reset(mut items) if items.len() > FIRST => {
                later.push(Patch::Append(items.split_off(FIRST)));
                now.push(Patch::Reset(items));
                break;
            }
            Patch::Append(mut items) if items.len() > MORE => {
                later.push(Patch::Append(items.split_off(MORE)));
                now.push(Patch::Append(items));
                break;
            }
            patch => now.push(patch),
        }
    }
    later.extend(patches);
    (now, later)
}

fn count(messages: u64) -> u32 {
    u32::try_from(messages).unwrap_or(u32::MAX)
}
