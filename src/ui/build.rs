//! Fails the build where a language does not say what en-GB says, and lists the language files for the program.

#![allow(clippy::print_stdout)] // How a build script talks to cargo.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "words/parity.rs"]
mod parity;

const REFERENCE: &str = "en-GB";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?)
        .join("../../i18n")
        .canonicalize()?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=words/parity.rs");
    println!("cargo::rerun-if-changed={}", folder.display());

    let languages = languages(&folder)?;
    let reference = languages.get(REFERENCE).ok_or("i18n/en-GB is missing")?;
    for (language, files) in &languages {
        for (name, path) in reference {
            let Some(theirs) = files.get(name) else {
                println!("cargo::error=i18n/{language}/{name} is missing");
                continue;
            };
            match parity::differences(&fs::read_to_string(path)?, &fs::read_to_string(theirs)?) {
                Ok(lines) => lines
                    .iter()
                    .for_each(|line| println!("cargo::error=i18n/{language}/{name}: {line}")),
                Err(error) => println!("cargo::error=i18n/{language}/{name}: {error}"),
            }
        }
        for name in files.keys().filter(|name| !reference.contains_key(*name)) {
            println!("cargo::error=i18n/{language}/{name} is not in en-GB");
        }
    }

    let mut list = String::from("&[\n");
    for (language, files) in &languages {
        for (name, path) in files {
            let path = path.display().to_string();
            writeln!(
                list,
                "    ({:?}, include_bytes!({path:?})),",
                format!("{language}/{name}")
            )?;
        }
    }
    list.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("language_files.rs"), list)?;
    Ok(())
}

/// Language, then file name, then path.
fn languages(folder: &Path) -> io::Result<BTreeMap<String, BTreeMap<String, PathBuf>>> {
    let mut found = BTreeMap::new();
    for language in fs::read_dir(folder)? {
        let language = language?;
        if !language.file_type()?.is_dir() {
            continue;
        }
        let mut files = BTreeMap::new();
        for file in fs::read_dir(language.path())? {
            let file = file?;
            let name = file.file_name().to_string_lossy().into_owned();
            if name.ends_with(".ftl") {
                files.insert(name, file.path());
            }
        }
        found.insert(language.file_name().to_string_lossy().into_owned(), files);
    }
    Ok(found)
}
