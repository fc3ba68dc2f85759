//! The program as a screen reader sees and works it, over AT-SPI.
//!
//! What cannot be found here by role and name, a blind person cannot find either.

mod node;
mod role;

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use zbus::{
    blocking::{Connection, Proxy, connection::Builder},
    zvariant::OwnedObjectPath,
};

pub use node::Node;
pub use role::{Role, State};

/// How long a wait lasts unless the caller says otherwise: homeservers and builds share this machine.
pub const PATIENCE: Duration = Duration::from_secs(45);

const BUS: &str = "org.a11y.Bus";
const CACHE: &str = "/org/a11y/atspi/cache";

/// Connected to the accessibility bus of one person's session, and to one program on it.
pub struct Driver {
    bus: Connection,
    program: String,
    pid: u32,
}

/// Which name a node must have.
#[derive(Clone, Copy, Debug)]
pub enum Name<'a> {
    /// Exactly this.
    Is(&'a str),
    /// Beginning so.
    Starts(&'a str),
    /// With this in it.
    Has(&'a str),
    /// Any.
    Any,
}

/// As it goes over the bus: object, application, parent, index, children, interfaces, name, role, description, states.
type Item = (
    Object,
    Object,
    Object,
    i32,
    i32,
    Vec<String>,
    String,
    u32,
    String,
    Vec<u32>,
);
type Object = (String, OwnedObjectPath);

impl Driver {
    /// Finds the program with this process id on the session at this D-Bus address. Assistive technology is switched on
    /// in that session first, which is what makes a program offer its tree at all.
    pub fn attach(session_bus: &str, pid: u32) -> Result<Driver> {
        let session = Builder::address(session_bus)?.build().context("no session bus")?;
        switch_on(&session)?;
        let address: String = Proxy::new(&session, BUS, "/org/a11y/bus", BUS)?.call("GetAddress", &())?;
        let bus = Builder::address(address.as_str())?
            .build()
            .context("no accessibility bus")?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(program) = program_of(&bus, pid)? {
                return Ok(Driver { bus, program, pid });
            }
            if Instant::now() > deadline {
                bail!("no program with pid {pid} came to the accessibility bus");
            }
            pause();
        }
    }

    /// The process this drives.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Every node, in reading order. The program answers in one call.
    pub fn nodes(&self) -> Result<Vec<Node>> {
        let cache = Proxy::new(&self.bus, self.program.as_str(), CACHE, "org.a11y.atspi.Cache")?;
        let items: Vec<Item> = cache
            .call("GetItems", &())
            .context("the program's accessibility tree")?;
        let mut children: HashMap<String, Vec<(i32, Node)>> = HashMap::new();
        for (object, _, parent, index, _, interfaces, name, role, description, states) in items {
            let parent = parent.1.to_string();
            let node = Node::new(self.bus.clone(), object, interfaces, name, role, description, &states);
            children.entry(parent).or_default().push((index, node));
        }
        let mut ordered = Vec::new();
        let mut waiting = take_children(&mut children, "/org/a11y/atspi/accessible/root", 0);
        while let Some(node) = waiting.pop() {
            waiting.extend(take_children(&mut children, &node.path(), node.depth() + 1));
            ordered.push(node);
        }
        Ok(ordered)
    }

    /// The first node with this role and name, if there is one now.
    pub fn find(&self, role: Role, name: Name<'_>) -> Result<Option<Node>> {
        Ok(self.nodes()?.into_iter().find(|node| node.is(role, name)))
    }

    /// All nodes with this role and name.
    pub fn all(&self, role: Role, name: Name<'_>) -> Result<Vec<Node>> {
        let mut nodes = self.nodes()?;
        nodes.retain(|node| node.is(role, name));
        Ok(nodes)
    }

    /// Waits for a node with this role and name.
    pub fn wait(&self, role: Role, name: Name<'_>) -> Result<Node> {
        self.until(&format!("a {role:?} named {name:?}"), PATIENCE, || {
            self.find(role, name)
        })
    }

    /// Waits until a node with this role and name can be used, and presses it.
    pub fn press(&self, role: Role, name: Name<'_>) -> Result<()> {
        let what = format!("a {role:?} named {name:?} that can be pressed");
        let ready = || Ok(self.find(role, name)?.filter(Node::enabled));
        self.until(&what, PATIENCE, ready)?.press()
    }

    /// Waits until no node with this role and name is left.
    pub fn wait_gone(&self, role: Role, name: Name<'_>) -> Result<()> {
        let gone = || Ok(self.find(role, name)?.is_none().then_some(()));
        self.until(&format!("no {role:?} named {name:?}"), PATIENCE, gone)
    }

    /// Waits for a condition, looking again and again; when it does not come, the error holds the whole tree.
    pub fn until<T>(&self, what: &str, patience: Duration, look: impl Fn() -> Result<Option<T>>) -> Result<T> {
        let deadline = Instant::now() + patience;
        loop {
            // A program that starts or redraws may fail to answer once.
            let last = match look() {
                Ok(Some(found)) => return Ok(found),
                Ok(None) => None,
                Err(error) => Some(error),
            };
            if Instant::now() > deadline {
                let tree = self.dump().unwrap_or_else(|error| format!("{error:#}"));
                let last = last.map(|error| format!(" ({error:#})")).unwrap_or_default();
                bail!("waited {patience:?} for {what}{last}; the tree was:\n{tree}");
            }
            pause();
        }
    }

    /// The tree as text, one node a line.
    pub fn dump(&self) -> Result<String> {
        Ok(self
            .nodes()?
            .iter()
            .map(|node| format!("{}{node}\n", "  ".repeat(node.depth())))
            .collect())
    }

    /// Nodes that people act on and that have no name. None is right.
    pub fn unnamed(&self) -> Result<Vec<String>> {
        let nodes = self.nodes()?;
        let nameless = nodes
            .iter()
            .filter(|node| node.role().is_some_and(Role::interactive) && node.name().is_empty());
        Ok(nameless.map(ToString::to_string).collect())
    }

    /// The node that has the keyboard focus, if one has.
    pub fn focused(&self) -> Result<Option<Node>> {
        Ok(self
            .nodes()?
            .into_iter()
            .find(|node| node.has(State::Focused) && node.role() != Some(Role::Window)))
    }
}

/// `org.a11y.Status.IsEnabled`: what Orca sets when it starts.
fn switch_on(session: &Connection) -> Result<()> {
    let status = Proxy::new(session, BUS, "/org/a11y/bus", "org.a11y.Status")?;
    status
        .set_property("IsEnabled", true)
        .context("cannot switch assistive technology on")
}

fn program_of(bus: &Connection, pid: u32) -> Result<Option<String>> {
    let root = Proxy::new(
        bus,
        "org.a11y.atspi.Registry",
        "/org/a11y/atspi/accessible/root",
        "org.a11y.atspi.Accessible",
    )?;
    let programs: Vec<Object> = root.call("GetChildren", &())?;
    let daemon = Proxy::new(
        bus,
        "org.freedesktop.DBus",
        "/org/freedesktop/DBus",
        "org.freedesktop.DBus",
    )?;
    for (name, _) in programs {
        // One that has just left has no process.
        let found: zbus::Result<u32> = daemon.call("GetConnectionUnixProcessID", &(name.as_str(),));
        if found.is_ok_and(|found| found == pid) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

/// The children of a node, last first: what is taken off the end is next in reading order.
fn take_children(children: &mut HashMap<String, Vec<(i32, Node)>>, parent: &str, depth: usize) -> Vec<Node> {
    let mut below = children.remove(parent).unwrap_or_default();
    below.sort_by_key(|(index, _)| std::cmp::Reverse(*index));
    below.into_iter().map(|(_, node)| node.at_depth(depth)).collect()
}

/// Between two looks. A screen reader waits for events; a test asks again, which cannot miss one.
fn pause() {
    std::thread::sleep(Duration::from_millis(40));
}
