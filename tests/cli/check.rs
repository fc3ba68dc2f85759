//! `despatch policy check FILE...`

use crate::{GOOD, repository, run, write};

#[test]
fn the_sample_is_clean() {
    let sample = repository().join("packaging/policy/linux/10-department.sample.json");
    let ran = run(&["policy", "check", sample.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), "", ""));
}

#[test]
fn every_example_is_clean() {
    let folder = repository().join("packaging/policy/examples");
    let told = std::fs::read_to_string(folder.join("README.md")).unwrap();
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let examples: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    assert!(examples.len() >= 4, "{examples:?}");
    for example in examples {
        let ran = run(&["policy", "check", example.to_str().unwrap()]);
        assert_eq!(
            (ran.code, ran.out.as_str(), ran.err.as_str()),
            (Some(0), "", ""),
            "{example:?}"
        );
        let name = example.file_name().unwrap().to_str().unwrap();
        assert!(told.contains(&format!("]({name})")), "README.md says nothing of {name}");
    }
}

#[test]
fn the_sample_sets_every_group_of_this_version() {
    let sample = std::fs::read(repository().join("packaging/policy/linux/10-department.sample.json")).unwrap();
    let sample: serde_json::Value = serde_json::from_slice(&sample).unwrap();
    // Not these: a day in the sample would pass, and the other counts in a policy built into the program alone.
    let left_out = ["valid_until", "grace_days", "replaceable_trust_roots"];
    let used = policy::keys().iter().filter(|key| key.used == policy::Use::Now);
    for key in used.filter(|key| !left_out.contains(&key.group())) {
        assert!(sample.get(key.group()).is_some(), "{}", key.group());
    }
}

#[test]
fn twelve_different_mistakes_are_all_named_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(
        &folder,
        "a.json",
        r##"{
  "homeservers": [
    {"server_name": "works gov example", "base_url": "https://matrix.works.gov.example"},
    {"server_name": "health.gov.example", "base_url": "http://health.gov.example"},
    {"server_name": "roads.gov.example", "base_url": "https://roads.gov.example", "email_domains": ["ann@roads.gov.example"]},
    {"server_name": "Roads.gov.example", "base_url": "https://b.example"},
    {"server_name": "c.example"},
    {"server_name": "d.example", "base_url": "https://d.example", "spki_sha256": ["ab"]}
  ],
  "federation": {"allowed_servers": ["*.uk"], "on_foreign": "allow", "on_foriegn": "block"},
  "sign_in": {"max_session_days": "thirty", "qr_login": true},
  "encryption": {"send_to": "all", "send_to": "cross_signed"},
  "retention": {
    "default": {"min_days": 90, "max_days": 30},
    "rooms": [{"match": {"room": "#bridges:works.gov.example"}}],
    "hold": [{"scope": "all", "reference": "7", "until": "31/03/2027"}]
  },
  "content": {"allow_types": ["pdf"], "max_upload_mb": -1},
  "interface": {"font_scale": 400},
  "network": {"proxy": {"mode": "fixed", "url": "proxy.example:3128"}}
}"##,
    );
    let ran = run(&["policy", "check", &file]);
    assert_eq!(ran.code, Some(1));
    let found: Vec<&str> = ran.out.lines().map(|line| line.strip_prefix(&file).unwrap()).collect();
    assert_eq!(
        found,
        [
            ":3:6: error: `works gov example` is not a server name",
            ":4:43: error: `http://health.gov.example` is not an https address of nothing but a host and a port",
            ":5:101: error: `ann@roads.gov.example` is not an email domain",
            ":6:6: error: `Roads.gov.example` stands here twice: it can belong to one department only",
            ":7:5: error: `homeservers.base_url` is missing",
            ":8:67: error: `homeservers.spki_sha256` asks for a protection that this version doesn't have",
            ":10:38: error: `*.uk` is neither a server name nor `*.` and a domain of two parts or more",
            ":10:47: error: `federation.on_foreign` has to be one of \"block\", \"quarantine\", \"warn\", not \"allow\"",
            ":10:70: warning: unknown key `federation.on_foriegn`: it has no effect. Did you mean `federation.on_foreign`?",
            ":11:15: error: `sign_in.max_session_days` has to be a whole number, 1 or more, not \"thirty\"",
            ":11:45: warning: `sign_in.qr_login` is not used by this version: it has no effect",
            ":12:36: error: `encryption.send_to` stands here twice",
            ":14:5: warning: the minimum of 90 days is above the maximum of 30: messages are kept for the minimum",
            ":15:26: error: `#bridges:works.gov.example` is not a room id: those begin with `!`",
            ":16:49: error: `31/03/2027` is not a day such as 2027-03-31",
            ":18:31: error: `pdf` is not a media type such as `application/pdf` or `image/*`",
            ":18:39: error: `content.max_upload_mb` has to be a whole number, 0 or more, not -1",
            ":19:17: warning: `interface.font_scale` has to be a whole number from 100 to 200, not 400",
            ":20:42: error: `proxy.example:3128` is not the address of a proxy: `http://` or `https://`, a host and a port, and nothing else",
        ]
    );
}

#[test]
fn a_policy_that_runs_out_is_told_of_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let until = |day: &str| GOOD.replacen('{', &format!("{{\"valid_until\": \"{day}\", "), 1);
    let file = write(&folder, "a.json", &until("2026-11-24"));
    assert_eq!(run(&["policy", "check", &file]).code, Some(0));
    let file = write(&folder, "a.json", &until("2026-11-20"));
    let ran = run(&["policy", "check", &file]);
    assert_eq!(
        (ran.code, ran.out),
        (
            Some(1),
            format!(
                "{file}:1:2: warning: the policy counted until 2026-11-20: in 11 days people will only be able to read\n"
            )
        )
    );
    let file = write(&folder, "a.json", &until("2025-01-01"));
    let ran = run(&["policy", "check", &file]);
    assert_eq!(
        ran.out,
        format!("{file}:1:2: warning: the policy counted until 2025-01-01: people can only read\n")
    );
}

#[test]
fn five_megabytes_are_too_large_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(&folder, "a.json", &"[".repeat(5 << 20));
    let ran = run(&["policy", "check", &file]);
    assert_eq!(
        (ran.code, ran.out),
        (Some(1), format!("{file}:1:1: error: the file is larger than 1 MiB\n"))
    );
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
