//! Whatever depends on the environment or changes the process runs in a process of its own: this same test binary, asked
//! for one of the ignored tests below. Each says what it saw in lines that begin with `@ `.

use std::path::Path;
use std::process::{Command, Output};

use platform::{Home, PolicyFiles, Scope, policy_files};

/// A run of one of the tests below, with no inherited environment but the path to programs.
pub fn child(name: &str) -> Command {
    part(&format!("child::{name}"))
}

/// The same for an ignored test elsewhere.
pub fn part(test: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(arguments(test)).env_clear().env("PATH", "/usr/bin:/bin");
    command
}

/// The command line that asks this binary for one ignored test.
pub fn arguments(test: &str) -> [&str; 5] {
    ["--exact", test, "--ignored", "--nocapture", "--test-threads=1"]
}

/// What the child said, in order; it must not have failed.
pub fn said(output: &Output) -> Vec<String> {
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{out}\n{err}");
    out.lines()
        .filter_map(|line| line.strip_prefix("@ "))
        .map(str::to_owned)
        .collect()
}

pub fn say(what: impl std::fmt::Display) {
    // On a line of its own: libtest leaves "test ... " standing before it.
    println!("\n@ {what}");
}

/// The number of the user the tests run as, read off a folder they made.
pub fn me(folder: &Path) -> u32 {
    std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(folder).unwrap())
}

#[test]
#[ignore = "a child's part"]
fn reads_policy() {
    described(&policy_files(&policy::schema())).iter().for_each(say);
}

/// What was found, a line each.
pub fn described(found: &PolicyFiles) -> Vec<String> {
    let files = found.files.iter().map(|file| {
        assert_eq!(file.scope, Scope::Machine, "a folder is for everybody");
        let text = String::from_utf8_lossy(&file.bytes);
        format!("{:?} {} {text}", file.level, file.path)
    });
    let faults = found
        .faults
        .iter()
        .map(|fault| format!("fault {} {} {}", fault.kind.code(), fault.path, fault.detail));
    files.chain(faults).collect()
}

#[test]
#[ignore = "a child's part"]
fn opens_home() {
    match Home::open() {
        Ok(home) => {
            say(home.data.display());
            say(home.cache.display());
            say(home.config.display());
        }
        Err(error) => say(format!("refused: {error}")),
    }
}

#[test]
#[ignore = "a child's part"]
fn finds_home() {
    let home = Home::find().unwrap();
    say(home.data.display());
    say(format!("{:?}", home.known_profile()));
}

#[test]
#[ignore = "a child's part"]
fn finds_downloads() {
    say(platform::downloads().unwrap().display());
}

#[test]
#[ignore = "a child's part"]
fn reads_roots() {
    say(String::from_utf8_lossy(&platform::system_roots()).contains("SMUGGLED"));
    say(platform::system_roots().len());
}

#[test]
#[ignore = "a child's part"]
fn is_hardened() {
    platform::harden();
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"))
        .unwrap();
    say(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>().join(" "));
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    say(status
        .lines()
        .find_map(|line| line.strip_prefix("Umask:"))
        .unwrap()
        .trim());
}

#[test]
#[ignore = "a child's part"]
fn opens_url() {
    let url = std::env::var("URL").unwrap();
    say(platform::open_url(&url).is_ok());
}
