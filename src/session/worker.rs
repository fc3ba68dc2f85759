//! The stages of a session: opening what is on this computer, signing in, being signed in, and back.

mod entrance;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use model::{Command, Event, Failure, Me, Obstacle, ServerName, Stage, Ticket, Why};
use policy::Policy;
use tokio::sync::{mpsc, watch};

use crate::guard::{self, Account, Door, Restored, Roots, SessionEnd, SignInError};
use crate::outlet::Outlet;
use crate::record;
use crate::signed_in::{self, Left};
use crate::vault::Vault;
use crate::walls::{Here, Walls};
use crate::{Key, Keys, KeysError, Start};

/// How long signing out waits for the record to be delivered.
pub(crate) const DELIVER: Duration = Duration::from_secs(10);

/// What the stages share.
struct Worker {
    policy: watch::Receiver<Arc<Policy>>,
    roots: Roots,
    vault: Vault,
    keys: Arc<dyn Keys>,
    outlet: Outlet,
    walls: Walls,
    /// Who is at it, for the person's other accounts to know.
    here: Mutex<Option<Here>>,
}

/// Where to go next.
enum Next {
    /// Open what is on this computer.
    Open,
    /// Open it again, for the person who is at it, under a policy that has become stricter.
    Renew,
    /// Wait for somebody to sign in.
    SignedOut { ended: bool },
    /// Somebody is signed in; what the window is told of it.
    SignedIn(Arc<Account>, fn(Me) -> Stage),
    /// The person has to show again who they are.
    Again(Me, Key),
    /// Something is in the way.
    Obstacle(Obstacle),
    /// The window is gone.
    End,
}

/// Runs until the window drops its end of `wishes`.
pub(crate) async fn run(start: Start, mut wishes: mpsc::Receiver<Command>, batches: mpsc::Sender<Vec<Event>>) {
    let (outlet, pump) = Outlet::new(batches);
    let pump = tokio::spawn(pump);
    let worker = Worker {
        vault: Vault::new(&start.data, &start.cache),
        policy: start.policy,
        roots: start.roots,
        keys: start.keys,
        outlet,
        walls: start.walls,
        here: Mutex::default(),
    };
    let mut next = Next::Open;
    loop {
        next = match next {
            Next::Open => worker.open().await,
            Next::Renew => worker.renew().await,
            Next::SignedOut { ended } => worker.signed_out(ended, &mut wishes).await,
            Next::SignedIn(account, stage) => worker.signed_in(account, stage, &mut wishes).await,
            Next::Again(me, key) => worker.again(me, key, &mut wishes).await,
            Next::Obstacle(obstacle) => worker.obstacle(obstacle, &mut wishes).await,
            Next::End => break,
        };
    }
    drop(worker);
    // Whoever still holds an end of the outlet is being stopped; the window is gone, so nothing is lost by not waiting.
    pump.abort();
}

impl Worker {
    async fn open(&self) -> Next {
        self.stage(Stage::Starting);
        if !self.vault.is_occupied() {
            return Next::SignedOut { ended: false };
        }
        let (key, restored) = match self.restore().await {
            Ok(restored) => restored,
            Err(obstacle) => return Next::Obstacle(obstacle),
        };
        let policy = self.policy();
        let due = !policy.sign_in().remember_session || restored.is_due(&policy);
        match due {
            // Not used before the password is right; and nothing of it is lost.
            true => Next::Again(restored.account.me().await, key),
            false => Next::SignedIn(Arc::new(restored.account), Stage::SignedIn),
        }
    }

    /// Judges everything anew by taking the session up anew: whatever policy decides, it decides at some opening.
    async fn renew(&self) -> Next {
        match self.restore().await {
            Ok((_, restored)) => Next::SignedIn(Arc::new(restored.account), Stage::Renewed),
            Err(obstacle) => Next::Obstacle(obstacle),
        }
    }

    async fn restore(&self) -> Result<(Key, Restored), Obstacle> {
        // Stores without a key are never taken for a first start: a new identity made silently would lose history.
        let key = self.read_key().await?.ok_or(Obstacle::KeyLost)?;
        let restored = guard::restore(self.door(key.clone())).await;
        let restored = restored.map_err(|error| match error {
            SignInError::Refused(_) => Obstacle::Unpinned,
            SignInError::Stores => Obstacle::StoreDamaged,
            SignInError::Failed(_) => Obstacle::Disk,
        })?;
        Ok((key, restored))
    }

    /// Says that somebody is signed in here. False where they are in another account of this program.
    fn enter(&self, me: &Me) -> bool {
        let mut here = self.here.lock().unwrap_or_else(PoisonError::into_inner);
        if here.is_none() {
            *here = self.walls.enter(&me.person.id);
        }
        here.is_some()
    }

    async fn signed_in(
        &self,
        account: Arc<Account>,
        stage: fn(Me) -> Stage,
        wishes: &mut mpsc::Receiver<Command>,
    ) -> Next {
        // Asked before it is gone: after a soft logout nobody opens the stores until the password is right.
        let me = account.me().await;
        self.enter(&me);
        self.stage(stage(me.clone()));
        match signed_in::run(account, self.policy.clone(), self.outlet.clone(), wishes).await {
            Left::Window => Next::End,
            Left::Outruled => Next::Renew,
            Left::Unpinned => Next::Obstacle(Obstacle::Unpinned),
            Left::SignedOut(ticket) => {
                self.leave_record(&me).await;
                self.clear().await;
                self.done(ticket);
                Next::SignedOut { ended: false }
            }
            Left::Ended(SessionEnd::Hard) => {
                self.leave_record(&me).await;
                self.clear().await;
                Next::SignedOut { ended: true }
            }
            Left::Ended(SessionEnd::Soft) => match self.read_key().await {
                Ok(Some(key)) => Next::Again(me, key),
                Ok(None) => Next::Obstacle(Obstacle::KeyLost),
                Err(obstacle) => Next::Obstacle(obstacle),
            },
        }
    }

    async fn obstacle(&self, obstacle: Obstacle, wishes: &mut mpsc::Receiver<Command>) -> Next {
        let mut policy = self.policy.clone();
        policy.mark_unchanged();
        self.stage(Stage::Obstacle(obstacle));
        loop {
            let wish = tokio::select! {
                wish = wishes.recv() => wish,
                () = changed(&mut policy) => return Next::Open,
            };
            let Some(wish) = wish else { return Next::End };
            match wish {
                Command::Retry => return Next::Open,
                Command::StartAfresh if matches!(obstacle, Obstacle::KeyLost | Obstacle::StoreDamaged) => {
                    self.clear().await;
                    return Next::SignedOut { ended: false };
                }
                Command::SignOut { ticket } if obstacle == Obstacle::Unpinned => {
                    self.clear().await;
                    self.done(ticket);
                    return Next::SignedOut { ended: false };
                }
                other => self.refuse(&other),
            }
        }
    }

    async fn read_key(&self) -> Result<Option<Key>, Obstacle> {
        self.ask_keyring(|keys| keys.read()).await
    }

    /// A key of its own for each sign-in, kept before anything is encrypted under it.
    async fn new_key(&self) -> Result<Key, Obstacle> {
        let mut key = Key::default();
        getrandom::fill(key.as_mut()).map_err(|_| Obstacle::Disk)?;
        let kept = key.clone();
        self.ask_keyring(move |keys| keys.write(&kept)).await?;
        Ok(key)
    }

    /// What an account put on record outlives it.
    async fn leave_record(&self, me: &Me) {
        if let Ok(Some(key)) = self.read_key().await {
            record::leave(self.door(key), me).await;
        }
    }

    /// Removes everything of the account from this computer: without the key, what a failing disk keeps is noise.
    async fn clear(&self) {
        drop(self.here.lock().unwrap_or_else(PoisonError::into_inner).take());
        if self.ask_keyring(|keys| keys.delete()).await.is_err() {
            tracing::warn!("the key stays in the keyring");
        }
        if self.vault.clear().is_err() {
            tracing::error!("the account's folders could not be removed whole");
        }
    }

    async fn ask_keyring<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&dyn Keys) -> Result<T, KeysError> + Send + 'static,
    ) -> Result<T, Obstacle> {
        let keys = self.keys.clone();
        let answer = tokio::task::spawn_blocking(move || ask(keys.as_ref())).await;
        answer.unwrap_or(Err(KeysError::Failed)).map_err(|error| match error {
            KeysError::Locked => Obstacle::KeyringLocked,
            KeysError::Absent | KeysError::Failed => Obstacle::KeyringAbsent,
        })
    }

    fn door(&self, key: Key) -> Door {
        Door {
            policy: self.policy(),
            roots: self.roots.clone(),
            vault: self.vault.clone(),
            key,
            walls: self.walls.clone(),
        }
    }

    fn departments(&self) -> Arc<[model::Department]> {
        let policy = self.policy();
        let departments = policy.homeservers().iter().map(|server| model::Department {
            server: ServerName::from(server.server_name.as_str()),
            name: server.display_name.as_str().into(),
            email_domains: server.email_domains.clone(),
        });
        departments.collect()
    }

    fn policy(&self) -> Arc<Policy> {
        self.policy.borrow().clone()
    }

    fn done(&self, ticket: Ticket) {
        self.outlet.put(Event::Done {
            ticket,
            room: None,
            file: None,
        });
    }

    fn stage(&self, stage: Stage) {
        self.outlet.put(Event::Stage(stage));
    }

    /// Answers a wish that has no meaning at this stage.
    fn refuse(&self, wish: &Command) {
        if let Some(ticket) = wish.ticket() {
            self.outlet.put(Event::Refused {
                ticket,
                why: Why::Failed(Failure::SignedOut),
            });
        }
    }
}

/// Waits for another policy; for ever where nobody can send one any more.
pub(crate) async fn changed<T>(value: &mut watch::Receiver<T>) {
    if value.changed().await.is_err() {
        std::future::pending().await
    }
}
