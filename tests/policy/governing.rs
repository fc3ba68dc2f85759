//! What whoever has a right in a room may do with it.

use policy::{Doors, Governance, Reason};
use serde_json::json;

use crate::{policy, room, servers, two_departments, with};

const DOORS: [Doors; 4] = [Doors::Closed, Doors::Knock, Doors::Space, Doors::Open];

#[test]
fn among_approved_servers_everything_but_older_messages_may_be_opened() {
    let policy = policy(&two_departments());
    let both = servers(&["works.gov.example", "parliament.example:8448"]);
    let room = room(&both);
    let ways = DOORS.map(Governance::Open).into_iter().chain([
        Governance::Describe,
        Governance::History { before: false },
        Governance::Role {
            whom: "@bob:parliament.example:8448",
            raise: true,
        },
        Governance::Remove,
        Governance::List,
        Governance::Arrange,
    ]);
    for way in ways {
        assert_eq!(policy.govern(&room, way).unwrap().room(), room.room_id, "{way:?}");
    }
    let before = Governance::History { before: true };
    assert_eq!(policy.govern(&room, before), Err(Reason::HistoryNotShared));
}

#[test]
fn older_messages_are_shown_to_newcomers_where_a_rule_says_so() {
    let policy = policy(&with("federation", json!({"history_sharing_on_invite": true})));
    let own = servers(&["works.gov.example"]);
    let before = Governance::History { before: true };
    assert!(policy.govern(&room(&own), before).is_ok());
}

#[test]
fn a_room_with_people_from_outside_is_put_right_and_not_opened_further() {
    let policy = policy(&two_departments());
    let mixed = servers(&["works.gov.example", "evil.example"]);
    let room = room(&mixed);
    let outside = Reason::PeopleFromOutside {
        servers: servers(&["evil.example"]),
    };
    let lower = Governance::Role {
        whom: "@eve:evil.example",
        raise: false,
    };
    for way in [Governance::Remove, lower, Governance::Open(Doors::Closed)] {
        assert!(policy.govern(&room, way).is_ok(), "{way:?}");
    }
    let opening = [Doors::Knock, Doors::Space, Doors::Open].map(Governance::Open);
    let others = [
        Governance::Describe,
        Governance::List,
        Governance::Arrange,
        Governance::History { before: false },
    ];
    for way in opening.into_iter().chain(others) {
        assert_eq!(policy.govern(&room, way), Err(outside.clone()), "{way:?}");
    }
    let raise = Governance::Role {
        whom: "@eve:evil.example",
        raise: true,
    };
    let stranger = Reason::PersonFromOutside {
        server: "evil.example".into(),
    };
    assert_eq!(policy.govern(&room, raise), Err(stranger));
}

#[test]
fn a_policy_out_of_date_governs_nothing() {
    let mut document = two_departments();
    document["valid_until"] = json!("2026-01-31");
    let policy = policy(&document);
    let own = servers(&["works.gov.example"]);
    for way in [Governance::Remove, Governance::Open(Doors::Closed)] {
        assert!(matches!(
            policy.govern(&room(&own), way),
            Err(Reason::PolicyExpired { .. })
        ));
    }
}

#[test]
fn an_open_room_lets_in_approved_servers_alone() {
    let names = |document| policy(&document).fence();
    let wider = with("federation", json!({"allowed_servers": ["*.nhs.example"]}));
    let fence = servers(&["*.nhs.example", "parliament.example", "works.gov.example"]);
    assert_eq!(names(wider), Some(fence));
    assert_eq!(names(with("federation", json!({"on_foreign": "warn"}))), None);
}

#[test]
fn the_rooms_of_approved_servers_are_looked_through_and_of_no_others() {
    let wider = with(
        "federation",
        json!({"allowed_servers": ["*.nhs.example", "trust.example"]}),
    );
    let policy = policy(&wider);
    let named = ["works.gov.example", "parliament.example:8448", "trust.example"];
    assert_eq!(policy.browsable(), servers(&named));
    for server in named {
        assert_eq!(policy.browse(server).unwrap().server(), server);
    }
    for server in ["evil.example", "", "WORKS.gov.example", "works.gov.example."] {
        assert!(
            matches!(policy.browse(server), Err(Reason::ServerNotApproved { .. })),
            "{server}"
        );
    }
}
