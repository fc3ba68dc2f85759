//! Somebody sends a thousand messages that do harm: the program stays, others can be talked to, and its memory returns.

use std::{
    fs,
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use support::{Name, Peer, Role, hostile};

use super::{Person, Stage, message, report::Report, sign_in, stage::PASSWORD};
use crate::bench::measure;

const MANY: usize = 1_000;
/// Pages up that are more than the room has.
const PAGES: usize = 1_200;
/// What the program may hold afterwards, against what it held before it saw the room. The rest is what was kept for the
/// next visit: rows of a room just left, and shapes of letters.
const MEMORY: f64 = 1.5;
/// The program looks once a minute for memory to give back.
const GIVING_BACK: Duration = Duration::from_secs(90);
const CALM: &str = "Is anybody still there?";
const HERE: &str = "Yes, all is well here.";

/// Amina is sent all of it by somebody with another program, reads it from the end to the beginning, and talks to Bryn.
///
/// Where there is a `budget`, the window may never take longer to answer.
pub fn play(binary: &Path, folder: &Path, budget: Option<Duration>) -> Result<bool> {
    fs::create_dir_all(folder)?;
    let mut report = Report::new(folder);
    let mut stage = Stage::set(binary)?;
    let played = sign_in::play(&mut stage, &mut report)
        .and_then(|()| message::meet(&mut stage, &mut report))
        .and_then(|()| besieged(&mut stage, &mut report, budget));
    if let Err(error) = played {
        println!("{error:#}");
    }
    report.finish()
}

fn besieged(stage: &mut Stage, report: &mut Report, budget: Option<Duration>) -> Result<()> {
    report.step(stage, "besieged", |stage, checks| {
        let Stage {
            amina,
            bryn,
            words,
            world,
            ..
        } = &*stage;
        let account = world.parliament().register("mallt.prys", PASSWORD, "Mallt Prys")?;
        let mallt = Peer::start(world, &account, "Another program")?;
        mallt.set_up_encryption()?;
        let room = mallt.create_dm(&amina.account.user_id)?;
        let theirs = |node: &support::Node| node.is(Role::ListItem, Name::Starts("Mallt Prys"));
        amina.choose_any("the invitation", &theirs)?;
        amina.press(&words.get("accept")?)?;
        mallt.wait_for_member(&room, &amina.account.user_id, "join")?;
        conversation(amina, &bryn.account.display_name)?;
        let before = measure::memory(amina.program()?.pid())?;
        // Whoever is in another conversation hears it come.
        let coming = amina.program()?.pulse()?;
        let sent = hostile::besiege(&mallt, &account.sign_in()?, &room, MANY, |_| Ok(()))?;
        println!("{sent} hostile events taken by the server");

        let coming = coming.stop()?;

        // Whatever it is called by now.
        let reading = amina.program()?.pulse()?;
        let besieged = |node: &support::Node| {
            node.role() == Some(Role::ListItem) && !node.name().starts_with(&bryn.account.display_name)
        };
        amina.choose_any("the hostile room", &besieged)?;
        message::message(amina, "after everything else")?;
        checks.picture(amina)?;
        let mut pages = 0;
        while message::count(amina, "before everything else")? == 0 {
            pages += 10;
            if pages > PAGES {
                bail!("the beginning does not come after {PAGES} pages");
            }
            amina.keys(&["Prior"; 10])?;
        }
        let reading = reading.stop()?;
        checks.also(amina, "beginning")?;
        for (what, beats) in [("while they come", &coming), ("while they are read", &reading)] {
            let longest = beats.longest();
            let said = format!(
                "{what} the window answers {} times, after {longest:?} at the longest ({:?} with its queueing for a \
                 processor), {} times after more than 50 ms",
                beats.taken.len(),
                beats.longest_with_queue,
                beats.over(Duration::from_millis(50)),
            );
            println!("{said}");
            let within = budget.is_none_or(|budget| longest <= budget);
            checks.that(&format!("no message holds up the window {what}"), within, said);
        }
        let most = measure::memory(amina.program()?.pid())?;
        conversation(amina, &bryn.account.display_name)?;
        message::say(amina, words, CALM)?;
        message::message(bryn, CALM)?;
        message::say(bryn, words, HERE)?;
        message::message(amina, HERE)?;
        checks.also(amina, "elsewhere")?;
        measure::settle(amina.program()?)?;
        let after = returned(amina.program()?.pid(), before * MEMORY)?;
        let what = format!("{before:.0} MiB before, {most:.0} MiB at most, {after:.0} MiB after");
        println!("{what}; {pages} pages");
        checks.that("memory returns", after <= before * MEMORY, what);
        Ok(())
    })
}

/// What the program holds once that is little enough, or after as long as it may take to give back what it doesn't need.
fn returned(pid: u32, enough: f64) -> Result<f64> {
    let deadline = Instant::now() + GIVING_BACK;
    loop {
        let holds = measure::memory(pid)?;
        if holds <= enough || Instant::now() > deadline {
            return Ok(holds);
        }
        sleep(Duration::from_secs(1));
    }
}

/// Shows the conversation with somebody.
fn conversation(person: &Person, name: &str) -> Result<()> {
    person.choose_any("the conversation", &|node| node.is(Role::ListItem, Name::Starts(name)))
}
