//! What somebody who is signed in shows in the browser.

use model::{Failure, Purpose, ReturnPage, Ticket, Why};

use super::{Desk, Tasks};
use crate::guard::Proof;
use crate::visit::Visit;

impl Desk {
    /// Waits for it beside the other wishes. One thing at a time: what was awaited before is given up.
    pub(super) fn prove(&self, tasks: &mut Tasks, ticket: Ticket, purpose: Purpose, page: ReturnPage) {
        let promise = self.promise(ticket);
        let desk = self.clone();
        let task = tasks
            .others
            .spawn(async move { promise.keep(desk.proven(ticket, purpose, page).await) });
        if let Some((_, before)) = tasks.browsing.replace((ticket, task)) {
            before.abort();
        }
    }

    async fn proven(&self, ticket: Ticket, purpose: Purpose, page: ReturnPage) -> Result<(), Why> {
        let visit = Visit {
            ticket,
            page,
            outlet: self.outlet.clone(),
        };
        match purpose {
            Purpose::Unlock => self.account.recognise(&visit).await,
            Purpose::SignOutDevices(devices) => {
                self.account.sign_out_devices(&devices, &Proof::Browser(visit)).await?;
                self.list_devices().await;
                Ok(())
            }
            Purpose::ResetIdentity => self.account.reset_identity(&Proof::Browser(visit)).await,
            Purpose::SignIn { .. } | Purpose::SignInAgain => Err(Why::Failed(Failure::NotReady)),
        }
    }
}

impl Tasks {
    /// What is awaited from the browser is not wanted any more.
    pub(super) fn leave_browser(&mut self, ticket: Ticket) {
        if let Some((_, task)) = self.browsing.take_if(|(awaited, _)| *awaited == ticket) {
            task.abort();
        }
    }
}
