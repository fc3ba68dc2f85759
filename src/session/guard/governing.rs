//! What a room lets its people change about it and each other, and the changes.

use std::collections::BTreeMap;
use std::time::Duration;

use matrix_sdk::Room;
use matrix_sdk::ruma::api::client::room::Visibility;
use matrix_sdk::ruma::api::client::state::get_state_event_for_key::v3 as get_state;
use matrix_sdk::ruma::events::StateEventType;
use matrix_sdk::ruma::events::room::history_visibility::HistoryVisibility;
use matrix_sdk::ruma::events::room::join_rules::{AllowRule, JoinRule, Restricted};
use matrix_sdk::ruma::events::room::member::SyncRoomMemberEvent;
use matrix_sdk::ruma::events::room::power_levels::{RoomPowerLevels, UserPowerLevel};
use matrix_sdk::ruma::{OwnedUserId, UserId};
use matrix_sdk_base::RoomInfoNotableUpdateReasons;
use model::{
    Access, Capability, Failure, History, Member, MemberAllows, Membership, Role, RoomChange, RoomId, RoomKind,
    RoomSettings, Why,
};
use policy::{Doors, Governance, Governed, Policy, Reason};
use serde_json::{Map, Value, json};

use super::account::Account;
use super::rooms::{Depth, Facts, failed};
use crate::convert::failure::http_failure;
use crate::convert::{lure, names};

/// How long the server is waited for that says whether it lists a room.
const ASK: Duration = Duration::from_secs(3);

/// Whoever decides everything, and whoever looks after a room (client-server API, `m.room.power_levels`).
const ADMINISTRATOR: i64 = 100;
const MODERATOR: i64 = 50;

/// The servers whose people may be in a room.
const FENCE: &str = "m.room.server_acl";

/// What a room lets the person do with the others in it.
pub(super) struct Rights {
    own: OwnedUserId,
    levels: RoomPowerLevels,
    facts: Facts,
    /// With one other person alone there is nobody to govern.
    direct: bool,
}

impl Rights {
    /// How much somebody may decide.
    pub(super) fn role(&self, user: &UserId) -> Role {
        match self.levels.for_user(user) {
            UserPowerLevel::Infinite => Role::Administrator,
            level if level >= int(ADMINISTRATOR) => Role::Administrator,
            level if level >= int(MODERATOR) => Role::Moderator,
            _ => Role::Member,
        }
    }

    /// What the person may do with somebody.
    pub(super) fn allows(&self, policy: &Policy, user: &UserId, membership: Membership) -> MemberAllows {
        if self.direct {
            return MemberAllows::default();
        }
        let (levels, own) = (&self.levels, &*self.own);
        let other = user != own;
        let asked = |has: bool, governance| match has {
            false => Capability::Absent,
            true => self.judged(policy, governance),
        };
        let roles = self.roles(user, membership);
        let present = membership != Membership::Banned;
        MemberAllows {
            // Taking a right away is open wherever giving one is.
            role: asked(
                !roles.is_empty(),
                Governance::Role {
                    whom: user.as_str(),
                    raise: roles.iter().all(|role| *role > self.role(user)),
                },
            ),
            roles,
            remove: asked(
                other && present && levels.user_can_kick_user(own, user),
                Governance::Remove,
            ),
            ban: asked(
                other && present && levels.user_can_ban_user(own, user),
                Governance::Remove,
            ),
            unban: asked(!present && levels.user_can_unban_user(own, user), Governance::Remove),
            admit: match membership == Membership::Knocking && levels.user_can_invite(own) {
                false => Capability::Absent,
                true => capability(policy.person(user.as_str()).map(drop)),
            },
        }
    }

    /// The roles that somebody may be given, without the one they have.
    fn roles(&self, user: &UserId, membership: Membership) -> Vec<Role> {
        let (levels, own) = (&self.levels, &*self.own);
        let here = matches!(membership, Membership::Joined | Membership::Invited);
        // Whoever made a room of a newer version decides everything in it, for good.
        let fixed = levels.for_user(user) == UserPowerLevel::Infinite;
        if !here || fixed || !levels.user_can_change_user_power_level(own, user) {
            return Vec::new();
        }
        let had = self.role(user);
        let mut roles = Role::ALL.to_vec();
        roles.retain(|role| *role != had && int(self.level(*role)) <= levels.for_user(own));
        roles
    }

    fn level(&self, role: Role) -> i64 {
        match role {
            Role::Administrator => ADMINISTRATOR,
            Role::Moderator => MODERATOR,
            Role::Member => self.levels.users_default.into(),
        }
    }

    fn judged(&self, policy: &Policy, governance: Governance<'_>) -> Capability {
        capability(policy.govern(&self.facts.borrow(), governance).map(drop))
    }
}

impl Account {
    /// What a room lets the person do with the others in it.
    pub(super) async fn rights(&self, room: &Room) -> Rights {
        Rights {
            own: room.own_user_id().to_owned(),
            levels: room.power_levels_or_default().await,
            facts: self.facts_of(room, Depth::Known).await,
            direct: matches!(self.kind_of(room), RoomKind::Direct(_)),
        }
    }

    /// How a room is set up, and what of it the person may change.
    pub(super) async fn settings(&self, room: &Room, facts: &Facts, members: &[Member]) -> RoomSettings {
        let levels = room.power_levels_or_default().await;
        let own = room.own_user_id();
        let access = room.join_rule().as_ref().map(access).unwrap_or_default();
        let history = history(&room.history_visibility_or_default());
        let direct = matches!(self.kind_of(room), RoomKind::Direct(_));
        let judged = |kind: StateEventType, governance| match !direct && levels.user_can_send_state(own, kind) {
            false => Capability::Absent,
            true => capability(self.policy.govern(&facts.borrow(), governance).map(drop)),
        };
        // A room that is open to everybody needs its fence first.
        let may_fence = self.policy.fence().is_none() || levels.user_can_send_state(own, FENCE.into());
        let in_space = !self.spaces_with(room).await.is_empty();
        let accesses = [
            (Access::Invited, true),
            (Access::Knock, true),
            (Access::Space, in_space),
            (Access::Anybody, may_fence),
        ];
        let accesses = accesses.into_iter().filter(|(other, fits)| *fits && *other != access);
        let accesses = accesses.map(|(access, _)| {
            let doors = Governance::Open(doors(access));
            (access, judged(StateEventType::RoomJoinRules, doors))
        });
        let histories = [History::Joined, History::Invited, History::Beginning].into_iter();
        let histories = histories.filter(|other| *other != history).map(|history| {
            let before = history == History::Beginning;
            let judged = judged(StateEventType::RoomHistoryVisibility, Governance::History { before });
            (history, judged)
        });
        // Nobody finds a use for a room in the list that nobody comes into by themselves.
        let listable = access != Access::Invited;
        let list = match listable {
            true => judged(StateEventType::RoomCanonicalAlias, Governance::List),
            false => Capability::Absent,
        };
        let listed = match list == Capability::Absent {
            true => None,
            false => self.is_listed(room).await,
        };
        let offered = |capability: &Capability| *capability != Capability::Absent;
        RoomSettings {
            access,
            history,
            has_picture: room.avatar_url().is_some(),
            picture: judged(StateEventType::RoomAvatar, Governance::Describe),
            listed,
            list,
            rename: judged(StateEventType::RoomName, Governance::Describe),
            retopic: judged(StateEventType::RoomTopic, Governance::Describe),
            accesses: accesses.filter(|(_, capability)| offered(capability)).collect(),
            histories: histories.filter(|(_, capability)| offered(capability)).collect(),
            sole_administrator: !direct && is_sole_administrator(own, members),
        }
    }

    /// Changes a room, or who is in it.
    pub(crate) async fn change(&self, id: &RoomId, change: RoomChange) -> Result<(), Why> {
        let room = self.room(id.as_str()).map_err(Why::Failed)?;
        let facts = self.facts_of(&room, Depth::All).await;
        let govern = |governance| self.policy.govern(&facts.borrow(), governance).map_err(Why::Policy);
        match change {
            RoomChange::Name(name) => {
                let _governed = govern(Governance::Describe)?;
                let name = names::shown_title(&name).to_string();
                room.set_name(name).await.map(drop).map_err(failed)
            }
            RoomChange::Topic(topic) => {
                let _governed = govern(Governance::Describe)?;
                // Servers read it: the state of a room is not encrypted.
                if lure::holds_recovery_key(&topic) {
                    return Err(Why::Failed(Failure::HoldsKey));
                }
                let topic = names::shown_topic(&topic);
                room.set_room_topic(&topic).await.map(drop).map_err(failed)
            }
            RoomChange::Picture(path) => {
                let governed = govern(Governance::Describe)?;
                self.set_room_picture(&room, path.as_deref(), &governed).await
            }
            RoomChange::Access(access) => {
                let governed = govern(Governance::Open(doors(access)))?;
                self.open_doors(&room, access, &governed).await
            }
            RoomChange::History(history) => {
                let before = matches!(history, History::Beginning | History::World);
                let _governed = govern(Governance::History { before })?;
                let settings = room.privacy_settings();
                let set = settings.update_room_history_visibility(visibility(history)).await;
                set.map_err(failed)
            }
            RoomChange::Listed(listed) => {
                let _governed = govern(Governance::List)?;
                let visibility = match listed {
                    true => Visibility::Public,
                    false => Visibility::Private,
                };
                let settings = room.privacy_settings();
                settings.update_room_visibility(visibility).await.map_err(failed)?;
                self.know_listed(&room, listed);
                room.update_room_info(|info| (info, RoomInfoNotableUpdateReasons::NONE))
                    .await;
                Ok(())
            }
            RoomChange::Role(person, role) => {
                let rights = self.rights(&room).await;
                let user = user(&person)?;
                let whom = user.as_str();
                let raise = role > rights.role(&user);
                let governed = govern(Governance::Role { whom, raise })?;
                self.give_role(&room, &user, rights.level(role), &governed).await
            }
            RoomChange::Remove(person, reason) => {
                let _governed = govern(Governance::Remove)?;
                room.kick_user(&user(&person)?, said(&reason)).await.map_err(failed)
            }
            RoomChange::Ban(person, reason) => {
                let _governed = govern(Governance::Remove)?;
                room.ban_user(&user(&person)?, said(&reason)).await.map_err(failed)
            }
            RoomChange::Unban(person) => {
                let _governed = govern(Governance::Remove)?;
                room.unban_user(&user(&person)?, None).await.map_err(failed)
            }
            RoomChange::Admit(person) => {
                let whom = self.policy.person(person.as_str()).map_err(Why::Policy)?;
                self.invite(id, &whom).await
            }
        }
    }

    /// Has the list count anew who asks to be let in, whenever somebody comes or goes where one may ask. For ever.
    pub(crate) async fn follow_knocks(&self) {
        let handler = self
            .client
            .add_event_handler(|_: SyncRoomMemberEvent, room: Room| async move {
                if matches!(room.join_rule(), Some(JoinRule::Knock | JoinRule::KnockRestricted(_))) {
                    room.update_room_info(|info| (info, RoomInfoNotableUpdateReasons::NONE))
                        .await;
                }
            });
        let _guard = self.client.event_handler_drop_guard(handler);
        std::future::pending().await
    }

    /// Whether the server lists a room: asked once in each run, since nothing tells of it.
    async fn is_listed(&self, room: &Room) -> Option<bool> {
        let known = self.known_listed(room);
        if known.is_some() {
            return known;
        }
        let settings = room.privacy_settings();
        let asked = tokio::time::timeout(ASK, settings.get_room_visibility()).await;
        let listed = asked.ok()?.ok()? == Visibility::Public;
        self.know_listed(room, listed);
        Some(listed)
    }

    /// The same, as far as it was asked.
    pub(super) fn known_listed(&self, room: &Room) -> Option<bool> {
        self.listed.lock().ok()?.get(room.room_id()).copied()
    }

    fn know_listed(&self, room: &Room, listed: bool) {
        if let Ok(mut known) = self.listed.lock() {
            known.insert(room.room_id().to_owned(), listed);
        }
    }

    /// Lets others in by themselves, or no longer.
    async fn open_doors(&self, room: &Room, access: Access, _governed: &Governed) -> Result<(), Why> {
        let rule = match access {
            Access::Invited => JoinRule::Invite,
            Access::Knock => JoinRule::Knock,
            Access::Space => {
                let spaces = self.spaces_with(room).await;
                if spaces.is_empty() {
                    return Err(Why::Failed(Failure::NotFound));
                }
                let allowed = spaces.into_iter().map(AllowRule::room_membership).collect();
                JoinRule::Restricted(Restricted::new(allowed))
            }
            Access::Anybody => {
                self.fence_in(room).await?;
                JoinRule::Public
            }
            Access::Other => return Err(Why::Failed(Failure::Malformed)),
        };
        let settings = room.privacy_settings();
        settings.update_join_rule(rule).await.map_err(failed)
    }

    /// Has the servers keep everybody out who isn't from an approved one, before the room is open to everybody.
    async fn fence_in(&self, room: &Room) -> Result<(), Why> {
        let Some(fence) = self.policy.fence() else {
            return Ok(());
        };
        let content = json!({ "allow": fence, "deny": [], "allow_ip_literals": false });
        let set = room.send_state_event_raw(FENCE, "", content).await;
        set.map(drop).map_err(failed)
    }

    /// Gives somebody another level: in what the server has now, whatever else is in it.
    async fn give_role(&self, room: &Room, user: &UserId, level: i64, _governed: &Governed) -> Result<(), Why> {
        let kind = StateEventType::RoomPowerLevels;
        let request = get_state::Request::new(room.room_id().to_owned(), kind, String::new());
        let answer = self.client.send(request).await;
        let answer = answer.map_err(|error| Why::Failed(http_failure(&error)))?;
        let content = serde_json::from_str(answer.event_or_content.get());
        let mut content: Map<String, Value> = content.map_err(|_| Why::Failed(Failure::Malformed))?;
        let users = content.remove("users").unwrap_or_default();
        let mut users: BTreeMap<String, Value> = serde_json::from_value(users).unwrap_or_default();
        users.insert(user.to_string(), json!(level));
        content.insert("users".to_owned(), json!(users));
        let set = room.send_state_event_raw("m.room.power_levels", "", Value::Object(content));
        set.await.map(drop).map_err(failed)
    }
}

/// Whether nobody else here may decide everything, and others are here.
fn is_sole_administrator(own: &UserId, members: &[Member]) -> bool {
    let here = members.iter().filter(|member| member.membership == Membership::Joined);
    let (mine, others): (Vec<_>, Vec<_>) = here.partition(|member| member.person.id.as_str() == own.as_str());
    let decides = |member: &&Member| member.role == Role::Administrator;
    mine.iter().any(decides) && !others.is_empty() && !others.iter().any(decides)
}

fn access(rule: &JoinRule) -> Access {
    match rule {
        JoinRule::Invite | JoinRule::Private => Access::Invited,
        JoinRule::Knock => Access::Knock,
        JoinRule::Restricted(_) => Access::Space,
        JoinRule::Public => Access::Anybody,
        _ => Access::Other,
    }
}

fn doors(access: Access) -> Doors {
    match access {
        Access::Invited => Doors::Closed,
        Access::Knock => Doors::Knock,
        Access::Space => Doors::Space,
        Access::Anybody | Access::Other => Doors::Open,
    }
}

fn history(visibility: &HistoryVisibility) -> History {
    match visibility {
        HistoryVisibility::Joined => History::Joined,
        HistoryVisibility::Invited => History::Invited,
        HistoryVisibility::WorldReadable => History::World,
        _ => History::Beginning,
    }
}

fn visibility(history: History) -> HistoryVisibility {
    match history {
        History::Joined => HistoryVisibility::Joined,
        History::Invited => HistoryVisibility::Invited,
        // The world never reads along.
        History::Beginning | History::World => HistoryVisibility::Shared,
    }
}

fn user(person: &model::UserId) -> Result<OwnedUserId, Why> {
    UserId::parse(person.as_str()).map_err(|_| Why::Failed(Failure::Malformed))
}

fn said(reason: &str) -> Option<&str> {
    Some(reason.trim()).filter(|reason| !reason.is_empty())
}

fn int(level: i64) -> UserPowerLevel {
    UserPowerLevel::Int(matrix_sdk::ruma::Int::new_saturating(level))
}

pub(super) fn capability(judged: Result<(), Reason>) -> Capability {
    judged.map_or_else(Capability::Refused, |()| Capability::Allowed)
}
