//! What a computer remembers of the policies it has taken.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::key::{Class, setting};
use crate::shape::Flaws;
use crate::{Level, Policy};

/// What has to be remembered from one policy to the next: the caller keeps it where it can tell whether somebody
/// changed it (with an integrity tag in the keyring), and hands it in again. Whoever can forge it can bring back an
/// older policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The largest `version` that was taken.
    version: u64,
    /// The last valid values of the keys of the last-good class, by name.
    last_good: BTreeMap<String, Value>,
}

impl Memory {
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// The last valid value of a key; none if it makes no sense to this version.
    pub(crate) fn last_good(&self, name: &str) -> Option<&Value> {
        let value = self.last_good.get(name)?;
        let path: Vec<String> = name.split('.').map(str::to_owned).collect();
        let mut flaws = Flaws::default();
        setting(&path)?.check(value, &mut flaws);
        flaws.found.is_empty().then_some(value)
    }
}

impl Policy {
    /// What to remember of this policy, once it is in force.
    pub fn memory(&self) -> Memory {
        let law = |name: &str| {
            self.provenance
                .get(name)
                .is_some_and(|from| from.level == Level::Managed)
        };
        let flags = crate::keys()
            .iter()
            .filter(|key| key.class == Class::LastGood && law(&key.name));
        Memory {
            version: self.document.version,
            last_good: flags.map(|key| (key.name.clone(), self.value(&key.name))).collect(),
        }
    }
}
