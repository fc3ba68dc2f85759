//! Who came into a room since the person last wrote there: the server says who is in a room, and one that adds somebody
//! must not be able to do it unseen.

use std::collections::BTreeSet;

use matrix_sdk::Room;
use matrix_sdk::ruma::{OwnedUserId, UserId};
use model::{Member, Membership, Person};

use super::account::Account;

impl Account {
    /// Notes that the person is shown these members, and gives those who are here, or asked in, and were not when the
    /// person last wrote, or first looked.
    pub(super) async fn show_members(&self, room: &Room, members: &[Member]) -> Vec<Person> {
        // Who knocks reads nothing yet, and is new once somebody lets them in.
        let here = || {
            members
                .iter()
                .filter(|member| member.membership != Membership::Knocking)
        };
        let ids = here().filter_map(|member| UserId::parse(member.person.id.as_str()).ok());
        if let Ok(mut shown) = self.shown_members.lock() {
            shown.insert(room.room_id().to_owned(), ids.collect());
        }
        let Some(met) = self.met(room).await else {
            self.meet(room).await;
            return Vec::new();
        };
        let new = here().filter(|member| !met.iter().any(|known| known.as_str() == member.person.id.as_str()));
        new.map(|member| member.person.clone()).collect()
    }

    /// Takes everybody whom the person was shown here for known. True where that changed anything.
    pub(super) async fn meet(&self, room: &Room) -> bool {
        if !room.are_members_synced() {
            // Who is not listed yet would be taken for new later.
            return false;
        }
        let shown = self.shown_members.lock().ok();
        let shown = shown.and_then(|shown| shown.get(room.room_id()).cloned());
        let Some(shown) = shown else {
            return false;
        };
        let changed = self.met(room).await.as_ref() != Some(&shown);
        if changed {
            self.keep_met(room, &shown).await;
        }
        changed
    }

    /// Takes somebody for known whom the person asks in.
    pub(super) async fn expect(&self, room: &Room, user: &UserId) {
        if let Some(mut met) = self.met(room).await
            && met.insert(user.to_owned())
        {
            self.keep_met(room, &met).await;
        }
    }

    async fn met(&self, room: &Room) -> Option<BTreeSet<OwnedUserId>> {
        let kept = self.client.state_store().get_custom_value(&key(room)).await;
        serde_json::from_slice(&kept.ok().flatten()?).ok()
    }

    async fn keep_met(&self, room: &Room, met: &BTreeSet<OwnedUserId>) {
        let Ok(met) = serde_json::to_vec(met) else {
            return;
        };
        let kept = self
            .client
            .state_store()
            .set_custom_value_no_read(&key(room), met)
            .await;
        if kept.is_err() {
            tracing::warn!("who is known in a room was not kept");
        }
    }
}

fn key(room: &Room) -> Vec<u8> {
    format!("despatch.met.{}", room.room_id()).into_bytes()
}
