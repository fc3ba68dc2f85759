//! Entering, widening and writing into rooms.

use policy::{Address, Addressee, Entry, Reason, RoomFacts, SignInMethod, Standing};
use serde_json::json;

use crate::{policy, room, servers, two_departments, with};

fn outside() -> Reason {
    Reason::PeopleFromOutside {
        servers: servers(&["evil.example"]),
    }
}

#[test]
fn among_approved_servers_everything_is_open() {
    let policy = policy(&two_departments());
    let both = servers(&["works.gov.example", "parliament.example:8448"]);
    let room = room(&both);
    let bob = policy.person("@bob:parliament.example:8448").unwrap();
    assert_eq!(policy.standing(&room), Standing::Clear);
    for entry in [
        Entry::Open(&room),
        Entry::Accept {
            room: &room,
            inviter: "@bob:parliament.example:8448",
        },
        Entry::Invite {
            room: &room,
            whom: &bob,
        },
    ] {
        assert_eq!(policy.admit(entry).unwrap().room(), Some("!room:works.gov.example"));
    }
    assert_eq!(policy.admit(Entry::Create { invite: &[bob] }).unwrap().room(), None);
    let address = policy.address("#bridges:works.gov.example").unwrap();
    assert_eq!(
        policy.admit(Entry::Join(&address)).unwrap().room(),
        Some("#bridges:works.gov.example")
    );
    let cleared = policy.clear(&room, "hello").unwrap();
    assert_eq!(
        (cleared.room(), *cleared.content()),
        ("!room:works.gov.example", "hello")
    );
    assert_eq!(cleared.into_content(), "hello");
}

#[test]
fn a_room_with_people_from_outside_stands_as_policy_says() {
    let mixed = servers(&["works.gov.example", "evil.example"]);
    let room = room(&mixed);
    for (on_foreign, standing, shut) in [
        ("block", Standing::Blocked(outside()), true),
        ("quarantine", Standing::Quarantine(outside()), true),
        ("warn", Standing::Warn(outside()), false),
    ] {
        let policy = policy(&with("federation", json!({"on_foreign": on_foreign})));
        assert_eq!(policy.standing(&room), standing);
        let wanted = if shut { Err(outside()) } else { Ok(()) };
        assert_eq!(policy.admit(Entry::Open(&room)).map(drop), wanted, "{on_foreign}");
        assert_eq!(policy.clear(&room, ()).map(drop), wanted, "{on_foreign}");
        let ann = Addressee {
            user_id: "@ann:works.gov.example".into(),
        };
        assert_eq!(
            policy
                .admit(Entry::Invite {
                    room: &room,
                    whom: &ann
                })
                .map(drop),
            wanted,
            "{on_foreign}"
        );
    }
}

#[test]
fn left_out_on_foreign_blocks() {
    let mixed = servers(&["evil.example"]);
    assert_eq!(
        policy(&two_departments()).standing(&room(&mixed)),
        Standing::Blocked(outside())
    );
}

#[test]
fn the_servers_from_outside_are_named_once_and_in_order() {
    let many = servers(&["z.example", "works.gov.example", "a.example", "z.example"]);
    let reason = Reason::PeopleFromOutside {
        servers: servers(&["a.example", "z.example"]),
    };
    assert_eq!(
        policy(&two_departments()).standing(&room(&many)),
        Standing::Blocked(reason)
    );
}

#[test]
fn a_room_made_outside_is_refused_though_its_people_are_from_inside() {
    let policy = policy(&two_departments());
    let own = servers(&["works.gov.example"]);
    let room = RoomFacts {
        room_id: "!room:evil.example",
        ..room(&own)
    };
    let reason = Reason::RoomFromOutside {
        server: "evil.example".into(),
    };
    assert_eq!(policy.standing(&room), Standing::Blocked(reason.clone()));
    assert_eq!(policy.clear(&room, ()).map(drop), Err(reason));
}

#[test]
fn a_room_id_without_a_server_is_judged_by_its_people() {
    let policy = policy(&two_departments());
    let (inside, mixed) = (servers(&["works.gov.example"]), servers(&["evil.example"]));
    let id = "!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM";
    assert_eq!(
        policy.standing(&RoomFacts {
            room_id: id,
            ..room(&inside)
        }),
        Standing::Clear
    );
    assert_eq!(
        policy.standing(&RoomFacts {
            room_id: id,
            ..room(&mixed)
        }),
        Standing::Blocked(outside())
    );
}

#[test]
fn an_invitation_from_outside_is_refused() {
    let own = servers(&["works.gov.example"]);
    let room = room(&own);
    let reason = Reason::InvitedFromOutside {
        server: "evil.example".into(),
    };
    for on_foreign in ["block", "quarantine"] {
        let policy = policy(&with("federation", json!({"on_foreign": on_foreign})));
        assert_eq!(
            policy.admit(Entry::Accept {
                room: &room,
                inviter: "@eve:evil.example"
            }),
            Err(reason.clone())
        );
        assert!(
            policy
                .admit(Entry::Accept {
                    room: &room,
                    inviter: "nobody"
                })
                .is_err()
        );
        assert!(
            policy
                .admit(Entry::Accept {
                    room: &room,
                    inviter: "@eve:works.gov.example:443"
                })
                .is_err()
        );
    }
    let policy = policy(&with("federation", json!({"on_foreign": "warn"})));
    assert!(
        policy
            .admit(Entry::Accept {
                room: &room,
                inviter: "@eve:evil.example"
            })
            .is_ok()
    );
}

#[test]
fn an_invitation_from_inside_into_a_room_with_outsiders_is_refused() {
    let mixed = servers(&["works.gov.example", "evil.example"]);
    let room = RoomFacts {
        members_known: false,
        encrypted: None,
        ..room(&mixed)
    };
    let entry = Entry::Accept {
        room: &room,
        inviter: "@ann:works.gov.example",
    };
    assert_eq!(policy(&two_departments()).admit(entry), Err(outside()));
}

#[test]
fn what_the_window_hands_back_is_judged_again() {
    let policy = policy(&two_departments());
    let own = servers(&["works.gov.example"]);
    let eve = Addressee {
        user_id: "@eve:evil.example".into(),
    };
    let ann = Addressee {
        user_id: "@ann:works.gov.example".into(),
    };
    let reason = Reason::PersonFromOutside {
        server: "evil.example".into(),
    };
    assert_eq!(
        policy.admit(Entry::Create {
            invite: &[ann, eve.clone()]
        }),
        Err(reason.clone())
    );
    assert_eq!(
        policy.admit(Entry::Invite {
            room: &room(&own),
            whom: &eve
        }),
        Err(reason)
    );
    for address in [
        Address {
            room: "#bridges:evil.example".into(),
            via: vec![],
        },
        Address {
            room: "#bridges:works.gov.example".into(),
            via: servers(&["works.gov.example", "evil.example"]),
        },
        Address {
            room: "!abc".into(),
            via: servers(&["evil.example"]),
        },
    ] {
        let reason = Reason::RoomFromOutside {
            server: "evil.example".into(),
        };
        assert_eq!(policy.admit(Entry::Join(&address)), Err(reason));
    }
}

#[test]
fn nothing_is_sent_while_nobody_knows_who_reads() {
    let own = servers(&["works.gov.example"]);
    for on_foreign in ["block", "quarantine", "warn"] {
        let policy = policy(&with("federation", json!({"on_foreign": on_foreign})));
        let room = RoomFacts {
            members_known: false,
            ..room(&own)
        };
        assert_eq!(policy.clear(&room, ()).map(drop), Err(Reason::MembersUnknown));
        assert!(policy.admit(Entry::Open(&room)).is_ok(), "reading is another matter");
    }
}

#[test]
fn nothing_is_sent_in_clear_whatever_the_server_says() {
    let own = servers(&["works.gov.example"]);
    let strict = policy(&two_departments());
    let lax = policy(&with("encryption", json!({"require_encrypted_rooms": false})));
    for (encrypted, wanted) in [
        (Some(true), Ok(())),
        (Some(false), Err(Reason::NotEncrypted)),
        (None, Err(Reason::NotEncrypted)),
    ] {
        let room = RoomFacts {
            encrypted,
            ..room(&own)
        };
        assert_eq!(strict.clear(&room, ()).map(drop), wanted);
        assert_eq!(lax.clear(&room, ()).map(drop), Ok(()));
    }
}

#[test]
fn ways_of_signing_in_are_those_that_policy_names() {
    let default = policy(&two_departments());
    assert_eq!(default.judge_method(SignInMethod::Password), Ok(()));
    assert_eq!(
        default.judge_method(SignInMethod::Sso),
        Err(Reason::SignInMethod { method: "sso".into() })
    );
    let sso = policy(&with("sign_in", json!({"methods": ["sso"]})));
    assert_eq!(sso.judge_method(SignInMethod::Sso), Ok(()));
    assert_eq!(
        sso.judge_method(SignInMethod::Password),
        Err(Reason::SignInMethod {
            method: "password".into()
        })
    );
}

#[test]
fn a_new_identity_stops_what_is_sent_and_of_somebody_verified_always() {
    let stops = |on_change: &str| {
        let policy = policy(&with("trust", json!({ "on_identity_change": on_change })));
        [false, true].map(|was_verified| policy.stops_at_new_identity(was_verified))
    };
    assert_eq!(stops("block_until_handled"), [true, true]);
    assert_eq!(stops("warn"), [false, true]);
    let unsaid = policy(&two_departments());
    assert!(unsaid.stops_at_new_identity(false), "what is left out is strict");
}
