//! Tests at the door of `records`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod canonical;
mod crashes;
mod deliveries;
mod hostile;
mod independent;
mod intakes;
mod journals;
mod made;
mod notes;
mod sealing;
mod tampering;
mod trees;
mod web;
