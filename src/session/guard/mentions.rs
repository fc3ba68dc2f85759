//! Whom a message calls, who may call everybody, and how one points at a message.

use std::sync::Arc;

use matrix_sdk::Room;
use matrix_sdk::ruma::EventId;
use matrix_sdk::ruma::events::Mentions;
use matrix_sdk::ruma::events::room::member::MembershipState;
use matrix_sdk::ruma::events::room::message::RoomMessageEventContentWithoutRelation;
use matrix_sdk_ui::timeline::{EventTimelineItem, TimelineDetails};
use model::{Capability, Draft, Failure, Why};

use super::account::Account;
use super::conversation::{Conversation, content};
use super::rooms::failed;
use crate::convert::markdown;

impl Account {
    /// Whether the person may call everybody here at once.
    pub(super) async fn may_call_all(&self, room: &Room) -> Capability {
        let levels = room.power_levels_or_default().await;
        match levels.user_can_trigger_room_notification(room.own_user_id()) {
            true => Capability::Allowed,
            false => Capability::Absent,
        }
    }
}

impl Conversation {
    /// What is sent for a typed text. It says whom it calls even where that is nobody: otherwise programs look for names
    /// in the words (client-server API, "User and room mentions").
    pub(super) async fn content(&self, draft: &Draft) -> RoomMessageEventContentWithoutRelation {
        let typed = match draft.plain {
            true => markdown::plain(&draft.text, &draft.mentions),
            false => markdown::typed(&draft.text, &draft.mentions),
        };
        let mut mentions = Mentions::new();
        for user in typed.people.iter().filter(|user| *user != self.room.own_user_id()) {
            let member = self.room.get_member_no_sync(user).await.ok().flatten();
            let here = [MembershipState::Join, MembershipState::Invite];
            if member.is_some_and(|member| here.contains(member.membership())) {
                mentions.user_ids.insert(user.clone());
            }
        }
        mentions.room = typed.everybody && self.account.may_call_all(&self.room).await.is_allowed();
        content(typed).add_mentions(mentions)
    }

    /// A link to a message, with servers to ask for its room. It says nothing of what is said here.
    pub(crate) async fn link(&self, event: &model::EventId) -> Result<Arc<str>, Why> {
        let event = EventId::parse(event.as_str()).map_err(|_| Why::Failed(Failure::Malformed))?;
        let link = self.room.matrix_to_event_permalink(event).await.map_err(failed)?;
        Ok(link.to_string().into())
    }

    /// Whoever a message answers is called by it, and so by each change of it.
    pub(super) fn answered(&self, item: &EventTimelineItem) -> Mentions {
        let answered = item.content().in_reply_to();
        let sender = answered.and_then(|answered| match answered.event {
            TimelineDetails::Ready(event) => Some(event.sender),
            _ => Some(self.loaded(&answered.event_id)?.as_event()?.sender().to_owned()),
        });
        Mentions::with_user_ids(sender.filter(|sender| sender != self.room.own_user_id()))
    }
}
