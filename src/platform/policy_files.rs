//! The organisation's policy as it lies on this computer: bytes and where they came from. What they mean is `policy`'s.

use std::path::Path;

use crate::fault::PolicyFault;
use crate::trusted::{self, Rules};

/// Everything found, and everything refused. With a fault, the files are not to be used: refused means closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyFiles {
    /// Mandatory files first, each level in lexical order of its names.
    pub files: Vec<PolicyFile>,
    /// Files and folders that were refused.
    pub faults: Vec<PolicyFault>,
}

/// One file of the organisation's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyFile {
    /// Where it lies.
    pub path: String,
    /// Mandatory or recommended.
    pub level: Level,
    /// For everybody at this computer, or for one person.
    pub scope: Scope,
    /// What it says, unread.
    pub bytes: Vec<u8>,
}

/// How much a policy file binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// The person cannot change it.
    Managed,
    /// The person may change it.
    Recommended,
}

/// Whom a policy file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everybody at this computer.
    Machine,
    /// One person.
    User,
}

/// Reads the policy folder of this computer. No argument, option or variable of a shipped build leads it elsewhere.
pub fn policy_files() -> PolicyFiles {
    #[cfg(feature = "harness")]
    if let Some(folder) = trusted::harness_folder() {
        return read(&folder, &Rules::harness(&folder));
    }
    read(Path::new("/etc/despatch/policies"), &Rules::root_only())
}

fn read(folder: &Path, rules: &Rules) -> PolicyFiles {
    let mut found = PolicyFiles::default();
    for (name, level) in [("managed", Level::Managed), ("recommended", Level::Recommended)] {
        match trusted::read_folder(&folder.join(name), ".json", rules) {
            Ok(entries) => {
                for (path, entry) in entries {
                    match entry {
                        Ok(bytes) => found.files.push(PolicyFile {
                            path,
                            level,
                            scope: Scope::Machine,
                            bytes,
                        }),
                        Err(fault) => found.faults.push(fault),
                    }
                }
            }
            Err(fault) => found.faults.push(fault),
        }
    }
    // One folder above both levels may be at fault: said once.
    found.faults.dedup();
    found
}
