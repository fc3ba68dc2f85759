//! What is kept: hold, then policy's floor, then expiry.

use std::time::Duration;

use policy::{Clock, Fate, Lifetime, Reason, RoomFacts, RoomKind, Verdict};
use serde_json::{Value, json};

use crate::{policy, room, with};

fn days(days: u32) -> Duration {
    Duration::from_secs(24 * 60 * 60) * days
}

fn verdict(retention: Value, room: &RoomFacts<'_>) -> Verdict {
    policy(&with("retention", retention)).verdict(room)
}

#[test]
fn with_no_rule_nothing_is_kept_and_nothing_expires() {
    let found = verdict(json!({}), &room(&[]));
    let wanted = Verdict {
        record: false,
        min: None,
        max: None,
        conflict: false,
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
    for (index, (retention, (record, min_days, max_days, hold), decided_by)) in table.into_iter().enumerate() {
        let conflict = [1, 5].contains(&index);
        let wanted = Verdict {
            record,
            min: min_days.map(days),
            max: max_days.map(days),
            conflict,
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
    assert_eq!(
        may(json!({"default": {"min_days": 30}})),
        Err(Reason::RedactionTooEarly { days: 30 })
    );
    assert_eq!(may(json!({"default": {"record": true, "max_days": 30}})), Ok(()));
}

/// What the room says, beside a policy of 5 and 9 days: the longer minimum, the shorter maximum, and the minimum wins.
#[test]
fn the_room_itself_has_a_say() {
    let hours = |hours: u64| Some(Duration::from_secs(hours * 60 * 60));
    let policy = json!({"default": {"min_days": 5, "max_days": 9}});
    for (min, max, wanted, own) in [
        (None, None, (5 * 24, 9 * 24, false), false),
        (hours(1), hours(24 * 99), (5 * 24, 9 * 24, false), false),
        (hours(6 * 24), None, (6 * 24, 9 * 24, false), true),
        (None, hours(8 * 24 + 1), (5 * 24, 8 * 24 + 1, false), true),
        (None, hours(1), (5 * 24, 5 * 24, true), true),
        (hours(99 * 24), None, (99 * 24, 99 * 24, true), true),
    ] {
        let lifetime = Lifetime { min, max };
        let found = verdict(policy.clone(), &RoomFacts { lifetime, ..room(&[]) });
        assert_eq!(
            (found.min, found.max, found.conflict),
            (hours(wanted.0), hours(wanted.1), wanted.2),
            "{lifetime:?}"
        );
        assert_eq!(found.decided_by.contains("m.room.retention"), own, "{lifetime:?}");
    }
}

/// Each hold, minimum, maximum, age and clock: days, and what becomes of a message. `-` is no rule.
#[test]
fn the_fate_of_a_message() {
    use Clock::{Trusted, Unknown, Untrusted};
    use Fate::{Expired, Free, Held, Kept};
    const NONE: Option<u32> = None;
    // min, max, age, then the fate by a trusted clock and by one that is not.
    let table = [
        (NONE, NONE, 0, Free, Free),
        (NONE, NONE, 5, Free, Free),
        (NONE, NONE, 99, Free, Free),
        (NONE, Some(9), 0, Free, Free),
        (NONE, Some(9), 8, Free, Free),
        (NONE, Some(9), 9, Expired, Free),
        (NONE, Some(9), 99, Expired, Free),
        (NONE, Some(0), 0, Expired, Free),
        (Some(5), NONE, 0, Kept, Kept),
        (Some(5), NONE, 4, Kept, Kept),
        (Some(5), NONE, 5, Free, Kept),
        (Some(5), NONE, 99, Free, Kept),
        (Some(5), Some(9), 4, Kept, Kept),
        (Some(5), Some(9), 5, Free, Kept),
        (Some(5), Some(9), 9, Expired, Kept),
        (Some(5), Some(9), 99, Expired, Kept),
        (Some(9), Some(5), 5, Kept, Kept),
        (Some(9), Some(5), 9, Expired, Kept),
    ];
    let mut rows = 0;
    for (min, max, age, trusted, otherwise) in table {
        for hold in [false, true] {
            let mut rules = json!({"default": {}});
            for (key, value) in [("min_days", min), ("max_days", max)] {
                if let Some(value) = value {
                    rules["default"][key] = value.into();
                }
            }
            if hold {
                rules["hold"] = json!([{"scope": "all", "reference": "7"}]);
            }
            let verdict = verdict(rules, &room(&[]));
            for (clock, fate) in [(Trusted, trusted), (Untrusted, otherwise), (Unknown, otherwise)] {
                let fate = if hold { Held } else { fate };
                assert_eq!(
                    verdict.fate(days(age), clock),
                    fate,
                    "{min:?} {max:?} {age} {hold} {clock:?}"
                );
                rows += 1;
            }
        }
    }
    assert_eq!(rows, 108);
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

/// A record that nobody could open, or that stays where it is made, is none.
#[test]
fn a_record_needs_a_key_and_a_place() {
    let key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
    let judged = |rule: Value, records: Value| {
        let mut document = with("retention", rule);
        document["records"] = records;
        crate::resolve(&[crate::managed("a.json", &document)]).map_err(|problems| crate::codes(&problems))
    };
    for rule in [
        json!({"default": {"record": true}}),
        json!({"rooms": [{"match": {"type": "direct"}, "record": true}]}),
    ] {
        let judged = |records| judged(rule.clone(), records).map(drop);
        assert_eq!(judged(json!({"recipients": [key], "sink": "file:///srv"})), Ok(()));
        assert_eq!(judged(json!({"recipients": [key]})), Err(vec!["missing"]));
        assert_eq!(judged(json!({"sink": "file:///srv"})), Err(vec!["missing"]));
        assert_eq!(judged(json!({})), Err(vec!["missing"]));
    }
    assert!(judged(json!({"default": {"min_days": 9}}), json!({})).is_ok());
    let mistyped = format!("{}q", &key[..key.len() - 1]);
    for wrong in [mistyped.as_str(), "age1", "", "AGE-SECRET-KEY-1", &key[4..]] {
        let records = json!({"recipients": [key, wrong], "sink": "file:///srv"});
        assert_eq!(judged(json!({}), records).map(drop), Err(vec!["recipient"]), "{wrong}");
    }
}

/// When a message sent at this millisecond is over, for each rule.
#[test]
fn when_a_message_is_over() {
    let day = 24 * 60 * 60 * 1000;
    for (rules, over) in [
        (json!({}), None),
        (json!({"default": {"min_days": 3}}), None),
        (json!({"default": {"max_days": 3}}), Some(5 + 3 * day)),
        (json!({"default": {"min_days": 4, "max_days": 3}}), Some(5 + 4 * day)),
        (
            json!({"default": {"max_days": 3}, "hold": [{"scope": "all", "reference": "7"}]}),
            None,
        ),
    ] {
        assert_eq!(verdict(rules.clone(), &room(&[])).over(5), over, "{rules}");
    }
    let ever = verdict(json!({"default": {"max_days": 3}}), &room(&[]));
    assert_eq!(ever.over(i64::MAX), Some(i64::MAX));
    let max = Some(Duration::MAX);
    assert_eq!(Verdict { max, ..ever }.over(5), Some(i64::MAX));
}
