//! Servers that go and come back.

use anyhow::Result;
use support::{Name, Role};

use super::{Stage, message, report::Report, server};

const ACROSS: &str = "The clerk moved us to committee room nine.";

/// The other side's server stops, a message waits, the server returns, the message arrives once.
pub fn server(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "server-stops", |stage, checks| {
        stage.said.push(ACROSS.to_owned());
        let Stage {
            amina,
            bryn,
            words,
            world,
            ..
        } = &*stage;
        world.parliament().stop()?;
        bryn.wait_to_read(&words.get("offline")?)?;
        message::say(amina, words, ACROSS)?;
        message::sent(amina, words, ACROSS)?;
        checks.that("it has not arrived", message::count(bryn, ACROSS)? == 0, ACROSS);
        checks.picture(bryn)
    })?;
    report.step(stage, "server-returns", |stage, checks| {
        let Stage {
            amina,
            bryn,
            words,
            world,
            ..
        } = &*stage;
        world.parliament().start()?;
        message::message(bryn, ACROSS)?;
        let offline = words.get("offline")?;
        bryn.driver()?.until("to be online", support::access::PATIENCE, || {
            Ok((!bryn.reads(&offline)?).then_some(()))
        })?;
        for person in [amina, bryn] {
            let count = message::count(person, ACROSS)?;
            checks.that(
                &format!("{} has it once", person.first_name()),
                count == 1,
                format!("{count} times"),
            );
        }
        checks.picture(bryn)
    })
}

/// The program starts again while its server is down: who is signed in, the list and the timeline are there.
pub fn restart(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "quit", |stage, checks| {
        checks.picture(&stage.amina)?;
        stage.amina.quit()?;
        let readable = server::readable_by(&stage.amina, &stage.said)?;
        checks.that(
            "nothing that was said is readable in Amina's files",
            readable.is_empty(),
            readable.join("; "),
        );
        Ok(())
    })?;
    report.step(stage, "started-offline", |stage, checks| {
        stage.world.treasury().stop()?;
        stage.amina.open()?;
        let Stage { amina, bryn, words, .. } = &*stage;
        let name = &bryn.account.display_name;
        amina.choose_any("the conversation", &|node| node.is(Role::ListItem, Name::Starts(name)))?;
        message::message(amina, ACROSS)?;
        amina.wait_to_read(&words.get("offline")?)?;
        checks.picture(amina)
    })?;
    report.step(stage, "online-again", |stage, checks| {
        stage.world.treasury().start()?;
        let Stage { amina, words, .. } = &*stage;
        let offline = words.get("offline")?;
        amina.driver()?.until("to be online", support::access::PATIENCE, || {
            Ok((!amina.reads(&offline)?).then_some(()))
        })?;
        checks.that("the message is there once", message::count(amina, ACROSS)? == 1, ACROSS);
        checks.picture(amina)
    })
}
