//! `cargo xtask test`: everything that must hold before a change is taken.

use std::process::Command;

use anyhow::{Result, bail};
use support::{World, target_dir};

use crate::{
    build::{cargo, cargo_build, gently, git, harness_binary, output, run, workspace},
    journey, prepare,
    steps::Steps,
};

/// Runs every step and says whether all is good.
pub fn run_test() -> Result<bool> {
    prepare::desk()?;
    prepare::peer()?;
    prepare::nextest()?;
    let before = tree()?;
    let mut steps = Steps::new(12);
    steps.step("format", || run_all([cargo("fmt --all --check")]));
    steps.step("clippy", clippy);
    steps.step("tests", || tests(&[]));
    steps.step("tests in the documentation", || {
        run_all([cargo_build("test --doc --workspace --features harness")])
    });
    steps.step("dependencies", dependencies);
    steps.step("spelling", || run_all([Command::new(prepare::typos()?)]));
    steps.step("journey", || {
        World::end_shared()?;
        let folder = target_dir().join("journey");
        match journey::play(&harness_binary()?, &folder)? {
            true => Ok(()),
            false => bail!("a check failed; see {}", folder.join("journey.json").display()),
        }
    });
    steps.step("killed twenty times", || {
        let folder = target_dir().join("journey-killed");
        match journey::crash::play(&harness_binary()?, &folder)? {
            true => Ok(()),
            false => bail!("a check failed; see {}", folder.join("journey.json").display()),
        }
    });
    steps.step("optimised build", || {
        run_all([gently(cargo_build("build --release --package despatch"))])
    });
    steps.step("optimised build holds no harness", release);
    steps.step("shared servers stop", World::end_shared);
    steps.step("the tree is as it was", || {
        let after = tree()?;
        if after == before {
            Ok(())
        } else {
            bail!("before:\n{before}\nafter:\n{after}")
        }
    });
    Ok(steps.finish())
}

/// Clippy over everything, with the harness and without. Only what depends on `platform` is looked at twice.
pub fn clippy() -> Result<()> {
    let mut with = cargo_build("clippy --workspace --all-targets --features harness");
    let mut without = cargo_build("clippy --workspace --all-targets");
    with.args(["--", "--deny", "warnings"]);
    without.args(["--", "--deny", "warnings"]);
    run_all([with, without])
}

/// The tests of these packages; of all when none is named.
pub fn tests(packages: &[String]) -> Result<()> {
    let mut nextest = cargo_build("nextest run");
    if packages.is_empty() {
        nextest.args(["--workspace", "--features", "harness"]);
    }
    for package in packages {
        nextest.args(["--package", package]);
        if package == "despatch" || package == "despatch-platform" {
            nextest.args(["--features", "harness"]);
        }
    }
    // Golden files are compared, never rewritten.
    nextest.env("INSTA_UPDATE", "no").env("PATH", prepare::path()?);
    run_all([nextest])
}

fn dependencies() -> Result<()> {
    prepare::deny()?;
    let deny = |checks: &str| {
        let mut deny = cargo(&format!("deny --all-features check {checks}"));
        deny.env("PATH", prepare::path()?);
        Ok::<_, anyhow::Error>(deny)
    };
    run(deny("bans licenses sources")?)?;
    // The advisories are fetched from github.com; a build machine may not reach it.
    let mut reach = Command::new("git");
    reach.args([
        "-c",
        "http.lowSpeedTime=20",
        "ls-remote",
        "--exit-code",
        "https://github.com/rustsec/advisory-db",
        "HEAD",
    ]);
    match output(reach) {
        Ok(_) => run(deny("advisories")?),
        Err(_) => {
            println!(
                "Known vulnerabilities were NOT checked: github.com/rustsec/advisory-db cannot be reached from here."
            );
            Ok(())
        }
    }
}

/// The house's test of what must not be in a shipped program, told where one is.
fn release() -> Result<()> {
    let mut nextest = cargo_build("nextest run --package despatch-house");
    nextest.args(["--filterset", "test(a_release_)", "--no-tests", "fail"]);
    nextest
        .env("DESPATCH_RELEASE_BINARY", target_dir().join("release/despatch"))
        .env("PATH", prepare::path()?);
    run_all([nextest])
}

fn run_all(commands: impl IntoIterator<Item = Command>) -> Result<()> {
    for mut command in commands {
        command.current_dir(workspace());
        run(command)?;
    }
    Ok(())
}

fn tree() -> Result<String> {
    let mut git = git();
    git.args(["status", "--porcelain"]);
    output(git)
}
