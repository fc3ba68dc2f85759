//! A person's desk: a virtual display, a session bus, an unlocked keyring, and the program in a window.

mod program;
mod pulse;

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use zbus::blocking::{Proxy, connection::Builder};

pub use program::Program;
pub use pulse::{Beats, Pulse};

use crate::{children::Children, gate::lock, unique};

const START_WITHIN: Duration = Duration::from_secs(60);

/// One person's session. Two people are two desktops: nothing is shared between them.
///
/// Clones are the same session; it ends with the last of them and of the programs started in it.
#[derive(Clone)]
pub struct Desktop(Arc<Session>);

struct Session {
    home: PathBuf,
    runtime: PathBuf,
    environment: Vec<(String, String)>,
    session_bus: String,
    children: Mutex<Children>,
}

impl Desktop {
    /// Starts a session whose home is `home`, which may hold what an earlier session left there.
    pub fn start(home: &Path) -> Result<Desktop> {
        Desktop::sized(home, 1280, 900)
    }

    /// As [`Desktop::start`], on a display of this size.
    pub fn sized(home: &Path, width: u32, height: u32) -> Result<Desktop> {
        fs::create_dir_all(home)?;
        let home = home.canonicalize()?;
        // A socket's path may have 108 bytes, and homes lie deep in a target directory.
        let runtime = std::env::temp_dir().join(unique("desk"));
        for folder in [&runtime, &home.join("data"), &home.join("cache"), &home.join("config")] {
            fs::create_dir_all(folder)?;
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
        let mut children = Children::default();
        let mut environment = environment(&home, &runtime);
        let display = start_display(&mut children, &environment, &home, width, height)?;
        environment.push(("DISPLAY".to_owned(), display));
        let session_bus = start_bus(&mut children, &environment, &home)?;
        environment.push(("DBUS_SESSION_BUS_ADDRESS".to_owned(), session_bus.clone()));
        start_keyring(&mut children, &environment, &home, &session_bus)?;
        start_window_manager(&mut children, &environment, &home)?;
        let children = Mutex::new(children);
        let session = Session {
            home,
            runtime,
            environment,
            session_bus,
            children,
        };
        Ok(Desktop(Arc::new(session)))
    }

    /// Starts a program in this session; `environment` is added to the session's own, which holds nothing of ours.
    pub fn launch(&self, binary: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Result<Program> {
        Program::launch(self, binary, arguments, environment)
    }

    /// Starts a service of this session, and waits until it has this name on the session's bus.
    pub fn serve(&self, program: &str, arguments: &[&str], name: &str) -> Result<()> {
        let service = self
            .command(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(log(&self.0.home, program)?)
            .stderr(log(&self.0.home, program)?)
            .spawn()
            .with_context(|| format!("cannot start {program}"))?;
        lock(&self.0.children).keep(service);
        let what = format!("{program} did not come up");
        wait_for_name(&self.0.session_bus, name, &what)
    }

    /// The person's home folder.
    pub fn home(&self) -> &Path {
        &self.0.home
    }

    /// The name of the display.
    fn display(&self) -> Result<&str> {
        let display = self.0.environment.iter().find(|(name, _)| name == "DISPLAY");
        Ok(&display.context("no display")?.1)
    }

    /// Where the session bus listens.
    pub fn session_bus(&self) -> &str {
        &self.0.session_bus
    }

    /// A command in this session: display, bus and homes are set, nothing else is.
    pub fn command(&self, program: &str) -> Command {
        clean(program, &self.0.environment)
    }

    /// Runs a command in this session and gives what it printed.
    pub fn run(&self, program: &str, arguments: &[&str]) -> Result<String> {
        let output = self.command(program).args(arguments).stdin(Stdio::null()).output();
        let output = output.with_context(|| format!("cannot run {program}"))?;
        if !output.status.success() {
            bail!(
                "{program} {arguments:?} failed: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        lock(&self.children).end();
        // Sockets only; a leftover in the temporary folder is no harm.
        let _ = fs::remove_dir_all(&self.runtime);
    }
}

fn environment(home: &Path, runtime: &Path) -> Vec<(String, String)> {
    let within = |name: &str| home.join(name).display().to_string();
    [
        ("PATH", "/usr/local/bin:/usr/bin:/bin".to_owned()),
        ("LANG", "C.UTF-8".to_owned()),
        ("HOME", home.display().to_string()),
        ("XDG_DATA_HOME", within("data")),
        ("XDG_CACHE_HOME", within("cache")),
        ("XDG_CONFIG_HOME", within("config")),
        ("XDG_RUNTIME_DIR", runtime.display().to_string()),
        ("XDG_SESSION_TYPE", "x11".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// Xvfb chooses a free display itself; a fixed number would meet another's.
fn start_display(
    children: &mut Children,
    environment: &[(String, String)],
    home: &Path,
    width: u32,
    height: u32,
) -> Result<String> {
    let mut xvfb = clean("Xvfb", environment)
        .args(["-displayfd", "1", "-screen", "0", &format!("{width}x{height}x24")])
        .args(["-nolisten", "tcp", "-noreset"])
        .stdout(Stdio::piped())
        .stderr(log(home, "xvfb")?)
        .spawn()
        .context("cannot start Xvfb")?;
    let out = xvfb.stdout.take().context("Xvfb has no output")?;
    children.keep(xvfb);
    Ok(format!(":{}", first_line(out).context("Xvfb gave no display")?))
}

fn start_bus(children: &mut Children, environment: &[(String, String)], home: &Path) -> Result<String> {
    let mut bus = clean("dbus-daemon", environment)
        .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
        .stdout(Stdio::piped())
        .stderr(log(home, "dbus")?)
        .spawn()
        .context("cannot start dbus-daemon")?;
    let out = bus.stdout.take().context("dbus-daemon has no output")?;
    children.keep(bus);
    first_line(out).context("dbus-daemon gave no address")
}

/// GNOME Keyring, with a login keyring that is unlocked as it is after a person has signed in to the computer.
fn start_keyring(
    children: &mut Children,
    environment: &[(String, String)],
    home: &Path,
    session_bus: &str,
) -> Result<()> {
    let mut keyring = clean("gnome-keyring-daemon", environment)
        .args(["--foreground", "--unlock", "--components=secrets"])
        .stdin(Stdio::piped())
        .stdout(log(home, "keyring")?)
        .stderr(log(home, "keyring")?)
        .spawn()
        .context("cannot start gnome-keyring-daemon")?;
    keyring
        .stdin
        .take()
        .context("the keyring takes no password")?
        .write_all(b"the login password")?;
    children.keep(keyring);
    wait_for_name(session_bus, "org.freedesktop.secrets", "the keyring did not come up")
}

/// Waits until somebody has this name on a bus.
fn wait_for_name(bus: &str, name: &str, otherwise: &str) -> Result<()> {
    let session = Builder::address(bus)?.build()?;
    let daemon = Proxy::new(
        &session,
        "org.freedesktop.DBus",
        "/org/freedesktop/DBus",
        "org.freedesktop.DBus",
    )?;
    let deadline = Instant::now() + START_WITHIN;
    while !daemon.call::<_, _, bool>("NameHasOwner", &(name,))? {
        if Instant::now() > deadline {
            bail!("{otherwise}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// Openbox. A window that is shown while it starts can stay hidden for good, so it must be there first.
fn start_window_manager(children: &mut Children, environment: &[(String, String)], home: &Path) -> Result<()> {
    let openbox = clean("openbox", environment)
        .stdout(log(home, "openbox")?)
        .stderr(log(home, "openbox")?)
        .spawn()
        .context("cannot start openbox")?;
    children.keep(openbox);
    let deadline = Instant::now() + START_WITHIN;
    // Only a window manager that is up tells which desktop is shown.
    while !clean("xdotool", environment)
        .arg("get_desktop")
        .stderr(Stdio::null())
        .stdout(Stdio::null())
        .status()?
        .success()
    {
        if Instant::now() > deadline {
            bail!("openbox did not come up");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

fn clean(program: &str, environment: &[(String, String)]) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null());
    command
}

fn log(home: &Path, name: &str) -> Result<fs::File> {
    let path = home.join(format!("{name}.log"));
    fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .with_context(|| format!("{}", path.display()))
}

fn first_line(out: impl Read) -> Result<String> {
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line)?;
    if line.trim().is_empty() {
        bail!("it ended at once");
    }
    Ok(line.trim().to_owned())
}
