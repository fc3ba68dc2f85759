//! What nobody may call, wherever. clippy's disallowed-methods hold the same line where a path can be resolved; a word
//! is a word even where it cannot.

use despatch_house::{Source, features, files};

use crate::{assert_none, found};

/// Phrases that weaken trust, each the hole of another client.
const NEVER: &[&str] = &[
    // TLS that trusts anybody.
    "disable_ssl_verification",
    "danger_accept_invalid_certs",
    "danger_accept_invalid_hostnames",
    "tls_danger_accept_invalid_certs",
    "tls_danger_accept_invalid_hostnames",
    ".dangerous(",
    "ServerCertVerifier",
    "rustls_native_certs",
    "rustls_platform_verifier",
    // A server found by its name is one that DNS or a .well-known file chooses.
    "insecure_server_name_no_tls",
    "server_name_or_homeserver_url",
    "respect_login_well_known(true)",
    "fetch_client_well_known",
    "discover_homeserver",
    // A handle around the guard.
    "olm_machine_for_testing",
    // A proxy or a redirect that policy did not name.
    "Policy::limited(",
    "Proxy::system",
    // Secrets in the clear.
    "keyring::v1",
    "keyring_core::mock",
    "keyring_core::sample",
];

/// Reading the environment is a side door for policy; each place that does is known.
const MAY_READ_ENVIRONMENT: &[&str] = &[
    "src/platform/",
    // RUST_LOG, in unoptimised builds only.
    "src/journal.rs",
    // The command line.
    "src/main.rs",
    "src/ui/build.rs",
    // LANG and its like.
    "src/ui/words.rs",
];

/// Starting programs is platform's, for one purpose.
const PROGRAMS: &[&str] = &["process::Command", "Command::new("];

/// What would make policy more than a function of its input.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::env",
    "TcpStream",
    "UdpSocket",
    "ToSocketAddrs",
    "std::process",
    "std::thread",
    "std::time",
    "Instant::now",
    "SystemTime",
    "Timestamp::now",
    "Zoned::now",
    "tokio",
    "println",
    "Mutex",
    "RwLock",
    "OnceLock",
    "LazyLock",
    "static mut",
    "thread_local",
];

/// The one value that policy computes once: the keys, out of its own types. It has no input, so it remembers nothing.
const KEYS: &[&str] = &[
    "use std::sync::LazyLock;",
    "static KEYS: LazyLock<Vec<Key>> = LazyLock::new(read);",
];

/// The operating system is a matter of platform.
const SYSTEMS: &[&str] = &[
    "target_os",
    "cfg(unix",
    "cfg(windows",
    "target_family",
    "cfg(not(unix",
    "cfg(not(windows",
];

/// The program's own sources: not tests, not tools, not examples.
fn program() -> Vec<Source> {
    let mut found = files("src", &[".rs"]);
    found.retain(|source| !source.path.contains("/examples/"));
    assert!(found.len() > 40, "the sources were read");
    found
}

fn outside(sources: Vec<Source>, places: &[&str]) -> Vec<Source> {
    sources
        .into_iter()
        .filter(|source| !places.iter().any(|place| source.path.starts_with(place)))
        .collect()
}

#[test]
fn nobody_weakens_trust() {
    assert_none(&found(&program(), NEVER));
}

#[test]
fn every_weakening_is_seen() {
    for phrase in NEVER {
        let source = Source::made_up(
            "src/session/guard/connect.rs",
            &format!("// {phrase}\nlet a = b {phrase} c;"),
        );
        assert_eq!(found(&[source], NEVER).len(), 1, "{phrase}");
    }
}

#[test]
fn the_environment_is_read_where_it_is_known() {
    assert_none(&found(
        &outside(program(), MAY_READ_ENVIRONMENT),
        &["env::var", "env::vars", "env::var_os", "env::args"],
    ));
}

#[test]
fn no_program_is_started_outside_platform() {
    let elsewhere = outside(program(), &["src/platform/"]);
    assert_none(&found(&elsewhere, PROGRAMS));
}

#[test]
fn policy_is_a_function_of_its_input() {
    let mut sources = files("src/policy", &[".rs"]);
    // A length of time is a number, and no clock.
    for source in &mut sources {
        source.text = source.text.replace("use std::time::Duration;", "");
    }
    let keys = sources.iter_mut().find(|source| source.path == "src/policy/key.rs");
    let text = &mut keys.expect("the keys are there").text;
    for line in KEYS {
        assert_eq!(text.matches(line).count(), 1, "{line}");
        *text = text.replace(line, "");
    }
    assert_none(&found(&sources, IMPURE));
}

#[test]
fn only_platform_asks_which_system_it_is_on() {
    assert_none(&found(&outside(program(), &["src/platform/"]), SYSTEMS));
}

#[test]
fn an_offence_is_seen() {
    let seen = |text: &str, phrases| found(&[Source::made_up("src/ui/screen.rs", text)], phrases).len();
    assert_eq!(seen("let home = std::env::var(\"HOME\");", &["env::var"]), 1);
    assert_eq!(seen("Command::new(\"sh\").arg(x)", PROGRAMS), 1);
    assert_eq!(seen("#[cfg(target_os = \"linux\")] mod linux;", SYSTEMS), 1);
    assert_eq!(seen("let now = SystemTime::now();", IMPURE), 1);
    assert_eq!(seen("/// std::fs is not used.\nlet text = \"std::fs\";", IMPURE), 0);
}

/// A name in a release binary is a door in it.
#[test]
fn the_harness_has_one_variable_and_one_place() {
    let places = outside(program(), &["src/platform/trusted.rs"]);
    let named: Vec<_> = places
        .iter()
        .filter(|source| source.text.contains("DESPATCH_HARNESS"))
        .map(|source| &source.path)
        .collect();
    assert!(named.is_empty(), "{named:?}");
    let door = files("src/platform/trusted.rs", &[".rs"]);
    assert_eq!(door[0].text.matches("DESPATCH_HARNESS_").count(), 1);
}

/// A key that somebody forwards is taken, and one that is missing is asked for, only by an SDK that was built for it. Then a
/// server could plant keys, and learn who misses which.
#[test]
fn s32_keys_are_neither_asked_for_nor_taken_from_others() {
    let built = features("matrix-sdk-crypto");
    assert!(!built.is_empty(), "the features are known");
    assert!(
        !built.iter().any(|feature| feature == "automatic-room-key-forwarding"),
        "{built:?}"
    );
}
