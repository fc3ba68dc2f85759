//! Whom the person ignores: on all of their devices.
//!
//! What `m.ignored_user_list` names, the server sends no more (client-server API, "Ignoring Users"). A record could not be whole that way.
//! So where policy keeps one, those whom the person ignores are in a list of our own in their account's data: it comes from the
//! server, goes on record, and is not shown. What another program put into the server's list is taken over into ours.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use matrix_sdk::ruma::events::{
    AnyGlobalAccountDataEvent, AnyGlobalAccountDataEventContent, GlobalAccountDataEventType,
};
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedUserId, UserId};
use matrix_sdk::{Client, RoomMemberships};
use matrix_sdk_base::RoomInfoNotableUpdateReasons;
use model::{Event, Failure, Person, Why};
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::time::sleep;

use super::account::Account;
use super::recorder::gap_note;
use super::rooms::failed;
use crate::outlet::Outlet;

/// The server's list, and ours.
const KINDS: [&str; 2] = ["m.ignored_user_list", "uk.gov.despatch.ignored"];
const SERVERS: usize = 0;
const OURS: usize = 1;
/// What both lists keep people in.
const PEOPLE: &str = "ignored_users";
/// How soon taking over is tried again, where the server refused it with a line to it.
const AGAIN: Duration = Duration::from_secs(10);
/// No event has this id: a gap back to it goes back as far as the record does.
const NO_EVENT: &str = "$";

/// The people in both lists.
pub(super) struct Ignored {
    listed: Mutex<[BTreeSet<OwnedUserId>; 2]>,
    changed: watch::Sender<()>,
}

impl Ignored {
    /// What was known at the end of the last run; what is listed from now on is listened to.
    pub(super) async fn load(client: &Client) -> Arc<Self> {
        let mut listed = <[BTreeSet<OwnedUserId>; 2]>::default();
        for (kind, people) in KINDS.iter().zip(&mut listed) {
            let kept = client.account().account_data_raw((*kind).into()).await;
            *people = kept
                .ok()
                .flatten()
                .map(|content| people_in(&content))
                .unwrap_or_default();
        }
        let ignored = Arc::new(Self {
            listed: Mutex::new(listed),
            changed: watch::Sender::default(),
        });
        let listening = ignored.clone();
        client.add_event_handler(move |event: Raw<AnyGlobalAccountDataEvent>| {
            let kind: Option<String> = event.get_field("type").ok().flatten();
            let kind = kind.and_then(|kind| KINDS.iter().position(|known| **known == *kind));
            let content: Option<Raw<AnyGlobalAccountDataEventContent>> = event.get_field("content").ok().flatten();
            if let (Some(kind), Some(content)) = (kind, content) {
                listening.know(kind, people_in(&content));
            }
            std::future::ready(())
        });
        ignored
    }

    /// Whether the person ignores somebody.
    pub(super) fn holds(&self, user: &UserId) -> bool {
        self.lock().iter().any(|people| people.contains(user))
    }

    /// Told when there are others than before.
    pub(super) fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    fn know(&self, kind: usize, people: BTreeSet<OwnedUserId>) {
        let before = std::mem::replace(&mut self.lock()[kind], people.clone());
        if before != people {
            self.changed.send_replace(());
        }
    }

    fn all(&self) -> BTreeSet<OwnedUserId> {
        self.lock().iter().flatten().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, [BTreeSet<OwnedUserId>; 2]> {
        self.listed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    /// Ignores somebody, or no longer.
    pub(crate) async fn ignore(&self, person: &model::UserId, ignored: bool) -> Result<(), Why> {
        let user = UserId::parse(person.as_str()).map_err(|_| Why::Failed(Failure::Malformed))?;
        if self.client.user_id() == Some(&*user) {
            return Err(Why::Failed(Failure::Malformed));
        }
        let wanted = match self.policy.keeps_records() {
            true => OURS,
            false => SERVERS,
        };
        for kind in [SERVERS, OURS] {
            let mut people = self.fetch_ignored(kind).await?;
            let changes = match ignored && kind == wanted {
                true => people.insert(user.clone()),
                false if !ignored => people.remove(&user),
                false => false,
            };
            if changes {
                self.set_ignored(kind, people).await?;
            }
        }
        Ok(())
    }

    /// Reports whom the person ignores, now and whenever it is somebody else. For ever.
    pub(crate) async fn keep_ignored(self: Arc<Self>, outlet: Outlet, mut online: watch::Receiver<bool>) {
        let mut changes = self.ignored.changes();
        let mut told: Option<BTreeSet<OwnedUserId>> = None;
        loop {
            let people = self.ignored.all();
            if told.as_ref() != Some(&people) {
                let mut named: Vec<Person> = Vec::with_capacity(people.len());
                for user in &people {
                    let name = self.name_of(user).await;
                    named.push(self.person(user.as_str(), name.as_deref(), false));
                }
                outlet.put(Event::Ignored(named.into()));
                if told.replace(people).is_some() {
                    self.look_at_rooms_again().await;
                }
            }
            let is_online = *online.borrow_and_update();
            let taken_over = match is_online {
                true => self.take_over_ignored().await,
                false => Ok(()),
            };
            if let Err(why) = &taken_over {
                tracing::warn!(?why, "the server goes on holding messages back that belong on record");
            }
            tokio::select! {
                Ok(()) = changes.changed() => {}
                Ok(()) = online.changed() => {}
                () = sleep(AGAIN), if taken_over.is_err() => {}
                else => return,
            }
        }
    }

    /// Where policy keeps a record, nothing may be held back: what the server's list names goes into ours, and what was held back
    /// until now is fetched.
    async fn take_over_ignored(&self) -> Result<(), Why> {
        let named = self.ignored.lock()[SERVERS].clone();
        if named.is_empty() || !self.policy.keeps_records() {
            return Ok(());
        }
        let named = self.fetch_ignored(SERVERS).await?;
        let mut ours = self.fetch_ignored(OURS).await?;
        ours.extend(named.iter().cloned());
        self.set_ignored(OURS, ours).await?;
        self.set_ignored(SERVERS, BTreeSet::new()).await?;
        // What is stored has the messages of these people nowhere, and no gap where they would be.
        let cleared = self.client.event_cache().clear_all_rooms().await;
        cleared.map_err(|_| Why::Failed(Failure::Disk))?;
        let Ok(record) = self.recorder.record() else {
            return Ok(());
        };
        for room in self.client.joined_rooms() {
            let store = self.client.state_store();
            let members = store.get_user_ids(room.room_id(), RoomMemberships::all()).await;
            let holds = members.unwrap_or_default().iter().any(|user| named.contains(user));
            if holds && self.is_on_record(&room) {
                record.note(&gap_note(room.room_id().as_str()), NO_EVENT).await;
            }
        }
        self.recorder.fill_gaps();
        Ok(())
    }

    /// Has the list show its rooms anew.
    async fn look_at_rooms_again(&self) {
        for room in self.client.rooms() {
            room.update_room_info(|info| (info, RoomInfoNotableUpdateReasons::NONE))
                .await;
        }
    }

    async fn fetch_ignored(&self, kind: usize) -> Result<BTreeSet<OwnedUserId>, Why> {
        let content = self.client.account().fetch_account_data(KINDS[kind].into()).await;
        let content = content.map_err(failed)?;
        Ok(content.map(|content| people_in(&content)).unwrap_or_default())
    }

    async fn set_ignored(&self, kind: usize, people: BTreeSet<OwnedUserId>) -> Result<(), Why> {
        let named: BTreeMap<&OwnedUserId, Value> = people.iter().map(|user| (user, json!({}))).collect();
        let content = Raw::new(&json!({ PEOPLE: named })).map_err(|_| Why::Failed(Failure::Internal))?;
        let kind_name: GlobalAccountDataEventType = KINDS[kind].into();
        let account = self.client.account();
        let set = account.set_account_data_raw(kind_name, content.cast_unchecked()).await;
        set.map_err(failed)?;
        // The server says so too, with its next answer.
        self.ignored.know(kind, people);
        Ok(())
    }
}

/// Who is in a list. What is nobody's id names nobody.
fn people_in(content: &Raw<AnyGlobalAccountDataEventContent>) -> BTreeSet<OwnedUserId> {
    let people: Option<BTreeMap<String, Value>> = content.get_field(PEOPLE).ok().flatten();
    let people = people.unwrap_or_default().into_keys();
    people.filter_map(|user| UserId::parse(user).ok()).collect()
}
