//! What the accounts of one person know of each other, so that nothing passes between them that policy keeps apart.
//!
//! Each account has stores, keys and a line to its server of its own; this is all they share, and there is nothing of what
//! was said in it: who is signed in, and the sizes and hashes of files that were saved out of an account.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::UserId;
use policy::{Policy, Reason};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Shared by the sessions of one program. Clones are the same one.
#[derive(Clone, Default)]
pub struct Walls(Arc<Inner>);

#[derive(Default)]
struct Inner {
    /// The folders in which accounts keep things.
    homes: Vec<PathBuf>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    here: BTreeSet<UserId>,
    saved: HashMap<Saved, BTreeSet<UserId>>,
}

/// A file that was saved out of an account, as it is known again: by what is in it, whatever it is called by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Saved {
    size: u64,
    hash: [u8; 32],
}

/// Somebody who is signed in here, until it is dropped.
pub(crate) struct Here {
    walls: Walls,
    user: UserId,
}

impl Saved {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self {
            size: bytes.len() as u64,
            hash: Sha256::digest(bytes).into(),
        }
    }
}

impl Walls {
    /// Between accounts that keep their things below these folders.
    pub fn new(homes: impl IntoIterator<Item = PathBuf>) -> Self {
        // As they are called where a file is looked for: a home may be reached through a link.
        let homes = homes.into_iter().map(|home| home.canonicalize().unwrap_or(home));
        Self(Arc::new(Inner {
            homes: homes.collect(),
            known: Mutex::default(),
        }))
    }

    /// Somebody is signed in from now on; none where they are already, in another account.
    pub(crate) fn enter(&self, user: &UserId) -> Option<Here> {
        let new = self.lock().here.insert(user.clone());
        new.then(|| Here {
            walls: self.clone(),
            user: user.clone(),
        })
    }

    /// These files were saved out of somebody's account.
    pub(crate) fn saved(&self, user: &UserId, files: impl IntoIterator<Item = Saved>) {
        let mut known = self.lock();
        for file in files {
            known.saved.entry(file).or_default().insert(user.clone());
        }
    }

    /// Whether a file of this size could have been saved out of another account: then it is worth being read.
    pub(crate) fn suspects(&self, user: &UserId, size: u64) -> bool {
        let known = self.lock();
        known
            .saved
            .iter()
            .any(|(saved, from)| saved.size == size && !from.contains(user))
    }

    /// Whether an account may send what another account of the same person saved. What it saved itself, too, is its own.
    pub(crate) fn judge_file(&self, policy: &Policy, user: &UserId, file: &Saved) -> Result<(), Reason> {
        let known = self.lock();
        let Some(from) = known.saved.get(file).filter(|from| !from.contains(user)) else {
            return Ok(());
        };
        let mut judged = from
            .iter()
            .map(|from| policy.judge_exchange(from.server(), user.server()));
        // Where it came from several, one that lets it through is enough: it is that one's, too.
        judged.find(Result::is_ok).unwrap_or(Err(Reason::BetweenAccounts))
    }

    /// Whether a file lies where no account but the one of these folders may look: another's stores, and what it keeps for
    /// a while.
    pub(crate) fn judge_place(&self, path: &Path, own: &[PathBuf]) -> Result<(), Reason> {
        let Ok(path) = path.canonicalize() else { return Ok(()) };
        let own = own.iter().any(|own| {
            let own = own.canonicalize();
            own.is_ok_and(|own| path.starts_with(own))
        });
        match !own && self.0.homes.iter().any(|home| path.starts_with(home)) {
            true => Err(Reason::BetweenAccounts),
            false => Ok(()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        // A panic elsewhere leaves whole sets behind.
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        self.walls.lock().here.remove(&self.user);
    }
}
