//! `despatch policy check FILE...`

use crate::{GOOD, repository, run, write};

#[test]
fn the_sample_is_clean() {
    let sample = repository().join("packaging/policy/sample.json");
    let ran = run(&["policy", "check", sample.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), "", ""));
}

#[test]
fn the_sample_sets_every_group_of_this_version() {
    let sample = std::fs::read(repository().join("packaging/policy/sample.json")).unwrap();
    let sample: serde_json::Value = serde_json::from_slice(&sample).unwrap();
    for group in policy::schema()["properties"]
        .as_object()
        .unwrap()
        .keys()
        .filter(|group| *group != "valid_until")
    {
        assert!(sample.get(group).is_some(), "{group}");
    }
}

#[test]
fn each_problem_is_a_line_that_an_editor_can_follow() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(
        &folder,
        "a.json",
        "{\n  \"homeservers\": [\n    {\"server_name\": \"a b\", \"base_url\": \"https://a.example\"}\n  ],\n  \"colour\": 1\n}",
    );
    let ran = run(&["policy", "check", &file]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.out,
        format!(
            "{file}:3:6: error: `a b` is not a server name\n{file}:5:3: warning: unknown key `colour`: it has no effect\n"
        )
    );
}

#[test]
fn what_a_file_says_stays_on_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(
        &folder,
        "a.json",
        r#"{"homeservers": [{"server_name": "a\n\u001b[31m", "base_url": "https://a.example"}]}"#,
    );
    let ran = run(&["policy", "check", &file]);
    assert_eq!(
        ran.out,
        format!("{file}:1:19: error: `a\\n\\u{{1b}}[31m` is not a server name\n")
    );
}

#[test]
fn files_are_judged_together_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let base = write(&folder, "z.json", GOOD);
    let more = write(&folder, "a.json", r#"{"organisation": {"name": "Works"}}"#);
    assert_eq!(run(&["policy", "check", &base, &more]).code, Some(0));
    let alone = run(&["policy", "check", &more]);
    assert_eq!(alone.code, Some(1));
    assert_eq!(
        alone.out,
        format!("{more}:1:1: error: no approved homeserver is named in `homeservers`\n")
    );
    let twice = write(&folder, "b.json", &GOOD.replace("a.example", "b.example"));
    let ran = run(&["policy", "check", &twice, &base]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.out,
        format!("{twice}:1:2: warning: the approved servers are those of {base}: the ones here have no effect\n")
    );
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let good = write(&folder, "a.json", GOOD);
    let missing = folder.path().join("no.json");
    for bad in [missing.to_str().unwrap(), folder.path().to_str().unwrap()] {
        let ran = run(&["policy", "check", &good, bad]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert!(
            ran.err.starts_with(&format!("{bad}: error: can't be read: ")),
            "{}",
            ran.err
        );
    }
    assert_eq!(run(&["policy", "check"]).code, Some(2));
}

#[cfg(unix)]
#[test]
fn a_file_without_end_is_not_read_to_its_end() {
    let ran = run(&["policy", "check", "/dev/zero"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(1), "/dev/zero:1:1: error: the file is larger than 1 MiB\n")
    );
}

#[test]
fn empty_and_broken_files_are_problems() {
    let folder = tempfile::tempdir().unwrap();
    for (text, place) in [
        ("", "1:1"),
        ("{", "1:1"),
        ("{\n\"a\": }", "2:6"),
        ("null", "1:1"),
        ("[]", "1:1"),
    ] {
        let file = write(&folder, "a.json", text);
        let ran = run(&["policy", "check", &file]);
        assert_eq!(ran.code, Some(1), "{text:?}");
        assert!(ran.out.starts_with(&format!("{file}:{place}: error: ")), "{}", ran.out);
    }
}
