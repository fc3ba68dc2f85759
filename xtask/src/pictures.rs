//! `cargo xtask pictures`: draws what docs/features.md shows, anew.

use std::{fs, process::Command};

use anyhow::{Context, Result, bail};

use crate::{
    build::{run, showcase, workspace},
    prepare,
};

/// Draws each picture that the paper links to, and deletes what it no longer does.
pub fn run_pictures() -> Result<bool> {
    prepare::desk()?;
    let docs = workspace().join("docs");
    let folder = docs.join("pictures");
    let paper = fs::read_to_string(docs.join("features.md"))?;
    let names = shown(&paper);
    if names.is_empty() {
        bail!("docs/features.md shows no picture");
    }
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder)?;
    let mut draw = Command::new(showcase()?);
    draw.arg("only").arg(&folder).args(&names);
    run(draw)?;
    for name in &names {
        let file = folder.join(format!("{name}.png"));
        // Few colours, and none that the eye misses: a quarter of the bytes.
        let mut shrink = Command::new("convert");
        shrink.arg(&file).args(["-strip", "+dither", "-colors", "128"]);
        shrink.arg(format!("PNG8:{}", file.display()));
        run(shrink).with_context(|| format!("{} could not be made small", file.display()))?;
    }
    println!("{} pictures are in {}", names.len(), folder.display());
    Ok(true)
}

/// The pictures that a paper links to, each once, in order.
fn shown(paper: &str) -> Vec<&str> {
    let links = paper.split("](pictures/").skip(1);
    let mut names: Vec<&str> = links
        .filter_map(|rest| rest.split_once(".png)"))
        .map(|(name, _)| name)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
