//! The harness itself: what other tests take for granted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desktops;
mod homeservers;
mod peers;
