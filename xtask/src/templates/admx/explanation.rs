//! What an administrator reads beside a policy.

use anyhow::Result;
use policy::{Key, Use};

use crate::{templates::form::Form, words::Words};

/// What the key decides, how it is written, and what there is to know besides.
pub fn of(words: &Words, key: &'static Key) -> Result<String> {
    let mut said = vec![words.about(key)?];
    let listed = match Form::of(&key.shape) {
        Form::Switch => Some(("template-switch", &[][..])),
        Form::Lines(values) => Some(("template-lines", values)),
        Form::Pairs(values) => Some(("template-pairs", values)),
        Form::Json => Some(("template-json", &[][..])),
        _ => None,
    };
    if let Some((how, values)) = listed {
        said.push(words.get(how)?);
        let mut lines = Vec::new();
        for value in values {
            lines.push(format!("{}: {}", value.value, words.value(&key.name, &value.value)?));
        }
        if !lines.is_empty() {
            said.push(format!("{}\n{}", words.get("template-values")?, lines.join("\n")));
        }
    }
    if key.trust_root {
        said.push(words.get("template-root")?);
    }
    match key.used {
        Use::Now => {}
        Use::Later => said.push(words.fill("fault-not-used", &[("key", &key.name)])?),
        Use::Missing => said.push(words.fill("fault-not-supported", &[("key", &key.name)])?),
    }
    Ok(said.join("\n\n"))
}
