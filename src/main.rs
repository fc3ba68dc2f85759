//! Despatch, a desktop messenger for government departments: the one place that sees all rooms, and only wires them.
//!
//! It ends with 0 when it was closed, or when it brought a program that runs already forward; with 1 when there is no
//! window or no session to be had; and with what `despatch policy`, `despatch records` or `despatch doctor` says (0, 1 or
//! 2) for those subcommands, 2 for a command line it does not understand.

mod accounts;
mod journal;
mod keys;
mod opening;
mod vigil;

use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc as blocking;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::Context;
use model::Rules;
use platform::{Announcement, Audit, Home, Instance, InstanceError, TrayOrder, Watch};
use tokio::sync::mpsc::{self, error::TrySendError};
use ui::{News, Opening};

use crate::accounts::Accounts;
use crate::opening::Blocked;
use crate::vigil::Vigil;

/// How long the session may take to write down what it has, once the window is gone.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the desktop may take to let go of what it shows of this program. Most answer at once, and one that doesn't may never.
const DESKTOP: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    platform::harden();
    let examine = |policy: &policy::Policy| {
        let roots = opening::roots(policy).ok()?;
        session::examine(policy, &roots).ok()
    };
    if let Some(code) = cli::run(std::env::args_os(), examine) {
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
    // One call to come forward is as good as ten; rules are told one after another.
    let (teller, news) = mpsc::channel(4);
    let (announcements, orders) = blocking::channel();
    let (tray, tray_orders) = blocking::channel();
    let window = Window {
        news,
        announcements,
        tray,
    };
    let home = match Home::open() {
        Ok(home) => home,
        Err(error) => return window.closed(opening::of_home(&error), PathBuf::new()),
    };
    platform::tend_memory();
    let mut instance = match Instance::claim(&home) {
        Ok(instance) => instance,
        Err(InstanceError::Taken) => return Ok(()),
        Err(error) => return window.closed(opening::of_instance(&error), home.config),
    };
    let launched = teller.clone();
    // Where too much waits to be told already, the window comes all the same.
    instance.on_launch(move || !matches!(launched.try_send(News::Launched), Err(TrySendError::Closed(_))))?;
    let clicks = teller.clone();
    // Where the window is gone there is nothing to show.
    let announcing = platform::announce(orders, move |key| drop(clicks.blocking_send(News::Clicked(key))))?;
    let told = teller.clone();
    let standing = platform::tray(tray_orders, move |news| drop(told.blocking_send(News::Tray(news))))?;
    let (opening, running) = open(&home, teller)?;
    let closed = window.show(opening, home.config);
    if let Some(Running { accounts, watch }) = running {
        // It may be asking the keyring, which answers when it likes.
        wait("watching the policy", PATIENCE, move || drop(watch));
        wait("the accounts", PATIENCE, move || drop(accounts.join()));
    }
    wait("taking announcements back", DESKTOP, move || drop(announcing.join()));
    wait("leaving the tray", DESKTOP, move || drop(standing.join()));
    closed
}

/// What runs beside the window.
struct Running {
    accounts: JoinHandle<()>,
    watch: Option<Watch>,
}

/// Policy, then a session for each account under it; or why there is none.
fn open(home: &Home, news: mpsc::Sender<News>) -> anyhow::Result<(Opening, Option<Running>)> {
    let found = platform::policy_files(&policy::schema());
    let decided = home.profile().map_err(|error| opening::of_home(&error));
    let decided = decided.and_then(|profile| {
        let today = opening::today();
        let decided = opening::policy(found.clone(), None, today).or_else(|blocked| {
            // A flag that was spoilt keeps its last good value, where the keyring knows one.
            let memory = vigil::remembered(&profile).ok_or(blocked)?;
            opening::policy(found.clone(), Some(&memory), today)
        });
        Ok((decided?, profile))
    });
    let ((policy, roots), profile) = match decided {
        Ok(decided) => decided,
        Err(blocked) => return Ok((blocked.into(), None)),
    };
    let (organisation, rules) = (opening::organisation(policy.organisation()), Rules::of(&policy));
    let audit = Audit::open(home).inspect_err(|error| tracing::warn!(kind = ?error.kind(), "no record of changes"));
    let (vigil, policy) = Vigil::new(&profile, found, policy, news, audit.ok());
    let (accounts, handles) = Accounts::open(home, vigil.clone(), policy, roots)?;
    let (orders, ordered) = blocking::channel();
    let (arriving, arrivals) = mpsc::channel(1);
    let accounts = accounts.serve(ordered, arriving)?;
    let opening = Opening::Ready {
        organisation,
        rules,
        accounts: handles,
        more: ui::More { orders, arrivals },
    };
    let watch = vigil.watch();
    Ok((opening, Some(Running { accounts, watch })))
}

/// What the window needs besides something to show.
struct Window {
    news: mpsc::Receiver<News>,
    announcements: blocking::Sender<Announcement>,
    tray: blocking::Sender<TrayOrder>,
}

impl Window {
    /// Says why nobody gets in.
    fn closed(self, blocked: Blocked, config_dir: PathBuf) -> anyhow::Result<()> {
        self.show(blocked.into(), config_dir)
    }

    fn show(self, opening: Opening, config_dir: PathBuf) -> anyhow::Result<()> {
        const NONE: &str = "there is no window to be had";
        let start = ui::Start {
            opening,
            config_dir,
            news: self.news,
            announcements: self.announcements,
            tray: self.tray,
        };
        // iced 0.14 panics where there is no display to open a window on. What it had is not touched again.
        match panic::catch_unwind(AssertUnwindSafe(|| ui::run(start))) {
            Ok(closed) => closed.context(NONE),
            Err(_) => anyhow::bail!(NONE),
        }
    }
}

/// Until it has ended, but not for ever.
fn wait(what: &str, patience: Duration, ending: impl FnOnce() + Send + 'static) {
    let (ended, waited) = blocking::channel();
    thread::spawn(move || {
        ending();
        let _ = ended.send(());
    });
    if waited.recv_timeout(patience).is_err() {
        tracing::warn!(what, "did not end in time");
    }
}
