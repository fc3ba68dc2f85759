//! A homeserver that lies: a TLS-terminating proxy with hooks.

mod wire;

use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use anyhow::Result;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};

use crate::{
    gate::lock,
    http::{Agent, Reply},
    server::Server,
    world::World,
};

/// Stands before a homeserver's listener for people with a certificate that fits, and changes what passes.
///
/// Hooks run in the order they were given, for every exchange, on the thread of its connection.
pub struct Tamper {
    address: SocketAddr,
    inner: Arc<Inner>,
}

/// A request as the program sent it.
#[derive(Clone, Debug)]
pub struct Request {
    /// `GET`, `POST`, ...
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// Header names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, decoded from its transfer encoding.
    pub body: Vec<u8>,
}

impl Request {
    /// The body as JSON; null where it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

impl Reply {
    /// An answer with a JSON body.
    pub fn json(status: u16, body: &Value) -> Reply {
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Reply {
            status,
            headers,
            body: body.to_string().into_bytes(),
        }
    }

    /// A Matrix error.
    pub fn error(status: u16, code: &str, text: &str) -> Reply {
        Reply::json(status, &json!({ "errcode": code, "error": text }))
    }

    /// A redirect.
    pub fn redirect(status: u16, location: &str) -> Reply {
        Reply {
            status,
            headers: vec![("location".to_owned(), location.to_owned())],
            body: Vec::new(),
        }
    }

    /// No answer: the connection breaks.
    pub fn broken() -> Reply {
        Reply {
            status: 0,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Changes the body as JSON, where it is JSON.
    pub fn edit(&mut self, change: impl FnOnce(&mut Value)) {
        if let Ok(mut value) = serde_json::from_slice(&self.body) {
            change(&mut value);
            self.body = Value::to_string(&value).into_bytes();
        }
    }
}

type Instead = dyn Fn(&Request) -> Option<Reply> + Send + Sync;
type After = dyn Fn(&Request, &mut Reply) + Send + Sync;

struct Inner {
    agent: Agent,
    upstream: String,
    tls: Arc<ServerConfig>,
    instead: Mutex<Vec<Arc<Instead>>>,
    after: Mutex<Vec<Arc<After>>>,
    seen: Mutex<Vec<Request>>,
}

impl Tamper {
    /// Stands before a server of this world; until a hook is given it only passes.
    pub fn before(world: &World, server: &Server) -> Result<Tamper> {
        let fitting = world.authority().listener(&[server.name()], &[server.address()])?;
        Tamper::posing(world, server, fitting)
    }

    /// The same, with a certificate of the test's own.
    pub fn posing(world: &World, server: &Server, tls: Arc<ServerConfig>) -> Result<Tamper> {
        let listener = TcpListener::bind((server.address(), 0))?;
        let address = listener.local_addr()?;
        let inner = Arc::new(Inner {
            agent: world.agent().clone(),
            upstream: server.base_url(),
            tls,
            instead: Mutex::default(),
            after: Mutex::default(),
            seen: Mutex::default(),
        });
        let serving = Arc::downgrade(&inner);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (Some(inner), Ok(stream)) = (serving.upgrade(), stream) else {
                    return;
                };
                thread::spawn(move || inner.serve(stream));
            }
        });
        Ok(Tamper { address, inner })
    }

    /// What policy gives as `base_url` of the server behind this.
    pub fn base_url(&self) -> String {
        format!("https://{}", self.address)
    }

    /// Answers in the server's place where the hook gives a reply; the server then never hears of the request.
    pub fn instead(&self, hook: impl Fn(&Request) -> Option<Reply> + Send + Sync + 'static) {
        lock(&self.inner.instead).push(Arc::new(hook));
    }

    /// Changes the server's replies.
    pub fn after(&self, hook: impl Fn(&Request, &mut Reply) + Send + Sync + 'static) {
        lock(&self.inner.after).push(Arc::new(hook));
    }

    /// Takes all hooks away.
    pub fn behave(&self) {
        lock(&self.inner.instead).clear();
        lock(&self.inner.after).clear();
    }

    /// Every request so far, in the order they came.
    pub fn seen(&self) -> Vec<Request> {
        lock(&self.inner.seen).clone()
    }
}

impl Drop for Tamper {
    fn drop(&mut self) {
        self.behave();
        // Wakes the listener, which finds nobody to serve and goes.
        let _ = TcpStream::connect(self.address);
    }
}

impl Inner {
    fn serve(&self, stream: TcpStream) {
        let Ok(connection) = ServerConnection::new(Arc::clone(&self.tls)) else {
            return;
        };
        let mut stream = StreamOwned::new(connection, stream);
        while let Ok(Some(request)) = wire::read_request(&mut stream) {
            let reply = self.answer(&request);
            if reply.status == 0 || wire::write_reply(&mut stream, &request, &reply).is_err() {
                return;
            }
        }
    }

    fn answer(&self, request: &Request) -> Reply {
        lock(&self.seen).push(request.clone());
        // Copies, so that a hook may take its time, or give further hooks, without holding others up.
        let instead = lock(&self.instead).clone();
        if let Some(reply) = instead.iter().find_map(|hook| hook(request)) {
            return reply;
        }
        let url = format!("{}{}", self.upstream, request.path);
        let headers: Vec<_> = request
            .headers
            .iter()
            .filter(|(name, _)| !wire::is_hop(name))
            .cloned()
            .collect();
        let sent = self.agent.send(&request.method, &url, &headers, request.body.clone());
        let mut reply = sent.unwrap_or_else(|_| Reply::broken());
        for hook in lock(&self.after).clone() {
            hook(request, &mut reply);
        }
        reply
    }
}
