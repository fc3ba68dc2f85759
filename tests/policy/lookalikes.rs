//! What looks like an approved server and is none. Rule 2 of the policy design: matching is exact.

use policy::Reason;

use serde_json::json;

use crate::{managed, policy, refused, two_departments, with};

/// Nobody gets to an approved server by any of these.
const NAMES: &[&str] = &[
    "",
    ".",
    ":",
    "@",
    // suffix
    "works.gov.example.evil.example",
    "works.gov.example.com",
    "works.gov.examples",
    // prefix
    "evilworks.gov.example",
    "evil-works.gov.example",
    "evil.works.gov.example",
    "gov.example",
    // user info
    "works.gov.example@evil.example",
    "evil.example@works.gov.example",
    "works.gov.example:pass@evil.example",
    // port
    "works.gov.example:443",
    "works.gov.example:8448",
    "works.gov.example:",
    "works.gov.example:0",
    "works.gov.example:+8448",
    "works.gov.example:99999",
    "parliament.example",
    "parliament.example:08448",
    "parliament.example:8449",
    "parliament.example:8448:8448",
    // trailing and leading dot
    "works.gov.example.",
    "works.gov.example..",
    ".works.gov.example",
    "works..gov.example",
    "works.gov.example。",
    // punycode
    "xn--works.gov.example",
    "xn--wrks-jua.gov.example",
    "xn--a.gov.example",
    // mixed script: a Cyrillic o, a Greek o, a dotless i, a Cyrillic e
    "w\u{43e}rks.gov.example",
    "w\u{3bf}rks.gov.example",
    "parl\u{131}ament.example:8448",
    "works.gov.\u{435}xample",
    // letters that IDNA maps or leaves out
    "ｗorks.gov.example",
    "works．gov．example",
    "works。gov。example",
    "wor\u{ad}ks.gov.example",
    "wor\u{200b}ks.gov.example",
    "wor\u{200d}ks.gov.example",
    "wor\u{2060}ks.gov.example",
    "\u{202e}elpmaxe.vog.skrow",
    "wor\u{212a}s.gov.example",
    // IP literals
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f.0.0.1",
    "0x7f000001",
    "0177.0.0.1",
    "127.0.0.1.",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::1]:8448",
    "::1",
    // percent-encoding
    "works%2egov%2eexample",
    "works.gov.example%00.evil.example",
    "%77orks.gov.example",
    // white space and control characters
    " works.gov.example",
    "works.gov.example ",
    "works.gov.example\n",
    "works.gov.example\t",
    "works.gov .example",
    "works.gov.example\0",
    "works.gov.example\r\nHost: evil.example",
    "\u{feff}works.gov.example",
    "works.gov.example\u{a0}",
    // more than a name
    "works.gov.example/",
    "works.gov.example/path",
    "works.gov.example?x",
    "works.gov.example#x",
    "works.gov.example\\evil.example",
    "works_gov.example",
    "*.gov.example",
    "*",
    "localhost",
];

/// Nor by any of these.
const URLS: &[&str] = &[
    "http://matrix.works.gov.example",
    "HTTP://matrix.works.gov.example",
    "ftp://matrix.works.gov.example",
    "https:matrix.works.gov.example",
    "https:/matrix.works.gov.example",
    "https:\\\\matrix.works.gov.example",
    "https:///matrix.works.gov.example",
    "https://https://matrix.works.gov.example",
    "//matrix.works.gov.example",
    "https://",
    "https://works.gov.example",
    "https://matrix.works.gov.example.evil.example",
    "https://evil-matrix.works.gov.example",
    "https://evil.example/matrix.works.gov.example",
    "https://evil.example/https://matrix.works.gov.example",
    "https://evil.example?https://matrix.works.gov.example",
    "https://evil.example#matrix.works.gov.example",
    "https://evil.example\\matrix.works.gov.example",
    "https://matrix.works.gov.example\\.evil.example",
    "https://matrix.works.gov.example@evil.example",
    "https://matrix.works.gov.example:443@evil.example",
    "https://user@matrix.works.gov.example",
    "https://user:pass@matrix.works.gov.example",
    "https://@matrix.works.gov.example",
    "https://matrix.works.gov.example:8443",
    "https://matrix.works.gov.example:80",
    "https://matrix.works.gov.example:",
    "https://chat.parliament.example",
    "https://chat.parliament.example:443",
    "https://chat.parliament.example:08443",
    "https://matrix.works.gov.example.",
    "https://matrix.works.gov.example./",
    "https://matrix.works.gov.example//",
    "https://matrix.works.gov.example/_matrix",
    "https://matrix.works.gov.example/?x=1",
    "https://matrix.works.gov.example/#x",
    "https://matrix.works.gov.example?",
    "https://matrix.works.gov.example#",
    "https://matrix%2eworks.gov.example",
    "https://%6datrix.works.gov.example",
    "https://m\u{430}trix.works.gov.example",
    "https://ｍatrix.works.gov.example",
    "https://matrix。works.gov.example",
    "https://mat\nrix.works.gov.example",
    "https://mat\trix.works.gov.example",
    " https://matrix.works.gov.example",
    "https://matrix.works.gov.example ",
    "https://127.0.0.1",
    "https://2130706433",
    "https://[::1]",
];

#[test]
fn no_lookalike_of_a_name_is_pinned_or_approved() {
    let policy = policy(&two_departments());
    for name in NAMES {
        assert!(policy.pin(name).is_err(), "pinned {name:?}");
        assert!(!policy.approves(name), "approved {name:?}");
        assert!(
            policy.pin_session(name, "https://matrix.works.gov.example").is_err(),
            "kept {name:?}"
        );
        assert!(policy.person(&format!("@ann:{name}")).is_err(), "wrote to {name:?}");
        assert!(policy.address(&format!("#bridges:{name}")).is_err(), "joined {name:?}");
        assert_eq!(policy.department(name), None, "{name:?}");
    }
}

#[test]
fn no_lookalike_of_an_email_domain_is_pinned() {
    let policy = policy(&two_departments());
    for name in NAMES.iter().filter(|name| **name != "parliament.example") {
        assert!(policy.pin_email(&format!("ann@{name}")).is_err(), "pinned {name:?}");
    }
    for address in [
        "works.gov.example",
        "@works.gov.example",
        "a b@works.gov.example",
        "a@b@works.gov.example",
        "a\n@works.gov.example",
    ] {
        assert!(policy.pin_email(address).is_err(), "pinned {address:?}");
    }
}

#[test]
fn no_lookalike_of_an_address_is_pinned() {
    let policy = policy(&two_departments());
    for url in URLS {
        assert!(policy.pin(url).is_err(), "pinned {url:?}");
        assert!(policy.pin_session("works.gov.example", url).is_err(), "kept {url:?}");
        assert!(
            policy.pin_session("parliament.example:8448", url).is_err(),
            "kept {url:?}"
        );
    }
}

#[test]
fn no_lookalike_slips_below_a_wildcard() {
    let policy = policy(&with(
        "federation",
        json!({"allowed_servers": ["*.gov.example", "partner.example:8448"]}),
    ));
    for name in ["health.gov.example", "a.b.gov.example", "partner.example:8448"] {
        assert!(policy.approves(name), "{name:?}");
    }
    for name in [
        "gov.example",
        ".gov.example",
        "*.gov.example",
        "evilgov.example",
        "health.gov.example.evil.example",
        "health.gov.example:8448",
        "health.gov.example.",
        "Health.gov.example",
        "heal\u{ad}th.gov.example",
        "-.gov.example",
        "a..gov.example",
        "a@b.gov.example",
        "partner.example",
        "partner.example:8449",
        "%61.gov.example",
    ] {
        assert!(!policy.approves(name), "{name:?}");
    }
}

#[test]
fn the_approved_ones_are_pinned_however_people_write_capitals() {
    let policy = policy(&two_departments());
    let works = [
        "works.gov.example",
        "WORKS.gov.Example",
        "https://matrix.works.gov.example",
        "HTTPS://Matrix.Works.gov.example/",
        "https://matrix.works.gov.example:443",
    ];
    for typed in works {
        let pinned = policy.pin(typed).unwrap();
        assert_eq!(pinned.server_name(), "works.gov.example");
        assert_eq!(pinned.base_url().as_str(), "https://matrix.works.gov.example/");
        assert_eq!(pinned.display_name(), "Department of Works");
        assert_eq!(pinned.ca_file(), None);
    }
    for typed in [
        "parliament.example:8448",
        "https://chat.parliament.example:8443",
        "https://chat.parliament.example:8443/",
    ] {
        let pinned = policy.pin(typed).unwrap();
        assert_eq!(pinned.server_name(), "parliament.example:8448");
        assert_eq!(pinned.ca_file(), Some("/etc/despatch/parliament.pem"));
    }
    assert_eq!(
        policy
            .pin_email("Ann.Smith@MP.parliament.example")
            .unwrap()
            .server_name(),
        "parliament.example:8448"
    );
    assert_eq!(policy.department("works.gov.example"), Some("Department of Works"));
}

#[test]
fn names_of_other_scripts_are_compared_after_idna() {
    let policy = policy(&json!({"homeservers": [
        {"server_name": "Köln.example", "base_url": "https://xn--kln-sna.example", "email_domains": ["köln.example"]}
    ]}));
    for typed in [
        "köln.example",
        "KÖLN.example",
        "xn--kln-sna.example",
        "https://köln.example/",
        "https://xn--kln-sna.example",
    ] {
        assert_eq!(
            policy.pin(typed).map(|pinned| pinned.server_name().to_owned()),
            Ok("xn--kln-sna.example".to_owned()),
            "{typed}"
        );
    }
    assert!(policy.approves("xn--kln-sna.example"));
    assert!(
        !policy.approves("köln.example"),
        "a server that calls itself so is another one"
    );
    assert!(policy.pin("koln.example").is_err());
    assert!(
        policy.pin("ko\u{308}ln.example").is_err(),
        "the same letters, composed in another way, need repair"
    );
    assert!(policy.pin_email("a@köln.example").is_ok());
}

#[test]
fn an_ip_literal_counts_where_policy_names_it_and_in_that_spelling_alone() {
    let policy = policy(&json!({"homeservers": [
        {"server_name": "127.0.0.1:8448", "base_url": "https://127.0.0.1:8448"},
        {"server_name": "[::1]:8449", "base_url": "https://[::1]:8449/"}
    ]}));
    assert_eq!(
        policy.pin("127.0.0.1:8448").unwrap().base_url().as_str(),
        "https://127.0.0.1:8448/"
    );
    assert_eq!(
        policy.pin("[::1]:8449").unwrap().base_url().as_str(),
        "https://[::1]:8449/"
    );
    assert_eq!(policy.pin("https://[::1]:8449").unwrap().server_name(), "[::1]:8449");
    for other in [
        "127.1:8448",
        "0x7f.0.0.1:8448",
        "2130706433:8448",
        "127.0.0.1",
        "[0:0:0:0:0:0:0:1]:8449",
        "[::0001]:8449",
        "[::1%lo]:8449",
        "https://127.1:8448",
        "https://[0::1]:8449",
        "https://2130706433:8448",
    ] {
        assert!(policy.pin(other).is_err(), "{other}");
    }
}

#[test]
fn a_policy_cannot_name_a_server_that_parsers_read_in_two_ways() {
    for name in [
        "127.1",
        "0x7f.0.0.1",
        "a.0x7f",
        "2130706433",
        "1.2.3.4.5",
        "0177.0.0.1",
        "a.1",
        "[::FFFF:1.2.3.4%1]",
        "a..b",
        "-a.example",
        "a_b.example",
    ] {
        for document in [
            json!({"homeservers": [{"server_name": name, "base_url": "https://a.example"}]}),
            json!({"homeservers": [{"server_name": "a.example", "base_url": format!("https://{name}")}]}),
            with("federation", json!({"allowed_servers": [name]})),
        ] {
            let problems = refused(&[managed("a.json", &document)]);
            assert!(
                ["server-name", "base-url", "pattern"].contains(&problems[0].code()),
                "{name}: {problems:?}"
            );
        }
    }
}

#[test]
fn reasons_say_what_was_wrong() {
    let policy = policy(&two_departments());
    assert_eq!(
        policy.pin("Evil.example"),
        Err(Reason::ServerNotApproved {
            server: "evil.example".into()
        })
    );
    assert_eq!(
        policy.pin("https://evil.example/"),
        Err(Reason::ServerNotApproved {
            server: "evil.example".into()
        })
    );
    assert_eq!(
        policy.pin("not a server"),
        Err(Reason::NotAnAddress {
            typed: "not a server".into()
        })
    );
    assert_eq!(
        policy.pin_email("ann@evil.example"),
        Err(Reason::EmailDomainUnknown {
            domain: "evil.example".into()
        })
    );
    assert_eq!(
        policy.pin_email("ann"),
        Err(Reason::NotAnAddress { typed: "ann".into() })
    );
    let long = "x".repeat(10_000);
    assert_eq!(policy.pin(&long), Err(Reason::NotAnAddress { typed: "x".repeat(60) }));
}

#[test]
fn a_stored_session_needs_name_and_address_of_one_server() {
    let policy = policy(&two_departments());
    assert!(
        policy
            .pin_session("works.gov.example", "https://matrix.works.gov.example/")
            .is_ok()
    );
    assert_eq!(
        policy.pin_session("works.gov.example", "https://chat.parliament.example:8443/"),
        Err(Reason::Redirected {
            host: "https://chat.parliament.example:8443/".into()
        })
    );
    assert_eq!(
        policy.pin_session("evil.example", "https://matrix.works.gov.example/"),
        Err(Reason::ServerNotApproved {
            server: "evil.example".into()
        })
    );
}

#[test]
fn an_account_belongs_to_the_server_one_signed_in_to() {
    let policy = policy(&two_departments());
    let works = policy.pin("works.gov.example").unwrap();
    assert_eq!(policy.judge_account(&works, "@ann:works.gov.example"), Ok(()));
    for other in [
        "@ann:parliament.example:8448",
        "@ann:evil.example",
        "@ann:Works.gov.example",
        "@ann:works.gov.example:443",
        "@ann",
        "",
    ] {
        assert!(
            matches!(
                policy.judge_account(&works, other),
                Err(Reason::AccountElsewhere { .. })
            ),
            "{other}"
        );
    }
}

#[test]
fn a_pin_of_yesterdays_policy_is_worth_nothing_today() {
    let yesterday = policy(&two_departments());
    let pinned = yesterday.pin("works.gov.example").unwrap();
    let mut document = two_departments();
    document["homeservers"].as_array_mut().unwrap().remove(0);
    assert!(
        policy(&document)
            .judge_account(&pinned, "@ann:works.gov.example")
            .is_err()
    );
}
