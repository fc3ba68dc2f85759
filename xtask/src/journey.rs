//! The journey: two people of two departments, in real windows, from the first sign-in to the last sign-out.
//!
//! One of them uses the keyboard alone, the other the accessibility tree alone, so it also is the proof that each is
//! enough.

pub mod crash;
mod exchange;
mod gallery;
mod look;
mod message;
mod outage;
mod person;
mod refusal;
mod report;
mod ruling;
mod server;
mod several;
pub mod siege;
pub mod sign_in;
mod stage;
mod threads;
mod trusting;

use std::{fs, path::Path};

use anyhow::{Context, Result};

pub use person::{Hand, Person};
pub use stage::{PASSWORD, Stage};

use report::Report;

use crate::build::showcase;

/// Plays the whole journey and writes `folder/NN-name.png` and `folder/journey.json`. False when a check failed.
pub fn play(binary: &Path, folder: &Path) -> Result<bool> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    clear(folder)?;
    let showcase = showcase()?;
    println!("Starting three homeservers ...");
    let mut report = Report::new(folder);
    let mut stage = Stage::set(binary)?;
    let played = sign_in::play(&mut stage, &mut report)
        .and_then(|()| message::play(&mut stage, &mut report))
        .and_then(|()| exchange::play(&mut stage, &mut report))
        .and_then(|()| outage::server(&mut stage, &mut report))
        .and_then(|()| refusal::play(&mut stage, &mut report))
        .and_then(|()| outage::restart(&mut stage, &mut report))
        .and_then(|()| look::play(&mut stage, &mut report))
        .and_then(|()| several::play(&mut stage, &mut report))
        .and_then(|()| trusting::play(&mut stage, &mut report))
        .and_then(|()| gallery::play(&showcase, &mut stage, &mut report))
        .and_then(|()| ruling::play(&mut stage, &mut report))
        .and_then(|()| threads::play(&mut stage, &mut report))
        .and_then(|()| exchange::files(&mut stage, &mut report))
        .and_then(|()| sign_in::leave(&mut stage, &mut report));
    // Whatever stopped the journey, what went over the servers is judged.
    let judged = server::judge(&mut stage, &mut report);
    let passed = report.finish()?;
    if let Err(error) = played.and(judged) {
        println!("{error:#}");
    }
    println!("journey.json and the pictures are in {}", folder.display());
    Ok(passed)
}

/// The beginning of the journey, for a demonstration: two people sign in and talk.
pub fn meet(stage: &mut Stage, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let mut report = Report::new(folder);
    sign_in::play(stage, &mut report)?;
    message::play(stage, &mut report)
}

/// Pictures of an earlier run would pass for this one's.
fn clear(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let numbered = name.len() > 3 && name.as_bytes()[..2].iter().all(u8::is_ascii_digit) && &name[2..3] == "-";
        if name == "journey.json" || numbered && (name.ends_with(".png") || name.ends_with(".txt")) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}
