//! `despatch policy explain KEY`

use platform::{Level, PolicyFile, PolicyFiles, Scope};

use crate::{GOOD, run, run_on};

fn computer() -> PolicyFiles {
    let file = |path: &str, text: &str| PolicyFile {
        path: path.to_owned(),
        level: Level::Managed,
        scope: Scope::Machine,
        bytes: text.as_bytes().to_vec(),
    };
    PolicyFiles {
        files: vec![
            file("/m/10.json", GOOD),
            file("/m/20.json", r#"{"federation": {"on_foreign": "warn"}}"#),
            file("/m/30.json", r#"{"federation": {"on_foreign": "quarantine"}}"#),
        ],
        faults: Vec::new(),
    }
}

#[test]
fn a_key_is_told_with_its_values_and_where_its_value_comes_from() {
    let ran = run_on(computer(), &["policy", "explain", "federation.on_foreign"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let wanted = "\
federation.on_foreign
  What happens to people and rooms of any other server.

Values: one of \"block\", \"quarantine\", \"warn\"
  \"block\": Refused.
  \"quarantine\": The room stays in the list; its messages are hidden and nothing can be sent.
  \"warn\": Allowed, under a warning.
Default: \"block\"
Stricter: the values stand with the strictest first
If it can't be used: closed. Nobody can sign in until it is put right.
Used by this version: yes
In force:
  federation.on_foreign = \"quarantine\"  (managed: /m/30.json)
  federation.on_foreign = \"warn\"  (managed: /m/20.json)  overridden by /m/30.json
";
    assert_eq!(ran.out, wanted);
}

#[test]
fn every_key_and_every_part_of_one_can_be_explained() {
    fn names<'k>(keys: &'k [policy::Key], found: &mut Vec<&'k str>) {
        for key in keys {
            found.push(&key.name);
            names(key.parts(), found);
        }
    }
    let mut all = Vec::new();
    names(policy::keys(), &mut all);
    assert!(all.len() > 80, "{}", all.len());
    for name in all {
        let ran = run_on(computer(), &["policy", "explain", name]);
        assert_eq!(ran.code, Some(0), "{name}");
        assert!(ran.out.starts_with(&format!("{name}\n  ")), "{}", ran.out);
        assert!(ran.out.contains("\nIn force:\n  "), "{}", ran.out);
    }
}

#[test]
fn what_a_version_does_not_use_is_said() {
    for (key, words) in [
        (
            "publish.allowed_instances",
            "Used by this version: no: it is read and judged, and has no effect",
        ),
        (
            "homeservers.issuer",
            "Used by this version: no: it is read and judged, and has no effect",
        ),
        (
            "classification.ceiling.room",
            "Used by this version: no: it is read and judged, and has no effect",
        ),
        ("homeservers.spki_sha256", "so a policy that sets it is refused"),
        (
            "homeservers",
            "Trust root: it comes from the same source as the other trust roots.",
        ),
        ("homeservers.ca_file", "It is part of `homeservers`."),
        ("sign_in.methods", "  \"sso\": In a browser"),
    ] {
        let ran = run_on(computer(), &["policy", "explain", key]);
        assert!(ran.out.contains(words), "{key}: {}", ran.out);
    }
}

#[test]
fn a_group_lists_its_keys() {
    let ran = run(&["policy", "explain", "device"]);
    assert_eq!(ran.code, Some(0));
    let keys: Vec<&str> = ran
        .out
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(
        keys,
        [
            "device.autostart",
            "device.copy",
            "device.exchange_between_accounts",
            "device.notifications",
            "device.save_files",
            "device.screenshots",
            "device.tray"
        ]
    );
}

#[test]
fn whoever_misspells_a_key_is_shown_what_it_might_be() {
    for (typed, near) in [
        ("federation.on_foregin", "federation.on_foreign"),
        ("on_foreign", "federation.on_foreign"),
        ("homeserver", "homeservers"),
        ("retention.holds", "retention.hold"),
        ("homeservers.base_ur", "homeservers.base_url"),
    ] {
        let ran = run(&["policy", "explain", typed]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{typed}");
        let wanted = format!("There is no key `{typed}`.\nDid you mean `{near}`?\n");
        assert!(ran.err.starts_with(&wanted), "{}", ran.err);
    }
    assert_eq!(
        run(&["policy", "explain", "\u{1b}[31m"]).err,
        "There is no key `\\u{1b}[31m`.\n"
    );
}

#[test]
fn a_key_is_explained_where_no_policy_is_in_force() {
    let ran = run(&["policy", "explain", "device.copy"]);
    assert_eq!(ran.code, Some(0));
    assert!(
        ran.out
            .ends_with("In force: no policy is in force on this computer (see `despatch policy show`).\n")
    );
}
