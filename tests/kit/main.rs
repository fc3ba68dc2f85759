//! Tests at the door of `kit`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

extern crate despatch_kit as kit;

mod gallery;
mod keyboard;
mod list;
mod picture;
mod play;
mod stage;
mod theme;
mod tree;
