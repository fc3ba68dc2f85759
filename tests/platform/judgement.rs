//! What policy says of a document, as the only managed source of a computer.

use policy::{Level, Policy, Problem, Source};

pub fn judged(document: Vec<u8>) -> Result<Policy, Vec<Problem>> {
    Policy::resolve(&[Source {
        path: "the only source".into(),
        level: Level::Managed,
        bytes: document,
    }])
}
