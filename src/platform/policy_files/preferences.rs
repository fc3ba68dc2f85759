//! macOS: the property lists that device management leaves in `/Library/Managed Preferences`, for the machine and for the
//! person. What a person writes with `defaults` lies elsewhere and is not read. Nothing has compiled or run it yet.

use std::path::Path;

use nix::unistd::{User, geteuid};
use objc2_core_foundation::{CFPreferencesAppValueIsForced, CFString};
use serde_json::Value;

use super::{Level, PolicyFile, PolicyFiles, PolicyStore, Scope};
use crate::documents::from_plist;
use crate::fault::{PolicyFault, PolicyFaultKind};
use crate::trusted::{self, Rules};

const DOMAIN: &str = "org.despatch.Despatch";
const FOLDER: &str = "/Library/Managed Preferences";

/// The managed preferences of this computer.
pub(crate) struct Preferences;

impl Preferences {
    pub fn of_this_computer() -> Self {
        Self
    }
}

impl PolicyStore for Preferences {
    fn read(&self, schema: &Value, found: &mut PolicyFiles) {
        let file = format!("{DOMAIN}.plist");
        add(&Path::new(FOLDER).join(&file), Scope::Machine, schema, found);
        // By number: `USER` and its like are the person's to set, and would lead past what is theirs.
        match User::from_uid(geteuid()) {
            Ok(Some(person)) => {
                let path = Path::new(FOLDER).join(person.name).join(file);
                add(&path, Scope::User, schema, found);
            }
            Ok(None) => found
                .faults
                .push(unreadable(FOLDER.to_owned(), "this account has no name".to_owned())),
            Err(errno) => found.faults.push(unreadable(FOLDER.to_owned(), errno.to_string())),
        }
    }
}

fn add(path: &Path, scope: Scope, schema: &Value, found: &mut PolicyFiles) {
    let bytes = match trusted::read_file(path, &Rules::root_only()) {
        Ok(bytes) => bytes,
        Err(fault) if fault.kind == PolicyFaultKind::Missing => return,
        Err(fault) => return found.faults.push(fault),
    };
    let path = path.display().to_string();
    let documents = match from_plist(&bytes, schema, is_forced) {
        Ok(documents) => documents,
        Err(error) => return found.faults.push(unreadable(path, error.to_string())),
    };
    for (level, document) in [
        (Level::Managed, documents.managed),
        (Level::Recommended, documents.recommended),
    ] {
        found.files.extend(document.map(|bytes| PolicyFile {
            path: path.clone(),
            level,
            scope,
            bytes,
        }));
    }
}

fn is_forced(key: &str) -> bool {
    CFPreferencesAppValueIsForced(&CFString::from_str(key), &CFString::from_str(DOMAIN))
}

fn unreadable(path: String, detail: String) -> PolicyFault {
    PolicyFault {
        path,
        kind: PolicyFaultKind::Unreadable,
        detail,
    }
}
