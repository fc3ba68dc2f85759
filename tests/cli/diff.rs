//! `despatch policy diff OLD NEW`

use crate::{GOOD, run, write};

fn with(groups: &str) -> String {
    GOOD.replacen('{', &format!("{{{groups}, "), 1)
}

#[test]
fn each_change_is_a_line_that_says_where_it_leads() {
    let folder = tempfile::tempdir().unwrap();
    let old = write(
        &folder,
        "old.json",
        &with(
            r#""federation": {"on_foreign": "quarantine"}, "device": {"copy": false}, "organisation": {"banner": "a"}"#,
        ),
    );
    let new = write(
        &folder,
        "new.json",
        &with(r#""version": 2, "federation": {"on_foreign": "block"}, "organisation": {"banner": "b"}"#),
    );
    let ran = run(&["policy", "diff", &old, &new]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    assert_eq!(
        ran.out,
        "looser: device.copy: false -> true\n\
         stricter: federation.on_foreign: \"quarantine\" -> \"block\"\n\
         different: organisation.banner: \"a\" -> \"b\"\n\
         stricter: version: 0 -> 2\n"
    );
}

#[test]
fn what_only_tightens_ends_with_zero() {
    let folder = tempfile::tempdir().unwrap();
    let old = write(&folder, "old.json", GOOD);
    let new = write(&folder, "new.json", &with(r#""content": {"max_upload_mb": 10}"#));
    let ran = run(&["policy", "diff", &old, &new]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(0), "stricter: content.max_upload_mb: 100 -> 10\n")
    );
    let same = run(&["policy", "diff", &old, &old]);
    assert_eq!((same.code, same.out.as_str()), (Some(0), ""));
    assert_eq!(run(&["policy", "diff", &new, &old]).code, Some(1));
}

#[test]
fn what_is_no_policy_cannot_be_compared() {
    let folder = tempfile::tempdir().unwrap();
    let good = write(&folder, "old.json", GOOD);
    let bad = write(&folder, "new.json", "{}");
    let missing = folder.path().join("no.json");
    for (old, new) in [(&good, bad.as_str()), (&bad, &good), (&good, missing.to_str().unwrap())] {
        let ran = run(&["policy", "diff", old, new]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.contains(": error: "), "{}", ran.err);
    }
}
