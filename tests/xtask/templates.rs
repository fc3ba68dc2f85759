//! `cargo xtask policy-templates`: the files in the repository are what the keys say, and the systems they are for can read
//! them.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use platform::documents::from_plist;
use plist::Value as Plist;
use roxmltree::{Document, Node, ParsingOptions};
use serde_json::Value;

pub fn policy_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../packaging/policy")
}

pub fn read(name: &str) -> String {
    fs::read_to_string(policy_folder().join(name)).unwrap()
}

pub fn xml(text: &str) -> Document<'_> {
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
pub fn named<'d>(document: &'d Document<'d>, name: &str) -> Vec<Node<'d, 'd>> {
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
