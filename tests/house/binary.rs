//! The program as it is shipped. `cargo xtask test` builds it, and says where it is.

use std::path::PathBuf;

/// What only a build for tests may contain.
const FORBIDDEN: &[&str] = &["DESPATCH_HARNESS", "danger_accept_invalid_certs"];

fn contains(binary: &[u8], text: &str) -> bool {
    binary.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn a_release_has_no_way_to_another_policy() {
    let Some(path) = std::env::var_os("DESPATCH_RELEASE_BINARY").map(PathBuf::from) else {
        println!("skipped: DESPATCH_RELEASE_BINARY names no release build");
        return;
    };
    let binary = std::fs::read(&path).unwrap();
    // That it is the program, and not stripped of its strings.
    assert!(
        contains(&binary, "/etc/despatch/policies"),
        "{} is not Despatch",
        path.display()
    );
    for text in FORBIDDEN {
        assert!(!contains(&binary, text), "{} contains {text}", path.display());
    }
}

#[test]
fn a_word_in_a_binary_is_seen() {
    assert!(contains(b"\0\x01DESPATCH_HARNESS_POLICY\0", "DESPATCH_HARNESS"));
    assert!(!contains(b"DESPATCH_HARNES", "DESPATCH_HARNESS"));
}
