//! What every file keeps to.

use std::path::Path;

use cargo_metadata::Metadata;
use despatch_house::{Source, files, packages, root};

use crate::{assert_none, found};

/// Longer than this, a file is two.
const MOST_LINES: usize = 600;

/// Names that say nothing, so that everything ends up there.
const EMPTY_NAMES: &[&str] = &[
    "mod.rs",
    "utils.rs",
    "util.rs",
    "common.rs",
    "types.rs",
    "helpers.rs",
    "helper.rs",
    "misc.rs",
];

fn all() -> Vec<Source> {
    let sources: Vec<_> = ["src", "tests", "xtask"]
        .iter()
        .flat_map(|folder| files(folder, &[".rs", ".py", ".mjs", ".sh", ".toml", ".ftl"]))
        .collect();
    assert!(sources.len() > 60, "the sources were read");
    sources
}

fn too_long(source: &Source) -> Option<String> {
    let lines = source.text.lines().count();
    (lines > MOST_LINES).then(|| format!("{} has {lines} lines", source.path))
}

fn badly_named(source: &Source) -> Option<String> {
    let name = Path::new(&source.path)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    EMPTY_NAMES
        .contains(&&*name)
        .then(|| format!("{}: a name that says nothing", source.path))
}

/// Every file begins by saying what it is for.
fn without_purpose(source: &Source) -> Option<String> {
    let first = source
        .text
        .lines()
        .find(|line| !line.starts_with("#!"))
        .unwrap_or_default();
    // A file that two crates take in by its path cannot have inner documentation.
    let told = first.starts_with("//");
    (source.path.ends_with(".rs") && !told).then(|| format!("{} does not say what it is for", source.path))
}

#[test]
fn no_file_is_too_long_or_named_for_nothing() {
    let all = all();
    assert_none(&all.iter().filter_map(too_long).collect::<Vec<_>>());
    assert_none(&all.iter().filter_map(badly_named).collect::<Vec<_>>());
}

#[test]
fn every_file_says_what_it_is_for() {
    assert_none(&all().iter().filter_map(without_purpose).collect::<Vec<_>>());
}

#[test]
fn an_offence_is_seen() {
    assert!(too_long(&Source::made_up("src/a.rs", &"x\n".repeat(601))).is_some());
    assert!(too_long(&Source::made_up("src/a.rs", &"x\n".repeat(600))).is_none());
    assert!(badly_named(&Source::made_up("src/ui/utils.rs", "")).is_some());
    assert!(badly_named(&Source::made_up("src/ui/window.rs", "")).is_none());
    assert!(without_purpose(&Source::made_up("src/a.rs", "use std::fs;")).is_some());
    assert!(without_purpose(&Source::made_up("src/a.rs", "//! Why.\nuse std::fs;")).is_none());
}

/// Rooms whose lints are the workspace's but for `unsafe_code`, which is denied and not forbidden, so that the files named here
/// can say why they must.
const UNSAFE: &[(&str, &[&str])] = &[(
    "src/platform/Cargo.toml",
    &["src/platform/access/macos.rs", "src/platform/memory.rs"],
)];

/// The lines of a lint table, whichever manifest it stands in.
fn lints(manifest: &str, table: &str) -> Vec<String> {
    let (_, rest) = manifest.split_once(&format!("[{table}]\n")).unwrap_or_default();
    let lines = rest.lines().take_while(|line| !line.starts_with('['));
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn under_other_lints(metadata: &Metadata) -> Vec<String> {
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let rust: Vec<_> = lints(&workspace, "workspace.lints.rust")
        .iter()
        .map(|line| line.replace("unsafe_code = \"forbid\"", "unsafe_code = \"deny\""))
        .collect();
    let clippy = lints(&workspace, "workspace.lints.clippy");
    let offends = |path: &String| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let excused = UNSAFE.iter().any(|(manifest, _)| path.ends_with(manifest));
        match excused {
            true => lints(&text, "lints.rust") != rust || lints(&text, "lints.clippy") != clippy,
            false => !text.contains("[lints]\nworkspace = true"),
        }
    };
    let manifests = metadata
        .packages
        .iter()
        .map(|package| package.manifest_path.to_string());
    manifests.filter(offends).collect()
}

#[test]
fn every_package_is_under_the_same_lints() {
    assert_none(&under_other_lints(&packages()));
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(lints(&workspace, "workspace.lints.rust").contains(&"unsafe_code = \"forbid\"".to_owned()));
    assert!(lints(&workspace, "workspace.lints.clippy").len() >= 8);
}

#[test]
fn only_files_that_must_say_unsafe() {
    let excused = |source: &Source| UNSAFE.iter().any(|(_, files)| files.contains(&source.path.as_str()));
    let rest: Vec<_> = files("src", &[".rs"])
        .into_iter()
        .filter(|source| !excused(source))
        .collect();
    assert_none(&found(
        &rest,
        &["unsafe {", "unsafe fn", "unsafe impl", "expect(unsafe_code"],
    ));
    assert!(files("src", &[".rs"]).iter().any(excused));
}

/// A lint turned off for the program (not for its tests) is a decision; each is known.
#[test]
fn no_lint_is_turned_off_in_the_program() {
    let shipped = |source: &Source| !source.path.ends_with("build.rs") && !source.path.contains("/examples/");
    let program: Vec<_> = files("src", &[".rs"]).into_iter().filter(shipped).collect();
    let off = |lint: &str| found(&program, &[&format!("allow(clippy::{lint}"), &format!("allow({lint}")]);
    for lint in [
        "unwrap_used",
        "expect_used",
        "panic",
        "todo",
        "unimplemented",
        "dbg_macro",
        "unsafe_code",
    ] {
        assert_none(&off(lint));
    }
}
