//! The reader of policy files, fed with bytes. It says what is wrong, or makes a policy that prints as it was read.
#![no_main]

use despatch_fuzz::judged;
use libfuzzer_sys::fuzz_target;
use policy::{Level, Policy, Problem, Setting, Source};

fuzz_target!(|bytes: &[u8]| {
    let Ok(policy) = read(bytes.to_vec()) else { return };
    let page: Vec<_> = policy.settings().iter().map(Setting::to_json).collect();
    assert!(page.len() >= policy::keys().len());
    let printed = serde_json::to_vec(policy.document()).expect("a document prints");
    // Whatever doubts a policy leaves, what it prints has none that close.
    let again = read(printed).expect("what was printed reads");
    assert_eq!(again.document(), policy.document());
    assert_eq!(policy.change_to(&again), []);
    assert_eq!(policy.tightened(&again).document(), policy.document());
});

fn read(bytes: Vec<u8>) -> Result<Policy, Vec<Problem>> {
    judged(&[Source::file("fuzz.json", Level::Managed, bytes)])
}
