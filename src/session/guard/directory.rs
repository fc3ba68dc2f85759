//! Rooms that approved homeservers list, and the two ways in.
//!
//! It is always the person's own server that is asked; it asks the others. Which, policy says: [`Browsable`] names one.

use std::sync::Arc;

use matrix_sdk::ruma::api::client::directory::get_public_rooms_filtered::v3 as public_rooms;
use matrix_sdk::ruma::directory::{Filter, PublicRoomsChunk};
use matrix_sdk::ruma::room::{JoinRuleKind, RoomType};
use matrix_sdk::ruma::{OwnedRoomId, OwnedServerName, RoomId as MatrixRoom, RoomOrAliasId, ServerName, UInt, assign};
use matrix_sdk::{Room, RoomState};
use model::{Capability, Directory, Entered, Failure, ListedRoom, RoomId, Why};
use policy::{Address, Browsable, Entry};

use super::account::Account;
use super::governing::capability;
use super::rooms::failed;
use crate::convert::failure::http_failure;
use crate::convert::{lure, names};

/// How many rooms are asked for at a time.
const PAGE: u32 = 30;

/// Some of the rooms of a server.
pub(crate) struct Page {
    pub(crate) rooms: Vec<ListedRoom>,
    /// Where the next begins; none where there is none.
    pub(crate) next: Option<String>,
}

impl Account {
    /// The servers whose rooms may be looked through: the person's own first.
    pub(crate) fn directories(&self) -> Arc<[Directory]> {
        let own = self.client.user_id().map(|user| user.server_name().to_string());
        let mut servers = self.policy.browsable();
        servers.sort_by_key(|server| Some(server) != own.as_ref());
        let named = servers.into_iter().map(|server| Directory {
            name: self.policy.department(&server).unwrap_or(&server).into(),
            server: server.as_str().into(),
        });
        named.collect()
    }

    /// Some of the rooms that a server lists.
    pub(crate) async fn listed_rooms(
        &self,
        server: &Browsable,
        words: &str,
        from: Option<String>,
    ) -> Result<Page, Why> {
        let own = self.client.user_id().map(|user| user.server_name().to_owned());
        let name = ServerName::parse(server.server()).map_err(|_| Why::Failed(Failure::Malformed))?;
        let mut filter = Filter::new();
        filter.generic_search_term = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        let request = assign!(public_rooms::Request::new(), {
            server: Some(name.clone()).filter(|name| Some(name) != own.as_ref()),
            limit: Some(UInt::from(PAGE)),
            since: from,
            filter,
        });
        let answer = self.client.public_rooms_filtered(request).await;
        let answer = answer.map_err(|error| Why::Failed(http_failure(&error)))?;
        Ok(Page {
            rooms: answer.chunk.into_iter().map(|room| self.listed(room, &name)).collect(),
            next: answer.next_batch,
        })
    }

    fn listed(&self, room: PublicRoomsChunk, server: &ServerName) -> ListedRoom {
        let known = self.client.get_room(&room.room_id);
        let standing = known.as_ref().map(entered).unwrap_or_default();
        let (join, knock) = self.ways_in(&room.room_id, [server.to_owned()], &room.join_rule, standing);
        let name = room.name.as_deref().map(names::shown_title);
        let alias = room.canonical_alias.as_ref().map(|alias| alias.as_str());
        ListedRoom {
            id: room.room_id.as_str().into(),
            address: address(&room.room_id, [server.to_owned()]),
            name: name
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| names::shown_title(alias.unwrap_or(room.room_id.as_str()))),
            topic: names::shown_topic(room.topic.as_deref().unwrap_or_default()),
            people: room.num_joined_members.into(),
            space: room.room_type == Some(RoomType::Space),
            standing,
            join,
            knock,
        }
    }

    /// Whether the person may come into a room, or ask to be let in.
    pub(super) fn ways_in(
        &self,
        room: &MatrixRoom,
        via: impl IntoIterator<Item = OwnedServerName>,
        rule: &JoinRuleKind,
        standing: Entered,
    ) -> (Capability, Capability) {
        if standing != Entered::Not {
            return (Capability::Absent, Capability::Absent);
        }
        let address = Address {
            room: room.to_string(),
            via: via.into_iter().map(|server| server.to_string()).collect(),
        };
        let judged = || capability(self.policy.admit(Entry::Join(&address)).map(drop));
        match rule {
            JoinRuleKind::Public | JoinRuleKind::Restricted => (judged(), Capability::Absent),
            JoinRuleKind::Knock => (Capability::Absent, judged()),
            JoinRuleKind::KnockRestricted => (judged(), judged()),
            _ => (Capability::Absent, Capability::Absent),
        }
    }

    /// Asks to be let into a room. What is said with it can be read by everybody there, and by the servers.
    pub(crate) async fn knock(&self, address: &Address, message: &str) -> Result<RoomId, Why> {
        let admitted = self.policy.admit(Entry::Join(address)).map_err(Why::Policy)?;
        if lure::holds_recovery_key(message) {
            return Err(Why::Failed(Failure::HoldsKey));
        }
        let target = RoomOrAliasId::parse(admitted.room().unwrap_or_default());
        let target = target.map_err(|_| Why::Failed(Failure::Malformed))?;
        let via = address.via.iter().filter_map(|server| ServerName::parse(server).ok());
        let message = Some(message.trim().to_owned()).filter(|message| !message.is_empty());
        let room = self
            .client
            .knock(target, message, via.collect())
            .await
            .map_err(failed)?;
        Ok(room.room_id().as_str().into())
    }
}

/// How the person stands to a room.
pub(super) fn entered(room: &Room) -> Entered {
    match room.state() {
        RoomState::Joined => Entered::Joined,
        RoomState::Invited => Entered::Invited,
        RoomState::Knocked => Entered::Knocking,
        RoomState::Left | RoomState::Banned => Entered::Not,
    }
}

/// What leads to a room.
pub(super) fn address(room: &OwnedRoomId, via: impl IntoIterator<Item = OwnedServerName>) -> Arc<str> {
    room.matrix_to_uri_via(via).to_string().into()
}
