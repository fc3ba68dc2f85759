//! One Synapse homeserver of a world.

mod account;
mod config;
mod process;

use std::{
    fs,
    net::IpAddr,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

pub use account::Account;

use crate::{authority::Authority, caller::Caller, http::Agent};
pub(crate) use process::Lease;
use process::Process;

/// A running homeserver, federating with the others of its world by natural names.
///
/// It listens three times on its own loopback address: for people (what policy's `base_url` names), for other servers,
/// and for the harness, so that the harness's own calls never count as a program's.
pub struct Server {
    place: Place,
    agent: Agent,
    admin: OnceLock<Caller>,
    process: Process,
}

/// Where a server lives. Written to the world's state file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) name: String,
    pub(crate) display_name: String,
    pub(crate) address: IpAddr,
    pub(crate) client_port: u16,
    pub(crate) federation_port: u16,
    pub(crate) harness_port: u16,
    pub(crate) folder: PathBuf,
    /// Worlds of an older edition do not say it.
    #[serde(default)]
    pub(crate) federates: Federates,
    /// The port of the provider by which it lets people in, too.
    #[serde(default)]
    pub(crate) provider: Option<u16>,
}

/// With whom a server talks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Federates {
    /// With whom the packaged configuration says: the departments.
    AsPackaged,
    /// With every server of the world.
    #[default]
    WithTheWorld,
}

/// A TCP connection that a server accepted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Connection {
    /// Which listener: `client`, `federation` or `harness`.
    pub site: String,
    /// Where it came from: another server's address, or 127.0.0.1 for any program.
    pub from: IpAddr,
    /// The port it came from.
    pub port: u16,
}

impl Server {
    pub(crate) fn create(place: &Place, all: &[Place], authority: &Authority) -> Result<()> {
        fs::create_dir_all(&place.folder)?;
        let (certificate, key) = authority.certify(&[&place.name], &[place.address])?;
        fs::write(place.folder.join("tls.pem"), certificate)?;
        fs::write(place.folder.join("tls.key"), key)?;
        Server::configure(place, all, authority)
    }

    /// Writes the configuration. Of an older world too: its databases stay, what is said here holds.
    pub(crate) fn configure(place: &Place, all: &[Place], authority: &Authority) -> Result<()> {
        config::write(place, all, authority.file())
    }

    pub(crate) fn open(place: Place, agent: Agent, lease: Lease) -> Server {
        let process = Process::new(&place.folder, lease);
        Server {
            place,
            agent,
            admin: OnceLock::new(),
            process,
        }
    }

    /// The server's name, as in user ids: `treasury.example`.
    pub fn name(&self) -> &str {
        &self.place.name
    }

    /// What people call the department.
    pub fn display_name(&self) -> &str {
        &self.place.display_name
    }

    /// The loopback address that is this server's alone.
    pub fn address(&self) -> IpAddr {
        self.place.address
    }

    /// The port people's programs call.
    pub fn client_port(&self) -> u16 {
        self.place.client_port
    }

    /// What policy gives as `base_url`.
    pub fn base_url(&self) -> String {
        format!("https://{}:{}", self.place.address, self.place.client_port)
    }

    /// The id of a person here.
    pub fn user_id(&self, localpart: &str) -> String {
        format!("@{localpart}:{}", self.place.name)
    }

    /// Makes an account and does not sign it in.
    pub fn register(&self, localpart: &str, password: &str, display_name: &str) -> Result<Account> {
        account::register(self, localpart, password, display_name)
    }

    /// Signs in a raw client, which has no keys.
    pub fn login(&self, localpart: &str, password: &str) -> Result<Caller> {
        account::login(&self.agent, &self.harness_url(), localpart, password)
    }

    /// The server's administrator.
    pub fn admin(&self) -> Result<&Caller> {
        if let Some(admin) = self.admin.get() {
            return Ok(admin);
        }
        let admin = account::administrator(self)?;
        Ok(self.admin.get_or_init(|| admin))
    }

    /// Starts the server (again) and waits until it answers.
    pub fn start(&self) -> Result<()> {
        self.process.start(|| self.answers())
    }

    /// Stops the server and waits until it has gone.
    ///
    /// In a shared world other tests need it: put a [`crate::Gate`] before it instead.
    pub fn stop(&self) -> Result<()> {
        self.process.stop()
    }

    /// Whether this server, and no other, answers here.
    pub fn answers(&self) -> bool {
        let url = format!("{}/_matrix/client/versions", self.harness_url());
        self.process.alive() && self.agent.call("GET", &url, None, None).is_ok()
    }

    /// Whether the bytes are in any database or file the server keeps, its logs aside.
    pub fn database_contains(&self, bytes: &[u8]) -> Result<bool> {
        found(&self.place.folder, bytes, &|path| !is_log(path))
    }

    /// Whether the text is in any of the server's logs.
    pub fn log_contains(&self, text: &str) -> Result<bool> {
        found(&self.place.folder, text.as_bytes(), &is_log)
    }

    /// Every connection accepted on the listeners for people and for servers, those of the world's servers included.
    pub fn connections(&self) -> Result<Vec<Connection>> {
        let file = self.place.folder.join("connections.jsonl");
        let lines = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let mut connections = Vec::new();
        for line in lines.lines() {
            let connection: Connection = serde_json::from_str(line)?;
            if connection.site != "harness" {
                connections.push(connection);
            }
        }
        Ok(connections)
    }

    /// Connections that came from no server of the world: a program called here.
    pub fn strangers(&self) -> Result<Vec<Connection>> {
        let mut connections = self.connections()?;
        connections.retain(|connection| connection.from == IpAddr::from([127, 0, 0, 1]));
        Ok(connections)
    }

    /// The root of the listener that only the harness knows.
    pub(crate) fn harness_url(&self) -> String {
        format!("https://{}:{}", self.place.address, self.place.harness_port)
    }

    pub(crate) fn agent(&self) -> &Agent {
        &self.agent
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.place.folder
    }
}

fn is_log(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().contains(".log"))
}

fn found(folder: &Path, bytes: &[u8], wanted: &dyn Fn(&Path) -> bool) -> Result<bool> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if found(&path, bytes, wanted)? {
                return Ok(true);
            }
        } else if wanted(&path) && path.is_file() {
            // A journal may go between the listing and the reading.
            let Ok(content) = fs::read(&path) else { continue };
            if holds(&content, bytes) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Whether `content` holds `bytes` anywhere.
pub fn holds(content: &[u8], bytes: &[u8]) -> bool {
    let Some(first) = bytes.first() else { return true };
    let mut rest = content;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        if rest[at..].starts_with(bytes) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}
