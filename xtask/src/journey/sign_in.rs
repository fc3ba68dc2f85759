//! Signing in and out.

use anyhow::Result;
use support::{Name, Node, Role};

use super::{Hand, Person, Stage, look, report::Report, server, stage::PASSWORD};
use crate::words::Words;

/// How many groups a recovery key has.
const GROUPS: usize = 12;

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
        stage.key = set_up(&stage.amina, &stage.words)?;
        wait_for_rooms(&stage.amina, &stage.words)?;
        checks.picture(&stage.amina)?;
        let pasted = paste(&stage.amina, &stage.words)?;
        checks.that("the recovery key has left the clipboard", pasted.is_empty(), pasted);
        Ok(())
    })?;
    report.step(stage, "bryn-signed-in", |stage, checks| {
        stage.bryn.open()?;
        sign_in(&stage.bryn, &stage.words, PASSWORD)?;
        set_up(&stage.bryn, &stage.words)?;
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

/// Goes from the first sign-in of an account to a recovery key that was checked, and on to the rooms. Gives the key.
pub fn set_up(person: &Person, words: &Words) -> Result<String> {
    person.press(&words.get("key-make")?)?;
    let key = person.wait_for("the recovery key", |node| groups(node).len() == GROUPS)?;
    let groups = groups(&key);
    person.press(&words.get("copy")?)?;
    person.wait_to_read(&words.get("key-copied")?)?;
    person.press(&words.get("key-written")?)?;
    let title = words.get("key-check-title")?;
    person.driver()?.wait(Role::Heading, Name::Is(&title))?;
    if person.hand == Hand::Keyboard {
        person.keys(&["ctrl+v"])?;
        let holds = |node: &Node| node.text().is_ok_and(|text| text.contains(&groups.join(" ")));
        let _ = person.wait_for("the key that was copied", holds)?;
    }
    for (index, group) in groups.iter().enumerate() {
        let (number, line) = ((index + 1).to_string(), (index / 4 + 1).to_string());
        let label = words.fill("key-group", &[("number", &number), ("line", &line)])?;
        if person.driver()?.find(Role::Entry, Name::Is(&label))?.is_some() {
            person.fill(Name::Is(&label), group)?;
        }
    }
    person.press(&words.get("key-check")?)?;
    person.press(&words.get("setup-done")?)?;
    Ok(groups.join(" "))
}

/// What the clipboard puts into a field.
fn paste(person: &Person, words: &Words) -> Result<String> {
    let name = words.get("search")?;
    person.fill(Name::Is(&name), "-")?;
    // What is typed after it comes after it.
    person.keys(&["ctrl+v", "minus"])?;
    let text = |node: &Node| node.text().unwrap_or_default();
    let ends = |node: &Node| node.is(Role::Entry, Name::Is(&name)) && text(node).len() > 1 && text(node).ends_with('-');
    let pasted = text(&person.wait_for("what was pasted", ends)?);
    person.keys(&["ctrl+a", "BackSpace"])?;
    Ok(pasted.trim_matches('-').to_owned())
}

/// The groups of a recovery key, where a node shows one.
fn groups(node: &Node) -> Vec<String> {
    let text = node.text().unwrap_or_default();
    let groups: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if groups.iter().all(|group| group.chars().count() == 4) {
        groups
    } else {
        Vec::new()
    }
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
        // Amina's other computers, which she walked away from, stay signed in.
        let before = server::devices(stage, &amina.account.user_id)?;
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
            devices + 1 == before,
            format!("{before} devices before, {devices} after"),
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
