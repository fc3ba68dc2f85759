//! Links, addresses of people and rooms, and servers, fed with text under the sample's policy: nothing opens without a
//! question, and nobody is reached who is not on an approved server.
#![no_main]

use std::sync::LazyLock;

use despatch_fuzz::judged;
use libfuzzer_sys::fuzz_target;
use policy::{Level, Link, Policy, Source};

const SAMPLE: &[u8] = include_bytes!("../../packaging/policy/linux/10-department.sample.json");

static POLICY: LazyLock<Policy> = LazyLock::new(|| {
    let sources = [Source::file("sample.json", Level::Managed, SAMPLE.to_vec())];
    judged(&sources).expect("the sample is a policy")
});

fuzz_target!(|typed: &str| {
    assert_ne!(POLICY.link(typed), Link::Open, "the sample asks before every link");
    if let Ok(person) = POLICY.person(typed) {
        assert!(reached(&person.user_id), "{person:?}");
        assert_eq!(POLICY.person(&person.user_id), Ok(person), "an id stands for itself");
    }
    if let Ok(address) = POLICY.address(typed) {
        // Room ids since version 12 name no server.
        assert!(!address.room.contains(':') || reached(&address.room), "{address:?}");
        assert!(address.via.iter().all(|server| POLICY.approves(server)), "{address:?}");
    }
    for pinned in [POLICY.pin(typed), POLICY.pin_email(typed)].into_iter().flatten() {
        let known = |server: &policy::Homeserver| server.server_name == pinned.server_name();
        assert!(POLICY.homeservers().iter().any(known), "{pinned:?}");
    }
});

fn reached(id: &str) -> bool {
    id.split_once(':').is_some_and(|(_, server)| POLICY.approves(server))
}
