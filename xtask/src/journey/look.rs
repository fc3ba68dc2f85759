//! Languages, themes and sizes of text.

use anyhow::Result;
use support::{Name, Role};

use super::{Person, Stage, message, report::Report};
use crate::words::Words;

/// Welsh, dark, high contrast and 200 % text.
pub fn play(stage: &mut Stage, report: &mut Report) -> Result<()> {
    let welsh = Words::of("cy")?;
    report.step(stage, "welsh", |stage, checks| {
        let Stage { amina, words, .. } = &*stage;
        set(amina, words, &words.get("language-cy")?)?;
        amina
            .driver()?
            .wait(Role::Heading, Name::Is(&welsh.get("settings-title")?))?;
        checks.also(amina, "settings")?;
        amina.press(&welsh.get("back")?)?;
        let written = message::composer(amina, &welsh)?.text()?;
        checks.that("the key of the settings writes nothing", written.is_empty(), written);
        checks.picture(amina)?;
        set(amina, &welsh, &welsh.get("language-en")?)?;
        amina.press(&words.get("back")?)
    })?;
    for (name, key) in [("dark", "theme-dark"), ("contrast", "theme-contrast")] {
        report.step(stage, name, |stage, checks| {
            let Stage { amina, words, .. } = &*stage;
            set(amina, words, &words.get(key)?)?;
            amina.press(&words.get("back")?)?;
            message::composer(amina, words)?;
            checks.picture(amina)
        })?;
    }
    report.step(stage, "large-text", |stage, checks| {
        let Stage { amina, words, .. } = &*stage;
        set(amina, words, &words.get("theme-light")?)?;
        amina.press(&words.get("back")?)?;
        set(amina, words, &words.fill("percent", &[("number", "200")])?)?;
        checks.also(amina, "settings")?;
        amina.press(&words.get("back")?)?;
        checks.picture(amina)?;
        set(amina, words, &words.fill("percent", &[("number", "100")])?)?;
        amina.press(&words.get("back")?)
    })
}

/// Opens the settings and chooses.
fn set(person: &Person, words: &Words, choice: &str) -> Result<()> {
    open(person, words)?;
    person.choose(Role::RadioButton, choice)
}

/// Opens the settings, by their key: in one narrow column their button is a page away.
pub fn open(person: &Person, words: &Words) -> Result<()> {
    person.keys(&["ctrl+comma"])?;
    person
        .driver()?
        .wait(Role::Heading, Name::Is(&words.get("settings-title")?))
        .map(drop)
}
