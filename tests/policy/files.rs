//! Files that may be sent, proxies, and how long a password lasts.

use policy::Reason;
use serde_json::json;

use crate::{policy, two_departments, with};

fn kind(kind: &str) -> Result<(), Reason> {
    Err(Reason::FileKind { kind: kind.to_owned() })
}

#[test]
fn a_file_is_judged_by_its_size() {
    let small = policy(&with("content", json!({ "max_upload_mb": 2 })));
    let too_large = Err(Reason::FileTooLarge { megabytes: 2 });
    assert_eq!(small.judge_file(2 << 20, &["text/plain"]), Ok(()));
    assert_eq!(small.judge_file((2 << 20) + 1, &["text/plain"]), too_large);
    assert_eq!(small.judge_file(u64::MAX, &["text/plain"]), too_large);
    let none = policy(&with("content", json!({ "max_upload_mb": 0 })));
    assert_eq!(
        none.judge_file(0, &["text/plain"]),
        Err(Reason::FileTooLarge { megabytes: 0 }),
        "not even an empty one"
    );
}

#[test]
fn a_file_is_judged_by_everything_it_may_be() {
    let usual = policy(&two_departments());
    assert_eq!(usual.judge_file(1, &["application/pdf"]), Ok(()));
    let program = "application/x-executable";
    assert_eq!(usual.judge_file(1, &[program]), kind(program));
    assert_eq!(usual.judge_file(1, &["application/pdf", program]), kind(program));
    assert!(
        usual
            .judge_file(1, &["APPLICATION/X-Executable; charset=utf-8"])
            .is_err()
    );

    let pictures = policy(&with(
        "content",
        json!({ "allow_types": ["image/*"], "deny_types": ["image/gif"] }),
    ));
    assert_eq!(pictures.judge_file(1, &["image/png"]), Ok(()));
    assert_eq!(pictures.judge_file(1, &["image/gif"]), kind("image/gif"));
    assert_eq!(pictures.judge_file(1, &["imagery/png"]), kind("imagery/png"));
    assert_eq!(pictures.judge_file(1, &["image/png", "text/html"]), kind("text/html"));
    let nothing = policy(&with("content", json!({ "allow_types": [] })));
    assert_eq!(nothing.judge_file(1, &["image/png"]), kind("image/png"));
}

#[test]
fn a_homeserver_is_reached_as_policy_says() {
    let proxied = |proxy: serde_json::Value| {
        let policy = policy(&with("network", json!({ "proxy": proxy })));
        let pinned = policy.pin("works.gov.example").unwrap();
        policy.proxy_for(&pinned).map(|url| url.to_string())
    };
    let url = "http://proxy.gov.example:3128";
    assert_eq!(proxied(json!({})), None);
    assert_eq!(proxied(json!({ "url": url })), None, "direct, whatever is noted down");
    assert_eq!(
        proxied(json!({ "mode": "fixed", "url": url })).as_deref(),
        Some("http://proxy.gov.example:3128/")
    );
    for direct in ["matrix.works.gov.example", "*.gov.example"] {
        assert_eq!(
            proxied(json!({ "mode": "fixed", "url": url, "no_proxy": [direct] })),
            None,
            "{direct}"
        );
    }
    for other in ["works.gov.example", "*.matrix.works.gov.example"] {
        assert!(
            proxied(json!({ "mode": "fixed", "url": url, "no_proxy": [other] })).is_some(),
            "{other}"
        );
    }
}

#[test]
fn a_password_lasts_as_many_days_as_policy_says() {
    assert_eq!(policy(&two_departments()).session_ends(1_000), None);
    let week = policy(&with("sign_in", json!({ "max_session_days": 7 })));
    assert_eq!(week.session_ends(1_000), Some(1_000 + 7 * 86_400_000));
    assert_eq!(week.session_ends(i64::MAX), Some(i64::MAX));
}
