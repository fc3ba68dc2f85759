//! What the organisation decided about several accounts of one person.

use std::sync::Arc;

use policy::{Policy, Reason};

use crate::{Capability, ServerName};

/// So many accounts are told apart by their colours and their keys.
const MOST: usize = 9;

/// What holds between accounts of one person. All of it was judged by policy; the window looks it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRules {
    /// Whether another may be opened beside so many.
    another: Arc<[Capability]>,
    /// Between which servers' accounts something may pass.
    exchange: Arc<[(ServerName, ServerName)]>,
}

impl Default for AccountRules {
    /// No rules are known: another may be opened, as far as there are colours, and nothing passes.
    fn default() -> Self {
        Self {
            another: (0..MOST).map(|_| Capability::Allowed).collect(),
            exchange: Arc::new([]),
        }
    }
}

impl AccountRules {
    pub(super) fn of(policy: &Policy) -> Self {
        let another = (0..MOST).map(|open| match policy.judge_another_account(open) {
            Ok(()) => Capability::Allowed,
            Err(reason) => Capability::Refused(reason),
        });
        let names = || policy.homeservers().iter().map(|server| server.server_name.as_str());
        let pairs = names().flat_map(|from| names().map(move |to| (from, to)));
        let open = pairs.filter(|(from, to)| policy.judge_exchange(from, to).is_ok());
        Self {
            another: another.collect(),
            exchange: open
                .map(|(from, to)| (ServerName::from(from), ServerName::from(to)))
                .collect(),
        }
    }

    /// Whether another account may be opened beside so many.
    pub fn another(&self, open: usize) -> Capability {
        self.another.get(open).cloned().unwrap_or_else(|| {
            Capability::Refused(Reason::AccountsFull {
                most: u32::try_from(MOST).unwrap_or_default(),
            })
        })
    }

    /// Whether what was copied in an account on one server may be pasted in another account on the other. Who isn't signed
    /// in yet has no department that could let anything in.
    pub fn exchange(&self, from: &ServerName, to: Option<&ServerName>) -> Capability {
        let open = |to: &ServerName| self.exchange.iter().any(|pair| pair.0 == *from && pair.1 == *to);
        match to.is_some_and(open) {
            true => Capability::Allowed,
            false => Capability::Refused(Reason::BetweenAccounts),
        }
    }
}
