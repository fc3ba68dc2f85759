//! What was written on a day: the server says whether there is anything, and the conversation is loaded back to it.

use matrix_sdk::ruma::api::client::room::get_event_by_timestamp::v1::Request;
use matrix_sdk::ruma::{MilliSecondsSinceUnixEpoch, UInt};
use model::{EventId, Failure, RowKind, Why};

use super::conversation::Conversation;
use crate::convert;
use crate::convert::failure;

impl Conversation {
    /// When something was first written from this time on, as the server knows. What it is may not be shown here.
    pub(crate) async fn written_since(&self, at: i64) -> Result<i64, Why> {
        let malformed = || Why::Failed(Failure::Malformed);
        let at = UInt::try_from(at).map_err(|_| malformed())?;
        let request = Request::since(self.room.room_id().to_owned(), MilliSecondsSinceUnixEpoch(at));
        let found = self.account.client.send(request).await;
        let found = found.map_err(|error| Why::Failed(failure::failure(&error.into())))?;
        Ok(i64::from(found.origin_server_ts.0))
    }

    /// Whether what is loaded goes back to this time.
    pub(crate) async fn reaches(&self, at: i64) -> bool {
        let items = self.timeline.items().await;
        let mut times = items
            .iter()
            .filter_map(|item| Some(i64::from(item.as_event()?.timestamp().0)));
        times.next().is_some_and(|first| first < at)
    }

    /// The first message from this time on that is loaded and shown.
    pub(crate) async fn first_since(&self, at: i64) -> Option<EventId> {
        let terms = self.terms().await;
        let items = self.timeline.items().await;
        self.with_lens(&terms, true, |lens| {
            let since = items.iter().filter(|item| {
                let event = item.as_event();
                event.is_some_and(|event| i64::from(event.timestamp().0) >= at && event.event_id().is_some())
            });
            since
                .filter_map(|item| match &convert::row(item, lens).kind {
                    RowKind::Message(message) => message.event.clone(),
                    _ => None,
                })
                .next()
        })
    }
}
