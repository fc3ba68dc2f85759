//! One node of the tree.

use std::fmt;

use anyhow::{Context, Result, bail};
use zbus::{
    blocking::{Connection, Proxy},
    zvariant::OwnedObjectPath,
};

use super::{Name, Role, State};

/// A node as it was when the tree was read; acting on it goes to the program as it is now.
#[derive(Clone)]
pub struct Node {
    bus: Connection,
    program: String,
    object: OwnedObjectPath,
    interfaces: Vec<String>,
    name: String,
    role: u32,
    description: String,
    states: u64,
    depth: usize,
}

impl Node {
    pub(super) fn new(
        bus: Connection,
        (program, object): (String, OwnedObjectPath),
        interfaces: Vec<String>,
        name: String,
        role: u32,
        description: String,
        states: &[u32],
    ) -> Node {
        let low = u64::from(states.first().copied().unwrap_or_default());
        let high = u64::from(states.get(1).copied().unwrap_or_default());
        Node {
            bus,
            program,
            object,
            interfaces,
            name,
            role,
            description,
            states: low | high << 32,
            depth: 0,
        }
    }

    /// The name: what is read out first.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is read out after the name.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// What it is; none for a role the program is not known to use.
    pub fn role(&self) -> Option<Role> {
        Role::of(self.role)
    }

    /// Whether it is in this state.
    pub fn has(&self, state: State) -> bool {
        self.states >> (state as u32) & 1 == 1
    }

    /// Whether it can be used.
    pub fn enabled(&self) -> bool {
        self.has(State::Enabled)
    }

    /// Whether role and name fit.
    pub fn is(&self, role: Role, name: Name<'_>) -> bool {
        let fits = match name {
            Name::Is(text) => self.name == text,
            Name::Starts(text) => self.name.starts_with(text),
            Name::Has(text) => self.name.contains(text),
            Name::Any => true,
        };
        self.role == role as u32 && fits
    }

    /// The text inside, as a screen reader reads it.
    pub fn text(&self) -> Result<String> {
        if !self.offers("org.a11y.atspi.Text") {
            return Ok(String::new());
        }
        Ok(self.on("org.a11y.atspi.Text")?.call("GetText", &(0, -1))?)
    }

    /// Does its first action: presses, ticks, opens, follows.
    pub fn press(&self) -> Result<()> {
        let done: bool = self
            .on("org.a11y.atspi.Action")?
            .call("DoAction", &(0,))
            .context("cannot be pressed")?;
        self.judge(done, "cannot be pressed")
    }

    /// Puts the keyboard focus on it.
    pub fn focus(&self) -> Result<()> {
        let done: bool = self.on("org.a11y.atspi.Component")?.call("GrabFocus", &())?;
        self.judge(done, "cannot have the focus")
    }

    /// Makes this its whole text.
    pub fn set_text(&self, text: &str) -> Result<()> {
        let done: bool = self
            .on("org.a11y.atspi.EditableText")?
            .call("SetTextContents", &(text,))?;
        self.judge(done, "takes no text")
    }

    /// Where it is in its window: left, top, width, height.
    pub fn extents(&self) -> Result<(i32, i32, i32, i32)> {
        const WINDOW: u32 = 1;
        let (extents,): ((i32, i32, i32, i32),) =
            self.on("org.a11y.atspi.Component")?.call("GetExtents", &(WINDOW,))?;
        Ok(extents)
    }

    /// How deep in the tree: 0 is a window.
    pub fn depth(&self) -> usize {
        self.depth
    }

    pub(super) fn at_depth(self, depth: usize) -> Node {
        Node { depth, ..self }
    }

    /// What stays the same of a node between two looks.
    pub fn id(&self) -> String {
        self.path()
    }

    pub(super) fn path(&self) -> String {
        self.object.to_string()
    }

    fn offers(&self, interface: &str) -> bool {
        self.interfaces.iter().any(|offered| offered == interface)
    }

    fn on(&self, interface: &'static str) -> Result<Proxy<'_>> {
        if !self.offers(interface) {
            bail!("{self} does not offer {interface}");
        }
        let proxy = Proxy::new(&self.bus, self.program.as_str(), &self.object, interface);
        proxy.with_context(|| format!("{self} has gone"))
    }

    fn judge(&self, done: bool, otherwise: &str) -> Result<()> {
        if done { Ok(()) } else { bail!("{self} {otherwise}") }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.role() {
            Some(role) => write!(formatter, "{role:?} {:?}", self.name)?,
            None => write!(formatter, "role {} {:?}", self.role, self.name)?,
        }
        if !self.description.is_empty() {
            write!(formatter, " ({})", self.description)?;
        }
        for state in [
            State::Focused,
            State::Checked,
            State::Selected,
            State::Expanded,
            State::Busy,
            State::Modal,
        ] {
            if self.has(state) {
                write!(formatter, " {state:?}")?;
            }
        }
        if self.role().is_some_and(Role::interactive) && !self.enabled() {
            write!(formatter, " disabled")?;
        }
        Ok(())
    }
}
