//! A thread beside the conversation: begun by one, found and answered by the other, and listed.

use anyhow::Result;
use support::{Name, Node, Role};

use super::{Hand, Person, Stage, message, report::Report};
use crate::words::Words;

const BEGINS: &str = "Room twelve has no projector. Shall we move?";
const APART: &str = "Then I bring printed copies, whichever room it is.";
const AGREED: &str = "Printed copies are enough for us.";

/// From the first answer to the list.
pub fn play(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "thread-begun", |stage, checks| {
        stage.said.extend([BEGINS.to_owned(), APART.to_owned()]);
        let Stage { amina, bryn, words, .. } = &*stage;
        message::say(amina, words, BEGINS)?;
        message::sent(amina, words, BEGINS)?;
        message::message(bryn, BEGINS)?;
        message::act(bryn, BEGINS, &words.get("reply-in-thread")?)?;
        opened(bryn, words)?;
        checks.also(bryn, "writing")?;
        answer(bryn, words, APART)?;
        let marked = |node: &Node| begins(node) && node.name().contains(APART);
        amina.wait_for("the mark of the thread", marked)?;
        let apart = message::count(amina, APART)?;
        checks.that("it stands apart", apart == 1, format!("{apart} messages say it"));
        checks.picture(amina)
    })?;
    report.step(stage, "thread-opened", |stage, checks| {
        stage.said.push(AGREED.to_owned());
        let Stage { amina, bryn, words, .. } = &*stage;
        let way = |node: &Node| node.role() == Some(Role::Button) && node.description().contains(APART);
        amina.choose_any("the way to the thread", &way)?;
        opened(amina, words)?;
        let answered = |node: &Node| node.role() == Some(Role::Article) && node.name().contains(APART) && !begins(node);
        amina.wait_for("the answer", answered)?;
        checks.picture(amina)?;
        answer(amina, words, AGREED)?;
        let agreed = |node: &Node| node.role() == Some(Role::Article) && node.name().contains(AGREED) && !begins(node);
        bryn.wait_for("the next answer", agreed)?;
        checks.also(bryn, "answered")?;
        for person in [amina, bryn] {
            leave(person, &words.get("thread-close")?)?;
        }
        Ok(())
    })?;
    report.step(stage, "threads-listed", |stage, checks| {
        let Stage { amina, bryn, words, .. } = &*stage;
        for person in [amina, bryn] {
            person.press(&words.get("threads")?)?;
            let line = |node: &Node| node.role() == Some(Role::ListItem) && node.name().contains(BEGINS);
            let line = person.wait_for("the thread in the list", line)?;
            checks.that("it says what was said last", line.name().contains(AGREED), line.name());
        }
        checks.picture(amina)?;
        for person in [amina, bryn] {
            leave(person, &words.get("threads-close")?)?;
        }
        Ok(())
    })
}

/// Whether it is the message that the thread begins with.
fn begins(node: &Node) -> bool {
    node.role() == Some(Role::Article) && node.name().contains(BEGINS)
}

/// Waits for the thread.
fn opened(person: &Person, words: &Words) -> Result<()> {
    let title = words.get("thread")?;
    person.driver()?.wait(Role::Heading, Name::Is(&title)).map(drop)
}

/// Writes and sends an answer.
fn answer(person: &Person, words: &Words, text: &str) -> Result<()> {
    person.fill(Name::Starts(&words.core("thread-composer-label")?), text)?;
    match person.hand {
        Hand::Keyboard => person.keys(&["Return"]),
        Hand::Assistive => person.press(&words.get("thread-composer-send")?),
    }
}

/// Leaves what stands beside the conversation.
fn leave(person: &Person, name: &str) -> Result<()> {
    match person.hand {
        Hand::Keyboard => person.keys(&["Escape"]),
        Hand::Assistive => person.press(name),
    }
}
