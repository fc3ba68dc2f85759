//! What policy says of a document, as the only managed source of a computer.

use policy::{Day, Input, Level, Policy, Problem, Source};

pub fn judged(document: Vec<u8>) -> Result<Policy, Vec<Problem>> {
    Policy::resolve(&Input {
        sources: &[Source::file("the only source", Level::Managed, document)],
        choices: None,
        memory: None,
        today: Day::constant(2026, 11, 24),
    })
}
