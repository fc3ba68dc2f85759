//! The command line: what it offers, and what it doesn't.

use crate::run;

#[test]
fn without_a_command_the_window_opens() {
    assert_eq!(run(&[]).code, None);
}

#[test]
fn help_and_version_are_printed() {
    let help = run(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (Some(0), ""));
    assert!(help.out.contains("Usage: despatch [COMMAND]"), "{}", help.out);
    let version = run(&["--version"]);
    assert_eq!(
        (version.code, version.out),
        (Some(0), format!("despatch {}\n", env!("CARGO_PKG_VERSION")))
    );
}

#[test]
fn what_it_does_not_know_is_refused() {
    for args in [
        &["--policy", "/tmp"][..],
        &["policy"],
        &["policy", "show", "--from", "/tmp"],
        &["policy", "show", "/tmp"],
        &["--insecure"],
        &["x"],
    ] {
        let ran = run(args);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(!ran.err.is_empty());
    }
}

/// Case 8 of the ways round: no flag relaxes anything. Whoever adds one meets this test.
#[test]
fn these_are_all_the_flags_there_are() {
    for (args, flags) in [
        (&["--help"][..], &["--help", "--version"][..]),
        (&["doctor", "--help"], &["--json", "--help"]),
        (&["policy", "--help"], &["--help"]),
        (&["policy", "check", "--help"], &["--help"]),
        (&["policy", "show", "--help"], &["--json", "--help"]),
        (&["policy", "schema", "--help"], &["--help"]),
        (&["policy", "explain", "--help"], &["--help"]),
        (&["policy", "diff", "--help"], &["--help"]),
        (&["records", "--help"], &["--help"]),
        (&["records", "verify", "--help"], &["--head", "--key", "--help"]),
        (
            &["records", "open", "--help"],
            &[
                "--identity",
                "--out",
                "--operator",
                "--reason",
                "--case",
                "--room",
                "--from",
                "--to",
                "--person",
                "--head",
                "--key",
                "--help",
            ],
        ),
        (
            &["records", "compare", "--help"],
            &[
                "--identity",
                "--log",
                "--operator",
                "--reason",
                "--case",
                "--head",
                "--key",
                "--help",
            ],
        ),
        (&["records", "holds", "--help"], &["--help"]),
        (&["records", "keygen", "--help"], &["--out", "--help"]),
    ] {
        let out = run(args).out;
        let found: Vec<&str> = out
            .lines()
            .map(str::trim_start)
            .filter(|line| line.starts_with('-'))
            .filter_map(|line| line.split_whitespace().find(|word| word.starts_with("--")))
            .collect();
        assert_eq!(found, flags, "{args:?}: {out}");
    }
}

#[test]
fn the_schema_is_json() {
    let ran = run(&["policy", "schema"]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&ran.out).unwrap(),
        policy::schema()
    );
}
