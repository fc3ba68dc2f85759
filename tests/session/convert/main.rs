//! What strangers write, and what becomes of it. No homeserver is needed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod code;
mod html;
mod items;
mod links;
mod markdown;
mod names;
mod properties;
mod text;
