//! Despatch, a desktop messenger for government departments: the one place that sees all rooms, and only wires them.
//!
//! It ends with 0 when it was closed, or when it brought a program that runs already forward; with 1 when there is no
//! window or no session to be had; and with what `despatch policy` says (0, 1 or 2) for that subcommand, 2 for a command
//! line it does not understand.

mod journal;
mod keys;
mod opening;

use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, mpsc as blocking};
use std::thread;
use std::time::Duration;

use anyhow::Context;
use mimalloc::MiMalloc;
use platform::{Home, Instance, InstanceError};
use session::Ending;
use tokio::sync::mpsc;
use ui::Opening;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How long the session may take to write down what it has, once the window is gone.
const PATIENCE: Duration = Duration::from_secs(10);

fn main() -> ExitCode {
    platform::harden();
    if let Some(code) = cli::run(std::env::args_os()) {
        return code;
    }
    journal::start();
    match window() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn window() -> anyhow::Result<()> {
    let (launched, launches) = mpsc::channel(1);
    let home = match Home::open() {
        Ok(home) => home,
        Err(error) => return show(opening::of_home(&error).into(), PathBuf::new(), launches),
    };
    let mut instance = match Instance::claim(&home) {
        Ok(instance) => instance,
        Err(InstanceError::Taken) => return Ok(()),
        Err(error) => return show(opening::of_instance(&error).into(), home.config, launches),
    };
    // One call waiting is as good as ten.
    instance.on_launch(move || {
        let _ = launched.try_send(());
    })?;
    let (opening, ending) = open(&home)?;
    let closed = show(opening, home.config, launches);
    if let Some(ending) = ending {
        wait(ending);
    }
    closed
}

/// Policy, then a session under it; or why there is none.
fn open(home: &Home) -> anyhow::Result<(Opening, Option<Ending>)> {
    let decided = opening::policy(platform::policy_files(&policy::schema()));
    let named = decided.and_then(|decided| Ok((decided, home.profile().map_err(|error| opening::of_home(&error))?)));
    let ((policy, roots), profile) = match named {
        Ok(named) => named,
        Err(blocked) => return Ok((blocked.into(), None)),
    };
    let organisation = opening::organisation(policy.organisation());
    let session = session::start(session::Start {
        policy: Arc::new(policy),
        data: home.data.clone(),
        cache: home.cache.clone(),
        keys: Arc::new(keys::KeyringEntry::new(&profile)),
        roots,
    })?;
    let (commands, events, ending) = session.split();
    Ok((
        Opening::Ready {
            organisation,
            commands,
            events,
        },
        Some(ending),
    ))
}

fn show(opening: Opening, config_dir: PathBuf, launches: mpsc::Receiver<()>) -> anyhow::Result<()> {
    const NONE: &str = "there is no window to be had";
    let start = ui::Start {
        opening,
        config_dir,
        launches,
    };
    // iced 0.14 panics where there is no display to open a window on. What it had is not touched again.
    match panic::catch_unwind(AssertUnwindSafe(|| ui::run(start))) {
        Ok(closed) => closed.context(NONE),
        Err(_) => anyhow::bail!(NONE),
    }
}

/// Until everything is on disk, but not for ever.
fn wait(ending: Ending) {
    let (ended, waited) = blocking::channel();
    thread::spawn(move || {
        ending.wait();
        let _ = ended.send(());
    });
    if waited.recv_timeout(PATIENCE).is_err() {
        tracing::warn!("the session did not end in time");
    }
}
