//! Tests at the door of `session`, against real homeservers that federate.
//!
//! `s..` are acceptance scenarios of end-to-end encryption, `c..` ways round the policy that must not work.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounts;
mod archive;
mod basics;
mod browsing;
mod clocks;
mod codes;
mod confirming;
mod copies;
mod deceit;
mod directory;
mod enduring;
mod environment;
mod examining;
mod exchange;
mod expiring;
mod forwarding;
mod governing;
mod hearing;
mod history;
mod hostile;
mod identities;
mod ignoring;
mod interop;
mod keeping;
mod key_files;
mod lasting;
mod marks;
mod mentions;
mod moving;
mod notices;
mod paging;
mod person;
mod pictures;
mod pins;
mod polls;
mod profile;
mod ratchets;
mod readers;
mod recording;
mod remains;
mod ruling;
mod searching;
mod senders;
mod sign_on_deceit;
mod single_sign_on;
mod spaces;
mod threads;
mod versions;
mod walking;
mod ways_round;
mod wire;
