//! The page of settings, and what a new policy changes while the program runs.

use policy::{Direction, Place, Policy, Setting, Status};
use serde_json::{Value, json};

use crate::{managed, policy, recommended, resolve, room, servers, text, two_departments, with};

fn rows(policy: &Policy, key: &str) -> Vec<Setting> {
    policy.settings().into_iter().filter(|row| row.key == key).collect()
}

#[test]
fn the_page_has_every_key_and_what_was_said_to_no_effect() {
    let policy = resolve(&[
        managed("10.json", &with("federation", json!({"on_foreign": "warn"}))),
        managed(
            "20.json",
            &json!({"federation": {"on_foreign": "quarantine"}, "interface": {"theme": "pink", "sound": 1}}),
        ),
        managed(
            "30.json",
            &json!({"federation": {"on_foreign": "block"}, "colour": "red", "device": {"screenshots": true}}),
        ),
        recommended("r.json", &json!({"organisation": {"banner": "hello"}})),
    ])
    .unwrap();
    for key in policy::keys() {
        assert!(!rows(&policy, &key.name).is_empty(), "{}", key.name);
    }
    let told: Vec<Value> = rows(&policy, "federation.on_foreign")
        .iter()
        .map(Setting::to_json)
        .collect();
    let row = |value: &str, source: &str, more: Value| {
        let mut row = json!({"key": "federation.on_foreign", "value": value, "level": "managed", "scope": "machine", "source": source});
        row.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
        row
    };
    assert_eq!(
        told,
        [
            row("block", "30.json", json!({"status": "in-force"})),
            row("warn", "10.json", json!({"status": "overridden", "by": "30.json"})),
            row(
                "quarantine",
                "20.json",
                json!({"status": "overridden", "by": "30.json"})
            ),
        ]
    );
    let theme = rows(&policy, "interface.theme");
    assert_eq!(
        (&theme[0].value, &theme[0].source, &theme[0].status),
        (&json!("system"), &None, &Status::InForce)
    );
    let invalid = theme[1].to_json();
    assert_eq!(
        (&invalid["status"], &invalid["pointer"]),
        (&json!("invalid"), &json!("/interface/theme"))
    );
    assert!(
        invalid["reason"].as_str().unwrap().contains("has to be one of"),
        "{invalid}"
    );
    assert_eq!(rows(&policy, "device.screenshots")[0].status, Status::NotUsed);
    assert_eq!(
        rows(&policy, "publish.allowed_instances")[0].status,
        Status::NotUsed,
        "said of a default too"
    );
    let unknown: Vec<Value> = policy
        .settings()
        .iter()
        .map(Setting::to_json)
        .filter(|row| row["status"] == "unknown")
        .collect();
    let names: Vec<&Value> = unknown.iter().map(|row| &row["key"]).collect();
    assert_eq!(names, ["interface.sound", "colour"]);
    assert_eq!(
        rows(&policy, "organisation.banner")[0].source.as_ref().unwrap().level,
        policy::Level::Recommended
    );
}

#[test]
fn the_keys_to_the_place_for_records_are_not_shown() {
    let options = |secret: &str| json!({"sink_options": ["region=eu-west-2", format!("secret_access_key={secret}")]});
    let under = |secret| resolve(&[managed("m.json", &with("records", options(secret)))]).unwrap();
    let (old, new) = (under("hush"), under("hush again"));
    let veiled = json!(["region=…", "secret_access_key=…"]);
    assert_eq!(rows(&old, "records.sink_options")[0].value, veiled);
    let changes = old.change_to(&new);
    assert_eq!((changes.len(), &changes[0].after), (1, &veiled));
    let waiting = rows(&old.tightened(&new), "records.sink_options").remove(0).status;
    assert_eq!(waiting, Status::NeedsRestart { value: veiled });
    let nameless = managed("m.json", &with("records", json!({"sink_options": ["hush"]})));
    let nameless = resolve(&[nameless]).unwrap_err();
    assert!(!format!("{nameless:?}").contains("hush"), "{nameless:?}");
}

#[test]
fn what_a_managed_source_fixes_is_locked() {
    let policy = resolve(&[
        managed("m.json", &with("device", json!({"copy": false}))),
        recommended("r.json", &json!({"interface": {"theme": "dark"}})),
    ])
    .unwrap();
    assert_eq!(
        policy.locked("device.copy").unwrap().place,
        Place::File("m.json".into())
    );
    assert!(
        policy.locked("homeservers.email_domains").is_some(),
        "a part of what is fixed"
    );
    for open in ["interface.theme", "device.save_files", "no.such.key"] {
        assert_eq!(policy.locked(open), None, "{open}");
    }
}

/// Group, key, the looser value, the stricter one.
#[test]
fn each_key_knows_which_way_is_stricter() {
    let table = [
        ("federation", "on_foreign", json!("warn"), json!("quarantine")),
        ("federation", "on_foreign", json!("quarantine"), json!("block")),
        ("federation", "history_sharing_on_invite", json!(true), json!(false)),
        (
            "federation",
            "allowed_servers",
            json!(["a.example", "b.example"]),
            json!(["b.example"]),
        ),
        (
            "federation",
            "allowed_servers",
            json!(["*.b.example"]),
            json!(["c.b.example", "*.d.B.example"]),
        ),
        ("sign_in", "methods", json!(["password", "sso"]), json!(["sso"])),
        ("sign_in", "remember_session", json!(true), json!(false)),
        ("sign_in", "max_session_days", json!(null), json!(30)),
        ("sign_in", "lock_after_idle_minutes", json!(15), json!(9)),
        ("encryption", "send_to", json!("all"), json!("verified_devices")),
        ("encryption", "require_encrypted_rooms", json!(false), json!(true)),
        (
            "retention",
            "default",
            json!({"min_days": 9}),
            json!({"record": true, "min_days": 10, "max_days": 20}),
        ),
        (
            "retention",
            "hold",
            json!([]),
            json!([{"scope": "all", "reference": "7"}]),
        ),
        ("retention", "forbid_redaction", json!(false), json!(true)),
        ("retention", "forbid_edit_after_minutes", json!(null), json!(0)),
        ("content", "max_upload_mb", json!(100), json!(99)),
        ("content", "allow_types", json!(null), json!(["image/*"])),
        ("content", "allow_types", json!(["image/*"]), json!(["image/png"])),
        ("content", "allow_types", json!(["image/png"]), json!([])),
        (
            "content",
            "deny_types",
            json!(["image/png"]),
            json!(["image/png", "text/html"]),
        ),
        ("content", "lures", json!([]), json!(["passcode"])),
        ("content", "open_links", json!("allow"), json!("confirm")),
        ("device", "copy", json!(true), json!(false)),
        ("network", "min_tls", json!("1.2"), json!("1.3")),
        ("publish", "approvers_required", json!(1), json!(2)),
    ];
    for (group, key, loose, strict) in table {
        let (loose, strict) = (
            policy(&with(group, json!({key: loose}))),
            policy(&with(group, json!({key: strict}))),
        );
        let name = format!("{group}.{key}");
        for (old, new, direction) in [
            (&loose, &strict, Direction::Stricter),
            (&strict, &loose, Direction::Looser),
        ] {
            let changes = old.change_to(new);
            assert_eq!(changes.len(), 1, "{changes:?}");
            assert_eq!((changes[0].key, changes[0].direction), (name.as_str(), direction));
            let tightened = old.tightened(new);
            assert_eq!(tightened.value(&name), strict.value(&name), "{name}");
            let status = &rows(&tightened, &name)[0].status;
            match direction {
                Direction::Stricter => assert!(!matches!(status, Status::NeedsRestart { .. }), "{name}"),
                _ => assert_eq!(
                    *status,
                    Status::NeedsRestart {
                        value: loose.value(&name)
                    },
                    "{name}"
                ),
            }
        }
        assert_eq!(strict.change_to(&strict), []);
    }
    for (group, key, one, other) in [
        ("organisation", "name", json!("a"), json!("b")),
        (
            "network",
            "proxy",
            json!({}),
            json!({"mode": "fixed", "url": "http://proxy.example:3128"}),
        ),
        (
            "federation",
            "allowed_servers",
            json!(["a.example"]),
            json!(["b.example"]),
        ),
        ("retention", "default", json!({"min_days": 9}), json!({"record": true})),
    ] {
        let (one, other) = (
            policy(&with(group, json!({key: one}))),
            policy(&with(group, json!({key: other}))),
        );
        assert_eq!(
            one.change_to(&other)[0].direction,
            Direction::Different,
            "{group}.{key}"
        );
    }
}

#[test]
fn a_server_that_goes_goes_at_once_and_one_that_comes_waits() {
    let old = policy(&two_departments());
    let mut document = two_departments();
    document["homeservers"][0] = json!({"server_name": "health.gov.example", "base_url": "https://health.gov.example"});
    document["homeservers"][1]["display_name"] = "The Parliament".into();
    document["homeservers"][1]["email_domains"] = json!(["parliament.example", "lords.parliament.example"]);
    let new = policy(&document);
    let tightened = old.tightened(&new);
    let names: Vec<&str> = tightened
        .homeservers()
        .iter()
        .map(|known| known.server_name.as_str())
        .collect();
    assert_eq!(names, ["parliament.example:8448"]);
    assert_eq!(tightened.homeservers()[0].email_domains, ["parliament.example"]);
    assert_eq!(tightened.homeservers()[0].display_name, "Parliament");
    // Whoever is signed in there stays.
    let pinned = old.pin("parliament.example:8448").unwrap();
    assert_eq!(tightened.judge_account(&pinned, "@ann:parliament.example:8448"), Ok(()));
    let row = &rows(&tightened, "homeservers")[0];
    assert!(matches!(&row.status, Status::NeedsRestart { value } if *value == new.value("homeservers")));
}

#[test]
fn rules_for_rooms_count_at_once_as_far_as_they_keep_more() {
    let rules = |rooms: Value| policy(&with("retention", json!({"rooms": rooms})));
    let old = rules(json!([{"match": {"room": "!room:works.gov.example"}, "min_days": 10}]));
    let new = rules(json!([{"match": {"name": "Bridges"}, "record": true, "max_days": 5}]));
    let verdict = old.tightened(&new).verdict(&room(&[]));
    assert_eq!((verdict.record, verdict.min_days()), (true, 10));
    assert_eq!(verdict.max, verdict.min);
    let back = old.tightened(&new).tightened(&old).verdict(&room(&[]));
    assert_eq!(
        (back.record, back.min_days()),
        (true, 10),
        "what was tightened stays until the next start"
    );
}

#[test]
fn a_newer_version_is_remembered_at_once() {
    let old = policy(&with("version", json!(3)));
    let new = policy(&with("version", json!(4)));
    assert_eq!(old.tightened(&new).memory(), new.memory());
    assert_eq!(new.tightened(&old).memory(), new.memory());
}

#[test]
fn nobody_is_let_in_where_old_and_new_have_no_server_in_common() {
    let old = policy(&two_departments());
    let new = policy(&json!({"homeservers": [{"server_name": "b.example", "base_url": "https://b.example"}]}));
    let tightened = old.tightened(&new);
    for name in ["works.gov.example", "b.example"] {
        assert!(tightened.pin(name).is_err() && !tightened.approves(name), "{name}");
    }
    assert!(tightened.standing(&room(&servers(&["works.gov.example"]))) != policy::Standing::Clear);
    assert!(
        resolve(&[text("a.json", "{")]).is_err(),
        "where there is no new policy there is nothing to tighten to"
    );
}
