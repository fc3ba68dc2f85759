//! The program is killed at random moments, again and again: it starts every time, and nothing is lost or doubled.

use std::{
    collections::hash_map::RandomState,
    fs,
    hash::{BuildHasher, Hasher},
    path::Path,
    thread::sleep,
    time::Duration,
};

use anyhow::Result;
use support::{Name, Role};

use super::{Person, Stage, message, report::Report, server, sign_in};

const TIMES: usize = 20;
/// The longest from pressing Send to the kill: enough to be through to the server.
const LONGEST: u64 = 1500;

/// Kills and restarts one person's program while the two talk. False when a check failed.
pub fn play(binary: &Path, folder: &Path) -> Result<bool> {
    fs::create_dir_all(folder)?;
    let mut report = Report::new(folder);
    let mut stage = Stage::set(binary)?;
    let played = sign_in::play(&mut stage, &mut report)
        .and_then(|()| message::meet(&mut stage, &mut report))
        .and_then(|()| killed(&mut stage, &mut report));
    if let Err(error) = played {
        println!("{error:#}");
    }
    report.finish()
}

fn killed(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "killed-and-restarted", |stage, checks| {
        let before = server::encrypted(stage)?;
        for number in 1..=TIMES {
            let text = format!("Line {number:02} of the stenographer's report.");
            let moment = Duration::from_millis(RandomState::new().build_hasher().finish() % LONGEST);
            message::say(&stage.amina, &stage.words, &text)?;
            sleep(moment);
            let shown = message::count(&stage.amina, &text)? > 0;
            stage.amina.kill()?;
            stage.amina.open()?;
            reopen(stage)?;
            let kept = came_back(&stage.amina, stage, &text, shown)?;
            let what = format!(
                "line {number:02}, killed {} ms after it was sent, is kept",
                moment.as_millis()
            );
            checks.that(
                &what,
                kept || !shown,
                "it was on the screen, and is neither sent nor a draft",
            );
            if !kept {
                message::say(&stage.amina, &stage.words, &text)?;
            }
            message::message(&stage.bryn, &text)?;
            for person in [&stage.amina, &stage.bryn] {
                message::sent(person, &stage.words, &text)?;
                let count = message::count(person, &text)?;
                let what = format!("{} has line {number:02} once", person.first_name());
                checks.that(&what, count == 1, format!("{count} times"));
            }
        }
        let sent = server::encrypted(stage)? - before;
        checks.that(
            "the server has each line once",
            sent == TIMES,
            format!("{sent} events for {TIMES} lines"),
        );
        checks.picture(&stage.amina)
    })
}

/// Shows the conversation again.
fn reopen(stage: &Stage) -> Result<()> {
    let name = &stage.bryn.account.display_name;
    stage
        .amina
        .choose_any("the conversation", &|node| node.is(Role::ListItem, Name::Starts(name)))?;
    message::composer(&stage.amina, &stage.words).map(drop)
}

/// Whether the text is in the timeline, or waits in the composer; then it is sent from there.
fn came_back(amina: &Person, stage: &Stage, text: &str, shown: bool) -> Result<bool> {
    let look = || {
        if message::count(amina, text)? > 0 {
            return Ok(Some(false));
        }
        let drafted = message::composer(amina, &stage.words)?.text()? == text;
        Ok(drafted.then_some(true))
    };
    // What was not even on the screen need not come back; a moment shows whether it does.
    let patience = if shown {
        support::access::PATIENCE
    } else {
        Duration::from_secs(3)
    };
    match amina.driver()?.until("the message or its draft", patience, look) {
        Ok(drafted) => {
            if drafted {
                amina.press(&stage.words.get("composer-send")?)?;
            }
            Ok(true)
        }
        Err(_) => Ok(false),
    }
}
