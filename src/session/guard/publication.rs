//! What others must find on the server before they believe this device: its keys, and the identity that signed them.

use std::time::Duration;

use matrix_sdk::ruma::api::client::keys::get_keys::v3 as get_keys;
use model::Why;

use super::account::Account;
use crate::convert::failure;

/// How long the first message waits for it.
const READY: Duration = Duration::from_secs(5);

impl Account {
    /// Waits until this device may take part in encryption. A message sent before would be stuck, since nobody could tell
    /// whose device it came from.
    pub(crate) async fn encryption_ready(&self) {
        let ready = self.ready.get_or_try_init(|| async {
            self.client.encryption().wait_for_e2ee_initialization_tasks().await;
            self.publish_identity().await
        });
        // Without a network this cannot end, and a message written then waits in the queue anyway.
        if let Ok(Err(Why::Failed(failure))) = tokio::time::timeout(READY, ready).await {
            tracing::warn!(code = failure.code(), "the identity may not be on the server");
        }
    }

    /// Publishes once more what did not arrive: the SDK makes an identity, publishes it, and never looks again whether the
    /// server has it. Cut off between the two, the device called itself confirmed, and nobody else believed it.
    async fn publish_identity(&self) -> Result<(), Why> {
        let Some(own) = self.client.user_id() else {
            return Ok(());
        };
        if !self.holds_secrets().await {
            return Ok(());
        }
        let mut request = get_keys::Request::new();
        request.device_keys.insert(own.to_owned(), Vec::new());
        let asked = self.client.send(request).await;
        let known = asked.map_err(|error| Why::Failed(failure::http_failure(&error)))?;
        if known.master_keys.contains_key(own) {
            return Ok(());
        }
        let published = self.client.encryption().bootstrap_cross_signing(None).await;
        published.map_err(|error| Why::Failed(failure::failure(&error)))?;
        self.ask_own_identity().await
    }
}
