//! Takes in the baseline policy of whoever builds, if there is one.

#![allow(clippy::print_stdout)] // How a build script talks to cargo.

use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let assets = folder("CARGO_MANIFEST_DIR")?.join("../../assets");
    // The folder: a file that is not there yet would be looked for at every build.
    println!("cargo::rerun-if-changed={}", assets.display());
    let baseline = match fs::canonicalize(assets.join("policy/baseline.json")) {
        Ok(path) => format!("Some(include_bytes!({path:?}))"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => "None".to_owned(),
        Err(error) => return Err(error),
    };
    let code = format!("const BASELINE: Option<&[u8]> = {baseline};\n");
    fs::write(folder("OUT_DIR")?.join("baseline.rs"), code)
}

fn folder(variable: &str) -> io::Result<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .ok_or_else(|| io::Error::other(variable.to_owned()))
}
