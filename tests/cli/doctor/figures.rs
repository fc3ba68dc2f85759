//! How many messages could not be read, as `despatch doctor` tells it.

use std::fs;

use super::{count, findings, grade_of, healthy, used};
use crate::run_at;

#[test]
fn what_could_not_be_read_is_told_in_numbers() {
    let (_folder, home) = used();
    count(
        &home,
        r#"{"late": {"under-5-seconds": 12, "under-60-seconds": 1, "of-a-later-version": 9},
            "never": {"waiting": 2, "before-join": 0, "withheld": 18446744073709551615, "CANARY": 5}, "CANARY": 1}"#,
    );
    let out = run_at(&healthy(&home), &["doctor"]).out;
    for line in [
        "ok    Messages, under-5-seconds: 12 messages could be read within 5 seconds.",
        "ok    Messages, under-60-seconds: 1 message could be read within a minute.",
        "ok    Messages, waiting: 2 messages got no key within a minute.",
        "ok    Messages, withheld: 18446744073709551615 messages whose key the sender did not share.",
    ] {
        assert!(out.lines().any(|found| found == line), "{line} in\n{out}");
    }
    let told: Vec<(String, u64)> = findings(&healthy(&home))
        .iter()
        .filter_map(|one| Some((one["subject"].as_str()?.to_owned(), one["count"].as_u64()?)))
        .collect();
    let counts = [
        ("under-5-seconds", 12),
        ("under-60-seconds", 1),
        ("waiting", 2),
        ("withheld", u64::MAX),
    ];
    assert_eq!(told, counts.map(|(subject, count)| (subject.to_owned(), count)));
}

#[test]
fn a_damaged_file_of_figures_is_none() {
    let (_folder, home) = used();
    let deep = "[".repeat(100_000);
    for text in [
        "",
        "CANARY",
        "[]",
        "{}",
        r#"{"late": [], "never": {}}"#,
        r#"{"late": {"under-5-seconds": "CANARY"}, "never": {}}"#,
        r#"{"late": {"under-5-seconds": -1}, "never": {}}"#,
        r#"{"late": {}, "never": {"waiting": 1.5}}"#,
        r#"{"late": {}, "never": {"waiting": 1e99}}"#,
        &deep,
    ] {
        count(&home, text);
        let all = findings(&healthy(&home));
        let said: Vec<_> = all.iter().filter(|one| one["area"] == "Messages").collect();
        assert!(
            said.len() == 1 && said[0]["code"] == "no-figures",
            "{text:.40} {said:?}"
        );
        assert!(said[0].get("count").is_none());
    }
    fs::remove_file(home.data.join("account/unreadable.json")).unwrap();
    fs::create_dir(home.data.join("account/unreadable.json")).unwrap();
    assert_eq!(grade_of(&healthy(&home), "no-figures"), "ok");
}
