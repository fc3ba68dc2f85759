//! What i18n/<language>/policy.ftl says of a key, a group, a part or a value.

use anyhow::Result;
use policy::Key;

use crate::words::Words;

/// The language of the reference and of macOS.
pub const ENGLISH: usize = 0;
/// The other language that Group Policy shows.
pub const WELSH: usize = 1;
/// The folders of i18n, by the numbers above.
pub const LANGUAGES: [&str; 2] = ["en-GB", "cy"];

impl Words {
    /// A key's title, or that of a part of `homeservers`, which has one of its own.
    pub fn title(&self, key: &Key) -> Result<String> {
        self.get(&format!("key-{}", slug(&key.name)))
    }

    /// What a key decides, in a sentence.
    pub fn about(&self, key: &Key) -> Result<String> {
        self.get(&format!("key-{}.about", slug(&key.name)))
    }

    /// The heading of a group.
    pub fn group(&self, group: &str) -> Result<String> {
        self.get(&format!("group-{}", slug(group)))
    }

    /// What a part of a value is called.
    pub fn field(&self, part: &Key) -> Result<String> {
        self.get(&format!(
            "field-{}",
            slug(part.name.rsplit('.').next().unwrap_or_default())
        ))
    }

    /// What a value means.
    pub fn value(&self, key: &str, value: &str) -> Result<String> {
        self.get(&format!("value-{}-{}", slug(key), slug(value)))
    }
}

/// A name as Fluent writes it.
pub fn slug(name: &str) -> String {
    name.to_lowercase().replace(['.', '_'], "-")
}
