//! What the foreign server is refused.

use anyhow::Result;
use serde_json::json;
use support::{Name, Node, Role};

use super::{Stage, report::Report, stage::PASSWORD};

const LURE: &str = "Prize committee";

/// An invitation from outside, and a sign-in there.
pub fn play(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "foreign-invitation", |stage, checks| {
        let Stage {
            amina, words, world, ..
        } = &*stage;
        let mallory = world
            .outside()
            .register("mallory", PASSWORD, "Mallory Grey")?
            .sign_in()?;
        let encryption = json!({
            "type": "m.room.encryption", "state_key": "", "content": { "algorithm": "m.megolm.v1.aes-sha2" },
        });
        let lure = mallory.create_room(json!({ "name": LURE, "initial_state": [encryption] }))?;
        mallory.invite(&lure, &amina.account.user_id)?;
        let from = world.outside().name();
        let theirs = |node: &Node| node.role() == Some(Role::ListItem) && node.name().contains(from);
        amina.choose_any("the foreign invitation", &theirs)?;
        amina.wait_to_read(&words.get("invitation-locked")?)?;
        amina.wait_to_read(&words.core("reason-invited-from-outside")?)?;
        let accept = amina.driver()?.find(Role::Button, Name::Is(&words.get("accept")?))?;
        checks.that("there is no way to accept it", accept.is_none(), "there is a button");
        checks.picture(amina)?;
        let membership = mallory.membership(&lure, &amina.account.user_id)?;
        checks.that(
            "Amina has not joined",
            membership.as_deref() == Some("invite"),
            format!("{membership:?}"),
        );
        Ok(())
    })?;
    report.step(stage, "foreign-sign-in", |stage, checks| {
        let mut elsewhere = stage.another_computer("amina-elsewhere")?;
        elsewhere.open()?;
        let elsewhere = &*stage.elsewhere.insert(elsewhere);
        let words = &stage.words;
        let reason = words.core("reason-server-not-approved")?;
        let by_server = words.get("sign-in-by-server")?;
        elsewhere.choose(Role::RadioButton, &by_server)?;
        for typed in [
            stage.world.outside().name().to_owned(),
            stage.world.outside().base_url(),
        ] {
            elsewhere.fill(Name::Is(&words.get("sign-in-server")?), &typed)?;
            elsewhere.fill(Name::Is(&words.get("sign-in-user")?), &elsewhere.account.localpart)?;
            elsewhere.fill(Name::Is(&words.get("sign-in-password")?), PASSWORD)?;
            elsewhere.press(&words.get("sign-in")?)?;
            elsewhere.wait_to_read(&reason)?;
        }
        checks.picture(elsewhere)?;
        stage.elsewhere = None;
        Ok(())
    })
}
