//! What one space holds, as the server tells it (`/hierarchy`): rooms that the person isn't in, too.

use std::sync::Arc;

use futures_util::StreamExt;
use matrix_sdk::RoomState;
use matrix_sdk::ruma::RoomId as MatrixRoom;
use matrix_sdk::ruma::room::{JoinRuleKind, RoomType};
use matrix_sdk_ui::spaces::room_list::{SpaceRoomList, SpaceRoomListPaginationState as Paging};
use model::{Capability, Event, ListedRoom, RoomId, SpacePage, SpaceRoom, Why};
use policy::Entry;
use tokio::sync::mpsc;

use crate::convert::failure::failure;
use crate::convert::names;
use crate::guard::account::Account;
use crate::guard::directory::{address, entered};
use crate::guard::governing::capability;
use crate::guard::rooms::Depth;
use crate::outlet::Outlet;

impl Account {
    /// Reports what a space holds, and more of it when told to, for as long as somebody looks.
    pub(crate) async fn show_space(
        self: &Arc<Self>,
        id: &RoomId,
        outlet: &Outlet,
        further: &mut mpsc::UnboundedReceiver<()>,
    ) {
        let Ok(space) = MatrixRoom::parse(id.as_str()) else {
            return;
        };
        let list = SpaceRoomList::new(self.client.clone(), space.clone()).await;
        let (_, mut rooms) = list.subscribe_to_room_updates().await;
        let mut about = list.subscribe_to_space_updates();
        let mut changes = self.changes(id);
        let mut failed = None;
        loop {
            if failed.is_none() && matches!(list.pagination_state(), Paging::Idle { end_reached: false }) {
                self.report_space(&list, id, None, true, outlet).await;
                failed = list.paginate().await.err().map(|error| Why::Failed(failure(&error)));
            }
            self.report_space(&list, id, failed.clone(), false, outlet).await;
            loop {
                tokio::select! {
                    Some(()) = further.recv() => {
                        failed = None;
                        if matches!(list.pagination_state(), Paging::Idle { end_reached: true }) {
                            // All of it is there: then it is to be had anew.
                            list.reset().await;
                        }
                        break;
                    }
                    Some(_) = rooms.next() => {}
                    Some(_) = about.next() => {}
                    Some(()) = changes.next() => {}
                    else => return,
                }
                self.report_space(&list, id, failed.clone(), false, outlet).await;
            }
        }
    }

    async fn report_space(
        &self,
        list: &SpaceRoomList,
        id: &RoomId,
        failed: Option<Why>,
        loading: bool,
        outlet: &Outlet,
    ) {
        let known = self.room(id.as_str()).ok();
        let joined = known.as_ref().filter(|room| room.state() == RoomState::Joined);
        let (mut arrange, mut invite, mut leave) = (Capability::Absent, Capability::Absent, Capability::Absent);
        if let Some(room) = joined {
            let facts = self.facts_of(room, Depth::Known).await;
            let levels = room.power_levels_or_default().await;
            arrange = self.may_arrange(room).await;
            leave = capability(self.policy.may_leave(&facts.borrow()));
            if levels.user_can_invite(room.own_user_id()) {
                invite = capability(self.policy.admit(Entry::Open(&facts.borrow())).map(drop));
            }
        }
        let about = list.space();
        let name = match joined {
            Some(room) => self.room_name(room),
            None => names::shown_title(about.as_ref().map(|it| &*it.display_name).unwrap_or_default()),
        };
        let topic = about.as_ref().and_then(|it| it.topic.as_deref()).unwrap_or_default();
        let rooms = list.rooms().await;
        let more = matches!(list.pagination_state(), Paging::Idle { end_reached: false });
        outlet.put(Event::Space(Arc::new(SpacePage {
            id: id.clone(),
            name,
            topic: names::shown_topic(topic),
            people: about.as_ref().map(|it| it.num_joined_members).unwrap_or_default(),
            joined: joined.is_some(),
            rooms: rooms.into_iter().map(|room| self.space_room(room)).collect(),
            more: more && !loading,
            loading,
            failed,
            arrange,
            invite,
            leave,
        })));
    }

    fn space_room(&self, room: matrix_sdk_ui::spaces::SpaceRoom) -> SpaceRoom {
        let known = self.client.get_room(&room.room_id);
        let standing = known.as_ref().map(entered).unwrap_or_default();
        let rule = room.join_rule.as_ref().map_or(JoinRuleKind::Invite, |rule| rule.kind());
        let (join, knock) = self.ways_in(&room.room_id, room.via.iter().cloned(), &rule, standing);
        let name = names::shown_title(&room.display_name);
        let alias = room.canonical_alias.as_ref().map(|alias| alias.as_str());
        let name = match name.is_empty() {
            true => names::shown_title(alias.unwrap_or(room.room_id.as_str())),
            false => name,
        };
        SpaceRoom {
            room: ListedRoom {
                id: room.room_id.as_str().into(),
                address: address(&room.room_id, room.via),
                name,
                topic: names::shown_topic(room.topic.as_deref().unwrap_or_default()),
                people: room.num_joined_members,
                space: room.room_type == Some(RoomType::Space),
                standing,
                join,
                knock,
            },
            suggested: room.suggested,
        }
    }
}
