//! A door before a homeserver that can be shut.

use std::{
    io,
    net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use anyhow::{Context, Result};

use crate::server::Server;

/// Passes TCP through to a homeserver's listener for people, until it is closed.
///
/// It stands on the server's own address, so the server's certificate fits it too. For a program behind it the server
/// vanishes and comes back, while other tests keep using it.
pub struct Gate {
    behind: SocketAddr,
    front: SocketAddr,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Default)]
struct Shared {
    /// Raised at each close, so that a listener of an earlier opening knows it is over.
    opening: u64,
    open: bool,
    stalled: bool,
    accepted: usize,
    streams: Vec<TcpStream>,
}

impl Gate {
    /// Stands an open gate before a server.
    pub fn before(server: &Server) -> Result<Gate> {
        let behind = SocketAddr::new(server.address(), server.client_port());
        let front = SocketAddr::new(server.address(), free_port(server.address())?);
        let gate = Gate {
            behind,
            front,
            shared: Arc::default(),
        };
        gate.open()?;
        Ok(gate)
    }

    /// What policy gives as `base_url` of a server behind this gate.
    pub fn base_url(&self) -> String {
        format!("https://{}", self.front)
    }

    /// Lets everything through (again).
    pub fn open(&self) -> Result<()> {
        let mut shared = lock(&self.shared);
        shared.stalled = false;
        if shared.open {
            return Ok(());
        }
        shared.open = true;
        shared.opening += 1;
        let opening = shared.opening;
        let listener = TcpListener::bind(self.front).context("the gate's port is taken")?;
        let state = Arc::clone(&self.shared);
        let behind = self.behind;
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut shared = lock(&state);
                if !shared.open || shared.opening != opening {
                    return;
                }
                let Ok(stream) = stream else { continue };
                shared.accepted += 1;
                shared.streams.extend(stream.try_clone());
                if !shared.stalled
                    && let Ok(onward) = TcpStream::connect(behind)
                {
                    shared.streams.extend(onward.try_clone());
                    pass(&stream, &onward);
                    pass(&onward, &stream);
                }
            }
        });
        Ok(())
    }

    /// Refuses every connection and cuts those that stand: the server has vanished.
    pub fn close(&self) {
        let was_open = {
            let mut shared = lock(&self.shared);
            std::mem::replace(&mut shared.open, false)
        };
        if was_open {
            // Wakes the listener, which then goes.
            let _ = TcpStream::connect(self.front);
            while TcpListener::bind(self.front).is_err() {
                thread::yield_now();
            }
        }
        self.cut();
    }

    /// Cuts the connections that stand; new ones pass.
    pub fn cut(&self) {
        for stream in lock(&self.shared).streams.drain(..) {
            // Already gone is as good.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Accepts connections and never answers, as a captive network does. What stands is cut.
    pub fn stall(&self) {
        lock(&self.shared).stalled = true;
        self.cut();
    }

    /// How many connections came so far.
    pub fn accepted(&self) -> usize {
        lock(&self.shared).accepted
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.close();
    }
}

/// A port that is free now, outside the range outgoing connections use, so that it can be bound again after a close.
pub(crate) fn free_port(address: IpAddr) -> Result<u16> {
    let start = u16::try_from(std::process::id() % 9_000).unwrap_or_default();
    let mut ports = (0..9_000).map(|step| 1_024 + (start + step) % 8_900);
    ports
        .find(|port| TcpListener::bind((address, *port)).is_ok())
        .context("no free port")
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn pass(from: &TcpStream, to: &TcpStream) {
    let (Ok(mut from), Ok(mut to)) = (from.try_clone(), to.try_clone()) else {
        return;
    };
    thread::spawn(move || {
        // Either end may go at any time; then so does the other.
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
        let _ = from.shutdown(Shutdown::Both);
    });
}
