//! Linux: JSON files in two folders of the administrator's.

use std::path::PathBuf;

use serde_json::Value;

use super::{Level, PolicyFile, PolicyFiles, PolicyStore, Scope};
use crate::trusted::{self, Rules};

/// A folder with the folders `managed` and `recommended` in it.
pub(crate) struct Folders {
    folder: PathBuf,
    rules: Rules,
}

const LEVELS: [(&str, Level); 2] = [("managed", Level::Managed), ("recommended", Level::Recommended)];

impl Folders {
    #[cfg(not(target_os = "macos"))]
    pub fn of_this_computer() -> Self {
        Self {
            folder: PathBuf::from("/etc/despatch/policies"),
            rules: Rules::root_only(),
        }
    }

    #[cfg(feature = "harness")]
    pub fn harness(folder: PathBuf) -> Self {
        let rules = Rules::harness(&folder);
        Self { folder, rules }
    }
}

impl PolicyStore for Folders {
    fn read(&self, _: &Value, found: &mut PolicyFiles) {
        for (name, level) in LEVELS {
            match trusted::read_folder(&self.folder.join(name), ".json", &self.rules) {
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
    }

    fn folders(&self) -> Vec<PathBuf> {
        LEVELS.map(|(name, _)| self.folder.join(name)).to_vec()
    }
}
