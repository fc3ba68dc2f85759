//! One person: a desk, a home, and the program on it.

use std::{
    cell::RefCell,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use support::{Account, Desktop, Driver, Name, Node, Program, Role, State};

/// More stops than any screen has.
const LONGEST_WALK: usize = 120;

/// A person at a desk of their own.
pub struct Person {
    /// Who they are on their department's server.
    pub account: Account,
    /// How they use the program.
    pub hand: Hand,
    desktop: Desktop,
    binary: PathBuf,
    policy: PathBuf,
    program: Option<(Program, Driver)>,
}

/// What a person uses, and nothing else. Both must be enough for everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Keys alone. The tree tells only where the focus is, as eyes would.
    Keyboard,
    /// The accessibility tree alone, as a screen reader or a switch would.
    Assistive,
}

impl Person {
    /// At a new desk, whose home is `home`.
    pub fn new(account: Account, hand: Hand, home: &Path, binary: &Path, policy: &Path) -> Result<Person> {
        let desktop = Desktop::start(home)?;
        let (binary, policy) = (binary.to_path_buf(), policy.to_path_buf());
        Ok(Person {
            account,
            hand,
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
    pub fn fill(&self, name: Name<'_>, text: &str) -> Result<()> {
        let fits = |node: &Node| node.is(Role::Entry, name) || node.is(Role::Password, name);
        let field = self.wait_for(&format!("a field {name:?}"), fits)?;
        match self.hand {
            Hand::Assistive => field.set_text(text)?,
            Hand::Keyboard => {
                self.walk_to(&fits)?;
                self.keys(&["ctrl+a"])?;
                self.type_text(text)?;
            }
        }
        let driver = self.driver()?;
        let held = RefCell::new(String::new());
        let filled = || {
            let Some(field) = driver.nodes()?.into_iter().find(|node| fits(node)) else {
                return Ok(None);
            };
            // A secret reads as one dot a character.
            let read = field.text()?;
            let hidden = read.chars().count() == text.chars().count() && read.chars().all(|letter| letter == '•');
            let whole = read == text || hidden;
            held.replace(read);
            Ok(whole.then_some(()))
        };
        driver
            .until(
                &format!("{name:?} to hold what was typed"),
                support::access::PATIENCE,
                filled,
            )
            .with_context(|| {
                let focus = driver.focused().ok().flatten().map(|node| node.name().to_owned());
                format!("of {text:?} it held {:?}; the keyboard was at {focus:?}", held.borrow())
            })
    }

    /// Presses a button once it can be pressed.
    pub fn press(&self, name: &str) -> Result<()> {
        self.choose(Role::Button, name)
    }

    /// Uses the control with this role and name once it can be used.
    pub fn choose(&self, role: Role, name: &str) -> Result<()> {
        self.choose_any(&format!("{role:?} {name:?}"), &|node| node.is(role, Name::Is(name)))
    }

    /// Uses the first control that fits, once it can be used.
    pub fn choose_any(&self, what: &str, fits: &dyn Fn(&Node) -> bool) -> Result<()> {
        let node = self.wait_for(what, |node| fits(node) && node.enabled())?;
        match self.hand {
            Hand::Assistive => node.press(),
            Hand::Keyboard => {
                self.walk_to(fits)?;
                let ticks = matches!(node.role(), Some(Role::RadioButton | Role::CheckBox));
                self.keys(&[if ticks { "space" } else { "Return" }])
            }
        }
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

    /// Brings the keyboard focus there with Tab, and with arrows inside a list.
    fn walk_to(&self, fits: &dyn Fn(&Node) -> bool) -> Result<()> {
        let driver = self.driver()?;
        let mut stuck = false;
        for _ in 0..LONGEST_WALK {
            let nodes = driver.nodes()?;
            let here = nodes
                .iter()
                .position(|node| node.has(State::Focused) && node.role() != Some(Role::Window));
            if here.is_some_and(|here| fits(&nodes[here])) {
                return Ok(());
            }
            let there = nodes.iter().position(fits);
            let arrow = here
                .zip(there)
                .filter(|(here, there)| !stuck && in_one_list(&nodes[*here], &nodes[*there]));
            let key = arrow.map_or("Tab", |(here, there)| if there < here { "Up" } else { "Down" });
            let before = here.map(|here| nodes[here].id());
            self.keys(&[key])?;
            let moved = || Ok((driver.focused()?.map(|node| node.id()) != before).then_some(()));
            stuck = driver
                .until("the focus to move", Duration::from_secs(2), moved)
                .is_err();
        }
        bail!("the keyboard does not get there; the tree is:\n{}", driver.dump()?)
    }

    /// Whether the words go from the screen. The room list may follow the timeline by a moment.
    pub fn no_longer_reads(&self, words: &str) -> Result<bool> {
        let gone = || Ok((!self.reads(words)?).then_some(()));
        Ok(self
            .driver()?
            .until(&format!("{words:?} to go"), Duration::from_secs(15), gone)
            .is_ok())
    }

    /// The folders in which the program keeps things, and nothing else does.
    pub fn folders(&self) -> [PathBuf; 3] {
        ["data", "cache", "config"].map(|name| self.home().join(name))
    }

    /// Has a service announce on this desk what programs tell it.
    pub fn announce(&self) -> Result<()> {
        let settings = self.home().join("dunstrc");
        // A click does what it is for, as on the desktops that people have.
        let text = "[global]\nmouse_left_click = do_action, close_current\norigin = top-right\noffset = 20x20\n\
                    [urgency_normal]\ntimeout = 0\n";
        fs::write(&settings, text)?;
        let settings = settings.display().to_string();
        self.desktop
            .serve("dunst", &["-conf", &settings], "org.freedesktop.Notifications")
    }

    /// Waits for an announcement.
    pub fn announced(&self) -> Result<()> {
        let shown = || {
            let count = self.desktop.run("dunstctl", &["count", "displayed"])?;
            Ok((count.trim() != "0").then_some(()))
        };
        self.driver()?
            .until("an announcement", support::access::PATIENCE, shown)
    }

    /// What was announced, once it has gone.
    pub fn announcements(&self) -> Result<String> {
        self.desktop.run("dunstctl", &["history"])
    }

    /// Clicks the announcement with the mouse.
    pub fn click_announcement(&self) -> Result<()> {
        let window = self.desktop.run("xdotool", &["search", "--class", "Dunst"])?;
        let window = window.lines().next_back().unwrap_or_default().to_owned();
        self.desktop
            .run("xdotool", &["mousemove", "--window", &window, "40", "20", "click", "1"])
            .map(drop)
    }

    /// Paints a picture into a file.
    pub fn paint(&self, file: &Path) -> Result<()> {
        let file = file.display().to_string();
        let sizes = ["-size", "320x200", "gradient:navy-skyblue", &file];
        self.desktop.run("convert", &sizes).map(drop)
    }

    /// A picture of the whole desk.
    pub fn picture_of_desk(&self, file: &Path) -> Result<()> {
        let file = file.display().to_string();
        self.desktop
            .run("import", &["-silent", "-window", "root", "-strip", &file])
            .map(drop)
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

/// Items of lists and menus are walked with arrows; Tab stops once for all of them.
fn in_one_list(here: &Node, there: &Node) -> bool {
    let listed = [Role::ListItem, Role::Article, Role::MenuItem, Role::RadioButton];
    here.role() == there.role() && here.role().is_some_and(|role| listed.contains(&role))
}
