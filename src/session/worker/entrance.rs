//! The way in: for somebody who signs in, and for whoever has to show again who they are.

use std::sync::Arc;

use model::{
    Command, Event, Failure, Me, Obstacle, ProviderId, Purpose, ReturnPage, Secret, SignInTo, Stage, Ticket, Why,
};
use policy::{Pinned, Policy, Reason, SignInMethod};
use tokio::sync::mpsc;

use super::{DELIVER, Next, Worker, changed};
use crate::Key;
use crate::guard::{self, Account, Credentials, Door, Reception, SignInError, why};
use crate::record;
use crate::vault::Stores;
use crate::visit::Visit;

impl Worker {
    pub(super) async fn signed_out(&self, ended: bool, wishes: &mut mpsc::Receiver<Command>) -> Next {
        let mut policy = self.policy.clone();
        policy.mark_unchanged();
        self.stage(Stage::SignedOut {
            departments: self.departments(),
            ended,
        });
        loop {
            let wish = tokio::select! {
                // Other rules first: what is wished under them is not given up for them.
                biased;
                () = changed(&mut policy) => return Next::SignedOut { ended },
                wish = wishes.recv() => wish,
            };
            let Some(wish) = wish else { return Next::End };
            match wish {
                Command::SignIn {
                    ticket,
                    to,
                    user,
                    password,
                } => match self.sign_in(to, Credentials { user, password }).await {
                    Ok(account) => {
                        self.done(ticket);
                        return Next::SignedIn(Arc::new(account), Stage::SignedIn);
                    }
                    Err(turned) => {
                        if let Some(next) = self.turned(ticket, turned) {
                            return next;
                        }
                    }
                },
                Command::AskWays(to) => self.ask_ways(to),
                Command::Prove {
                    ticket,
                    purpose: Purpose::SignIn { to, provider },
                    page,
                } => {
                    let visit = self.visit(ticket, page);
                    let (reception, token) = tokio::select! {
                        came = self.attend(&visit, self.token(&visit, &to, provider.as_ref()), wishes) => match came {
                            Some(Ok(came)) => came,
                            Some(Err(why)) => {
                                self.outlet.put(Event::Refused { ticket, why });
                                continue;
                            }
                            None => return Next::End,
                        },
                        // Other rules may not let anybody in this way.
                        () = changed(&mut policy) => {
                            self.outlet.put(Event::Refused { ticket, why: Why::Failed(Failure::BrowserLeft) });
                            return Next::SignedOut { ended };
                        }
                    };
                    match self.sign_in_by(&reception, &token, provider.as_ref()).await {
                        Ok(account) => {
                            self.done(ticket);
                            return Next::SignedIn(Arc::new(account), Stage::SignedIn);
                        }
                        Err(turned) => {
                            if let Some(next) = self.turned(ticket, turned) {
                                return next;
                            }
                        }
                    }
                }
                Command::Retry => return Next::Open,
                other => self.refuse(&other),
            }
        }
    }

    /// Nothing is written before policy has judged the server, and nothing stays when the sign-in fails.
    async fn sign_in(&self, to: SignInTo, credentials: Credentials) -> Result<Account, Turned> {
        let pinned = self.pin(&to, SignInMethod::Password);
        let pinned = pinned.map_err(|reason| Turned::Away(Why::Policy(reason)))?;
        let (door, stores) = self.prepare().await?;
        self.settle(guard::sign_in(door, stores, pinned, credentials).await)
            .await
    }

    /// The same, by what was brought from the browser.
    async fn sign_in_by(
        &self,
        reception: &Reception,
        token: &Secret,
        provider: Option<&ProviderId>,
    ) -> Result<Account, Turned> {
        // Rules may have come while the browser was awaited.
        let judged = self.policy().judge_method(SignInMethod::Sso);
        judged.map_err(|reason| Turned::Away(Why::Policy(reason)))?;
        let (door, stores) = self.prepare().await?;
        self.settle(guard::sign_in_by(door, stores, reception, token, provider).await)
            .await
    }

    /// New stores, and the key to them.
    async fn prepare(&self) -> Result<(Door, Stores), Turned> {
        let stores = self.vault.prepare().map_err(|_| Turned::To(Obstacle::Disk))?;
        let key = self.new_key().await.map_err(Turned::To)?;
        Ok((self.door(key), stores))
    }

    async fn settle(&self, account: Result<Account, SignInError>) -> Result<Account, Turned> {
        let account = match account {
            Ok(account) => account,
            Err(error) => {
                self.clear().await;
                return Err(Turned::Away(why(error)));
            }
        };
        let me = account.me().await;
        if self.enter(&me) {
            return Ok(account);
        }
        account.log_out().await;
        drop(account);
        self.clear().await;
        Err(Turned::Away(Why::Failed(Failure::AlreadyHere)))
    }

    /// Says that nobody was signed in, and why. Something in the way is shown by itself.
    fn turned(&self, ticket: Ticket, turned: Turned) -> Option<Next> {
        let (why, next) = match turned {
            Turned::Away(why) => (why, None),
            Turned::To(obstacle) => (Why::Failed(Failure::Internal), Some(Next::Obstacle(obstacle))),
        };
        self.outlet.put(Event::Refused { ticket, why });
        next
    }

    fn visit(&self, ticket: Ticket, page: ReturnPage) -> Visit {
        Visit {
            ticket,
            page,
            outlet: self.outlet.clone(),
        }
    }

    /// Waits for what somebody brings from the browser who is not signed in.
    async fn token(
        &self,
        visit: &Visit,
        to: &SignInTo,
        provider: Option<&ProviderId>,
    ) -> Result<(Reception, Secret), Why> {
        let pinned = self.pin(to, SignInMethod::Sso).map_err(Why::Policy)?;
        let reception = Reception::open(self.policy(), pinned, &self.roots).map_err(why)?;
        let token = visit.token(&reception, provider).await?;
        Ok((reception, token))
    }

    /// Waits for the browser, until the person gives that up. None where the window is gone.
    async fn attend<T>(
        &self,
        visit: &Visit,
        coming: impl Future<Output = Result<T, Why>>,
        wishes: &mut mpsc::Receiver<Command>,
    ) -> Option<Result<T, Why>> {
        let mut coming = std::pin::pin!(coming);
        loop {
            let wish = tokio::select! {
                came = &mut coming => return Some(came),
                wish = wishes.recv() => wish?,
            };
            match wish {
                Command::LeaveBrowser(ticket) if ticket == visit.ticket => {
                    return Some(Err(Why::Failed(Failure::BrowserLeft)));
                }
                Command::AskWays(to) => self.ask_ways(to),
                // One way at a time: the window gives this one up first.
                other => {
                    if let Some(ticket) = other.ticket() {
                        let why = Why::Failed(Failure::NotReady);
                        self.outlet.put(Event::Refused { ticket, why });
                    }
                }
            }
        }
    }

    /// Asks a server how it lets people in, beside everything else.
    fn ask_ways(&self, to: SignInTo) {
        let (policy, outlet, roots) = (self.policy(), self.outlet.clone(), self.roots.clone());
        let pinned = pinned(&policy, &to);
        tokio::spawn(async move {
            let ways = async {
                let reception = Reception::open(policy, pinned.map_err(Why::Policy)?, &roots).map_err(why)?;
                reception.ways().await.map_err(why)
            };
            let ways = ways.await;
            outlet.put(Event::Ways { to, ways });
        });
    }

    fn pin(&self, to: &SignInTo, method: SignInMethod) -> Result<Pinned, Reason> {
        let policy = self.policy();
        policy.judge_method(method)?;
        pinned(&policy, to)
    }

    pub(super) async fn again(&self, me: Me, key: Key, wishes: &mut mpsc::Receiver<Command>) -> Next {
        self.enter(&me);
        self.stage(Stage::SignInAgain(me.clone()));
        while let Some(wish) = wishes.recv().await {
            match wish {
                // A window that locked itself meanwhile is opened by the same.
                Command::SignInAgain { ticket, password } | Command::Unlock { ticket, password } => {
                    let door = self.door(key.clone());
                    let again = match door.policy.judge_method(SignInMethod::Password) {
                        Ok(()) => guard::sign_in_again(door, password).await.map_err(why),
                        Err(reason) => Err(Why::Policy(reason)),
                    };
                    match again {
                        Ok(account) => {
                            self.done(ticket);
                            return Next::SignedIn(Arc::new(account), Stage::SignedIn);
                        }
                        Err(why) => self.outlet.put(Event::Refused { ticket, why }),
                    }
                }
                Command::Prove {
                    ticket,
                    purpose: Purpose::SignInAgain | Purpose::Unlock,
                    page,
                } => {
                    let again = match guard::again(&self.door(key.clone())) {
                        Ok(again) => again,
                        Err(error) => {
                            self.outlet.put(Event::Refused {
                                ticket,
                                why: why(error),
                            });
                            continue;
                        }
                    };
                    let visit = self.visit(ticket, page);
                    let Some(token) = self.attend(&visit, again.token(&visit), wishes).await else {
                        return Next::End;
                    };
                    let account = match token {
                        Ok(token) => {
                            let door = self.door(key.clone());
                            guard::sign_in_again_by(door, &again, &token).await.map_err(why)
                        }
                        Err(why) => Err(why),
                    };
                    match account {
                        Ok(account) => {
                            self.done(ticket);
                            return Next::SignedIn(Arc::new(account), Stage::SignedIn);
                        }
                        Err(why) => self.outlet.put(Event::Refused { ticket, why }),
                    }
                }
                Command::SignOut { ticket } => match record::hand_over(self.door(key.clone()), &me, DELIVER).await {
                    Ok(()) => {
                        self.leave_record(&me).await;
                        self.clear().await;
                        self.done(ticket);
                        return Next::SignedOut { ended: false };
                    }
                    Err(failure) => self.outlet.put(Event::Refused {
                        ticket,
                        why: Why::Failed(failure),
                    }),
                },
                other => self.refuse(&other),
            }
        }
        Next::End
    }
}

/// Why nobody was signed in.
enum Turned {
    /// They are told, and may try again.
    Away(Why),
    /// Something is in the way.
    To(Obstacle),
}

/// The server that is meant.
fn pinned(policy: &Policy, to: &SignInTo) -> Result<Pinned, Reason> {
    match to {
        SignInTo::Email(address) => policy.pin_email(address),
        SignInTo::Server(server) => policy.pin(server.as_str()),
    }
}
