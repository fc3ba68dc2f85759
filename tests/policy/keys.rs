//! Every key of the design, and all that is said of each.

use policy::{Class, Key, Shape, Strict, Use, keys, schema};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::{managed, resolve, two_departments};

/// The keys of the design, group by group.
const DESIGN: &[(&str, &[&str])] = &[
    (
        "organisation",
        &[
            "name",
            "helpdesk.email",
            "helpdesk.phone",
            "helpdesk.url",
            "banner",
            "logo",
        ],
    ),
    (
        "homeservers",
        &[
            "server_name",
            "base_url",
            "display_name",
            "email_domains",
            "issuer",
            "ca_file",
            "spki_sha256",
            "features",
        ],
    ),
    (
        "federation",
        &["allowed_servers", "on_foreign", "history_sharing_on_invite"],
    ),
    (
        "sign_in",
        &[
            "methods",
            "qr_login",
            "remember_session",
            "max_session_days",
            "lock_after_idle_minutes",
            "max_accounts",
        ],
    ),
    (
        "encryption",
        &[
            "require_encrypted_rooms",
            "send_to",
            "accept_from",
            "require_recovery",
            "allow_identity_reset",
            "export_keys",
            "import_keys",
            "key_passphrase_length",
        ],
    ),
    ("trust", &["on_identity_change", "require_verified_contact_for"]),
    (
        "retention",
        &[
            "default.record",
            "default.min_days",
            "default.max_days",
            "rooms.match",
            "rooms.record",
            "rooms.min_days",
            "rooms.max_days",
            "hold.scope",
            "hold.reference",
            "hold.until",
            "forbid_redaction",
            "forbid_edit_after_minutes",
            "forbid_leave_on_hold",
        ],
    ),
    (
        "records",
        &[
            "recipients",
            "officers",
            "sink",
            "sink_options",
            "spool_max_mb",
            "on_sink_down",
        ],
    ),
    (
        "classification",
        &[
            "labels.id",
            "labels.text",
            "labels.colour",
            "default",
            "ceiling",
            "on_exceed",
        ],
    ),
    (
        "content",
        &[
            "max_upload_mb",
            "allow_types",
            "deny_types",
            "link_previews",
            "open_links",
            "inline_images",
            "lures",
        ],
    ),
    (
        "device",
        &[
            "notifications",
            "copy",
            "save_files",
            "exchange_between_accounts",
            "screenshots",
            "autostart",
            "tray",
        ],
    ),
    (
        "network",
        &["proxy.mode", "proxy.url", "proxy.no_proxy", "ca_file", "min_tls"],
    ),
    ("publish", &["allowed_instances", "approvers_required", "roles"]),
    ("watch", &["rules"]),
    ("interface", &["languages", "theme", "font_scale"]),
];

#[test]
fn every_key_of_the_design_is_there() {
    for (group, names) in DESIGN {
        for name in *names {
            let name = format!("{group}.{name}");
            assert!(Key::find(&name).is_some(), "{name}");
        }
    }
    for key in keys() {
        let alone = [
            "format",
            "version",
            "valid_until",
            "grace_days",
            "replaceable_trust_roots",
        ];
        let known = alone.contains(&key.name.as_str()) || DESIGN.iter().any(|(group, _)| *group == key.group());
        assert!(known, "{} is in no group of the design", key.name);
    }
}

/// What is left out in a definition is taken for the strictest, so nothing would break; but it would not be true.
#[test]
fn every_definition_says_all_there_is_to_say() {
    let schema = schema();
    let properties = |schema: &Value| schema["properties"].as_object().cloned().unwrap_or_default();
    for (name, property) in properties(&schema) {
        let settings = match property.get("x-class") {
            Some(_) => Map::from_iter([(name.clone(), property)]),
            None => {
                let definition = property["$ref"]
                    .as_str()
                    .unwrap()
                    .rsplit('/')
                    .next()
                    .unwrap()
                    .to_owned();
                properties(&schema["$defs"][definition.as_str()])
            }
        };
        for (below, setting) in settings {
            let at = format!("{name}/{below}");
            assert!(
                ["closed", "last_good", "skip"].contains(&setting["x-class"].as_str().unwrap()),
                "{at}"
            );
            assert!(["now", "later"].contains(&setting["x-used"].as_str().unwrap()), "{at}");
        }
    }
    for key in keys() {
        assert!(
            key.doc.ends_with('.') && key.doc.len() > 10,
            "{}: {:?}",
            key.name,
            key.doc
        );
        let fits = match (&key.strict, &key.shape) {
            (None, _) => true,
            (Some(Strict::True | Strict::False), shape) => *shape == Shape::Boolean,
            (Some(Strict::First), shape) => matches!(shape, Shape::OneOf(_)),
            (Some(Strict::Lower | Strict::Higher), shape) => matches!(shape, Shape::Integer { .. } | Shape::Text),
            (Some(Strict::Fewer | Strict::More), shape) => matches!(shape, Shape::List(_)),
        };
        assert!(fits, "{}: {:?} of {:?}", key.name, key.strict, key.shape);
    }
}

#[test]
fn what_this_version_does_not_use_is_known() {
    fn unused<'k>(keys: &'k [Key], found: &mut Vec<&'k str>) {
        for key in keys {
            match key.used {
                Use::Now => unused(key.parts(), found),
                _ => found.push(&key.name),
            }
        }
    }
    let mut found = Vec::new();
    unused(keys(), &mut found);
    found.retain(|name| {
        !["trust", "records", "classification", "publish", "watch"]
            .iter()
            .any(|group| name.starts_with(group))
    });
    assert_eq!(
        found,
        [
            "content.inline_images",
            "device.screenshots",
            "homeservers.features",
            "homeservers.issuer",
            "homeservers.spki_sha256",
            "organisation.logo",
            "sign_in.qr_login",
        ]
    );
    assert_eq!(Key::find("homeservers.spki_sha256").unwrap().used, Use::Missing);
}

#[test]
fn failures_cost_what_the_design_says() {
    let class = |name: &str| Key::find(name).unwrap().class;
    for key in keys()
        .iter()
        .filter(|key| key.trust_root || ["federation", "encryption", "sign_in", "records"].contains(&key.group()))
    {
        assert_eq!(key.class, Class::Closed, "{}", key.name);
    }
    for flag in ["forbid_redaction", "forbid_edit_after_minutes", "forbid_leave_on_hold"] {
        assert_eq!(class(&format!("retention.{flag}")), Class::LastGood);
    }
    for key in keys()
        .iter()
        .filter(|key| ["organisation", "interface"].contains(&key.group()))
    {
        assert_eq!(key.class, Class::SkipAndReport, "{}", key.name);
    }
    assert_eq!(
        class("homeservers.display_name"),
        Class::Closed,
        "a part costs what the whole costs"
    );
    let roots: Vec<&str> = keys()
        .iter()
        .filter(|key| key.trust_root)
        .map(|key| key.name.as_str())
        .collect();
    assert_eq!(roots, ["federation.allowed_servers", "homeservers", "network.ca_file"]);
}

#[test]
fn a_default_is_a_value_of_its_key() {
    for key in keys()
        .iter()
        .filter(|key| !key.default.is_null() && key.name != "homeservers")
    {
        let policy = resolve(&[managed("a.json", &with_key(&key.name, key.default.clone()))]).unwrap();
        assert_eq!(policy.value(&key.name), key.default, "{}", key.name);
    }
}

#[test]
fn what_is_most_like_a_misspelt_name_comes_first() {
    assert_eq!(Key::near("encryption.sendto").first(), Some(&"encryption.send_to"));
    assert_eq!(Key::near("retntion.default").first(), Some(&"retention.default"));
    assert_eq!(Key::near("screenshots"), ["device.screenshots"]);
    assert_eq!(Key::near("xyzzy"), [""; 0]);
}

/// The shapes are read out of the schema, and the types are read by serde: neither may know what the other doesn't.
fn values(shape: &Shape) -> BoxedStrategy<Value> {
    match shape {
        Shape::Boolean => any::<bool>().prop_map(Value::from).boxed(),
        Shape::Integer { min, max } => (*min..=*max).prop_map(Value::from).boxed(),
        Shape::OneOf(alternatives) => {
            let each = alternatives.iter().map(|one| {
                let name = one.value.clone();
                match &one.holds {
                    None => Just(Value::from(name)).boxed(),
                    Some(shape) => values(shape).prop_map(move |held| json!({name.clone(): held})).boxed(),
                }
            });
            proptest::strategy::Union::new(each.collect::<Vec<_>>()).boxed()
        }
        Shape::List(element) => prop::collection::vec(values(element), 0..3)
            .prop_map(Value::from)
            .boxed(),
        Shape::Map(element) => prop::collection::btree_map("[a-z]{1,3}", values(element), 0..3)
            .prop_map(|members| Value::Object(members.into_iter().collect()))
            .boxed(),
        Shape::Object(parts) => {
            let members: Vec<BoxedStrategy<Option<(String, Value)>>> = parts
                .iter()
                .map(|part| {
                    let name = part.name.rsplit('.').next().unwrap().to_owned();
                    let value = values(&part.shape).prop_map(move |value| Some((name.clone(), value)));
                    if part.required {
                        value.boxed()
                    } else {
                        prop_oneof![value, Just(None)].boxed()
                    }
                })
                .collect();
            members
                .prop_map(|members| Value::Object(members.into_iter().flatten().collect()))
                .boxed()
        }
        _ => "[a-z]{0,3}".prop_map(Value::from).boxed(),
    }
}

fn with_key(name: &str, value: Value) -> Value {
    let mut document = two_departments();
    match name.split_once('.') {
        None => document[name] = value,
        Some((group, key)) => document[group] = json!({key: value}),
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn shapes_and_types_agree(
        (name, value) in prop::sample::select(keys().iter().collect::<Vec<_>>())
            .prop_flat_map(|key| (Just(key.name.clone()), values(&key.shape)))
    ) {
        prop_assume!(name != "format"); // The file's own matter: nothing of it is merged.
        let judged = resolve(&[managed("a.json", &with_key(&name, value.clone()))]);
        let problems = match &judged {
            Ok(policy) => policy.problems(),
            Err(problems) => problems,
        };
        // Names, days and addresses are judged besides; of the types themselves nothing may be said.
        for problem in problems {
            prop_assert!(!["value", "missing", "unknown-key", "too-many"].contains(&problem.code())
                || problem.pointer == "/network/proxy", "{}: {}", value, problem);
        }
        if let Ok(policy) = judged && policy.problems().is_empty() {
            let key = Key::find(&name).unwrap();
            let document = serde_json::to_value(policy.document()).unwrap();
            prop_assert_eq!(resolve(&[managed("b.json", &document)]).unwrap().value(&key.name), policy.value(&key.name));
            if matches!(key.shape, Shape::Boolean | Shape::Integer { .. } | Shape::OneOf(_)) {
                prop_assert_eq!(policy.value(&key.name), value);
            }
        }
    }

    #[test]
    fn what_has_not_the_shape_is_said_of_every_key(name in prop::sample::select(keys().iter().map(|key| key.name.clone()).collect::<Vec<_>>()),
        wrong in prop::sample::select(vec![json!(1.5), json!({"nonsense": [[]]}), json!([[[]]])])) {
        let key = Key::find(&name).unwrap();
        prop_assume!(key.name != "format" && !(matches!(key.shape, Shape::Object(_)) && wrong.is_object()));
        let judged = resolve(&[managed("a.json", &with_key(&name, wrong))]);
        let problems = judged.map_or_else(|problems| problems, |policy| policy.problems().to_vec());
        prop_assert!(problems.iter().any(|problem| problem.code() == "value"), "{:?}", problems);
    }
}
