//! Administrative templates of Windows. The schema is Microsoft's PolicyDefinitions ([MS-GPREG], "ADMX syntax"); what an
//! element writes is what packaging/policy/places.md says the registry is read as.

mod explanation;

use anyhow::Result;
use policy::{Alternative, Key};
use serde_json::Value;

use super::{
    form::Form,
    meaning::{Meaning, own},
    words::LANGUAGES,
    xml::Element,
};
use crate::words::Words;

const NAMESPACE: &str = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";
const MADE: &str = "Made by `cargo xtask policy-templates`; what is changed here is lost.";
const MACHINE: &str = r"SOFTWARE\Policies\Despatch";
const SUPPORTED: &str = "supported";
/// The most text that a box takes: a policy file may hold 1 MiB.
const LONGEST: &str = "1048576";

/// Which half of the registry a policy writes.
#[derive(Clone, Copy, PartialEq)]
enum Half {
    Managed,
    Recommended,
}

/// `Despatch.admx`.
pub fn definitions(meaning: &Meaning) -> Result<String> {
    let target = Element::new("target")
        .with("prefix", "despatch")
        .with("namespace", "Despatch.Policies");
    let supported = Element::new("definition")
        .with("name", SUPPORTED)
        .with("displayName", string(SUPPORTED));
    let mut categories = Element::new("categories");
    for half in [Half::Managed, Half::Recommended] {
        let top = Element::new("category")
            .with("name", half.category())
            .with("displayName", string(half.category()));
        categories.push(match half {
            Half::Managed => top,
            Half::Recommended => top.holding([parent(Half::Managed.category())]),
        });
        for group in groups(meaning, half) {
            let category = Element::new("category").with("name", half.name(group));
            let category = category.with("displayName", string(&format!("group_{group}")));
            categories.push(category.holding([parent(half.category())]));
        }
    }
    let policies = offered(meaning).map(|(half, group, key)| policy(half, group, key));
    root("policyDefinitions")
        .holding([
            Element::new("policyNamespaces").holding([target]),
            Element::new("resources").with("minRequiredRevision", "1.0"),
            Element::new("supportedOn").holding([Element::new("definitions").holding([supported])]),
            categories,
            Element::new("policies").holding(policies),
        ])
        .document(MADE)
}

/// `Despatch.adml` of one language.
pub fn words(meaning: &Meaning, language: usize) -> Result<String> {
    let words = &meaning.words[language];
    let mut strings = vec![
        (Half::Managed.category().to_owned(), "Despatch".to_owned()),
        (
            Half::Recommended.category().to_owned(),
            words.get("template-recommended")?,
        ),
        (SUPPORTED.to_owned(), words.get("template-supported")?),
    ];
    for (group, _) in &meaning.groups {
        strings.push((format!("group_{group}"), words.group(group)?));
    }
    for (_, key) in meaning.offered() {
        let id = id(&key.name);
        strings.push((id.clone(), words.title(key)?));
        strings.push((format!("{id}_about"), explanation::of(words, key)?));
        for (name, value) in choices(key) {
            strings.push((value_id(name, &value.value), words.value(name, &value.value)?));
        }
    }
    let mut presentations = Vec::new();
    for (half, _, key) in offered(meaning) {
        presentations.extend(presentation(words, half, key, &meaning.example(key)?)?);
    }
    let strings = strings
        .into_iter()
        .map(|(id, said)| Element::text("string", said).with("id", id));
    let resources = Element::new("resources").holding([
        Element::new("stringTable").holding(strings),
        Element::new("presentationTable").holding(presentations),
    ]);
    root("policyDefinitionResources")
        .holding([
            Element::text("displayName", "Despatch"),
            Element::text("description", words.get("template-description")?),
            resources,
        ])
        .document(&format!("{MADE} Language: {}.", LANGUAGES[language]))
}

impl Half {
    fn category(self) -> &'static str {
        match self {
            Self::Managed => "Despatch",
            Self::Recommended => "Despatch_recommended",
        }
    }

    fn name(self, name: &str) -> String {
        match self {
            Self::Managed => id(name),
            Self::Recommended => format!("{}_recommended", id(name)),
        }
    }

    fn root(self) -> String {
        match self {
            Self::Managed => MACHINE.to_owned(),
            Self::Recommended => format!(r"{MACHINE}\Recommended"),
        }
    }
}

fn offered(meaning: &Meaning) -> impl Iterator<Item = (Half, &'static str, &'static Key)> {
    let managed = meaning.offered().map(|(group, key)| (Half::Managed, group, key));
    managed.chain(meaning.proposed().map(|(group, key)| (Half::Recommended, group, key)))
}

fn groups(meaning: &Meaning, half: Half) -> Vec<&'static str> {
    let mut groups: Vec<_> = offered(meaning)
        .filter(|(of, ..)| *of == half)
        .map(|(_, group, _)| group)
        .collect();
    groups.dedup();
    groups
}

fn policy(half: Half, group: &str, key: &'static Key) -> Element {
    let (below, name) = place(half, key);
    let form = Form::of(&key.shape);
    let mut policy = Element::new("policy")
        .with("name", half.name(&key.name))
        .with("class", "Both")
        .with("displayName", string(&id(&key.name)))
        .with("explainText", string(&format!("{}_about", id(&key.name))));
    if !matches!(form, Form::Switch) {
        policy = policy.with("presentation", format!("$(presentation.{})", half.name(&key.name)));
    }
    policy = policy.with("key", &below);
    if matches!(form, Form::Switch) {
        policy = policy.with("valueName", name);
    }
    policy.push(parent(&half.name(group)));
    policy.push(Element::new("supportedOn").with("ref", SUPPORTED));
    match form {
        Form::Switch => {
            policy.push(Element::new("enabledValue").holding([decimal(1)]));
            policy.push(Element::new("disabledValue").holding([decimal(0)]));
        }
        Form::Parts(parts) => {
            let below = format!(r"{below}\{name}");
            let elements = parts.iter().map(|part| {
                let written = element(&Form::of(&part.shape), part, &below);
                match Form::of(&part.shape) {
                    Form::Lines(_) => written,
                    _ => written.with("key", &below),
                }
            });
            policy.push(Element::new("elements").holding(elements));
        }
        form => {
            let element = element(&form, key, &below);
            let element = match form {
                Form::Lines(_) | Form::Pairs(_) => element,
                _ => element.with("required", "true"),
            };
            policy.push(Element::new("elements").holding([element]));
        }
    }
    policy
}

/// What is written below a registry key. A list has a key of its own.
fn element(form: &Form<'_>, key: &Key, below: &str) -> Element {
    let (id, name) = (id(&key.name), own(key));
    let new = |kind| Element::new(kind).with("id", id.clone());
    match form {
        Form::Switch => new("boolean").with("valueName", name),
        Form::Number(min, max) => new("decimal")
            .with("valueName", name)
            .with("minValue", min.to_string())
            .with("maxValue", max.to_string()),
        Form::Text => new("text").with("valueName", name),
        Form::Choice(values) => new("enum").with("valueName", name).holding(values.iter().map(|value| {
            let written = Element::new("value").holding([Element::text("string", &value.value)]);
            let said = string(&value_id(&key.name, &value.value));
            Element::new("item").with("displayName", said).holding([written])
        })),
        // An empty prefix makes the names 1, 2, 3; none at all would make each value its own name.
        Form::Lines(_) => new("list")
            .with("key", format!(r"{below}\{name}"))
            .with("valuePrefix", ""),
        Form::Pairs(_) => new("list")
            .with("key", format!(r"{below}\{name}"))
            .with("explicitValue", "true"),
        Form::Parts(_) | Form::Json => new("multiText")
            .with("valueName", name)
            .with("maxLength", LONGEST)
            .with("maxStrings", "0"),
    }
}

fn presentation(words: &Words, half: Half, key: &'static Key, example: &Value) -> Result<Option<Element>> {
    let form = Form::of(&key.shape);
    let boxes = match &form {
        Form::Switch => return Ok(None),
        Form::Parts(parts) => {
            let boxes = parts.iter().map(|part| {
                let default = part.default.clone();
                Ok(control(&Form::of(&part.shape), part, words.field(part)?, &default))
            });
            boxes.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect()
        }
        form => {
            let default = if key.default.is_null() { example } else { &key.default };
            control(form, key, words.title(key)?, default)
        }
    };
    let presentation = Element::new("presentation").with("id", half.name(&key.name));
    Ok(Some(presentation.holding(boxes)))
}

fn control(form: &Form<'_>, key: &Key, label: String, default: &Value) -> Vec<Element> {
    let id = id(&key.name);
    match form {
        Form::Switch => vec![Element::text("checkBox", label).with("refId", id)],
        Form::Number(min, _) => {
            let default = default.as_u64().unwrap_or(*min).to_string();
            vec![
                Element::text("decimalTextBox", label)
                    .with("refId", id)
                    .with("defaultValue", default),
            ]
        }
        Form::Text => vec![
            Element::new("textBox")
                .with("refId", id)
                .holding([Element::text("label", label)]),
        ],
        Form::Choice(values) => {
            let chosen = values.iter().position(|value| default.as_str() == Some(&value.value));
            let list = Element::text("dropdownList", label)
                .with("refId", id)
                .with("noSort", "true");
            vec![list.with("defaultItem", chosen.unwrap_or(0).to_string())]
        }
        Form::Lines(_) | Form::Pairs(_) => vec![Element::text("listBox", label).with("refId", id)],
        Form::Parts(_) | Form::Json => vec![
            Element::text("text", label),
            Element::new("multiTextBox")
                .with("refId", id)
                .with("defaultHeight", "12"),
        ],
    }
}

/// The values that a list to choose from shows, each with the key or part that has them.
fn choices(key: &'static Key) -> Vec<(&'static str, &'static Alternative)> {
    let keys = match Form::of(&key.shape) {
        Form::Parts(parts) => parts,
        _ => std::slice::from_ref(key),
    };
    let choices = keys.iter().map(|key| match Form::of(&key.shape) {
        Form::Choice(values) => values.iter().map(|value| (key.name.as_str(), value)).collect(),
        _ => Vec::new(),
    });
    choices.flatten().collect()
}

/// The registry key that a policy writes to, and the name of the value there.
fn place(half: Half, key: &Key) -> (String, &str) {
    match key.name.split_once('.') {
        Some((group, name)) => (format!(r"{}\{group}", half.root()), name),
        None => (half.root(), &key.name),
    }
}

fn root(name: &'static str) -> Element {
    Element::new(name)
        .with("xmlns", NAMESPACE)
        .with("revision", "1.0")
        .with("schemaVersion", "1.0")
}

fn parent(category: &str) -> Element {
    Element::new("parentCategory").with("ref", category)
}

fn decimal(value: u8) -> Element {
    Element::new("decimal").with("value", value.to_string())
}

fn string(id: &str) -> String {
    format!("$(string.{id})")
}

fn value_id(key: &str, value: &str) -> String {
    format!("{}_is_{}", id(key), id(value))
}

fn id(name: &str) -> String {
    name.replace(['.', '-'], "_")
}
