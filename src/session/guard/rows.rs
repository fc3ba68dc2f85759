//! What the rows of a conversation depend on besides its items.

use std::sync::{Arc, PoisonError};

use imbl::Vector;
use matrix_sdk::ruma::events::room::power_levels::RoomPowerLevels;
use matrix_sdk::ruma::{EventId, OwnedEventId, UserId};
use matrix_sdk::{Room, RoomMemberships};
use matrix_sdk_ui::eyeball_im::VectorDiff;
use matrix_sdk_ui::timeline::{TimelineDetails, TimelineItem};
use model::{Capability, Patch};
use policy::Reason;

use super::account::{Account, now};
use super::conversation::Conversation;
use super::rooms::{Depth, Facts};
use crate::convert::poll::Votes;
use crate::convert::{self, Lens};

/// What is true of the room.
pub(super) struct Terms {
    pub(super) facts: Facts,
    pub(super) rights: Rights,
    pub(super) levels: RoomPowerLevels,
}

/// What, where it changes, makes other rows of all messages.
#[derive(PartialEq)]
pub(super) struct Rights {
    /// Why messages may not be deleted.
    redact: Option<Reason>,
    redact_others: bool,
    pin: Capability,
    pinned: Vec<OwnedEventId>,
}

/// What is known of messages besides what they say.
pub(super) struct Sight<'a> {
    /// What somebody calls themselves in the room.
    pub(super) name: &'a dyn Fn(&UserId) -> Option<Arc<str>>,
    /// A message that is loaded.
    pub(super) loaded: &'a dyn Fn(&EventId) -> Option<Arc<TimelineItem>>,
    /// How people have voted in a poll.
    pub(super) votes: &'a dyn Fn(&EventId) -> Option<Arc<Votes>>,
    /// What the thread of a message comes to.
    pub(super) thread: &'a dyn Fn(&EventId) -> Option<model::Thread>,
    /// They stand in one.
    pub(super) in_thread: bool,
    pub(super) online: bool,
    /// Since when this device is there, in milliseconds since the Unix epoch.
    pub(super) since: i64,
}

impl Account {
    /// What is known to be true of a room.
    pub(super) async fn terms(&self, room: &Room) -> Terms {
        let facts = self.facts_of(room, Depth::Known).await;
        let levels = room.power_levels_or_default().await;
        let rights = Rights {
            redact: self.policy.may_redact(&facts.borrow()).err(),
            redact_others: levels.user_can_redact_event_of_other(room.own_user_id()),
            pin: self.may_pin(room, &facts).await,
            pinned: room.pinned_event_ids().unwrap_or_default(),
        };
        Terms { facts, rights, levels }
    }

    pub(super) fn with_lens<T>(
        &self,
        room: &Room,
        terms: &Terms,
        sight: &Sight<'_>,
        f: impl FnOnce(&Lens<'_>) -> T,
    ) -> T {
        let policy = &self.policy;
        let Terms { facts, rights, .. } = terms;
        let department = |server: &str| policy.department(server).map(Arc::from);
        let edit = |minutes: u64| policy.may_edit(&facts.borrow(), minutes).err();
        let link = |url: &str| convert::link::verdict(policy, url);
        let repeated = |event: &EventId| self.copies.holds(event);
        f(&Lens {
            name: sight.name,
            own: room.own_user_id(),
            department: &department,
            link: &link,
            online: sight.online,
            since: sight.since,
            loaded: sight.loaded,
            votes: sight.votes,
            thread: sight.thread,
            in_thread: sight.in_thread,
            repeated: &repeated,
            may_edit: &edit,
            lure: &|text| policy.is_lure(text),
            on_record: self.is_on_record(room),
            ignored: &|user| self.ignored.holds(user),
            over: &|at| self.expiry.is_hidden(room.room_id(), at),
            redact: rights.redact.clone(),
            redact_others: rights.redact_others,
            pin: rights.pin.clone(),
            pinned: &|event| rights.pinned.iter().any(|pinned| pinned == event),
            now: now(),
        })
    }
}

impl Conversation {
    pub(super) async fn terms(&self) -> Terms {
        self.account.terms(&self.room).await
    }

    /// The rows of these items once more: they look different now.
    pub(super) fn again(
        &self,
        terms: &Terms,
        online: bool,
        which: impl Fn(&TimelineItem) -> bool,
    ) -> Vec<Patch<Arc<model::Row>>> {
        let items = self.items().clone();
        self.with_lens(terms, online, |lens| {
            let found = items.iter().enumerate().filter(|(_, item)| which(item));
            found
                .map(|(index, item)| Patch::Set(index, convert::row(item, lens)))
                .collect()
        })
    }

    pub(super) fn with_lens<T>(&self, terms: &Terms, online: bool, f: impl FnOnce(&Lens<'_>) -> T) -> T {
        let names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        let sight = Sight {
            name: &|user| names.get(user).cloned(),
            loaded: &|event| self.loaded(event),
            votes: &|poll| self.votes_in(poll),
            thread: &|root| self.thread_of(root),
            in_thread: self.thread.is_some(),
            online,
            since: self.since,
        };
        self.account.with_lens(&self.room, terms, &sight, f)
    }

    /// Whoever wrote one of these came into view.
    pub(super) fn look_at_senders(&self, items: &Vector<Arc<TimelineItem>>) {
        for event in items.iter().filter_map(|item| item.as_event()) {
            if let TimelineDetails::Ready(profile) = event.sender_profile() {
                self.account.saw(event.sender(), profile.avatar_url.as_deref());
            }
        }
    }

    /// Whether a message is among those loaded, reported or not.
    pub(crate) async fn has(&self, event: &model::EventId) -> bool {
        let items = self.timeline.items().await;
        let mut events = items.iter().filter_map(|item| item.as_event()?.event_id());
        events.any(|it| it.as_str() == event.as_str())
    }

    /// The item of this event, where it is among those loaded.
    pub(super) fn loaded(&self, event: &EventId) -> Option<Arc<TimelineItem>> {
        let items = self.items();
        let is_it = |item: &&Arc<TimelineItem>| item.as_event().is_some_and(|item| item.event_id() == Some(event));
        items.iter().rev().find(is_it).cloned()
    }

    /// Who reacted or read comes as an id only; names are kept for as long as the room is open.
    pub(super) async fn learn_names(&self) {
        let members = self
            .room
            .members_no_sync(RoomMemberships::JOIN)
            .await
            .unwrap_or_default();
        let named = members
            .iter()
            .filter_map(|member| Some((member.user_id().to_owned(), member.display_name()?.into())));
        *self.names.lock().unwrap_or_else(PoisonError::into_inner) = named.collect();
    }
}

/// The items that changes of the list bring, or bring news of.
pub(super) fn brought(changes: &[VectorDiff<Arc<TimelineItem>>]) -> Vec<&Arc<TimelineItem>> {
    let brought = changes.iter().flat_map(|change| match change {
        VectorDiff::Append { values } | VectorDiff::Reset { values } => values.iter().collect(),
        VectorDiff::PushFront { value }
        | VectorDiff::PushBack { value }
        | VectorDiff::Insert { value, .. }
        | VectorDiff::Set { value, .. } => vec![value],
        VectorDiff::Clear
        | VectorDiff::PopFront
        | VectorDiff::PopBack
        | VectorDiff::Remove { .. }
        | VectorDiff::Truncate { .. } => Vec::new(),
    });
    brought.collect()
}
