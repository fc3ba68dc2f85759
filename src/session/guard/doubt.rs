//! Messages that are shut, and may be judged anew: because their sender's device did not count as confirmed when they came,
//! because the person decided about their sender's identity, or because somebody asks for their key once more.
//!
//! A first message can overtake what its reader is told of the sender's devices: the two come over different
//! connections, and between servers. The SDK judges once; so the sender is asked about again, and the message judged anew.

use std::collections::BTreeSet;
use std::time::Duration;

use matrix_sdk::ruma::OwnedUserId;
use matrix_sdk_base::crypto::types::events::UtdCause;
use matrix_sdk_ui::timeline::{EncryptedMessage, EventTimelineItem, MsgLikeKind, TimelineItem, TimelineItemContent};
use model::{Failure, RowKey, Why};

use super::conversation::Conversation;
use crate::convert::failure;

/// The pause before each further try. After the last, the message stays shut until another is in doubt.
const PAUSES: [Duration; 6] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
    Duration::from_secs(16),
    Duration::from_secs(32),
];

impl Conversation {
    /// Resolves doubts as they come up, for ever.
    pub(crate) async fn resolve_doubts(&self) {
        let mut decided = self.account.decided.subscribe();
        loop {
            tokio::select! {
                () = self.in_doubt.notified() => {}
                Ok(()) = decided.changed() => {}
            }
            for pause in PAUSES {
                tokio::select! {
                    () = tokio::time::sleep(pause) => {}
                    Ok(()) = decided.changed() => {}
                }
                let senders = self.doubtful_senders();
                if senders.is_empty() {
                    break;
                }
                for sender in senders {
                    if self
                        .account
                        .client
                        .encryption()
                        .request_user_identity(&sender)
                        .await
                        .is_err()
                    {
                        tracing::debug!("a sender's devices could not be asked for");
                    }
                }
                // Of all messages that are shut here: the SDK takes no other request.
                self.timeline.retry_decryption(std::iter::empty::<String>()).await;
            }
        }
    }

    /// Looks for the key of a message that is shut, here and in key storage.
    pub(crate) async fn look_again(&self, row: &RowKey) -> Result<(), Why> {
        let item = self.event(row)?;
        let Some(EncryptedMessage::MegolmV1AesSha2 { session_id, .. }) = item.content().as_unable_to_decrypt() else {
            // It opened while the person reached for the button.
            return Ok(());
        };
        let backups = self.account.client.encryption().backups();
        let asked = backups.download_room_key(self.room.room_id(), session_id).await;
        if self.opens(&item).await {
            self.timeline.retry_decryption([session_id]).await;
            return Ok(());
        }
        Err(Why::Failed(match asked.map_err(|error| failure::failure(&error)) {
            Ok(_) | Err(Failure::NotFound) => Failure::KeyMissing,
            Err(failure) => failure,
        }))
    }

    /// Whether the key is here now. The SDK doesn't say what came of a try.
    async fn opens(&self, item: &EventTimelineItem) -> bool {
        let Some(event) = item.original_json() else {
            return false;
        };
        let tried = self.room.decrypt_event(event.cast_ref_unchecked(), None).await;
        tried.is_ok_and(|event| !event.kind.is_utd())
    }

    fn doubtful_senders(&self) -> BTreeSet<OwnedUserId> {
        let items = self.items();
        let doubtful = items.iter().filter(|item| is_doubtful(item));
        doubtful
            .filter_map(|item| Some(item.as_event()?.sender().to_owned()))
            .collect()
    }
}

/// Whether a message is shut for the device or the identity it came from.
pub(super) fn is_doubtful(item: &TimelineItem) -> bool {
    let content = item.as_event().map(|event| event.content());
    let Some(TimelineItemContent::MsgLike(content)) = content else {
        return false;
    };
    matches!(
        &content.kind,
        MsgLikeKind::UnableToDecrypt(EncryptedMessage::MegolmV1AesSha2 {
            cause: UtdCause::UnsignedDevice | UtdCause::UnknownDevice | UtdCause::VerificationViolation,
            ..
        })
    )
}
