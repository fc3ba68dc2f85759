//! Many files, one policy.

use policy::{Level, OnForeign, Policy, Severity, Source};
use serde_json::json;

use crate::{codes, managed, policy, recommended, refused, servers, text, two_departments, with};

#[test]
fn without_a_managed_file_nobody_gets_in() {
    assert_eq!(codes(&refused(&[])), ["no-policy"]);
    assert!(codes(&refused(&[recommended("a.json", &two_departments())])).contains(&"no-policy"));
    assert_eq!(codes(&refused(&[text("a.json", "")])), ["syntax"]);
}

#[test]
fn one_bad_managed_file_closes_though_the_others_are_good() {
    let problems = refused(&[managed("a.json", &two_departments()), text("b.json", "{")]);
    assert_eq!(codes(&problems), ["syntax"]);
    assert_eq!(problems[0].place(), "b.json");
}

#[test]
fn the_later_of_two_managed_files_counts_key_by_key() {
    let base = with(
        "federation",
        json!({"on_foreign": "warn", "history_sharing_on_invite": true}),
    );
    let policy = crate::resolve(&[
        managed("10.json", &base),
        managed("20.json", &json!({"federation": {"on_foreign": "block"}})),
    ])
    .unwrap();
    assert_eq!(policy.federation().on_foreign, OnForeign::Block);
    assert!(policy.federation().history_sharing_on_invite);
    assert_eq!(
        policy.provenance()["federation.on_foreign"].place.to_string(),
        "20.json"
    );
    assert_eq!(
        policy.provenance()["federation.history_sharing_on_invite"]
            .place
            .to_string(),
        "10.json"
    );
    assert_eq!(policy.provenance()["homeservers"].place.to_string(), "10.json");
    assert!(!policy.provenance().contains_key("encryption.send_to"), "nobody set it");
}

#[test]
fn a_recommended_file_fills_gaps_and_no_more() {
    let law = with("organisation", json!({"name": "Works"}));
    let proposal = json!({"organisation": {"name": "Evil", "banner": "Hello"}});
    // Given first or last, it stands below.
    for sources in [
        [managed("m.json", &law), recommended("r.json", &proposal)],
        [recommended("r.json", &proposal), managed("m.json", &law)],
    ] {
        let policy = crate::resolve(&sources).unwrap();
        assert_eq!(
            (
                policy.organisation().name.as_str(),
                policy.organisation().banner.as_str()
            ),
            ("Works", "Hello")
        );
        assert_eq!(policy.provenance()["organisation.banner"].level, Level::Recommended);
        assert_eq!(policy.provenance()["organisation.name"].level, Level::Managed);
    }
}

#[test]
fn what_people_must_not_get_round_counts_in_managed_files_alone() {
    let proposal = json!({
        "homeservers": [{"server_name": "evil.example", "base_url": "https://evil.example"}],
        "federation": {"allowed_servers": ["evil.example"], "on_foreign": "warn"},
        "sign_in": {"methods": ["sso"]},
        "encryption": {"require_encrypted_rooms": false},
        "retention": {"forbid_leave_on_hold": false},
    });
    let policy = crate::resolve(&[managed("m.json", &two_departments()), recommended("r.json", &proposal)]).unwrap();
    assert_eq!(codes(policy.problems()), ["managed-only"; 6]);
    assert_eq!(policy.document(), crate::policy(&two_departments()).document());
}

#[test]
fn a_broken_recommended_file_is_reported_and_left_out() {
    for bytes in [
        &b"{"[..],
        b"[]",
        b"{\"format\": 9, \"organisation\": {\"banner\": \"x\"}}",
        b"{\"federation\": 1}",
    ] {
        let broken = Source {
            level: Level::Recommended,
            ..text("r.json", bytes)
        };
        let policy = crate::resolve(&[managed("m.json", &two_departments()), broken]).unwrap();
        assert_eq!(policy.problems().len(), 1);
        assert_eq!(policy.problems()[0].severity, Severity::Warning);
        assert_eq!(policy.document(), crate::policy(&two_departments()).document());
    }
}

#[test]
fn approved_servers_come_from_one_file() {
    let one = json!({
        "homeservers": [{"server_name": "one.example", "base_url": "https://one.example"}],
        "federation": {"allowed_servers": ["friend-of-one.example"], "on_foreign": "quarantine"}
    });
    let two = json!({"homeservers": [{"server_name": "two.example", "base_url": "https://two.example"}]});
    let policy = crate::resolve(&[managed("1.json", &one), managed("2.json", &two)]).unwrap();
    assert!(policy.approves("two.example"));
    assert!(
        !policy.approves("one.example") && !policy.approves("friend-of-one.example"),
        "no mixture of two files"
    );
    assert_eq!(
        policy.federation().on_foreign,
        OnForeign::Quarantine,
        "other keys still merge"
    );
    let told: Vec<_> = policy
        .problems()
        .iter()
        .map(|problem| (problem.place(), problem.code(), problem.pointer.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "1.json".to_owned(),
                "trust-roots-elsewhere",
                "/federation/allowed_servers"
            ),
            ("1.json".to_owned(), "trust-roots-elsewhere", "/homeservers")
        ]
    );
}

#[test]
fn approved_servers_torn_apart_close_the_program() {
    let more = json!({"federation": {"allowed_servers": ["friend.example"]}});
    let problems = refused(&[managed("1.json", &two_departments()), managed("2.json", &more)]);
    assert_eq!(codes(&problems), ["trust-roots-elsewhere", "no-homeserver"]);
    assert_eq!(problems[1].place(), "2.json");
}

#[test]
fn patterns_and_names_are_read_in_any_capitals() {
    let policy = policy(&with(
        "federation",
        json!({"allowed_servers": ["*.GOV.example", "Friend.example"]}),
    ));
    for name in servers(&["a.gov.example", "friend.example"]) {
        assert!(policy.approves(&name));
    }
}

#[test]
fn whom_to_call_is_known_though_the_rest_is_broken() {
    let mut broken = with(
        "organisation",
        json!({"name": "Works", "helpdesk": {"phone": "0300 123"}, "banner": 5}),
    );
    broken["homeservers"] = json!(7);
    let sources = [
        managed("1.json", &broken),
        text("2.json", "{"),
        recommended("3.json", &json!({"organisation": {"name": "Evil"}})),
    ];
    assert!(crate::resolve(&sources).is_err());
    let organisation = Policy::organisation_in(&sources);
    assert_eq!(
        (
            organisation.name.as_str(),
            organisation.helpdesk.phone.as_str(),
            organisation.banner.as_str()
        ),
        ("Works", "0300 123", "")
    );
    assert_eq!(Policy::organisation_in(&[]).name, "");
}
