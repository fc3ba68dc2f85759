//! The program in its window.

use std::{
    fs::{self, OpenOptions},
    path::{Path, PathBuf},
    process::{Child, ExitStatus},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};

use super::{Desktop, Pulse};
use crate::{access::Driver, children};

/// An unoptimised program on a busy machine takes so long to draw.
const FRAME: Duration = Duration::from_millis(250);
/// A caret that blinks never stands still.
const MOST_PICTURES: usize = 6;

/// A running program. It ends when this is dropped.
pub struct Program {
    desktop: Desktop,
    child: Child,
    log: PathBuf,
}

impl Program {
    pub(super) fn launch(
        desktop: &Desktop,
        binary: &Path,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Result<Program> {
        let log = desktop.home().join("program.log");
        let out = OpenOptions::new().create(true).append(true).open(&log)?;
        let child = desktop
            .command(&binary.display().to_string())
            .args(arguments)
            .envs(environment.iter().copied())
            .current_dir(desktop.home())
            .stdout(out.try_clone()?)
            .stderr(out)
            .spawn()
            .with_context(|| format!("cannot start {}", binary.display()))?;
        Ok(Program {
            desktop: desktop.clone(),
            child,
            log,
        })
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Its accessibility tree.
    pub fn driver(&mut self) -> Result<Driver> {
        let attached = Driver::attach(self.desktop.session_bus(), self.child.id());
        match self.child.try_wait()? {
            Some(status) => bail!("the program ended ({status}): {}", self.printed()),
            None => attached.with_context(|| format!("its log: {}", self.printed())),
        }
    }

    /// Its window's id, once it has one that is shown.
    pub fn window(&self) -> Result<String> {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            if let Some(window) = self.shown() {
                return Ok(window);
            }
            if Instant::now() > deadline {
                bail!("the program shows no window; its log: {}", self.printed());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Its window's id, where there is one to see.
    fn shown(&self) -> Option<String> {
        let pid = self.pid().to_string();
        let found = self.desktop.run("xdotool", &["search", "--onlyvisible", "--pid", &pid]);
        Some(found.ok()?.lines().next_back()?.to_owned())
    }

    /// Asks the window all the time whether it answers.
    pub fn pulse(&self) -> Result<Pulse> {
        Pulse::feel(self.desktop.display()?, &self.window()?, self.pid())
    }

    /// Presses keys, in xdotool's names: `Tab`, `shift+Tab`, `ctrl+k`, `Return`.
    pub fn keys(&self, keys: &[&str]) -> Result<()> {
        self.activate()?;
        let mut arguments = vec!["key", "--clearmodifiers", "--delay", "20"];
        arguments.extend(keys);
        self.desktop.run("xdotool", &arguments).map(drop)
    }

    /// Types text.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.activate()?;
        self.desktop
            .run("xdotool", &["type", "--clearmodifiers", "--delay", "15", "--", text])
            .map(drop)
    }

    /// Gives the window another size.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        let window = self.window()?;
        let (width, height) = (width.to_string(), height.to_string());
        self.desktop
            .run("xdotool", &["windowsize", "--sync", &window, &width, &height])
            .map(drop)
    }

    /// Writes a picture of the window with what lies over it, once it stands still: what the accessibility tree says is drawn a
    /// moment later.
    pub fn screenshot(&self, file: &Path) -> Result<()> {
        let window = self.window()?;
        let mut before = Vec::new();
        for _ in 0..MOST_PICTURES {
            self.desktop.run(
                "import",
                &[
                    "-silent",
                    "-screen",
                    "-window",
                    &window,
                    "-strip",
                    &file.display().to_string(),
                ],
            )?;
            let now = fs::read(file)?;
            if now == before {
                break;
            }
            before = now;
            std::thread::sleep(FRAME);
        }
        Ok(())
    }

    /// Ends it as the person does who closes the window, and waits.
    pub fn quit(mut self) -> Result<ExitStatus> {
        // The window manager's own key; xdotool's windowclose would destroy the window behind the program's back.
        self.keys(&["alt+F4"])?;
        if let Ok(status) = self.wait(Duration::from_secs(8)) {
            return Ok(status);
        }
        // Seen once in a hundred closings: the program waits for events, and none has come. Whoever sits there presses again;
        // where the window is gone, the program is only waiting for others.
        if self.shown().is_some() {
            self.keys(&["alt+F4"])?;
        }
        self.wait(Duration::from_secs(20))
    }

    /// `kill -9`.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Waits until it ends by itself.
    pub fn wait(&mut self, patience: Duration) -> Result<ExitStatus> {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            if began.elapsed() > patience {
                bail!("the program did not end within {patience:?}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) -> Result<()> {
        let pid = i32::try_from(self.child.id())
            .ok()
            .and_then(Pid::from_raw)
            .context("no pid")?;
        Ok(kill_process(pid, signal)?)
    }

    /// What it printed so far, earlier runs in this home included.
    pub fn printed(&self) -> String {
        fs::read(&self.log)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }

    /// Puts the window in front with the keyboard focus.
    pub fn activate(&self) -> Result<()> {
        let window = self.window()?;
        self.desktop
            .run("xdotool", &["windowactivate", "--sync", &window])
            .map(drop)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        children::end(&mut self.child, Duration::from_secs(5));
    }
}
