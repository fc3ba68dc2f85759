//! People and rooms by address: case 21 of the ways round.

use policy::{Address, Reason};
use serde_json::json;

use crate::{policy, two_departments, with};

#[test]
fn people_are_found_by_id_link_or_email() {
    let policy = policy(&two_departments());
    for (typed, id) in [
        ("@ann:works.gov.example", "@ann:works.gov.example"),
        ("@Ann:Works.GOV.example", "@Ann:works.gov.example"),
        ("@bob:parliament.example:8448", "@bob:parliament.example:8448"),
        ("Bob@mp.parliament.example", "@bob:parliament.example:8448"),
        ("ann.smith@works.gov.example", "@ann.smith:works.gov.example"),
        ("matrix:u/ann:works.gov.example", "@ann:works.gov.example"),
        ("MATRIX:u/ann:works.gov.example?action=chat", "@ann:works.gov.example"),
        ("https://matrix.to/#/@ann:works.gov.example", "@ann:works.gov.example"),
        (
            "https://matrix.to/#/%40ann%3Aworks.gov.example",
            "@ann:works.gov.example",
        ),
    ] {
        assert_eq!(
            policy.person(typed).map(|found| found.user_id),
            Ok(id.to_owned()),
            "{typed}"
        );
    }
}

#[test]
fn people_from_outside_are_not() {
    let policy = policy(&two_departments());
    for typed in [
        "@eve:evil.example",
        "matrix:u/eve:evil.example",
        "https://matrix.to/#/@eve:evil.example",
    ] {
        assert_eq!(
            policy.person(typed),
            Err(Reason::PersonFromOutside {
                server: "evil.example".into()
            }),
            "{typed}"
        );
    }
    assert_eq!(
        policy.person("eve@evil.example"),
        Err(Reason::EmailDomainUnknown {
            domain: "evil.example".into()
        })
    );
    for typed in [
        "",
        "ann",
        "@ann",
        "@:works.gov.example",
        "@a b:works.gov.example",
        "@ann:",
        "#bridges:works.gov.example",
        "é@works.gov.example",
        "matrix:u/",
        "matrix:u/%zz:works.gov.example",
        "https://matrix.to/#/",
        "https://matrix.to/@ann:works.gov.example",
        "https://matrix.to.evil.example/#/@ann:works.gov.example",
        "http://matrix.to/#/@ann:works.gov.example",
    ] {
        assert!(
            matches!(policy.person(typed), Err(Reason::NotAnAddress { .. })),
            "{typed}: {:?}",
            policy.person(typed)
        );
    }
}

#[test]
fn where_policy_only_warns_people_from_outside_can_be_written_to() {
    let policy = policy(&with("federation", json!({"on_foreign": "warn"})));
    assert_eq!(policy.person("@eve:evil.example").unwrap().user_id, "@eve:evil.example");
    assert!(policy.person("@eve:ev il.example").is_err());
}

#[test]
fn rooms_are_found_by_id_alias_or_link() {
    let policy = policy(&two_departments());
    let works = "works.gov.example";
    for (typed, room, via) in [
        ("#bridges:works.gov.example", "#bridges:works.gov.example", &[][..]),
        ("!abc:works.gov.example", "!abc:works.gov.example", &[]),
        (
            "!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM",
            "!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM",
            &[],
        ),
        ("matrix:r/bridges:works.gov.example", "#bridges:works.gov.example", &[]),
        (
            "matrix:r/pontydd%C3%B4l:works.gov.example",
            "#pontyddôl:works.gov.example",
            &[],
        ),
        (
            "matrix:roomid/abc:works.gov.example?via=works.gov.example&via=parliament.example:8448",
            "!abc:works.gov.example",
            &[works, "parliament.example:8448"],
        ),
        (
            "matrix:roomid/abc:works.gov.example/e/event?via=works.gov.example",
            "!abc:works.gov.example",
            &[works],
        ),
        (
            "https://matrix.to/#/%23bridges:works.gov.example",
            "#bridges:works.gov.example",
            &[],
        ),
        (
            "https://matrix.to/#/#bridges:works.gov.example?via=WORKS.gov.example",
            "#bridges:works.gov.example",
            &[works],
        ),
        (
            "https://matrix.to/#/!abc:works.gov.example/$event?via=parliament.example%3A8448",
            "!abc:works.gov.example",
            &["parliament.example:8448"],
        ),
    ] {
        let wanted = Address {
            room: room.to_owned(),
            via: via.iter().map(|name| (*name).to_owned()).collect(),
        };
        assert_eq!(policy.address(typed), Ok(wanted), "{typed}");
    }
}

#[test]
fn every_server_that_an_address_names_is_judged() {
    let policy = policy(&two_departments());
    for typed in [
        "#bridges:evil.example",
        "!abc:evil.example",
        "!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM:evil.example",
        "matrix:r/bridges:evil.example",
        "matrix:roomid/abc:works.gov.example?via=evil.example",
        "matrix:roomid/abc:works.gov.example?via=works.gov.example&via=evil.example",
        "matrix:roomid/abc?via=evil.example",
        "matrix:r/bridges%3Aevil.example",
        "https://matrix.to/#/!abc:works.gov.example?via=evil.example",
        "https://matrix.to/#/!abc:works.gov.example/$event?via=works.gov.example&via=Evil.example",
    ] {
        assert_eq!(
            policy.address(typed),
            Err(Reason::RoomFromOutside {
                server: "evil.example".into()
            }),
            "{typed}"
        );
    }
}

#[test]
fn what_is_no_address_is_refused_as_such() {
    let policy = policy(&two_departments());
    for typed in [
        "",
        "#",
        "!",
        "#:works.gov.example",
        "bridges:works.gov.example",
        "#bridges",
        "# b:works.gov.example",
        "@ann:works.gov.example",
        "#bridges:works.gov.example.",
        "#bridges:works.gov.example%2Eevil.example",
        "#bridges:works.gov.example/",
        "#bridges:w\u{43e}rks.gov.example.",
        "matrix:",
        "matrix:r",
        "matrix:r/",
        "matrix:x/bridges:works.gov.example",
        "matrix:r/%:works.gov.example",
        "matrix:r/%ff:works.gov.example",
        "matrix:r/a%00b:works.gov.example",
        "matrix:r/a%0Ab:works.gov.example",
        "matrix:roomid/abc:works.gov.example?via=",
        "matrix:roomid/abc?via=a%20b",
        "matrix://r/bridges:works.gov.example",
        "https://evil.example/#/#bridges:works.gov.example",
        "https://matrix.to/#bridges:works.gov.example",
        "https://matrix.to@evil.example/#/#bridges:works.gov.example",
        "https://app.element.io/#/room/#bridges:works.gov.example",
    ] {
        assert!(
            matches!(policy.address(typed), Err(Reason::NotAnAddress { .. })),
            "{typed}: {:?}",
            policy.address(typed)
        );
    }
    assert!(
        policy
            .address(&format!("#{}:works.gov.example", "x".repeat(300)))
            .is_err()
    );
}
