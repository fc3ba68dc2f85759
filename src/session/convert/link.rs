//! Where links lead: allowed schemes only, and the host that will really be asked.

use std::borrow::Cow;

use matrix_sdk::ruma::UserId;
use model::{Link, LinkVerdict};
use percent_encoding::percent_decode_str;
use policy::{Policy, Reason};
use url::Url;

use super::names;

/// Longer addresses are left as text: nobody can read them, and they hide what matters.
const LONGEST: usize = 2048;

/// Before policy has judged it, a link opens nothing.
const UNJUDGED: LinkVerdict = LinkVerdict::Refused(Reason::NotAnAddress { typed: String::new() });

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A place to open.
    Place(Link),
    /// A person: a mention.
    Person(model::UserId),
}

/// Reads the address of a link; none where it must not be one. `https`, `mailto` and `matrix` are allowed, and
/// `https://matrix.to` counts as the latter.
pub fn target(address: &str) -> Option<Target> {
    let address = address.trim();
    if address.len() > LONGEST {
        return None;
    }
    let url = Url::parse(address).ok()?;
    match url.scheme() {
        "https" => web(url),
        "mailto" => mail(&url),
        "matrix" => matrix(&url),
        _ => None,
    }
}

/// What policy says of the address of a link, for the window.
pub fn verdict(policy: &Policy, url: &str) -> LinkVerdict {
    if url.starts_with("matrix:") || url.starts_with("https://matrix.to/") {
        return match policy.address(url) {
            Ok(_) => LinkVerdict::Here,
            Err(reason) => LinkVerdict::Refused(reason),
        };
    }
    match policy.link(url) {
        policy::Link::Open => LinkVerdict::Open,
        policy::Link::Ask {
            letters, lookalike_of, ..
        } => LinkVerdict::Ask {
            letters: letters.map(Into::into),
            lookalike_of: lookalike_of.map(Into::into),
        },
        policy::Link::Refused(reason) => LinkVerdict::Refused(reason),
    }
}

fn web(mut url: Url) -> Option<Target> {
    // What stands before an @ is not where the link leads, and is there to look as if it were.
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    let host = url.host_str()?;
    if host.is_empty() {
        return None;
    }
    if host == "matrix.to" && url.port().is_none() {
        let identifier = decode(url.fragment().unwrap_or_default().strip_prefix('/').unwrap_or_default());
        match identifier.chars().next() {
            Some('@') => return person(&identifier),
            Some('#' | '!') => return Some(room(&url, &identifier)),
            _ => {}
        }
    }
    let host = match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    Some(Target::Place(Link {
        url: url.as_str().into(),
        host: host.into(),
        verdict: UNJUDGED,
    }))
}

fn mail(url: &Url) -> Option<Target> {
    let address = url.path();
    let (local, domain) = address.rsplit_once('@')?;
    let plain = address
        .bytes()
        .all(|b| b.is_ascii_graphic() && !matches!(b, b'%' | b'"' | b'<' | b'>' | b','));
    if local.is_empty() || domain.is_empty() || !plain {
        return None;
    }
    // Without what follows the ?: some mail programs take "attach" and "bcc" from there.
    Some(Target::Place(Link {
        url: format!("mailto:{address}").into(),
        host: address.into(),
        verdict: UNJUDGED,
    }))
}

/// `matrix:u/name:server`, `matrix:r/alias:server`, `matrix:roomid/id:server` (Matrix specification, appendix "URIs").
fn matrix(url: &Url) -> Option<Target> {
    let path = decode(url.path());
    let mut parts = path.trim_start_matches('/').splitn(3, '/');
    let (kind, identifier) = (parts.next()?, parts.next().filter(|id| !id.is_empty())?);
    match kind {
        "u" => person(&format!("@{identifier}")),
        "r" => Some(room(url, &format!("#{identifier}"))),
        "roomid" => Some(room(url, &format!("!{identifier}"))),
        _ => None,
    }
}

/// What is no id names nobody.
fn person(identifier: &str) -> Option<Target> {
    let id = identifier.split(['/', '?']).next().unwrap_or_default();
    let id = UserId::parse(id).ok()?;
    Some(Target::Person(id.as_str().into()))
}

/// A room is opened in this program: it has no host, so its identifier is what to show.
fn room(url: &Url, identifier: &str) -> Target {
    let identifier = identifier.split(['/', '?']).next().unwrap_or_default();
    Target::Place(Link {
        url: url.as_str().into(),
        host: names::line(identifier, 255).into(),
        verdict: UNJUDGED,
    })
}

/// Undoes percent-encoding; what is not UTF-8 then is replaced.
fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}
