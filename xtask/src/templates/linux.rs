//! The sample for Linux with a comment over every key, and with the keys that it leaves out.

use anyhow::Result;
use policy::Key;

use super::meaning::{Meaning, own};

const HEAD: &str = "\
// A policy with every key, each under what it does. Made by `cargo xtask policy-templates`.
// Despatch reads plain JSON: copy 10-department.sample.json, which has no comments, and take from here what you need.
// What has // before it is not in that file.
";

/// `10-department.sample.jsonc`.
pub fn sample(meaning: &Meaning) -> Result<String> {
    let mut lines = vec!["{".to_owned()];
    for (group, keys) in &meaning.groups {
        lines.push(String::new());
        lines.push(format!("  // {}", meaning.english().group(group)?.to_uppercase()));
        let alone = keys.iter().all(|key| !key.name.contains('.'));
        let wholly_out = keys.iter().all(|key| meaning.said(key).is_none());
        let (margin, mark) = if alone {
            ("  ", "")
        } else {
            ("    ", if wholly_out { "// " } else { "" })
        };
        if !alone {
            lines.push(format!("  {mark}\"{group}\": {{"));
        }
        for key in keys {
            lines.extend(entry(meaning, key, margin)?);
        }
        if !alone {
            lines.push(format!("  {mark}}},"));
        }
    }
    lines.push("}".to_owned());
    Ok(format!("{HEAD}{}\n", without_last_commas(lines).join("\n")))
}

/// A key under its comment.
fn entry(meaning: &Meaning, key: &Key, margin: &str) -> Result<Vec<String>> {
    let about = meaning.english().about(key)?;
    let mut lines = vec![format!("{margin}// {about} Has to be {}.", key.shape)];
    let (value, mark) = match meaning.said(key) {
        Some(value) => (value.clone(), ""),
        None => (meaning.example(key)?, "// "),
    };
    let written = format!("\"{}\": {},", own(key), serde_json::to_string_pretty(&value)?);
    lines.extend(written.lines().map(|line| format!("{margin}{mark}{line}")));
    Ok(lines)
}

/// JSON allows no comma before a bracket that closes.
fn without_last_commas(mut lines: Vec<String>) -> Vec<String> {
    let said = |line: &String| !line.trim().is_empty() && !line.trim().starts_with("//");
    let spoken: Vec<usize> = (0..lines.len()).filter(|&line| said(&lines[line])).collect();
    for pair in spoken.windows(2) {
        if lines[pair[1]].trim().starts_with(['}', ']']) && lines[pair[0]].ends_with(',') {
            lines[pair[0]].pop();
        }
    }
    lines
}
