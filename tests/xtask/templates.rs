//! `cargo xtask policy-templates`: the files in the repository are what the keys say, and the systems they are for can read
//! them.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use platform::documents::{RegistryKey, RegistryValue, from_plist, from_registry};
use plist::Value as Plist;
use policy::{Day, Input, Level, Policy, Source};
use roxmltree::{Document, Node, ParsingOptions};
use serde_json::{Value, json};

fn policy_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../packaging/policy")
}

fn read(name: &str) -> String {
    fs::read_to_string(policy_folder().join(name)).unwrap()
}

fn xml(text: &str) -> Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).unwrap()
}

fn all<'d>(document: &'d Document<'d>, name: &str) -> Vec<Node<'d, 'd>> {
    document.descendants().filter(|node| node.has_tag_name(name)).collect()
}

/// The nodes of the ADMX schema, which have a namespace.
fn named<'d>(document: &'d Document<'d>, name: &str) -> Vec<Node<'d, 'd>> {
    let own = |node: &Node<'_, '_>| node.is_element() && node.tag_name().name() == name;
    document.descendants().filter(own).collect()
}

fn names<'d>(nodes: &[Node<'d, 'd>], attribute: &str) -> BTreeSet<&'d str> {
    let names: BTreeSet<_> = nodes.iter().map(|node| node.attribute(attribute).unwrap()).collect();
    assert_eq!(names.len(), nodes.len(), "{attribute} comes twice");
    names
}

/// The names that a file of definitions asks its words for: `$(string.name)`.
fn asked<'d>(document: &'d Document<'d>, table: &str) -> BTreeSet<&'d str> {
    let start = format!("$({table}.");
    let values = document.descendants().flat_map(|node| node.attributes());
    values
        .filter_map(|attribute| attribute.value().strip_prefix(&start)?.strip_suffix(')'))
        .collect()
}

#[test]
fn no_template_is_stale() {
    let checked = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["policy-templates", "--check"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(
        checked.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&checked.stderr)
    );
}

#[test]
fn group_policy_finds_every_word_and_every_box_in_both_languages() {
    let text = read("windows/Despatch.admx");
    let definitions = xml(&text);
    for language in ["en-GB", "cy"] {
        let text = read(&format!("windows/{language}/Despatch.adml"));
        let words = xml(&text);
        assert_eq!(
            asked(&definitions, "string"),
            names(&named(&words, "string"), "id"),
            "{language}"
        );
        let presentations = named(&words, "presentation");
        assert_eq!(
            asked(&definitions, "presentation"),
            names(&presentations, "id"),
            "{language}"
        );
        for policy in named(&definitions, "policy") {
            let Some(asked) = policy.attribute("presentation") else {
                continue;
            };
            let id = asked.trim_start_matches("$(presentation.").trim_end_matches(')');
            let shown = presentations
                .iter()
                .find(|one| one.attribute("id") == Some(id))
                .unwrap();
            let shown: BTreeSet<_> = shown.descendants().filter_map(|node| node.attribute("refId")).collect();
            let elements = policy
                .children()
                .find(|node| node.tag_name().name() == "elements")
                .unwrap();
            let written = elements.children().filter_map(|node| node.attribute("id")).collect();
            assert_eq!(shown, written, "{language}, {id}");
        }
    }
}

#[test]
fn group_policy_offers_every_key_but_that_of_a_built_in_policy() {
    let text = read("windows/Despatch.admx");
    let definitions = xml(&text);
    let policies = named(&definitions, "policy");
    let names = names(&policies, "name");
    for key in policy::keys()
        .iter()
        .filter(|key| key.name != "replaceable_trust_roots")
    {
        assert!(names.contains(&*key.name.replace('.', "_")), "{}", key.name);
    }
    let categories = named(&definitions, "category");
    let categories: BTreeSet<_> = categories.iter().filter_map(|node| node.attribute("name")).collect();
    for parent in named(&definitions, "parentCategory") {
        assert!(categories.contains(parent.attribute("ref").unwrap()), "{parent:?}");
    }
    // Only what costs nothing may be recommended.
    let recommended = policies
        .iter()
        .filter(|policy| policy.attribute("key").unwrap().contains("Recommended"));
    assert!(recommended.clone().count() > 5);
    for policy in recommended {
        let name = policy.attribute("name").unwrap().trim_end_matches("_recommended");
        let key = policy::keys()
            .iter()
            .find(|key| key.name.replace('.', "_") == name)
            .unwrap();
        assert_eq!(key.class, policy::Class::SkipAndReport, "{name}");
    }
}

#[test]
fn a_mac_reads_the_sample_out_of_the_profile() {
    let text = read("macos/org.despatch.Despatch.mobileconfig");
    assert_eq!(all(&xml(&text), "plist").len(), 1);
    let profile = Plist::from_reader_xml(text.as_bytes()).unwrap();
    let inside = |list: &Plist, name: &str| list.as_dictionary().unwrap().get(name).unwrap().clone();
    let payload = inside(&profile, "PayloadContent").as_array().unwrap()[0].clone();
    let domain = inside(&inside(&payload, "PayloadContent"), "org.despatch.Despatch");
    let forced = inside(&domain, "Forced").as_array().unwrap()[0].clone();
    let mut bytes = Vec::new();
    inside(&forced, "mcx_preference_settings")
        .to_writer_binary(&mut bytes)
        .unwrap();
    let read_back = from_plist(&bytes, &policy::schema(), |_| true).unwrap();
    let said: Value = serde_json::from_slice(&read_back.managed.unwrap()).unwrap();
    let sample: Value = serde_json::from_str(&read("linux/10-department.sample.json")).unwrap();
    assert_eq!(said, sample);
}

/// A word before each key of the sample, and none that belongs to another.
#[test]
fn the_profile_says_what_each_key_is_for() {
    let text = read("macos/org.despatch.Despatch.mobileconfig");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let comments = lines.iter().filter(|line| line.starts_with("<!-- ")).count();
    let sample: Value = serde_json::from_str(&read("linux/10-department.sample.json")).unwrap();
    let groups = sample.as_object().unwrap().values().filter(|value| value.is_object());
    let mut keys = 0;
    for key in policy::keys() {
        if sample.pointer(&format!("/{}", key.name.replace('.', "/"))).is_none() {
            continue;
        }
        keys += 1;
        let words = fs::read_to_string(policy_folder().join("../../i18n/en-GB/policy.ftl")).unwrap();
        let title = format!("\nkey-{} = ", key.name.replace(['.', '_'], "-"));
        let about = words.split(&title).nth(1).unwrap().split(".about = ").nth(1).unwrap();
        let about = format!("<!-- {} -->", about.lines().next().unwrap());
        let own = format!("<key>{}</key>", key.name.rsplit('.').next().unwrap());
        assert!(
            lines.windows(2).any(|pair| pair == [about.as_str(), own.as_str()]),
            "{}",
            key.name
        );
    }
    // One more says who made the file.
    assert_eq!(comments, keys + groups.count() + 1);
}

#[test]
fn the_manifest_has_every_key() {
    let text = read("macos/org.despatch.Despatch.plist");
    assert_eq!(all(&xml(&text), "plist").len(), 1);
    let manifest = Plist::from_reader_xml(text.as_bytes()).unwrap();
    let below = |list: &Plist| -> Vec<(String, Plist)> {
        let keys = list
            .as_dictionary()
            .unwrap()
            .get("pfm_subkeys")
            .unwrap()
            .as_array()
            .unwrap();
        let name = |key: &Plist| {
            key.as_dictionary()
                .unwrap()
                .get("pfm_name")
                .unwrap()
                .as_string()
                .unwrap()
                .to_owned()
        };
        keys.iter().map(|key| (name(key), key.clone())).collect()
    };
    let top = below(&manifest);
    let find =
        |keys: &[(String, Plist)], name: &str| keys.iter().find(|(own, _)| own == name).map(|(_, key)| key.clone());
    for key in policy::keys()
        .iter()
        .filter(|key| key.name != "replaceable_trust_roots")
    {
        let found = match key.name.split_once('.') {
            Some((group, name)) => find(&below(&find(&top, group).unwrap()), name),
            None => find(&top, &key.name),
        };
        assert!(found.is_some(), "{}", key.name);
    }
}

#[test]
fn the_sample_with_comments_says_what_the_sample_says() {
    let text = read("linux/10-department.sample.jsonc");
    let bare: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let said: Value = serde_json::from_str(&bare.join("\n")).unwrap();
    let sample: Value = serde_json::from_str(&read("linux/10-department.sample.json")).unwrap();
    assert_eq!(said, sample);
    for key in policy::keys() {
        let own = key.name.rsplit('.').next().unwrap();
        assert!(text.contains(&format!("\"{own}\":")), "{}", key.name);
    }
}

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
