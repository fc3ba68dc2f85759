//! What leaves the window: an announcement of the desktop that leads back, and files that are sent and saved.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use support::{Name, Node, Role};

use super::{Hand, Person, Stage, look, message, report::Report};
use crate::words::Words;

const CALL: &str = "Amina, the committee has moved to room nine.";
const LETTER: &str = "letter to the committee.txt";
const LETTER_SAYS: &str = "Dear committee, room nine it is.";
const MAP: &str = "map of the building.png";

/// A service that announces, and a click on what it shows.
pub fn play(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "announced", |stage, checks| {
        stage.said.push(CALL.to_owned());
        let Stage { amina, bryn, words, .. } = &*stage;
        amina.announce()?;
        // Whoever looks at the room needs no announcement.
        look::open(amina, words)?;
        message::say(bryn, words, CALL)?;
        message::sent(bryn, words, CALL)?;
        amina.announced()?;
        checks.whole_screen(amina, "shown")?;
        amina.click_announcement()?;
        message::message(amina, CALL)?;
        message::composer(amina, words)?;
        let shown = amina.announcements()?;
        let says = shown.contains(&bryn.account.display_name);
        checks.that("it says who wrote", says, shown.clone());
        checks.that("and not what, as policy has it", !shown.contains(CALL), shown);
        checks.picture(amina)
    })
}

/// A picture and a file, sent and saved.
pub fn files(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "files", |stage, checks| {
        stage.said.push(LETTER_SAYS.to_owned());
        let Stage { amina, bryn, words, .. } = &*stage;
        let (letter, map) = (bryn.home().join(LETTER), bryn.home().join(MAP));
        fs::write(&letter, LETTER_SAYS)?;
        bryn.paint(&map)?;
        for file in [&letter, &map] {
            send(bryn, words, file)?;
        }
        message::message(amina, LETTER)?;
        // Whoever looks at an older message stays there, and the room's line tells of the newer one.
        amina.wait_for("the line", |node| {
            node.role() == Some(Role::ListItem) && node.name().contains(MAP)
        })?;
        latest(amina, words)?;
        message::message(amina, MAP)?;
        checks.also(bryn, "sent")?;
        let folder = amina.home().join("saved");
        fs::create_dir_all(&folder)?;
        for name in [LETTER, MAP] {
            latest(amina, words)?;
            save(amina, words, name, &folder)?;
        }
        let said = fs::read_to_string(folder.join(LETTER))?;
        checks.that("the letter is the one that was sent", said == LETTER_SAYS, said);
        let begins = fs::read(folder.join(MAP))?.starts_with(b"\x89PNG");
        checks.that("the map is a picture", begins, MAP);
        checks.picture(amina)
    })
}

/// Sends a file, by its path: there is no window of the system's to choose it in.
fn send(person: &Person, words: &Words, file: &Path) -> Result<()> {
    let name = file.file_name().context("a file")?.to_string_lossy().into_owned();
    match person.hand {
        Hand::Keyboard => person.keys(&["ctrl+u"])?,
        Hand::Assistive => person.press(&words.get("attach")?)?,
    }
    person.fill(Name::Is(&words.get("attach-path")?), &file.display().to_string())?;
    person.press(&words.get("attach-confirm")?)?;
    let title = words.fill("send-file-title", &[("name", &name)])?;
    person.driver()?.wait(Role::Dialog, Name::Is(&title))?;
    person.press(&words.get("send-file")?)?;
    message::sent(person, words, &name)
}

/// Goes to the end of the conversation, where one isn't there.
fn latest(person: &Person, words: &Words) -> Result<()> {
    let latest = words.get("jump-to-latest")?;
    let nodes = person.driver()?.nodes()?;
    match nodes.iter().any(|node| node.is(Role::Button, Name::Is(&latest))) {
        true => person.press(&latest),
        false => Ok(()),
    }
}

/// Saves the file of a message into a folder.
fn save(person: &Person, words: &Words, name: &str, folder: &Path) -> Result<()> {
    message::act(person, name, &words.get("save")?)?;
    let title = words.fill("save-title", &[("name", name)])?;
    person.driver()?.wait(Role::Dialog, Name::Is(&title))?;
    person.fill(Name::Is(&words.get("save-folder")?), &folder.display().to_string())?;
    person.press(&words.get("save")?)?;
    let saved = words.get("file-saved")?;
    let told = |node: &Node| node.name().contains(&saved) && node.name().contains(name);
    person.wait_for("that it was saved", told).map(drop)
}
