//! Tests at the door of `model`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod figures;
mod rules;
