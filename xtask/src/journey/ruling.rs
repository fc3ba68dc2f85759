//! The organisation's rules: where they are read, and what happens when they change while people are at work.

use std::{fs, os::unix::fs::PermissionsExt};

use anyhow::Result;
use serde_json::{Value, json};
use support::{Name, Node, Role};

use super::{Stage, look, message, report::Report, sign_in};

const AFTER: &str = "Noted, and on the record.";
/// Which of the organisation's policies this is, by its own count.
const VERSION: u32 = 7;

/// The page of the rules, rules that become stricter, and rules that are gone, spoilt or anybody's.
pub fn play(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "rules", |stage, checks| {
        let Stage { amina, words, .. } = &*stage;
        look::open(amina, words)?;
        amina.press(&words.get("rules-title")?)?;
        let title = words.get("rules-title")?;
        amina.driver()?.wait(Role::Heading, Name::Is(&title))?;
        amina.wait_to_read("Department for Demonstrations")?;
        checks.picture(amina)?;
        amina.fill(Name::Is(&words.get("rules-search")?), "federation")?;
        amina.wait_to_read(&words.get("key-federation-on-foreign")?)?;
        checks.also(amina, "searched")?;
        amina.press(&words.get("back")?)?;
        amina.press(&words.get("back")?)
    })?;
    report.step(stage, "rules-tightened", |stage, checks| {
        let mut stricter = stage.world.policy();
        stricter["retention"] = json!({ "forbid_redaction": true });
        stricter["interface"] = json!({ "theme": "contrast" });
        stage.change_policy(stricter, VERSION)?;
        let Stage { amina, bryn, words, .. } = &*stage;
        // The session has begun anew under the stricter rule, and what was open is open.
        message::say(amina, words, AFTER)?;
        message::message(bryn, AFTER)?;
        look::open(amina, words)?;
        amina.press(&words.get("rules-title")?)?;
        let search = words.get("rules-search")?;
        amina.fill(Name::Is(&search), "retention.forbid_redaction")?;
        amina.wait_to_read(&words.get("rule-managed-machine")?)?;
        // Which colours there are is neither stricter nor looser, so it can wait.
        amina.fill(Name::Is(&search), "interface.theme")?;
        amina.wait_to_read(&words.get("rule-needs-restart")?)?;
        checks.picture(amina)
    })?;
    stage.said.push(AFTER.to_owned());
    report.step(stage, "rules-locked", |stage, checks| {
        stage.amina.quit()?;
        stage.amina.open()?;
        let Stage { amina, words, .. } = &*stage;
        sign_in::wait_for_rooms(amina, words)?;
        look::open(amina, words)?;
        amina.wait_to_read(&words.get("rule-which")?)?;
        checks.picture(amina)?;
        amina.press(&words.get("back")?)
    })?;
    report.step(stage, "rules-loosened", |stage, checks| {
        stage.change_policy(stage.world.policy(), VERSION)?;
        let Stage { amina, words, .. } = &*stage;
        look::open(amina, words)?;
        amina.press(&words.get("rules-title")?)?;
        amina.fill(Name::Is(&words.get("rules-search")?), "retention.forbid_redaction")?;
        // What was forbidden at the start stays so until the next.
        amina.wait_to_read(&words.get("rule-needs-restart")?)?;
        checks.picture(amina)?;
        amina.press(&words.get("back")?)?;
        amina.press(&words.get("back")?)
    })?;
    for (name, fault, spoil) in spoilt() {
        report.step(stage, name, |stage, checks| {
            spoil(stage)?;
            let Stage { amina, bryn, words, .. } = &*stage;
            for person in [amina, bryn] {
                person
                    .driver()?
                    .wait(Role::Heading, Name::Is(&words.get("blocked-running-title")?))?;
                person.wait_to_read(&words.core(fault)?)?;
            }
            let hidden = |node: &Node| node.role() == Some(Role::Article);
            let left = amina.driver()?.nodes()?.into_iter().filter(hidden).count();
            checks.that("no message is on the screen", left == 0, format!("{left} messages"));
            checks.picture(amina)?;
            // A start under it is no better.
            stage.amina.quit()?;
            stage.amina.open()?;
            stage.amina.wait_to_read(&stage.words.core(fault)?)?;
            checks.also(&stage.amina, "at-start")?;
            // Nothing opens it again but a start under a policy that makes sense.
            stage.change_policy(stage.world.policy(), VERSION)?;
            for person in [&mut stage.amina, &mut stage.bryn] {
                person.quit()?;
                person.open()?;
            }
            let Stage { amina, bryn, words, .. } = &*stage;
            for (person, other) in [(amina, bryn), (bryn, amina)] {
                let name = &other.account.display_name;
                person.choose_any("the conversation", &|node| node.is(Role::ListItem, Name::Starts(name)))?;
                message::message(person, AFTER)?;
            }
            message::composer(amina, words).map(drop)
        })?;
    }
    Ok(())
}

type Spoil = fn(&Stage) -> Result<()>;

/// Ways to be rid of a policy, and what the program says to each.
fn spoilt() -> [(&'static str, &'static str, Spoil); 4] {
    [
        // Bryn's program has not been started since it heard of the newer one.
        ("rules-older", "fault-rollback", |stage| {
            stage.change_policy(stage.world.policy(), VERSION - 1)
        }),
        ("rules-deleted", "fault-no-policy", |stage| {
            Ok(fs::remove_file(stage.policy_file())?)
        }),
        ("rules-spoilt", "fault-syntax", |stage| {
            Ok(fs::write(stage.policy_file(), "{ not JSON")?)
        }),
        ("rules-writable", "fault-file-writable", |stage| {
            let anybodys = fs::Permissions::from_mode(0o666);
            Ok(fs::set_permissions(stage.policy_file(), anybodys)?)
        }),
    ]
}

impl Stage {
    fn change_policy(&self, mut document: Value, version: u32) -> Result<()> {
        let file = self.policy_file();
        if file.exists() {
            // A file that others may write is replaced, not written into.
            fs::remove_file(&file)?;
        }
        document["version"] = json!(version);
        self.world.write_policy_document(self.policy_folder(), &document)
    }
}
