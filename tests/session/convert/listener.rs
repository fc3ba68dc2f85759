//! Where the browser comes back to: who else calls there gets nothing and changes nothing.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use model::ReturnPage;
use session::listener::Listener;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

const TOKEN: &str = "syl_QGFtaW5h_abc-123";

/// Waits for a token, while a test calls.
struct Awaiting {
    runtime: Runtime,
    token: JoinHandle<model::Secret>,
    host: String,
    path: String,
}

impl Awaiting {
    fn begin() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime.block_on(Listener::open()).unwrap();
        let address = listener.address();
        let rest = address.strip_prefix("http://").unwrap();
        let (host, path) = rest.split_at(rest.find('/').unwrap());
        let page = ReturnPage {
            language: "cy".into(),
            title: "<Despatch> & \"mwy\"".into(),
            text: "Ewch yn ôl".into(),
        };
        let token = runtime.spawn(async move { listener.token(&page).await });
        Self {
            runtime,
            token,
            host: host.to_owned(),
            path: path.to_owned(),
        }
    }

    fn fitting(&self) -> String {
        self.get(&format!("{}?loginToken={TOKEN}", self.path), &self.host)
    }

    fn get(&self, target: &str, host: &str) -> String {
        format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n\r\n")
    }

    fn says(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        // Whoever is not listened to any more is cut off while they speak.
        stream.write_all(request).ok();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok();
        String::from_utf8(answer).unwrap()
    }

    fn is_open(&self) -> bool {
        !self.token.is_finished()
    }

    fn came(self) -> String {
        self.runtime.block_on(self.token).unwrap().reveal().to_owned()
    }
}

#[test]
fn the_request_awaited_is_taken_once_and_closes_the_port() {
    let awaiting = Awaiting::begin();
    let (fitting, host) = (awaiting.fitting(), awaiting.host.clone());

    let answer = awaiting.says(fitting.as_bytes());

    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(
        answer.contains("<html lang=\"cy\">") && answer.contains("Ewch yn ôl"),
        "{answer}"
    );
    assert!(answer.contains("&lt;Despatch&gt; &amp; &quot;mwy&quot;"), "{answer}");
    assert!(
        answer.contains("default-src 'none'") && answer.contains("no-store"),
        "{answer}"
    );
    assert!(!answer.contains(TOKEN), "it is said to nobody");
    assert_eq!(awaiting.came(), TOKEN);
    assert!(TcpStream::connect(&host).is_err(), "a second request finds nobody");
}

#[test]
fn every_address_is_another() {
    let (one, other) = (Awaiting::begin(), Awaiting::begin());
    assert_ne!(one.path, other.path);
    assert!(one.path.len() > 64 && one.host.starts_with("127.0.0.1:"));
}

#[test]
fn whatever_else_is_asked_is_not_there_and_changes_nothing() {
    let awaiting = Awaiting::begin();
    let (host, path) = (awaiting.host.clone(), awaiting.path.clone());
    let port = host.split_once(':').unwrap().1.to_owned();
    let query = format!("?loginToken={TOKEN}");
    let whole = format!("{path}{query}");
    let longer = format!("{path}0{query}");
    let shorter = format!("{}{query}", &path[..path.len() - 1]);
    let with = |header: &str| format!("GET {whole} HTTP/1.1\r\nHost: {host}\r\n{header}\r\n\r\n");
    let hostile = [
        ("no state", awaiting.get(&format!("/{query}"), &host)),
        (
            "another state",
            awaiting.get(&format!("/{}{query}", "0".repeat(64)), &host),
        ),
        ("too much of it", awaiting.get(&longer, &host)),
        ("too little of it", awaiting.get(&shorter, &host)),
        (
            "the state in the query",
            awaiting.get(&format!("/?state={}&loginToken={TOKEN}", &path[1..]), &host),
        ),
        (
            "the state in capitals",
            awaiting.get(&whole.to_ascii_uppercase(), &host),
        ),
        (
            "somebody's name for this computer",
            awaiting.get(&whole, &format!("evil.example:{port}")),
        ),
        ("localhost", awaiting.get(&whole, &format!("localhost:{port}"))),
        ("no port", awaiting.get(&whole, "127.0.0.1")),
        ("another port", awaiting.get(&whole, "127.0.0.1:1")),
        ("no host", format!("GET {whole} HTTP/1.1\r\nAccept: */*\r\n\r\n")),
        ("two hosts", with(&format!("Host: {host}"))),
        ("a host and another", with("Host: evil.example")),
        (
            "an address in place of a path",
            awaiting.get(&format!("http://{host}{whole}"), &host),
        ),
        ("POST", awaiting.get(&whole, &host).replace("GET", "POST")),
        ("HEAD", awaiting.get(&whole, &host).replace("GET", "HEAD")),
        ("OPTIONS", awaiting.get(&whole, &host).replace("GET", "OPTIONS")),
        ("get", awaiting.get(&whole, &host).replace("GET", "get")),
        (
            "an old version",
            awaiting.get(&whole, &host).replace("HTTP/1.1", "HTTP/1.0"),
        ),
        ("a page's own request", with("Sec-Fetch-Mode: no-cors")),
        (
            "something with it",
            format!("GET {whole} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2\r\n\r\n\r\n\r\n"),
        ),
        ("something in pieces", with("Transfer-Encoding: chunked")),
        ("two requests", awaiting.fitting().repeat(2)),
        ("a folded header", with("X: a\r\n Host: b")),
        ("no token", awaiting.get(&path, &host)),
        ("an empty token", awaiting.get(&format!("{path}?loginToken="), &host)),
        (
            "two tokens",
            awaiting.get(&format!("{whole}&loginToken=another"), &host),
        ),
        (
            "a token that breaks lines",
            awaiting.get(&format!("{path}?loginToken=a%0d%0ab"), &host),
        ),
        (
            "a token in other letters",
            awaiting.get(&format!("{path}?loginToken=%C3%A9"), &host),
        ),
        (
            "an endless token",
            awaiting.get(&format!("{path}?loginToken={}", "a".repeat(3000)), &host),
        ),
        (
            "another name for it",
            awaiting.get(&format!("{path}?login_token={TOKEN}"), &host),
        ),
        ("nonsense", "\u{0}\u{1}\u{2}\r\n\r\n".to_owned()),
        ("an empty line", "\r\n\r\n".to_owned()),
    ];
    for (what, request) in hostile {
        let answer = awaiting.says(request.as_bytes());
        assert!(answer.starts_with("HTTP/1.1 404 Not Found\r\n"), "{what}: {answer:?}");
        assert!(answer.ends_with("\r\n\r\n"), "{what}: nothing is said");
        assert!(awaiting.is_open(), "{what}: it is still awaited");
    }
    awaiting.says(awaiting.fitting().as_bytes());
    assert_eq!(awaiting.came(), TOKEN);
}

#[test]
fn a_request_without_end_is_cut_off() {
    let awaiting = Awaiting::begin();
    let begun = format!(
        "GET {}?loginToken={TOKEN} HTTP/1.1\r\nHost: {}\r\n",
        awaiting.path, awaiting.host
    );

    let huge = awaiting.says(format!("{begun}X: {}\r\n\r\n", "x".repeat(1 << 20)).as_bytes());
    assert_eq!(huge, "");
    let start = Instant::now();
    let slow = awaiting.says(begun.as_bytes());
    assert_eq!(slow, "");
    assert!(
        start.elapsed() < Duration::from_secs(15),
        "nobody is waited for longer than that"
    );

    assert!(awaiting.is_open());
    awaiting.says(awaiting.fitting().as_bytes());
    assert_eq!(awaiting.came(), TOKEN);
}

#[test]
fn callers_who_say_nothing_keep_nobody_away() {
    let awaiting = Awaiting::begin();
    let silent: Vec<TcpStream> = (0..40).map(|_| TcpStream::connect(&awaiting.host).unwrap()).collect();

    awaiting.says(awaiting.fitting().as_bytes());

    assert_eq!(awaiting.came(), TOKEN);
    drop(silent);
}

#[test]
fn a_browser_that_speaks_in_pieces_is_heard() {
    let awaiting = Awaiting::begin();
    let fitting = awaiting.fitting();
    let mut stream = TcpStream::connect(&awaiting.host).unwrap();
    for piece in fitting.as_bytes().chunks(40) {
        stream.write_all(piece).unwrap();
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(awaiting.came(), TOKEN);
}
