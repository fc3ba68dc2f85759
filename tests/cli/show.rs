//! `despatch policy show [--json]`

use platform::{Level, PolicyFault, PolicyFaultKind, PolicyFile, PolicyFiles, Scope};
use serde_json::{Value, json};

use crate::{GOOD, Ran, run, run_on};

fn computer() -> PolicyFiles {
    let file = |path: &str, level, text: &str| PolicyFile {
        path: path.to_owned(),
        level,
        scope: Scope::Machine,
        bytes: text.as_bytes().to_vec(),
    };
    PolicyFiles {
        files: vec![
            file("/m/10.json", Level::Managed, GOOD),
            file(
                "/m/20.json",
                Level::Managed,
                r#"{"federation": {"on_foreign": "warn"}, "device": {"screenshots": true}}"#,
            ),
            file(
                "/r/10.json",
                Level::Recommended,
                r#"{"organisation": {"banner": "Hello"}, "federation": {"on_foreign": "block"}}"#,
            ),
        ],
        faults: Vec::new(),
    }
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn each_setting_is_shown_with_its_origin() {
    let ran = run_on(computer(), &["policy", "show"]);
    assert_eq!(ran.code, Some(0));
    for line in [
        "organisation.banner = \"Hello\"  (recommended: /r/10.json)",
        "federation.on_foreign = \"warn\"  (managed: /m/20.json)",
        "homeservers = [{\"base_url\":\"https://a.example\",\"server_name\":\"a.example\"}]  (managed: /m/10.json)",
        "encryption.require_encrypted_rooms = true  (default)",
        "device.screenshots = true  (managed: /m/20.json)  not used by this version",
        "federation.on_foreign  (recommended: /r/10.json)  `federation.on_foreign` counts only in a managed policy: it has no effect here at /federation/on_foreign",
    ] {
        assert!(ran.out.lines().any(|found| found == line), "{line} in\n{}", ran.out);
    }
    assert!(
        ran.err
            .contains("/m/20.json:1:51: warning: `device.screenshots` is not used by this version"),
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .contains("/r/10.json:1:54: warning: `federation.on_foreign` counts only in a managed policy"),
        "{}",
        ran.err
    );
}

#[test]
fn as_json_it_is_a_policy_again() {
    let ran = run_on(computer(), &["policy", "show", "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let shown = json(&ran);
    let setting = |key: &str| {
        shown["settings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|setting| setting["key"] == key)
            .unwrap()
            .clone()
    };
    let warn = json!({"key": "federation.on_foreign", "value": "warn", "level": "managed", "scope": "machine",
        "source": "/m/20.json", "status": "in-force"});
    assert_eq!(setting("federation.on_foreign"), warn);
    let block = json!({"key": "sign_in.methods", "value": ["password"], "level": "default", "scope": null,
        "source": null, "status": "in-force"});
    assert_eq!(setting("sign_in.methods"), block);
    assert_eq!(shown["problems"][0]["code"], "managed-only");
    assert_eq!(shown["problems"][1]["pointer"], "/device/screenshots");
    let printed = PolicyFile {
        path: "again.json".into(),
        level: Level::Managed,
        scope: Scope::Machine,
        bytes: shown["policy"].to_string().into_bytes(),
    };
    let again = run_on(
        PolicyFiles {
            files: vec![printed],
            faults: Vec::new(),
        },
        &["policy", "show", "--json"],
    );
    assert_eq!(json(&again)["policy"], shown["policy"]);
}

#[test]
fn what_a_hive_says_has_a_place_and_no_line() {
    let file = |path: &str, scope, text: &str| PolicyFile {
        path: path.to_owned(),
        level: Level::Managed,
        scope,
        bytes: text.as_bytes().to_vec(),
    };
    let files = PolicyFiles {
        files: vec![
            file(
                r"HKCU\SOFTWARE\Policies\Despatch",
                Scope::User,
                r#"{"federation": {"on_foreign": "warn"}, "organisation": {"name": 5}}"#,
            ),
            file(
                r"HKLM\SOFTWARE\Policies\Despatch",
                Scope::Machine,
                &GOOD.replacen('{', r#"{"federation": {"on_foreign": "block"},"#, 1),
            ),
        ],
        faults: Vec::new(),
    };
    let ran = run_on(files, &["policy", "show"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(
        ran.err,
        "HKCU\\SOFTWARE\\Policies\\Despatch at /organisation/name: warning: `organisation.name` has to be text in quotation marks, not 5\n".replace("\\\\", "\\")
    );
    for line in [
        r#"federation.on_foreign = "block"  (managed: HKLM\\SOFTWARE\\Policies\\Despatch)"#,
        r#"federation.on_foreign = "warn"  (managed for this user: HKCU\\SOFTWARE\\Policies\\Despatch)  overridden by HKLM\\SOFTWARE\\Policies\\Despatch"#,
    ] {
        assert!(ran.out.lines().any(|found| found == line), "{line} in\n{}", ran.out);
    }
}

#[test]
fn no_policy_is_closed() {
    let ran = run(&["policy", "show"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(
        ran.err.ends_with("No policy is in force: nobody can sign in.\n"),
        "{}",
        ran.err
    );
    let shown = json(&run(&["policy", "show", "--json"]));
    assert_eq!(
        (&shown["policy"], &shown["problems"][0]["code"]),
        (&Value::Null, &json!("no-policy"))
    );
}

#[test]
fn one_file_that_cannot_be_trusted_closes_all() {
    let fault = PolicyFault {
        path: "/m/30.json".into(),
        kind: PolicyFaultKind::FileWritable,
        detail: "0666".into(),
    };
    let files = || PolicyFiles {
        faults: vec![fault.clone()],
        ..computer()
    };
    let ran = run_on(files(), &["policy", "show"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert_eq!(
        ran.err,
        "/m/30.json: others than root may write it (0666)\nNo policy is in force: nobody can sign in.\n"
    );
    let shown = json(&run_on(files(), &["policy", "show", "--json"]));
    assert_eq!(
        (&shown["policy"], &shown["problems"][0]["code"]),
        (&Value::Null, &json!("file-writable"))
    );
}
