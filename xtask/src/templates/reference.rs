//! docs/policy-reference.md: every key, for whoever writes a policy.

use std::fmt::Write;

use anyhow::Result;
use policy::{Class, Key, Shape, Use};

use super::{
    form::Form,
    meaning::{Meaning, own},
};

const HEAD: &str = "\
<!-- Made by `cargo xtask policy-templates`; what is changed here is lost. -->

# Policy reference

Every key that a policy may set, under the headings of the page in the window. Where policy lies on each system, and who stands
above whom, is in [places.md](../packaging/policy/places.md). `despatch policy check` says what is wrong with a policy,
`despatch policy explain KEY` says what is here, and where the value in force comes from.

To begin with: [a sample for Linux](../packaging/policy/linux/10-department.sample.json) and the same
[with comments](../packaging/policy/linux/10-department.sample.jsonc), the
[templates for Group Policy](../packaging/policy/windows/Despatch.admx), a
[profile for macOS](../packaging/policy/macos/org.despatch.Despatch.mobileconfig) and the
[manifest](../packaging/policy/macos/org.despatch.Despatch.plist) that editors of profiles make a form of, the
[JSON Schema](../packaging/policy/despatch-policy.schema.json), and [whole policies](../packaging/policy/examples/README.md).

**If a value can't be used** says what it costs:

* *Closed*: the program opens, says what is wrong and where, and signs nobody in.
* *Last good*: its last valid value stays. Without one, closed.
* *Skipped*: it is left out, of a list the bad element alone, and reported.

Registry paths stand below `HKLM` or `HKCU`; `Recommended` below `Despatch` is for what people may change.
";

/// The whole page.
pub fn reference(meaning: &Meaning) -> Result<String> {
    let mut page = HEAD.to_owned();
    for (group, keys) in &meaning.groups {
        write!(page, "\n## {}\n", meaning.english().group(group)?)?;
        for key in keys {
            section(&mut page, meaning, key)?;
        }
    }
    Ok(page)
}

fn section(page: &mut String, meaning: &Meaning, key: &Key) -> Result<()> {
    let words = meaning.english();
    write!(page, "\n### `{}`\n\n", key.name)?;
    write!(
        page,
        "**{}**. {}\n\n{}\n\n",
        words.title(key)?,
        words.about(key)?,
        key.doc
    )?;
    page.push_str("| | |\n|---|---|\n");
    row(page, "Type", &kind(&key.shape))?;
    row(page, "Default", &default(key)?)?;
    row(page, "If a value can't be used", class(key.class))?;
    row(page, "In this version", used(key.used))?;
    if key.trust_root {
        row(page, "Trust root", &words.get("template-root")?)?;
    }
    if key.choosable {
        row(page, "People's own choice", "Where no managed policy sets it")?;
    }
    if meaning.is_offered(key) {
        let (path, value) = registry(key);
        row(page, "Registry", &format!("`{path}`: {value}"))?;
        row(
            page,
            "Property list",
            &format!("`{}`: {}", key.name, list_kind(&key.shape)),
        )?;
    } else {
        row(page, "Where", "In a policy built into the program alone")?;
    }
    values(page, meaning, key)?;
    parts(page, key.parts())?;
    write!(page, "\nFor example:\n\n```json\n{}\n```\n", example(meaning, key)?)?;
    Ok(())
}

fn row(page: &mut String, name: &str, said: &str) -> Result<()> {
    Ok(writeln!(page, "| {name} | {said} |")?)
}

/// What the values mean, of a key that has a choice of them or a list or map of such.
fn values(page: &mut String, meaning: &Meaning, key: &Key) -> Result<()> {
    let (Form::Choice(values) | Form::Lines(values) | Form::Pairs(values)) = Form::of(&key.shape) else {
        return Ok(());
    };
    if !values.is_empty() {
        page.push_str("\n| Value | On the page | What it does |\n|---|---|---|\n");
    }
    for value in values {
        let said = meaning.english().value(&key.name, &value.value)?;
        writeln!(page, "| `{}` | {said} | {} |", value.value, value.doc)?;
    }
    Ok(())
}

fn parts(page: &mut String, parts: &[Key]) -> Result<()> {
    if !parts.is_empty() {
        page.push_str("\n| Part | Type | What it says |\n|---|---|---|\n");
    }
    for part in parts {
        let mut kind = kind(&part.shape);
        if part.required {
            kind += ", required";
        }
        let note = match part.used {
            Use::Now => String::new(),
            not_yet => format!(" {}.", used(not_yet)),
        };
        let meant = meant(&part.shape);
        writeln!(page, "| `{}` | {kind} | {}{meant}{note} |", own(part), part.doc)?;
    }
    Ok(())
}

/// What the values of a part mean, and those of what they hold.
fn meant(shape: &Shape) -> String {
    let Shape::OneOf(values) = shape else {
        return String::new();
    };
    let each = values.iter().map(|value| {
        let held = match value.holds.as_ref().map(meant) {
            Some(held) if !held.is_empty() => format!(" ({})", held.trim()),
            _ => String::new(),
        };
        format!(" `{}`: {}{held}", value.value, value.doc)
    });
    each.collect()
}

/// The type, in words.
fn kind(shape: &Shape) -> String {
    match shape {
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::Text => "text".to_owned(),
        Shape::OneOf(values) => {
            let each = values.iter().map(|value| match value.holds {
                None => format!("`\"{}\"`", value.value),
                Some(_) => format!("`{{\"{}\": ...}}`", value.value),
            });
            format!("one of {}", each.collect::<Vec<_>>().join(", "))
        }
        Shape::List(element) => format!("a list of: {}", kind(element)),
        Shape::Map(element) => format!("by name: {}", kind(element)),
        Shape::Object(_) => "an object of the parts below".to_owned(),
        shape => shape.to_string(),
    }
}

fn default(key: &Key) -> Result<String> {
    Ok(match &key.default {
        serde_json::Value::Null => "none".to_owned(),
        value => format!("`{}`", serde_json::to_string(value)?),
    })
}

fn class(class: Class) -> &'static str {
    match class {
        Class::Closed => "Closed",
        Class::LastGood => "Last good",
        Class::SkipAndReport => "Skipped",
    }
}

fn used(used: Use) -> &'static str {
    match used {
        Use::Now => "In use",
        Use::Later => "Read and judged, and not used yet",
        Use::Missing => "A protection that it lacks: whoever sets it finds the program closed",
    }
}

/// The registry key, and the type of what is there.
fn registry(key: &Key) -> (String, String) {
    let root = r"SOFTWARE\Policies\Despatch";
    let (below, name) = match key.name.split_once('.') {
        Some((group, name)) => (format!(r"{root}\{group}"), name),
        None => (root.to_owned(), key.name.as_str()),
    };
    let value = |kind: &str| (format!(r"{below}\{name}"), kind.to_owned());
    match Form::of(&key.shape) {
        Form::Switch => value("`REG_DWORD`, 0 or 1"),
        Form::Number(..) => value("`REG_DWORD`"),
        Form::Text | Form::Choice(_) => value("`REG_SZ`"),
        Form::Lines(_) => value("a key with `REG_SZ` values named 1, 2, 3 and so on; or one `REG_MULTI_SZ`"),
        Form::Pairs(_) => value("a key with a `REG_SZ` value for each name"),
        Form::Parts(_) => value("a key with a value for each part"),
        Form::Json => value("JSON in a `REG_SZ` or `REG_MULTI_SZ`"),
    }
}

fn list_kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Boolean => "boolean",
        Shape::Integer { .. } => "integer",
        Shape::List(_) => "array",
        Shape::Map(_) | Shape::Object(_) => "dictionary",
        _ => "string",
    }
}

/// The key as it stands in a file.
fn example(meaning: &Meaning, key: &Key) -> Result<String> {
    let value = meaning.example(key)?;
    let whole = match key.name.split_once('.') {
        Some((group, name)) => serde_json::json!({ group: { name: value } }),
        None => serde_json::json!({ &key.name: value }),
    };
    Ok(serde_json::to_string_pretty(&whole)?)
}
