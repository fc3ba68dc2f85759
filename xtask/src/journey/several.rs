//! Two accounts of one person in one window: a second one is added, walled off, and left again.

use std::fs;

use anyhow::{Context, Result};
use support::{Account, Name, Node, Role, State};

use super::{PASSWORD, Person, Stage, look, message, report::Report, sign_in};

const WHILE_AWAY: &str = "The committee would like you at nine.";

/// From the settings of the first account to the end of the second.
pub fn play(stage: &mut Stage, report: &mut Report) -> Result<()> {
    let member = stage
        .world
        .parliament()
        .register("amina.rahman.mp", PASSWORD, "Amina Rahman MP")?;
    report.step(stage, "second-account", |stage, checks| {
        let Stage { amina, words, .. } = &*stage;
        look::open(amina, words)?;
        amina.press(&words.get("account-add")?)?;
        amina.fill(Name::Is(&words.get("sign-in-email")?), &member.email())?;
        checks.also(amina, "adding")?;
        amina.fill(Name::Is(&words.get("sign-in-password")?), PASSWORD)?;
        amina.press(&words.get("sign-in")?)?;
        sign_in::set_up(amina, words)?;
        sign_in::wait_for_rooms(amina, words)?;
        amina.wait_to_read(&member.user_id)?;
        let own = amina.home().join("data/despatch/accounts/2/account/session.sealed");
        checks.that("it has a folder of its own", own.exists(), own.display().to_string());
        let first = amina.home().join("data/despatch/account/session.sealed");
        checks.that(
            "and the first has kept its own",
            first.exists(),
            first.display().to_string(),
        );
        checks.picture(amina)
    })?;
    report.step(stage, "accounts-apart", |stage, checks| {
        let Stage { amina, bryn, words, .. } = &*stage;
        let said = message::ANSWER;
        show(amina, &amina.account)?;
        message::act(amina, said, &words.get("copy-text")?)?;
        show(amina, &member)?;
        let gone = amina.no_longer_reads(said)?;
        checks.that("nothing of the first account is on the screen", gone, said);
        let search = words.get("search")?;
        amina.fill(Name::Is(&search), "-")?;
        amina.keys(&["ctrl+v"])?;
        amina.wait_to_read(&words.get("account-not-pasted")?)?;
        checks.also(amina, "not-pasted")?;
        amina.press(&words.get("close")?)?;
        let field = amina.driver()?.wait(Role::Entry, Name::Is(&search))?.text()?;
        checks.that("what was copied there is not pasted here", field == "-", field);
        amina.keys(&["ctrl+a", "BackSpace"])?;

        // Somebody writes to the account that is behind.
        message::say(bryn, words, WHILE_AWAY)?;
        let waits = |node: &Node| node.name().contains(&amina.account.user_id) && node.name().contains("unread");
        amina.wait_for("the message to be counted", waits)?;
        checks.picture(amina)?;
        show(amina, &amina.account)?;
        message::message(amina, WHILE_AWAY)?;
        checks.also(amina, "first")
    })?;
    stage.said.push(WHILE_AWAY.to_owned());
    report.step(stage, "accounts-again", |stage, checks| {
        stage.amina.quit()?;
        stage.amina.open()?;
        let Stage { amina, words, .. } = &*stage;
        sign_in::wait_for_rooms(amina, words)?;
        for account in [&member, &amina.account] {
            show(amina, account)?;
            sign_in::wait_for_rooms(amina, words)?;
        }
        checks.picture(amina)
    })?;
    report.step(stage, "second-account-left", |stage, checks| {
        let Stage { amina, bryn, words, .. } = &*stage;
        show(amina, &member)?;
        look::open(amina, words)?;
        amina.press(&words.get("sign-out")?)?;
        amina
            .driver()?
            .wait(Role::Dialog, Name::Is(&words.get("sign-out-title")?))?;
        amina.press(&words.get("sign-out")?)?;
        let gone = amina.no_longer_reads(&member.user_id)?;
        checks.that("its address is gone", gone, &member.user_id);
        open_conversation(amina, bryn)?;
        message::message(amina, WHILE_AWAY)?;
        let folder = amina.home().join("data/despatch/accounts/2");
        let removed = || Ok((!fs::exists(&folder)?).then_some(()));
        let removed = amina
            .driver()?
            .until("its folder to go", support::access::PATIENCE, removed);
        checks.that(
            "nothing of it is left on the computer",
            removed.is_ok(),
            folder.display().to_string(),
        );
        checks.picture(amina)
    })
}

/// Brings an account to the front by its key, which is the number before its address.
fn show(person: &Person, account: &Account) -> Result<()> {
    let names = |node: &Node| node.role() == Some(Role::Button) && node.name().contains(&account.user_id);
    let button = person.wait_for("the account's button", names)?;
    let number = button.name().chars().find(char::is_ascii_digit).context("a number")?;
    person.keys(&[&format!("ctrl+shift+{number}")])?;
    let shown = |node: &Node| names(node) && node.has(State::Selected);
    person.wait_for("the account in front", shown).map(drop)
}

fn open_conversation(person: &Person, other: &Person) -> Result<()> {
    let name = &other.account.display_name;
    person.choose_any("the conversation", &|node| node.is(Role::ListItem, Name::Starts(name)))
}
