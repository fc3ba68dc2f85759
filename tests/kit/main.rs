//! Tests at the door of `kit`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod gallery;
mod keyboard;
mod list;
mod locked;
mod picture;
mod play;
mod stage;
mod theme;
mod tree;
