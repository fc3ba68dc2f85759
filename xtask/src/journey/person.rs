//! One person: a desk, a home, and the program on it.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result};
use support::{Account, Desktop, Driver, Name, Node, Program, Role};

/// A person at a desk of their own.
pub struct Person {
    /// Who they are on their department's server.
    pub account: Account,
    desktop: Desktop,
    binary: PathBuf,
    policy: PathBuf,
    program: Option<(Program, Driver)>,
}

impl Person {
    /// At a new desk, whose home is `home`.
    pub fn new(account: Account, home: &Path, binary: &Path, policy: &Path) -> Result<Person> {
        let desktop = Desktop::start(home)?;
        let (binary, policy) = (binary.to_path_buf(), policy.to_path_buf());
        Ok(Person {
            account,
            desktop,
            binary,
            policy,
            program: None,
        })
    }

    /// Starts the program and waits for its window.
    pub fn open(&mut self) -> Result<()> {
        let policy = self.policy.display().to_string();
        let mut program = self
            .desktop
            .launch(&self.binary, &[], &[("DESPATCH_HARNESS_POLICY", &policy)])?;
        let driver = program.driver()?;
        program.window()?;
        self.program = Some((program, driver));
        Ok(())
    }

    /// Starts the program on another display than the desk's own, and waits until it is closed.
    pub fn show_on(&self, display: &[(&str, String)]) -> Result<()> {
        let policy = self.policy.display().to_string();
        let mut environment = vec![("DESPATCH_HARNESS_POLICY", policy.as_str())];
        environment.extend(display.iter().map(|(name, value)| (*name, value.as_str())));
        self.desktop
            .launch(&self.binary, &[], &environment)?
            .wait(Duration::MAX)
            .map(drop)
    }

    /// Closes the window, as a person does.
    pub fn quit(&mut self) -> Result<()> {
        let (program, _) = self.program.take().context("the program is not running")?;
        program.quit().map(drop)
    }

    /// `kill -9`.
    pub fn kill(&mut self) -> Result<()> {
        let (program, _) = self.program.take().context("the program is not running")?;
        program.kill()
    }

    /// Whether the program is running.
    pub fn is_open(&self) -> bool {
        self.program.is_some()
    }

    /// The program's accessibility tree.
    pub fn driver(&self) -> Result<&Driver> {
        self.program
            .as_ref()
            .map(|(_, driver)| driver)
            .context("the program is not running")
    }

    /// The program's window.
    pub fn program(&self) -> Result<&Program> {
        self.program
            .as_ref()
            .map(|(program, _)| program)
            .context("the program is not running")
    }

    /// The person's home folder.
    pub fn home(&self) -> &Path {
        self.desktop.home()
    }

    /// The name before the family name.
    pub fn first_name(&self) -> &str {
        self.account.display_name.split(' ').next().unwrap_or_default()
    }

    /// Waits for a field and makes this its text.
    pub fn fill(&self, role: Role, name: &str, text: &str) -> Result<()> {
        let driver = self.driver()?;
        driver.wait(role, Name::Is(name))?.set_text(text)?;
        let filled = || {
            let Some(field) = driver.find(role, Name::Is(name))? else {
                return Ok(None);
            };
            // A password reads as one dot a character.
            let read = field.text()?;
            let fits = read == text || role == Role::Password && read.chars().count() == text.chars().count();
            Ok(fits.then_some(()))
        };
        driver.until(
            &format!("{name:?} to hold what was typed"),
            Duration::from_secs(20),
            filled,
        )
    }

    /// Presses a button once it can be pressed.
    pub fn press(&self, name: &str) -> Result<()> {
        self.driver()?.press(Role::Button, Name::Is(name))
    }

    /// Waits for a message or room whose words hold `text`.
    pub fn wait_for(&self, what: &str, fits: impl Fn(&Node) -> bool) -> Result<Node> {
        let driver = self.driver()?;
        let look = || Ok(driver.nodes()?.into_iter().find(|node| fits(node)));
        driver.until(what, support::access::PATIENCE, look)
    }

    /// All words on the screen, as a screen reader would read them.
    pub fn words(&self) -> Result<String> {
        let nodes = self.driver()?.nodes()?;
        let said = nodes.iter().flat_map(|node| [node.name(), node.description()]);
        Ok(said.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n"))
    }

    /// Whether the words are on the screen.
    pub fn reads(&self, words: &str) -> Result<bool> {
        Ok(self.words()?.contains(words))
    }

    /// Waits until the words are on the screen.
    pub fn wait_to_read(&self, words: &str) -> Result<()> {
        let driver = self.driver()?;
        let look = || Ok(self.reads(words)?.then_some(()));
        driver.until(&format!("the words {words:?}"), support::access::PATIENCE, look)
    }

    /// Presses keys.
    pub fn keys(&self, keys: &[&str]) -> Result<()> {
        self.program()?.keys(keys)
    }

    /// Types text.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.program()?.type_text(text)
    }

    /// A picture of the window.
    pub fn screenshot(&self, file: &Path) -> Result<()> {
        self.program()?.screenshot(file)
    }
}
