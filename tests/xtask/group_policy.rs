//! The round trip: what Group Policy would write by `Despatch.admx` is what a policy file says.

use std::fs;

use platform::documents::{RegistryKey, RegistryValue, from_registry};
use policy::{Day, Input, Level, Policy, Source};
use roxmltree::{Document, Node};
use serde_json::{Value, json};

use crate::templates::{named, policy_folder, read, xml};

/// What Group Policy writes for an element of `Despatch.admx`, given what somebody put into its box.
fn written(element: &Node<'_, '_>, put_in: &Value) -> Vec<(String, u32, Vec<u8>)> {
    let name = element.attribute("valueName").unwrap_or_default().to_owned();
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        whole => serde_json::to_string_pretty(whole).unwrap(),
    };
    let wide = |text: &str| {
        text.encode_utf16()
            .chain([0])
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    match element.tag_name().name() {
        "decimal" => {
            let limit = |name| element.attribute(name).unwrap().parse::<u64>().unwrap();
            let number = put_in.as_u64().unwrap();
            assert!(
                (limit("minValue")..=limit("maxValue")).contains(&number),
                "{name}: {number}"
            );
            vec![(name, 4, u32::try_from(number).unwrap().to_le_bytes().to_vec())]
        }
        "text" => vec![(name, 1, wide(&text(put_in)))],
        "enum" => {
            let mut offered = element.descendants().filter(|node| node.tag_name().name() == "string");
            let chosen = offered.find(|node| node.text() == put_in.as_str());
            vec![(name, 1, wide(chosen.unwrap().text().unwrap()))]
        }
        "multiText" => {
            let lines = text(put_in);
            let lines: Vec<u8> = lines.lines().flat_map(&wide).chain([0, 0]).collect();
            vec![(name, 7, lines)]
        }
        "list" => match put_in {
            Value::Array(lines) => {
                let numbered = lines.iter().enumerate();
                numbered
                    .map(|(index, line)| ((index + 1).to_string(), 1, wide(&text(line))))
                    .collect()
            }
            pairs => {
                let pairs = pairs.as_object().unwrap().iter();
                pairs
                    .map(|(name, value)| (name.clone(), 1, wide(&text(value))))
                    .collect()
            }
        },
        other => panic!("{other}"),
    }
}

fn put(root: &mut RegistryKey, path: &str, value: (String, u32, Vec<u8>)) {
    let below = path.strip_prefix(r"SOFTWARE\Policies\Despatch").unwrap();
    let mut key = root;
    for step in below.split('\\').filter(|step| !step.is_empty()) {
        let found = key.keys.iter().position(|(name, _)| name == step).unwrap_or_else(|| {
            key.keys.push((step.to_owned(), RegistryKey::default()));
            key.keys.len() - 1
        });
        key = &mut key.keys[found].1;
    }
    let (name, kind, bytes) = value;
    key.values.push((name, RegistryValue { kind, bytes }));
}

/// What Group Policy writes when somebody sets a key to a value.
fn set(root: &mut RegistryKey, definitions: &Document<'_>, key: &policy::Key, value: &Value) {
    let id = key.name.replace('.', "_");
    let policies = named(definitions, "policy");
    let policy = policies
        .iter()
        .find(|policy| policy.attribute("name") == Some(&id))
        .unwrap();
    let path = policy.attribute("key").unwrap();
    if let Some(name) = policy.attribute("valueName") {
        let state = if value.as_bool().unwrap() {
            "enabledValue"
        } else {
            "disabledValue"
        };
        let state = policy.children().find(|node| node.tag_name().name() == state).unwrap();
        let number = state.children().find_map(|node| node.attribute("value")).unwrap();
        let number: u32 = number.parse().unwrap();
        put(root, path, (name.to_owned(), 4, number.to_le_bytes().to_vec()));
    }
    let elements = policy.descendants().filter(|node| node.attribute("id").is_some());
    for element in elements {
        let part = element.attribute("id").unwrap().strip_prefix(&format!("{id}_"));
        let Some(value) = part.map_or(Some(value), |part| value.get(part)) else {
            continue;
        };
        for entry in written(&element, value) {
            put(root, element.attribute("key").unwrap_or(path), entry);
        }
    }
}

/// The example of a key in the reference, and every value besides that Group Policy lets people choose.
fn values(reference: &str, key: &policy::Key) -> Vec<Value> {
    let section = reference.split(&format!("\n### `{}`\n", key.name)).nth(1).unwrap();
    let example = section.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let example: Value = serde_json::from_str(example).unwrap();
    let pointer = format!("/{}", key.name.replace('.', "/"));
    let mut values = vec![example.pointer(&pointer).unwrap().clone()];
    match &key.shape {
        policy::Shape::Boolean => values.extend([true.into(), false.into()]),
        policy::Shape::Integer { min, max } => values.extend([*min, *max.min(&u32::MAX.into())].map(Value::from)),
        policy::Shape::OneOf(all) => values.extend(all.iter().map(|one| one.value.clone().into())),
        _ => {}
    }
    values
}

#[test]
fn what_group_policy_writes_for_a_key_is_what_a_file_says() {
    let text = read("windows/Despatch.admx");
    let definitions = xml(&text);
    let reference = fs::read_to_string(policy_folder().join("../../docs/policy-reference.md")).unwrap();
    for key in policy::keys()
        .iter()
        .filter(|key| key.name != "replaceable_trust_roots")
    {
        for value in values(&reference, key) {
            let mut root = RegistryKey::default();
            set(&mut root, &definitions, key, &value);
            let read_back = from_registry(&root, &policy::schema()).managed;
            // A list with nothing in it writes nothing.
            let said = read_back.map_or(Value::Null, |bytes| serde_json::from_slice(&bytes).unwrap());
            let empty = value.as_array().is_some_and(Vec::is_empty);
            let steps = key.name.rsplit('.');
            let wanted = steps.fold(value, |below, step| json!({ step: below }));
            assert_eq!(said, if empty { Value::Null } else { wanted }, "{}", key.name);
        }
    }
}

#[test]
fn the_sample_by_group_policy_is_the_policy_of_the_file() {
    let text = read("windows/Despatch.admx");
    let definitions = xml(&text);
    let file = read("linux/10-department.sample.json");
    let sample: Value = serde_json::from_str(&file).unwrap();
    let mut root = RegistryKey::default();
    for key in policy::keys() {
        if let Some(value) = sample.pointer(&format!("/{}", key.name.replace('.', "/"))) {
            set(&mut root, &definitions, key, value);
        }
    }
    let judged = |bytes: Vec<u8>| {
        let sources = [Source::file("the only source", Level::Managed, bytes)];
        let input = Input {
            sources: &sources,
            choices: None,
            memory: None,
            today: Day::constant(2026, 11, 24),
        };
        Policy::resolve(&input).unwrap()
    };
    let by_registry = judged(from_registry(&root, &policy::schema()).managed.unwrap());
    assert_eq!(by_registry.problems(), []);
    assert_eq!(by_registry.document(), judged(file.into_bytes()).document());
}
