//! What a record costs whoever receives.

use std::time::Instant;

use serde_json::{Value, json};
use support::World;

use crate::archive::Archive;
use crate::basics::people;
use crate::paging::{read_all, written};
use crate::person::Person;

/// How many messages the benchmark receives.
const MANY: usize = 10_000;

/// Not a test but a benchmark: how much longer it takes to receive many messages where they go on record.
#[test]
#[ignore = "`cargo xtask bench` runs it"]
fn receiving_on_record_against_receiving() {
    let world = World::shared().unwrap();
    let (account, _) = people(&world);
    let room = written(&account, MANY);
    let archive = Archive::new();
    let mut plain = world.policy();
    plain["encryption"]["require_encrypted_rooms"] = json!(false);
    let mut kept = plain.clone();
    archive.keeps(&mut kept);
    let receive = |policy: &Value| {
        let mut person = Person::under(&world, policy);
        person.sign_in(&account).unwrap();
        person.online();
        person.summary(&room, "the room", |_| true);
        let begun = Instant::now();
        person.open(&room);
        read_all(&mut person, &room);
        assert!(person.view.messages().count() >= MANY);
        begun.elapsed().as_secs_f64()
    };
    let (mut without, mut with) = (f64::MAX, f64::MAX);
    for _ in 0..3 {
        without = without.min(receive(&plain));
        with = with.min(receive(&kept));
    }
    println!(
        "without a record {without:.1} s, with one {with:.1} s: {:.2} times as long (at most 1.25)",
        with / without
    );
}
