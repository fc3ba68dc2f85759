//! Reports to whoever looks after the person's homeserver: of a message, a room (MSC4151) or somebody (MSC4260).

use matrix_sdk::ruma::api::client::reporting::report_user::v3 as report_user;
use matrix_sdk::ruma::{EventId, UserId};
use model::{Failure, Reported, Why};

use super::account::Account;
use super::rooms::failed;
use crate::convert::failure::http_failure;
use crate::convert::lure;

impl Account {
    /// Reports something. The reason leaves in clear, for the administrators of one's own server.
    pub(crate) async fn report(&self, what: &Reported, reason: String) -> Result<(), Why> {
        self.policy.may_report().map_err(Why::Policy)?;
        if lure::holds_recovery_key(&reason) {
            return Err(Why::Failed(Failure::HoldsKey));
        }
        let malformed = |_| Why::Failed(Failure::Malformed);
        match what {
            Reported::Message(room, event) => {
                let room = self.room(room.as_str()).map_err(Why::Failed)?;
                let event = EventId::parse(event.as_str()).map_err(malformed)?;
                let reported = room.report_content(event, Some(reason)).await;
                reported.map(drop).map_err(failed)
            }
            Reported::Room(room) => {
                let room = self.room(room.as_str()).map_err(Why::Failed)?;
                room.report_room(reason).await.map(drop).map_err(failed)
            }
            Reported::Person(person) => {
                let user = UserId::parse(person.as_str()).map_err(malformed)?;
                let reported = self.client.send(report_user::Request::new(user, reason)).await;
                let reported = reported.map(drop);
                reported.map_err(|error| Why::Failed(http_failure(&error)))
            }
        }
    }
}
