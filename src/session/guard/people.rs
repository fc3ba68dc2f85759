//! Other people's digital identities.

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::stream::BoxStream;
use futures_util::{FutureExt, StreamExt, stream};
use matrix_sdk::encryption::identities::UserIdentity;
use matrix_sdk::ruma::{OwnedUserId, UserId};
use matrix_sdk::{QueueWedgeError, Room, RoomMemberships, RoomState};
use matrix_sdk_base::crypto::IdentityState;
use model::{Failure, Identity, IdentityChange, Person, Profile, RoomId, Why};

use super::account::Account;
use super::feed;

/// How many people are named at a time.
const FOUND: usize = 8;

impl Account {
    /// People whom one may write to, by the beginning of their names or addresses, as the homeserver knows them. None where it doesn't
    /// answer.
    pub(crate) async fn find_people(&self, typed: &str) -> Arc<[Person]> {
        // Policy may let few of them through.
        let answer = self.client.search_users(typed, 10 * FOUND as u64).await;
        let found = answer.map(|answer| answer.results).unwrap_or_default();
        let own = self.client.user_id();
        let others = found.into_iter().filter(|user| Some(&*user.user_id) != own);
        let people = others.filter_map(|user| {
            self.policy.person(user.user_id.as_str()).ok()?;
            Some(self.person(user.user_id.as_str(), user.display_name.as_deref(), false))
        });
        people.take(FOUND).collect()
    }

    /// Somebody's page.
    pub(crate) async fn profile(&self, person: &model::UserId) -> Result<Profile, Failure> {
        let user = UserId::parse(person.as_str()).map_err(|_| Failure::Malformed)?;
        let encryption = self.client.encryption();
        // Of somebody one shares no room with nothing is known yet; without a line to the server, what was known stands.
        if let Ok(None) = encryption.get_user_identity(&user).await {
            encryption.request_user_identity(&user).await.ok();
        }
        let name = self.name_of(&user).await;
        let devices = encryption.get_user_devices(&user).await;
        let devices = devices.map_err(|error| crate::convert::failure::failure(&error))?;
        let confirmed = devices
            .devices()
            .filter(|device| device.is_cross_signed_by_owner())
            .count();
        let unconfirmed = devices.devices().count() - confirmed;
        let identity = encryption.get_user_identity(&user).await.ok().flatten();
        Ok(Profile {
            person: self.person(person.as_str(), name.as_deref(), false),
            identity: match &identity {
                None => Identity::None,
                Some(identity) => self.standing_of(identity).await,
            },
            confirmed: u32::try_from(confirmed).unwrap_or(u32::MAX),
            unconfirmed: u32::try_from(unconfirmed).unwrap_or(u32::MAX),
        })
    }

    async fn standing_of(&self, identity: &UserIdentity) -> Identity {
        if identity.has_verification_violation() {
            return Identity::VerifiedChanged;
        }
        if identity.is_verified() {
            return Identity::Verified;
        }
        // Whether it is the one first seen is said of rooms only.
        let shared = self.rooms_with(identity.user_id()).await;
        let changed = match shared.first() {
            Some(room) => standing(room).await.unwrap_or_default().remove(identity.user_id()),
            None => None,
        };
        match changed {
            Some(IdentityState::PinViolation) => Identity::Changed,
            _ => Identity::Unverified,
        }
    }

    /// The name somebody goes by in a room one shares with them.
    pub(super) async fn name_of(&self, user: &UserId) -> Option<String> {
        let rooms = self.rooms_with(user).await;
        let member = rooms.first()?.get_member_no_sync(user).await.ok().flatten()?;
        if member.avatar_url().is_some() {
            self.saw(user, member.avatar_url());
        }
        member.display_name().map(str::to_owned)
    }

    /// The rooms that both are in.
    pub(super) async fn rooms_with(&self, user: &UserId) -> Vec<Room> {
        let mut shared = Vec::new();
        for room in self.client.joined_rooms() {
            let store = self.client.state_store();
            let members = store.get_user_ids(room.room_id(), RoomMemberships::ACTIVE).await;
            if members.unwrap_or_default().iter().any(|member| member == user) {
                shared.push(room);
            }
        }
        shared
    }

    /// An item each time somebody's identity or devices change.
    pub(crate) async fn identity_changes(&self) -> BoxStream<'static, Vec<OwnedUserId>> {
        let encryption = self.client.encryption();
        let (Ok(identities), Ok(devices)) = (
            encryption.user_identities_stream().await,
            encryption.devices_stream().await,
        ) else {
            return stream::pending().boxed();
        };
        let identities = identities.map(|update| update.new.into_keys().chain(update.changed.into_keys()).collect());
        let devices = devices.map(|update| update.new.into_keys().chain(update.changed.into_keys()).collect());
        stream::select(identities, devices).boxed()
    }

    /// Takes somebody's new identity for theirs, without having compared it.
    pub(crate) async fn accept_identity(&self, person: &model::UserId) -> Result<(), Why> {
        let identity = self.known_identity(person).await?;
        if identity.has_verification_violation() {
            // Somebody who was compared is compared again, or no longer held for verified.
            return Err(Why::Failed(Failure::IdentityChanged));
        }
        identity.pin().await.map_err(|_| Why::Failed(Failure::Disk))?;
        self.release_rooms_with(identity.user_id()).await;
        Ok(())
    }

    /// No longer holds somebody for verified.
    pub(crate) async fn withdraw_verification(&self, person: &model::UserId) -> Result<(), Why> {
        let identity = self.known_identity(person).await?;
        let withdrawn = identity.withdraw_verification().await;
        withdrawn.map_err(|_| Why::Failed(Failure::Disk))?;
        self.release_rooms_with(identity.user_id()).await;
        Ok(())
    }

    /// The identity that a person was shown: asked anew, the server might answer with yet another.
    async fn known_identity(&self, person: &model::UserId) -> Result<UserIdentity, Why> {
        let user = UserId::parse(person.as_str()).map_err(|_| Why::Failed(Failure::Malformed))?;
        let identity = self.client.encryption().get_user_identity(&user).await;
        identity.ok().flatten().ok_or(Why::Failed(Failure::NotFound))
    }

    pub(super) async fn identity(&self, person: &model::UserId) -> Result<UserIdentity, Why> {
        let user = UserId::parse(person.as_str()).map_err(|_| Why::Failed(Failure::Malformed))?;
        let identity = self.client.encryption().request_user_identity(&user).await;
        match identity {
            Ok(identity) => identity.ok_or(Why::Failed(Failure::NotFound)),
            // Without a line to the server, what was known of them.
            Err(_) => self.known_identity(person).await,
        }
    }

    /// What waited for a decision about somebody goes now, in its order, and under new keys.
    pub(super) async fn release_rooms_with(&self, user: &UserId) {
        self.decided.send_replace(());
        for room in self.rooms_with(user).await {
            // The SDK judges a running session's messages by what was known when it began.
            room.discard_room_key().await.ok();
            self.unwedge(&room).await;
            self.release(&room).await;
        }
    }

    /// Takes up again what the SDK gave up for somebody's identity. Left as it is, later messages would overtake it.
    async fn unwedge(&self, room: &Room) {
        let Ok((echoes, _)) = room.send_queue().subscribe().await else {
            return;
        };
        for echo in echoes {
            if let matrix_sdk::send_queue::LocalEchoContent::Event {
                send_handle,
                send_error: Some(QueueWedgeError::IdentityViolations { .. } | QueueWedgeError::InsecureDevices { .. }),
                ..
            } = &echo.content
            {
                send_handle.unwedge().await.ok();
            }
        }
    }

    /// The people of a room whose identity changed and was not looked at since.
    pub(super) async fn changed_in(&self, room: &Room) -> Vec<IdentityChange> {
        let mut changed = Vec::new();
        for (user, state) in standing(room).await.unwrap_or_default() {
            let was_verified = match state {
                IdentityState::VerificationViolation => true,
                IdentityState::PinViolation => false,
                IdentityState::Verified | IdentityState::Pinned => continue,
            };
            let member = room.get_member_no_sync(&user).await.ok().flatten();
            let name = member.as_ref().and_then(|member| member.display_name());
            let person = self.person(user.as_str(), name, false);
            changed.push(IdentityChange { person, was_verified });
        }
        changed.sort_by(|a, b| {
            b.was_verified
                .cmp(&a.was_verified)
                .then_with(|| a.person.name.cmp(&b.person.name))
        });
        changed
    }

    /// Whether everybody in a room still has the identity that messages were meant for. Where it cannot be told, they don't.
    pub(super) async fn identities_stand(&self, room: &Room) -> bool {
        let bad = |state: &IdentityState| match state {
            IdentityState::VerificationViolation => self.policy.stops_at_new_identity(true),
            IdentityState::PinViolation => self.policy.stops_at_new_identity(false),
            IdentityState::Verified | IdentityState::Pinned => false,
        };
        room.state() != RoomState::Joined || standing(room).await.is_some_and(|people| !people.values().any(bad))
    }

    /// Whose identity was compared, of these.
    pub(super) async fn is_verified(&self, user: &UserId) -> bool {
        let identity = self.client.encryption().get_user_identity(user).await;
        identity.ok().flatten().is_some_and(|identity| identity.is_verified())
    }

    /// An item each time the identity of somebody in this room changes.
    pub(crate) async fn identity_changes_in(&self, id: &RoomId) -> BoxStream<'static, ()> {
        let Ok(room) = self.room(id.as_str()) else {
            return stream::pending().boxed();
        };
        match room.subscribe_to_identity_status_changes().await {
            Ok(changes) => feed::apart(changes.map(drop)),
            Err(_) => stream::pending().boxed(),
        }
    }
}

/// The people of a room whose identity is not simply the one first seen; none where that cannot be told.
async fn standing(room: &Room) -> Option<HashMap<OwnedUserId, IdentityState>> {
    let changes = room.subscribe_to_identity_status_changes().await.ok()?;
    // The stream begins with how things stand, if there is anything to be said; nothing is waited for.
    let mut changes = std::pin::pin!(changes);
    let first = changes.next().now_or_never().flatten().unwrap_or_default();
    Some(
        first
            .into_iter()
            .map(|change| (change.user_id, change.changed_to))
            .collect(),
    )
}
