//! What people choose for themselves.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::key::Key;
use crate::shape::Flaws;
use crate::{Level, Policy};

/// What a person chose, by the name of the key.
pub type Choices = BTreeMap<String, Choice>;

/// What a person chose for one key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// The value.
    pub value: Value,
    /// The recommended value that stood there when the person chose. A recommendation counts for more than a choice
    /// made without knowing of it, and people may change what is recommended: so a choice stands for as long as the
    /// recommendation does that it was made against, and a new recommendation is followed until the person chooses
    /// again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<Value>,
}

impl Policy {
    /// A person's choice of a value, for the caller to keep and to hand in with the next
    /// [`Input`](crate::Input); none when it isn't theirs to choose, or the value isn't one.
    pub fn choose(&self, name: &str, value: Value) -> Option<Choice> {
        let key = choosable(name, &value)?;
        if self.locked(&key.name).is_some() {
            return None;
        }
        let in_force = self
            .provenance
            .get(name)
            .filter(|from| from.level == Level::Recommended);
        let instead_of = match in_force {
            Some(_) => Some(self.value(name)),
            None => self.recommended(name).cloned(),
        };
        Some(Choice { value, instead_of })
    }
}

/// The key, if people may choose it and this is a value of it.
pub(crate) fn choosable(name: &str, value: &Value) -> Option<&'static Key> {
    let key = Key::find(name).filter(|key| key.choosable)?;
    let mut flaws = Flaws::default();
    key.shape.check(value, &mut flaws);
    flaws.found.is_empty().then_some(key)
}
