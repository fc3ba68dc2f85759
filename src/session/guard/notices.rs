//! What to announce outside the window.
//!
//! The SDK names the messages that the person's push rules want announced, before its event cache has them and without how they
//! came. So they are only noted, and each time something of their room changes they are judged by what the cache has of them:
//! a message may by then be read, deleted or over, or only now be opened.

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::future;
use matrix_sdk::ruma::OwnedEventId;
use matrix_sdk::sync::Notification;
use matrix_sdk::{Client, Room, RoomState};
use matrix_sdk_base::deserialized_responses::RawAnySyncOrStrippedTimelineEvent as Named;
use matrix_sdk_base::event_cache::Event as Cached;
use model::{Body, Event, Notice, RoomId, RoomKind, Shield};
use policy::{Notifications, Standing};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;

use super::account::{Account, now};
use super::rooms::Depth;
use crate::convert;
use crate::convert::trust::{self, Came};
use crate::outlet::Outlet;

/// How far the clocks of servers may be behind: what was written longer before the start is in the list, and not announced.
const BEHIND: i64 = 5 * 60 * 1000;

/// What came into a room.
#[derive(Default)]
struct Heard {
    /// What was not read yet, in the order in which it came.
    events: Vec<OwnedEventId>,
    /// What was reported of it.
    told: Option<Notice>,
}

/// One message, judged.
struct Judged {
    event: Cached,
    body: Body,
    at: i64,
}

impl Account {
    /// Reports what to announce and what not any more, for ever.
    pub(crate) async fn announce(self: Arc<Self>, outlet: Outlet) {
        if self.policy.device().notifications == Notifications::None {
            return;
        }
        let since = now() - BEHIND;
        let mut named = self.named().await;
        let mut changes = self.client.event_cache().subscribe_to_room_generic_updates();
        let mut infos = self.client.room_info_notable_update_receiver();
        let mut deleted = self.deleted();
        let mut rooms: HashMap<RoomId, Heard> = HashMap::new();
        loop {
            let changed = tokio::select! {
                Some((room, event)) = named.recv() => {
                    let heard = &mut rooms.entry(room.clone()).or_default().events;
                    if !heard.contains(&event) {
                        heard.push(event);
                    }
                    Ok(room)
                }
                change = changes.recv() => change.map(|change| RoomId::from(change.room_id.as_str())),
                change = infos.recv() => change.map(|change| RoomId::from(change.room_id.as_str())),
                change = deleted.recv() => change.map(|change| change.room),
            };
            let concerned = match changed {
                Ok(room) => vec![room],
                Err(RecvError::Lagged(_)) => rooms.keys().cloned().collect(),
                Err(RecvError::Closed) => return,
            };
            for id in concerned {
                let Some(heard) = rooms.get_mut(&id) else { continue };
                let notice = self.notice(&id, &mut heard.events, since).await;
                if notice != heard.told {
                    outlet.put(notice.clone().map_or(Event::NoNotice(id.clone()), Event::Notice));
                    heard.told = notice;
                }
                if heard.events.is_empty() {
                    rooms.remove(&id);
                }
            }
        }
    }

    /// What the person's push rules want announced, from now on.
    async fn named(&self) -> mpsc::UnboundedReceiver<(RoomId, OwnedEventId)> {
        let (sender, receiver) = mpsc::unbounded_channel();
        // The SDK waits for this before it syncs on.
        let note = move |notification: Notification, room: Room, _: Client| {
            if let Named::Sync(event) = notification.event
                && let Ok(Some(event)) = event.get_field("event_id")
            {
                // Nobody listens any more once the session ends.
                sender.send((room.room_id().as_str().into(), event)).ok();
            }
            future::ready(())
        };
        self.client.register_notification_handler(note).await;
        receiver
    }

    /// What there is to announce of a room, of what was heard and is not read. What is read is no longer heard.
    async fn notice(&self, id: &RoomId, heard: &mut Vec<OwnedEventId>, since: i64) -> Option<Notice> {
        let room = self.room(id.as_str()).ok()?;
        let facts = self.facts_of(&room, Depth::Known).await;
        let standing = self.policy.standing(&facts.borrow());
        if room.state() != RoomState::Joined || matches!(standing, Standing::Quarantine(_) | Standing::Blocked(_)) {
            heard.clear();
            return None;
        }
        let unread = self.unread_of(&room, heard).await;
        let messages: Vec<Judged> = unread
            .into_iter()
            .filter_map(|event| self.judged(&room, event))
            .filter(|message| message.at >= since)
            .collect();
        let count = u32::try_from(messages.len()).unwrap_or(u32::MAX);
        let Judged { event, body, at } = messages.into_iter().next_back()?;
        let shield = trust::shield(
            &Came {
                info: event.encryption_info().map(|info| &**info),
                clear: event.encryption_info().is_none() && facts.encrypted != Some(false),
                own: false,
                written: at,
                repeated: event.event_id().is_some_and(|id| self.copies.holds(id)),
            },
            self.here_since().await,
            &body,
        );
        let sender = event.sender()?;
        let member = room.get_member_no_sync(&sender).await.ok().flatten();
        let (name, ambiguous) = member
            .as_ref()
            .map_or((None, false), |member| (member.display_name(), member.name_ambiguous()));
        let text = match self.says(&room, shield, &body).await {
            true => Some(convert::line(&body)).filter(|line| !line.is_empty()),
            false => None,
        };
        Some(Notice {
            room: id.clone(),
            name: self.room_name(&room),
            direct: matches!(self.kind_of(&room), RoomKind::Direct(_)),
            sender: (shield.closed().is_none()).then(|| self.person(sender.as_str(), name, ambiguous)),
            text,
            count,
        })
    }

    /// What was heard and the event cache has, without what was read: that is no longer heard.
    async fn unread_of(&self, room: &Room, heard: &mut Vec<OwnedEventId>) -> Vec<Cached> {
        let Ok((cache, _drop)) = room.event_cache().await else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for event in heard.iter() {
            if let Ok(Some(event)) = cache.find_event(event).await {
                found.push(event);
            }
        }
        // What is unread is the latest. The SDK counts it in the same step in which it takes a message into the cache.
        let unread = usize::try_from(room.num_unread_notifications()).unwrap_or(usize::MAX);
        let unread = found.split_off(found.len().saturating_sub(unread));
        heard.retain(|event| !found.iter().any(|read| read.event_id() == Some(event)));
        unread
    }

    /// A message that may be announced.
    fn judged(&self, room: &Room, event: Cached) -> Option<Judged> {
        let at = i64::from(event.timestamp()?.0);
        // Opened late, it may be one that the person wants to hear nothing of.
        let wanted = event
            .push_actions()
            .is_none_or(|actions| actions.iter().any(|action| action.should_notify()));
        let own = event.sender().as_deref() == Some(room.own_user_id());
        let ignored = event.sender().is_some_and(|sender| self.ignored.holds(&sender));
        if !wanted || own || ignored || self.expiry.is_hidden(room.room_id(), at) {
            return None;
        }
        let body = convert::said(event.raw())?;
        Some(Judged { event, body, at })
    }

    /// Whether the words of a message may be announced: policy lets them, and the window shows them without any warning.
    async fn says(&self, room: &Room, shield: Shield, body: &Body) -> bool {
        let lure = body.plain().is_some_and(|plain| self.policy.is_lure(plain));
        self.policy.device().notifications == Notifications::Full
            && shield == Shield::None
            && !lure
            && self.changed_in(room).await.is_empty()
    }
}
