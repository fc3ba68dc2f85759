//! Tests at the door of `session`, against real homeservers that federate.
//!
//! `s..` are acceptance scenarios of end-to-end encryption, `c..` ways round the policy that must not work.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod archive;
mod basics;
mod clocks;
mod codes;
mod confirming;
mod copies;
mod deceit;
mod directory;
mod enduring;
mod environment;
mod examining;
mod expiring;
mod history;
mod identities;
mod interop;
mod keeping;
mod key_files;
mod lasting;
mod marks;
mod mentions;
mod moving;
mod notices;
mod person;
mod pictures;
mod pins;
mod polls;
mod ratchets;
mod readers;
mod recording;
mod remains;
mod ruling;
mod searching;
mod senders;
mod versions;
mod walking;
mod ways_round;
mod wire;
