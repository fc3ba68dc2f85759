//! What the person hears of in all rooms: push rules, kept by their server.

use futures_util::StreamExt;
use matrix_sdk::HttpError;
use matrix_sdk::ruma::api::client::push::{
    delete_pushrule, get_pushrules_all, set_pushrule, set_pushrule_actions, set_pushrule_enabled,
};
use matrix_sdk::ruma::events::push_rules::PushRulesEvent;
use model::{Event, Failure, Hearing, HearingChange, Why};

use super::account::Account;
use crate::convert::failure;
use crate::convert::hearing::{self, Step};
use crate::outlet::Outlet;

impl Account {
    /// Reports what the person hears of, now and whenever that changes, here or elsewhere. For ever.
    pub(crate) async fn report_hearing(&self, outlet: Outlet) {
        let rules = self.client.observe_events::<PushRulesEvent, ()>();
        let mut changes = rules.subscribe();
        let mut told: Option<Hearing> = None;
        loop {
            match self.client.account().push_rules().await {
                Ok(rules) => {
                    let hearing = hearing::hearing(&rules);
                    if told.as_ref() != Some(&hearing) {
                        outlet.put(Event::Hearing(hearing.clone()));
                        told = Some(hearing);
                    }
                }
                Err(_) => tracing::warn!("the push rules can't be read"),
            }
            if changes.next().await.is_none() {
                return;
            }
        }
    }

    /// Has the person hear of other messages.
    pub(crate) async fn set_hearing(&self, change: &HearingChange) -> Result<(), Why> {
        // As the server has them now: what was changed a moment ago, here or elsewhere, is not in the account's data yet.
        let rules = self.client.send(get_pushrules_all::v3::Request::new()).await;
        let rules = rules
            .map_err(|error| Why::Failed(failure::failure(&error.into())))?
            .global;
        let steps = hearing::steps(&rules, change).ok_or(Why::Failed(Failure::Malformed))?;
        for step in steps {
            self.ask_rule(step)
                .await
                .map_err(|error| Why::Failed(failure::failure(&error.into())))?;
        }
        Ok(())
    }

    async fn ask_rule(&self, step: Step) -> Result<(), HttpError> {
        match step {
            Step::Actions(kind, id, actions) => {
                let request = set_pushrule_actions::v3::Request::new(kind, id, actions);
                self.client.send(request).await.map(drop)
            }
            Step::Enabled(kind, id, enabled) => {
                let request = set_pushrule_enabled::v3::Request::new(kind, id, enabled);
                self.client.send(request).await.map(drop)
            }
            Step::Insert(rule) => self.client.send(set_pushrule::v3::Request::new(rule)).await.map(drop),
            Step::Delete(kind, id) => {
                let request = delete_pushrule::v3::Request::new(kind, id);
                self.client.send(request).await.map(drop)
            }
        }
    }
}
