//! What outlives a policy: what was remembered of it, and how long it counts.

use policy::{Addressee, Entry, Input, Memory, Policy, Problem, Reason, Source, Validity};
use serde_json::{Value, json};

use crate::{codes, day, managed, recommended, room, two_departments, with};

fn resolve(sources: &[Source], memory: Option<&Memory>, today: &str) -> Result<Policy, Vec<Problem>> {
    Policy::resolve(&Input {
        sources,
        choices: None,
        memory,
        today: day(today),
    })
}

fn remembering(document: &Value, memory: &Memory) -> Result<Policy, Vec<Problem>> {
    resolve(&[managed("a.json", document)], Some(memory), "2026-11-24")
}

fn version(version: u64) -> Value {
    with("version", json!(version))
}

#[test]
fn an_older_policy_is_refused() {
    let nothing = Memory::default();
    let three = remembering(&version(3), &nothing).unwrap().memory();
    assert!(remembering(&version(3), &three).is_ok(), "the same again");
    let four = remembering(&version(4), &three).unwrap().memory();
    for older in [version(3), version(0), two_departments()] {
        let problems = remembering(&older, &four).unwrap_err();
        assert_eq!(codes(&problems), ["rollback"], "{older}");
    }
    let problem = &remembering(&version(3), &four).unwrap_err()[0];
    assert_eq!(problem.pointer, "/version");
    assert!(
        problem
            .to_string()
            .ends_with("`version` is 3, but this computer has taken version 4: an older policy is refused")
    );
    // Nor does a lower source lift it.
    let proposal = recommended("r.json", &json!({"version": 9}));
    assert!(resolve(&[managed("a.json", &version(3)), proposal], Some(&four), "2026-11-24").is_err());
    assert!(remembering(&version(u64::MAX), &four).is_ok());
}

#[test]
fn memory_lasts_as_text() {
    let memory = remembering(&version(7), &Memory::default()).unwrap().memory();
    let kept = serde_json::to_string(&memory).unwrap();
    assert_eq!(serde_json::from_str::<Memory>(&kept).unwrap(), memory);
    assert!(
        serde_json::from_str::<Memory>("{}").is_ok(),
        "from before there was any"
    );
}

#[test]
fn a_retention_flag_that_breaks_keeps_its_last_value() {
    let flags = |redaction: Value, minutes: Value| {
        with(
            "retention",
            json!({"forbid_redaction": redaction, "forbid_edit_after_minutes": minutes}),
        )
    };
    let good = remembering(&flags(json!(true), json!(5)), &Memory::default()).unwrap();
    let memory = good.memory();
    let broken = remembering(&flags(json!("yes"), json!(-1)), &memory).unwrap();
    assert!(broken.retention().forbid_redaction);
    assert_eq!(broken.retention().forbid_edit_after_minutes, Some(5));
    assert_eq!(codes(broken.problems()), ["value", "last-good", "value", "last-good"]);
    assert_eq!(broken.memory(), memory, "and is remembered again");

    // With nothing remembered there is nothing to go on.
    assert_eq!(
        codes(&remembering(&flags(json!("yes"), json!(5)), &Memory::default()).unwrap_err()),
        ["value"]
    );
    // What was taken out on purpose is out.
    let gone = remembering(&two_departments(), &memory).unwrap();
    assert!(!gone.retention().forbid_redaction);
    assert_eq!(
        codes(&remembering(&flags(json!("yes"), json!(5)), &gone.memory()).unwrap_err()),
        ["value"]
    );
    // A proposal is no law, remembered or not.
    let proposal = recommended("r.json", &json!({"retention": {"forbid_redaction": "no"}}));
    let policy = resolve(
        &[managed("a.json", &two_departments()), proposal],
        Some(&memory),
        "2026-11-24",
    )
    .unwrap();
    assert!(!policy.retention().forbid_redaction);
    // A memory of nonsense is none.
    let nonsense: Memory =
        serde_json::from_value(json!({"version": 0, "last_good": {"retention.forbid_redaction": 5}})).unwrap();
    assert!(remembering(&flags(json!("yes"), json!(5)), &nonsense).is_err());
}

#[test]
fn a_policy_counts_to_its_last_day_then_under_a_warning_then_for_reading_only() {
    let document = with("valid_until", json!("2026-11-30"));
    let on = |today: &str| resolve(&[managed("a.json", &document)], None, today).unwrap();
    for (today, validity, code) in [
        ("2020-01-01", Validity::Current, None),
        ("2026-11-30", Validity::Current, None),
        ("2026-12-01", Validity::Grace { days_left: 14 }, Some("grace")),
        ("2026-12-14", Validity::Grace { days_left: 1 }, Some("grace")),
        ("2026-12-15", Validity::ReadOnly, Some("expired")),
        ("9999-12-31", Validity::ReadOnly, Some("expired")),
    ] {
        let policy = on(today);
        assert_eq!(policy.validity(), validity, "{today}");
        assert_eq!(policy.problems().first().map(Problem::code), code);
        // The same policy, when that day comes.
        assert_eq!(on("2026-11-01").at(day(today)).validity(), validity, "{today}");
    }
    let mut none = document.clone();
    none["grace_days"] = 0.into();
    let policy = resolve(&[managed("a.json", &none)], None, "2026-12-01").unwrap();
    assert_eq!(policy.validity(), Validity::ReadOnly);
    let endless = resolve(
        &[managed("a.json", &with("valid_until", json!("9999-12-31")))],
        None,
        "9999-12-31",
    )
    .unwrap();
    assert_eq!(endless.validity(), Validity::Current);
    assert_eq!(
        resolve(&[managed("a.json", &two_departments())], None, "9999-12-31")
            .unwrap()
            .validity(),
        Validity::Current
    );
}

#[test]
fn a_policy_out_of_date_leaves_reading() {
    let document = with("valid_until", json!("2026-01-31"));
    let policy = resolve(&[managed("a.json", &document)], None, "2026-11-24").unwrap();
    let expired = Reason::PolicyExpired {
        day: "2026-01-31".into(),
    };
    let ann = Addressee {
        user_id: "@ann:works.gov.example".into(),
    };
    let people = crate::servers(&["works.gov.example"]);
    let room = room(&people);
    let address = policy::Address {
        room: "#a:works.gov.example".into(),
        via: Vec::new(),
    };
    assert_eq!(policy.clear(&room, ()), Err(expired.clone()));
    for entry in [
        Entry::Accept {
            room: &room,
            inviter: "@ann:works.gov.example",
        },
        Entry::Join(&address),
        Entry::Create {
            invite: std::slice::from_ref(&ann),
        },
        Entry::Invite {
            room: &room,
            whom: &ann,
        },
    ] {
        assert_eq!(policy.admit(entry), Err(expired.clone()), "{entry:?}");
    }
    assert_eq!(policy.judge_identity_reset(), Err(expired.clone()));
    assert_eq!(policy.may_redact(&room), Err(expired.clone()));
    assert_eq!(policy.may_edit(&room, 0), Err(expired.clone()));
    assert!(policy.admit(Entry::Open(&room)).is_ok());
    assert_eq!(policy.standing(&room), policy::Standing::Clear);
    assert_eq!(expired.key(), "valid_until");
    let current = policy.at(day("2026-01-31"));
    assert!(current.clear(&room, ()).is_ok() && current.may_edit(&room, 0).is_ok());
}
