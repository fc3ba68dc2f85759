//! Rule 8 of the policy design: laws that hold for every policy.

use std::time::Duration;

use policy::{Addressee, Clock, Direction, Entry, Fate, Level, Lifetime, Policy, RoomFacts, SignInMethod, Source};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{managed, recommended, room, two_departments};

const NAMES: &[&str] = &[
    "a.example",
    "b.example",
    "c.b.example",
    "d.c.b.example",
    "e.example:8448",
    "xn--kln-sna.example",
];
const PATTERNS: &[&str] = &[
    "a.example",
    "*.b.example",
    "*.c.b.example",
    "e.example:8448",
    "*.e.example",
    "f.example",
];

prop_compose! {
    fn documents()(
        names in prop::sample::subsequence(NAMES, 1..=NAMES.len()),
        patterns in prop::sample::subsequence(PATTERNS, 0..=PATTERNS.len()),
        on_foreign in prop::sample::select(vec!["block", "quarantine", "warn"]),
        methods in prop::sample::subsequence(vec!["password", "sso", "oauth"], 0..=3),
        flags in any::<[Option<bool>; 4]>(),
        min in any::<Option<u32>>(),
        max in any::<Option<u32>>(),
        rooms in prop::sample::subsequence(vec![
            json!({"match": {"room": "!r:a.example"}, "min_days": 5}),
            json!({"match": {"name": "Bridges"}, "record": true}),
            json!({"match": {"type": "room"}, "max_days": 9}),
        ], 0..=3),
        held in any::<bool>(),
        minutes in prop::option::of(0..60_u32),
        until in prop::sample::select(vec![None, Some("2026-01-01"), Some("2026-11-20"), Some("2027-01-01")]),
        banner in "[a-z\"\\\\é]{0,3}",
    ) -> Value {
        let homeservers: Vec<Value> = names.iter().map(|name| json!({
            "server_name": name, "base_url": format!("https://{name}"), "email_domains": [name.split(':').next()],
        })).collect();
        let [encrypted, redaction, leave, copy] = flags;
        let said = |value: Option<bool>, key: &str| value.map(|value| (key.to_owned(), Value::from(value)));
        let group = |keys: Vec<Option<(String, Value)>>| Value::Object(keys.into_iter().flatten().collect());
        let mut document = json!({
            "homeservers": homeservers,
            "federation": {"allowed_servers": patterns, "on_foreign": on_foreign},
            "sign_in": {"methods": methods},
            "encryption": group(vec![said(encrypted, "require_encrypted_rooms")]),
            "retention": group(vec![
                said(redaction, "forbid_redaction"),
                said(leave, "forbid_leave_on_hold"),
                minutes.map(|minutes| ("forbid_edit_after_minutes".to_owned(), minutes.into())),
                Some(("default".to_owned(), json!({"min_days": min, "max_days": max}))),
                Some(("rooms".to_owned(), rooms.into())),
                held.then(|| ("hold".to_owned(), json!([{"scope": {"room": "!r:b.example"}, "reference": "7"}]))),
            ]),
            "device": group(vec![said(copy, "copy")]),
            "organisation": {"banner": banner},
            // Where rooms go on record, there has to be a key and a place.
            "records": two_departments()["records"],
        });
        if let Some(until) = until {
            document["valid_until"] = until.into();
        }
        document
    }
}

fn read(document: &Value) -> Policy {
    crate::resolve(&[managed("a.json", document)]).unwrap()
}

/// Everything a policy can permit, asked of every server there is.
fn permissions(policy: &Policy) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    for name in NAMES.iter().chain(["f.example", "b.example.", "evil.example"].iter()) {
        let domain = name.split(':').next().unwrap_or_default();
        let people = [(*name).to_owned()];
        let room = RoomFacts {
            room_id: &format!("!r:{name}"),
            ..room(&people)
        };
        let address = policy::Address {
            room: format!("#r:{name}"),
            via: people.to_vec(),
        };
        let whom = Addressee {
            user_id: format!("@u:{name}"),
        };
        let inviter = format!("@u:{name}");
        for (what, granted) in [
            ("pin", policy.pin(name).is_ok()),
            ("pin url", policy.pin(&format!("https://{name}")).is_ok()),
            ("pin email", policy.pin_email(&format!("u@{domain}")).is_ok()),
            ("keep", policy.pin_session(name, &format!("https://{name}")).is_ok()),
            ("approve", policy.approves(name)),
            ("person", policy.person(&inviter).is_ok()),
            ("address", policy.address(&address.room).is_ok()),
            ("open", policy.admit(Entry::Open(&room)).is_ok()),
            (
                "accept",
                policy
                    .admit(Entry::Accept {
                        room: &room,
                        inviter: &inviter,
                    })
                    .is_ok(),
            ),
            ("join", policy.admit(Entry::Join(&address)).is_ok()),
            (
                "create",
                policy
                    .admit(Entry::Create {
                        invite: std::slice::from_ref(&whom),
                    })
                    .is_ok(),
            ),
            (
                "invite",
                policy
                    .admit(Entry::Invite {
                        room: &room,
                        whom: &whom,
                    })
                    .is_ok(),
            ),
            ("redact", policy.may_redact(&room).is_ok()),
            ("edit at once", policy.may_edit(&room, 0).is_ok()),
            ("edit later", policy.may_edit(&room, 30).is_ok()),
            ("leave", policy.may_leave(&room).is_ok()),
            ("see", policy.standing(&room) == policy::Standing::Clear),
            ("send", policy.clear(&room, ()).is_ok()),
            (
                "send in clear",
                policy
                    .clear(
                        &RoomFacts {
                            encrypted: None,
                            ..room
                        },
                        (),
                    )
                    .is_ok(),
            ),
            (
                "send to strangers",
                policy
                    .clear(
                        &RoomFacts {
                            members_known: false,
                            ..room
                        },
                        (),
                    )
                    .is_ok(),
            ),
        ] {
            found.push((format!("{what} {name}"), granted));
        }
    }
    for method in [SignInMethod::Password, SignInMethod::Sso, SignInMethod::Oauth] {
        found.push((format!("sign in {method:?}"), policy.judge_method(method).is_ok()));
    }
    found.push(("copy".to_owned(), policy.device().copy));
    found
}

/// Whether the second keeps all that the first keeps.
fn no_shorter(before: &Policy, after: &Policy) -> Result<(), TestCaseError> {
    for name in ["a.example", "b.example"] {
        let room = RoomFacts {
            room_id: &format!("!r:{name}"),
            ..room(&[])
        };
        let (before, after) = (before.verdict(&room), after.verdict(&room));
        prop_assert!(before.record <= after.record);
        prop_assert!(before.min <= after.min);
        prop_assert!(before.hold.is_none() || after.hold.is_some());
    }
    Ok(())
}

fn lifetimes() -> impl Strategy<Value = Lifetime> {
    let time = || prop::option::of((0..400_000_000u64).prop_map(Duration::from_secs));
    (time(), time()).prop_map(|(min, max)| Lifetime { min, max })
}

fn clocks() -> impl Strategy<Value = Clock> {
    prop::sample::select(vec![Clock::Trusted, Clock::Untrusted, Clock::Unknown])
}

/// Judges bytes as the only managed file, and prints all there is to say of them.
fn judge_and_print(bytes: Vec<u8>) {
    match crate::resolve(&[Source::file("a.json", Level::Managed, bytes)]) {
        Ok(policy) => {
            let lines: Vec<Value> = policy.settings().iter().map(policy::Setting::to_json).collect();
            assert!(lines.len() >= policy::keys().len());
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            assert!(problems.iter().all(|problem| problem.to_string().lines().count() == 1));
        }
    }
}

/// What is granted by the second is granted by the first.
fn no_looser(before: &Policy, after: &Policy) -> Result<(), TestCaseError> {
    for ((what, before), (_, after)) in permissions(before).into_iter().zip(permissions(after)) {
        prop_assert!(before || !after, "{} became possible", what);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn removing_a_server_permits_nothing_new(document in documents(), index in any::<prop::sample::Index>()) {
        let before = read(&document);
        let mut fewer = document.clone();
        let homeservers = fewer["homeservers"].as_array_mut().unwrap();
        if homeservers.len() > 1 {
            homeservers.remove(index.index(homeservers.len()));
            no_looser(&before, &read(&fewer))?;
        }
        let mut fewer = document;
        let allowed = fewer["federation"]["allowed_servers"].as_array_mut().unwrap();
        if !allowed.is_empty() {
            allowed.remove(index.index(allowed.len()));
            no_looser(&before, &read(&fewer))?;
        }
    }

    #[test]
    fn tightening_permits_nothing_new(document in documents()) {
        let before = read(&document);
        let mut tighter = document.clone();
        tighter["federation"]["on_foreign"] = "block".into();
        no_looser(&before, &read(&tighter))?;
        tighter = document;
        tighter["encryption"]["require_encrypted_rooms"] = true.into();
        no_looser(&before, &read(&tighter))?;
    }

    #[test]
    fn what_is_tightened_is_as_strict_as_old_and_new(old in documents(), new in documents()) {
        let (old, new) = (read(&old), read(&new));
        let tightened = old.tightened(&new);
        no_looser(&old, &tightened)?;
        no_looser(&new, &tightened)?;
        no_shorter(&old, &tightened)?;
        no_shorter(&new, &tightened)?;
        // Once more changes nothing, and nothing of the outcome is looser than what was before.
        let again = tightened.tightened(&new);
        prop_assert_eq!(again.document(), tightened.document());
        for change in old.change_to(&tightened) {
            prop_assert!(change.direction == Direction::Stricter, "{:?}", change);
        }
    }

    #[test]
    fn a_change_there_and_back_is_its_mirror(old in documents(), new in documents()) {
        let (old, new) = (read(&old), read(&new));
        let (there, back) = (old.change_to(&new), new.change_to(&old));
        prop_assert_eq!(there.len(), back.len());
        for (there, back) in there.iter().zip(&back) {
            let mirrored = match there.direction {
                Direction::Stricter => Direction::Looser,
                Direction::Looser => Direction::Stricter,
                Direction::Different => Direction::Different,
            };
            prop_assert_eq!((back.key, back.direction), (there.key, mirrored));
        }
        let stricter = there.iter().all(|change| change.direction == Direction::Stricter);
        if stricter {
            no_looser(&old, &new)?;
        }
    }

    #[test]
    fn a_lower_source_changes_no_mandatory_value(law in documents(), proposal in documents()) {
        let alone = read(&law);
        let both = crate::resolve(&[managed("a.json", &law), recommended("r.json", &proposal)]).unwrap();
        prop_assert_eq!(alone.document(), both.document());
        prop_assert_eq!(permissions(&alone), permissions(&both));
        prop_assert_eq!(alone.provenance(), both.provenance());
    }

    #[test]
    fn no_lower_source_whatever_loosens_or_closes(law in documents(), bytes in any::<Vec<u8>>()) {
        let proposal = Source::file("r.json", Level::Recommended, bytes);
        let both = crate::resolve(&[proposal, managed("a.json", &law)]).unwrap();
        prop_assert_eq!(permissions(&read(&law)), permissions(&both));
    }

    #[test]
    fn merging_is_deterministic(one in documents(), two in documents(), three in documents()) {
        let sources = [managed("1.json", &one), recommended("2.json", &two), managed("3.json", &three)];
        let first = crate::resolve(&sources).unwrap();
        let second = crate::resolve(&sources).unwrap();
        prop_assert_eq!(first.document(), second.document());
        prop_assert_eq!(first.problems(), second.problems());
        // Where a recommended source stands among the managed ones makes no difference.
        let [a, b, c] = sources;
        let moved = crate::resolve(&[b, a, c]).unwrap();
        prop_assert_eq!(first.document(), moved.document());
    }

    #[test]
    fn printing_and_parsing_are_inverse(document in documents()) {
        let policy = read(&document);
        let printed = serde_json::to_value(policy.document()).unwrap();
        let again = read(&printed);
        prop_assert_eq!(again.document(), policy.document());
        prop_assert_eq!(again.homeservers(), policy.homeservers());
        prop_assert_eq!(serde_json::to_value(again.document()).unwrap(), printed);
    }

    #[test]
    fn the_maximum_is_never_below_the_minimum(document in documents()) {
        let verdict = read(&document).verdict(&room(&[]));
        prop_assert!(verdict.max.is_none_or(|max| verdict.min.is_none_or(|min| max >= min)));
    }

    #[test]
    fn expiry_has_every_reason(document in documents(), own in lifetimes(), days in 0..4000u32, more in 0..4000u32, clock in clocks()) {
        let verdict = read(&document).verdict(&RoomFacts { lifetime: own, ..room(&[]) });
        let age = |days: u32| Duration::from_secs(24 * 60 * 60) * days;
        let fate = verdict.fate(age(days), clock);
        if fate == Fate::Expired {
            prop_assert!(verdict.hold.is_none() && clock == Clock::Trusted);
            prop_assert!(verdict.max.is_some_and(|max| age(days) >= max));
            prop_assert!(verdict.min.is_none_or(|min| age(days) >= min));
            prop_assert!(own.min.is_none_or(|min| age(days) >= min), "the room's own minimum");
        }
        // Who has waited goes on: kept, then free, then expired.
        let order = [Fate::Kept, Fate::Free, Fate::Expired];
        let place = |fate| order.iter().position(|it| *it == fate);
        prop_assert!(place(fate) <= place(verdict.fate(age(days + more), clock)));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in any::<Vec<u8>>()) {
        judge_and_print(bytes);
    }

    #[test]
    fn no_damage_to_a_policy_makes_it_panic(document in documents(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = serde_json::to_vec(&document).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        judge_and_print(bytes);
    }

    #[test]
    fn no_json_makes_it_panic(text in r#"[\[\]{}:,"a-z0-9\\u \n.é-]{0,80}"#) {
        let whole = format!("{{\"homeservers\": {text}, \"federation\": {{\"on_foreign\": {text}}}}}");
        for bytes in [text.into_bytes(), whole.into_bytes()] {
            judge_and_print(bytes);
        }
    }

    #[test]
    fn no_input_makes_a_judgement_panic(document in documents(), text in any::<String>(), tail in "[a-z.:/@#!%?=&-]{0,40}") {
        let policy = read(&document);
        for typed in [text.clone(), tail.clone(), format!("https://{tail}"), format!("matrix:{tail}"), format!("matrix:r/{text}"),
            format!("https://matrix.to/#/{tail}"), format!("@{tail}:a.example"), format!("{text}@a.example")] {
            let _ = (policy.pin(&typed), policy.pin_email(&typed), policy.person(&typed), policy.address(&typed), policy.approves(&typed));
            let _ = (policy.pin_session(&typed, &typed), policy.department(&typed));
        }
    }

    #[test]
    fn what_is_pinned_is_what_policy_wrote(document in documents(), typed in "(https://)?[a-eA-E.:/@0-9]{0,20}(a\\.example|b\\.example)?[/:.]?") {
        let policy = read(&document);
        if let Ok(pinned) = policy.pin(&typed) {
            let known = policy.homeservers().iter().any(|known| known.server_name == pinned.server_name() && known.base_url == *pinned.base_url());
            prop_assert!(known);
        }
    }
}
