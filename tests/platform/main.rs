//! Tests at the door of `platform`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod announcing;
mod audit;
mod baseline;
mod browser;
mod captured;
mod child;
mod choosing;
mod home;
mod instance;
mod judgement;
mod keyring;
mod looks;
mod memory;
#[cfg(feature = "harness")]
mod pasting;
mod playing;
mod policy_files;
mod preferences;
mod process;
mod registry;
mod sounding;
mod tray;
mod trusted;
#[cfg(feature = "harness")]
mod watch;
