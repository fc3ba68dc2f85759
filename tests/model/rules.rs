//! The rules of the window are those of the policy in force.

use model::{Capability, Reason, Rule, RuleLevel, RuleStatus, Rules, Setting, Theme, Validity};
use policy::{Input, Level, Policy, Source};
use serde_json::{Value, json};

fn source(path: &str, level: Level, rest: Value) -> Source {
    let mut document = json!({});
    if level == Level::Managed {
        document["homeservers"] = json!([
            { "server_name": "works.gov.example", "base_url": "https://matrix.works.gov.example" }
        ]);
    }
    for (group, value) in rest.as_object().unwrap() {
        document[group] = value.clone();
    }
    Source::file(path, level, serde_json::to_vec(&document).unwrap())
}

fn rules_on(day: &str, sources: &[Source]) -> Rules {
    let policy = Policy::resolve(&Input {
        sources,
        choices: None,
        memory: None,
        today: day.parse().unwrap(),
    });
    Rules::of(&policy.unwrap())
}

fn rules(sources: &[Source]) -> Rules {
    rules_on("2026-11-02", sources)
}

fn of<'a>(rules: &'a Rules, key: &str) -> Vec<&'a Rule> {
    rules.entries.iter().filter(|rule| &*rule.key == key).collect()
}

#[test]
fn what_is_managed_locks_and_what_is_recommended_proposes() {
    let managed = source(
        "/etc/a.json",
        Level::Managed,
        json!({
            "interface": { "theme": "contrast" },
            "sign_in": { "lock_after_idle_minutes": 5 },
            "encryption": { "require_recovery": false },
        }),
    );
    let proposed = source(
        "/etc/b.json",
        Level::Recommended,
        json!({ "interface": { "languages": ["cy", "en-GB"], "font_scale": 125 } }),
    );
    let window = rules(&[managed, proposed]).window;
    assert_eq!(window.theme, Setting::Locked(Theme::Contrast));
    let languages = ["cy".to_owned(), "en-GB".to_owned()];
    assert_eq!(window.languages, Setting::Recommended(languages.as_slice().into()));
    assert_eq!(window.font_scale, Setting::Recommended(125));
    assert_eq!(window.lock_after_idle_minutes, Some(5));
    assert!(!window.require_recovery);
}

#[test]
fn what_nobody_set_is_free() {
    let window = rules(&[source("/etc/a.json", Level::Managed, json!({}))]).window;
    assert_eq!(window.theme, Setting::Free);
    assert_eq!(window.languages, Setting::Free);
    assert_eq!(window.font_scale, Setting::Free);
    assert_eq!(window.lock_after_idle_minutes, None);
    assert!(window.password.is_allowed());
    assert!(window.require_recovery);
}

#[test]
fn what_policy_refuses_is_refused_with_its_reason() {
    let managed = source(
        "/etc/a.json",
        Level::Managed,
        json!({ "device": { "copy": false, "save_files": false } }),
    );
    let window = rules(&[managed]).window;
    assert_eq!(window.copy, Capability::Refused(Reason::CopyingForbidden));
    assert_eq!(window.save_files, Capability::Refused(Reason::SavingForbidden));
    let open = source(
        "/etc/a.json",
        Level::Managed,
        json!({ "device": { "copy": true, "save_files": true } }),
    );
    let window = rules(&[open]).window;
    assert!(window.copy.is_allowed() && window.save_files.is_allowed());
}

#[test]
fn files_of_keys_are_closed_until_a_rule_opens_them() {
    let window = rules(&[source("/etc/a.json", Level::Managed, json!({}))]).window;
    assert_eq!(window.export_keys, Capability::Refused(Reason::KeyExportForbidden));
    assert_eq!(window.import_keys, Capability::Refused(Reason::KeyImportForbidden));
    let open = source(
        "/etc/a.json",
        Level::Managed,
        json!({ "encryption": { "import_keys": true, "key_passphrase_length": 32 } }),
    );
    let window = rules(&[open]).window;
    assert!(window.import_keys.is_allowed() && !window.export_keys.is_allowed());
    assert_eq!(window.key_passphrase_length, 32);
}

#[test]
fn a_new_identity_is_open_until_a_rule_closes_it() {
    let window = rules(&[source("/etc/a.json", Level::Managed, json!({}))]).window;
    assert_eq!(window.identity_reset, Capability::Allowed);
    let closed = source(
        "/etc/a.json",
        Level::Managed,
        json!({ "encryption": { "allow_identity_reset": false } }),
    );
    let window = rules(&[closed]).window;
    assert_eq!(
        window.identity_reset,
        Capability::Refused(Reason::IdentityResetForbidden)
    );
}

#[test]
fn every_key_is_listed_with_where_it_comes_from() {
    let low = source(
        "/etc/10.json",
        Level::Managed,
        json!({ "federation": { "on_foreign": "warn" } }),
    );
    let high = source(
        "/etc/20.json",
        Level::Managed,
        json!({ "federation": { "on_foreign": "block" } }),
    );
    let rules = rules(&[low, high]);
    for key in policy::keys() {
        assert!(!of(&rules, &key.name).is_empty(), "{}", key.name);
    }
    let foreign = of(&rules, "federation.on_foreign");
    assert_eq!(foreign.len(), 2, "{foreign:?}");
    assert_eq!(
        (&foreign[0].value, &foreign[0].status),
        (&json!("block"), &RuleStatus::InForce)
    );
    assert_eq!(foreign[0].source.as_deref(), Some("/etc/20.json"));
    assert_eq!(foreign[0].level, RuleLevel::Managed);
    let by = RuleStatus::Overridden {
        by: "/etc/20.json".into(),
    };
    assert_eq!((&foreign[1].value, &foreign[1].status), (&json!("warn"), &by));
    let untouched = of(&rules, "interface.theme")[0];
    assert_eq!((untouched.level, &untouched.source), (RuleLevel::Default, &None));
}

#[test]
fn what_is_wrong_is_listed_with_its_place() {
    let wrong = source(
        "/etc/a.json",
        Level::Managed,
        json!({ "interface": { "theme": "mauve" }, "device": { "wallpaper": "blue" } }),
    );
    let rules = rules(&[wrong]);
    let theme = of(&rules, "interface.theme");
    let invalid = theme.iter().find_map(|rule| match &rule.status {
        RuleStatus::Invalid { pointer, code, .. } => Some((pointer.as_str(), *code)),
        _ => None,
    });
    assert_eq!(invalid, Some(("/interface/theme", "value")), "{theme:?}");
    assert_eq!(of(&rules, "device.wallpaper")[0].status, RuleStatus::Unknown);
}

#[test]
fn rules_run_out_by_the_day() {
    let until = |day: &str| {
        let managed = source(
            "/etc/a.json",
            Level::Managed,
            json!({ "valid_until": "2026-11-01", "grace_days": 3 }),
        );
        rules_on(day, &[managed]).validity
    };
    assert_eq!(until("2026-11-01"), Validity::Current);
    assert_eq!(until("2026-11-02"), Validity::Grace { days_left: 3 });
    let over = Validity::ReadOnly {
        since: "2026-11-01".into(),
    };
    assert_eq!(until("2026-11-05"), over);
}

#[test]
fn as_many_accounts_are_opened_as_a_rule_says() {
    let accounts = rules(&[source("/etc/a.json", Level::Managed, json!({}))])
        .window
        .accounts;
    assert!(accounts.another(2).is_allowed());
    assert_eq!(
        accounts.another(3),
        Capability::Refused(Reason::AccountsFull { most: 3 })
    );
    let one = source(
        "/etc/a.json",
        Level::Managed,
        json!({ "sign_in": { "max_accounts": 1 } }),
    );
    let accounts = rules(&[one]).window.accounts;
    assert_eq!(
        accounts.another(1),
        Capability::Refused(Reason::AccountsFull { most: 1 })
    );
    assert!(!accounts.another(1_000).is_allowed());
}

#[test]
fn between_accounts_passes_what_both_departments_let_through() {
    let document = |servers: Value| {
        let two = json!([
            { "server_name": "works.gov.example", "base_url": "https://matrix.works.gov.example" },
            { "server_name": "parliament.example", "base_url": "https://matrix.parliament.example" }
        ]);
        let rest = json!({ "homeservers": two, "device": { "exchange_between_accounts": servers } });
        let accounts = rules(&[source("/etc/a.json", Level::Managed, rest)]).window.accounts;
        let passes = |from: &str, to: &str| accounts.exchange(&from.into(), Some(&to.into())).is_allowed();
        let into_nobodys = accounts.exchange(&"works.gov.example".into(), None);
        assert_eq!(into_nobodys, Capability::Refused(Reason::BetweenAccounts));
        [
            passes("works.gov.example", "parliament.example"),
            passes("parliament.example", "works.gov.example"),
            passes("works.gov.example", "works.gov.example"),
        ]
    };
    assert_eq!(document(json!([])), [false, false, false]);
    assert_eq!(document(json!(["works.gov.example"])), [false, false, true]);
    assert_eq!(
        document(json!(["Works.gov.example", "parliament.example"])),
        [true, true, true]
    );
}
