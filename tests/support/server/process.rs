//! The process of a homeserver: found again by its pid file, since a shared world outlives whoever started it.

use std::{
    fs::{self, File},
    io::{Read, Seek, SeekFrom},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};

use crate::tools::{authlib, synapse_venv};

const LAUNCHER: &str = include_str!("../homeserver.py");
const START_WITHIN: Duration = Duration::from_secs(180);
const STOP_WITHIN: Duration = Duration::from_secs(8);

/// How long a server may live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lease {
    /// No longer than the process that started it.
    Mine,
    /// Until it is stopped, or nobody called for an hour.
    Shared,
}

pub(super) struct Process {
    folder: PathBuf,
    lease: Lease,
    child: Mutex<Option<Child>>,
}

impl Process {
    pub(super) fn new(folder: &Path, lease: Lease) -> Process {
        Process {
            folder: folder.to_path_buf(),
            lease,
            child: Mutex::new(None),
        }
    }

    /// Whether the process runs. A stranger that was given the same pid since is not it.
    pub(super) fn alive(&self) -> bool {
        let mut child = self.child.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(child) = child.as_mut() {
            return matches!(child.try_wait(), Ok(None));
        }
        self.pid().is_some()
    }

    pub(super) fn start(&self, ready: impl Fn() -> bool) -> Result<()> {
        // One that runs and doesn't answer yet is busy, most often with other tests: to stop it would break them.
        if self.alive() && self.wait(&ready).is_ok() {
            return Ok(());
        }
        self.stop()?;
        let child = self.spawn()?;
        fs::write(self.folder.join("pid"), child.id().to_string())?;
        *self.child.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(child);
        self.wait(&ready)
    }

    fn wait(&self, ready: &impl Fn() -> bool) -> Result<()> {
        let deadline = Instant::now() + START_WITHIN;
        while !ready() {
            if !self.alive() {
                bail!(
                    "the homeserver in {} stopped at once: {}",
                    self.folder.display(),
                    self.last_words()
                );
            }
            if Instant::now() > deadline {
                bail!(
                    "the homeserver in {} does not answer: {}",
                    self.folder.display(),
                    self.last_words()
                );
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    pub(super) fn stop(&self) -> Result<()> {
        let deadline = Instant::now() + STOP_WITHIN;
        let mut signal = Signal::TERM;
        while self.alive() {
            let Some(pid) = self.pid() else { break };
            // It may have gone by itself in between.
            let _ = kill_process(pid, signal);
            thread::sleep(Duration::from_millis(50));
            if Instant::now() > deadline {
                signal = Signal::KILL;
            }
        }
        if let Some(mut child) = self
            .child
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
            .take()
        {
            child.wait()?;
        }
        Ok(())
    }

    fn spawn(&self) -> Result<Child> {
        let python = synapse_venv()?;
        let launcher = self.folder.join("homeserver.py");
        fs::write(&launcher, LAUNCHER)?;
        let settings = self.folder.join("settings.json");
        let mut written: serde_json::Value = serde_json::from_slice(&fs::read(&settings)?)?;
        let mine = self.lease == Lease::Mine;
        written["parent"] = if mine {
            std::process::id().into()
        } else {
            serde_json::Value::Null
        };
        written["idle_minutes"] = if mine { 0.into() } else { 60.into() };
        fs::write(&settings, serde_json::to_vec_pretty(&written)?)?;
        let out = File::create(self.folder.join("out.log"))?;
        let mut command = Command::new(python);
        // Nobody's Python settings or proxies reach the server.
        command.env_clear();
        if written["signs_on"] == true {
            command.env("PYTHONPATH", authlib()?);
        }
        command
            .arg(launcher)
            .arg(&settings)
            .current_dir(&self.folder)
            .env("PATH", "/usr/bin:/bin")
            .env("LANG", "C.UTF-8")
            .env("MALLOC_ARENA_MAX", "2")
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(out)
            // A test runner that ends its own group does not end a shared world with it.
            .process_group(0)
            .spawn()
            .context("cannot start Python")
    }

    /// The pid in the pid file, if the process with that pid is this server.
    fn pid(&self) -> Option<Pid> {
        let pid: i32 = fs::read_to_string(self.folder.join("pid")).ok()?.trim().parse().ok()?;
        let command = fs::read(format!("/proc/{pid}/cmdline")).ok()?;
        let settings = self.folder.join("settings.json");
        let ours = crate::server::holds(&command, settings.as_os_str().as_encoded_bytes());
        if ours { Pid::from_raw(pid) } else { None }
    }

    fn last_words(&self) -> String {
        let tail = || -> Option<String> {
            let mut file = File::open(self.folder.join("out.log")).ok()?;
            let length = file.metadata().ok()?.len();
            file.seek(SeekFrom::Start(length.saturating_sub(1500))).ok()?;
            let mut text = Vec::new();
            file.read_to_end(&mut text).ok()?;
            Some(String::from_utf8_lossy(&text).into_owned())
        };
        tail().unwrap_or_default()
    }
}
