//! Three homeservers: two departments that federate, and one that no policy approves.

mod policy;

use std::{
    fs::{self, File},
    net::{IpAddr, TcpListener},
    path::{Path, PathBuf},
    thread,
};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use policy::repoint;

use crate::{
    authority::Authority,
    http::Agent,
    provider::Provider,
    server::{Federates, Lease, Place, Server},
    tools::target_dir,
};

/// Raised when a world made by older code must not be used by newer.
const EDITION: u32 = 3;
const OUTSIDE: &str = "outside.example";
const DEPARTMENTS: [(&str, &str, [u8; 4]); 3] = [
    ("treasury.example", "Treasury", [127, 0, 0, 2]),
    ("parliament.example", "Parliament", [127, 0, 0, 3]),
    (OUTSIDE, "Outside", [127, 0, 0, 4]),
];

/// The servers, their certificate authority and the policy that approves two of them.
pub struct World {
    folder: PathBuf,
    authority: Authority,
    agent: Agent,
    servers: Vec<Server>,
    lease: Lease,
}

#[derive(Serialize, Deserialize)]
struct State {
    edition: u32,
    places: Vec<Place>,
}

impl World {
    /// Starts a world of one's own in `folder`, with what an earlier world left there. It ends when this value is
    /// dropped, and when this process ends in any way.
    pub fn start(folder: &Path) -> Result<World> {
        World::mine(folder, Federates::WithTheWorld)
    }

    /// The same, with departments that federate as their packaged configuration says, and not as most tests need it:
    /// with each other, and not with the foreign server.
    pub fn start_as_packaged(folder: &Path) -> Result<World> {
        World::mine(folder, Federates::AsPackaged)
    }

    /// A world of which only the first department runs, which lets people in by this provider too.
    pub fn signing_on(folder: &Path, provider: &Provider) -> Result<World> {
        fs::create_dir_all(folder)?;
        let folder = folder.canonicalize()?;
        World::open(&folder, Lease::Mine, Federates::WithTheWorld, Some(provider.port()))
    }

    fn mine(folder: &Path, departments: Federates) -> Result<World> {
        fs::create_dir_all(folder)?;
        let folder = folder.canonicalize()?;
        World::open(&folder, Lease::Mine, departments, None)
    }

    /// The world that all test processes of a target directory share. The first to ask starts it; it is used again by
    /// the next run, and ends with [`World::end_shared`] or after an hour without a caller.
    ///
    /// Tests make their own people with [`crate::unique`] names and do not stop its servers.
    pub fn shared() -> Result<World> {
        let (folder, lock) = shared_folder()?;
        lock.lock()?;
        match World::open(&folder, Lease::Shared, Federates::WithTheWorld, None) {
            Ok(world) => Ok(world),
            // Its ports may be taken or its files cut short: a fresh world is as good.
            Err(_) => {
                end(&folder);
                fs::remove_dir_all(&folder)?;
                World::open(&folder, Lease::Shared, Federates::WithTheWorld, None)
            }
        }
    }

    /// Stops the shared world, if one runs. Its databases stay for the next run.
    pub fn end_shared() -> Result<()> {
        let (folder, lock) = shared_folder()?;
        lock.lock()?;
        end(&folder);
        Ok(())
    }

    fn open(folder: &Path, lease: Lease, departments: Federates, provider: Option<u16>) -> Result<World> {
        fs::create_dir_all(folder)?;
        let (places, authority) = match World::found(folder) {
            Some(found) => found,
            None => World::make(folder, departments, provider)?,
        };
        let agent = Agent::trusting(authority.file())?;
        let servers: Vec<Server> = places
            .into_iter()
            .map(|place| Server::open(place, agent.clone(), lease))
            .collect();
        let world = World {
            folder: folder.to_path_buf(),
            authority,
            agent,
            servers,
            lease,
        };
        // Side by side: a new database takes Synapse some seconds.
        thread::scope(|scope| {
            let starting: Vec<_> = world
                .servers
                .iter()
                .take(if provider.is_some() { 1 } else { DEPARTMENTS.len() })
                .map(|server| scope.spawn(|| server.start()))
                .collect();
            for started in starting {
                match started.join() {
                    Ok(result) => result?,
                    Err(_) => bail!("starting a homeserver failed"),
                }
            }
            Ok(())
        })?;
        Ok(world)
    }

    fn found(folder: &Path) -> Option<(Vec<Place>, Authority)> {
        let state: State = serde_json::from_slice(&fs::read(folder.join("world.json")).ok()?).ok()?;
        let here = state.places.iter().all(|place| place.folder.starts_with(folder));
        if state.edition != EDITION || !here {
            return None;
        }
        let authority = Authority::open(folder).ok()?;
        for place in &state.places {
            Server::configure(place, &state.places, &authority).ok()?;
        }
        Some((state.places, authority))
    }

    fn make(folder: &Path, departments: Federates, provider: Option<u16>) -> Result<(Vec<Place>, Authority)> {
        end(folder);
        let authority = Authority::create(folder)?;
        let mut places = Vec::new();
        for (name, display_name, address) in DEPARTMENTS {
            let address = IpAddr::from(address);
            let mut ports = free_ports(address, folder);
            let mut port = || ports.next().context("no free port");
            let server_folder = folder.join(name);
            if server_folder.exists() {
                fs::remove_dir_all(&server_folder)?;
            }
            places.push(Place {
                name: name.to_owned(),
                display_name: display_name.to_owned(),
                address,
                client_port: port()?,
                federation_port: port()?,
                harness_port: port()?,
                folder: server_folder,
                // The foreign server is a stranger's: it talks to anybody who lets it.
                federates: if name == OUTSIDE {
                    Federates::WithTheWorld
                } else {
                    departments
                },
                provider: provider.filter(|_| name == DEPARTMENTS[0].0),
            });
        }
        for place in &places {
            Server::create(place, &places, &authority)?;
        }
        let state = State {
            edition: EDITION,
            places,
        };
        fs::write(folder.join("world.json"), serde_json::to_vec_pretty(&state)?)?;
        Ok((state.places, authority))
    }

    /// The first approved department, `treasury.example`.
    pub fn treasury(&self) -> &Server {
        &self.servers[0]
    }

    /// The second approved department, `parliament.example`.
    pub fn parliament(&self) -> &Server {
        &self.servers[1]
    }

    /// The server that no policy approves, `outside.example`. It federates with whoever does with it.
    pub fn outside(&self) -> &Server {
        &self.servers[2]
    }

    /// All three.
    pub fn servers(&self) -> &[Server] {
        &self.servers
    }

    /// Who signs the servers' certificates; also for listeners of a test's own.
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// A client that trusts this world's authority alone.
    pub fn agent(&self) -> &Agent {
        &self.agent
    }

    /// The demonstration policy: both departments, nothing else. See [`repoint`] to lead a department through a
    /// [`crate::Gate`] or a [`crate::Tamper`].
    pub fn policy(&self) -> Value {
        policy::demonstration(self)
    }

    /// Writes [`World::policy`] as the one managed file of a policy folder.
    pub fn write_policy(&self, folder: &Path) -> Result<()> {
        policy::write(folder, &self.policy())
    }

    /// Writes a policy document of the test's own as the one managed file of a policy folder.
    pub fn write_policy_document(&self, folder: &Path, document: &Value) -> Result<()> {
        policy::write(folder, document)
    }

    /// Stops the servers of a world of one's own.
    pub fn stop(self) {
        drop(self);
    }

    /// Where the world keeps its files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if self.lease == Lease::Mine {
            thread::scope(|scope| {
                for server in &self.servers {
                    scope.spawn(|| server.stop());
                }
            });
        }
    }
}

/// Stops whatever servers run out of a folder.
fn end(folder: &Path) {
    let Ok(bytes) = fs::read(folder.join("world.json")) else {
        return;
    };
    let Ok(state) = serde_json::from_slice::<State>(&bytes) else {
        return;
    };
    let Ok(agent) = Agent::trusting(&folder.join("ca.pem")) else {
        return;
    };
    for place in state.places {
        // What does not stop fails the start that follows, with its reason.
        let _ = Server::open(place, agent.clone(), Lease::Shared).stop();
    }
}

fn shared_folder() -> Result<(PathBuf, File)> {
    let parent = target_dir();
    fs::create_dir_all(&parent)?;
    let parent = parent.canonicalize()?;
    let lock = File::create(parent.join("despatch-world.lock"))?;
    Ok((parent.join("despatch-world"), lock))
}

/// Free ports, below the range that outgoing connections take theirs from: a server that stops finds its port again.
fn free_ports(address: IpAddr, folder: &Path) -> impl Iterator<Item = u16> {
    let seed = folder
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(0_u16, |seed, byte| seed.wrapping_mul(31).wrapping_add(u16::from(*byte)));
    (0..9_000_u16)
        .map(move |step| 10_000 + (seed % 9_000 + step) % 9_000)
        .filter(move |port| TcpListener::bind((address, *port)).is_ok())
}
