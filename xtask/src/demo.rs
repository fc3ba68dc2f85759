//! `cargo xtask demo`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use serde_json::json;
use support::{Account, World, target_dir};

use crate::{
    build::harness_binary,
    journey::{self, Hand, PASSWORD, Person, Stage},
    prepare,
};

/// What a window of the person's own session needs to know of it.
const DISPLAY: [&str; 5] = [
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_RUNTIME_DIR",
    "XDG_SESSION_TYPE",
];

/// Opens the program among real servers, or plays the journey where nobody watches.
pub fn show(signed_in: bool) -> Result<bool> {
    if env::var_os("DISPLAY").is_none() && env::var_os("WAYLAND_DISPLAY").is_none() {
        let folder = target_dir().join("demo");
        println!(
            "There is no display here: playing the journey without one, into {}.",
            folder.display()
        );
        return play(&folder, None, Play::Journey);
    }
    if signed_in {
        open_signed_in()?
    } else {
        open_signed_out()?
    }
    Ok(true)
}

/// What is played without a display.
#[derive(Clone, Copy)]
pub enum Play {
    /// The journey.
    Journey,
    /// The program is killed again and again.
    Killed,
    /// Somebody is sent what does harm.
    Besieged,
}

/// Plays without a display.
pub fn play(folder: &Path, program: Option<PathBuf>, play: Play) -> Result<bool> {
    prepare::desk()?;
    // Relative to where the command was given, which cargo keeps.
    let folder = env::current_dir()?.join(folder);
    let program = match program {
        Some(program) => program.canonicalize()?,
        None => harness_binary()?,
    };
    match play {
        Play::Journey => journey::play(&program, &folder),
        Play::Killed => journey::crash::play(&program, &folder),
        Play::Besieged => {
            prepare::peer()?;
            journey::siege::play(&program, &folder, None)
        }
    }
}

/// The program as it is found on a new computer, in the person's own session.
fn open_signed_out() -> Result<()> {
    prepare::window()?;
    let binary = harness_binary()?;
    let folder = target_dir().join("despatch-demo");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    println!("Starting three homeservers ...");
    let world = World::start(&folder.join("world"))?;
    let policy = folder.join("policies");
    world.write_policy(&policy)?;
    let amina = world.treasury().register("amina.rahman", PASSWORD, "Amina Rahman")?;
    let bryn = world.parliament().register("bryn.lewis", PASSWORD, "Bryn Lewis")?;
    furnish(&world, &amina, &bryn)?;
    introduce(&world, &[&amina, &bryn]);
    if env::var_os("DBUS_SESSION_BUS_ADDRESS").is_none() {
        // A display and nothing behind it: no keyring, no accessibility. The program gets a session of its own.
        prepare::desk()?;
        Person::new(amina, Hand::Assistive, &folder.join("home"), &binary, &policy)?.show_on(&display())?;
    } else {
        let mut program = Command::new(&binary);
        for (name, variable) in [
            ("data", "XDG_DATA_HOME"),
            ("cache", "XDG_CACHE_HOME"),
            ("config", "XDG_CONFIG_HOME"),
        ] {
            program.env(variable, folder.join("home").join(name));
        }
        program.env("DESPATCH_HARNESS_POLICY", &policy);
        program
            .status()
            .with_context(|| format!("cannot start {}", binary.display()))?;
    }
    println!("The window was closed; the servers stop.");
    Ok(())
}

/// The program as somebody left it who has talked with another department.
fn open_signed_in() -> Result<()> {
    prepare::desk()?;
    println!("Starting three homeservers and letting two people meet; this takes a minute ...");
    let mut stage = Stage::set(&harness_binary()?)?;
    journey::meet(&mut stage, &target_dir().join("demo"))?;
    furnish(&stage.world, &stage.amina.account, &stage.bryn.account)?;
    introduce(&stage.world, &[&stage.amina.account, &stage.bryn.account]);
    stage.amina.quit()?;
    stage.amina.show_on(&display())?;
    println!("The window was closed; the servers stop.");
    Ok(())
}

fn display() -> Vec<(&'static str, String)> {
    let set = |name: &&'static str| Some((*name, env::var(name).ok()?));
    DISPLAY.iter().filter_map(set).collect()
}

/// Rooms and invitations that are there before anybody signs in.
fn furnish(world: &World, amina: &Account, bryn: &Account) -> Result<()> {
    let encryption =
        json!({ "type": "m.room.encryption", "state_key": "", "content": { "algorithm": "m.megolm.v1.aes-sha2" } });
    let carys = world
        .treasury()
        .register("carys.hughes", PASSWORD, "Carys Hughes")?
        .sign_in()?;
    let treasury = world.treasury().name();
    let budget = carys.create_room(json!({
        "name": "Budget statement", "topic": "Drafts, questions and the timetable",
        "preset": "private_chat", "initial_state": [encryption],
        "invite": [amina.user_id, bryn.user_id],
    }))?;
    for person in [amina, bryn] {
        person.puppet()?.join(&budget, &[treasury])?;
    }
    bryn.puppet()?.create_room(json!({
        "name": "Committee clerks", "preset": "private_chat", "initial_state": [encryption],
        "invite": [amina.user_id],
    }))?;
    let mallory = world
        .outside()
        .register("mallory.grey", PASSWORD, "Mallory Grey")?
        .sign_in()?;
    mallory
        .create_room(json!({ "name": "Prize committee", "initial_state": [encryption], "invite": [amina.user_id] }))?;
    Ok(())
}

fn introduce(world: &World, people: &[&Account]) {
    println!("\nTwo departments and a stranger are running on this computer:");
    for server in world.servers() {
        println!(
            "  {:20} {:12} {}",
            server.name(),
            server.display_name(),
            server.base_url()
        );
    }
    println!("\nPeople, and how they sign in:");
    for person in people {
        println!(
            "  {:14} {:32} password: {}",
            person.display_name,
            person.email(),
            person.password
        );
    }
    println!();
}
