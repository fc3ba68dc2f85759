//! What a process costs.

use std::{
    fs,
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use nix::{
    sys::{
        resource::{UsageWho, getrusage},
        time::{TimeVal, TimeValLike},
    },
    time::{clock_getcpuclockid, clock_gettime},
    unistd::Pid,
};
use support::{Account, Desktop, Name, Program, Role};

use crate::{
    journey::{Hand, Person, sign_in},
    words::Words,
};

/// So much processor time within [`QUIET`] is next to nothing, in seconds.
const REST: f64 = 0.02;
/// Starts whose processor time is taken; the middle one counts.
const STARTS: usize = 3;
/// Quiet for so long means idle.
const QUIET: Duration = Duration::from_secs(5);

/// What one program costs.
pub struct Figures {
    /// Proportional set size once idle.
    pub memory_mib: f64,
    /// Processor time from the start until idle.
    pub processor_s: f64,
    /// Processor time of a minute thereafter.
    pub idle_minute_s: f64,
    /// From the start until a window is shown.
    pub window_s: f64,
}

/// Runs a program without assistive technology, and lets it come to rest, a few times.
pub fn costs(desktop: &Desktop, binary: &Path, policy: Option<&Path>) -> Result<Figures> {
    let policy = policy.map(|policy| policy.display().to_string());
    let environment: Vec<_> = policy
        .iter()
        .map(|policy| ("DESPATCH_HARNESS_POLICY", policy.as_str()))
        .collect();
    let launch = || {
        let program = desktop.launch(binary, &[], &environment)?;
        program.window()?;
        anyhow::Ok(program)
    };
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let before = processor_of_ended()?;
        let program = launch()?;
        settle(&program)?;
        // As people do. After a kill the program doesn't trust what it has, and asks for everything anew.
        program.quit()?;
        starts.push(processor_of_ended()? - before);
    }
    starts.sort_by(f64::total_cmp);
    let began = Instant::now();
    let program = launch()?;
    let window_s = began.elapsed().as_secs_f64();
    let settled_s = settle(&program)?;
    let memory_mib = memory(program.pid())?;
    sleep(Duration::from_secs(60));
    let idle_minute_s = processor(program.pid())? - settled_s;
    program.quit()?;
    Ok(Figures {
        memory_mib,
        processor_s: starts[STARTS / 2],
        idle_minute_s,
        window_s,
    })
}

/// Signs in at first, and waits until everything has come down from the server.
pub fn sign_in(binary: &Path, home: &Path, policy: &Path, account: &Account) -> Result<()> {
    let words = Words::of("en-GB")?;
    let mut person = Person::new(account.clone(), Hand::Assistive, home, binary, policy)?;
    person.open()?;
    let rooms = words.get("region-rooms")?;
    let form = words.get("sign-in-password")?;
    let signed_out = person.wait_for("a form or the rooms", |node| {
        node.name() == rooms || node.name() == form
    })?;
    if signed_out.name() == form {
        println!("Signing in, and waiting for the first sync ...");
        sign_in::sign_in(&person, &words, &account.password)?;
        // What an earlier run had is lost with its home.
        let (make, neither) = (words.get("key-make")?, words.get("way-neither")?);
        let way = person.wait_for("the first page", |node| node.name() == make || node.name() == neither)?;
        if way.name() == neither {
            person.press(&neither)?;
            person.fill(Name::Is(&words.get("sign-in-password")?), &account.password)?;
            person.press(&words.get("reset")?)?;
        }
        sign_in::set_up(&person, &words)?;
        sign_in::wait_for_rooms(&person, &words)?;
    }
    person.wait_for("the list", |node| node.name().starts_with("Committee"))?;
    settle(person.program()?)?;
    person.quit()
}

/// From the start until the first room can be read, with assistive technology on.
pub fn time_to_list(binary: &Path, home: &Path, policy: &Path) -> Result<f64> {
    let desktop = Desktop::start(home)?;
    let policy = policy.display().to_string();
    let began = Instant::now();
    let mut program = desktop.launch(binary, &[], &[("DESPATCH_HARNESS_POLICY", &policy)])?;
    let driver = program.driver()?;
    driver.wait(Role::ListItem, Name::Starts("Committee"))?;
    Ok(began.elapsed().as_secs_f64())
}

/// Waits until the program uses next to nothing, and gives what it used until then.
pub fn settle(program: &Program) -> Result<f64> {
    let deadline = Instant::now() + Duration::from_secs(300);
    let mut last = processor(program.pid())?;
    while Instant::now() < deadline {
        sleep(QUIET);
        let now = processor(program.pid())?;
        if now - last <= REST {
            return Ok(now);
        }
        last = now;
    }
    bail!("the program does not come to rest")
}

/// User and system time of all programs that were started here and have ended, to the microsecond.
fn processor_of_ended() -> Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: TimeVal| time.num_microseconds() as f64 / 1e6;
    Ok(seconds(usage.user_time()) + seconds(usage.system_time()))
}

/// User and system time of a process, in seconds: of all its threads, ended ones too, to the nanosecond (clock_getcpuclockid(3)).
fn processor(pid: u32) -> Result<f64> {
    let pid = Pid::from_raw(i32::try_from(pid)?);
    let clock = clock_getcpuclockid(pid).context("the program has ended")?;
    Ok(Duration::from(clock_gettime(clock)?).as_secs_f64())
}

/// Proportional set size of a process, in MiB.
pub fn memory(pid: u32) -> Result<f64> {
    let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).context("the program has ended")?;
    let line = rollup.lines().find(|line| line.starts_with("Pss:")).context("no PSS")?;
    let kib: f64 = line.split_whitespace().nth(1).context("no figure")?.parse()?;
    Ok(kib / 1024.0)
}
