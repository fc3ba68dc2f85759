//! Which links open, which are asked about, and which hosts only look like one of ours.

use policy::{Link, OpenLinks, Policy, Reason};
use proptest::prelude::*;
use serde_json::json;

use crate::{policy, with};

fn ours(rule: OpenLinks) -> Policy {
    let mut document = with(
        "federation",
        json!({ "allowed_servers": ["partner.example", "*.ally.example"] }),
    );
    document["content"] = json!({ "open_links": rule });
    policy(&document)
}

fn judged(url: &str, rule: OpenLinks) -> Link {
    ours(rule).link(url)
}

fn lookalike(url: &str) -> Option<String> {
    match judged(url, OpenLinks::Confirm) {
        Link::Ask { lookalike_of, .. } => lookalike_of,
        other => panic!("{url}: {other:?}"),
    }
}

#[test]
fn each_rule_does_what_it_says() {
    let elsewhere = "https://news.example.org/a?b#c";
    let own = "https://works.gov.example/a";
    assert_eq!(judged(elsewhere, OpenLinks::Allow), Link::Open);
    assert_eq!(
        judged(elsewhere, OpenLinks::Confirm),
        Link::Ask {
            host: "news.example.org".into(),
            letters: None,
            lookalike_of: None
        }
    );
    assert_eq!(
        judged(elsewhere, OpenLinks::AllowList),
        Link::Refused(Reason::LinkElsewhere {
            host: "news.example.org".into()
        })
    );
    assert_eq!(judged(own, OpenLinks::AllowList), Link::Open);
    assert!(matches!(judged(own, OpenLinks::Confirm), Link::Ask { .. }));
}

#[test]
fn the_list_is_every_name_policy_approves_and_nothing_beside_it() {
    for url in [
        "https://works.gov.example",
        "https://matrix.works.gov.example/x",
        "https://chat.parliament.example:8443/",
        "https://mp.parliament.example/",
        "https://partner.example/",
        "https://WORKS.gov.example/",
        "mailto:clerk@mp.parliament.example",
    ] {
        assert_eq!(judged(url, OpenLinks::AllowList), Link::Open, "{url}");
    }
    for url in [
        "https://www.works.gov.example/",
        "https://works.gov.example:8443/",
        "https://chat.parliament.example/",
        "https://works.gov.example.evil.example/",
        "https://evil-works.gov.example/",
        "https://one.ally.example/",
        "https://192.0.2.7/",
        "mailto:clerk@parliament.example.org",
    ] {
        let refused = matches!(
            judged(url, OpenLinks::AllowList),
            Link::Refused(Reason::LinkElsewhere { .. })
        );
        assert!(refused, "{url}");
    }
}

#[test]
fn what_is_no_plain_link_never_opens() {
    for url in [
        "http://works.gov.example/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "despatch:anything",
        "https://works.gov.example@evil.example/",
        "https://user:word@works.gov.example/",
        "https://works.gov.example./",
        "mailto:a@works.gov.example,b@evil.example",
        "mailto:a%40works.gov.example",
        "https://",
        "",
    ] {
        for rule in [OpenLinks::Allow, OpenLinks::Confirm, OpenLinks::AllowList] {
            let refused = matches!(judged(url, rule), Link::Refused(Reason::NotAnAddress { .. }));
            assert!(refused, "{url} under {rule:?}");
        }
    }
}

#[test]
fn a_lookalike_is_named_by_what_it_looks_like() {
    for (url, name) in [
        // The name in front, as a label or glued on.
        ("https://works.gov.example.evil.example/", "works.gov.example"),
        ("https://works-gov-example.evil.example/", "works.gov.example"),
        ("https://login.works.gov.example.evil.example/", "works.gov.example"),
        // The name behind, with no dot of its own.
        ("https://evilworks.gov.example/", "works.gov.example"),
        ("https://evil-works.gov.example/", "works.gov.example"),
        // One slip of the finger.
        ("https://work.gov.example/", "works.gov.example"),
        ("https://wroks.gov.example/", "works.gov.example"),
        ("https://parliarnent.example/", "parliament.example"),
        ("https://www.parliamnet.example/", "parliament.example"),
        // Other letters of the same shape, as such and in punycode.
        ("https://pаrliament.example/", "parliament.example"),
        ("https://xn--prliament-01a.example/", "parliament.example"),
        ("https://párliament.example/", "parliament.example"),
        ("https://par1iament.example/", "parliament.example"),
        ("https://w0rks.gov.example/", "works.gov.example"),
        ("https://partnеr.example/", "partner.example"),
        ("mailto:clerk@parliament.example.evil.example", "parliament.example"),
    ] {
        assert_eq!(lookalike(url).as_deref(), Some(name), "{url}");
    }
}

#[test]
fn what_is_ours_or_has_a_name_of_its_own_is_not_called_a_lookalike() {
    for url in [
        "https://works.gov.example/",
        "https://www.works.gov.example/",
        "https://a.b.parliament.example/",
        "https://works.gov.example:8443/",
        "https://one.ally.example/",
        "https://news.example.org/",
        "https://example/",
        "https://health.gov.example/",
        "https://192.0.2.7/",
        "mailto:clerk@works.gov.example",
    ] {
        assert_eq!(lookalike(url), None, "{url}");
    }
}

#[test]
fn a_lookalike_is_asked_about_where_links_open_freely() {
    let url = "https://works.gov.example.evil.example/";
    assert!(matches!(
        judged(url, OpenLinks::Allow),
        Link::Ask {
            lookalike_of: Some(_),
            ..
        }
    ));
}

#[test]
fn a_host_in_other_letters_is_shown_in_both() {
    let Link::Ask { host, letters, .. } = judged("https://bücher.example/", OpenLinks::Confirm) else {
        panic!("it is asked about");
    };
    assert_eq!(
        (host.as_str(), letters.as_deref()),
        ("xn--bcher-kva.example", Some("bücher.example"))
    );
    let Link::Ask { host, .. } = judged("https://news.example.org:8443/", OpenLinks::Confirm) else {
        panic!("it is asked about");
    };
    assert_eq!(host, "news.example.org:8443");
}

proptest! {
    /// No text makes it panic, and what a list lets through opens under every rule or is asked about.
    #[test]
    fn stricter_rules_open_no_more(url in "(https://|mailto:)?[a-z0-9.@:/\\-àа%]{0,40}") {
        let open = |rule| judged(&url, rule) == Link::Open;
        prop_assert!(!open(OpenLinks::Confirm));
        prop_assert!(!open(OpenLinks::AllowList) || open(OpenLinks::Allow));
    }
}
