//! What is kept: hold, then policy's floor, then expiry.

use policy::{Reason, RoomFacts, RoomKind, Verdict};
use serde_json::{Value, json};

use crate::{policy, room, with};

fn verdict(retention: Value, room: &RoomFacts<'_>) -> Verdict {
    policy(&with("retention", retention)).verdict(room)
}

#[test]
fn with_no_rule_nothing_is_kept_and_nothing_expires() {
    let found = verdict(json!({}), &room(&[]));
    let wanted = Verdict {
        record: false,
        min_days: None,
        max_days: None,
        hold: None,
        decided_by: "retention.default".into(),
    };
    assert_eq!(found, wanted);
}

/// A retention group, then record, min, max, hold and who decided, for the room "Bridges".
#[test]
fn rules_are_put_in_order() {
    let own = "!room:works.gov.example";
    let table = [
        (
            json!({"default": {"record": true, "min_days": 5, "max_days": 9}}),
            (true, Some(5), Some(9), None),
            "retention.default",
        ),
        // A minimum above a maximum is resolved in favour of keeping.
        (
            json!({"default": {"min_days": 9, "max_days": 5}}),
            (false, Some(9), Some(9), None),
            "retention.default",
        ),
        // By id: replaces the default, key by key.
        (
            json!({"default": {"record": true, "min_days": 5, "max_days": 9}, "rooms": [{"match": {"room": own}, "record": false, "max_days": 30}]}),
            (false, Some(5), Some(30), None),
            "retention.rooms[0]",
        ),
        // By a name or type that members choose: adds, never takes away.
        (
            json!({"default": {"record": true, "min_days": 5, "max_days": 9}, "rooms": [
            {"match": {"name": "bri*"}, "record": false, "min_days": 1, "max_days": 30}]}),
            (true, Some(5), Some(9), None),
            "retention.default, retention.rooms[0]",
        ),
        (
            json!({"rooms": [{"match": {"type": "room"}, "record": true, "min_days": 7}, {"match": {"type": "direct"}, "min_days": 70}]}),
            (true, Some(7), None, None),
            "retention.default, retention.rooms[0]",
        ),
        // Of several, the longer minimum and the shorter maximum; then the minimum wins.
        (
            json!({"rooms": [{"match": {"name": "*"}, "min_days": 7, "max_days": 8}, {"match": {"name": "*dg*"}, "min_days": 20, "max_days": 40},
            {"match": {"name": "Roads"}, "min_days": 99}]}),
            (false, Some(20), Some(20), None),
            "retention.default, retention.rooms[0], retention.rooms[1]",
        ),
        // A hold stands above all.
        (
            json!({"default": {"max_days": 1}, "hold": [{"scope": {"room": "!other:works.gov.example"}, "reference": "A"}, {"scope": {"room": own}, "reference": "B", "until": "2001-01-01"}]}),
            (false, None, Some(1), Some("B")),
            "retention.hold[1], retention.default",
        ),
        (
            json!({"hold": [{"scope": "all", "reference": "C"}]}),
            (false, None, None, Some("C")),
            "retention.hold[0], retention.default",
        ),
    ];
    for (retention, (record, min_days, max_days, hold), decided_by) in table {
        let wanted = Verdict {
            record,
            min_days,
            max_days,
            hold: hold.map(str::to_owned),
            decided_by: decided_by.to_owned(),
        };
        assert_eq!(verdict(retention.clone(), &room(&[])), wanted, "{retention}");
    }
}

#[test]
fn names_fit_patterns_whole() {
    let kept = |pattern: &str, name: Option<&str>| {
        let rules = json!({"rooms": [{"match": {"name": pattern}, "record": true}]});
        verdict(rules, &RoomFacts { name, ..room(&[]) }).record
    };
    for (pattern, name) in [
        ("Bridges", "bridges"),
        ("*", ""),
        ("a*a", "aa"),
        ("a*b*c", "a1b2b3c"),
        ("*ÉTÉ*", "un été"),
        ("a**b", "ab"),
        ("*b", "ab"),
    ] {
        assert!(kept(pattern, Some(name)), "{pattern} {name}");
    }
    for (pattern, name) in [
        ("Bridges", "bridges 2"),
        ("a*a", "a"),
        ("a*b*c", "acb"),
        ("b*", "ab"),
        ("", "a"),
        ("*a*a*", "a"),
    ] {
        assert!(!kept(pattern, Some(name)), "{pattern} {name}");
    }
    assert!(!kept("*", None));
    let kind = |kind| {
        verdict(
            json!({"rooms": [{"match": {"type": "direct"}, "record": true}]}),
            &RoomFacts { kind, ..room(&[]) },
        )
        .record
    };
    assert!(kind(RoomKind::Direct) && !kind(RoomKind::Room));
}

#[test]
fn messages_are_deleted_only_where_nothing_forbids_it() {
    let may = |retention| policy(&with("retention", retention)).may_redact(&room(&[]));
    assert_eq!(may(json!({})), Ok(()));
    assert_eq!(may(json!({"forbid_redaction": true})), Err(Reason::RedactionForbidden));
    assert_eq!(
        may(json!({"hold": [{"scope": "all", "reference": "7"}]})),
        Err(Reason::RedactionForbidden)
    );
}

#[test]
fn messages_are_changed_only_in_time() {
    let may = |retention, age| policy(&with("retention", retention)).may_edit(&room(&[]), age);
    let limit = || json!({"forbid_edit_after_minutes": 10});
    assert_eq!(may(json!({}), u64::MAX), Ok(()));
    assert_eq!(may(limit(), 10), Ok(()));
    assert_eq!(may(limit(), 11), Err(Reason::EditTooLate { minutes: 10 }));
    assert_eq!(
        may(json!({"forbid_edit_after_minutes": 0}), 0),
        Err(Reason::EditTooLate { minutes: 0 })
    );
}

#[test]
fn a_room_under_a_hold_is_not_left() {
    let may = |retention| policy(&with("retention", retention)).may_leave(&room(&[]));
    let hold = json!([{"scope": {"room": "!room:works.gov.example"}, "reference": "Inquiry 7"}]);
    assert_eq!(may(json!({})), Ok(()));
    assert_eq!(
        may(json!({"hold": hold})),
        Err(Reason::LeaveOnHold {
            reference: "Inquiry 7".into()
        })
    );
    assert_eq!(may(json!({"hold": hold, "forbid_leave_on_hold": false})), Ok(()));
}
