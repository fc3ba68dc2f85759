//! An address that nobody should ever call.

use std::{
    io::Read,
    net::{IpAddr, SocketAddr, TcpListener},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use anyhow::Result;

use crate::gate::lock;

/// A TCP listener that answers nothing and remembers who called.
pub struct Canary {
    address: SocketAddr,
    calls: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Canary {
    /// Listens on 127.0.0.1, on a port of its own.
    pub fn perch() -> Result<Canary> {
        Canary::perch_on(IpAddr::from([127, 0, 0, 1]))
    }

    /// Listens on this loopback address, on a port of its own.
    pub fn perch_on(address: IpAddr) -> Result<Canary> {
        let listener = TcpListener::bind((address, 0))?;
        let address = listener.local_addr()?;
        let calls = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&calls);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let index = {
                    let mut heard = lock(&heard);
                    heard.push(Vec::new());
                    heard.len() - 1
                };
                let heard = Arc::clone(&heard);
                thread::spawn(move || {
                    let mut first = [0; 512];
                    // The call counts already; its first words are a courtesy to whoever reads the failure.
                    let _ = stream.set_read_timeout(Some(Duration::from_secs(2)));
                    if let Ok(read) = stream.read(&mut first) {
                        lock(&heard)[index] = first[..read].to_vec();
                    }
                });
            }
        });
        Ok(Canary { address, calls })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// An https URL of it.
    pub fn url(&self) -> String {
        format!("https://{}", self.address)
    }

    /// How many connections came.
    pub fn count(&self) -> usize {
        lock(&self.calls).len()
    }

    /// The first bytes of each connection, as far as they came.
    pub fn calls(&self) -> Vec<Vec<u8>> {
        lock(&self.calls).clone()
    }
}
