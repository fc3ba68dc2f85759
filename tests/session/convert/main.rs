//! What strangers write, and what becomes of it; what the clock is worth. No homeserver is needed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod changes;
mod clock;
mod code;
mod corpus;
mod html;
mod items;
mod links;
mod listener;
mod markdown;
mod names;
mod polls;
mod properties;
mod text;
