//! `cargo xtask demo`.

use std::{env, path::PathBuf};

use anyhow::Result;
use support::target_dir;

use crate::{build::harness_binary, journey, prepare};

/// Opens the program among real servers, or plays the journey where nobody watches.
pub fn run(signed_in: bool, headless: Option<PathBuf>) -> Result<bool> {
    if let Some(folder) = headless {
        return play(folder);
    }
    if env::var_os("DISPLAY").is_none() && env::var_os("WAYLAND_DISPLAY").is_none() {
        let folder = target_dir().join("demo");
        println!(
            "There is no display here: playing the journey without one, into {}.",
            folder.display()
        );
        return play(folder);
    }
    prepare::window()?;
    let _ = signed_in;
    Ok(true)
}

fn play(folder: PathBuf) -> Result<bool> {
    prepare::desk()?;
    // Relative to where the command was given, which cargo keeps.
    let folder = env::current_dir()?.join(folder);
    journey::play(&harness_binary()?, &folder)
}
