//! The organisation's policy as it lies on this computer: bytes and where they came from. What they mean is `policy`'s.

#[cfg(all(unix, any(not(target_os = "macos"), feature = "harness")))]
mod folders;
#[cfg(target_os = "macos")]
mod preferences;
#[cfg(windows)]
mod registry;

use std::path::PathBuf;

use serde_json::Value;

use crate::fault::PolicyFault;

#[cfg(all(unix, not(target_os = "macos")))]
use self::folders::Folders as System;
#[cfg(target_os = "macos")]
use self::preferences::Preferences as System;
#[cfg(windows)]
use self::registry::Registry as System;

/// Everything found, and everything refused. With a fault, the files are not to be used: refused means closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyFiles {
    /// Mandatory files first. Within a level those for one person stand before those for the machine, and each of these
    /// in lexical order of their names: a later one stands above an earlier one.
    pub files: Vec<PolicyFile>,
    /// Files, folders and keys that were refused.
    pub faults: Vec<PolicyFault>,
}

/// One file of the organisation's, or one place that stands for a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyFile {
    /// Where it lies: a path, or a key of the registry.
    pub path: String,
    /// Mandatory or recommended.
    pub level: Level,
    /// For everybody on this machine, or for this person.
    pub scope: Scope,
    /// What it says: JSON, as a policy file has it, whatever it was made from. Unread.
    pub bytes: Vec<u8>,
}

/// How much a policy file binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The person cannot change it.
    Managed,
    /// The person may change it.
    Recommended,
}

/// Whom a policy file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The person who is signed in to the operating system. Never above the machine's.
    User,
    /// Everybody on this machine.
    Machine,
}

/// Where an operating system keeps the policy of organisations.
pub(crate) trait PolicyStore {
    /// Adds what there is. `schema` is the JSON Schema of a policy file, for stores whose own kinds are not JSON's.
    fn read(&self, schema: &Value, found: &mut PolicyFiles);

    /// Folders whose changes the system can tell of; none where one has to look.
    fn folders(&self) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// Reads the policy of this computer. No argument, option or variable of a shipped build leads it elsewhere; `schema`,
/// the JSON Schema of a policy file, says only which kinds of values a registry's numbers and texts stand for.
pub fn policy_files(schema: &Value) -> PolicyFiles {
    read(store().as_ref(), schema)
}

pub(crate) fn read(store: &dyn PolicyStore, schema: &Value) -> PolicyFiles {
    let mut found = PolicyFiles::default();
    store.read(schema, &mut found);
    // Stable: what a store sorted by name stays so.
    found.files.sort_by_key(|file| (file.level, file.scope));
    // One folder above both levels may be at fault: said once.
    found.faults.dedup();
    found
}

pub(crate) fn store() -> Box<dyn PolicyStore + Send> {
    #[cfg(all(unix, feature = "harness"))]
    if let Some(folder) = crate::trusted::harness_folder() {
        return Box::new(folders::Folders::harness(folder));
    }
    Box::new(System::of_this_computer())
}
