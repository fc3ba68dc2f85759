//! The room list: summaries from what is on this computer, kept in step with the server.

use std::sync::Arc;

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, stream};
use matrix_sdk::Room;
use matrix_sdk::RoomState;
use matrix_sdk_ui::eyeball_im::VectorDiff;
use matrix_sdk_ui::room_list_service::{RoomListItem, filters};
use matrix_sdk_ui::timeline::{LatestEventValue, RoomExt, TimelineDetails};
use model::{Failure, Patch, Preview, RoomKind, RoomSummary, UserId};
use policy::Standing;

use super::account::Account;
use super::rooms::Depth;
use crate::convert;

/// Rooms in the first report: what a window shows before anybody scrolls.
const FIRST: usize = 40;
/// Rooms in each further report of a long list.
const MORE: usize = 100;

impl Account {
    /// The room list, ordered by activity: what is on this computer at once, then each change.
    pub(crate) async fn rooms(self: &Arc<Self>) -> Result<BoxStream<'static, Vec<Patch<Arc<RoomSummary>>>>, Failure> {
        let list = self
            .sync_service()
            .await?
            .room_list_service()
            .all_rooms()
            .await
            .map_err(|_| Failure::Internal)?;
        let account = self.clone();
        let stream = stream::unfold(Source::Closed(list), move |source| {
            let account = account.clone();
            async move { source.next(&account).await }
        });
        Ok(stream.boxed())
    }

    async fn summary(&self, room: &Room) -> RoomSummary {
        let facts = self.facts_of(room, Depth::Known).await;
        let standing = self.policy.standing(&facts.borrow());
        let (kind, refusal) = if room.state() == RoomState::Invited {
            let (inviter, refusal) = self.invitation(room, &facts).await;
            (RoomKind::Invitation(inviter), refusal)
        } else {
            (self.kind_of(room), None)
        };
        let quarantine = refusal.or(match standing {
            Standing::Quarantine(reason) | Standing::Blocked(reason) => Some(reason),
            Standing::Clear | Standing::Warn(_) => None,
        });
        let department = match &kind {
            RoomKind::Direct(user) => self.policy.department(user.server()).map(Into::into),
            RoomKind::Invitation(inviter) => inviter.department.clone(),
            RoomKind::Room => None,
        };
        RoomSummary {
            id: room.room_id().as_str().into(),
            name: self.room_name(room),
            department,
            unread: count(room.num_unread_messages()).max(u32::from(room.is_marked_unread())),
            mentions: count(room.num_unread_mentions()),
            draft: self.has_draft(room).await,
            active_at: room.latest_event_timestamp().map_or(0, |at| i64::from(at.0)),
            // What is quarantined stays unread: not even its last line is shown.
            preview: if quarantine.is_some() {
                None
            } else {
                self.preview(room).await
            },
            encrypted: room.encryption_state().is_encrypted(),
            kind,
            quarantine,
        }
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
                let name = match &profile {
                    TimelineDetails::Ready(profile) => profile.display_name.as_deref(),
                    _ => None,
                };
                let sender = (!is_own).then(|| self.person(sender.as_str(), name, false).name);
                Some(Preview {
                    sender,
                    text: convert::preview(&content),
                })
            }
            LatestEventValue::Local { content, .. } => Some(Preview {
                sender: None,
                text: convert::preview(&content),
            }),
            LatestEventValue::None | LatestEventValue::RemoteInvite { .. } => None,
        }
    }

    /// Whom a room is with, as the person's account data says.
    pub(super) fn kind_of(&self, room: &Room) -> RoomKind {
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

/// The list's diff stream borrows the list, so both live in one task that feeds a channel.
enum Source {
    Closed(matrix_sdk_ui::room_list_service::RoomList),
    Open(
        tokio::sync::mpsc::UnboundedReceiver<Vec<VectorDiff<RoomListItem>>>,
        Vec<Patch<RoomListItem>>,
        Feeder,
    ),
}

impl Source {
    async fn next(self, account: &Account) -> Option<(Vec<Patch<Arc<RoomSummary>>>, Self)> {
        let (mut diffs, mut rest, feeder) = match self {
            Self::Closed(list) => {
                let (sender, receiver) = tokio::sync::mpsc::unbounded_channel();
                (receiver, Vec::new(), Feeder(tokio::spawn(feed(list, sender))))
            }
            Self::Open(diffs, rest, feeder) => (diffs, rest, feeder),
        };
        let patches = if rest.is_empty() {
            split(diffs.recv().await?.into_iter().map(convert::patch).collect())
        } else {
            split(std::mem::take(&mut rest))
        };
        let (now, later) = patches;
        let mut summaries = Vec::with_capacity(now.len());
        for patch in now {
            summaries.push(summarise(account, patch).await);
        }
        Some((summaries, Self::Open(diffs, later, feeder)))
    }
}

/// Stops feeding when nobody reads any more.
struct Feeder(tokio::task::JoinHandle<()>);

impl Drop for Feeder {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn feed(
    list: matrix_sdk_ui::room_list_service::RoomList,
    sender: tokio::sync::mpsc::UnboundedSender<Vec<VectorDiff<RoomListItem>>>,
) {
    // One page: the window draws only the rows in view, whatever the length.
    let (entries, controller) = list.entries_with_dynamic_adapters(usize::MAX);
    controller.set_filter(Box::new(filters::new_filter_all(vec![
        Box::new(filters::new_filter_non_left()),
        Box::new(filters::new_filter_not(Box::new(filters::new_filter_space()))),
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

async fn summarise(account: &Account, patch: Patch<RoomListItem>) -> Patch<Arc<RoomSummary>> {
    match patch {
        Patch::Reset(items) => Patch::Reset(summarise_all(account, items).await),
        Patch::Append(items) => Patch::Append(summarise_all(account, items).await),
        Patch::PushFront(item) => Patch::PushFront(summarise_one(account, item).await),
        Patch::PushBack(item) => Patch::PushBack(summarise_one(account, item).await),
        Patch::Insert(index, item) => Patch::Insert(index, summarise_one(account, item).await),
        Patch::Set(index, item) => Patch::Set(index, summarise_one(account, item).await),
        Patch::Clear => Patch::Clear,
        Patch::PopFront => Patch::PopFront,
        Patch::PopBack => Patch::PopBack,
        Patch::Remove(index) => Patch::Remove(index),
        Patch::Truncate(length) => Patch::Truncate(length),
    }
}

async fn summarise_all(account: &Account, items: Vec<RoomListItem>) -> Vec<Arc<RoomSummary>> {
    let mut summaries = Vec::with_capacity(items.len());
    for item in items {
        summaries.push(summarise_one(account, item).await);
    }
    summaries
}

async fn summarise_one(account: &Account, item: RoomListItem) -> Arc<RoomSummary> {
    Arc::new(account.summary(&item.into_inner()).await)
}

fn count(messages: u64) -> u32 {
    u32::try_from(messages).unwrap_or(u32::MAX)
}
