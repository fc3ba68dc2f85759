//! A conversation of two departments.

use anyhow::Result;
use support::{Name, Node, Role};

use super::{Hand, Person, Stage, report::Report, server};
use crate::words::Words;

const GREETING: &str = "Good morning Bryn. The draft budget is ready for the committee.";
pub const ANSWER: &str = "Diolch yn fawr, Amina. I will read it before the meeting.";
const QUESTION: &str = "Is the table on page four final?";
const SLIP: &str = "The vote is at there o'clock on Thursday.";
const PUT_RIGHT: &str = "The vote is at three o'clock on Thursday.";
const MISTAKE: &str = "This line was meant for somebody else.";
const THUMB: &str = "👍";

/// From the invitation to a deleted message.
pub fn play(stage: &mut Stage, report: &mut Report) -> Result<()> {
    meet(stage, report)?;
    talk(stage, report)?;
    change(stage, report)?;
    search(stage, report)
}

/// One invites, the other accepts.
pub fn meet(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "direct-message", |stage, checks| {
        let Stage { amina, bryn, words, .. } = &*stage;
        amina.press(&words.get("new")?)?;
        amina.choose(Role::MenuItem, &words.get("new-message")?)?;
        amina
            .driver()?
            .wait(Role::Dialog, Name::Is(&words.get("new-message")?))?;
        amina.fill(Name::Is(&words.get("person-field")?), &bryn.account.email())?;
        checks.picture(amina)?;
        amina.press(&words.get("new-message-confirm")?)?;
        composer(amina, words)?;
        checks.also(amina, "started")?;
        stage.room = server::only_room(stage)?;
        Ok(())
    })?;
    report.step(stage, "invitation-accepted", |stage, checks| {
        let Stage { amina, bryn, words, .. } = &*stage;
        let invited = words.fill("invited-by", &[("name", &amina.account.display_name)])?;
        let theirs = |node: &Node| node.role() == Some(Role::ListItem) && node.name().contains(&invited);
        bryn.choose_any("the invitation", &theirs)?;
        bryn.driver()?.wait(Role::Button, Name::Is(&words.get("accept")?))?;
        checks.picture(bryn)?;
        bryn.press(&words.get("accept")?)?;
        composer(bryn, words)?;
        let joined = server::membership(stage, &bryn.account.user_id)?;
        checks.that(
            "the server says that Bryn has joined",
            joined.as_deref() == Some("join"),
            format!("{joined:?}"),
        );
        Ok(())
    })
}

fn talk(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "messages-both-ways", |stage, checks| {
        stage.said.extend([GREETING.to_owned(), ANSWER.to_owned()]);
        let Stage { amina, bryn, words, .. } = &*stage;
        say(amina, words, GREETING)?;
        sent(amina, words, GREETING)?;
        message(bryn, GREETING)?;
        say(bryn, words, ANSWER)?;
        sent(bryn, words, ANSWER)?;
        message(amina, ANSWER)?;
        checks.picture(amina)?;
        checks.also(bryn, "bryn")
    })?;
    report.step(stage, "reply", |stage, checks| {
        stage.said.push(QUESTION.to_owned());
        let Stage { amina, bryn, words, .. } = &*stage;
        act(bryn, GREETING, &words.get("reply")?)?;
        bryn.wait_to_read(&words.core("replying-to")?)?;
        checks.also(bryn, "writing")?;
        say(bryn, words, QUESTION)?;
        sent(bryn, words, QUESTION)?;
        let reply = message(amina, QUESTION)?;
        let spoken = reply.name().contains(words.core("spoken-reply")?.trim_end_matches(':'));
        checks.that("the answer says what it answers", spoken, reply.name());
        checks.picture(amina)
    })
}

fn change(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "edit", |stage, checks| {
        stage.said.extend([SLIP.to_owned(), PUT_RIGHT.to_owned()]);
        let Stage { amina, bryn, words, .. } = &*stage;
        say(amina, words, SLIP)?;
        sent(amina, words, SLIP)?;
        message(bryn, SLIP)?;
        act(amina, SLIP, &words.get("edit")?)?;
        amina.wait_to_read(&words.get("editing")?)?;
        rewrite(amina, words, PUT_RIGHT)?;
        for person in [amina, bryn] {
            let changed = message(person, PUT_RIGHT)?;
            let marked = changed.name().contains(&words.get("edited")?);
            checks.that(
                &format!("{} reads that it was edited", person.first_name()),
                marked,
                changed.name(),
            );
            checks.that("the slip is gone", person.no_longer_reads(SLIP)?, SLIP);
        }
        checks.picture(amina)
    })?;
    report.step(stage, "reaction", |stage, checks| {
        let Stage { amina, bryn, words, .. } = &*stage;
        act(bryn, PUT_RIGHT, &words.fill("react-quick", &[("key", THUMB)])?)?;
        let marked = |node: &Node| is_message(node, PUT_RIGHT) && node.name().contains(THUMB);
        amina.wait_for("the reaction", marked)?;
        bryn.wait_for("the reaction", marked)?;
        checks.picture(amina)
    })?;
    report.step(stage, "redaction", |stage, checks| {
        stage.said.push(MISTAKE.to_owned());
        let Stage { amina, bryn, words, .. } = &*stage;
        say(amina, words, MISTAKE)?;
        sent(amina, words, MISTAKE)?;
        message(bryn, MISTAKE)?;
        act(amina, MISTAKE, &words.get("delete")?)?;
        amina
            .driver()?
            .wait(Role::Dialog, Name::Is(&words.get("delete-title")?))?;
        checks.also(amina, "asked")?;
        amina.press(&words.get("delete")?)?;
        let redacted = words.get("redacted")?;
        for person in [amina, bryn] {
            message(person, &redacted)?;
            checks.that(
                &format!("{} no longer reads it", person.first_name()),
                person.no_longer_reads(MISTAKE)?,
                MISTAKE,
            );
        }
        checks.picture(bryn)
    })
}

/// One searches everywhere by the keyboard, the other in the room by its button.
fn search(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "search", |stage, checks| {
        let Stage { amina, bryn, words, .. } = &*stage;
        let (title, field) = (words.get("find-title")?, words.get("find-words")?);
        for (person, looked_for, said) in [(amina, "DRAFT budg", GREETING), (bryn, "\"page four\"", QUESTION)] {
            match person.hand {
                Hand::Keyboard => person.keys(&["ctrl+shift+f"])?,
                Hand::Assistive => person.press(&title)?,
            }
            person.fill(Name::Is(&field), looked_for)?;
            let hit = |node: &Node| node.role() == Some(Role::ListItem) && node.name().contains(said);
            person.wait_for("what was looked for", hit)?;
            checks.also(person, &person.first_name().to_lowercase())?;
            person.choose_any("what was found", &hit)?;
            message(person, said)?;
            person.press(&words.get("close")?)?;
            checks.that(
                &format!("{}'s search is closed", person.first_name()),
                person.no_longer_reads(&field)?,
                looked_for,
            );
        }
        checks.picture(amina)
    })
}

/// The field messages are written in, once it is there.
pub fn composer(person: &Person, words: &Words) -> Result<Node> {
    let label = words.core("composer-label")?;
    person.driver()?.wait(Role::Entry, Name::Starts(&label))
}

/// Writes and sends a message.
pub fn say(person: &Person, words: &Words, text: &str) -> Result<()> {
    write(person, words, text, "composer-send")
}

/// Changes the message that is being edited.
fn rewrite(person: &Person, words: &Words, text: &str) -> Result<()> {
    write(person, words, text, "composer-save")
}

fn write(person: &Person, words: &Words, text: &str, button: &str) -> Result<()> {
    person.fill(Name::Starts(&words.core("composer-label")?), text)?;
    match person.hand {
        Hand::Keyboard => person.keys(&["Return"]),
        Hand::Assistive => person.press(&words.get(button)?),
    }
}

/// Waits for the message with these words.
pub fn message(person: &Person, text: &str) -> Result<Node> {
    person.wait_for(&format!("the message {text:?}"), |node| is_message(node, text))
}

/// Waits until one's own message is no longer on its way.
pub fn sent(person: &Person, words: &Words, text: &str) -> Result<()> {
    let (sending, waiting) = (words.get("state-sending")?, words.get("state-waiting")?);
    let out =
        |node: &Node| is_message(node, text) && !node.name().contains(&sending) && !node.name().contains(&waiting);
    person.wait_for(&format!("{text:?} to be sent"), out).map(drop)
}

/// How many messages with these words are on the screen.
pub fn count(person: &Person, text: &str) -> Result<usize> {
    Ok(person
        .driver()?
        .nodes()?
        .iter()
        .filter(|node| is_message(node, text))
        .count())
}

fn is_message(node: &Node, text: &str) -> bool {
    node.role() == Some(Role::Article) && node.name().contains(text)
}

/// Opens a message's menu and chooses an action.
pub fn act(person: &Person, text: &str, action: &str) -> Result<()> {
    person.choose_any(&format!("the message {text:?}"), &|node| is_message(node, text))?;
    person.choose(Role::MenuItem, action)
}
