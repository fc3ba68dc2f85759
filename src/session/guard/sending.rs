//! What waits to be sent: kept on disk by the SDK's queue, and let go when each room has been judged.

use std::collections::BTreeSet;
use std::sync::{MutexGuard, PoisonError};
use std::time::Duration;

use matrix_sdk::Room;
use matrix_sdk::ruma::{OwnedRoomId, OwnedTransactionId, TransactionId};
use matrix_sdk::send_queue::{LocalEcho, LocalEchoContent};
use policy::Reason;
use tokio::sync::broadcast;
use tokio::time::{Instant, sleep_until};

use super::account::Account;
use super::rooms::Depth;

/// How long to wait before a message that failed for a passing reason is sent again.
const SEND_AGAIN: Duration = Duration::from_secs(5);

impl Account {
    /// Lets what waited go, room by room, in its order.
    pub(crate) async fn resume_sending(&self) {
        let waiting = self.client.send_queue().local_echoes().await.unwrap_or_default();
        for (room, echoes) in waiting {
            if let Some(room) = self.client.get_room(&room) {
                drop_delivered(&room, echoes).await;
                self.release(&room).await;
            }
        }
    }

    /// Tries again by itself what failed for a passing reason: an error switches a room's queue off.
    pub(crate) async fn keep_sending(&self) {
        let queue = self.client.send_queue();
        let (mut errors, mut updates) = (queue.subscribe_errors(), queue.subscribe());
        let mut due = None;
        loop {
            if due.is_none() && !self.held().is_empty() {
                due = Some(Instant::now() + SEND_AGAIN);
            }
            tokio::select! {
                error = errors.recv() => match error {
                    Ok(error) if error.is_recoverable => drop(self.held().insert(error.room_id)),
                    Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {}
                    Err(broadcast::error::RecvError::Closed) => return,
                },
                update = updates.recv() => match update {
                    Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {
                        self.place.look();
                    }
                    Err(broadcast::error::RecvError::Closed) => return,
                },
                () = self.holds.notified() => {}
                () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {
                    due = None;
                    let held = std::mem::take(&mut *self.held());
                    for room in held.iter().filter_map(|room| self.client.get_room(room)) {
                        self.release(&room).await;
                    }
                }
            }
        }
    }

    /// Rooms whose queues are to be let go soon: something stood against it that passes.
    fn held(&self) -> MutexGuard<'_, BTreeSet<OwnedRoomId>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Switches a room's queue on, if policy lets anything into the room as it is now. Otherwise what waits stays where
    /// it is, to be given up or sent by the person once the room is as it should be.
    pub(super) async fn release(&self, room: &Room) {
        if !self.is_online() {
            // Nothing could go, and the reconnection judges anew.
            return;
        }
        // Who came in while nobody looked must not be given the keys to what was written before.
        room.mark_members_missing();
        let facts = self.facts_of(room, Depth::All).await;
        let cleared = self.policy.clear(&facts.borrow(), ());
        if let Err(reason) = &cleared {
            tracing::info!(code = reason.code(), "messages stay on this computer");
        }
        let stand = self.identities_stand(room).await;
        let _leaving = self.recorder.leaving.lock().await;
        let on_record = self.put_sends_on_record(room).await;
        // Who is here may be known in a moment, and there may be room on the disk.
        if matches!(cleared, Err(Reason::MembersUnknown)) || on_record.is_err() {
            self.held().insert(room.room_id().to_owned());
            self.holds.notify_one();
        }
        room.send_queue()
            .set_enabled(cleared.is_ok() && stand && on_record.is_ok());
    }
}

/// Takes out of the queue what the server already gave back: the program ended before it heard that it had arrived. Sent
/// again it would be the same event, but the SDK would show it twice.
async fn drop_delivered(room: &Room, echoes: Vec<LocalEcho>) {
    let Ok((cache, _drop)) = room.event_cache().await else {
        return;
    };
    for echo in echoes {
        let LocalEchoContent::Event { send_handle, .. } = echo.content else {
            continue;
        };
        let back = cache.rfind_map_event_in_memory_by(|event| {
            let unsigned: Option<Unsigned> = event.raw().get_field("unsigned").ok().flatten();
            (unsigned?.transaction_id? == echo.transaction_id).then_some(())
        });
        if matches!(back.await, Ok(Some(()))) && !is_built_on(room, &echo.transaction_id).await {
            send_handle.abort().await.ok();
        }
    }
}

/// Whether an edit or a reaction waits for it; these go only after it.
async fn is_built_on(room: &Room, id: &TransactionId) -> bool {
    let client = room.client();
    let waiting = client
        .state_store()
        .load_dependent_queued_requests(room.room_id())
        .await;
    !waiting.is_ok_and(|waiting| waiting.iter().all(|one| one.parent_transaction_id != *id))
}

/// The part of an event that the server adds for the device that sent it (specification 6.2, `unsigned`).
#[derive(serde::Deserialize)]
struct Unsigned {
    transaction_id: Option<OwnedTransactionId>,
}
