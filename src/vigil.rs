//! The policy while the program runs: what became stricter counts at once, what became looser waits for the next start,
//! and a policy that is gone, makes no sense or is older than one taken before closes the program, as at a start.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use model::{Fault, Rules};
use platform::{Audit, Keyring, KeyringError, PolicyFiles, Watch};
use policy::{Day, Direction, Memory, Policy};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};
use ui::News;

use crate::opening::{self, Blocked};

/// How often the day is looked at, for a policy that ends.
const LOOK_AT_DAY: Duration = Duration::from_secs(10 * 60);

/// What watches over the policy in force. Cheap to clone; clones are the same one.
#[derive(Clone)]
pub struct Vigil(Arc<Mutex<State>>);

struct State {
    /// Under which name the keyring remembers.
    entry: String,
    /// What the policy was made from.
    found: PolicyFiles,
    policy: Policy,
    session: watch::Sender<Arc<Policy>>,
    news: mpsc::Sender<News>,
    audit: Option<Audit>,
    /// What is remembered; none before the keyring was asked.
    kept: Option<Kept>,
    /// What of it the keyring has.
    written: Option<Kept>,
    closed: bool,
}

/// What the keyring remembers of policies. In a file somebody could take it out, and bring back an older policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    policy: Memory,
    /// The latest day the program ran, as YYYY-MM-DD: a clock that is turned back makes no policy younger.
    day: String,
}

/// What the keyring remembers of policies taken in the home of this name; none where it can't say.
pub fn remembered(profile: &str) -> Option<Memory> {
    let bytes = Keyring::open()
        .and_then(|keyring| keyring.read(&entry(profile)))
        .ok()??;
    let kept: Kept = serde_json::from_slice(&bytes).ok()?;
    Some(kept.policy)
}

fn entry(profile: &str) -> String {
    format!("policy memory {profile}")
}

impl Vigil {
    /// Begins, in the home of this name, with the policy in force and what it was made from. The receiver is the session's.
    pub fn new(
        profile: &str,
        found: PolicyFiles,
        policy: Policy,
        news: mpsc::Sender<News>,
        audit: Option<Audit>,
    ) -> (Self, watch::Receiver<Arc<Policy>>) {
        let (session, receiver) = watch::channel(Arc::new(policy.clone()));
        let state = State {
            entry: entry(profile),
            found,
            policy,
            session,
            news,
            audit,
            kept: None,
            written: None,
            closed: false,
        };
        (Self(Arc::new(Mutex::new(state))), receiver)
    }

    /// Watches files and days until what it returns is dropped. Where they can't be watched, the policy in force stays.
    pub fn watch(&self) -> Option<Watch> {
        let known = self.lock().found.clone();
        let (files, days) = (self.clone(), Arc::downgrade(&self.0));
        let spawned = thread::Builder::new().name("days".to_owned()).spawn(move || {
            loop {
                thread::sleep(LOOK_AT_DAY);
                match days.upgrade() {
                    Some(state) => Self(state).look_at_day(),
                    None => return,
                }
            }
        });
        let watch = platform::watch_policy(known, policy::schema(), move |found| files.change(found));
        match (watch, spawned) {
            (Ok(watch), Ok(_)) => Some(watch),
            (Err(error), _) => {
                tracing::error!(%error, "a change of the policy counts at the next start");
                None
            }
            (_, Err(error)) => {
                tracing::error!(%error, "no thread to look at the day");
                None
            }
        }
    }

    /// Holds the policy against what the keyring remembers, before anything is opened by that keyring. False when the
    /// policy is older than one taken before; then the window has been told.
    pub fn recall(&self, keyring: &Keyring) -> Result<bool, KeyringError> {
        let mut state = self.lock();
        if state.kept.is_none() {
            let kept = keyring.read(&state.entry)?;
            // An entry that makes no sense was not written by this program, or by a newer one.
            let kept: Kept = kept
                .and_then(|bytes| serde_json::from_slice(&bytes).ok())
                .unwrap_or_default();
            state.written = Some(kept.clone());
            state.kept = Some(kept);
            let found = state.found.clone();
            state.judge(found);
        }
        if state.closed {
            return Ok(false);
        }
        let today = state.today().to_string();
        if let Some(kept) = &mut state.kept {
            kept.day = today;
        }
        if state.written != state.kept {
            let bytes = serde_json::to_vec(&state.kept).map_err(|error| KeyringError::Failed(error.to_string()))?;
            keyring.write(&state.entry, &bytes)?;
            state.written = state.kept.clone();
        }
        Ok(true)
    }

    fn change(&self, found: PolicyFiles) {
        let asked = {
            let mut state = self.lock();
            state.judge(found);
            state.kept.is_some()
        };
        // A keyring that was not needed yet is not asked now: it might put a question to somebody who did nothing.
        let remembered = asked.then(|| Keyring::open().and_then(|keyring| self.recall(&keyring)));
        if let Some(Err(error)) = remembered {
            tracing::warn!(%error, "the policy that came is remembered from the next start");
        }
    }

    fn look_at_day(&self) {
        let mut state = self.lock();
        let today = state.today();
        let then = state.policy.at(today);
        if !state.closed && then.validity() != state.policy.validity() {
            state.take(then);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves a whole policy behind, never half of one.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Today, or the latest day seen where the clock says an earlier one.
    fn today(&self) -> Day {
        let seen = self.kept.as_ref().and_then(|kept| kept.day.parse().ok());
        opening::today().max(seen.unwrap_or(Day::MIN))
    }

    fn judge(&mut self, found: PolicyFiles) {
        if self.closed {
            // What would open it again waits for the next start.
            return;
        }
        let memory = self.kept.as_ref().map(|kept| &kept.policy);
        match opening::policy(found.clone(), memory, self.today()) {
            Ok((new, _)) => {
                self.found = found;
                // Also one that came while the program runs: no older one takes its place.
                if let Some(kept) = &mut self.kept {
                    kept.policy = new.memory();
                }
                let tightened = self.policy.tightened(&new);
                self.note("changed", changes(&self.policy, &new));
                self.take(tightened);
            }
            Err(blocked) => self.close(blocked),
        }
    }

    /// Puts a policy in force, here, in the session and in the window.
    fn take(&mut self, policy: Policy) {
        let stricter = !changes(&self.policy, &policy).is_empty() || policy.validity() != self.policy.validity();
        self.policy = policy;
        if stricter {
            self.session.send_replace(Arc::new(self.policy.clone()));
        }
        self.tell(News::Rules(Rules::of(&self.policy)));
    }

    fn close(&mut self, blocked: Blocked) {
        self.closed = true;
        let faults = blocked.faults.iter().map(code).collect();
        self.note("closed", faults);
        self.tell(News::Blocked {
            organisation: blocked.organisation,
            faults: blocked.faults,
            rules: Rules::of(&self.policy),
        });
    }

    fn tell(&self, news: News) {
        // The window may be gone already; then there is nobody to tell.
        self.news.blocking_send(news).ok();
    }

    fn note(&mut self, what: &str, keys: Vec<Value>) {
        if keys.is_empty() {
            return;
        }
        if let Some(audit) = &mut self.audit
            && let Err(error) = audit.append(&json!({ "what": what, "keys": keys }))
        {
            tracing::warn!(kind = ?error.kind(), "the record of policy changes could not be written");
        }
    }
}

/// What a new policy changes, key by key, without the values.
fn changes(old: &Policy, new: &Policy) -> Vec<Value> {
    let changes = old.change_to(new).into_iter();
    let line = changes.map(|change| {
        let direction = match change.direction {
            Direction::Stricter => "stricter",
            Direction::Looser => "looser",
            Direction::Different => "different",
        };
        let source = new.provenance().get(change.key).map(|from| from.place.to_string());
        json!({ "key": change.key, "direction": direction, "source": source })
    });
    line.collect()
}

fn code(fault: &Fault) -> Value {
    json!({ "code": fault.code, "place": fault.place })
}
