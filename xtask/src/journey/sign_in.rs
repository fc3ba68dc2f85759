//! Signing in and out.

use anyhow::Result;
use support::{Name, Role};

use super::{Person, Stage, look, report::Report, server, stage::PASSWORD};
use crate::words::Words;

/// From the first screen to two people signed in.
pub fn play(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "sign-in", |stage, checks| {
        stage.amina.open()?;
        let title = stage
            .words
            .fill("sign-in-title", &[("organisation", "Department for Demonstrations")])?;
        stage.amina.driver()?.wait(Role::Heading, Name::Is(&title))?;
        checks.picture(&stage.amina)
    })?;
    report.step(stage, "wrong-password", |stage, checks| {
        sign_in(&stage.amina, &stage.words, "not the password")?;
        let words = stage.words.core("failure-wrong-password")?;
        stage.amina.wait_to_read(&words)?;
        checks.picture(&stage.amina)
    })?;
    report.step(stage, "amina-signed-in", |stage, checks| {
        sign_in(&stage.amina, &stage.words, PASSWORD)?;
        wait_for_rooms(&stage.amina, &stage.words)?;
        checks.picture(&stage.amina)
    })?;
    report.step(stage, "bryn-signed-in", |stage, checks| {
        stage.bryn.open()?;
        sign_in(&stage.bryn, &stage.words, PASSWORD)?;
        wait_for_rooms(&stage.bryn, &stage.words)?;
        checks.picture(&stage.bryn)
    })
}

/// Fills the form and submits it.
pub fn sign_in(person: &Person, words: &Words, password: &str) -> Result<()> {
    person.fill(Name::Is(&words.get("sign-in-email")?), &person.account.email())?;
    person.fill(Name::Is(&words.get("sign-in-password")?), password)?;
    person.press(&words.get("sign-in")?)
}

/// Waits until the room list is there.
pub fn wait_for_rooms(person: &Person, words: &Words) -> Result<()> {
    let region = words.get("region-rooms")?;
    let _ = person.wait_for("the rooms", |node| {
        node.role() == Some(Role::Landmark) && node.name() == region
    })?;
    Ok(())
}

/// Signing out leaves nothing readable.
pub fn leave(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "signed-out", |stage, checks| {
        let Stage { amina, bryn, words, .. } = &*stage;
        look::open(amina, words)?;
        amina.press(&words.get("sign-out")?)?;
        amina
            .driver()?
            .wait(Role::Dialog, Name::Is(&words.get("sign-out-title")?))?;
        checks.also(amina, "asked")?;
        amina.press(&words.get("sign-out")?)?;
        let field = words.get("sign-in-password")?;
        amina.wait_for("the sign-in form", |node| node.name() == field)?;
        checks.picture(amina)?;
        let devices = server::devices(stage, &amina.account.user_id)?;
        checks.that(
            "the server has forgotten the device",
            devices == 0,
            format!("{devices} devices"),
        );
        let mut secrets = stage.said.clone();
        secrets.extend([
            stage.room.clone(),
            amina.account.user_id.clone(),
            bryn.account.user_id.clone(),
        ]);
        secrets.push(bryn.account.display_name.clone());
        stage.amina.quit()?;
        let readable = server::readable_by(&stage.amina, &secrets)?;
        checks.that(
            "nothing readable is left on the computer",
            readable.is_empty(),
            readable.join("; "),
        );
        Ok(())
    })
}
