//! Trust: another computer, a lost one, and people who make sure of each other.

use anyhow::Result;
use support::{Name, Node, Role};

use super::{Person, Stage, look, message, report::Report, sign_in, stage::PASSWORD};
use crate::words::Words;

const AFTER: &str = "Now I know that it is you.";
/// What Amina calls her device.
const DESK: &str = "Desk by the window";

/// A new computer confirmed by emoji and by recovery key, in two languages; a new identity; two people who verify.
pub fn play(stage: &mut Stage, report: &mut Report) -> Result<()> {
    let english = Words::of("en-GB")?;
    let welsh = Words::of("cy")?;
    for (name, words, theme) in [
        ("laptop", &english, "theme-light"),
        ("laptop-cy", &welsh, "theme-contrast"),
    ] {
        report.step(stage, name, |stage, checks| {
            let mut laptop = stage.another_computer(name)?;
            laptop.open()?;
            let laptop = &*stage.elsewhere.insert(laptop);
            sign_in::sign_in(laptop, &english, PASSWORD)?;
            heading(laptop, &english, "confirm-device")?;
            dress(laptop, &english, words, theme)?;
            laptop.press(&words.get("due-open")?)?;
            heading(laptop, words, "confirm-device")?;
            checks.picture(laptop)?;
            laptop.press(&words.get("way-device")?)?;
            let amina = &stage.amina;
            amina.wait_to_read(&english.get("request-own-text")?)?;
            checks.also(amina, "asked")?;
            amina.press(&english.get("request-accept")?)?;
            let (here, there) = (emoji(laptop, words)?, emoji(amina, &english)?);
            checks.that(
                "seven pictures on both",
                here.len() == 7 && there.len() == 7,
                format!("{here:?} {there:?}"),
            );
            checks.also(laptop, "compare")?;
            match_on(amina, &english)?;
            match_on(laptop, words)?;
            done(laptop, words)?;
            checks.also(laptop, "confirmed")?;
            for (person, words) in [(laptop, words), (amina, &english)] {
                person.press(&words.get("close")?)?;
            }
            let said = stage.said.first().cloned().unwrap_or_default();
            leave_setup(laptop, words)?;
            read_old(laptop, &stage.bryn, &said)?;
            checks.also(laptop, "history")?;
            stage.elsewhere = None;
            Ok(())
        })?;
    }
    report.step(stage, "recovery-key", |stage, checks| {
        let mut other = stage.another_computer("amina-other")?;
        other.open()?;
        let other = &*stage.elsewhere.insert(other);
        let words = &stage.words;
        sign_in::sign_in(other, words, PASSWORD)?;
        other.press(&words.get("way-key")?)?;
        heading(other, words, "key-enter-title")?;
        let field = words.get("recovery-key")?;
        other.fill(Name::Is(&field), "EsTx not the right one")?;
        other.press(&words.get("key-enter-submit")?)?;
        other.wait_to_read(&words.core("failure-wrong-key")?)?;
        checks.also(other, "wrong")?;
        other.fill(Name::Is(&field), &stage.key)?;
        other.press(&words.get("key-enter-submit")?)?;
        leave_setup(other, words)?;
        let said = stage.said.first().cloned().unwrap_or_default();
        read_old(other, &stage.bryn, &said)?;
        checks.picture(other)
    })?;
    stranger(stage, report)?;
    identity(stage, report)?;
    verify(stage, report)
}

/// Amina is asked about the computer that the recovery key let in, and says that it wasn't her.
fn stranger(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "new-sign-in", |stage, checks| {
        let Stage { amina, words, .. } = &*stage;
        amina.wait_to_read(&words.core("stranger-text")?)?;
        checks.picture(amina)?;
        amina.press(&words.get("stranger-no")?)?;
        heading(amina, words, "stranger-title")?;
        checks.also(amina, "not-me")?;
        amina.fill(Name::Is(&words.get("sign-in-password")?), PASSWORD)?;
        amina.press(&words.get("sign-out")?)?;
        amina.wait_to_read(&words.get("stranger-gone")?)?;
        checks.also(amina, "signed-out")?;
        // This device is the first.
        amina.press(&words.get("device-rename")?)?;
        amina.fill(Name::Is(&words.get("device-name")?), DESK)?;
        checks.also(amina, "rename")?;
        amina.press(&words.get("save")?)?;
        amina.wait_to_read(DESK)?;
        checks.also(amina, "devices")?;
        amina.press(&words.get("back")?)?;
        stage.elsewhere = None;
        Ok(())
    })
}

/// Bryn begins anew on another computer; Amina is told, and decides.
fn identity(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "new-identity", |stage, checks| {
        let mut other = stage.computer_of(&stage.bryn, "bryn-other")?;
        other.open()?;
        let other = &*stage.elsewhere.insert(other);
        let words = &stage.words;
        sign_in::sign_in(other, words, PASSWORD)?;
        other.press(&words.get("way-neither")?)?;
        heading(other, words, "reset-title")?;
        other.wait_to_read(&words.get("loss-title")?)?;
        checks.picture(other)?;
        other.fill(Name::Is(&words.get("sign-in-password")?), PASSWORD)?;
        other.press(&words.get("reset")?)?;
        sign_in::set_up(other, words)?;
        let changed = words.fill("changed", &[("name", &stage.bryn.account.display_name)])?;
        stage.amina.wait_to_read(&changed)?;
        checks.also(&stage.amina, "told")?;
        stage.amina.press(&words.get("accept")?)?;
        checks.that("the line goes", stage.amina.no_longer_reads(&changed)?, changed);
        // The computer that Bryn had before is confirmed again by the new one.
        let bryn = &stage.bryn;
        bryn.press(&words.get("due-open")?)?;
        bryn.press(&words.get("way-device")?)?;
        other.press(&words.get("request-accept")?)?;
        for person in [bryn, other] {
            match_on(person, words)?;
        }
        for person in [bryn, other] {
            done(person, words)?;
            person.press(&words.get("close")?)?;
        }
        leave_setup(bryn, words)?;
        stage.elsewhere = None;
        Ok(())
    })
}

/// Two people compare: once it is declined, once it doesn't match, then it does.
fn verify(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "not-verified", |stage, checks| {
        let Stage { amina, bryn, words, .. } = &*stage;
        amina.press(&words.get("details")?)?;
        let actions = words.fill("person-actions", &[("name", &bryn.account.display_name)])?;
        amina.press(&actions)?;
        amina.choose(Role::MenuItem, &words.get("person-show")?)?;
        amina
            .driver()?
            .wait(Role::Heading, Name::Is(&words.get("person-devices")?))?;
        amina.wait_to_read(&words.get("identity-unverified")?)?;
        checks.also(amina, "person")?;
        amina.press(&words.get("verify")?)?;
        bryn.wait_to_read(&words.get("request-text")?)?;
        checks.also(amina, "waiting")?;
        checks.also(bryn, "asked")?;
        bryn.press(&words.get("request-decline")?)?;
        amina.wait_to_read(&words.get("confirm-ended-there")?)?;
        checks.also(amina, "declined")?;
        amina.press(&words.get("try-again")?)?;
        bryn.press(&words.get("request-accept")?)?;
        emoji(amina, words)?;
        emoji(bryn, words)?;
        amina.press(&words.get("compare-differ")?)?;
        for person in [amina, bryn] {
            person.wait_to_read(&words.get("confirm-danger")?)?;
            checks.also(person, person.first_name())?;
            person.press(&words.get("close")?)?;
        }
        amina.wait_to_read(&words.get("identity-unverified")?)
    })?;
    report.step(stage, "verified", |stage, checks| {
        stage.said.push(AFTER.to_owned());
        let Stage { amina, bryn, words, .. } = &*stage;
        amina.press(&words.get("verify")?)?;
        bryn.press(&words.get("request-accept")?)?;
        checks.that(
            "both see the same",
            emoji(amina, words)? == emoji(bryn, words)?,
            "they differ",
        );
        checks.picture(bryn)?;
        for person in [amina, bryn] {
            match_on(person, words)?;
        }
        for person in [amina, bryn] {
            heading(person, words, "identity-verified")?;
            checks.also(person, person.first_name())?;
            person.press(&words.get("close")?)?;
        }
        amina.wait_to_read(&words.get("identity-verified")?)?;
        amina.press(&words.get("back")?)?;
        message::say(amina, words, AFTER)?;
        message::message(bryn, AFTER).map(drop)
    })
}

fn heading(person: &Person, words: &Words, key: &str) -> Result<()> {
    person
        .driver()?
        .wait(Role::Heading, Name::Is(&words.get(key)?))
        .map(drop)
}

/// Leaves the first page, chooses language and colours, and comes back to the rooms.
fn dress(person: &Person, from: &Words, to: &Words, theme: &str) -> Result<()> {
    person.press(&from.get("back")?)?;
    look::open(person, from)?;
    person.choose(Role::RadioButton, &from.get(theme)?)?;
    let language = if to.get("back")? == from.get("back")? {
        "language-en"
    } else {
        "language-cy"
    };
    person.choose(Role::RadioButton, &from.get(language)?)?;
    heading(person, to, "settings-title")?;
    person.press(&to.get("back")?)
}

/// The pictures to compare, as they are read out.
fn emoji(person: &Person, words: &Words) -> Result<Vec<String>> {
    heading(person, words, "compare-title")?;
    let place = |index: usize| {
        words.fill(
            "compare-place",
            &[("place", &index.to_string()), ("total", "7"), ("name", "")],
        )
    };
    let mut found = Vec::new();
    for index in 1..=7 {
        let begin = place(index)?;
        let node = person.wait_for(&format!("picture {index}"), |node: &Node| {
            node.name().starts_with(begin.trim_end())
        })?;
        found.push(node.name().to_owned());
    }
    Ok(found)
}

fn match_on(person: &Person, words: &Words) -> Result<()> {
    person.press(&words.get("compare-match")?)
}

fn done(person: &Person, words: &Words) -> Result<()> {
    heading(person, words, "confirm-done")
}

/// From the first page, all done, to the rooms.
fn leave_setup(person: &Person, words: &Words) -> Result<()> {
    person.wait_to_read(&words.get("setup-well")?)?;
    person.press(&words.get("setup-done")?)?;
    sign_in::wait_for_rooms(person, words)
}

/// Opens the conversation and reads what was said before this computer was there.
fn read_old(person: &Person, with: &Person, said: &str) -> Result<()> {
    let theirs = |node: &Node| node.role() == Some(Role::ListItem) && node.name().contains(&with.account.display_name);
    person.choose_any("the conversation", &theirs)?;
    message::message(person, said).map(drop)
}
