//! What the servers got to see, and what lies in people's homes.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use support::Server;

use super::{Person, Stage, report::Report};

/// What may be seen of an encrypted conversation: ciphertext, who reacted, what was deleted, and the room's state.
const OPEN: [&str; 3] = ["m.room.encrypted", "m.reaction", "m.room.redaction"];

/// Ciphertext, and no visitor at the foreign server.
pub fn judge(stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "servers-saw-nothing", |stage, checks| {
        let world = &stage.world;
        for server in [world.treasury(), world.parliament()] {
            if !server.answers() {
                server.start()?;
            }
            let kinds = message_kinds(server, &stage.room)?;
            let closed = kinds.iter().all(|kind| OPEN.contains(&kind.as_str()));
            let sent = kinds.contains("m.room.encrypted");
            let what = format!("on {} every message event is encrypted", server.name());
            checks.that(&what, closed && sent, format!("{kinds:?}"));
        }
        for server in world.servers() {
            for text in &stage.said {
                let found = server.database_contains(text.as_bytes())? || server.log_contains(text)?;
                checks.that(&format!("{} has never seen {text:?}", server.name()), !found, "it has");
            }
        }
        let readable = readable_by(&stage.bryn, &stage.said)?;
        checks.that(
            "nothing that was said is readable in Bryn's files",
            readable.is_empty(),
            readable.join("; "),
        );
        let strangers = world.outside().strangers()?;
        checks.that(
            "no program ever connected to the foreign server",
            strangers.is_empty(),
            format!("{strangers:?}"),
        );
        let seen = world.outside().connections()?.len();
        checks.that(
            "while the departments' servers did",
            seen > 0,
            "nobody connected at all",
        );
        Ok(())
    })
}

/// The one room that Amina has joined.
pub fn only_room(stage: &Stage) -> Result<String> {
    let path = format!("/_synapse/admin/v1/users/{}/joined_rooms", stage.amina.account.user_id);
    let answer = stage.world.treasury().admin()?.request("GET", &path, None)?;
    match answer["joined_rooms"].as_array().map(Vec::as_slice) {
        Some([room]) => room.as_str().map(str::to_owned).context("a room without an id"),
        rooms => bail!("Amina has joined {rooms:?}"),
    }
}

/// What Amina's server says of a person in the room.
pub fn membership(stage: &Stage, user_id: &str) -> Result<Option<String>> {
    let path = format!("/_synapse/admin/v1/rooms/{}/state", stage.room);
    let answer = stage.world.treasury().admin()?.request("GET", &path, None)?;
    let state = answer["state"].as_array().cloned().unwrap_or_default();
    let member = state
        .iter()
        .find(|event| event["type"] == "m.room.member" && event["state_key"] == user_id);
    Ok(member
        .and_then(|event| event["content"]["membership"].as_str())
        .map(str::to_owned))
}

/// How many devices a person has on Amina's server.
pub fn devices(stage: &Stage, user_id: &str) -> Result<usize> {
    let path = format!("/_synapse/admin/v2/users/{user_id}/devices");
    let answer = stage.world.treasury().admin()?.request("GET", &path, None)?;
    Ok(answer["devices"].as_array().map_or(0, Vec::len))
}

/// How many encrypted events of the room Amina's server has.
pub fn encrypted(stage: &Stage) -> Result<usize> {
    let events = messages(stage.world.treasury(), &stage.room)?;
    Ok(events
        .iter()
        .filter(|event| event["type"] == "m.room.encrypted")
        .count())
}

/// The types of all events that are no state.
fn message_kinds(server: &Server, room: &str) -> Result<BTreeSet<String>> {
    let events = messages(server, room)?;
    Ok(events
        .iter()
        .filter_map(|event| event["type"].as_str())
        .map(str::to_owned)
        .collect())
}

/// All events of a room that are no state.
fn messages(server: &Server, room: &str) -> Result<Vec<Value>> {
    let path = format!("/_synapse/admin/v1/rooms/{room}/messages?dir=b&limit=1000");
    let answer = server.admin()?.request("GET", &path, None)?;
    let mut events = answer["chunk"].as_array().cloned().unwrap_or_default();
    events.retain(|event| event.get("state_key").is_none());
    Ok(events)
}

/// Files of a person's program in which one of the texts can be read.
pub fn readable_by(person: &Person, texts: &[String]) -> Result<Vec<String>> {
    let mut readable = Vec::new();
    for folder in person.folders() {
        readable.extend(readable_in(&folder, texts)?);
    }
    Ok(readable)
}

/// Files below a folder in which one of the texts can be read.
fn readable_in(folder: &Path, texts: &[String]) -> Result<Vec<String>> {
    let mut readable = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            readable.extend(readable_in(&path, texts)?);
        } else if path.is_file() {
            let Ok(bytes) = fs::read(&path) else { continue };
            let found = texts.iter().find(|text| support::holds(&bytes, text.as_bytes()));
            readable.extend(found.map(|text| format!("{text:?} in {}", path.display())));
        }
    }
    Ok(readable)
}
