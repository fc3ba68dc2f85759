//! A visit of the person to their organisation's page in the browser, from the wish to the token that they come back with.

use std::time::Duration;

use model::{Event, Failure, ProviderId, ReturnPage, Secret, Ticket, Why};

use crate::guard::{Reception, why};
use crate::listener::Listener;
use crate::outlet::Outlet;

/// How long somebody may take: to find a second factor, and no longer than the port should be open.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10 * 60);

/// A visit. Dropping what awaits it closes the way back.
pub(crate) struct Visit {
    pub(crate) ticket: Ticket,
    pub(crate) page: ReturnPage,
    pub(crate) outlet: Outlet,
}

impl Visit {
    /// Has the browser opened at the server's page, and waits for what comes back.
    pub(crate) async fn token(&self, reception: &Reception, provider: Option<&ProviderId>) -> Result<Secret, Why> {
        let ways = reception.ways().await.map_err(why)?;
        let offered = ways.browser.ok_or(Why::Failed(Failure::BrowserAbsent))?;
        // One that was there once, or is one of too many: then the server asks which.
        let provider = provider.filter(|wanted| offered.iter().any(|known| known.id == **wanted));
        let listener = Listener::open().await.map_err(|error| {
            tracing::error!(kind = ?error.kind(), "the browser has no way back");
            Why::Failed(Failure::BrowserClosed)
        })?;
        let url = reception.page(provider, &listener.address()).map_err(why)?;
        self.show(url.as_str());
        let token = tokio::time::timeout(PATIENCE, listener.token(&self.page)).await;
        token.map_err(|_| Why::Failed(Failure::BrowserLate))
    }

    /// Asks for this page of the server to be opened.
    pub(crate) fn show(&self, url: &str) {
        self.outlet.put(Event::Browser {
            ticket: self.ticket,
            url: url.into(),
        });
    }
}
