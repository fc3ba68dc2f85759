//! The one request that is awaited, read letter by letter: what isn't exactly it is nothing.

use url::form_urlencoded;

/// The longest token that is taken.
const TOKEN_BYTES: usize = 2048;

/// The token that a browser brings with `GET <path>?loginToken=<token>`, called by this host and no other name.
pub(super) fn token(head: &[u8], host: &str, path: &str) -> Option<String> {
    // One request, and nothing after it.
    let head = std::str::from_utf8(head).ok()?.strip_suffix("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target, version) = (first.next()?, first.next()?, first.next()?);
    if method != "GET" || version != "HTTP/1.1" || first.next().is_some() {
        return None;
    }
    let mut hosts = 0;
    for line in lines {
        let (name, value) = line.split_once(':')?;
        let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !plain || line.contains(['\r', '\n', '\0']) {
            return None;
        }
        let value = value.trim_matches([' ', '\t']);
        match name.to_ascii_lowercase().as_str() {
            // A page of somebody's whose name leads to this computer has that name here.
            "host" if value == host => hosts += 1,
            "host" => return None,
            // It brings more than an address.
            "content-length" if value == "0" => {}
            "content-length" | "transfer-encoding" | "upgrade" => return None,
            // A page's own request, and not somebody's going to an address.
            "sec-fetch-mode" if value != "navigate" => return None,
            _ => {}
        }
    }
    let (named, query) = target.split_once('?')?;
    if hosts != 1 || !same(named, path) {
        return None;
    }
    let mut tokens = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "loginToken");
    let (token, more) = (tokens.next()?.1, tokens.next());
    let plain = !token.is_empty() && token.len() <= TOKEN_BYTES && token.bytes().all(|byte| byte.is_ascii_graphic());
    (plain && more.is_none()).then(|| token.into_owned())
}

/// Whether two texts are the same, in a time that says nothing of how far they are.
fn same(one: &str, other: &str) -> bool {
    let pairs = one.bytes().zip(other.bytes());
    one.len() == other.len() && pairs.fold(0, |sum, (one, other)| sum | (one ^ other)) == 0
}
