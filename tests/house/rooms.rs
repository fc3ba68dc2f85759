//! W1 and W2: what each room may know is a line in its Cargo.toml, and these are the lines it may have.

use cargo_metadata::{DependencyKind, Metadata, Package};
use despatch_house::packages;

use crate::assert_none;

/// Who may know whom of us, beyond tests.
const KNOWS: &[(&str, &[&str])] = &[
    ("despatch-policy", &[]),
    ("despatch-model", &["despatch-policy"]),
    ("despatch-media", &["despatch-model"]),
    ("despatch-platform", &[]),
    ("despatch-records", &[]),
    (
        "despatch-session",
        &[
            "despatch-media",
            "despatch-model",
            "despatch-policy",
            "despatch-records",
        ],
    ),
    ("despatch-kit", &["despatch-platform"]),
    ("despatch-ui", &["despatch-kit", "despatch-model", "despatch-platform"]),
    (
        "despatch-cli",
        &[
            "despatch-model",
            "despatch-platform",
            "despatch-policy",
            "despatch-records",
        ],
    ),
    (
        "despatch",
        &[
            "despatch-cli",
            "despatch-model",
            "despatch-platform",
            "despatch-policy",
            "despatch-session",
            "despatch-ui",
        ],
    ),
    ("despatch-support", &[]),
    ("despatch-house", &[]),
    ("xtask", &["despatch-policy", "despatch-support"]),
];

/// Foreign crates behind a wall (a trailing `*` stands for anything), and who may declare them. The last column is for
/// tests and tools, which act on the program from outside.
const WALLED: &[(&[&str], &[&str], &[&str])] = &[
    (
        &["matrix-sdk*", "ruma*", "vodozemac", "eyeball*"],
        &["despatch-session"],
        &[],
    ),
    (
        &["reqwest", "hyper*", "rustls*", "tokio-rustls", "ureq"],
        &["despatch-records", "despatch-session"],
        &["despatch-support", "xtask"],
    ),
    (
        &["iced*", "winit*", "cosmic-text", "tiny-skia*"],
        &["despatch-kit", "despatch-ui"],
        &[],
    ),
    // What reads strangers' pictures and sounds stands in one place, where it is fuzzed.
    (
        &["blurhash", "gif", "image", "ropus", "symphonia"],
        &["despatch-media"],
        &["despatch-session"],
    ),
    (&["accesskit"], &["despatch-kit", "despatch-platform"], &[]),
    (&["zbus*", "atspi*"], &["despatch-platform"], &["despatch-support"]),
    (
        &[
            "accesskit_*",
            "keyring*",
            "*-keyring-store",
            "secret-service",
            "rustix",
            "nix",
            "libc",
            "windows*",
            "objc2*",
            "interprocess",
            "open",
            "directories",
            "dirs*",
            "fs4",
            "plist",
            "arboard",
            "cpal",
            "rfd",
            "schannel",
            "x11rb",
        ],
        &["despatch-platform"],
        &["despatch-support", "xtask"],
    ),
    // What the record is sealed and delivered with. It speaks to the sink that policy names, and to nobody else.
    (&["age", "ed25519-dalek", "object_store"], &["despatch-records"], &[]),
    (
        &["anyhow"],
        &["despatch", "despatch-cli"],
        &["despatch-support", "xtask"],
    ),
];

/// `policy` decides and does nothing else, so it needs little. What is not here wants a reason.
const POLICY_MAY_USE: &[&str] = &[
    "bech32",
    "idna",
    "jiff",
    "schemars",
    "serde",
    "serde_json",
    "strsim",
    "thiserror",
    "url",
];

/// Parts of the SDK that may be compiled in. The 2022 attacks came through automatic-room-key-forwarding; a widget is
/// foreign code with a view of the room.
const SDK_FEATURES: &[&str] = &[
    "bundled-sqlite",
    "e2e-encryption",
    "markdown",
    "qrcode",
    "rustls-aws-lc-rs",
    "sqlite",
];

fn is(name: &str, pattern: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => name.ends_with(end),
        (_, Some(start)) => name.starts_with(start),
        _ => name == pattern,
    }
}

/// One line of a Cargo.toml: who, on whom, in tests only.
fn lines(metadata: &Metadata) -> Vec<(String, String, bool)> {
    let of = |package: &Package| {
        let name = package.name.to_string();
        let lines = package.dependencies.iter();
        lines
            .map(move |line| {
                (
                    name.clone(),
                    line.name.clone(),
                    line.kind == DependencyKind::Development,
                )
            })
            .collect::<Vec<_>>()
    };
    metadata.packages.iter().flat_map(of).collect()
}

fn crossings(lines: &[(String, String, bool)]) -> Vec<String> {
    let mut offences = Vec::new();
    for (who, whom, in_tests) in lines {
        let ours = whom.starts_with("despatch-");
        match KNOWS.iter().find(|(room, _)| room == who) {
            None => offences.push(format!("{who} is not in the plan of the house (tests/house/rooms.rs)")),
            Some((_, known)) if ours && !in_tests && !known.contains(&whom.as_str()) => {
                offences.push(format!("{who} may not know {whom}"));
            }
            _ => {}
        }
        for (patterns, rooms, tools) in WALLED {
            if patterns.iter().any(|pattern| is(whom, pattern)) && !rooms.iter().chain(*tools).any(|room| room == who) {
                offences.push(format!(
                    "{who} may not depend on {whom}: only {} may",
                    rooms.join(" and ")
                ));
            }
        }
        if who == "despatch-policy" && !in_tests && !POLICY_MAY_USE.contains(&whom.as_str()) {
            offences.push(format!("policy is pure: does it need {whom}?"));
        }
    }
    offences
}

/// W2: ui and session meet in model and in main, in tests too.
fn meetings(lines: &[(String, String, bool)]) -> Vec<String> {
    let strangers = [
        ("despatch-ui", "despatch-session"),
        ("despatch-session", "despatch-ui"),
        ("despatch-session", "despatch-kit"),
    ];
    let met = lines
        .iter()
        .filter(|(who, whom, _)| strangers.contains(&(who.as_str(), whom.as_str())));
    met.map(|(who, whom, _)| format!("{who} may not see {whom}, in tests either"))
        .collect()
}

#[test]
fn rooms_know_whom_they_may() {
    let lines = lines(&packages());
    assert!(lines.len() > 50, "the packages were read");
    assert_none(&crossings(&lines));
    assert_none(&meetings(&lines));
}

#[test]
fn a_crossing_is_seen() {
    let line = |who: &str, whom: &str, in_tests| (who.to_owned(), whom.to_owned(), in_tests);
    let crossed = |who, whom| crossings(&[line(who, whom, false)]).len();
    assert_eq!(crossed("despatch-ui", "matrix-sdk-ui"), 1);
    assert_eq!(crossed("despatch-model", "ruma-events"), 1);
    assert_eq!(crossed("despatch-session", "iced_core"), 1);
    assert_eq!(crossed("despatch-cli", "zbus"), 1);
    assert_eq!(crossed("despatch-ui", "apple-native-keyring-store"), 1);
    assert_eq!(crossed("despatch-ui", "despatch-policy"), 1);
    assert_eq!(crossed("despatch-ui", "despatch-session"), 1);
    assert_eq!(crossed("despatch-policy", "tokio"), 1);
    assert_eq!(crossed("despatch-session", "object_store"), 1);
    assert_eq!(crossed("despatch-records", "matrix-sdk"), 1);
    assert_eq!(crossed("despatch-records", "despatch-policy"), 1);
    assert_eq!(crossed("despatch-newcomer", "serde"), 1);
    assert_eq!(crossed("despatch-session", "matrix-sdk"), 0);
    assert_eq!(
        crossings(&[line("despatch-session", "despatch-platform", true)]).len(),
        0
    );
    assert_eq!(meetings(&[line("despatch-ui", "despatch-session", true)]).len(), 1);
    assert_eq!(meetings(&[line("despatch-session", "despatch-ui", true)]).len(), 1);
}

/// W6: no feature of a shipped build relaxes a rule; `harness` cannot be in one.
#[test]
fn no_room_has_features_but_the_harness() {
    let mut offences = Vec::new();
    for package in packages().packages {
        for feature in package.features.keys().filter(|feature| *feature != "harness") {
            offences.push(format!("{} has a feature {feature}", package.name));
        }
        let declares = package.features.contains_key("harness");
        if declares && !["despatch", "despatch-platform"].contains(&package.name.as_str()) {
            offences.push(format!("{} has a harness of its own", package.name));
        }
    }
    assert_none(&offences);
}

#[test]
fn the_harness_is_asked_for_by_tests_only() {
    for package in packages().packages {
        let asks = package
            .dependencies
            .iter()
            .filter(|line| line.kind != DependencyKind::Development);
        let asks = asks
            .filter(|line| line.features.iter().any(|feature| feature == "harness"))
            .count();
        assert_eq!(asks, 0, "{} turns the harness on", package.name);
        let by_default = package
            .features
            .get("default")
            .is_some_and(|features| !features.is_empty());
        assert!(!by_default, "{} has features by default", package.name);
    }
}

#[test]
fn the_sdk_is_compiled_without_what_is_dangerous() {
    let mut seen = 0;
    for package in packages().packages {
        for line in package.dependencies.iter().filter(|line| is(&line.name, "matrix-sdk*")) {
            seen += 1;
            assert!(
                !line.uses_default_features,
                "{} takes {}'s default features",
                package.name, line.name
            );
            assert_eq!(
                line.req.to_string(),
                "=0.19.1",
                "a patch release may change trust behaviour"
            );
            for feature in &line.features {
                assert!(
                    SDK_FEATURES.contains(&feature.as_str()),
                    "{}: feature {feature} of {}",
                    package.name,
                    line.name
                );
            }
        }
    }
    assert!(seen > 0, "the SDK is in the house");
}
