//! Spaces: rooms that hold other rooms. They are never conversations.

mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::deserialized_responses::SyncOrStrippedState;
use matrix_sdk::ruma::api::client::room::create_room::v3 as create;
use matrix_sdk::ruma::events::space::child::{SpaceChildEventContent, SyncSpaceChildEvent};
use matrix_sdk::ruma::events::space::parent::SpaceParentEventContent;
use matrix_sdk::ruma::events::{StateEventType, SyncStateEvent};
use matrix_sdk::ruma::room::RoomType;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedRoomId, RoomId as MatrixRoom, assign};
use matrix_sdk::{Room, RoomState};
use model::{Capability, Event, Failure, RoomId, Space, Why};
use policy::{Entry, Governance};
use serde_json::json;
use tokio::sync::Notify;
use tokio::sync::broadcast::error::RecvError;

use super::account::Account;
use super::governing::capability;
use super::rooms::{Depth, failed};
use crate::convert::names;
use crate::outlet::Outlet;

/// How long changes may gather: one sync can bring many.
const GATHER: Duration = Duration::from_millis(300);
/// Spaces within each other that are shown: what is further down is not lost, and stands this deep.
const DEEPEST: u8 = 8;

/// The rooms of each space that the person is in, in their order.
type Held = BTreeMap<OwnedRoomId, Vec<OwnedRoomId>>;

impl Account {
    /// Reports the spaces that the person is in, now and whenever they change. For ever.
    pub(crate) async fn follow_spaces(self: Arc<Self>, outlet: Outlet) {
        let arranged = Arc::new(Notify::new());
        let heard = arranged.clone();
        let handler = self.client.add_event_handler(move |_: SyncSpaceChildEvent| {
            heard.notify_one();
            std::future::ready(())
        });
        let _guard = self.client.event_handler_drop_guard(handler);
        let mut infos = self.client.room_info_notable_update_receiver();
        let mut told: Option<Arc<[Space]>> = None;
        loop {
            let spaces: Arc<[Space]> = self.spaces().await.into();
            if told.as_ref() != Some(&spaces) {
                outlet.put(Event::Spaces(spaces.clone()));
                told = Some(spaces);
            }
            loop {
                tokio::select! {
                    () = arranged.notified() => break,
                    update = infos.recv() => match update {
                        Ok(update) if !self.is_space(&update.room_id) => {}
                        Ok(_) | Err(RecvError::Lagged(_)) => break,
                        Err(RecvError::Closed) => return,
                    },
                }
            }
            tokio::time::sleep(GATHER).await;
        }
    }

    /// Whether a room holds other rooms.
    fn is_space(&self, id: &MatrixRoom) -> bool {
        self.client.get_room(id).is_some_and(|room| room.is_space())
    }

    /// Whether there is nothing to be read in a room that the person is in: it holds others.
    pub(crate) fn holds_rooms(&self, id: &RoomId) -> bool {
        let room = self.room(id.as_str()).ok();
        room.is_some_and(|room| room.is_space() && room.state() == RoomState::Joined)
    }

    /// The spaces that the person is in, each after the one that it lies in.
    async fn spaces(&self) -> Vec<Space> {
        let mut rooms = self.client.joined_space_rooms();
        rooms.sort_by_cached_key(|room| (self.room_name(room).to_lowercase(), room.room_id().to_owned()));
        let mut held = Held::new();
        for room in &rooms {
            held.insert(room.room_id().to_owned(), held_by(room).await);
        }
        let inner: BTreeSet<&OwnedRoomId> = held.values().flatten().collect();
        let mut order = Vec::new();
        let mut seen = BTreeSet::new();
        // Where spaces lie in each other in a ring, the first by name counts as the outer one.
        let outer = rooms.iter().filter(|room| !inner.contains(&room.room_id().to_owned()));
        for room in outer.chain(&rooms) {
            descend(room.room_id(), 0, &held, &mut seen, &mut order);
        }
        let mut spaces = Vec::with_capacity(order.len());
        for (id, depth) in order {
            let Some(room) = self.client.get_room(&id) else {
                continue;
            };
            spaces.push(Space {
                id: id.as_str().into(),
                name: self.room_name(&room),
                depth,
                rooms: below(&id, &held).iter().map(|id| RoomId::from(id.as_str())).collect(),
                arrange: self.may_arrange(&room).await,
            });
        }
        spaces
    }

    /// The spaces that the person is in and that hold this room.
    pub(super) async fn spaces_with(&self, room: &Room) -> Vec<OwnedRoomId> {
        let mut found = Vec::new();
        for space in self.client.joined_space_rooms() {
            if held_by(&space).await.iter().any(|held| held == room.room_id()) {
                found.push(space.room_id().to_owned());
            }
        }
        found
    }

    /// Whether the person may put rooms into a space and take them out.
    pub(super) async fn may_arrange(&self, space: &Room) -> Capability {
        let levels = space.power_levels_or_default().await;
        if !levels.user_can_send_state(space.own_user_id(), StateEventType::SpaceChild) {
            return Capability::Absent;
        }
        let facts = self.facts_of(space, Depth::Known).await;
        capability(self.policy.govern(&facts.borrow(), Governance::Arrange).map(drop))
    }

    /// Makes a space, in another one where that is said. What it is called leaves in clear, as the name of every room does.
    pub(crate) async fn make_space(&self, name: &str, within: Option<&RoomId>) -> Result<RoomId, Why> {
        let _admitted = self.policy.admit(Entry::Create { invite: &[] }).map_err(Why::Policy)?;
        let content = assign!(create::CreationContent::new(), { room_type: Some(RoomType::Space) });
        let content = Raw::new(&content).map_err(|_| Why::Failed(Failure::Internal))?;
        // Nobody says anything in a space.
        let levels = Raw::new(&json!({ "events_default": 100 })).map_err(|_| Why::Failed(Failure::Internal))?;
        let request = assign!(create::Request::new(), {
            preset: Some(create::RoomPreset::PrivateChat),
            name: Some(names::shown_title(name).to_string()),
            creation_content: Some(content),
            power_level_content_override: Some(levels.cast_unchecked()),
        });
        self.encryption_ready().await;
        let room = self.client.create_room(request).await.map_err(failed)?;
        let id = RoomId::from(room.room_id().as_str());
        if let Some(outer) = within {
            self.arrange(outer, &id, true).await?;
        }
        Ok(id)
    }

    /// Puts a room into a space, or takes it out.
    pub(crate) async fn arrange(&self, space: &RoomId, room: &RoomId, inside: bool) -> Result<(), Why> {
        let outer = self.room(space.as_str()).map_err(Why::Failed)?;
        let facts = self.facts_of(&outer, Depth::All).await;
        let governed = self.policy.govern(&facts.borrow(), Governance::Arrange);
        let _governed = governed.map_err(Why::Policy)?;
        if !outer.is_space() || space == room {
            return Err(Why::Failed(Failure::Malformed));
        }
        let inner = MatrixRoom::parse(room.as_str()).map_err(|_| Why::Failed(Failure::Malformed))?;
        if !inside {
            // What is redacted would come back out of older state; an empty content is the way out (matrix-spec issue 2252).
            let set = outer
                .send_state_event_raw("m.space.child", inner.as_str(), json!({}))
                .await;
            return set.map(drop).map_err(failed);
        }
        let child = self.room(room.as_str()).map_err(Why::Failed)?;
        let mut via = child.route().await.map_err(failed)?;
        via.retain(|server| self.policy.approves(server.as_str()));
        let content = SpaceChildEventContent::new(via.clone());
        outer.send_state_event_for_key(&inner, content).await.map_err(failed)?;
        // The room says so too, where the person may have it say so.
        let levels = child.power_levels_or_default().await;
        if levels.user_can_send_state(child.own_user_id(), StateEventType::SpaceParent) {
            let mut via = outer.route().await.map_err(failed)?;
            via.retain(|server| self.policy.approves(server.as_str()));
            let content = SpaceParentEventContent::new(via);
            let said = child.send_state_event_for_key(outer.room_id(), content).await;
            said.map_err(failed)?;
        }
        Ok(())
    }
}

/// The rooms that a space holds, in the order that it says.
async fn held_by(space: &Room) -> Vec<OwnedRoomId> {
    let children = space.get_state_events_static::<SpaceChildEventContent>().await;
    let mut held = Vec::new();
    for child in children.unwrap_or_default() {
        // Without servers to ask, a space holds a room no longer.
        if let Ok(SyncOrStrippedState::Sync(SyncStateEvent::Original(event))) = child.deserialize()
            && !event.content.via.is_empty()
        {
            let order = event.content.order;
            held.push((order.is_none(), order, event.origin_server_ts, event.state_key));
        }
    }
    held.sort();
    held.into_iter().map(|(.., room)| room).collect()
}

/// A space and the spaces in it, each once, however they lie in each other.
fn descend(
    id: &MatrixRoom,
    depth: u8,
    held: &Held,
    seen: &mut BTreeSet<OwnedRoomId>,
    order: &mut Vec<(OwnedRoomId, u8)>,
) {
    let mut waiting = vec![(id.to_owned(), depth)];
    while let Some((id, depth)) = waiting.pop() {
        let Some(inner) = held.get(&id) else { continue };
        if !seen.insert(id.clone()) {
            continue;
        }
        order.push((id, depth));
        let deeper = inner.iter().rev().map(|room| (room.clone(), (depth + 1).min(DEEPEST)));
        waiting.extend(deeper);
    }
}

/// All rooms in a space and in the spaces in it, those spaces left out.
fn below(id: &MatrixRoom, held: &Held) -> BTreeSet<OwnedRoomId> {
    let (mut rooms, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut waiting = vec![id.to_owned()];
    while let Some(id) = waiting.pop() {
        let Some(inner) = held.get(&id) else {
            rooms.insert(id);
            continue;
        };
        if seen.insert(id) {
            waiting.extend(inner.iter().cloned());
        }
    }
    rooms
}
