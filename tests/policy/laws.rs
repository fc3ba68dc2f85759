//! Rule 8 of the policy design: laws that hold for every policy.

use policy::{Addressee, Entry, Level, Policy, RoomFacts, Source};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{managed, recommended, room};

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
        encrypted in any::<Option<bool>>(),
        min in any::<Option<u32>>(),
        max in any::<Option<u32>>(),
        banner in any::<String>(),
    ) -> Value {
        let homeservers: Vec<Value> = names.iter().map(|name| json!({
            "server_name": name, "base_url": format!("https://{name}"), "email_domains": [name.split(':').next()],
        })).collect();
        let mut encryption = json!({});
        if let Some(encrypted) = encrypted {
            encryption["require_encrypted_rooms"] = encrypted.into();
        }
        json!({
            "homeservers": homeservers,
            "federation": {"allowed_servers": patterns, "on_foreign": on_foreign},
            "encryption": encryption,
            "retention": {"default": {"min_days": min, "max_days": max}},
            "organisation": {"banner": banner},
        })
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
    found
}

/// What is granted by the second is granted by the first.
fn no_looser(before: &Policy, after: &Policy) -> Result<(), TestCaseError> {
    for ((what, before), (_, after)) in permissions(before).into_iter().zip(permissions(after)) {
        prop_assert!(before || !after, "{} became possible", what);
    }
    Ok(())
}

proptest! {
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
        prop_assert!(verdict.max_days.is_none_or(|max| verdict.min_days.is_none_or(|min| max >= min)));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in any::<Vec<u8>>()) {
        let _ = crate::resolve(&[Source::file("a.json", Level::Managed, bytes)]);
    }

    #[test]
    fn no_damage_to_a_policy_makes_it_panic(document in documents(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = serde_json::to_vec(&document).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        if let Err(problems) = crate::resolve(&[Source::file("a.json", Level::Managed, bytes)]) {
            prop_assert!(!problems.is_empty());
        }
    }

    #[test]
    fn no_json_makes_it_panic(text in r#"[\[\]{}:,"a-z0-9\\u \n.é-]{0,80}"#) {
        let whole = format!("{{\"homeservers\": {text}, \"federation\": {{\"on_foreign\": {text}}}}}");
        for bytes in [text.into_bytes(), whole.into_bytes()] {
            let _ = crate::resolve(&[Source::file("a.json", Level::Managed, bytes)]);
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
