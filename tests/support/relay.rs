//! An HTTP proxy, as an organisation has one between its computers and the rest.

use std::{
    io::{BufRead, BufReader, Write},
    net::{IpAddr, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use anyhow::Result;

use crate::gate::{lock, pass};

/// Passes `CONNECT` (RFC 9110, section 9.3.6) through, and remembers where to.
pub struct Relay {
    address: SocketAddr,
    targets: Arc<Mutex<Vec<String>>>,
}

impl Relay {
    /// Listens on 127.0.0.1, on a port of its own.
    pub fn open() -> Result<Relay> {
        let listener = TcpListener::bind((IpAddr::from([127, 0, 0, 1]), 0))?;
        let address = listener.local_addr()?;
        let targets = Arc::new(Mutex::new(Vec::new()));
        let asked = Arc::clone(&targets);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (Ok(stream), asked) = (stream, Arc::clone(&asked)) else {
                    continue;
                };
                // A call that makes no sense is dropped, as a proxy would.
                thread::spawn(move || relay(stream, &asked).ok());
            }
        });
        Ok(Relay { address, targets })
    }

    /// What policy gives as the proxy's `url`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where people were let through to, as `host:port`, each call once.
    pub fn targets(&self) -> Vec<String> {
        lock(&self.targets).clone()
    }
}

fn relay(mut stream: TcpStream, asked: &Mutex<Vec<String>>) -> Result<()> {
    let mut head = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    head.read_line(&mut line)?;
    let target = line.split_whitespace().nth(1).unwrap_or_default().to_owned();
    while head.read_line(&mut line)? > 2 {}
    lock(asked).push(target.clone());
    let onward = TcpStream::connect(&target)?;
    stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
    pass(&stream, &onward);
    pass(&onward, &stream);
    Ok(())
}
