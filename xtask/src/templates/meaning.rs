//! The keys in the order of the page in the window, with their words and an example of each.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use policy::{Class, Key};
use serde_json::Value;

use super::words::{ENGLISH, LANGUAGES, slug};
use crate::words::Words;

/// It counts in a policy built into the program alone, so no template offers it.
const BASELINE_ONLY: &str = "replaceable_trust_roots";

/// All there is to say of all keys.
pub struct Meaning {
    /// The words, by the numbers of the languages.
    pub words: [Words; 2],
    /// Groups by name, each with its keys, in the order in which policy.ftl names them.
    pub groups: Vec<(&'static str, Vec<&'static Key>)>,
    /// The sample of a policy.
    pub sample: Value,
    schema: Value,
}

impl Meaning {
    /// Reads the words and the sample of the repository at `root`.
    pub fn read(root: &Path, sample: &str) -> Result<Self> {
        let order = fs::read_to_string(root.join("i18n").join(LANGUAGES[ENGLISH]).join("policy.ftl"))?;
        let place = |key: &Key| {
            let title = format!("\nkey-{} =", slug(&key.name));
            order.find(&title).with_context(|| format!("{} has no title", key.name))
        };
        let mut keys = policy::keys()
            .iter()
            .map(|key| Ok((place(key)?, key)))
            .collect::<Result<Vec<_>>>()?;
        keys.sort_by_key(|(place, _)| *place);
        let mut groups: Vec<(&str, Vec<&Key>)> = Vec::new();
        for (_, key) in keys {
            // What stands alone and says something of the policy itself is a group for people.
            let group = if key.name.contains('.') || key.name == "homeservers" {
                key.group()
            } else {
                "policy"
            };
            match groups.last_mut() {
                Some((last, keys)) if *last == group => keys.push(key),
                _ => groups.push((group, vec![key])),
            }
        }
        let text = fs::read_to_string(root.join(sample)).with_context(|| sample.to_owned())?;
        Ok(Self {
            words: [Words::of(LANGUAGES[0])?, Words::of(LANGUAGES[1])?],
            groups,
            sample: serde_json::from_str(&text).with_context(|| sample.to_owned())?,
            schema: policy::schema(),
        })
    }

    /// The words of the reference.
    pub fn english(&self) -> &Words {
        &self.words[ENGLISH]
    }

    /// Every key that a template offers.
    pub fn offered(&self) -> impl Iterator<Item = (&'static str, &'static Key)> {
        let all = self
            .groups
            .iter()
            .flat_map(|(group, keys)| keys.iter().map(|key| (*group, *key)));
        all.filter(|(_, key)| self.is_offered(key))
    }

    /// Whether a template offers this key.
    pub fn is_offered(&self, key: &Key) -> bool {
        key.name != BASELINE_ONLY
    }

    /// The keys that may be recommended: of the others policy says that they count where they are managed only.
    pub fn proposed(&self) -> impl Iterator<Item = (&'static str, &'static Key)> {
        self.offered().filter(|(_, key)| key.class == Class::SkipAndReport)
    }

    /// What the sample says of a key.
    pub fn said(&self, key: &Key) -> Option<&Value> {
        self.sample.pointer(&pointer(key))
    }

    /// A value worth looking at: of the sample, of the schema, or the default.
    pub fn example(&self, key: &Key) -> Result<Value> {
        let property = match key.name.split_once('.') {
            None => &self.schema["properties"][&key.name],
            Some((group, own)) => {
                let name = self.schema["properties"][group]["$ref"].as_str().unwrap_or_default();
                let group = self.schema.pointer(name.trim_start_matches('#'));
                &group.with_context(|| format!("{} is nowhere in the schema", key.name))?["properties"][own]
            }
        };
        let shown = self.said(key).or_else(|| property.pointer("/examples/0"));
        match shown.unwrap_or(&key.default) {
            Value::Null => bail!(
                "{} has no example: neither the sample nor the schema nor a default",
                key.name
            ),
            value => Ok(value.clone()),
        }
    }
}

/// The place of a key in a policy file.
fn pointer(key: &Key) -> String {
    format!("/{}", key.name.replace('.', "/"))
}

/// The last part of a key's name.
pub fn own(key: &Key) -> &str {
    key.name.rsplit('.').next().unwrap_or_default()
}
