//! Tests of the project's own commands, at the door that people use.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod group_policy;
mod templates;
