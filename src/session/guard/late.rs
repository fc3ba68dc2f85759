//! Steps of a confirmation that become readable late.
//!
//! The SDK looks at each step once, as the sync brings it. A step whose key comes after it, or a request from a device
//! whose keys this one has not asked for yet, then stays a message in the conversation that nothing comes of.

use std::collections::HashMap;
use std::time::SystemTime;

use futures_util::StreamExt;
use matrix_sdk::Client;
use matrix_sdk::event_cache::RedecryptorReport;
use matrix_sdk::ruma::events::room::encrypted::OriginalSyncRoomEncryptedEvent;
use matrix_sdk::ruma::events::room::message::MessageType;
use matrix_sdk::ruma::events::{AnyMessageLikeEvent, AnySyncTimelineEvent, MessageLikeEvent};
use matrix_sdk::ruma::{EventId, MilliSecondsSinceUnixEpoch, OwnedEventId, RoomId};
use matrix_sdk_base::BaseClient;
use tokio::sync::mpsc;

use super::confirmation::PATIENCE;

/// Hands late steps to the SDK.
#[derive(Clone)]
pub(super) struct LateSteps {
    client: Client,
    /// The only way to the machine behind the client.
    base: BaseClient,
}

/// Of what was sent of late: what could not be read as it came, and what steps can be read now. A step that is both is late.
/// The SDK tells of either in any order, and says of messages that they became readable when only their shield changed: a
/// step taken twice would end the confirmation.
#[derive(Default)]
struct Lately {
    unread: HashMap<OwnedEventId, MilliSecondsSinceUnixEpoch>,
    readable: HashMap<OwnedEventId, AnyMessageLikeEvent>,
}

impl LateSteps {
    pub(super) fn new(client: Client, base: BaseClient) -> Self {
        Self { client, base }
    }

    /// Hands over every step whose key comes late, and tells of the requests among them, for ever.
    pub(super) async fn run(self, asked: impl AsyncFn(&AnyMessageLikeEvent)) {
        let (sender, mut unread) = mpsc::unbounded_channel();
        let handler = self
            .client
            .add_event_handler(move |event: OriginalSyncRoomEncryptedEvent| {
                // Whoever listens outlives the handler.
                sender.send((event.event_id, event.origin_server_ts)).ok();
                std::future::ready(())
            });
        let _guard = self.client.event_handler_drop_guard(handler);
        let mut reports = std::pin::pin!(self.client.event_cache().subscribe_to_decryption_reports());
        let mut lately = Lately::default();
        loop {
            tokio::select! {
                Some((event, sent)) = unread.recv() => drop(lately.unread.insert(event, sent)),
                Some(report) = reports.next() => {
                    if let Ok(RedecryptorReport::ResolvedUtds { room_id, events }) = report {
                        for event in events {
                            let step = self.step(&room_id, &event).await;
                            lately.readable.extend(step.map(|step| (event, step)));
                        }
                    }
                }
                else => return,
            }
            for step in lately.take() {
                self.hand_over(&step).await;
                if is_request(&step) {
                    asked(&step).await;
                }
            }
        }
    }

    /// Gives the SDK one step, after the devices of whoever sent it have been asked for.
    pub(super) async fn hand_over(&self, step: &AnyMessageLikeEvent) {
        if self
            .client
            .encryption()
            .request_user_identity(step.sender())
            .await
            .is_err()
        {
            tracing::debug!("the devices of who takes part in a confirmation are not known");
        }
        let machine = self.base.olm_machine().await;
        if let Some(machine) = machine.as_ref()
            && machine.receive_verification_event(step).await.is_err()
        {
            tracing::warn!("a step of a confirmation could not be taken");
        }
    }

    async fn step(&self, room: &RoomId, event: &EventId) -> Option<AnyMessageLikeEvent> {
        let (cache, _tasks) = self.client.get_room(room)?.event_cache().await.ok()?;
        let event = cache.find_event(event).await.ok()??;
        let AnySyncTimelineEvent::MessageLike(event) = event.raw().deserialize().ok()? else {
            return None;
        };
        let event = event.into_full_event(room.to_owned());
        (is_request(&event) || event.event_type().to_string().starts_with("m.key.verification.")).then_some(event)
    }
}

impl Lately {
    /// The late steps, in the order they were sent. What nobody waits for any more is forgotten.
    fn take(&mut self) -> Vec<AnyMessageLikeEvent> {
        self.unread.retain(|_, sent| is_fresh(*sent));
        self.readable.retain(|_, step| is_fresh(step.origin_server_ts()));
        let late = self.readable.extract_if(|event, _| self.unread.remove(event).is_some());
        let mut late: Vec<_> = late.map(|(_, step)| step).collect();
        late.sort_by_key(AnyMessageLikeEvent::origin_server_ts);
        late
    }
}

/// Whether it asks for a confirmation.
fn is_request(event: &AnyMessageLikeEvent) -> bool {
    matches!(event, AnyMessageLikeEvent::RoomMessage(MessageLikeEvent::Original(message))
        if matches!(message.content.msgtype, MessageType::VerificationRequest(_)))
}

/// Whether anybody still waits for what follows from it.
fn is_fresh(sent: MilliSecondsSinceUnixEpoch) -> bool {
    let sent = sent.to_system_time();
    // What comes from the future by a clock that runs ahead is the SDK's to judge.
    sent.is_some_and(|sent| SystemTime::now().duration_since(sent).is_ok_and(|age| age < PATIENCE))
}
