//! The repository as data: packages, sources and their words, for the tests that hold its walls.
#![allow(clippy::expect_used, clippy::panic)] // A test's eyes: when they cannot see, the test has failed.

mod code;

use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, MetadataCommand};

pub use code::{Token, tokens};

/// A text file of the repository.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path from the root of the repository, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl Source {
    /// One made up, for the tests that show that a rule sees an offence.
    pub fn made_up(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }
}

/// The root of the repository: of the one the test runs in, which need not be the one it was built in.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&here)
        .join("../..")
        .canonicalize()
        .expect("the repository is there")
}

/// Our packages as they declare themselves; nothing is fetched for it.
pub fn packages() -> Metadata {
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo reads our manifests")
}

/// The features that a package of somebody else is built with, here and now.
pub fn features(package: &str) -> Vec<String> {
    let metadata = MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .other_options(["--locked".to_owned()])
        .exec()
        .expect("cargo resolves what it has built");
    let named = |node: &cargo_metadata::Node| metadata[&node.id].name.as_str() == package;
    let nodes = metadata.resolve.as_ref().map(|resolve| resolve.nodes.as_slice());
    let node = nodes.and_then(|nodes| nodes.iter().find(|node| named(node)));
    let features = &node.expect("the package is built in").features;
    features.iter().map(ToString::to_string).collect()
}

/// The files below a folder (or the file itself) whose names end so, sorted, build output left out.
pub fn files(below: &str, endings: &[&str]) -> Vec<Source> {
    let root = root();
    let mut found = Vec::new();
    collect(&root.join(below), endings, &mut found);
    found.sort();
    let source = |path: PathBuf| Source {
        path: path.strip_prefix(&root).unwrap_or(&path).display().to_string(),
        text: fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
    };
    found.into_iter().map(source).collect()
}

fn collect(path: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if path.is_dir() {
        // Build output and the tools' own folders are not ours.
        let foreign = name == "target" || (name.starts_with('.') && ![".cargo", ".config", ".ci"].contains(&&*name));
        if !foreign {
            let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            entries.for_each(|entry| collect(&entry.expect("a readable folder").path(), endings, found));
        }
    } else if path.is_file() && endings.iter().any(|ending| name.ends_with(ending)) {
        found.push(path.to_owned());
    }
}
