//! What a new policy changes, and how much of it counts while the program runs.

use serde_json::{Map, Value};

use crate::document::Document;
use crate::settings::value_in;
use crate::{Policy, Provenance};

/// A key whose value changes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// The key's name.
    pub key: &'static str,
    /// Where it leads.
    pub direction: Direction,
    /// The value before; null when there was none.
    pub before: Value,
    /// The value after; null when there is none.
    pub after: Value,
}

/// Where a change leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It permits less.
    Stricter,
    /// It permits more.
    Looser,
    /// Neither, or some of both.
    Different,
}

impl Policy {
    /// What a new policy changes, key by key.
    pub fn change_to(&self, new: &Self) -> Vec<Change> {
        let (old, new) = (self.to_json(), new.to_json());
        let change = |key: &'static crate::Key| {
            let (before, after) = (value_in(&old, &key.name), value_in(&new, &key.name));
            Some(Change {
                key: &key.name,
                direction: key.direction(&before, &after)?,
                before: key.shown(before),
                after: key.shown(after),
            })
        };
        crate::keys().iter().filter_map(change).collect()
    }

    /// What counts of a new policy while the program runs: all that became stricter. Whatever became looser, or is
    /// another way that is neither, keeps its old value until the next start ([`Status::NeedsRestart`] in
    /// [`Policy::settings`]). Of lists this goes element by element, and a server that moved from one list to another
    /// is approved again at the next start. It may be that no homeserver is left: then nobody is signed in any more.
    ///
    /// No decision of the outcome is less strict than the old policy's or the new one's.
    ///
    /// This is for a new policy that resolves. Where it doesn't, because its files were deleted, broken, or can no
    /// longer be trusted, there is no new policy to go on under, and the old one may be what somebody wants to keep:
    /// whoever asked has to close, as at a start.
    ///
    /// [`Status::NeedsRestart`]: crate::Status::NeedsRestart
    #[must_use]
    pub fn tightened(&self, new: &Self) -> Self {
        let (before, after) = (self.to_json(), new.to_json());
        let mut whole = Map::new();
        let mut provenance = std::collections::BTreeMap::<String, Provenance>::new();
        let mut waiting = std::collections::BTreeMap::new();
        for key in crate::keys() {
            let (old, new_value) = (value_in(&before, &key.name), value_in(&after, &key.name));
            let value = key.tighter(&old, &new_value);
            let whose = if value == new_value {
                &new.provenance
            } else {
                &self.provenance
            };
            if let Some(from) = whose.get(&key.name) {
                provenance.insert(key.name.clone(), from.clone());
            }
            if value != new_value {
                waiting.insert(key.name.clone(), new_value);
            }
            match key.name.split_once('.') {
                _ if value.is_null() => {}
                None => drop(whole.insert(key.name.clone(), value)),
                Some((group, below)) => {
                    if let Value::Object(keys) = whole.entry(group).or_insert_with(|| Map::new().into()) {
                        keys.insert(below.to_owned(), value);
                    }
                }
            }
        }
        // Each value is one of the old or the new document's; if they made none together, it would approve of nobody.
        let document: Document = serde_json::from_value(Value::Object(whole)).unwrap_or_default();
        let mut also = self.also.clone();
        also.extend(new.also.iter().chain([&new.document.retention]).cloned());
        also.dedup();
        Self {
            waiting,
            also,
            ..Self::made_of(document, provenance, new.problems.clone(), new.lost.clone(), new.today)
        }
    }
}
