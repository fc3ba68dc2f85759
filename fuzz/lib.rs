//! What the targets share: policy made of what was read, and the conversions of platform.

use policy::{Day, Input, Level, Policy, Problem, Source};
use serde_json::Value;

/// The one module of platform that is pure. All of platform would bring the system's buses, under a sanitiser.
#[path = "../src/platform"]
pub mod platform {
    pub mod documents;
}

use platform::documents::Documents;

/// The policy of these sources, on a day like any other.
pub fn judged(sources: &[Source]) -> Result<Policy, Vec<Problem>> {
    let input = Input {
        sources,
        choices: None,
        memory: None,
        today: Day::constant(2026, 11, 24),
    };
    let judged = Policy::resolve(&input);
    for problem in judged.as_ref().err().into_iter().flatten() {
        assert_eq!(problem.to_string().lines().count(), 1);
    }
    judged
}

/// What was converted is JSON, and policy judges it.
pub fn judge(documents: Documents) {
    let halves = [
        (Level::Managed, documents.managed),
        (Level::Recommended, documents.recommended),
    ];
    let said = halves.into_iter().filter_map(|(level, bytes)| Some((level, bytes?)));
    let sources: Vec<_> = said
        .map(|(level, bytes)| {
            serde_json::from_slice::<Value>(&bytes).expect("what was converted is JSON");
            Source::file("converted", level, bytes)
        })
        .collect();
    drop(judged(&sources));
}
