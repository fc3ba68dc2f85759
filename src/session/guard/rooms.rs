//! Rooms: what is true of them, and everything one may do to them with a proof in hand.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, future, stream};
use matrix_sdk::Room;
use matrix_sdk::room::{Invite, RoomMember};
use matrix_sdk::ruma::api::client::room::create_room::v3 as create;
use matrix_sdk::ruma::assign;
use matrix_sdk::ruma::events::room::encryption::RoomEncryptionEventContent;
use matrix_sdk::ruma::events::room::history_visibility::{HistoryVisibility, RoomHistoryVisibilityEventContent};
use matrix_sdk::ruma::events::room::member::MembershipState;
use matrix_sdk::ruma::events::{
    AnyInitialStateEvent, EmptyStateKey, InitialStateEvent, StateEventContent, StaticStateEventContent,
};
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedServerName, OwnedUserId, RoomOrAliasId, ServerName, UserId};
use matrix_sdk::{EncryptionState, RoomDisplayName, RoomMemberships};
use model::{
    Capability, EventId, Failure, Ground, Member, Membership, Person, Presence, Retention, RoomAllows, RoomHeader,
    RoomId, RoomKind, RoomSettings, Why,
};
use policy::{Address, Addressee, Admitted, Entry, Lifetime, Reason, RoomFacts, Verdict};

use super::account::Account;
use super::governing::{Rights, capability};
use super::marks;
use crate::convert::{failure, names};

/// How long the server may take to list a room's members before they count as unknown.
const ASK: Duration = Duration::from_secs(5);

/// How often, and at what pause, an invitation that is not stored yet is looked for.
const INVITE_TRIES: u32 = 10;
const INVITE_PAUSE: Duration = Duration::from_millis(30);

/// How far to look for who is in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// What is on this computer.
    Known,
    /// All of them: asks the server where they are not all known.
    All,
}

/// What policy judges a room by.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    room_id: String,
    name: Option<String>,
    kind: policy::RoomKind,
    pub(super) encrypted: Option<bool>,
    members_known: bool,
    servers: Vec<String>,
    lifetime: Lifetime,
}

impl Facts {
    pub(crate) fn borrow(&self) -> RoomFacts<'_> {
        RoomFacts {
            room_id: &self.room_id,
            name: self.name.as_deref(),
            kind: self.kind,
            encrypted: self.encrypted,
            members_known: self.members_known,
            servers: &self.servers,
            lifetime: self.lifetime,
        }
    }
}

impl Account {
    pub(super) fn room(&self, id: &str) -> Result<Room, Failure> {
        let id = matrix_sdk::ruma::RoomId::parse(id).map_err(|_| Failure::Malformed)?;
        self.client.get_room(&id).ok_or(Failure::NotFound)
    }

    /// What policy judges this room by.
    pub(crate) async fn facts(&self, id: &RoomId, depth: Depth) -> Result<Facts, Failure> {
        Ok(self.facts_of(&self.room(id.as_str())?, depth).await)
    }

    pub(super) async fn facts_of(&self, room: &Room, depth: Depth) -> Facts {
        if depth == Depth::All {
            // Who cannot be listed counts as unknown, which policy refuses to write to.
            let asking = async {
                room.sync_members().await.ok();
                room.request_encryption_state().await.ok();
            };
            tokio::time::timeout(ASK, asking).await.ok();
        }
        // The names alone: whoever asks for members loads six things about each.
        let members = self.client.state_store();
        let members = members.get_user_ids(room.room_id(), RoomMemberships::ACTIVE | RoomMemberships::KNOCK);
        let members = members.await.unwrap_or_default();
        let mut servers: BTreeSet<String> = members.iter().map(|user| user.server_name().to_string()).collect();
        // Whoever made the room can hand out its power levels, in it or not.
        servers.extend(
            room.creators()
                .into_iter()
                .flatten()
                .map(|creator| creator.server_name().to_string()),
        );
        servers.extend(
            room.heroes()
                .await
                .iter()
                .map(|hero| hero.user_id.server_name().to_string()),
        );
        Facts {
            room_id: room.room_id().to_string(),
            name: room.name(),
            kind: self.policy_kind(room),
            encrypted: match room.encryption_state() {
                EncryptionState::Encrypted => Some(true),
                EncryptionState::NotEncrypted => Some(false),
                EncryptionState::Unknown => None,
            },
            // A list only colours in what is known; it is judged again, with all members, before anything is opened.
            members_known: depth == Depth::Known || room.are_members_synced(),
            servers: servers.into_iter().collect(),
            lifetime: self.lifetime(room),
        }
    }

    /// What is kept of a room, and for how long. From memory alone, so that it can be asked of every room.
    pub(super) fn verdict(&self, room: &Room) -> Verdict {
        let name = room.name();
        self.policy.verdict(&RoomFacts {
            room_id: room.room_id().as_str(),
            name: name.as_deref(),
            kind: self.policy_kind(room),
            encrypted: None,
            members_known: false,
            servers: &[],
            lifetime: self.lifetime(room),
        })
    }

    fn policy_kind(&self, room: &Room) -> policy::RoomKind {
        match self.kind_of(room) {
            RoomKind::Direct(_) => policy::RoomKind::Direct,
            RoomKind::Room | RoomKind::Invitation(_) | RoomKind::Knock => policy::RoomKind::Room,
        }
    }

    /// Who invites, and why that may be refused.
    pub(super) async fn invitation(&self, room: &Room, facts: &Facts) -> (Person, Option<Reason>) {
        let Some(invite) = invite_of(room).await else {
            let nobody = Person {
                id: "".into(),
                name: "".into(),
                department: None,
            };
            return (nobody, Some(Reason::MembersUnknown));
        };
        let inviter = invite.inviter_id.as_str();
        let refusal = self
            .policy
            .admit(Entry::Accept {
                room: &facts.borrow(),
                inviter,
            })
            .err();
        // The name somebody outside gives themselves is not shown: it is theirs to choose.
        let name = invite
            .inviter
            .as_ref()
            .and_then(|m| m.display_name())
            .filter(|_| refusal.is_none());
        (self.person(inviter, name, false), refusal)
    }

    pub(super) fn room_name(&self, room: &Room) -> Arc<str> {
        let name = match room.cached_display_name() {
            Some(RoomDisplayName::Named(name) | RoomDisplayName::Aliased(name) | RoomDisplayName::Calculated(name)) => {
                name
            }
            Some(RoomDisplayName::EmptyWas(name)) => name,
            Some(RoomDisplayName::Empty) | None => String::new(),
        };
        names::shown_title(&name)
    }

    /// What of a room, when it changes, makes a new header and may change what policy says of it.
    pub(super) fn outline(&self, room: &Room) -> impl PartialEq + Send + use<> {
        (
            room.active_members_count(),
            room.joined_members_count(),
            room.are_members_synced(),
            self.room_name(room),
            room.topic(),
            room.encryption_state().is_encrypted(),
            room.state(),
            self.lifetime(room),
            room.pinned_event_ids(),
            room.cached_user_defined_notification_mode(),
            (room.join_rule(), room.history_visibility(), room.avatar_url()),
            self.known_listed(room),
        )
    }

    /// An item each time that changes, from now on; none where there is no such room.
    pub(crate) fn changes(self: &Arc<Self>, id: &RoomId) -> BoxStream<'static, ()> {
        let Ok(room) = self.room(id.as_str()) else {
            return stream::pending().boxed();
        };
        let (account, info) = (self.clone(), room.subscribe_info());
        let mut seen = account.outline(&room);
        // Looking at a room stores things about it, which must not count as a reason to look again.
        let changed = move |_| {
            let now = account.outline(&room);
            let changed = now != seen;
            seen = now;
            future::ready(changed.then_some(()))
        };
        info.filter_map(changed).boxed()
    }

    /// What stands above a conversation.
    pub(crate) async fn header(&self, id: &RoomId) -> Result<RoomHeader, Failure> {
        let room = self.room(id.as_str())?;
        let facts = self.facts_of(&room, Depth::All).await;
        let members = self.members_of(&room).await;
        let invited = room.state() == matrix_sdk::RoomState::Invited;
        let outside = invited || room.state() == matrix_sdk::RoomState::Knocked;
        let (kind, accept) = if invited {
            let (inviter, refusal) = self.invitation(&room, &facts).await;
            (RoomKind::Invitation(inviter), capability(refusal.map_or(Ok(()), Err)))
        } else {
            (self.kind_of(&room), Capability::Absent)
        };
        let own = match room.own_user_id() {
            own if outside => Err(own),
            own => room.get_member_no_sync(own).await.ok().flatten().ok_or(own),
        };
        let send = if outside {
            Capability::Absent
        } else {
            capability(self.policy.clear(&facts.borrow(), ()).map(drop))
        };
        let verdict = self.policy.verdict(&facts.borrow());
        let invite = match own {
            Ok(own) if own.can_invite() => Capability::Allowed,
            _ => Capability::Absent,
        };
        Ok(RoomHeader {
            id: id.clone(),
            name: self.room_name(&room),
            topic: names::shown_topic(&room.topic().unwrap_or_default()),
            kind,
            joined: u32::try_from(room.joined_members_count()).unwrap_or(u32::MAX),
            presence: self.presence(&members),
            unverified: self.unverified(&members),
            changed: self.changed_in(&room).await,
            newcomers: if outside {
                Vec::new()
            } else {
                self.show_members(&room, &members).await
            },
            encrypted: facts.encrypted == Some(true),
            attention: marks::attention(&room).await,
            // What may not be read has nothing to show.
            pins: if outside || self.policy.admit(Entry::Open(&facts.borrow())).is_err() {
                Vec::new()
            } else {
                pins(&room)
            },
            grounds: self.grounds(&room, &verdict).await,
            retention: retention(verdict),
            allows: RoomAllows {
                send,
                call_all: self.may_call_all(&room).await,
                invite,
                pin: self.may_pin(&room, &facts).await,
                leave: capability(self.policy.may_leave(&facts.borrow())),
                accept,
            },
            settings: if outside {
                RoomSettings::default()
            } else {
                self.settings(&room, &facts, &members).await
            },
        })
    }

    /// Why messages of a room are kept so long.
    async fn grounds(&self, room: &Room, verdict: &Verdict) -> Vec<Ground> {
        let mut grounds = Vec::new();
        for decided in verdict.decided_by.split(", ") {
            let ground = match decided.split('[').next() {
                Some("m.room.retention") => Ground::Room(self.who_set_lifetime(room).await),
                Some("retention.hold") => Ground::Rule("retention.hold"),
                Some("retention.rooms") => Ground::Rule("retention.rooms"),
                // A default that says nothing has decided nothing.
                _ if self.policy.document().retention.default == Default::default() => continue,
                _ => Ground::Rule("retention.default"),
            };
            if !grounds.contains(&ground) {
                grounds.push(ground);
            }
        }
        grounds.extend(verdict.conflict.then_some(Ground::Conflict));
        grounds
    }

    /// Who is in a room, on the way in, or kept out: in it first, by name.
    pub(crate) async fn members(&self, id: &RoomId) -> Result<Arc<[Member]>, Failure> {
        let room = self.room(id.as_str())?;
        room.sync_members().await.ok();
        self.look_at_members(&room).await;
        let mut members = self.members_of(&room).await;
        members.extend(self.standing_so(&room, RoomMemberships::BAN).await);
        Ok(members.into())
    }

    async fn members_of(&self, room: &Room) -> Vec<Member> {
        self.standing_so(room, RoomMemberships::ACTIVE | RoomMemberships::KNOCK)
            .await
    }

    async fn standing_so(&self, room: &Room, which: RoomMemberships) -> Vec<Member> {
        let found = room.members_no_sync(which).await.unwrap_or_default();
        let rights = self.rights(room).await;
        let mut members = Vec::with_capacity(found.len());
        for member in &found {
            members.extend(self.member(member, &rights).await);
        }
        members.sort_by_cached_key(|m| (m.membership != Membership::Joined, m.person.name.to_lowercase()));
        members
    }

    async fn member(&self, member: &RoomMember, rights: &Rights) -> Option<Member> {
        let membership = match member.membership() {
            MembershipState::Join => Membership::Joined,
            MembershipState::Invite => Membership::Invited,
            MembershipState::Knock => Membership::Knocking,
            MembershipState::Ban => Membership::Banned,
            _ => return None,
        };
        let said = matches!(membership, Membership::Knocking | Membership::Banned);
        let reason = member.event().reason().filter(|_| said).map(names::shown_topic);
        Some(Member {
            person: self.person(
                member.user_id().as_str(),
                member.display_name(),
                member.name_ambiguous(),
            ),
            membership,
            role: rights.role(member.user_id()),
            verified: self.is_verified(member.user_id()).await,
            reason: reason.filter(|reason| !reason.is_empty()),
            allows: rights.allows(&self.policy, member.user_id(), membership),
        })
    }

    fn unverified(&self, members: &[Member]) -> u32 {
        let own = self.client.user_id().map(UserId::as_str);
        let others = members.iter().filter(|member| Some(member.person.id.as_str()) != own);
        u32::try_from(others.filter(|member| !member.verified).count()).unwrap_or(u32::MAX)
    }

    fn presence(&self, members: &[Member]) -> Vec<Presence> {
        let mut presence: Vec<Presence> = Vec::new();
        for member in members {
            let outside = member.person.department.is_none();
            let name = member
                .person
                .department
                .clone()
                .unwrap_or_else(|| member.person.id.server().into());
            match presence.iter_mut().find(|p| p.name == name && p.outside == outside) {
                Some(known) => known.count += 1,
                None => presence.push(Presence {
                    name,
                    count: 1,
                    outside,
                }),
            }
        }
        presence.sort_by(|a, b| (a.outside, &a.name).cmp(&(b.outside, &b.name)));
        presence
    }

    /// The conversation with somebody; made, encrypted, where there is none.
    pub(crate) async fn start_direct(&self, whom: &Addressee) -> Result<RoomId, Why> {
        let admitted = self
            .policy
            .admit(Entry::Create {
                invite: std::slice::from_ref(whom),
            })
            .map_err(Why::Policy)?;
        let user = UserId::parse(&whom.user_id).map_err(|_| Why::Failed(Failure::Malformed))?;
        if user == self.client.user_id().unwrap_or(&user) && self.client.user_id().is_some() {
            return Err(Why::Failed(Failure::Malformed));
        }
        if let Some(known) = self.direct_with(&user).await {
            return Ok(known);
        }
        let request = assign!(private(&admitted), {
            invite: vec![user.clone()],
            is_direct: true,
        });
        let room = self.make(request).await?;
        if let Ok(mut made) = self.new_directs.lock() {
            made.insert(user, room.room_id().to_owned());
        }
        Ok(room.room_id().as_str().into())
    }

    async fn direct_with(&self, user: &UserId) -> Option<RoomId> {
        let made = self.new_directs.lock().ok().and_then(|made| made.get(user).cloned());
        let made = made.and_then(|id| self.client.get_room(&id));
        for room in self.client.get_dm_rooms(user).chain(made) {
            // Somebody who left does not read what is written there.
            let there = room.get_member_no_sync(user).await.ok().flatten();
            if there.is_none_or(|m| matches!(m.membership(), MembershipState::Join | MembershipState::Invite)) {
                return Some(room.room_id().as_str().into());
            }
        }
        None
    }

    /// Makes an encrypted room.
    pub(crate) async fn create_room(&self, name: &str, invite: &[Addressee]) -> Result<RoomId, Why> {
        let admitted = self.policy.admit(Entry::Create { invite }).map_err(Why::Policy)?;
        let invite: Vec<OwnedUserId> = invite
            .iter()
            .map(|whom| UserId::parse(&whom.user_id))
            .collect::<Result<_, _>>()
            .map_err(|_| Why::Failed(Failure::Malformed))?;
        let request = assign!(private(&admitted), { invite, name: Some(names::shown_title(name).to_string()) });
        let room = self.make(request).await?;
        Ok(room.room_id().as_str().into())
    }

    /// Other servers learn of this device when they first share a room with it. One whose keys are not signed by then
    /// would stay unconfirmed to them.
    async fn make(&self, request: create::Request) -> Result<Room, Why> {
        self.encryption_ready().await;
        let room = self.client.create_room(request).await.map_err(failed)?;
        settled(&room).await;
        Ok(room)
    }

    /// Accepts an invitation.
    pub(crate) async fn accept(&self, id: &RoomId) -> Result<(), Why> {
        let room = self.room(id.as_str()).map_err(Why::Failed)?;
        let facts = self.facts_of(&room, Depth::Known).await;
        let invite = invite_of(&room).await.ok_or(Why::Policy(Reason::MembersUnknown))?;
        let entry = Entry::Accept {
            room: &facts.borrow(),
            inviter: invite.inviter_id.as_str(),
        };
        let _admitted: Admitted = self.policy.admit(entry).map_err(Why::Policy)?;
        self.encryption_ready().await;
        room.join().await.map_err(failed)
    }

    /// Joins by address.
    pub(crate) async fn join(&self, address: &Address) -> Result<RoomId, Why> {
        let admitted = self.policy.admit(Entry::Join(address)).map_err(Why::Policy)?;
        let target = admitted.room().unwrap_or_default();
        let target = RoomOrAliasId::parse(target).map_err(|_| Why::Failed(Failure::Malformed))?;
        let via: Vec<OwnedServerName> = address.via.iter().filter_map(|s| ServerName::parse(s).ok()).collect();
        self.encryption_ready().await;
        let room = self
            .client
            .join_room_by_id_or_alias(&target, &via)
            .await
            .map_err(failed)?;
        // An alias may lead anywhere: who is there is judged now that it can be seen.
        let facts = self.facts_of(&room, Depth::All).await;
        if let Err(reason) = self.policy.admit(Entry::Open(&facts.borrow())) {
            room.leave().await.ok();
            return Err(Why::Policy(reason));
        }
        Ok(room.room_id().as_str().into())
    }

    /// Asks somebody in.
    pub(crate) async fn invite(&self, id: &RoomId, whom: &Addressee) -> Result<(), Why> {
        let room = self.room(id.as_str()).map_err(Why::Failed)?;
        let facts = self.facts_of(&room, Depth::All).await;
        let entry = Entry::Invite {
            room: &facts.borrow(),
            whom,
        };
        let _admitted: Admitted = self.policy.admit(entry).map_err(Why::Policy)?;
        let user = UserId::parse(&whom.user_id).map_err(|_| Why::Failed(Failure::Malformed))?;
        self.expect(&room, &user).await;
        room.invite_user_by_id(&user).await.map_err(failed)
    }

    /// Leaves, or declines.
    pub(crate) async fn leave(&self, id: &RoomId) -> Result<(), Why> {
        let room = self.room(id.as_str()).map_err(Why::Failed)?;
        let facts = self.facts_of(&room, Depth::Known).await;
        self.policy.may_leave(&facts.borrow()).map_err(Why::Policy)?;
        // Afterwards nothing of it could be fetched any more.
        if self.verdict(&room).hold.is_some() {
            self.hand_over_record().await.map_err(Why::Failed)?;
        }
        room.leave().await.map_err(failed)
    }
}

/// Private, encrypted, and readable from the invitation on. `private_chat` and not `trusted_private_chat`: the latter
/// gives everybody invited the power to delete others' messages.
fn private(_admitted: &Admitted) -> create::Request {
    let initial_state = vec![
        initial(RoomEncryptionEventContent::with_recommended_defaults()),
        initial(RoomHistoryVisibilityEventContent::new(HistoryVisibility::Invited)),
    ];
    assign!(create::Request::new(), {
        preset: Some(create::RoomPreset::PrivateChat),
        initial_state,
    })
}

/// Waits until a room just made is known to be encrypted. The server makes it event by event, and a sync in between
/// reports a room without encryption, into which policy lets nothing out.
async fn settled(room: &Room) {
    let mut changes = room.subscribe_info();
    let encrypted = async { while !room.encryption_state().is_encrypted() && changes.next().await.is_some() {} };
    tokio::time::timeout(ASK, encrypted).await.ok();
}

/// The invitation to a room. The list names a room a moment before what came with it is stored.
async fn invite_of(room: &Room) -> Option<Invite> {
    for _ in 0..INVITE_TRIES {
        if let Ok(invite) = room.invite_details().await {
            return Some(invite);
        }
        tokio::time::sleep(INVITE_PAUSE).await;
    }
    None
}

fn initial<C>(content: C) -> Raw<AnyInitialStateEvent>
where
    C: StaticStateEventContent<StateKey = EmptyStateKey> + StateEventContent,
{
    InitialStateEvent::with_empty_state_key(content).to_raw_any()
}

/// Those pinned last first.
fn pins(room: &Room) -> Vec<EventId> {
    let pinned = room.pinned_event_ids().unwrap_or_default();
    pinned.iter().rev().map(|event| EventId::from(event.as_str())).collect()
}

fn retention(verdict: Verdict) -> Retention {
    match verdict {
        Verdict {
            hold: Some(reference),
            record,
            ..
        } => Retention::Hold {
            reference: reference.into(),
            recorded: record,
        },
        Verdict { record: true, min, .. } => Retention::Record(min),
        Verdict { max: Some(time), .. } => Retention::Expire(time),
        Verdict { min: Some(time), .. } => Retention::Keep(time),
        _ => Retention::None,
    }
}

pub(super) fn failed(error: matrix_sdk::Error) -> Why {
    Why::Failed(failure::failure(&error))
}
