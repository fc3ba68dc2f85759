//! The servers, the people and the words of a journey.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;
use support::{World, target_dir};

use super::{Hand, Person};
use crate::words::Words;

/// The password of everybody in the journey.
pub const PASSWORD: &str = "a pot of tea and two biscuits";

/// Everything a step may touch.
pub struct Stage {
    /// The program's words in English.
    pub words: Words,
    /// Of the Treasury. Uses the keyboard alone.
    pub amina: Person,
    /// Of an MP's office. Uses assistive technology alone.
    pub bryn: Person,
    /// The direct message between the two, once it is there.
    pub room: String,
    /// Amina's recovery key, as she wrote it down.
    pub key: String,
    /// Every text that was sent. None may be readable on a server.
    pub said: Vec<String>,
    /// Amina before another computer, where nobody has signed in.
    pub elsewhere: Option<Person>,
    binary: PathBuf,
    policy: PathBuf,
    folder: PathBuf,
    // Last: people go before the servers do.
    pub world: World,
}

impl Stage {
    /// Starts the servers and sets two people before their desks. Nothing is left of an earlier journey.
    pub fn set(binary: &Path) -> Result<Stage> {
        let folder = target_dir().join("despatch-journey");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let folder = folder.canonicalize()?;
        let world = World::start(&folder.join("world"))?;
        let policy = folder.join("policies");
        world.write_policy(&policy)?;
        let amina = world.treasury().register("amina.rahman", PASSWORD, "Amina Rahman")?;
        let bryn = world.parliament().register("bryn.lewis", PASSWORD, "Bryn Lewis")?;
        Ok(Stage {
            words: Words::of("en-GB")?,
            amina: Person::new(amina, Hand::Keyboard, &folder.join("amina"), binary, &policy)?,
            bryn: Person::new(bryn, Hand::Assistive, &folder.join("bryn"), binary, &policy)?,
            room: String::new(),
            key: String::new(),
            said: Vec::new(),
            elsewhere: None,
            binary: binary.to_path_buf(),
            policy,
            folder,
            world,
        })
    }

    /// Where the organisation's policy lies.
    pub fn policy_folder(&self) -> &Path {
        &self.policy
    }

    /// The one file of it.
    pub fn policy_file(&self) -> PathBuf {
        self.policy.join("managed/10-demonstration.json")
    }

    /// Amina before another computer.
    pub fn another_computer(&self, name: &str) -> Result<Person> {
        self.computer_of(&self.amina, name)
    }

    /// Somebody before another computer.
    pub fn computer_of(&self, person: &Person, name: &str) -> Result<Person> {
        let home = self.folder.join(name);
        Person::new(
            person.account.clone(),
            Hand::Assistive,
            &home,
            &self.binary,
            &self.policy,
        )
    }

    /// Pictures and trees of all windows, after a step failed.
    pub fn leave_traces(&self, folder: &Path, stem: &str) {
        let people = [
            ("amina", Some(&self.amina)),
            ("bryn", Some(&self.bryn)),
            ("elsewhere", self.elsewhere.as_ref()),
        ];
        for (name, person) in people {
            let Some(person) = person.filter(|person| person.is_open()) else {
                continue;
            };
            // The step has failed; so may these.
            let _ = person.screenshot(&folder.join(format!("{stem}-failed-{name}.png")));
            let tree = person
                .driver()
                .and_then(support::Driver::dump)
                .unwrap_or_else(|error| format!("{error:#}"));
            let log = person.program().map(support::Program::printed).unwrap_or_default();
            let _ = fs::write(
                folder.join(format!("{stem}-failed-{name}.txt")),
                format!("{tree}\n{log}"),
            );
        }
    }
}
