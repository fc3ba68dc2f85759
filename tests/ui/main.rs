//! Tests at the door of `ui`: reports go in, wishes come out, and the view is looked at as assistive technology does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounts;
mod browser;
mod closed;
mod codes;
mod composer;
mod confirmation;
mod devices;
mod directory;
mod expiring;
mod exploring;
mod files;
mod finding;
mod fixtures;
mod gallery;
mod governing;
mod habits;
mod hands;
mod hearing;
mod idle;
mod ignoring;
mod key_files;
mod links;
mod long;
mod marks;
mod mentions;
mod moving;
mod notices;
mod patches;
mod people;
mod pictures;
mod pins;
#[path = "../kit/play.rs"]
mod play;
mod polls;
mod readers;
mod recorded;
mod rules;
mod screens;
mod setup;
mod several;
mod sign_in;
#[path = "../kit/stage.rs"]
#[allow(dead_code)]
mod stage;
mod stand;
mod threads;
mod tray;
mod unreadable;
mod versions;
mod viewer;
mod words;
