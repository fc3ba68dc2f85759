//! How long messages of a room live, as the room says itself (MSC1763).
//!
//! Two types of state say so, and either counts. The SDK asks for `org.matrix.msc1763.retention` alone, and keeps what it hears of
//! `m.room.retention`, which Synapse acts on, in the same place. So this device asks by a question of its own, of all rooms at
//! once and of what changed since, listens to what comes in between, and keeps the answers in the account's store: a rule counts
//! before the first answer of a run, and in rooms that nobody opens.

mod question;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use matrix_sdk::ruma::events::AnySyncStateEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId};
use matrix_sdk::{Client, Room};
use model::{Failure, Person};
use policy::Lifetime;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::{Notify, watch};

use super::account::Account;
use crate::convert::failure;
use question::Question;

const STABLE: &str = "m.room.retention";
const UNSTABLE: &str = "org.matrix.msc1763.retention";
/// Where the answers are kept.
const KEY: &[u8] = b"despatch.lifetimes";

/// What rooms say.
pub(super) struct Lifetimes {
    said: Mutex<BTreeMap<OwnedRoomId, ByType>>,
    /// How far the server's last answer went.
    place: tokio::sync::Mutex<Option<String>>,
    changed: watch::Sender<()>,
    /// Called when somebody wants to know what a room says now.
    question: Notify,
}

type ByType = BTreeMap<String, Said>;

/// What a room says by one type, in milliseconds, and who set it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Said {
    min: Option<u64>,
    max: Option<u64>,
    by: Option<OwnedUserId>,
}

/// What was heard of a room: all that it says, or what it says anew.
struct Heard {
    all: bool,
    said: ByType,
}

impl Lifetimes {
    /// What was known at the end of the last run; what is said from now on is listened to.
    pub(super) async fn new(client: &Client) -> Arc<Self> {
        let kept = client.state_store().get_custom_value(KEY).await;
        let said = kept.ok().flatten().and_then(|kept| serde_json::from_slice(&kept).ok());
        let lifetimes = Arc::new(Self {
            said: Mutex::new(said.unwrap_or_default()),
            place: tokio::sync::Mutex::default(),
            changed: watch::Sender::default(),
            question: Notify::new(),
        });
        let listening = lifetimes.clone();
        client.add_event_handler(move |event: Raw<AnySyncStateEvent>, room: Room, client: Client| {
            let (lifetimes, said) = (listening.clone(), said_by(&event));
            async move {
                if let Some(said) = said {
                    let said = [said].into();
                    let heard = Heard { all: false, said };
                    lifetimes.know(&client, [(room.room_id().to_owned(), heard)]).await;
                }
            }
        });
        lifetimes
    }

    /// Has the server asked soon: what a room said between two messages that came at once was not heard.
    pub(super) fn question(&self) {
        self.question.notify_one();
    }

    /// Waits until somebody wants to know.
    pub(super) async fn questioned(&self) {
        self.question.notified().await;
    }

    /// Told each time that a room says something else.
    pub(super) fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    async fn know(&self, client: &Client, heard: impl IntoIterator<Item = (OwnedRoomId, Heard)>) {
        let kept = {
            let mut known = self.said.lock().unwrap_or_else(PoisonError::into_inner);
            let before = known.clone();
            for (room, heard) in heard {
                let said = known.entry(room).or_default();
                if heard.all {
                    said.clear();
                }
                said.extend(heard.said);
                said.retain(|_, said| said.min.is_some() || said.max.is_some());
            }
            known.retain(|_, said| !said.is_empty());
            if *known == before {
                return;
            }
            serde_json::to_vec(&*known).unwrap_or_default()
        };
        if client.state_store().set_custom_value_no_read(KEY, kept).await.is_err() {
            tracing::warn!("what rooms say of their messages' time was not kept");
        }
        self.changed.send_replace(());
    }

    fn of(&self, room: &Room) -> ByType {
        let known = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(room.room_id()).cloned().unwrap_or_default()
    }
}

impl Account {
    /// What a room says: of two types the longer minimum, the shorter maximum.
    pub(super) fn lifetime(&self, room: &Room) -> Lifetime {
        let said = self.lifetimes.of(room).into_values().map(|said| Lifetime {
            min: said.min.map(Duration::from_millis),
            max: said.max.map(Duration::from_millis),
        });
        said.fold(Lifetime::default(), Lifetime::and)
    }

    /// Who set what a room says.
    pub(super) async fn who_set_lifetime(&self, room: &Room) -> Option<Person> {
        let said = self.lifetimes.of(room);
        let user = said.get(STABLE).or(said.get(UNSTABLE))?.by.clone()?;
        let member = room.get_member_no_sync(&user).await.ok().flatten();
        let name = member.as_ref().and_then(|member| member.display_name());
        Some(self.person(user.as_str(), name, false))
    }

    /// Asks the server what rooms say, as far as that changed since it was asked last.
    pub(super) async fn ask_lifetimes(&self) -> Result<(), Failure> {
        let mut place = self.lifetimes.place.lock().await;
        let asked = place.take();
        let anew = asked.is_none();
        let answer = match self.client.send(Question(asked)).await {
            // The server forgot the place.
            Err(_) if !anew => self.client.send(Question(None)).await,
            answer => answer,
        };
        let answer = answer.map_err(|error| failure::failure(&error.into()))?;
        let heard = answer.rooms.into_iter().map(|(id, room)| {
            let said = room.required_state.iter().filter_map(said_by).collect();
            // A room that is told of from its beginning says nothing but this.
            let all = room.initial == Some(true);
            (id, Heard { all, said })
        });
        self.lifetimes.know(&self.client, heard).await;
        *place = Some(answer.pos);
        Ok(())
    }
}

/// What an event says of the time of messages, by its type; none where it says something else. What is no number says nothing.
fn said_by(event: &Raw<AnySyncStateEvent>) -> Option<(String, Said)> {
    let kind: String = event.get_field("type").ok().flatten()?;
    let key: String = event.get_field("state_key").ok().flatten()?;
    if ![STABLE, UNSTABLE].contains(&kind.as_str()) || !key.is_empty() {
        return None;
    }
    let content: Value = event.get_field("content").ok().flatten().unwrap_or_default();
    let said = Said {
        min: content["min_lifetime"].as_u64(),
        max: content["max_lifetime"].as_u64(),
        by: event.get_field("sender").ok().flatten(),
    };
    Some((kind, said))
}
