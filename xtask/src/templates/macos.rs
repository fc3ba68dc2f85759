//! What macOS needs: a profile that sets the sample's keys, and a manifest of all keys, out of which an editor of profiles
//! (iMazing Profile Editor, ProfileCreator) makes a form.

use anyhow::{Context, Result};
use plist::{Date, Dictionary, Value as Plist};
use policy::{Alternative, Key, Shape};
use serde_json::Value;

use super::meaning::{Meaning, own};
use crate::words::Words;

const MADE: &str = "Made by `cargo xtask policy-templates`; what is changed here is lost.";
const DOMAIN: &str = "org.despatch.Despatch";
/// A profile is known by these; whoever makes their own gives it new ones (`uuidgen`).
const PROFILE: &str = "6E0B6C0E-6C7B-4C50-9C0B-1D0E5D3A7A01";
const PAYLOAD: &str = "6E0B6C0E-6C7B-4C50-9C0B-1D0E5D3A7A02";
/// Raised by hand, with the day, whenever the keys change: the editors offer the newest manifest.
const VERSION: (u64, &str) = (1, "2026-11-25T00:00:00Z");
/// What an editor asks for every payload (Apple, "Configuration Profile Reference"), and the value to begin with.
const STANDARD: &[(&str, &str, &str)] = &[
    ("PayloadDescription", "Payload description", "Policy of Despatch"),
    ("PayloadDisplayName", "Payload display name", "Despatch"),
    ("PayloadIdentifier", "Payload identifier", DOMAIN),
    ("PayloadOrganization", "Payload organisation", ""),
    ("PayloadType", "Payload type", DOMAIN),
    ("PayloadUUID", "Payload UUID", ""),
];

/// Apple's payload for the preferences of any program. What is not under `Forced` people may change.
const PREFERENCES: &str = "com.apple.ManagedClient.preferences";

/// `org.despatch.Despatch.mobileconfig`.
pub fn profile(meaning: &Meaning) -> Result<String> {
    let settings = dictionary([("mcx_preference_settings", list(&meaning.sample))]);
    let domain = dictionary([("Forced", Plist::Array(vec![settings]))]);
    let organisation = meaning.sample.pointer("/organisation/name").and_then(Value::as_str);
    let payload = dictionary([
        ("PayloadContent", dictionary([(DOMAIN, domain)])),
        ("PayloadDisplayName", text("Despatch")),
        ("PayloadIdentifier", text(format!("{DOMAIN}.policy.preferences"))),
        ("PayloadType", text(PREFERENCES)),
        ("PayloadUUID", text(PAYLOAD)),
        ("PayloadVersion", number(1)),
    ]);
    let profile = dictionary([
        ("PayloadContent", Plist::Array(vec![payload])),
        (
            "PayloadDescription",
            text(meaning.english().get("template-description")?),
        ),
        ("PayloadDisplayName", text("Despatch")),
        ("PayloadIdentifier", text(format!("{DOMAIN}.policy"))),
        (
            "PayloadOrganization",
            text(organisation.context("the sample names no organisation")?),
        ),
        ("PayloadScope", text("System")),
        ("PayloadType", text("Configuration")),
        ("PayloadUUID", text(PROFILE)),
        ("PayloadVersion", number(1)),
    ]);
    explained(&written(&profile)?, meaning)
}

/// With a comment on each group and key of the policy. The plist crate indents by a tab a level, and writes no comments.
fn explained(profile: &str, meaning: &Meaning) -> Result<String> {
    let words = meaning.english();
    // How deep the groups stand; none outside of the policy.
    let (mut groups, mut group) = (None, "");
    let mut said = String::new();
    for line in profile.lines() {
        let text = line.trim_start_matches('\t');
        let depth = line.len() - text.len();
        let name = text.strip_prefix("<key>").and_then(|text| text.strip_suffix("</key>"));
        let about = match (name, groups) {
            (Some("mcx_preference_settings"), _) => {
                groups = Some(depth + 1);
                None
            }
            (Some(name), Some(outer)) if depth == outer => {
                group = name;
                let alone = meaning.offered().find(|(_, key)| key.name == name);
                Some(alone.map_or_else(|| words.group(name), |(_, key)| words.about(key))?)
            }
            (Some(name), Some(outer)) if depth == outer + 1 => {
                let key = meaning.offered().find(|(_, key)| key.name == format!("{group}.{name}"));
                key.map(|(_, key)| words.about(key)).transpose()?
            }
            _ => {
                groups = groups.filter(|outer| depth + 1 >= *outer);
                None
            }
        };
        if let Some(about) = about {
            said += &format!("{}<!-- {about} -->\n", &line[..depth]);
        }
        said += line;
        said.push('\n');
    }
    Ok(said)
}

/// `org.despatch.Despatch.plist`, in the format that github.com/ProfileManifests describes.
pub fn manifest(meaning: &Meaning) -> Result<String> {
    let mut keys: Vec<Plist> = STANDARD.iter().map(standard).collect();
    keys.push(dictionary([
        ("pfm_default", number(1)),
        ("pfm_name", text("PayloadVersion")),
        ("pfm_require", text("always")),
        ("pfm_title", text("Payload version")),
        ("pfm_type", text("integer")),
    ]));
    for (group, below) in &meaning.groups {
        let offered = meaning.offered().filter(|(of, _)| of == group).map(|(_, key)| key);
        let made = offered.map(|key| subkey(meaning, key)).collect::<Result<Vec<_>>>()?;
        if below.iter().any(|key| key.name.contains('.')) {
            keys.push(dictionary([
                ("pfm_name", text(*group)),
                ("pfm_subkeys", Plist::Array(made)),
                ("pfm_title", text(meaning.english().group(group)?)),
                ("pfm_type", text("dictionary")),
            ]));
        } else {
            keys.extend(made);
        }
    }
    let words = meaning.english();
    written(&dictionary([
        ("pfm_description", text(words.get("template-description")?)),
        ("pfm_domain", text(DOMAIN)),
        ("pfm_format_version", number(1)),
        ("pfm_interaction", text("combined")),
        ("pfm_last_modified", Plist::Date(Date::from_xml_format(VERSION.1)?)),
        ("pfm_platforms", Plist::Array(vec![text("macOS")])),
        ("pfm_subkeys", Plist::Array(keys)),
        ("pfm_targets", Plist::Array(vec![text("system"), text("user")])),
        ("pfm_title", text("Despatch")),
        ("pfm_unique", Plist::Boolean(true)),
        ("pfm_version", number(VERSION.0)),
    ]))
}

fn standard((name, title, default): &(&str, &str, &str)) -> Plist {
    let mut made = Dictionary::new();
    if !default.is_empty() {
        made.insert("pfm_default".into(), text(*default));
    }
    made.insert("pfm_name".into(), text(*name));
    made.insert("pfm_require".into(), text("always"));
    made.insert("pfm_title".into(), text(*title));
    made.insert("pfm_type".into(), text("string"));
    Plist::Dictionary(made)
}

/// A key with its words.
fn subkey(meaning: &Meaning, key: &Key) -> Result<Plist> {
    let words = meaning.english();
    let mut made = described(words, key, words.title(key)?)?;
    made.insert("pfm_description".into(), text(words.about(key)?));
    made.insert("pfm_description_reference".into(), text(&key.doc));
    if !key.default.is_null() {
        made.insert("pfm_default".into(), list(&key.default));
    }
    // A list to choose from says what its values mean.
    if let Shape::OneOf(values) = &key.shape {
        let titles = values
            .iter()
            .map(|value| Ok(text(words.value(&key.name, &value.value)?)));
        made.insert(
            "pfm_range_list_titles".into(),
            Plist::Array(titles.collect::<Result<_>>()?),
        );
    }
    made.sort_keys();
    Ok(Plist::Dictionary(made))
}

/// A part of a value.
fn part(words: &Words, key: &Key) -> Result<Plist> {
    let mut made = described(words, key, words.field(key)?)?;
    made.insert("pfm_description".into(), text(&key.doc));
    if key.required {
        made.insert("pfm_require".into(), text("always"));
    }
    made.sort_keys();
    Ok(Plist::Dictionary(made))
}

fn described(words: &Words, key: &Key, title: String) -> Result<Dictionary> {
    let mut made = shape(words, &key.shape)?;
    made.insert("pfm_name".into(), text(own(key)));
    made.insert("pfm_title".into(), text(title));
    Ok(made)
}

fn shape(words: &Words, shape: &Shape) -> Result<Dictionary> {
    let mut made = Dictionary::new();
    let mut add = |name: &str, value: Plist| {
        made.insert(name.into(), value);
    };
    match shape {
        Shape::Boolean => add("pfm_type", text("boolean")),
        Shape::Integer { min, max } => {
            add("pfm_type", text("integer"));
            add("pfm_range_min", Plist::Integer((*min).into()));
            // Property lists hold signed numbers, 64 bits wide.
            add(
                "pfm_range_max",
                Plist::Integer((*max).min(i64::MAX.unsigned_abs()).into()),
            );
        }
        Shape::OneOf(values) if values.iter().any(|value| value.holds.is_some()) => {
            add("pfm_type", text("dictionary"));
            let held = values
                .iter()
                .filter_map(|value| holding(words, value))
                .collect::<Result<Vec<_>>>()?;
            add("pfm_subkeys", Plist::Array(held));
            let alone = values.iter().filter(|value| value.holds.is_none());
            let notes: Vec<_> = alone
                .map(|value| format!("Or the text `{}`. {}", value.value, value.doc))
                .collect();
            if !notes.is_empty() {
                add("pfm_note", text(notes.join(" ")));
            }
        }
        Shape::OneOf(values) => {
            add("pfm_type", text("string"));
            let values = values.iter().map(|value| text(&value.value));
            add("pfm_range_list", Plist::Array(values.collect()));
        }
        Shape::List(element) => {
            add("pfm_type", text("array"));
            add(
                "pfm_subkeys",
                Plist::Array(vec![Plist::Dictionary(self::shape(words, element)?)]),
            );
        }
        // As the manifests of others say "any name": a subkey for the name, and one for what it holds.
        Shape::Map(element) => {
            add("pfm_type", text("dictionary"));
            let name = dictionary([("pfm_name", text("{{key}}")), ("pfm_type", text("string"))]);
            let mut held = self::shape(words, element)?;
            held.insert("pfm_name".into(), text("{{value}}"));
            add("pfm_subkeys", Plist::Array(vec![name, Plist::Dictionary(held)]));
        }
        Shape::Object(parts) => {
            add("pfm_type", text("dictionary"));
            let parts = parts.iter().map(|key| part(words, key)).collect::<Result<Vec<_>>>()?;
            add("pfm_subkeys", Plist::Array(parts));
        }
        _ => add("pfm_type", text("string")),
    }
    Ok(made)
}

/// A value that has something to say besides.
fn holding(words: &Words, value: &Alternative) -> Option<Result<Plist>> {
    let held = value.holds.as_ref()?;
    Some(shape(words, held).map(|mut made| {
        made.insert("pfm_name".into(), text(&value.value));
        made.insert("pfm_description".into(), text(&value.doc));
        Plist::Dictionary(made)
    }))
}

/// JSON as a property list, which has no null: what is null is left out.
fn list(json: &Value) -> Plist {
    match json {
        Value::Null => Plist::Dictionary(Dictionary::new()),
        Value::Bool(value) => Plist::Boolean(*value),
        Value::Number(number) => Plist::Integer(number.as_u64().unwrap_or_default().into()),
        Value::String(words) => text(words),
        Value::Array(elements) => Plist::Array(elements.iter().map(list).collect()),
        Value::Object(members) => {
            let members = members.iter().filter(|(_, value)| !value.is_null());
            Plist::Dictionary(members.map(|(name, value)| (name.clone(), list(value))).collect())
        }
    }
}

fn dictionary<const N: usize>(members: [(&str, Plist); N]) -> Plist {
    Plist::Dictionary(
        members
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

fn text(words: impl Into<String>) -> Plist {
    Plist::String(words.into())
}

fn number(value: u64) -> Plist {
    Plist::Integer(value.into())
}

fn written(list: &Plist) -> Result<String> {
    let mut bytes = Vec::new();
    list.to_writer_xml(&mut bytes)?;
    let text = String::from_utf8(bytes)?;
    Ok(text
        .replacen("<plist", &format!("<!-- {MADE} -->\n<plist"), 1)
        .trim_end()
        .to_owned()
        + "\n")
}
