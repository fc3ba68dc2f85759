//! Runs a test's body in a process of its own, under other environment variables.

use std::process::Command;

/// Set in the process that runs the body.
const INSIDE: &str = "DESPATCH_TEST_INSIDE";

/// Runs `body` with these variables set: in a child of this test binary that runs only the test of this name.
pub fn with_environment(test: &str, variables: &[(&str, &str)], body: impl FnOnce()) {
    if std::env::var_os(INSIDE).is_some() {
        body();
        return;
    }
    let status = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .envs(variables.iter().copied())
        .env(INSIDE, "1")
        .status()
        .unwrap();
    assert!(status.success(), "{test} failed under {variables:?}");
}
