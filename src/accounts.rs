//! The accounts of the person at this computer: a home, a key and a session each, begun and ended as the window asks.
//!
//! They share the policy in force, the roots, and the walls that keep them apart; nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread::{self, JoinHandle};

use anyhow::Context;
use model::AccountNumber;
use platform::{Home, HomeError};
use policy::Policy;
use session::{Ending, Remains, Roots, Walls};
use tokio::sync::{mpsc, watch};
use ui::{Arrival, Handle, Order};

use crate::keys::KeyringEntry;
use crate::vigil::Vigil;

/// Those that are open, and what each further one needs.
pub struct Accounts {
    home: Home,
    vigil: Vigil,
    policy: watch::Receiver<Arc<Policy>>,
    roots: Roots,
    walls: Walls,
    open: BTreeMap<u32, Ending>,
}

impl Accounts {
    /// Opens every account that somebody is signed in to; where there is none, the first, to be signed in to.
    pub fn open(
        home: &Home,
        vigil: Vigil,
        policy: watch::Receiver<Arc<Policy>>,
        roots: Roots,
    ) -> anyhow::Result<(Self, Vec<Handle>)> {
        let mut accounts = Self {
            home: home.clone(),
            vigil,
            policy,
            roots,
            walls: Walls::new([home.data.clone(), home.cache.clone()]),
            open: BTreeMap::new(),
        };
        let known = home.accounts().unwrap_or_else(|error| {
            tracing::error!(%error, "only the first account is known");
            Vec::new()
        });
        let mut handles = Vec::new();
        for number in known {
            match session::remains(&home.of_account(number).data) {
                Remains::Account => match accounts.begin(number) {
                    Ok(handle) => handles.push(handle),
                    // The others are no worse for it.
                    Err(error) => tracing::error!(number, "an account could not be opened: {error:#}"),
                },
                Remains::Record => {}
                Remains::Nothing => accounts.remove(number),
            }
        }
        if handles.is_empty() {
            handles.push(accounts.begin(1)?);
        }
        Ok((accounts, handles))
    }

    /// Does what the window asks for, on a thread of its own, until the window is gone; then waits for all that are open.
    pub fn serve(mut self, orders: Receiver<Order>, arrivals: mpsc::Sender<Arrival>) -> anyhow::Result<JoinHandle<()>> {
        let serving = move || {
            for order in orders {
                match order {
                    // Where the window is gone there is nobody to tell.
                    Order::Open => drop(arrivals.blocking_send(self.another())),
                    Order::Close(account) => self.close(account),
                }
            }
            self.open.into_values().for_each(Ending::wait);
        };
        let name = "accounts".to_owned();
        thread::Builder::new().name(name).spawn(serving).context("no thread")
    }

    fn another(&mut self) -> Arrival {
        let judged = self.policy.borrow().judge_another_account(self.open.len());
        if let Err(reason) = judged {
            return Arrival::Refused(reason);
        }
        let open: Vec<u32> = self.open.keys().copied().collect();
        match Home::next_account(&open)
            .context("no number is left")
            .and_then(|number| self.begin(number))
        {
            Ok(handle) => Arrival::Opened(handle),
            Err(error) => {
                tracing::error!("another account could not be opened: {error:#}");
                Arrival::Failed
            }
        }
    }

    /// The window has dropped its way to this account already, which ends it.
    fn close(&mut self, account: AccountNumber) {
        let Some(ending) = self.open.remove(&account.0) else {
            return;
        };
        ending.wait();
        if session::remains(&self.home.of_account(account.0).data) == Remains::Nothing {
            self.remove(account.0);
        }
    }

    fn begin(&mut self, number: u32) -> anyhow::Result<Handle> {
        let begun = |home: Home, profile: String| {
            session::start(session::Start {
                policy: self.policy.clone(),
                data: home.data,
                cache: home.cache,
                keys: Arc::new(KeyringEntry::new(&profile, self.vigil.clone())),
                roots: self.roots.clone(),
                walls: self.walls.clone(),
            })
        };
        let (home, profile) = self.named(number)?;
        let (commands, events, ending) = begun(home, profile)?.split();
        self.open.insert(number, ending);
        Ok(Handle {
            account: AccountNumber(number),
            commands,
            events,
        })
    }

    /// The home of an account, and its name in the keyring, which no other account has.
    fn named(&self, number: u32) -> Result<(Home, String), HomeError> {
        let home = self.home.open_account(number)?;
        let profile = home.profile()?;
        Ok((home, profile))
    }

    fn remove(&self, number: u32) {
        if let Err(error) = self.home.remove_account(number) {
            tracing::warn!(%error, "the folder of an account that has ended stays");
        }
    }
}
