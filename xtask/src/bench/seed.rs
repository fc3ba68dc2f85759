//! An account as a busy person has it: 500 rooms, one of them with 10,000 messages.

use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use anyhow::{Result, bail};
use serde_json::json;
use support::{Account, Caller, World};

const ROOMS: usize = 500;
const MESSAGES: usize = 10_000;
/// Synapse works on one core; more connections than this only wait.
const CONNECTIONS: usize = 6;
const PASSWORD: &str = "a very full cabinet";

/// Fills the servers, once for a target directory.
pub fn seed(world: &World, folder: &Path) -> Result<Account> {
    let treasury = world.treasury();
    let account = treasury.register("busy.person", PASSWORD, "Busy Person")?;
    let marker = folder.join("seeded");
    if marker.exists() {
        return Ok(account);
    }
    println!("Making {ROOMS} rooms and {MESSAGES} messages; this takes some minutes, once ...");
    let person = account.puppet()?;
    let colleague = treasury.register("colleague", PASSWORD, "Carys Colleague")?.puppet()?;
    let big = room(&colleague, "The big room", &person)?;
    in_parallel("rooms", ROOMS - 1, |number| {
        let room = room(&colleague, &format!("Committee {number}"), &person)?;
        say(&colleague, &room, number)
    })?;
    in_parallel("messages", MESSAGES, |number| say(&colleague, &big, number))?;
    fs::write(marker, "")?;
    Ok(account)
}

fn room(owner: &Caller, name: &str, member: &Caller) -> Result<String> {
    let encrypted = json!({
        "type": "m.room.encryption", "state_key": "", "content": { "algorithm": "m.megolm.v1.aes-sha2" },
    });
    let room = owner.create_room(json!({
        "name": name, "preset": "private_chat", "invite": [member.user_id], "initial_state": [encrypted],
    }))?;
    member.join(&room, &[])?;
    Ok(room)
}

fn say(sender: &Caller, room: &str, number: usize) -> Result<()> {
    let text = format!("Message {number}: the minutes of the meeting are agreed, and the next one is on Thursday.");
    sender.say(room, &text).map(drop)
}

fn in_parallel(what: &str, count: usize, work: impl Fn(usize) -> Result<()> + Sync) -> Result<()> {
    let next = AtomicUsize::new(0);
    let run = || -> Result<()> {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return Ok(());
            }
            work(number)?;
            if number % 500 == 499 {
                println!("  {} of {count} {what}", number + 1);
            }
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(run)).collect();
        for worker in workers {
            match worker.join() {
                Ok(worked) => worked?,
                Err(_) => bail!("making {what} failed"),
            }
        }
        Ok(())
    })
}
