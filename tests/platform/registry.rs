//! What a registry says is what the same policy in a file says, and nothing in it is passed over.

use platform::documents::{Documents, RegistryKey, RegistryValue, from_registry};
use policy::{Policy, Problem, Severity};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::captured::{key, utf16};

const MACHINE: &str = r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Despatch";
const PERSON: &str = r"HKEY_CURRENT_USER\Software\Policies\Despatch";

fn converted(key: &RegistryKey) -> Documents {
    from_registry(key, &policy::schema())
}

fn managed(key: &RegistryKey) -> Value {
    serde_json::from_slice(&converted(key).managed.unwrap()).unwrap()
}

fn judged(key: &RegistryKey) -> Result<Policy, Vec<Problem>> {
    crate::judgement::judged(converted(key).managed.unwrap())
}

/// A key with one value in one group.
fn one(group: &str, name: &str, kind: u32, bytes: &[u8]) -> RegistryKey {
    let group_key = RegistryKey {
        values: vec![value(name, kind, bytes)],
        keys: Vec::new(),
    };
    RegistryKey {
        values: Vec::new(),
        keys: vec![(group.into(), group_key)],
    }
}

fn value(name: &str, kind: u32, bytes: &[u8]) -> (String, RegistryValue) {
    let bytes = bytes.to_vec();
    (name.into(), RegistryValue { kind, bytes })
}

#[test]
fn a_policy_in_the_registry_is_the_same_policy_in_a_file() {
    let exported = key(include_bytes!("captured/sample.reg"), MACHINE);
    let file: Value = serde_json::from_slice(include_bytes!("captured/sample.json")).unwrap();
    assert_eq!(managed(&exported), file);
    assert_eq!(judged(&exported).unwrap().problems(), []);
    let recommended: Value = serde_json::from_slice(&converted(&exported).recommended.unwrap()).unwrap();
    assert_eq!(
        recommended,
        json!({ "organisation": { "banner": r#"Read the "guide" in C:\Guides"# } })
    );
}

#[test]
fn a_key_without_values_is_no_policy() {
    assert_eq!(converted(&RegistryKey::default()), Documents::default());
    let only_the_other_half = RegistryKey {
        values: Vec::new(),
        keys: vec![("RECOMMENDED".into(), RegistryKey::default())],
    };
    assert_eq!(converted(&only_the_other_half), Documents::default());
}

/// Each odd value is reported at its key, as an error where the key closes the program.
#[test]
fn whatever_is_odd_is_reported_and_not_passed_over() {
    let exported = key(include_bytes!("captured/odd.reg"), PERSON);
    let problems = judged(&exported).unwrap_err();
    let found = |pointer: &str, code: &str| {
        problems
            .iter()
            .any(|problem| problem.pointer == pointer && problem.code() == code && problem.severity == Severity::Error)
    };
    for pointer in [
        "/homeservers",
        "/federation/history_sharing_on_invite",
        "/federation/allowed_servers",
        "/sign_in/methods",
        "/encryption/require_encrypted_rooms",
        "/retention/forbid_redaction",
        "/retention/forbid_edit_after_minutes",
        "/retention/hold",
    ] {
        assert!(found(pointer, "value"), "{pointer}: {problems:#?}");
    }
    // A value and a key of one name, and a value that is there in two spellings.
    assert!(found("/federation", "key-twice"), "{problems:#?}");
    assert!(found("/encryption/send_to", "key-twice"), "{problems:#?}");
    let unnamed = problems.iter().find(|problem| problem.pointer == "/").unwrap();
    assert_eq!(unnamed.code(), "unknown-key");
}

#[test]
fn text_that_is_no_utf_16_is_not_text() {
    for bytes in [&b"\x00\xd8\x00\x00"[..], b"a", b"a\0b"] {
        let read = managed(&one("federation", "on_foreign", 1, bytes));
        assert!(read["federation"]["on_foreign"].is_object(), "{read}");
        let problems = judged(&one("federation", "on_foreign", 1, bytes)).unwrap_err();
        assert_eq!(problems[0].pointer, "/federation/on_foreign");
    }
}

#[test]
fn numbers_are_yes_or_no_only_where_the_schema_wants_that() {
    let read = |group, name, number: u32| managed(&one(group, name, 4, &number.to_le_bytes()))[group][name].clone();
    assert_eq!(read("encryption", "require_encrypted_rooms", 1), json!(true));
    assert_eq!(read("encryption", "require_encrypted_rooms", 0), json!(false));
    assert_eq!(read("encryption", "require_encrypted_rooms", 2), json!(2));
    assert_eq!(read("retention", "forbid_edit_after_minutes", 1), json!(1));
    assert_eq!(read("federation", "on_foreign", 1), json!(1));
    assert_eq!(read("unheard_of", "thing", 1), json!(1));
}

#[test]
fn variables_in_text_are_not_filled_in() {
    let read = managed(&one("organisation", "logo", 2, &utf16(r"%USERPROFILE%\logo.png")));
    assert_eq!(read["organisation"]["logo"], r"%USERPROFILE%\logo.png");
}

#[test]
fn a_list_has_the_order_of_its_numbers() {
    let list = RegistryKey {
        values: [("10", "c.example"), ("2", "b.example"), ("1", "a.example")]
            .map(|(name, server)| value(name, 1, &utf16(server)))
            .to_vec(),
        keys: Vec::new(),
    };
    let federation = RegistryKey {
        values: Vec::new(),
        keys: vec![("allowed_servers".into(), list)],
    };
    let whole = RegistryKey {
        values: Vec::new(),
        keys: vec![("federation".into(), federation)],
    };
    let servers = managed(&whole)["federation"]["allowed_servers"].clone();
    assert_eq!(servers, json!(["a.example", "b.example", "c.example"]));
    let lines = one("federation", "allowed_servers", 7, &utf16("a.example\0b.example\0"));
    assert_eq!(
        managed(&lines)["federation"]["allowed_servers"],
        json!(["a.example", "b.example"])
    );
}

#[test]
fn a_homeserver_may_be_a_key_of_its_own() {
    let department = RegistryKey {
        values: vec![
            value("Server_Name", 1, &utf16("works.gov.example")),
            value("base_url", 1, &utf16("https://matrix.works.gov.example")),
        ],
        keys: Vec::new(),
    };
    let list = RegistryKey {
        values: Vec::new(),
        keys: vec![("1".into(), department)],
    };
    let whole = RegistryKey {
        values: Vec::new(),
        keys: vec![("homeservers".into(), list)],
    };
    assert_eq!(judged(&whole).unwrap().homeservers().len(), 1);
}

/// JSON below a value keeps what a parse would lose: policy sees the key that stands there twice.
#[test]
fn json_in_a_value_is_passed_on_as_it_was_written() {
    let text = r#"[{"server_name": "a.example", "base_url": "https://a.example", "base_url": "https://b.example"}]"#;
    let whole = RegistryKey {
        values: vec![value("homeservers", 1, &utf16(text))],
        keys: Vec::new(),
    };
    let problems = judged(&whole).unwrap_err();
    assert!(
        problems.iter().any(|problem| problem.code() == "key-twice"),
        "{problems:#?}"
    );
}

/// Names that policy knows, and others; kinds that Windows knows, and others.
fn keys() -> impl Strategy<Value = RegistryKey> {
    let names = prop_oneof![
        prop::sample::select(vec![
            "federation",
            "Homeservers",
            "organisation",
            "retention",
            "allowed_servers",
            "on_foreign",
            "rooms",
            "1",
            "2",
            "default",
            "methods",
            "Recommended",
            "hold",
            "",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    let text = prop_oneof!["\\PC{0,12}", "[\\[\\]{}\":,0-9a-z]{0,12}"].prop_map(|text| utf16(&text));
    let bytes = prop_oneof![prop::collection::vec(any::<u8>(), 0..12), text];
    let value = (prop_oneof![0..13_u32, any::<u32>()], bytes).prop_map(|(kind, bytes)| RegistryValue { kind, bytes });
    let values = prop::collection::vec((names.clone(), value), 0..4);
    let leaf = values.clone().prop_map(|values| RegistryKey {
        values,
        keys: Vec::new(),
    });
    leaf.prop_recursive(6, 48, 4, move |inner| {
        let keys = prop::collection::vec((names.clone(), inner), 0..4);
        (values.clone(), keys).prop_map(|(values, keys)| RegistryKey { values, keys })
    })
}

proptest! {
    /// No registry whatever ends the program, and what comes out is JSON for policy to judge.
    #[test]
    fn any_registry_becomes_json(key in keys()) {
        let Documents { managed, recommended } = converted(&key);
        for document in [managed, recommended].into_iter().flatten() {
            prop_assert!(serde_json::from_slice::<Value>(&document).is_ok(), "{}", String::from_utf8_lossy(&document));
        }
    }

    /// What is in a group by an odd name is still there to be reported.
    #[test]
    fn no_name_is_lost(name in "[a-zA-Z_]{3,9}", kind in 0..13_u32, bytes in prop::collection::vec(any::<u8>(), 0..9)) {
        for group in ["federation", "retention", "sign_in", "unheard_of"] {
            let read = managed(&one(group, &name, kind, &bytes));
            let members = read[group].as_object().unwrap();
            prop_assert!(members.keys().any(|known| known.eq_ignore_ascii_case(&name)), "{read}");
            prop_assert!(!members.values().any(Value::is_null), "null counts as not said: {read}");
        }
    }
}

/// The schema is the program's own, and yet none must hang it.
#[test]
fn a_schema_that_leads_in_circles_is_left_again() {
    let schema = json!({
        "$defs": { "a": { "anyOf": [{ "$ref": "#/$defs/a" }, { "$ref": "#/$defs/b" }] }, "b": { "oneOf": [{ "$ref": "#/$defs/a" }, { "type": "boolean" }] } },
        "properties": { "yes": { "$ref": "#/$defs/a" }, "none": { "$ref": "#" } },
    });
    let key = RegistryKey {
        values: vec![value("Yes", 4, &[1, 0, 0, 0]), value("none", 4, &[1, 0, 0, 0])],
        keys: Vec::new(),
    };
    let read: Value = serde_json::from_slice(&from_registry(&key, &schema).managed.unwrap()).unwrap();
    assert_eq!(read, json!({ "yes": true, "none": 1 }));
}

#[test]
fn a_key_below_a_thousand_others_ends_nothing() {
    let mut deep = one("a", "b", 4, &[1, 0, 0, 0]);
    for _ in 0..1000 {
        deep = RegistryKey {
            values: Vec::new(),
            keys: vec![("a".into(), deep)],
        };
    }
    assert!(managed(&deep).to_string().contains("below too many others"));
}
