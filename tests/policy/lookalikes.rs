//! What looks like an approved server and is none. Rule 2 of the policy design: matching is exact.

use std::collections::BTreeSet;

use policy::Reason;
use serde_json::json;

use crate::{managed, policy, refused, two_departments, with};

const SERVERS: &str = include_str!("hostile/servers.txt");
const ADDRESSES: &str = include_str!("hostile/addresses.txt");
const LINKS: &str = include_str!("hostile/links.txt");

fn table(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}")))
        .collect()
}

#[test]
fn the_tables_are_long_and_nothing_stands_there_twice() {
    for (text, least) in [(SERVERS, 100), (ADDRESSES, 40), (LINKS, 50)] {
        let table = table(text);
        assert!(table.len() >= least, "{} of {least}", table.len());
        let mut seen = BTreeSet::new();
        for line in &table {
            assert!(seen.insert(line), "{line:?}");
        }
    }
}

#[test]
fn no_hostile_link_leads_anywhere() {
    let policy = policy(&two_departments());
    for link in table(LINKS) {
        assert!(policy.person(&link).is_err(), "wrote to {link:?}");
        assert!(policy.address(&link).is_err(), "joined {link:?}");
        assert!(policy.pin(&link).is_err(), "pinned {link:?}");
        assert!(policy.pin_email(&link).is_err(), "pinned {link:?}");
    }
}

#[test]
fn no_lookalike_of_a_name_is_pinned_or_approved() {
    let policy = policy(&two_departments());
    for name in &table(SERVERS) {
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
    for name in table(SERVERS).iter().filter(|name| *name != "parliament.example") {
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
    for url in &table(ADDRESSES) {
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
