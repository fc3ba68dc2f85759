//! Where the browser comes back to with proof of who somebody is: a port of this computer, for one request.
//!
//! The SDK has a server for this. It takes the first request to any path, for any host: a web page or another program that
//! finds the port could sign the person in as somebody else. Here the path is 256 random bits that only the address opened
//! in the browser names, and everything that is not exactly the request awaited changes nothing.

mod request;

use std::io;
use std::net::Ipv4Addr;
use std::time::Duration;

use model::{ReturnPage, Secret};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// How long whoever connects may take to say what they want, and to hear the answer.
const REQUEST: Duration = Duration::from_secs(5);
/// The longest request: a browser's has less than half of it, with all its headers.
const REQUEST_BYTES: usize = 16 * 1024;
/// So many are listened to at once.
const AT_ONCE: usize = 32;
/// Bytes of the path, at random.
const STATE_BYTES: usize = 32;

/// Listens on a port of this computer. Dropping it closes the port.
pub struct Listener {
    socket: TcpListener,
    /// What a browser says whom it calls.
    host: String,
    /// What only the address given to the browser names.
    path: String,
}

impl Listener {
    /// Opens a port that only this computer reaches.
    ///
    /// # Errors
    ///
    /// When the operating system gives no port, or no random bytes.
    pub async fn open() -> io::Result<Self> {
        let mut state = [0; STATE_BYTES];
        getrandom::fill(&mut state).map_err(|_| io::Error::other("no random bytes"))?;
        let path = state
            .iter()
            .fold(String::from("/"), |path, byte| format!("{path}{byte:02x}"));
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let host = socket.local_addr()?.to_string();
        Ok(Self { socket, host, path })
    }

    /// Where the browser is to come back to.
    pub fn address(&self) -> String {
        format!("http://{}{}", self.host, self.path)
    }

    /// Waits until the browser brings a token, shows it this page, and closes the port. Never ends otherwise.
    pub async fn token(self, page: &ReturnPage) -> Secret {
        let answer = found(page);
        let mut calls = JoinSet::new();
        loop {
            tokio::select! {
                // The first to bring it ends all the others.
                Some(heard) = calls.join_next() => if let Ok(Some((stream, token))) = heard {
                    drop(self.socket);
                    answered(stream, &answer).await;
                    return token;
                },
                accepted = self.socket.accept(), if calls.len() < AT_ONCE => match accepted {
                    Ok((stream, _)) => {
                        let (host, path) = (self.host.clone(), self.path.clone());
                        calls.spawn(async move { hear(stream, &host, &path).await });
                    }
                    // Out of descriptors, for the moment.
                    Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
                },
            }
        }
    }
}

/// What one caller wants. Whoever doesn't bring the token hears that nothing is here.
async fn hear(mut stream: TcpStream, host: &str, path: &str) -> Option<(TcpStream, Secret)> {
    let head = timeout(REQUEST, head(&mut stream)).await.ok()??;
    match request::token(&head, host, path) {
        Some(token) => Some((stream, Secret::new(token))),
        None => {
            answered(stream, NOT_FOUND).await;
            None
        }
    }
}

/// The request up to the empty line; none where it has no end, or is too long.
async fn head(stream: &mut TcpStream) -> Option<zeroize::Zeroizing<Vec<u8>>> {
    // Made at its full size, so that no copy with the token is left where it grew.
    let mut head = zeroize::Zeroizing::new(Vec::with_capacity(REQUEST_BYTES));
    let mut piece = zeroize::Zeroizing::new([0; 2048]);
    while !head.ends_with(b"\r\n\r\n") {
        let read = stream.read(piece.as_mut()).await.ok()?;
        if read == 0 || head.len() + read > REQUEST_BYTES {
            return None;
        }
        head.extend_from_slice(&piece[..read]);
    }
    Some(head)
}

async fn answered(mut stream: TcpStream, answer: impl AsRef<[u8]>) {
    let answer = async {
        stream.write_all(answer.as_ref()).await?;
        stream.shutdown().await
    };
    // Whoever doesn't listen needs no answer.
    drop(timeout(REQUEST, answer).await);
}

const NOT_FOUND: &str = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// A page that loads nothing, runs nothing and tells nobody where it was.
fn found(page: &ReturnPage) -> String {
    let (language, title, text) = (escaped(&page.language), escaped(&page.title), escaped(&page.text));
    let body = format!(
        "<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
         <body><h1>{title}</h1><p>{text}</p></body></html>"
    );
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n\
         Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
